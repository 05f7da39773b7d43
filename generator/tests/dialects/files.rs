//! One document over several files.

use std::cell::RefCell;
use std::collections::BTreeMap;

use form_codegen::api::{Pointer, outline};
use form_codegen::diagnostic::Place;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{Document, SourceText, examine};
use form_codegen::{GenerateOptions, generate};

/// Files by their paths, and how often each was read.
struct Files {
    texts: BTreeMap<&'static str, &'static str>,
    read: RefCell<Vec<String>>,
}

impl Files {
    fn of(texts: &[(&'static str, &'static str)]) -> Self {
        Self {
            texts: texts.iter().copied().collect(),
            read: RefCell::default(),
        }
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self.read.borrow_mut().push(path.to_owned());
        let text = self.texts.get(path);
        text.map(|text| text.as_bytes().to_vec())
            .ok_or_else(|| "there is no such file".to_owned())
    }

    /// The document, as `spec/api.yaml`.
    fn document(&self, text: &str) -> Document {
        let source = SourceText {
            name: "spec/api.yaml",
            bytes: text.as_bytes(),
        };
        let read = |path: &str| self.read(path);
        match examine(source.with_files(&read), &[]) {
            Ok(document) => document,
            Err(report) => panic!("{report}"),
        }
    }
}

fn meaning(document: &Document) -> String {
    let report = document.report_with(Vec::new());
    assert!(!report.has_errors(), "{report}");
    outline(&lower(&document.spec, LowerOptions::default()).0)
}

const HEAD: &str =
    "openapi: 3.0.3\ninfo: {title: T, version: '1'}\nservers: [{url: 'https://api.example'}]\n";

const WHOLE: &str = "
paths:
  /pets/{id}:
    get:
      operationId: retrievePet
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
components:
  schemas:
    Pet: {type: object, required: [id], properties: {id: {$ref: '#/components/schemas/Id'}, owner: {$ref: '#/components/schemas/Owner'}, friend: {$ref: '#/components/schemas/Pet'}}}
    Id: {type: string, maxLength: 9}
    Owner: {type: object, properties: {pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}, 'a b': {$ref: '#/components/schemas/name'}}}
    name: {type: string, maxLength: 40}
";

const SPLIT: &str = "
paths:
  /pets/{id}: {$ref: './paths/pet%20by%20id.yaml'}
