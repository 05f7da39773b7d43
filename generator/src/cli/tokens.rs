//! The tokens that may be in the environment.
//!
//! In: a command. Out: the command without them. What always holds: only what asks the host of the repository sees one.

use std::process::Command;

/// The variables that hold them.
const VARIABLES: [&str; 4] = [
    "GH_TOKEN",
    "GITHUB_TOKEN",
    "GH_ENTERPRISE_TOKEN",
    "GITHUB_ENTERPRISE_TOKEN",
];

/// Keeps them from a command.
pub fn hide(command: &mut Command) {
    for variable in VARIABLES {
        command.env_remove(variable);
    }
}
