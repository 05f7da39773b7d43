//! `cargo xtask lint`: what it prints, what it writes, and what it answers.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const DOCUMENT: &str = "openapi: 3.0.3
info: {title: Pets, version: '1'}
servers: [{url: https://pets.example}]
tags: [{name: Get}]
paths:
  /pets/{pet}:
    get:
      operationId: retrievePet
      summary: One pet.
      tags: [Get]
      parameters: [{name: pet, in: path, required: true, schema: {type: string}}]
      requestBody: {content: {application/json: {}}}
      responses:
        '200': {description: A pet., content: {application/json: {schema: {$ref: '#/components/schemas/pet'}}}}
components:
  schemas:
    pet:
      description: A pet.
      type: object
      required: [id, name]
      properties: {id: {type: string}, name: {type: string}, kind: {type: string, enum: [cat, dog, cat, dog]}}
";

/// A folder with the document and a response of the API.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("pets.yaml"), DOCUMENT).unwrap();
    fs::create_dir(folder.path().join("bodies")).unwrap();
    fs::write(
        folder.path().join("bodies/pet.1.json"),
        "{\"id\": \"pet_1\"}",
    )
    .unwrap();
    folder
}

fn lint(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("lint")
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

/// The kinds in the table at the end, with how many there are.
fn kinds(printed: &str) -> Vec<String> {
    let lines = printed
        .lines()
        .filter(|line| line.contains(" that `--fix` mends"));
    let words = lines.map(|line| {
        line.split_whitespace()
            .take(2)
            .collect::<Vec<_>>()
            .join(" ")
    });
    words.collect()
}

#[test]
fn findings_are_printed_with_the_action_that_mends_them() {
    let folder = folder();
    let (code, printed, _) = lint(folder.path(), &["pets.yaml", "--responses", "bodies"]);
    assert_eq!(code, Some(0), "{printed}");
    let expected = [
        "1 get-body",
        "1 missing-description",
        "2 repeated-value",
        "1 required-not-sent",
        "1 useless-tag",
    ];
    assert_eq!(kinds(&printed), expected, "{printed}");
    assert!(printed.contains("--> pets.yaml:12:7"), "{printed}");
    let action = "  - target: $.paths['/pets/{pet}'].get.requestBody\n    description: RFC 9110 gives content in a GET no meaning.\n    remove: true\n";
    assert!(printed.contains(action), "{printed}");
}

#[test]
fn what_is_sure_is_written_into_an_overlay_and_mended_by_it() {
    let folder = folder();
    let bodies = ["pets.yaml", "--responses", "bodies"];
    let fix = |extra: &[&str]| {
        let (code, printed, error) = lint(
            folder.path(),
            &[&bodies[..], &["--fix", "fix.yaml"], extra].concat(),
        );
        assert_eq!(code, Some(1), "{printed}{error}");
        printed
    };
    assert!(
        fix(&["--only", "get-body", "--only", "missing-description"])
            .starts_with("1 action written into fix.yaml; 1 finding needs")
    );
    assert!(
        fix(&["--overlay", "fix.yaml"])
            .starts_with("5 actions written into fix.yaml; 1 finding needs")
    );
    let (_, printed, _) = lint(
        folder.path(),
        &[&bodies[..], &["--overlay", "fix.yaml"]].concat(),
    );
    assert_eq!(kinds(&printed), ["1 missing-description"], "{printed}");
    let text = fs::read_to_string(folder.path().join("fix.yaml")).unwrap();
    let order: Vec<_> = text.lines().filter(|line| line.contains("enum[")).collect();
    assert!(
        order[0].ends_with("[3]") && order[1].ends_with("[2]"),
        "{text}"
    );
}

#[test]
fn an_overlay_that_would_break_the_document_is_not_written() {
    let folder = folder();
    let mended = folder.path().join("fix.yaml");
    fs::write(&mended, "overlay: 1.1.0\ninfo: {title: A, version: '1'}\nactions: [{target: $.info, remove: true}]\n").unwrap();
    let before = fs::read(&mended).unwrap();
    let (code, _, error) = lint(folder.path(), &["pets.yaml", "--fix", "fix.yaml"]);
    assert_eq!(code, Some(1));
    assert!(error.contains("error"), "{error}");
    assert_eq!(fs::read(&mended).unwrap(), before);
}

#[test]
fn an_error_among_the_findings_fails() {
    let folder = folder();
    let wrong = DOCUMENT.replace("schemas/pet'", "schemas/pat'");
    fs::write(folder.path().join("pets.yaml"), wrong).unwrap();
    let (code, printed, _) = lint(folder.path(), &["pets.yaml", "--only", "dangling-ref"]);
    assert_eq!(
        (code, kinds(&printed)),
        (Some(1), vec!["1 dangling-ref".to_owned()])
    );
    assert!(
        printed.contains("      $ref: \"#/components/schemas/pet\"\n"),
        "{printed}"
    );
}

#[test]
fn each_kind_is_explained_with_the_code_before_and_after() {
    let folder = folder();
    let (_, all, _) = lint(folder.path(), &["--explain", "all"]);
    let ids: Vec<&str> = all
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
        .collect();
    assert!(ids.len() > 50, "{all}");
    for id in ids {
        let (code, printed, error) = lint(folder.path(), &["--explain", id]);
        assert_eq!(code, Some(0), "{id}: {error}");
        let is_own = printed.contains("A document:");
        assert!(
            !is_own || (printed.contains("  - target: ") && printed.contains("efore")),
            "{id}: {printed}"
        );
    }
    let (_, printed, _) = lint(folder.path(), &["--explain", "repeated-value"]);
    assert!(printed.contains("may have been meant"), "{printed}");
    let (code, _, error) = lint(folder.path(), &["--explain", "none"]);
    assert_eq!(code, Some(1));
    assert!(error.contains("`all` lists them"), "{error}");
}

#[test]
fn what_means_nothing_is_refused() {
    let folder = folder();
    for (arguments, code) in [
        (&["pets.yaml", "--only", "none"][..], 1),
        (&["none.yaml"], 1),
        (&["pets.yaml", "--responses", "none"], 1),
        (&["pets.yaml", "more.yaml"], 2),
        (&["--overlay", "fix.yaml"], 2),
        (&[], 1),
    ] {
        assert_eq!(
            lint(folder.path(), arguments).0,
            Some(code),
            "{arguments:?}"
        );
    }
}
