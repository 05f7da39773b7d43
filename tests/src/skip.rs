//! Tests that cannot run here.
//!
//! In: the test, and why. Out: a line that is shown although the test passes, and the same line in the file that
//! `cargo xtask ci` names, for its summary. What always holds: nothing of it makes a test fail.

use std::env;
use std::fmt::Display;
use std::fs::OpenOptions;
use std::io::{self, Write as _};

/// The variable that names the file: `xtask/src/ci/mod.rs` sets it.
const SKIPPED: &str = "FORM_CODEGEN_SKIPPED";

/// Says that a test is skipped.
pub fn skip(test: &str, why: impl Display) {
    let line = format!("{test}: {why}").replace('\n', " ") + "\n";
    // Not by a macro: the harness would keep the line to itself. At once: others write there, too.
    let _ = io::stderr().write_all(format!("skipped: {line}").as_bytes());
    if let Some(file) = env::var_os(SKIPPED) {
        let file = OpenOptions::new().append(true).open(file);
        let _ = file.and_then(|mut file| file.write_all(line.as_bytes()));
    }
}
