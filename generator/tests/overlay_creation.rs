//! What an overlay may bring into being, and what it has to say for that.

use form_codegen::api::Pointer;
use form_codegen::source::{SourceText, examine, examine_as_published, read};
use serde_json::{Value, json};

/// The codes of what an action says that is applied to a small API.
fn codes(action: Value) -> Vec<&'static str> {
    let document = json!({
        "openapi": "3.0.3",
        "info": {"title": "A", "version": "1"},
        "paths": {"/pets": {"get": {
            "parameters": [{"name": "limit", "in": "query", "schema": {"type": "integer"}}],
            "responses": {"200": {"description": "Pets.", "content": {"application/json": {
                "schema": {"$ref": "#/components/schemas/Pet"},
            }}}},
        }}},
        "components": {"schemas": {"Pet": {"type": "object", "properties": {
            "name": {"type": "string"},
            "kind": {"anyOf": [{"type": "string"}]},
            "toys": {"type": "array", "items": {"type": "string"}},
        }}}},
    });
    let overlay = json!({
        "overlay": "1.1.0", "info": {"title": "A", "version": "1"}, "actions": [action],
    });
    let (document, overlay) = (document.to_string(), overlay.to_string());
    let source = |name: &'static str, text: &'static str| SourceText {
        name,
        bytes: text.as_bytes(),
    };
    let (document, overlay): (&'static str, &'static str) = (document.leak(), overlay.leak());
    match read(source("a.json", document), &[source("b.json", overlay)]) {
        Ok(_) => Vec::new(),
        Err(report) => report.diagnostics().iter().map(|one| one.code).collect(),
    }
}

#[test]
fn what_adds_a_thing_says_so() {
    let responses = json!({"204": {"description": "Done."}});
    let pets = "$.paths['/pets']";
    for (target, update) in [
        ("$.components.schemas", json!({"Toy": {"type": "object"}})),
        (
            "$.components.schemas.Pet.properties",
            json!({"nmae": {"description": "A."}}),
        ),
        (
            "$.components.schemas.Pet",
            json!({"properties": {"age": {"type": "integer"}}}),
        ),
        (
            "$.components.schemas.Pet",
            json!({"additionalProperties": {"type": "string"}}),
        ),
        (
            "$.components.schemas.Pet.properties.name",
            json!({"items": {"type": "string"}}),
        ),
        (
            "$.components.schemas.Pet.properties.kind.anyOf",
            json!([{"type": "integer"}]),
        ),
        (
            "$.components.schemas.Pet.properties.kind.anyOf",
            json!({"type": "integer"}),
        ),
        (
            "$.components",
            json!({"responses": {"gone": {"description": "Gone."}}}),
        ),
        (
            "$",
            json!({"x-webhooks": {"born": {"post": {"responses": {}}}}}),
        ),
        ("$.paths", json!({"/toys": {}})),
        (pets, json!({"delete": {"responses": responses}})),
        ("$.paths['/pets'].get", json!({"responses": responses})),
        (
            "$.paths['/pets'].get.parameters",
            json!([{"name": "after", "in": "query", "schema": {"type": "string"}}]),
        ),
        (
            pets,
            json!({"parameters": [{"name": "id", "in": "query", "schema": {"type": "string"}}]}),
        ),
    ] {
        let said = codes(json!({"target": target, "update": update, "x-create": true}));
        assert_eq!(said, [""; 0], "{target}: {update}");
        let silent = codes(json!({"target": target, "update": update}));
        assert_eq!(silent, ["overlay-creation"], "{target}: {update}");
    }
}

#[test]
fn what_is_a_note_on_a_thing_needs_no_word() {
    for (target, update) in [
        (
            "$.components.schemas.Pet.properties.name",
            json!({"description": "A.", "maxLength": 9}),
        ),
        (
            "$.components.schemas.Pet",
            json!({"required": ["name"], "externalDocs": {"url": "/"}}),
        ),
        (
            "$.components.schemas.Pet",
            json!({"additionalProperties": true, "x-new": {"a": {}}}),
        ),
        (
            "$.components.schemas.Pet",
            json!({"properties": {"name": {"format": "a"}}}),
        ),
        (
            "$",
            json!({"servers": [{"url": "/"}], "tags": [{"name": "a"}]}),
        ),
        (
            "$.paths['/pets'].get",
            json!({"tags": ["a"], "security": [{}]}),
        ),
        ("$.info", json!({"contact": {"name": "A"}})),
    ] {
        let silent = codes(json!({"target": target, "update": update}));
        assert_eq!(silent, [""; 0], "{target}: {update}");
        let said = codes(json!({"target": target, "update": update, "x-create": true}));
        assert_eq!(said, ["overlay-creates-nothing"], "{target}: {update}");
        let optional =
            json!({"target": target, "update": update, "x-create": true, "x-optional": true});
        assert_eq!(codes(optional), [""; 0], "{target}: {update}");
    }
}

