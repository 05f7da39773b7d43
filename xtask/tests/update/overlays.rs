//! Overlays that a new document leaves without sense: what changes is shown all the same, and what is to be done is named.

use std::fs;
use std::path::Path;

use crate::workspace::{DOCUMENT, Workspace, stderr, stdout};

/// Runs it; it is refused, and nothing changes. What comes out is what it showed, and what it said was wrong.
fn refused(workspace: &Workspace, arguments: &[&str]) -> (String, String) {
    let before = workspace.picture();
    let output = workspace.run(arguments);
    assert_eq!(before, workspace.picture(), "{arguments:?}");
    let (shown, wrong) = (stdout(&output), stderr(&output));
    assert_eq!(output.status.code(), Some(1), "{shown}\n{wrong}");
    (shown, wrong)
}

fn said(text: &str, said: &[&str]) {
    for said in said {
        assert!(text.contains(said), "`{said}` is not in:\n{text}");
    }
}

#[test]
fn what_changes_is_shown_as_if_void_actions_were_dropped() {
    let workspace = Workspace::generated();
    let document = DOCUMENT.replace("/pets/{pet}", "/cats/{cat}");
    workspace.put("new.yaml", &document.replace("name: pet,", "name: cat,"));
    for arguments in [
        &["update", "--dry-run", "new.yaml"][..],
        &["update", "new.yaml"],
    ] {
        let (shown, wrong) = refused(&workspace, arguments);
        said(
            &shown,
            &[
                "operation-path-changed",
                "my-pets 0.1.0 becomes 0.2.0 (spec/crate.json), and CHANGELOG.md gets:",
                "### `my-pets` 0.2.0",
            ],
        );
        said(
            &wrong,
            &[
                "no longer applies: spec/overlays/10-own.yaml:4-6 (",
                "error: overlays do not fit the new document; nothing was changed",
                "let `--drop` do it",
            ],
        );
    }
}

/// In one run, behind the actions that do not fit, also what they say of what is gone.
#[test]
fn a_property_that_is_gone_is_named_wherever_overlays_speak_of_it() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let workspace = Workspace::generated();
    fs::remove_file(workspace.path("spec/overlays/10-own.yaml")).unwrap();
    let name = "stripe-disputes-api-openapi.yml";
    let document = fs::read_to_string(spec.join(name)).unwrap();
    workspace.put(&format!("spec/{name}"), &document);
    for overlay in fs::read_dir(spec.join("overlays")).unwrap() {
        let path = overlay.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        workspace.put(&format!("spec/overlays/{name}"), &text);
    }
    let gone = "            customer_signature:\n              type: string\n";
    assert_eq!(document.matches(gone).count(), 1);
    workspace.put("new.yaml", &document.replace(gone, ""));
    let (shown, wrong) = refused(&workspace, &["update", "new.yaml", "--dry-run"]);
    said(&shown, &["field-removed", " 0.1.0 becomes 0.2.0 "]);
    let selector =
        "describes what the document does not have: spec/overlays/20-dispute-schemas.yaml:";
    said(
        &wrong,
        &[
            "describes what the document does not have: spec/overlays/15-descriptions.yaml:",
            selector,
            "('customer_signature')",
            "--> spec/overlays/70-questions.yaml:98:",
            "--> spec/overlays/70-questions.yaml:114:",
            "--> spec/overlays/70-questions.yaml:147:",
            "error: overlays speak of what the new document does not have",
        ],
    );
    let fields = "error[value-fields]: the object has no field `customer_signature`";
    assert_eq!(wrong.matches(fields).count(), 3, "{wrong}");
    // All of it goes, and nothing else.
    let overlays = || {
        let files = fs::read_dir(spec.join("overlays")).unwrap();
        let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        let texts = names.map(|name| workspace.text(&format!("spec/overlays/{name}")));
        texts.collect::<String>()
    };
    let before = overlays();
    let shown = workspace.well(&["update", "new.yaml", "--drop"]);
    said(&shown, &["taken out of the overlays:", selector]);
    let left = overlays();
    let named = |text: &str| text.matches("customer_signature").count();
    let selectors = before
        .lines()
        .filter(|line| line.contains("'customer_signature'"));
    assert_eq!(selectors.count(), 1);
    assert!(!left.contains("'customer_signature'"));
    // The description with its line, the selector within its line, and three names; what is read has the property still.
    assert_eq!(named(&before) - named(&left), 5);
    assert_eq!(before.lines().count() - left.lines().count(), 5);
}

