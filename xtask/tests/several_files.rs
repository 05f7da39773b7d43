//! A document over several files: each of them is an input, and what is wrong with one is said there.

#[path = "support/picture.rs"]
mod picture;
#[path = "support/workspace.rs"]
mod workspace;

use workspace::{DOCUMENT, Workspace, stderr};

const SPEC: &str = "spec/stripe-disputes-api-openapi.yml";

/// The workspace, with a body that stands in another file.
fn split() -> Workspace {
    divided(Workspace::generated())
}

fn divided(workspace: Workspace) -> Workspace {
    let answer = "'204': {description: There is such a toy.}";
    let there = "'200': {description: It., content: {application/json: {schema: {$ref: models/toy.yaml#/Toy}}}}";
    workspace.put(SPEC, &DOCUMENT.replace(answer, there));
    workspace.put(
        "spec/models/toy.yaml",
        "Toy: {type: object, properties: {name: {type: string}}}\n",
    );
    workspace
}

#[test]
fn files_beside_the_document_are_inputs() {
    let workspace = split();
    workspace.well(&["codegen"]);
    assert!(
        workspace
            .text("spec/lock.json")
            .contains("spec/models/toy.yaml")
    );
    assert!(workspace.exists("generated/src/models/toy.rs"));
    workspace.well(&["codegen", "--check"]);
    workspace.put(
        "spec/models/toy.yaml",
        "Toy: {type: object, properties: {name: {type: string}}} # The same.\n",
    );
    let stale = workspace.run(&["codegen", "--check"]);
    assert_eq!(stale.status.code(), Some(1), "{}", stderr(&stale));
}

#[test]
fn what_is_wrong_with_another_file_is_said_there() {
    let workspace = split();
    workspace.put("spec/models/toy.yaml", "Toy:\n  type: objct\n");
    let refused = workspace.refused(&["codegen"]);
    assert!(
        refused.contains("spec/models/toy.yaml:2:9 #/Toy/type"),
        "{refused}"
    );
    let document = "https://pets.example/toy.yaml";
    let text = workspace
        .text(SPEC)
        .replace("models/toy.yaml#/Toy", document);
    workspace.put(SPEC, &text);
    let refused = workspace.refused(&["codegen"]);
    assert!(refused.contains("this is never fetched"), "{refused}");
}

#[test]
fn a_revision_has_its_own() {
    let Some(workspace) = Workspace::committed().map(divided) else {
        return;
    };
    workspace.well(&["codegen"]);
    assert!(workspace.commit());
    workspace.put(
        "spec/models/toy.yaml",
        "Toy: {type: object, properties: {name: {type: string}, age: {type: integer}}}\n",
    );
    let compared = workspace.well(&["spec-diff", "HEAD"]);
    assert!(compared.contains("age"), "{compared}");
    assert!(compared.contains("spec/models/toy.yaml"), "{compared}");
}

#[test]
fn lint_and_spec_diff_read_them_too() {
    let workspace = split();
    workspace.well(&["codegen"]);
    workspace.well(&["lint", SPEC]);
    let compared = workspace.well(&["spec-diff", SPEC, SPEC]);
    assert!(!compared.contains("external-ref"), "{compared}");
}