#[test]
fn each_selector_of_a_list_has_to_match() {
    let action = |target: &str| json!({"target": target, "remove": true});
    let properties = "$.components.schemas.Pet.properties";
    let list = action(&format!("{properties}['name', 'age', 'kind', 'size']"));
    assert_eq!(codes(list.clone()), ["overlay-partial-match"]);
    let mut optional = list;
    optional["x-optional"] = json!(true);
    assert_eq!(codes(optional), [""; 0]);
    assert_eq!(
        codes(action(&format!("{properties}['name', 'kind']"))),
        [""; 0]
    );
    let deeper = action(&format!("{properties}['name', 'toys'].items"));
    assert_eq!(codes(deeper), ["overlay-partial-match"]);
    assert_eq!(
        codes(action(&format!("{properties}['a', 'b']"))),
        ["overlay-no-match"]
    );
}

#[test]
fn an_action_that_does_nothing_is_refused() {
    assert_eq!(
        codes(json!({"target": "$.info", "remove": false})),
        ["overlay-action"]
    );
}

/// What the vendor removes must not come back because an overlay describes it.
#[test]
fn a_field_that_the_vendor_removes_is_an_error_where_it_is_described() {
    let before = "openapi: 3.0.3
info: {title: A, version: '1'}
paths: {}
components: {schemas: {Pet: {type: object, properties: {name: {type: string}, toys: {type: string}}}}}
";
    let after = before.replace(", toys: {type: string}", "");
    let overlay = "overlay: 1.1.0
info: {title: A, version: '1'}
actions:
  - target: $.components.schemas.Pet.properties
    update: {toys: {description: What it plays with.}}
";
    let source = |name, text: &'static str| SourceText {
        name,
        bytes: text.as_bytes(),
    };
    let overlay = [source("b.yaml", overlay)];
    assert!(read(source("a.yaml", before), &overlay).is_ok());
    let report = read(source("a.yaml", after.leak()), &overlay).unwrap_err();
    let found: Vec<String> = report
        .located()
        .map(|(one, at)| format!("{at} {}: {}", one.code, one.message))
        .collect();
    insta::assert_snapshot!(found.join("\n"), @"b.yaml:5:20 overlay-creation: action 1 creates the property `toys`, which the document does not have");
}

/// An overlay goes on describing what the vendor has taken out.
#[test]
fn what_was_taken_out_is_out_as_published() {
    let document = "openapi: 3.0.3
info: {title: A, version: '1'}
paths: {}
components: {schemas: {Pet: {type: object, properties: {name: {type: string}}}}}
";
    let overlay = "overlay: 1.1.0
info: {title: A, version: '1'}
actions:
  - target: $.components.schemas.Pet.properties
    update: {toys: {description: What it plays with.}}
  - target: $.components.schemas
    update: {Toy: {type: string}}
";
    let source = |name, text: &'static str| SourceText {
        name,
        bytes: text.as_bytes(),
    };
    for (read, has_toys) in [
        (examine as fn(_, &[SourceText<'_>]) -> _, true),
        (examine_as_published, false),
    ] {
        let document = read(source("a.yaml", document), &[source("b.yaml", overlay)]).unwrap();
        let at = |pointer: &str| document.value(&Pointer::from_text(pointer)).is_some();
        assert_eq!(
            at("/components/schemas/Pet/properties/toys"),
            has_toys,
            "{:?}",
            document.faults
        );
        // What others may refer to is there.
        assert!(at("/components/schemas/Toy"));
        let codes: Vec<&str> = document.faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["overlay-creation", "overlay-creation"]);
    }
}
