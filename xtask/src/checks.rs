//! `cargo xtask ci`: every check that continuous integration runs, in one command.
//!
//! In: nothing. Out: the output of each check, up to the first that fails. What always holds: a contributor who runs it
//! sees what continuous integration will see.

use std::process::Command;

use crate::arguments::root;

/// The checks: what it is, the arguments of cargo, and an environment variable.
const CHECKS: &[(&str, &[&str], Option<(&str, &str)>)] = &[
    ("formatting", &["fmt", "--all", "--check"], None),
    (
        "formatting of xtask",
        &["fmt", "--manifest-path", "xtask/Cargo.toml", "--check"],
        None,
    ),
    (
        "freshness of generated/",
        &["xtask", "codegen", "--check"],
        None,
    ),
    (
        "lints",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--all-features",
            "--",
            "-D",
            "warnings",
        ],
        None,
    ),
    (
        "lints without features",
        &[
            "clippy",
            "--package",
            "stripe-disputes",
            "--package",
            "form-runtime",
            "--all-targets",
            "--no-default-features",
            "--",
            "-D",
            "warnings",
        ],
        None,
    ),
    (
        "lints of xtask",
        &[
            "clippy",
            "--manifest-path",
            "xtask/Cargo.toml",
            "--target-dir",
            "target/xtask",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
        None,
    ),
    (
        "documentation",
        &["doc", "--workspace", "--no-deps", "--all-features"],
        Some(("RUSTDOCFLAGS", "-D warnings")),
    ),
    (
        "tests of xtask",
        &[
            "test",
            "--manifest-path",
            "xtask/Cargo.toml",
            "--target-dir",
            "target/xtask",
        ],
        None,
    ),
    ("tests", &["test", "--workspace", "--all-features"], None),
];

/// Runs the checks. `Ok(false)` says that one failed.
pub fn run() -> Result<bool, String> {
    for (what, arguments, variable) in CHECKS {
        crate::say!("== {what}: cargo {}", arguments.join(" "));
        let mut command = Command::new("cargo");
        command
            .args(*arguments)
            .current_dir(root())
            .env("INSTA_UPDATE", "no");
        command.envs(*variable);
        let status = command
            .status()
            .map_err(|error| format!("error: can't run cargo: {error}"))?;
        if !status.success() {
            eprintln!("error: {what} failed");
            return Ok(false);
        }
    }
    Ok(true)
}
