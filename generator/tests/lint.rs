//! Findings of the lint: each kind is found in its example, and mended by the actions that it suggests.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use form_codegen::lint::{
    EXPLANATIONS, Explanation, LintFinding, OverlayAction, SentBody, lint, overlay, reasons,
    sure_actions,
};
use form_codegen::source::{SourceText, examine};
use form_codegen::{GenerateOptions, generate};
use serde_json::{Value, json};

fn sent(explanation: &Explanation) -> Vec<SentBody> {
    let bodies = explanation.sent.iter();
    let bodies = bodies.map(|(name, text)| SentBody {
        name: (*name).to_owned(),
        value: serde_json::from_str(text).unwrap(),
    });
    bodies.collect()
}

/// What is found in an example with these actions applied, by the id that it is for and by others.
fn found(
    explanation: &Explanation,
    actions: &[OverlayAction],
) -> (Vec<LintFinding>, Vec<LintFinding>) {
    let text = overlay("Mended", actions);
    let overlays = [SourceText {
        name: "mended.yaml",
        bytes: text.as_bytes(),
    }];
    let overlays = if actions.is_empty() {
        &[][..]
    } else {
        &overlays
    };
    let document = SourceText {
        name: "pets.yaml",
        bytes: explanation.example.as_bytes(),
    };
    let document = examine(document, overlays).unwrap_or_else(|report| panic!("{text}\n{report}"));
    let errors: Vec<_> = document
        .faults
        .iter()
        .filter(|one| one.code != "dangling-ref")
        .collect();
    assert!(errors.is_empty(), "{}: {text}\n{errors:?}", explanation.id);
    let all = lint(&document, &sent(explanation));
    all.into_iter().partition(|one| one.id() == explanation.id)
}

#[test]
fn each_kind_is_found_in_its_example_and_mended_by_what_is_suggested() {
    let mut summary = String::new();
    for explanation in &EXPLANATIONS {
        let (own, others) = found(explanation, &[]);
        let others: BTreeSet<_> = others.iter().map(LintFinding::id).collect();
        assert_eq!(
            (own.is_empty(), others),
            (false, BTreeSet::new()),
            "{}",
            explanation.id
        );
        let actions: Vec<_> = own.iter().flat_map(|one| one.actions.clone()).collect();
        let (left, new) = found(explanation, &actions);
        assert!(left.is_empty(), "{}: {left:#?}", explanation.id);
        assert!(new.is_empty(), "{}: {new:#?}", explanation.id);
        for one in &own {
            let _ = writeln!(summary, "{}: {}", one.id(), one.diagnostic.message);
            for action in &one.actions {
                summary.push_str(&action.to_yaml());
            }
        }
    }
    insta::assert_snapshot!("lint", summary);
}

/// The kinds that say nothing of the code: what they speak of is not read, or the path says the same.
const SAME_CODE: [&str; 3] = ["useless-tag", "empty-enum", "useless-operation-id"];

/// The file that has what the test server has to know of the API.
const MODEL: &str = "src/mock/api.rs";

#[test]
fn what_is_mended_changes_the_code() {
    for explanation in &EXPLANATIONS {
        let (own, _) = found(explanation, &[]);
        let actions: Vec<_> = own.iter().flat_map(|one| one.actions.clone()).collect();
        let mended = overlay("Mended", &actions);
        let code = |overlays: &[SourceText<'_>]| {
            let document = SourceText {
                name: "pets.yaml",
                bytes: explanation.example.as_bytes(),
            };
            let made = generate(document, overlays, &GenerateOptions::new("pets"));
            made.map(|made| {
                let mut files = made.files;
                // The test server calls operations as the document does.
                files.shift_remove(MODEL);
                files
            })
        };
        let before = code(&[]).ok();
        let after = code(&[SourceText {
            name: "mended.yaml",
            bytes: mended.as_bytes(),
        }]);
        let after = after.unwrap_or_else(|error| panic!("{}: {error}", explanation.id));
        let is_same = before == Some(after);
        assert_eq!(
            is_same,
            SAME_CODE.contains(&explanation.id),
            "{}",
            explanation.id
        );
    }
}

/// The codes behind each of these words in the files of a folder and of those within.
fn codes(folder: &Path, words: &[(&str, char)], found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            codes(&path, words, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap_or_default();
        for (word, end) in words {
            for behind in text.split(word).skip(1) {
                let behind = behind.trim_start().trim_start_matches('"');
                let code = behind.split(*end).next().unwrap_or_default();
                let is_code = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
                if !code.is_empty() && code.bytes().all(is_code) {
                    found.insert(code.to_owned());
                }
            }
        }
    }
}

