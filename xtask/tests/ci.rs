//! `cargo xtask ci`, with a cargo that does nothing but what a test wants of it.

#![cfg(unix)]

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Runs the checks in a workspace of its own; `cargo` is this script.
fn ci(script: &str, extra: &[&str]) -> Output {
    let folder: TempDir = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Cargo.toml"), "[workspace]\n").unwrap();
    fs::create_dir_all(folder.path().join("spec")).unwrap();
    let cargo = folder.path().join("bin/cargo");
    fs::create_dir(folder.path().join("bin")).unwrap();
    fs::write(&cargo, format!("#!/bin/sh\n{script}\n")).unwrap();
    fs::set_permissions(&cargo, fs::Permissions::from_mode(0o755)).unwrap();
    let old = env::var_os("PATH").unwrap();
    let paths = [folder.path().join("bin")].into_iter();
    let path = env::join_paths(paths.chain(env::split_paths(&old))).unwrap();
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .arg("ci")
        .args(extra)
        .env("PATH", path)
        .env("CARGO_PKG_NAME", "xtask")
        .env("CARGO_MANIFEST_DIR", folder.path())
        .current_dir(folder.path())
        .output()
        .unwrap()
}

/// The table at the end, with one space where there are more.
fn table(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().skip_while(|line| !line.starts_with("check "));
    lines
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .collect()
}

fn has(table: &[String], start: &str, end: &str) -> bool {
    table
        .iter()
        .any(|line| line.starts_with(start) && line.ends_with(end))
}

#[test]
fn what_ran_and_what_was_skipped_stands_at_the_end() {
    let skip =
        "case $1 in test) echo 'a_test: there is no Node' >> \"$FORM_CODEGEN_SKIPPED\";; esac";
    let output = ci(skip, &[]);
    assert!(output.status.success());
    let table = table(&output);
    assert!(has(&table, "formatting 0.", " s passed"), "{table:?}");
    assert!(has(&table, "documentation 0.", " s passed"), "{table:?}");
    assert!(has(&table, "tests 0.", " s passed, but 1 test skipped"));
    assert!(has(
        &table,
        "tests of xtask 0.",
        " s passed, but 1 test skipped"
    ));
    assert!(has(&table, "all ", " s"), "{table:?}");
    assert!(has(&table, "a_test: there is no Node", ""), "{table:?}");
    assert!(!has(&table, "quick tests", ""), "{table:?}");
}

#[test]
fn what_did_not_run_because_something_failed_stands_there_too() {
    let output = ci("case $1 in doc) exit 1;; esac", &[]);
    assert_eq!(output.status.code(), Some(1));
    let table = table(&output);
    assert!(has(&table, "lints 0.", " s passed"), "{table:?}");
    assert!(has(&table, "documentation 0.", " s failed"), "{table:?}");
    assert!(has(&table, "tests not run", ""), "{table:?}");
}

#[test]
fn quick_leaves_out_what_takes_long_and_says_so() {
    let output = ci("", &["--quick"]);
    assert!(output.status.success());
    let table = table(&output);
    assert!(has(&table, "quick tests 0.", " s passed"), "{table:?}");
    assert!(!has(&table, "documentation ", ""), "{table:?}");
    let left_out = table.iter().position(|line| line == "left out by --quick:");
    let left_out = &table[left_out.unwrap()..];
    assert!(left_out.contains(&"documentation".to_owned()), "{table:?}");
    assert!(left_out.contains(&"tests".to_owned()), "{table:?}");
}

/// Build scripts that read the same of their own packages would run again with each such command.
#[test]
fn a_check_does_not_know_that_cargo_runs_this_program() {
    let output = ci(
        "test -z \"$CARGO_PKG_NAME$CARGO_MANIFEST_DIR\"",
        &["--quick"],
    );
    assert!(output.status.success(), "{:?}", table(&output));
}
