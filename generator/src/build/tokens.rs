//! Rust, as far as it has to be understood to change a path in it.
//!
//! In: the text of a file. Out: its tokens. What always holds: the tokens, one after the other, are the text; what stands in a literal or a
//! comment is one token; any text has tokens.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordKind {
    /// A keyword or an identifier.
    Word,
    /// A comment, without the line break behind it.
    Comment,
    /// A text, bytes or a character.
    Literal,
    /// Blanks and line breaks.
    Space,
    /// One character of anything else.
    Sign,
}

/// A token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SourceToken<'t> {
    /// What it is.
    pub kind: WordKind,
    /// What it says.
    pub text: &'t str,
}

/// The tokens of a text.
pub fn tokens(text: &str) -> Vec<SourceToken<'_>> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (kind, length) = first(rest);
        // Each length ends at a character; if one did not, the rest would be one token.
        let (text, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
        tokens.push(SourceToken { kind, text });
        rest = behind;
    }
    tokens
}

fn first(text: &str) -> (WordKind, usize) {
    if text.starts_with("//") {
        return (WordKind::Comment, text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return (WordKind::Comment, block(text));
    }
    if let Some(length) = quoted(text).or_else(|| character(text)) {
        return (WordKind::Literal, length);
    }
    let until = |is: fn(char) -> bool| text.find(|c| !is(c)).unwrap_or(text.len());
    let word = until(is_of_word);
    if word > 0 {
        return match raw_word(text) {
            Some(length) => (WordKind::Word, length),
            None => (WordKind::Word, word),
        };
    }
    let space = until(char::is_whitespace);
    if space > 0 {
        return (WordKind::Space, space);
    }
    (
        WordKind::Sign,
        text.chars().next().map_or(0, char::len_utf8),
    )
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// `r#type`.
fn raw_word(text: &str) -> Option<usize> {
    let rest = text.strip_prefix("r#")?;
    let length = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
    (length > 0).then_some(2 + length)
}

/// A comment of several lines, which may hold others.
fn block(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth = depth.saturating_sub(1);
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// A text, whatever stands before its quotes.
fn quoted(text: &str) -> Option<usize> {
    // No prefix has more letters; to look for the quotes any further would take long in a long text.
    let mut start = text.char_indices().take(3);
    let (letters, _) = start.find(|(_, c)| matches!(c, '"' | '#'))?;
    let (prefix, rest) = text.split_at_checked(letters)?;
    match prefix {
        "" | "b" | "c" if rest.starts_with('"') => Some(letters + ended(rest, '"')),
        "r" | "br" | "cr" => {
            let hashes = rest.find(|c| c != '#')?;
            let rest = rest.get(hashes..)?.strip_prefix('"')?;
            let end = format!("\"{}", "#".repeat(hashes));
            let length = rest.find(&end).map_or(rest.len(), |at| at + end.len());
            Some(letters + hashes + 1 + length)
        }
        _ => None,
    }
}

/// A character; a lifetime is none.
fn character(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('\'')?;
    let first = rest.chars().next()?;
    if first == '\\' {
        return Some(ended(text, '\''));
    }
    let behind = rest.get(first.len_utf8()..)?;
    behind.starts_with('\'').then_some(first.len_utf8() + 2)
}

/// The length of what starts and ends with a quote, of which those behind a backslash are none.
fn ended(text: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            c if c == quote => return at + c.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::{WordKind, tokens};

    #[test]
    fn literals_and_comments_are_one_token() {
        for literal in [
            "\"a // crate::b \\\" c\"",
            "r\"\\\"",
            "br#\"crate::a \"x\" \"#",
            "b\"x\"",
            "'\\''",
            "'\"'",
            "// crate::a \" '",
            "/* a /* crate::b */ \" */",
        ] {
            let text = format!("a({literal}\n, crate::c)");
            let found = tokens(&text);
            assert_eq!(found[2].text, literal, "{found:?}");
            let all: String = found.iter().map(|token| token.text).collect();
            assert_eq!(all, text);
        }
    }

    #[test]
    fn lifetimes_and_raw_names_are_no_literals() {
        let found = tokens("fn r#type<'a>(x: &'a str) {}");
        assert!(
            found.iter().all(|token| token.kind != WordKind::Literal),
            "{found:?}"
        );
        assert_eq!(found[2].text, "r#type");
    }

    #[test]
    fn any_text_has_tokens() {
        for text in [
            "\"", "'", "r#", "r#\"", "/*", "b'", "'\\", "é'é'", "\\", "'é",
        ] {
            let all: String = tokens(text).iter().map(|token| token.text).collect();
            assert_eq!(all, text);
        }
    }
}
