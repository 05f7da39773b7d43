//! Tests that cannot run here.
//!
//! In: the test, and why. Out: a line that is shown although the test passes.

use std::fmt::Display;
use std::io::Write as _;

/// Says that a test is skipped.
pub fn skip(test: &str, why: impl Display) {
    let line = format!("skipped: {test}: {why}\n");
    // Not by a macro: the harness would keep the line to itself. At once: others write there, too.
    let _ = std::io::stderr().write_all(line.as_bytes());
}