/// Whatever the lint can find is explained, and nothing else: its own kinds and those of reading, as the sources name them, and
/// as they come out of documents that are refused.
#[test]
fn each_kind_that_can_be_found_is_explained() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    let words = [
        ("Diagnostic::error(", '"'),
        ("Diagnostic::warning(", '"'),
        ("LintFinding::new(", '"'),
        ("const CODE: &str = ", '"'),
    ];
    for folder in ["src/source", "src/lint"] {
        codes(&here.join(folder), &words, &mut found);
    }
    let shown = [("error[", ']'), ("warning[", ']')];
    for folder in [
        "tests/snapshots/reject",
        "../tests/snapshots/reject",
        "../tests/snapshots/keep_going",
    ] {
        codes(&here.join(folder), &shown, &mut found);
    }
    // It takes a document of thousands of types, which is no fixture.
    found.insert("types-too-deep".to_owned());
    let explained = EXPLANATIONS.iter().map(|one| one.id);
    let explained = explained.chain(reasons().map(|one| one.id));
    let explained: Vec<String> = explained.map(str::to_owned).collect();
    let unique: BTreeSet<String> = explained.iter().cloned().collect();
    assert_eq!(unique.len(), explained.len(), "explained twice");
    assert_eq!(unique, found);
}

/// The pointers to all nodes of a value.
fn nodes(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            let name = name.replace('~', "~0").replace('/', "~1");
            nodes(value, &format!("{at}/{name}"), found);
        }),
        Value::Array(elements) => elements.iter().enumerate().for_each(|(index, value)| {
            nodes(value, &format!("{at}/{index}"), found);
        }),
        _ => {}
    }
}

/// Whatever is put wherever: nothing panics, and what the lint is sure of fits.
#[test]
fn a_document_with_anything_anywhere_is_survived() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let everything = fs::read_to_string(here.join("tests/accept/source/everything.yaml")).unwrap();
    let texts = EXPLANATIONS.iter().map(|one| one.example);
    let texts = texts.chain([everything.as_str()]);
    let documents: Vec<Value> = texts
        .map(|text| serde_yaml::from_str(text).unwrap())
        .collect();
    let mut state: u64 = 88_172_645_463_325_252;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    for round in 0..600 {
        let mut document = documents[random(documents.len())].clone();
        let mut all = Vec::new();
        nodes(&document, "", &mut all);
        for _ in 0..=random(3) {
            let (to, from) = (&all[random(all.len())], &all[random(all.len())]);
            let copy = document.pointer(from).cloned().unwrap_or_default();
            let odd = [
                json!(null),
                json!([]),
                json!({}),
                json!("x"),
                json!(7),
                json!(true),
                copy,
                json!({"$ref": format!("#{from}")}),
                json!({"$ref": "#/none"}),
            ];
            if let Some(node) = document.pointer_mut(to) {
                *node = odd[random(odd.len())].clone();
            }
        }
        let text = document.to_string();
        let source = SourceText {
            name: "a.json",
            bytes: text.as_bytes(),
        };
        let _ = generate(source, &[], &GenerateOptions::new("a"));
        let Ok(read) = examine(source, &[]) else {
            continue;
        };
        let actions = sure_actions(&lint(&read, &[]));
        if !actions.is_empty() {
            let mended = overlay("Mended", &actions);
            let overlays = [SourceText {
                name: "b.yaml",
                bytes: mended.as_bytes(),
            }];
            let after = examine(source, &overlays).unwrap_or_else(|report| panic!("{report}"));
            let misfits = after
                .faults
                .iter()
                .filter(|one| one.code.starts_with("overlay"));
            assert_eq!(misfits.count(), 0, "{round}: {text}\n{mended}");
        }
    }
}

/// Members that would be called alike are told, though no overlay can rename what an API sends.
#[test]
fn members_that_clash_are_found() {
    let text = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents: {schemas: {pet: {description: A., type: object, properties: {bornAt: {type: string}, born_at: {type: string}}}}}\n";
    let source = SourceText {
        name: "a.yaml",
        bytes: text.as_bytes(),
    };
    let document = examine(source, &[]).unwrap_or_else(|report| panic!("{report}"));
    let found = lint(&document, &[]);
    let told: Vec<_> = found
        .iter()
        .map(|one| one.diagnostic.message.as_str())
        .collect();
    assert_eq!(
        told,
        ["`born_at` and `bornAt` would both be called `born_at`"]
    );
}

