//! What operations are called.
//!
//! In: an operation. Out: its name for people, and the description that goes with it.

use crate::api::Operation;

/// What people call an operation: its summary, without the stop at its end.
pub fn title(operation: &Operation) -> String {
    let sentence = operation.docs.summary.trim().trim_end_matches('.');
    match sentence.is_empty() {
        false => sentence.to_owned(),
        true => format!("{} {}", operation.method.as_str(), operation.template),
    }
}

/// The description without what the heading says.
pub fn described(operation: &Operation) -> Vec<String> {
    let lines = operation.docs.lines.iter();
    let is_said =
        |line: &&String| line.is_empty() || line.trim_end_matches('.') == title(operation);
    lines.skip_while(is_said).cloned().collect()
}
