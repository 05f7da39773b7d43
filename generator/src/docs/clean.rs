//! Characters that no source file should have.
//!
//! In: any text. Out: the same without characters that are invisible, reorder their line or are kept for
//! [`flatten`](super::flatten)'s marks. What always holds: lines end in `\n`, and there are no tabs.

use std::borrow::Cow;

/// Removes or replaces what [`replacement`] says; text with nothing of it is borrowed.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    let is_plain = |byte| matches!(byte, b'\n' | b' '..=b'~');
    if text.bytes().all(is_plain)
        || text
            .chars()
            .all(|char| matches!(replacement(char), Replacement::Keep))
    {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match replacement(char) {
            Replacement::Keep => cleaned.push(char),
            Replacement::With(other) => cleaned.push_str(other),
            Replacement::Newline if chars.peek() == Some(&'\n') => {}
            Replacement::Newline => cleaned.push('\n'),
        }
    }
    Cow::Owned(cleaned)
}

enum Replacement {
    Keep,
    With(&'static str),
    /// `\r`, alone or before `\n`.
    Newline,
}

fn replacement(char: char) -> Replacement {
    match char {
        '\n' => Replacement::Keep,
        '\r' => Replacement::Newline,
        '\t' => Replacement::With("    "),
        '\u{a0}' | '\u{202f}' | '\u{2007}' => Replacement::With(" "),
        '\u{2028}' | '\u{2029}' => Replacement::With("\n"),
        // Soft hyphen, zero-width characters, byte order mark, fillers.
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{115f}' | '\u{1160}'
        | '\u{3164}' | '\u{180e}' | '\u{fff9}'..='\u{fffb}'
        // Marks, overrides and isolates of text direction: rustc refuses them in comments.
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}'
        // Private use and tags.
        | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}' => Replacement::With(""),
        char if char.is_control() => Replacement::With(""),
        _ => Replacement::Keep,
    }
}
