//! `cargo xtask ci`, with a cargo that does nothing but what a test wants of it.

#![cfg(unix)]

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

/// Runs the checks in a workspace of its own; `cargo` is this script.
fn ci(script: &str, extra: &[&str]) -> Output {
    let folder: TempDir = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("Cargo.toml"), "[workspace]\n").unwrap();
    let config = "[[crate]]\nname = \"a\"\ndocument = \"a.yaml\"\nout = \"a\"\n";
    fs::write(folder.path().join("form-codegen.toml"), config).unwrap();
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

/// The lines of the table at the end, with one space where there are more, and without the figures.
fn table(output: &Output) -> Vec<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().skip_while(|line| !line.starts_with("check "));
    let plain = |line: &str| {
        let words = line.split_whitespace();
        let words = words.filter(|word| !word.contains('.') || word.parse::<f64>().is_err());
        words.collect::<Vec<_>>().join(" ")
    };
    lines.map(plain).collect()
}

#[test]
fn what_ran_and_what_was_skipped_stands_at_the_end() {
    let skip = "case $1 in
        test) echo 'a_test: there is no Node' >> \"$FORM_CODEGEN_SKIPPED\";;
        deny|+*) exit 101;;
    esac";
    let output = ci(skip, &[]);
    assert!(output.status.success());
    let table = table(&output);
    for line in [
        "formatting s passed",
        "documentation s passed",
        "dependencies skipped",
        "tests s passed, but 1 test skipped",
        "tests of xtask s passed, but 1 test skipped",
        "all s",
        "skipped:",
        "a_test: there is no Node",
        "dependencies: cargo-deny is not installed",
        "the oldest Rust: toolchain is not installed",
    ] {
        assert!(table.iter().any(|found| found == line), "{line}: {table:?}");
    }
    assert!(!table.iter().any(|line| line.starts_with("quick tests")));
}

#[test]
fn what_did_not_run_because_something_failed_stands_there_too() {
    let output = ci("case $1 in doc) exit 1;; esac", &[]);
    assert_eq!(output.status.code(), Some(1));
    let table = table(&output);
    for line in ["lints s passed", "documentation s failed", "tests not run"] {
        assert!(table.iter().any(|found| found == line), "{line}: {table:?}");
    }
}

#[test]
fn quick_leaves_out_what_takes_long_and_says_so() {
    let output = ci("", &["--quick"]);
    assert!(output.status.success());
    let table = table(&output);
    let left_out = table.iter().position(|line| line == "left out by --quick:");
    let (ran, left_out) = table.split_at(left_out.unwrap());
    assert!(ran.contains(&"quick tests s passed".to_owned()), "{ran:?}");
    for check in ["documentation", "tests"] {
        assert!(left_out.contains(&check.to_owned()), "{left_out:?}");
        assert!(!ran.iter().any(|line| line.starts_with(check)), "{ran:?}");
    }
}

#[test]
fn only_runs_the_part_that_is_named() {
    let output = ci("", &["--only", "formatting", "--only", "portable-tests"]);
    assert!(output.status.success());
    let table = table(&output);
    let left_out = table.iter().position(|line| line == "left out by --only:");
    let (ran, left_out) = table.split_at(left_out.unwrap());
    let ran: Vec<&str> = ran.iter().map(String::as_str).collect();
    assert_eq!(
        ran,
        [
            "check time outcome",
            "formatting s passed",
            "formatting of xtask s passed",
            "tests of the generator and the runtime s passed",
            "all s",
        ]
    );
    assert!(left_out.contains(&"lints".to_owned()), "{left_out:?}");

    let output = ci("", &["--only", "format"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("possible values: formatting, freshness, lints,"));

    // That nothing ran is not well.
    let output = ci("", &["--quick", "--only", "oldest-rust"]);
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("`--quick` leaves out all that `--only` names"));
}

#[test]
fn what_needs_a_network_runs_when_it_is_named_and_is_said_otherwise() {
    let whole = table(&ci("", &[]));
    let left_out = whole
        .iter()
        .position(|line| line == "left out unless --only names it:");
    let (ran, left_out) = whole.split_at(left_out.unwrap());
    assert!(!ran.iter().any(|line| line.starts_with("advisories")));
    assert_eq!(left_out[1..], ["advisories", "advisories of xtask"]);
    let named = table(&ci("", &["--only", "advisories"]));
    assert!(named.contains(&"advisories s passed".to_owned()));
}

#[test]
fn what_is_missing_is_installed_if_that_is_asked_for() {
    let missing = "case \"$*\" in
        'deny --version') test -f installed;;
        install*) echo \"$*\" > installed;;
        deny*) test -f installed;;
    esac";
    let output = ci(missing, &["--only", "dependencies", "--install"]);
    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("== install: cargo install --locked cargo-deny --version 0."));
    assert!(table(&output).contains(&"dependencies s passed".to_owned()));

    // What could not be installed was not checked.
    let output = ci("exit 1", &["--only", "dependencies", "--install"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(table(&output).contains(&"dependencies of xtask not run".to_owned()));
}

#[test]
fn a_list_runs_nothing() {
    let output = ci(
        "case \"$*\" in *--version) exit 1;; *) echo ran;; esac",
        &["--list"],
    );
    assert!(output.status.success());
    let said = String::from_utf8_lossy(&output.stdout);
    for line in [
        "formatting: cargo fmt --all --check\n",
        "documentation: RUSTDOCFLAGS='-D warnings' cargo doc --workspace --no-deps --all-features\n",
        "dependencies: cargo deny check bans licenses sources (skipped: cargo-deny is not installed)\n",
    ] {
        assert!(said.contains(line), "{line}: {said}");
    }
    assert!(!said.contains("ran\n"), "{said}");
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

/// What is said in one place, and compiled with in another.
#[test]
fn the_oldest_rust_is_the_same_everywhere() {
    let said = concat!("rust-version = \"", env!("CARGO_PKG_RUST_VERSION"), "\"\n");
    for manifest in ["../Cargo.toml", "../generated/Cargo.toml"] {
        let text =
            fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(manifest)).unwrap();
        assert!(text.contains(said), "{manifest}: {said}");
    }
}
