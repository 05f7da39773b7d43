//! All that is wrong with a document comes out in one run, whatever kind it is of and whichever stage finds it.

use form_codegen::diagnostic::Severity;
use form_codegen::source::SourceText;
use form_codegen::{Error, GenerateOptions, generate};

/// Each line has a fault of another stage.
const DOCUMENT: &str = r"openapi: 3.0.3
info: {title: A, version: '1', version: '2'}
paths:
  /pets/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: 5}}]
      responses: {'200': {$ref: '#/components/responses/none'}}
    post:
      requestBody: {content: {application/json: {schema: {allOf: [{type: string}, {type: integer}]}}}}
      responses: {'200': {description: Done.}}
components:
  schemas:
    Pet: {type: object, requird: [name], properties: {name: {type: string}}}
    Toy: {type: object, required: [nmae], properties: {name: {type: string}}}
servers: [{url: https://example.com}]
";

const OVERLAY: &str = r"overlay: 1.1.0
info: {title: A, version: '1'}
actions:
- {target: $.none, remove: true}
- {target: $.info, upd: {}}
- {target: $.components.schemas.Toy.properties, update: {size: {description: How large.}}}
";

fn found(document: &str, overlay: &str) -> Vec<String> {
    let source = |name, text: &'static str| SourceText {
        name,
        bytes: text.as_bytes(),
    };
    let document = source("a.yaml", document.to_owned().leak());
    let overlay = source("b.yaml", overlay.to_owned().leak());
    match generate(document, &[overlay], &GenerateOptions::new("a")) {
        Ok(_) => Vec::new(),
        Err(Error::Document(report)) => report
            .located()
            .map(|(one, at)| format!("{at} {}", one.code))
            .collect(),
        Err(other) => panic!("{other}"),
    }
}

#[test]
fn all_faults_come_out_in_one_run() {
    insta::assert_snapshot!(found(DOCUMENT, OVERLAY).join("\n"), @r"
    a.yaml:2:32 duplicate-key
    a.yaml:6:72 wrong-type
    a.yaml:7:33 dangling-ref
    a.yaml:9:67 unsupported-all-of
    a.yaml:13:25 misspelt-keyword
    a.yaml:14:36 required-unknown
    b.yaml:4:12 overlay-no-match
    b.yaml:5:3 overlay-action
    b.yaml:5:25 unknown-member
    b.yaml:6:64 overlay-creation
    ");
}

/// What is missing because something is wrong is not reported as missing.
#[test]
fn what_follows_from_a_fault_is_not_reported() {
    let overlay = "{overlay: 1.1.0, info: {title: A, version: '1'}, actions: [{target: $.info, update: {x-a: 1}}]}";
    for (line, code) in [
        (
            "parameters: [{name: id, in: path, required: true, schema: {$ref: '#/none'}}]",
            "dangling-ref",
        ),
        (
            "parameters: [{$ref: '#/components/parameters/id'}]",
            "unknown-value",
        ),
    ] {
        let document = format!(
            "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\nservers: [{{url: https://example.com}}]\n\
             components: {{parameters: {{id: {{name: id, in: pth, required: true, schema: {{type: string}}}}}}}}\n\
             paths:\n  /pets/{{id}}:\n    get:\n      {line}\n      responses: {{'204': {{description: A.}}}}\n"
        );
        let found = found(&document, overlay);
        let codes: Vec<_> = found.iter().filter(|one| one.ends_with(code)).collect();
        let others: Vec<_> = found
            .iter()
            .filter(|one| !one.ends_with("unknown-value") && !one.ends_with(code))
            .collect();
        assert_eq!((codes.len(), others.len()), (1, 0), "{found:?}");
    }
}

/// With `keep_going`, what is wrong in the document is left out; what is wrong with an overlay is not.
#[test]
fn a_structural_fault_leaves_out_what_has_it() {
    let document = SourceText {
        name: "a.yaml",
        bytes: b"openapi: 3.0.3
info: {title: A, version: 1}
servers: [{url: https://example.com}]
paths:
  /a: {get: {responses: {'204': {description: Done.}}}}
  /b: {get: {parameters: [{name: t, in: query, schema: {type: string, pattern: 0}}], responses: {'204': {description: Done.}}}}
  /c: {get: {parameters: [{name: t, in: query, schema: {type: txt}}], responses: {'204': {description: Done.}}}}
",
    };
    let options = |keep_going| GenerateOptions {
        keep_going,
        ..GenerateOptions::new("a")
    };
    assert!(generate(document, &[], &options(false)).is_err());
    let generated = generate(document, &[], &options(true)).unwrap();
    let resources = generated.api.resources.iter();
    let operations = resources.flat_map(|one| &one.operations);
    let kept: Vec<_> = operations.map(|one| one.template.as_str()).collect();
    assert_eq!(kept, ["/a", "/b"]);
    let warnings = generated.warnings.diagnostics();
    assert!(warnings.iter().all(|one| one.severity == Severity::Warning));
    let codes: Vec<_> = warnings.iter().map(|one| one.code).collect();
    assert_eq!(
        codes,
        [
            "wrong-type",
            "wrong-type",
            "operation-left-out",
            "unknown-value"
        ]
    );

    let overlay = SourceText {
        name: "b.yaml",
        bytes: b"{overlay: 1.1.0, info: {title: A, version: '1'}, actions: [{target: $.none, remove: true}]}",
    };
    assert!(generate(document, &[overlay], &options(true)).is_err());
}

/// A function that could be true of nothing would not even compile.
#[test]
fn a_group_of_values_of_which_none_is_left_is_left_out() {
    let document = r"openapi: 3.0.3
info: {title: A, version: '1'}
paths: {}
components:
  schemas:
    Pet: {type: string, enum: [cat, dog], x-valueGroups: {none: {values: []}, fish: {values: [trout]}, barks: {values: [dog, dog]}}}
";
    let source = SourceText {
        name: "a.yaml",
        bytes: document.as_bytes(),
    };
    let options = GenerateOptions {
        keep_going: true,
        ..GenerateOptions::new("a")
    };
    let generated = generate(source, &[], &options).expect("it goes on");
    let pet = &generated.files["src/models/pet.rs"];
    assert!(pet.contains("matches!(self, Self::Dog)"), "{pet}");
    assert!(
        !pet.contains("fn none") && !pet.contains("fn fish"),
        "{pet}"
    );
    assert_eq!(generated.warnings.diagnostics().len(), 3);
}

/// Events with one cause are told together, as what becomes of each: none of them is left out.
#[test]
fn events_that_are_kept_are_not_told_to_be_left_out() {
    let event = |name: &str| {
        format!(
            "  {name}: {{post: {{requestBody: {{content: {{application/json: {{schema: {{$ref: '#/components/schemas/Bad'}}}}}}}}, responses: {{'200': {{description: Taken.}}}}}}}}\n"
        )
    };
    let document = format!(
        "openapi: 3.0.3\ninfo: {{title: A, version: '1'}}\nservers: [{{url: 'https://a.example'}}]\npaths: {{}}\nx-webhooks:\n{}{}components: {{schemas: {{Bad: {{allOf: [{{type: string}}, {{type: integer}}]}}}}}}\n",
        event("one"),
        event("two")
    );
    let document = SourceText {
        name: "a.yaml",
        bytes: document.as_bytes(),
    };
    let made = generate(document, &[], &GenerateOptions::new("a")).unwrap();
    let told = made.warnings.to_string();
    assert!(told.contains("are kept as JSON: "), "{told}");
    assert!(!told.contains("left out: "), "{told}");
}