components:
  schemas:
    Pet: {$ref: models/pet.yaml#/Pet}
    Id: {type: string, maxLength: 9}
";

const PARTS: [(&str, &str); 3] = [
    (
        "paths/pet by id.yaml",
        "get:
  operationId: retrievePet
  parameters: [{name: id, in: path, required: true, schema: {type: string}}]
  responses: {'200': {description: It., content: {application/json: {schema: {$ref: '../models/pet.yaml#/Pet'}}}}}
",
    ),
    (
        "models/pet.yaml",
        "Pet: {type: object, required: [id], properties: {id: {$ref: '../api.yaml#/components/schemas/Id'}, owner: {$ref: '#/Owner'}, friend: {$ref: '#/Pet'}}}
Owner: {type: object, properties: {pets: {type: array, items: {$ref: 'pet.yaml#/Pet'}}, 'a b': {$ref: name.json}}}
",
    ),
    ("models/name.json", r#"{"type": "string", "maxLength": 40}"#),
];

#[test]
fn what_stands_in_several_files_means_what_it_means_in_one() {
    let files = Files::of(&PARTS);
    let split = files.document(&format!("{HEAD}{SPLIT}"));
    let whole = Files::of(&[]).document(&format!("{HEAD}{WHOLE}"));
    assert_eq!(meaning(&split), meaning(&whole));
    let mut read = files.read.borrow().clone();
    read.sort();
    assert_eq!(
        read,
        [
            "models/name.json",
            "models/pet.yaml",
            "paths/pet by id.yaml"
        ]
    );
}

#[test]
fn a_place_in_another_file_is_shown_there() {
    let files = Files::of(&PARTS);
    let document = files.document(&format!("{HEAD}{SPLIT}"));
    let limit = Pointer::from_text("/components/schemas/name/maxLength");
    assert_eq!(document.value(&limit), Some(&40.into()));
    assert_eq!(document.published(&limit).as_str(), "/maxLength");
    let location = document.locate(&Place::Document(limit)).unwrap();
    assert_eq!(location.to_string(), "spec/models/name.json:1:33");
    let text = format!("{HEAD}{SPLIT}");
    let source = SourceText {
        name: "spec/api.yaml",
        bytes: text.as_bytes(),
    };
    let read = |path: &str| files.read(path);
    let made = generate(source.with_files(&read), &[], &GenerateOptions::new("pets")).unwrap();
    let all: String = made.files.values().map(String::as_str).collect();
    assert!(all.contains("Source: `models/pet.yaml#/Owner`"));
    assert!(all.contains("Source: `paths/pet by id.yaml#/get`"));
}

/// Two of one name are told apart, by the file that each stands in.
#[test]
fn names_of_files_tell_schemas_apart() {
    let files = Files::of(&[
        (
            "a.yaml",
            "Item: {type: object, properties: {a: {type: string}}}",
        ),
        (
            "b.yaml",
            "Item: {type: object, properties: {b: {type: string}}}",
        ),
        (
            "b/c.yaml",
            "{type: object, properties: {c: {type: string}}}",
        ),
    ]);
    let document = files.document(&format!(
        "{HEAD}paths: {{}}
components:
  schemas:
    All: {{type: object, properties: {{a: {{$ref: a.yaml#/Item}}, b: {{$ref: b.yaml#/Item}}, c: {{$ref: b/c.yaml}}}}}}
"
    ));
    let names: Vec<&String> = document.spec.components.keys().collect();
    assert_eq!(names, ["All", "Item", "b_Item", "c"]);
}

/// The same for documents of other versions, whose words the other files have as well.
#[test]
fn other_versions_have_files_too() {
    let files = Files::of(&[
        (
            "pet.yaml",
            "type: [object, 'null']\nproperties: {kind: {const: cat}}\n",
        ),
        (
            "defs.json",
            r#"{"Pet": {"type": "object", "properties": {"id": {"type": "string", "x-nullable": true}}}}"#,
        ),
    ]);
    let document = files.document("openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents: {schemas: {Pets: {type: array, items: {$ref: pet.yaml}}}}\n");
    assert!(
        meaning(&document).contains("struct Pet"),
        "{}",
        meaning(&document)
    );
    let document = files.document("swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\ndefinitions: {Pets: {type: array, items: {$ref: 'defs.json#/Pet'}}}\n");
    assert!(
        meaning(&document).contains("struct Pet"),
        "{}",
        meaning(&document)
    );
    let id = Pointer::from_text("/components/schemas/Pet/properties/id");
    assert_eq!(document.published(&id).as_str(), "/Pet/properties/id");
}

#[test]
fn what_is_wrong_with_other_files_is_said_where_it_is() {
    let files = Files::of(&[
        (
            "pet.yaml",
            "Pet:\n  type: objct\n  propertis: {}\nLoop: {$ref: '#/Loop'}\nOther: {$ref: 'api.yaml#/components/schemas/Gone'}\n",
        ),
        ("broken.yaml", "Pet: {type: [\n"),
        (
            "path.yaml",
            "get: {operationId: getIt, responses: {}, callbacks: {c: {x: {$ref: path.yaml}}}}\n",
        ),
    ]);
    let document = files.document(&format!(
        "{HEAD}paths:
  /it: {{$ref: path.yaml}}
components:
  schemas:
    A: {{$ref: pet.yaml#/Pet}}
    B: {{$ref: 'https://api.example/pet.yaml'}}
    C: {{$ref: /etc/pet.yaml}}
    D: {{$ref: gone.yaml#/Pet}}
    E: {{$ref: broken.yaml#/Pet}}
    F: {{$ref: pet.yaml#/Pett}}
    G: {{$ref: pet.yaml#/Loop}}
    H: {{type: object, properties: {{other: {{$ref: pet.yaml#/Other}}}}}}
"
    ));
    let report = document.report_with(Vec::new());
    insta::with_settings!({
        snapshot_path => "../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!("other-files", report.to_string()) });
}

/// What is defined within a schema of another file is defined once.
#[test]
fn definitions_of_other_files_are_components() {
    let pet = "type: object\nproperties: {owner: {$ref: '#/$defs/Owner'}}\n$defs: {Owner: {type: object, properties: {name: {type: string}}}}\n";
    let files = Files::of(&[("pet.yaml", pet)]);
    let document = files.document("openapi: 3.1.0\ninfo: {title: T, version: '1'}\ncomponents: {schemas: {Pets: {type: array, items: {$ref: pet.yaml}}}}\n");
    let names: Vec<&String> = document.spec.components.keys().collect();
    assert_eq!(names, ["Pets", "pet", "Owner"]);
    meaning(&document);
}

#[test]
fn a_circle_over_files_is_told() {
    let files = Files::of(&[("a.yaml", "A: {$ref: 'api.yaml#/components/schemas/A'}\n")]);
    let document = files.document(&format!(
        "{HEAD}paths: {{}}\ncomponents: {{schemas: {{A: {{$ref: a.yaml#/A}}}}}}\n"
    ));
    let codes: Vec<_> = document.faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["ref-cycle"]);
}

/// Whatever stands where in whichever file, it is survived, and so is a document without any of its files.
#[test]
fn nothing_panics_whatever_files_hold() {
    let wrong = [
        "{$ref: '#'}",
        "{$ref: ''}",
        "{$ref: api.yaml}",
        "{$ref: '../..'}",
        "{$ref: models/pet.yaml}",
        "{$ref: pet.yaml}",
        "null",
        "[{$ref: pet.yaml#/Owner}]",
        "5",
    ];
    let main = format!("{HEAD}{SPLIT}");
    let mut texts: Vec<(&str, String)> = vec![("api.yaml", main)];
    texts.extend(PARTS.map(|(path, text)| (path, text.to_owned())));
    for (index, (_, text)) in texts.iter().enumerate() {
        let value: serde_json::Value = serde_yaml::from_str(text).unwrap();
        let mut all = Vec::new();
        crate::mutated::pointers(&value, "", &mut all);
        for (at, wrong) in all
            .iter()
            .flat_map(|at| wrong.iter().map(move |wrong| (at, wrong)))
        {
            let mut mutated = value.clone();
            *mutated.pointer_mut(at).unwrap() = serde_yaml::from_str(wrong).unwrap();
            let mutated = mutated.to_string();
            let text = |path: &str| {
                let found = texts
                    .iter()
                    .enumerate()
                    .find(|(_, (known, _))| *known == path);
                found.map(|(at, (_, text))| if at == index { &mutated } else { text })
            };
            let read = |path: &str| {
                let text = text(path).ok_or_else(|| "there is no such file".to_owned())?;
                Ok(text.as_bytes().to_vec())
            };
            let source = SourceText {
                name: "spec/api.yaml",
                bytes: text("api.yaml").unwrap().as_bytes(),
            };
            if let Ok(document) = examine(source.with_files(&read), &[]) {
                let (_, found) = lower(&document.spec, LowerOptions { keep_going: true });
                let _ = document.report_of_rest(found).to_string();
            }
        }
    }
}
