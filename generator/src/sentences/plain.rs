//! Text of a document in Markdown, as it stands.
//!
//! In: any text. Out: Markdown that shows it. What always holds: it is one line, and nothing in it is read as Markdown, hides or turns
//! the direction of writing.

/// A line without characters that end it, hide in it or turn it round.
pub fn harmless(line: &str) -> String {
    if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return line.to_owned();
    }
    line.chars()
        .map(|c| match c {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' => ' ',
            '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() => ' ',
            c => c,
        })
        .collect()
}

/// Text of one line that is to be read as it stands: what Markdown or rustdoc could read something into is escaped.
pub fn prose(text: &str) -> String {
    let mut escaped = String::new();
    for c in harmless(text).chars() {
        if c.is_ascii_punctuation()
            && !matches!(c, '.' | ',' | ':' | ';' | '-' | '(' | ')' | '\'' | '/')
        {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A type's name with its article.
pub fn with_article(name: &str) -> String {
    let vowel = name.starts_with(['A', 'E', 'I', 'O', 'U']);
    format!("{} {name}", if vowel { "an" } else { "a" })
}

/// A code span, whatever the text.
pub fn code(text: &str) -> String {
    let text = harmless(text);
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let padded = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    match (text.is_empty(), padded) {
        (true, _) => "(empty)".to_owned(),
        (_, true) => format!("{fence} {text} {fence}"),
        _ => format!("{fence}{text}{fence}"),
    }
}
