//! `cargo xtask spec-diff` as a user runs it: the program itself, on repositories of its own.

#[path = "spec_diff/allow.rs"]
mod allow;
#[path = "support/cases.rs"]
mod cases;
#[path = "spec_diff/errors.rs"]
mod errors;
#[path = "spec_diff/overlays.rs"]
mod overlays;
#[path = "support/picture.rs"]
mod picture;
#[path = "support/repository.rs"]
mod repository;
#[path = "support/workspace.rs"]
mod workspace;

use std::fs;
use std::process::Output;

use repository::Repository;
use workspace::{CONFIG, DOCUMENT, OVERLAY, stderr, stdout};

const SPEC: &str = "spec/stripe-disputes-api-openapi.yml";

/// What is said of a document that was edited, until it is generated from.
const LOCK_NOTE: &str = "note: generated/ of the working tree is not up to date: spec/lock.json lists other inputs than are compared here\n";

/// The document without one of its two operations.
fn without_toys() -> String {
    let (before, _) = DOCUMENT.split_once("  /toys/").unwrap();
    before.to_owned()
}

/// Runs it; nothing changes.
fn run(repository: &Repository, arguments: &[&str]) -> Output {
    let words = [&["spec-diff"], arguments].concat();
    let before = repository.workspace.picture();
    let output = repository.workspace.run(&words);
    assert!(before == repository.workspace.picture(), "{arguments:?}");
    output
}

/// Runs it; it ends with a code, and says something.
fn ends(repository: &Repository, arguments: &[&str], code: i32, said: &[&str]) -> String {
    let output = run(repository, arguments);
    let text = stdout(&output) + &stderr(&output);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    for said in said {
        assert!(
            text.contains(said),
            "{arguments:?}: `{said}` is not in:\n{text}"
        );
    }
    text
}

#[test]
fn the_working_tree_is_compared_with_a_revision() {
    let Some(repository) = Repository::new() else {
        return;
    };
    ends(&repository, &["HEAD"], 0, &["nothing differs"]);
    repository.workspace.put(SPEC, &without_toys());
    let text = ends(
        &repository,
        &["HEAD"],
        0,
        &[
            "old: HEAD: spec/stripe-disputes-api-openapi.yml with the overlays spec/overlays/10-own.yaml\n",
            "new: the working tree: spec/stripe-disputes-api-openapi.yml with the overlays spec/overlays/10-own.yaml\n",
            "\nGET /toys/{toy}\n  operation-removed GET /toys/{toy}\n",
            "    old: HEAD:spec/stripe-disputes-api-openapi.yml:10:5\n",
            LOCK_NOTE,
        ],
    );
    // What a revision was, it stays.
    repository.commit();
    let again = ends(&repository, &["HEAD~1", "HEAD"], 0, &["operation-removed"]);
    let changes = |text: &str| text.matches("operation-removed").count();
    assert_eq!(changes(&text), changes(&again));
    ends(&repository, &["HEAD", "HEAD~1"], 0, &["operation-added"]);
    ends(&repository, &["HEAD"], 0, &["nothing differs"]);
}

#[test]
fn a_revision_has_its_own_overlays_and_name() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let workspace = &repository.workspace;
    workspace.put(
        "spec/overlays/10-own.yaml",
        &OVERLAY.replace("A pet.", "The pet."),
    );
    let more = "overlay: 1.1.0
info: {title: More, version: '1'}
actions:
  - target: $.paths['/pets/{pet}'].get.parameters
    x-create: true
    update: [{name: size, in: query, schema: {type: string}}]
";
    workspace.put("spec/overlays/20-more.yml", more);
    workspace.put("form-codegen.toml", &CONFIG.replace("my-pets", "our-pets"));
    repository.commit();
    ends(
        &repository,
        &["HEAD~1", "HEAD"],
        0,
        &[
            "package-renamed the crate\n    my-pets -> our-pets\n",
            "    old: HEAD~1:form-codegen.toml:2:8\n    new: HEAD:form-codegen.toml:2:8\n",
            "optional-parameter-added GET /pets/{pet} query size",
            "    new: HEAD:spec/overlays/20-more.yml:6:14",
        ],
    );
    let back = ends(
        &repository,
        &["HEAD", "HEAD~1"],
        0,
        &["our-pets -> my-pets"],
    );
    assert!(back.contains("parameter-removed"), "{back}");
}

