//! What checks need besides Rust.
//!
//! In: a [`Need`]. Out: whether it is met, and the command that meets it. What always holds: nothing is installed but by
//! [`install`]; what is asked for a version is not thereby installed.

use std::process::Command;

use super::check::Need;

/// The version of cargo-deny that `--install` brings: what it calls an error must not change without a commit.
const DENY_VERSION: &str = "0.20.2";

/// Whether it is installed.
pub fn is_met(need: Need) -> bool {
    let mut command = Command::new("cargo");
    // To ask for a toolchain is not to wish for it.
    command.env("RUSTUP_AUTO_INSTALL", "0");
    match need {
        Need::Deny => command.arg("deny"),
        Need::Toolchain(name) => command.arg(format!("+{name}")),
    };
    let version = command.arg("--version").output();
    version.is_ok_and(|output| output.status.success())
}

/// That it is missing, for people.
pub fn missing(need: Need) -> String {
    match need {
        Need::Deny => "cargo-deny is not installed".to_owned(),
        Need::Toolchain(name) => format!("toolchain {name} is not installed"),
    }
}

/// The command that installs it.
pub fn installation(need: Need) -> Vec<&'static str> {
    match need {
        Need::Deny => vec![
            "cargo",
            "install",
            "--locked",
            "cargo-deny",
            "--version",
            DENY_VERSION,
        ],
        Need::Toolchain(name) => vec![
            "rustup",
            "toolchain",
            "install",
            name,
            "--profile",
            "minimal",
            "--no-self-update",
        ],
    }
}

/// Installs it.
///
/// # Errors
///
/// If the command can't be run or fails.
pub fn install(need: Need) -> Result<(), String> {
    let words = installation(need);
    let line = words.join(" ");
    crate::say!("== install: {line}");
    let (program, arguments) = words.split_first().ok_or("there is no command")?;
    match Command::new(program).args(arguments).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("`{line}` failed")),
        Err(error) => Err(format!("can't run `{line}`: {error}")),
    }
}
