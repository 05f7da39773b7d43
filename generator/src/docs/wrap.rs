//! Lines of a paragraph.
//!
//! In: Markdown of a paragraph on one line, with [`JOINED`] for blanks that are no place to wrap. Out: its lines. What
//! always holds: no line but the first begins with what Markdown would take for a new block.

/// Stands for a blank within code; no input has it.
pub(super) const JOINED: char = '\u{e00f}';

/// Breaks text at blanks so that lines have at most `width` characters where words allow.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let mut current = String::new();
        let mut length = 0;
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            let long = word.chars().count();
            if length > 0 && length + 1 + long > width && !begins_block(word) {
                lines.push(finished(&current));
                current.clear();
                length = 0;
            }
            if length > 0 {
                current.push(' ');
                length += 1;
            }
            current.push_str(word);
            length += long;
        }
        if length > 0 {
            lines.push(finished(&current));
        }
    }
    lines
}

fn finished(line: &str) -> String {
    line.replace(JOINED, " ")
}

/// Whether Markdown could see a list, a heading, a quotation, a table or a rule in a line that begins with the word.
fn begins_block(word: &str) -> bool {
    word.starts_with(['-', '+', '#', '>', '=', '~', '|', ':'])
        || word == "*"
        || number_marker(word).is_some()
}

/// The digits of an ordered list's marker, if the word is one.
pub(super) fn number_marker(word: &str) -> Option<&str> {
    let digits = word.strip_suffix(['.', ')'])?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}
