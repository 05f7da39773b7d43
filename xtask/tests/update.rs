//! `cargo xtask update` as a maintainer runs it, in a workspace of its own.

#[path = "support/cases.rs"]
mod cases;
#[path = "update/given.rs"]
mod given;
#[path = "update/overlays.rs"]
mod overlays;
#[path = "support/picture.rs"]
mod picture;
#[cfg(unix)]
#[path = "update/propose.rs"]
mod propose;
#[path = "update/semver.rs"]
mod semver;
#[path = "support/workspace.rs"]
mod workspace;

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use workspace::{CONFIG, DOCUMENT, OVERLAY, Workspace, stderr, stdout};

/// The document, with one operation less and one more.
fn next() -> String {
    let document = DOCUMENT.replace("/toys/{toy}", "/dogs/{dog}");
    document.replace("name: toy,", "name: dog,")
}

#[test]
fn a_new_document_becomes_a_tree_that_is_ready_to_be_committed() {
    let workspace = Workspace::generated();
    workspace.put("new.yaml", &next());
    let said = workspace.well(&["update", "new.yaml", "--origin", "https://pets.example"]);
    for line in [
        "my-pets 0.1.0 becomes 0.2.0 (form-codegen.toml), and CHANGELOG.md gets:",
        "- **Breaking",
        "  changed: CHANGELOG.md",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert_eq!(
        workspace.text("form-codegen.toml"),
        CONFIG.replace("0.1.0", "0.2.0")
    );
    assert_eq!(
        workspace.text("spec/stripe-disputes-api-openapi.yml"),
        next()
    );
    let manifest = workspace.text("generated/Cargo.toml");
    assert!(manifest.contains("name = \"my-pets\"\nversion = \"0.2.0\"\n"));
    assert!(workspace.text("Cargo.lock").contains("version = \"0.2.0\""));
    assert!(
        workspace
            .text("spec/lock.json")
            .contains("\"https://pets.example\"")
    );
    let changelog = workspace.text("CHANGELOG.md");
    let (before, entry) = changelog.split_once("### `my-pets` 0.2.0\n\n- ").unwrap();
    assert_eq!(
        before,
        "# Changes\n\n## Unreleased\n\n- What was there.\n\n"
    );
    assert!(entry.contains("`Toys` became `Dogs`"), "{entry}");
    assert_eq!(workspace.well(&["codegen", "--check"]), "up to date\n");
    let again = workspace.well(&["update", "new.yaml"]);
    assert!(again.contains("there is nothing to do"), "{again}");
}

#[test]
fn lines_that_speak_of_what_is_gone_are_named() {
    let workspace = Workspace::generated();
    workspace.put("new.yaml", &next());
    workspace.put(
        "README.md",
        "# Pets\n\n`Toys::retrieve` reads one, `Dogs::retrieve` another.\n`toys` and toy, retoyed.\n",
    );
    workspace.put(
        "tests/benches/program/src/main.rs",
        "use my_pets::{RetrieveToy, Toys};\n",
    );
    let said = workspace.well(&["update", "new.yaml", "--dry-run"]);
    let named = "these lines still speak of what is gone:\n  README.md:3: `Toys`\n  \
                 tests/benches/program/src/main.rs:1: `RetrieveToy`, `Toys`\n";
    assert!(said.contains(named), "{said}");
}

#[test]
fn a_dry_run_shows_everything_and_writes_nothing() {
    let workspace = Workspace::generated();
    workspace.put("new.yaml", &next());
    let before = workspace.picture();
    let said = workspace.well(&["update", "--dry-run", "new.yaml"]);
    assert_eq!(before, workspace.picture());
    for line in [
        "### `my-pets` 0.2.0",
        "nothing is written",
        "  in generated: 2 added, 8 changed, 2 removed",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
}

#[test]
fn what_is_only_new_or_only_said_raises_less() {
    let workspace = Workspace::generated();
    let more = format!(
        "{DOCUMENT}{}",
        "  /dogs: {get: {responses: {'204': {description: Dogs.}}}}\n"
    );
    for (document, version) in [
        (
            DOCUMENT.replace("There is such a toy.", "Such a toy."),
            "0.1.0",
        ),
        (more, "0.1.1"),
    ] {
        workspace.put("new.yaml", &document);
        workspace.well(&["update", "new.yaml"]);
        let file = workspace.text("form-codegen.toml");
        assert!(file.contains(version), "{version}: {file}");
    }
    workspace.put("form-codegen.toml", &CONFIG.replace("0.1.0", "1.4.2"));
    workspace.put("new.yaml", &next());
    workspace.well(&["update", "new.yaml"]);
    assert!(workspace.text("form-codegen.toml").contains("2.0.0"));
}

#[test]
fn the_standard_input_is_read() {
    let workspace = Workspace::generated();
    let mut child = workspace
        .command(&["update", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(next().as_bytes()).unwrap();
    drop(stdin);
    assert!(child.wait().unwrap().success());
    assert_eq!(
        workspace.text("spec/stripe-disputes-api-openapi.yml"),
        next()
    );
}

#[test]
fn actions_that_are_void_or_no_longer_needed_are_named_and_taken_out_if_that_is_asked_for() {
    let workspace = Workspace::generated();
    // The vendor has made one correction, and what the other corrects is gone.
    let document = next().replace("description: There is such a pet.", "description: A pet.");
    let document = document.replace("There is such a toy.", "There is such a dog.");
    workspace.put("new.yaml", &document);
    let before = workspace.picture();
    let refused = workspace.run(&["update", "new.yaml", "--color", "never"]);
    assert_eq!(refused.status.code(), Some(0), "{}", stderr(&refused));
    let said = stdout(&refused);
    assert!(
        said.contains("no longer needed: spec/overlays/10-own.yaml:4-6 ($.paths['/pets/{pet}']"),
        "{said}"
    );

    let workspace = Workspace::generated();
    let overlay = format!(
        "{OVERLAY}\n  # Toys are toys.\n  - target: $.paths['/toys/{{toy}}'].get.responses['204']\n    update: {{description: A toy.}}\n"
    );
    workspace.put("spec/overlays/10-own.yaml", &overlay);
    workspace.well(&["codegen"]);
    workspace.put("new.yaml", &document);
    let refused = workspace.refused(&["update", "new.yaml"]);
    for line in [
        "error[overlay-no-match]: action 2 matches nothing",
        "no longer needed: spec/overlays/10-own.yaml:4-6 (",
        "no longer applies: spec/overlays/10-own.yaml:9-10 (",
        "error: overlays do not fit the new document; nothing was changed",
    ] {
        assert!(refused.contains(line), "{line}: {refused}");
    }
    let said = workspace.well(&["update", "new.yaml", "--drop"]);
    assert!(said.contains("taken out of the overlays:"), "{said}");
    assert!(
        !workspace.exists("spec/overlays/10-own.yaml"),
        "nothing is left of it"
    );
    assert!(!workspace.text("spec/lock.json").contains("10-own"));
    assert_eq!(workspace.well(&["codegen", "--check"]), "up to date\n");
    assert_ne!(before, workspace.picture());
}

#[test]
fn a_part_of_an_action_that_speaks_of_what_is_gone_is_taken_out() {
    let body = "  /toys:
    post:
      requestBody:
        content:
          application/x-www-form-urlencoded:
            schema: {type: object, properties: {color: {type: string}, size: {type: string}}}
      responses: {'204': {description: Made.}}
";
    let of_body = "$.paths['/toys'].post.requestBody.content.*.schema.properties";
    let overlay = format!(
        "{OVERLAY}  - target: {of_body}
    update:
      color:
        description: Which colour it has.

      # How large it is.
      size: # in feet
        description: >-
          How large it is.
"
    );
    let workspace = Workspace::generated();
    workspace.put(
        "spec/stripe-disputes-api-openapi.yml",
        &format!("{DOCUMENT}{body}"),
    );
    workspace.put("spec/overlays/10-own.yaml", &overlay);
    workspace.well(&["codegen"]);
    let without = body.replace("color: {type: string}, ", "");
    workspace.put("new.yaml", &format!("{DOCUMENT}{without}"));
    let refused = workspace.refused(&["update", "new.yaml"]);
    let line = "describes what the document does not have: spec/overlays/10-own.yaml:9-10 (color)";
    assert!(refused.contains(line), "{refused}");
    let said = workspace.well(&["update", "new.yaml", "--drop"]);
    assert!(said.contains(line), "{said}");
    assert_eq!(
        workspace.text("spec/overlays/10-own.yaml"),
        overlay.replace(
            "      color:\n        description: Which colour it has.\n\n",
            ""
        )
    );
    // All that is left of the update.
    let without = without.replace("size: {type: string}", "");
    workspace.put("new.yaml", &format!("{DOCUMENT}{without}"));
    let before = workspace.picture();
    let refused = workspace.run(&["update", "new.yaml", "--drop"]);
    assert_eq!(refused.status.code(), Some(1), "{}", stdout(&refused));
    assert!(before.iter().eq(&workspace.picture()));
}

#[test]
fn what_shares_its_lines_is_left_to_people() {
    let workspace = Workspace::generated();
    let overlay = OVERLAY
        .replace("\n  - target", " [{target")
        .replace("\n    description: The", ", description: The");
    let overlay = overlay.replace(
        "\n    update: {description: A pet.}\n",
        ", update: {description: A pet.}}]\n",
    );
    let overlay = overlay.replace(
        "$.paths['/pets/{pet}'].get.responses['204']",
        "\"$.paths['/pets/{pet}'].get.responses['204']\"",
    );
    workspace.put("spec/overlays/10-own.yaml", &overlay);
    workspace.well(&["codegen"]);
    workspace.put(
        "new.yaml",
        &next().replace("description: There is such a pet.", "description: A pet."),
    );
    let refused = workspace.refused(&["update", "new.yaml", "--drop"]);
    assert!(
        refused.contains("something else stands on the same lines"),
        "{refused}"
    );
}

#[test]
fn what_an_overlay_says_otherwise_is_left_to_people() {
    let workspace = Workspace::generated();
    let document = DOCUMENT.replace("description: There is such a pet.", "description: [pet]");
    workspace.put("new.yaml", &document);
    let refused = workspace.refused(&["update", "new.yaml", "--drop"]);
    assert!(
        refused.contains("correct the actions that the errors name"),
        "{refused}"
    );
}

#[test]
fn a_failure_leaves_everything_as_it_was() {
    let workspace = Workspace::generated();
    workspace.put("new.yaml", "openapi: 4.0.0\n");
    workspace.refused(&["update", "new.yaml"]);
    workspace.refused(&["update", "missing.yaml"]);
    workspace.put("new.yaml", &next());
    // Somebody has edited what is generated.
    let manifest = workspace.text("generated/Cargo.toml");
    workspace.put("generated/Cargo.toml", &format!("{manifest}# Mine.\n"));
    let refused = workspace.refused(&["update", "new.yaml"]);
    assert!(refused.contains("edited: "), "{refused}");
    workspace.put("generated/Cargo.toml", &manifest);
    // A file can't be written.
    fs::remove_file(workspace.path("CHANGELOG.md")).unwrap();
    fs::create_dir(workspace.path("CHANGELOG.md")).unwrap();
    let refused = workspace.refused(&["update", "new.yaml"]);
    assert!(refused.contains("CHANGELOG.md"), "{refused}");
    workspace.put("form-codegen.toml", &CONFIG.replace("0.1.0", "1"));
    let refused = workspace.refused(&["update", "new.yaml"]);
    assert!(
        refused.contains("`version` has to be three numbers"),
        "{refused}"
    );
}

/// Overlays are corrected for the new document, between two runs or after the first.
#[test]
fn it_is_compared_with_what_is_committed() {
    let Some(workspace) = Workspace::committed() else {
        return;
    };
    let overlay = OVERLAY.replace("/pets/{pet}", "/cats/{cat}");
    let document = DOCUMENT
        .replace("/pets/{pet}", "/cats/{cat}")
        .replace("name: pet,", "name: cat,");
    workspace.put("new.yaml", &document);
    workspace.refused(&["update", "new.yaml"]);
    workspace.put("spec/overlays/10-own.yaml", &overlay);
    let first = workspace.well(&["update", "new.yaml", "--origin", "there"]);
    assert!(first.contains("my-pets 0.1.0 becomes 0.2.0"), "{first}");
    let once = workspace.picture();
    let second = workspace.well(&["update", "new.yaml"]);
    assert!(
        second.contains("my-pets is 0.2.0 already, 0.1.0 is committed"),
        "{second}"
    );
    assert_eq!(
        once,
        workspace.picture(),
        "version, changelog and origin are those of one update"
    );
    workspace.put(
        "newer.yaml",
        &document.replace("There is such a toy.", "A toy."),
    );
    workspace.well(&["update", "newer.yaml"]);
    assert_eq!(
        workspace
            .text("CHANGELOG.md")
            .matches("### `my-pets`")
            .count(),
        1
    );
}

/// What a kill leaves is tried in `atomic/update.rs`; this is how commands tell of it.
#[test]
fn what_an_interrupted_update_left_is_put_in_order_by_the_next_command() {
    let workspace = Workspace::generated();
    workspace.put("new.yaml", &next());
    let left = workspace.path(".form-codegen");
    fs::create_dir(&left).unwrap();
    let check = workspace.run(&["codegen", "--check"]);
    assert_eq!(check.status.code(), Some(1));
    assert!(stdout(&check).contains("left by a run that was interrupted: "));
    let dry = workspace.refused(&["update", "--dry-run", "new.yaml"]);
    assert!(
        dry.contains("`cargo xtask codegen` puts it in order"),
        "{dry}"
    );
    let said = stderr(&workspace.run(&["codegen"]));
    assert!(said.contains("put in order what an interrupted run had left"));
    assert!(!left.exists());
    fs::create_dir(&left).unwrap();
    workspace.well(&["update", "new.yaml"]);
    assert!(!left.exists());
}

#[test]
fn there_is_one_document() {
    let workspace = Workspace::generated();
    for (arguments, said) in [
        (&["update"][..], "<FILE>"),
        (&["update", "a", "b"], "unexpected argument 'b'"),
    ] {
        let output = workspace.run(arguments);
        assert_eq!(output.status.code(), Some(2));
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
}