/// A document with an enum that comes back, of which two values form a group.
fn sorted(values: &str) -> String {
    let kinds =
        format!("{{type: object, properties: {{kind: {{type: string, enum: [{values}]}}}}}}");
    let answer =
        format!("{{description: Sorts., content: {{application/json: {{schema: {kinds}}}}}}}");
    format!("{DOCUMENT}  /sorts: {{get: {{responses: {{'200': {answer}}}}}}}\n")
}

#[test]
fn a_value_that_is_gone_is_taken_out_of_the_lists_that_name_it() {
    let workspace = Workspace::generated();
    let name = "spec/overlays/20-groups.yaml";
    let overlay = "overlay: 1.1.0
info: {title: Groups, version: '1'}
actions:
  - target: $.paths['/sorts'].get.responses['200'].content.*.schema.properties.kind
    update:
      x-valueGroups:
        has_fur:
          values:
            - cat
            - hare # It has, too.
            - dog
";
    workspace.put(
        "spec/stripe-disputes-api-openapi.yml",
        &sorted("cat, hare, dog, fish"),
    );
    workspace.put(name, overlay);
    workspace.well(&["codegen"]);
    workspace.put("new.yaml", &sorted("cat, dog, fish"));
    let (shown, wrong) = refused(&workspace, &["update", "new.yaml"]);
    said(&shown, &["enum-value-removed"]);
    said(
        &wrong,
        &[
            "--> spec/overlays/20-groups.yaml:10:15",
            "`--drop` takes names out of `x-valueGroups`",
        ],
    );
    let shown = workspace.well(&["update", "new.yaml", "--drop"]);
    let line = "describes what the document does not have: spec/overlays/20-groups.yaml:10 (hare)";
    said(&shown, &["taken out of the overlays:", line]);
    let left = overlay.replace("            - hare # It has, too.\n", "");
    assert_eq!(workspace.text(name), left);
    assert_eq!(workspace.well(&["codegen", "--check"]), "up to date\n");
    // All that is left of a group is left to people.
    workspace.put("new.yaml", &sorted("fish, bird"));
    let (_, wrong) = refused(&workspace, &["update", "new.yaml", "--drop"]);
    let line = "describes what the document does not have: spec/overlays/20-groups.yaml:9 (cat)";
    said(&wrong, &[line, "--> spec/overlays/20-groups.yaml:7:9"]);
}

/// An action that is named behind others that went keeps the number that it has in its file.
#[test]
fn actions_keep_the_numbers_of_their_file() {
    let workspace = Workspace::generated();
    let overlay = "overlay: 1.1.0
info: {title: Own, version: '1'}
actions:
  - target: $.paths['/pets/{pet}'].get
    update: {description: It is described.}

  # Both.
  - target: >-
      $.paths['/pets/{pet}',
      '/toys/{toy}'].get.responses['204']
    update: {description: It is there.}
  - target: $.paths['/toys/{toy}'].get.parameters[0]
    update: {description: Its name.}
";
    workspace.put("spec/overlays/10-own.yaml", overlay);
    workspace.put("new.yaml", &DOCUMENT.replace("/pets/{pet}", "/cats/{pet}"));
    let (_, wrong) = refused(&workspace, &["update", "new.yaml"]);
    said(
        &wrong,
        &[
            "error[overlay-no-match]: action 1 matches nothing",
            "error[overlay-partial-match]: action 2 matches only in part",
            "no longer applies: spec/overlays/10-own.yaml:4-5 (",
            "describes what the document does not have: spec/overlays/10-own.yaml:8-10 ('/pets/{pet}')",
        ],
    );
    let gone = "  /toys/{toy}";
    let document = DOCUMENT.split(gone).next().unwrap();
    workspace.put("new.yaml", &document.replace("/pets/{pet}", "/cats/{pet}"));
    let (_, wrong) = refused(&workspace, &["update", "new.yaml"]);
    said(
        &wrong,
        &["error[overlay-no-match]: action 3 matches nothing"],
    );
}