#[test]
fn files_are_compared_with_the_overlays_that_are_named() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let workspace = &repository.workspace;
    workspace.put("vendor.yaml", DOCUMENT);
    workspace.put("new.yaml", &without_toys());
    ends(
        &repository,
        &["vendor.yaml", "new.yaml"],
        0,
        &[
            "old: vendor.yaml with no overlays\nnew: new.yaml with no overlays\n",
            "operation-removed",
        ],
    );
    // The workspace's document has its overlays by whatever path it is named.
    let shown =
        "old: spec/stripe-disputes-api-openapi.yml with the overlays spec/overlays/10-own.yaml\n";
    ends(
        &repository,
        &[&format!("./spec/../{SPEC}")],
        0,
        &[shown, "nothing differs"],
    );
    // A file of the vendor as the workspace's overlays make it.
    let overlay = ["--overlay", "spec/overlays/10-own.yaml"];
    let named = "new: vendor.yaml with the overlays spec/overlays/10-own.yaml\n";
    ends(
        &repository,
        &["HEAD", "vendor.yaml", overlay[0], overlay[1]],
        0,
        &[named, "nothing differs"],
    );
    ends(
        &repository,
        &["HEAD", overlay[0], overlay[1]],
        2,
        &["`--overlay` is for files that are not"],
    );
    // Without a workspace, there are files.
    let folder = workspace.path("..");
    let mut command =
        workspace.command(&["spec-diff", "repository/vendor.yaml", "repository/new.yaml"]);
    let output = command.current_dir(folder).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(stdout(&output).contains("new: repository/new.yaml with no overlays"));
}

#[test]
fn a_word_that_is_a_revision_and_a_file_is_the_revision() {
    let Some(repository) = Repository::new() else {
        return;
    };
    assert!(repository.git(&["branch", "twin"]));
    repository.workspace.put("twin", &without_toys());
    let note =
        "note: `twin` is a revision and a file: the revision is compared; `./twin` is the file";
    ends(&repository, &["twin"], 0, &["nothing differs", note]);
    let text = ends(
        &repository,
        &["./twin"],
        0,
        &["old: twin with no overlays", "operation-added"],
    );
    assert!(!text.contains("is a revision and a file"), "{text}");
}

#[test]
fn each_exit_code_has_one_meaning() {
    let Some(repository) = Repository::new() else {
        return;
    };
    for arguments in [
        &["HEAD", "--fail-on", "rust=patch"][..],
        &["HEAD", "--fail-on", "wire=none,rollout=none"],
    ] {
        ends(&repository, arguments, 0, &["nothing differs"]);
    }
    repository.workspace.put(SPEC, &without_toys());
    for (fail_on, code) in [
        (&[][..], 0),
        (&["--fail-on", "wire=breaking"], 1),
        (&["--fail-on", "rust=major"], 1),
        (&["--fail-on", "rust=minor", "--fail-on", "wire=review"], 1),
        (&["--fail-on", "wire=worst"], 2),
        (&["--format", "html"], 2),
        (&["--stat", "--github"], 2),
        (&["HEAD", "HEAD"], 2),
        (&["--unknown"], 2),
    ] {
        ends(&repository, &[&["HEAD"], fail_on].concat(), code, &[]);
    }
    ends(
        &repository,
        &[],
        2,
        &["required arguments were not provided", "<BASE>"],
    );
    let failing = ["spec-diff", "HEAD", "--fail-on", "wire=breaking"];
    assert_eq!(repository.workspace.refused(&failing), LOCK_NOTE);
}