/// A property whose type is written wrong is told once, as that.
#[test]
fn what_is_wrong_is_not_also_called_untyped() {
    let text = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ncomponents: {schemas: {pet: {description: A., type: object, properties: {kind: {KIND}, name: {type: string}}}}}\n";
    for (kind, code) in [
        ("type: strng", "unknown-value"),
        ("type: [string]", "wrong-type"),
        ("tpye: string", "misspelt-keyword"),
        ("enum: cat", "wrong-type"),
        ("properties: []", "wrong-type"),
        ("description: A kind., x-type: string", "untyped-property"),
    ] {
        let text = text.replace("KIND", kind);
        let source = SourceText {
            name: "a.yaml",
            bytes: text.as_bytes(),
        };
        let document = examine(source, &[]).unwrap_or_else(|report| panic!("{report}"));
        let found = lint(&document, &[]);
        let ids: Vec<_> = found.iter().map(LintFinding::id).collect();
        assert_eq!(ids, [code], "{kind}");
    }
}

/// A list that the document says to be whole is none of which only the first page is read.
#[test]
fn a_list_that_is_said_to_be_whole_is_believed() {
    let text = include_str!("../src/lint/examples/unpaged-list.yaml");
    let said = text.replace(
        "operationId: listPets",
        "operationId: listPets\n      x-paging: false",
    );
    for (text, expected) in [(text, vec!["unpaged-list"]), (&said, vec![])] {
        let source = SourceText {
            name: "pets.yaml",
            bytes: text.as_bytes(),
        };
        let document = examine(source, &[]).unwrap_or_else(|report| panic!("{report}"));
        let found = lint(&document, &[]);
        let ids: Vec<_> = found.iter().map(LintFinding::id).collect();
        assert_eq!(ids, expected);
        let told = found
            .iter()
            .all(|one| one.diagnostic.help.contains("x-paging"));
        assert!(told, "{found:?}");
    }
}

const SWAGGER: &str = "swagger: '2.0'
info: {title: Pets, version: '1', description: Pets.}
host: pets.example
schemes: [https]
produces: [application/json]
tags: [{name: pets, description: Pets.}]
paths:
  /pets:
    get:
      tags: [pets]
      operationId: ListPets
      description: Lists pets.
      responses: {'200': {description: Pets., schema: {$ref: '#/definitions/Pets'}}}
  /pets/{pet}:
    get:
      tags: [pets]
      operationId: GetPet
      description: One pet.
      responses: {'200': {description: A pet., schema: {$ref: '#/definitions/Pet'}}}
definitions:
  Pet:
    type: object
    description: A pet.
    x-resourceId: pet
    required: [id]
    properties:
      id: {type: string, description: Its name.}
      pet_id: {type: string, description: The id of another.}
      name: {$ref: '#/definitions/Name', maxLength: 9}
  Name: {type: string, description: A name.}
  Pets:
    type: object
    description: A page of pets.
    required: [data, has_more]
    properties:
      data: {type: array, description: Pets., items: {$ref: '#/definitions/Pet'}}
      has_more: {type: boolean, description: Whether there are more.}
";

/// What is suggested is written in the words of the document's version: with it, nothing of what was found is left, and nothing new.
#[test]
fn suggestions_are_true_for_the_version_of_the_document() {
    let document = SourceText {
        name: "pets.yaml",
        bytes: SWAGGER.as_bytes(),
    };
    let before = lint(&examine(document, &[]).unwrap(), &[]);
    let mut kinds: Vec<_> = before.iter().map(LintFinding::id).collect();
    kinds.sort_unstable();
    let expected = ["id-without-resource", "ref-siblings", "unpaged-list"];
    assert_eq!(kinds, expected);
    let actions: Vec<_> = before.iter().flat_map(|one| one.actions.clone()).collect();
    let mended = overlay("Mended", &actions);
    assert!(!mended.contains("components"), "{mended}");
    assert!(!mended.contains("OpenAPI 3.0"), "{mended}");
    let overlays = [SourceText {
        name: "mended.yaml",
        bytes: mended.as_bytes(),
    }];
    let after = examine(document, &overlays).unwrap();
    assert!(after.faults.is_empty(), "{mended}\n{:?}", after.faults);
    assert!(after.warnings.is_empty(), "{mended}\n{:?}", after.warnings);
    let error = generate(document, &overlays, &GenerateOptions::new("pets")).unwrap_err();
    let error = error.to_string();
    assert!(error.contains("missing-path-parameter"), "{error}");
    assert!(!error.contains("schema:"), "{error}");
    let left = lint(&after, &[]);
    let left: Vec<_> = left.iter().map(LintFinding::id).collect();
    assert!(left.is_empty(), "{mended}\n{left:?}");
}
