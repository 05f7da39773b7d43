//! `cargo xtask ci`: every check that continuous integration runs, in one command.
//!
//! In: nothing. Out: the output of each check, up to the first that fails. What always holds: a contributor who runs it
//! sees what continuous integration will see.

use std::process::Command;

use crate::arguments::root;

/// One check.
struct Check {
    /// What it looks at.
    what: &'static str,
    /// The arguments of cargo.
    arguments: &'static [&'static str],
    /// What it adds to the environment.
    variable: Option<(&'static str, &'static str)>,
}

const fn check(what: &'static str, arguments: &'static [&'static str]) -> Check {
    Check {
        what,
        arguments,
        variable: None,
    }
}

/// The lints of what users build, with no other feature than this one.
macro_rules! lints_with {
    ($feature:literal) => {
        check(
            concat!("lints with the feature \"", $feature, "\" alone"),
            &[
                "clippy",
                "--package",
                "stripe-disputes",
                "--package",
                "form-runtime",
                "--no-default-features",
                "--features",
                $feature,
                "--",
                "-D",
                "warnings",
            ],
        )
    };
}

/// What continuous integration runs, in this order: what is quick first.
const CHECKS: &[Check] = &[
    check("formatting", &["fmt", "--all", "--check"]),
    check(
        "formatting of xtask",
        &["fmt", "--manifest-path", "xtask/Cargo.toml", "--check"],
    ),
    check("freshness of generated/", &["xtask", "codegen", "--check"]),
    check(
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
    ),
    lints_with!(""),
    lints_with!("client"),
    lints_with!("hyper"),
    lints_with!("blocking"),
    lints_with!("reqwest"),
    lints_with!("webhooks"),
    check(
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
    ),
    Check {
        what: "documentation",
        arguments: &["doc", "--workspace", "--no-deps", "--all-features"],
        variable: Some(("RUSTDOCFLAGS", "-D warnings")),
    },
    check(
        "tests of xtask",
        &[
            "test",
            "--manifest-path",
            "xtask/Cargo.toml",
            "--target-dir",
            "target/xtask",
        ],
    ),
    check("tests", &["test", "--workspace", "--all-features"]),
];

/// Runs the checks. `Ok(false)` says that one failed.
pub fn run() -> Result<bool, String> {
    for Check {
        what,
        arguments,
        variable,
    } in CHECKS
    {
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