#[test]
fn each_format_goes_to_the_standard_output() {
    let Some(repository) = Repository::new() else {
        return;
    };
    repository.workspace.put(SPEC, &without_toys());
    let of = |words: &[&str]| stdout(&run(&repository, &[&["HEAD"], words].concat()));
    let stat = of(&["--stat"]);
    assert!(
        stat.starts_with("wire=breaking rollout=") && stat.contains(" rust=major changes="),
        "{stat}"
    );
    assert_eq!(stat.lines().count(), 1);
    assert!(of(&["--format", "markdown"]).starts_with("### API changes: "));
    let json: serde_json::Value = serde_json::from_str(&of(&["--format", "json"])).unwrap();
    assert_eq!(json["old"]["revision"], "HEAD");
    assert_eq!(json["new"]["package"], "my-pets");
    assert_eq!(json["changes"][0]["old"]["file"], SPEC);
    let annotations = of(&["--format", "annotations"]);
    let first = format!("::error file={SPEC},line=");
    assert!(annotations.starts_with(&first), "{annotations}");
    let coloured = of(&["--color", "always"]);
    assert!(coloured.contains("\u{1b}[1;31mbreaking\u{1b}[0m"));
    assert!(!of(&["--color", "never"]).contains('\u{1b}'));
    assert!(!of(&["--format", "markdown", "--color", "always"]).contains('\u{1b}'));
}

#[test]
fn github_gets_annotations_a_summary_and_an_output() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let workspace = &repository.workspace;
    workspace.put(SPEC, &without_toys());
    workspace.put("summary.md", "What was there.\n");
    let run = |files: bool| {
        let mut command = workspace.command(&["spec-diff", "HEAD", "--github"]);
        for (variable, file) in [
            ("GITHUB_STEP_SUMMARY", "summary.md"),
            ("GITHUB_OUTPUT", "output"),
        ] {
            match files {
                true => command.env(variable, workspace.path(file)),
                false => command.env_remove(variable),
            };
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        stdout(&output)
    };
    let printed = run(true);
    assert!(printed.starts_with("::error file="), "{printed}");
    let stat = printed.lines().last().unwrap();
    assert!(
        stat.starts_with("wire=breaking rollout=") && stat.contains(" rust=major changes="),
        "{printed}"
    );
    assert_eq!(workspace.text("output"), format!("stat={stat}\n"));
    let summary = workspace.text("summary.md");
    assert!(
        summary.starts_with("What was there.\n### API changes: "),
        "{summary}"
    );
    assert_eq!(run(false), printed);
    assert!(!workspace.exists("GITHUB_OUTPUT"));
    assert_eq!(workspace.text("summary.md"), summary);
    let failed = ends(&repository, &["nothing", "--github"], 2, &[]);
    let said =
        "\n::error title=spec-diff::error: `nothing` is no file, and no revision%0A  = note: ";
    assert!(format!("\n{failed}").contains(said), "{failed}");
    fs::create_dir(workspace.path("folder")).unwrap();
    let mut command = workspace.command(&["spec-diff", "HEAD", "--github"]);
    let output = command
        .env("GITHUB_OUTPUT", workspace.path("folder"))
        .env_remove("GITHUB_STEP_SUMMARY")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        stderr(&output).contains("which GITHUB_OUTPUT names"),
        "{}",
        stderr(&output)
    );
}

#[test]
fn what_the_crate_asks_of_programs_is_compared() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let manifest = repository.workspace.text("generated/Cargo.toml");
    let other = manifest
        .replace("rust-version = \"1.88\"", "rust-version = \"1.100\"")
        .replace("default = [\"hyper\"]", "default = []")
        .replace("\ntime = [\"dep:time\"]\n", "\nclock = [\"dep:time\"]\n");
    repository.workspace.put("generated/Cargo.toml", &other);
    let there = [
        "rust-version-raised the crate",
        "    1.88 -> 1.100\n",
        "    old: HEAD:generated/Cargo.toml:7:1\n",
        "feature-removed feature time",
        "feature-added feature clock",
        "feature-changed feature default",
        "4 changes",
    ];
    ends(&repository, &["HEAD"], 0, &there);
    ends(&repository, &["HEAD", "--fail-on", "rust=major"], 1, &[]);
    repository.commit();
    let back = [
        "rust-version-lowered the crate",
        "feature-removed feature clock",
    ];
    ends(&repository, &["HEAD", "HEAD~1"], 0, &back);
}
