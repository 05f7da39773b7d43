//! Overlays that a new document leaves without sense: what changes is shown all the same, and what is to be done is named.

use crate::cases::{self, CASES, OVERLAY_OF_CASES};
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

/// A document without pets.
fn without_pets() -> String {
    let (before, pets) = DOCUMENT.split_once("  /pets/{pet}:").unwrap();
    let (_, toys) = pets.split_once("  /toys/{toy}:").unwrap();
    format!("{before}  /toys/{{toy}}:{toys}")
}

#[test]
fn what_changes_is_shown_as_if_void_actions_were_dropped() {
    let workspace = Workspace::generated();
    workspace.put("new.yaml", &without_pets());
    for arguments in [
        &["update", "--dry-run", "new.yaml"][..],
        &["update", "new.yaml"],
    ] {
        let (shown, wrong) = refused(&workspace, arguments);
        said(
            &shown,
            &[
                "operation-removed",
                "my-pets 0.1.0 becomes 0.2.0 (form-codegen.toml), and CHANGELOG.md gets:",
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

/// A correction is not lost because a path is called otherwise: also `--drop` leaves it, and says what to write.
#[test]
fn what_the_vendor_moved_is_said_with_the_target_to_write() {
    let Some(workspace) = Workspace::committed() else {
        return;
    };
    let document = DOCUMENT.replace("/pets/{pet}", "/cats/{cat}");
    let document = document.replace("name: pet,", "name: cat,");
    workspace.put("new.yaml", &document);
    let target = "$.paths['/cats/{cat}'].get.responses['204']";
    let moved = format!(
        "moved: spec/overlays/10-own.yaml:4-6 ($.paths['/pets/{{pet}}'].get.responses['204']): write {target}\n"
    );
    for arguments in [
        &["update", "new.yaml"][..],
        &["update", "new.yaml", "--drop"],
    ] {
        let (shown, wrong) = refused(&workspace, arguments);
        said(&shown, &["operation-path-changed"]);
        said(
            &wrong,
            &[
                &moved,
                "write what is said there, and run this again",
                "nothing was changed",
            ],
        );
        assert!(!wrong.contains("`--drop`"), "{wrong}");
    }
    let overlay = workspace.text("spec/overlays/10-own.yaml");
    let overlay = overlay.replace("$.paths['/pets/{pet}'].get.responses['204']", target);
    workspace.put("spec/overlays/10-own.yaml", &overlay);
    workspace.well(&["update", "new.yaml", "--drop"]);
    assert_eq!(workspace.text("spec/overlays/10-own.yaml"), overlay);
}

/// In one run, behind the actions that do not fit, also what they say of what is gone.
#[test]
fn a_property_that_is_gone_is_named_wherever_overlays_speak_of_it() {
    let workspace = Workspace::generated();
    let overlay = "spec/overlays/10-own.yaml";
    workspace.put("spec/stripe-disputes-api-openapi.yml", CASES);
    workspace.put(overlay, OVERLAY_OF_CASES);
    workspace.put(
        "new.yaml",
        &cases::without("        signature: {type: string}\n"),
    );
    let (shown, wrong) = refused(&workspace, &["update", "new.yaml", "--dry-run"]);
    said(&shown, &["field-removed", " 0.1.0 becomes 0.2.0 "]);
    let gone =
        |lines: &str| format!("describes what the document does not have: {overlay}:{lines}");
    let (selector, member) = (gone("4 ('signature')"), gone("10-11 (signature)"));
    said(
        &wrong,
        &[
            &selector,
            &member,
            "--> spec/overlays/10-own.yaml:29:",
            "--> spec/overlays/10-own.yaml:32:",
            "error: overlays speak of what the new document does not have",
        ],
    );
    let fields = "error[value-fields]: the object has no field `signature`";
    assert_eq!(wrong.matches(fields).count(), 2, "{wrong}");
    // All of it goes, and nothing else: a selector within its line, a description with its name, and two names of lists.
    let shown = workspace.well(&["update", "new.yaml", "--drop"]);
    said(&shown, &["taken out of the overlays:", &selector, &member]);
    let left = OVERLAY_OF_CASES
        .replace("['receipt', 'signature']", "['receipt']")
        .replace(
            "      signature:\n        description: Who has received it.\n",
            "",
        )
        .replace("              - signature\n", "");
    assert!(!left.contains("signature"));
    assert_eq!(workspace.text(overlay), left);
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
    let cats = DOCUMENT.replace("/pets/{pet}", "/cats/{pet}");
    let cats = cats.replace("There is such a pet.", "There is such a cat.");
    workspace.put("new.yaml", &cats);
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
    workspace.put("new.yaml", cats.split(gone).next().unwrap());
    let (_, wrong) = refused(&workspace, &["update", "new.yaml"]);
    said(
        &wrong,
        &["error[overlay-no-match]: action 3 matches nothing"],
    );
}
