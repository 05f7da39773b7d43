//! `--color`, as a user sees it: the program itself, whose output goes into a pipe.

use std::process::Command;

/// What is written about a document with a fault.
fn complaint(extra: &[&str], variables: &[(&str, &str)]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let spec = folder.path().join("old.yaml");
    std::fs::write(&spec, "openapi: 4.0.0\n").unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["codegen", "--package", "pets", "--spec"])
        .arg(spec)
        .arg("--out")
        .arg(folder.path().join("out"))
        .args(extra)
        .env_remove("NO_COLOR")
        .env_remove("CLICOLOR_FORCE")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code(), text)
}

#[test]
fn a_pipe_gets_colours_on_request_alone() {
    let forced = [("CLICOLOR_FORCE", "1")];
    for (extra, variables, coloured) in [
        (&[][..], &[][..], false),
        (&["--color", "auto"], &[], false),
        (&["--color", "always"], &[], true),
        (&["--color=always"], &[("NO_COLOR", "1")], true),
        (&[], &forced, true),
        (&["--color", "never"], &forced, false),
    ] {
        let (code, text) = complaint(extra, variables);
        assert_eq!(code, Some(1), "{text}");
        assert!(text.contains("OpenAPI 4.0.0"), "{text}");
        assert_eq!(
            text.contains("\u{1b}["),
            coloured,
            "{extra:?} {variables:?}: {text}"
        );
    }
}

#[test]
fn any_other_word_is_refused() {
    let (code, text) = complaint(&["--color", "pink"], &[]);
    assert_eq!(code, Some(2));
    assert!(
        text.contains("[possible values: auto, always, never]"),
        "{text}"
    );
}
