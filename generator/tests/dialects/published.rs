//! What people are shown is what was published, whatever a document is read as.

use form_codegen::api::Pointer;
use form_codegen::diagnostic::Place;
use form_codegen::source::{SourceText, examine};
use form_codegen::{GenerateOptions, generate};

const DOCUMENT: &str = "\
openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: 'https://api.example'}]
webhooks:
  born: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Pet/$defs/Owner'}}}}, responses: {'200': {description: Taken.}}}}
components:
  schemas:
    Pet:
      type: [object, 'null']
      properties: {owner: {$ref: '#/components/schemas/Pet/$defs/Owner'}}
      $defs:
        Owner: {type: object, properties: {name: {type: string}}}
";

fn source<'a>(name: &'a str, text: &'a str) -> SourceText<'a> {
    SourceText {
        name,
        bytes: text.as_bytes(),
    }
}

#[test]
fn overlays_speak_of_what_was_published() {
    let overlay = "\
overlay: 1.1.0
info: {title: O, version: '1'}
actions:
  - target: $.webhooks.born.post
    update: {description: A pet is born.}
  - target: $.components.schemas.Pet['$defs'].Owner.properties.name
    update:
      maxLength: 5
  - target: $.components.schemas.Pet['$defs']
    update: {Vet: {type: object}}
";
    let overlays = [source("overlay.yaml", overlay)];
    let document = examine(source("api.yaml", DOCUMENT), &overlays).unwrap();
    // To create a schema has to be said, wherever it stands.
    let codes: Vec<_> = document.faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["overlay-creation"]);
    let limit = Pointer::from_text("/components/schemas/Owner/properties/name/maxLength");
    assert_eq!(document.value(&limit), Some(&5.into()));
    assert_eq!(
        document.path(&limit),
        "$.components.schemas.Pet['$defs'].Owner.properties.name.maxLength"
    );
    let place = Place::Document(limit);
    assert!(document.is_of_overlay(&place));
    assert_eq!(document.lines_in_overlay(&place), Some((0, 8..=8)));
}

/// Each suggestion, applied to what was published, takes away what it is for.
#[test]
fn suggested_actions_mend_what_was_published() {
    for name in ["swagger20", "openapi31"] {
        let path = crate::fixtures::here(&format!("tests/reject/source/{name}.yaml"));
        let text = std::fs::read_to_string(path).unwrap();
        let document = examine(source("api.yaml", &text), &[]).unwrap();
        let mut count = 0;
        for one in document.faults.iter().chain(&document.warnings) {
            let actions = document.mends(one);
            if actions.is_empty() {
                continue;
            }
            count += 1;
            let actions: String = actions.iter().map(|action| action.to_yaml()).collect();
            let overlay =
                format!("overlay: 1.1.0\ninfo: {{title: O, version: '1'}}\nactions:\n{actions}");
            let overlays = [source("overlay.yaml", &overlay)];
            let mended = examine(source("api.yaml", &text), &overlays).unwrap();
            let mut left = mended.faults.iter().chain(&mended.warnings);
            assert!(
                left.all(|other| other.message != one.message || other.place != one.place),
                "{overlay}"
            );
            let mut faults = mended.faults.iter();
            assert!(
                faults.all(|fault| !fault.code.starts_with("overlay")),
                "{overlay}"
            );
        }
        assert!(count > 3, "{name}: {count}");
    }
}

#[test]
fn the_documentation_names_published_places() {
    let made = generate(
        source("api.yaml", DOCUMENT),
        &[],
        &GenerateOptions::new("pets"),
    )
    .unwrap();
    let all: String = made.files.values().map(String::as_str).collect();
    assert!(all.contains("Source: `#/components/schemas/Pet/$defs/Owner`"));
    assert!(all.contains("Source: `#/webhooks/born"));
    assert!(!all.contains("x-webhooks"));
}
