//! Documents whose names, descriptions and values try to break out of where they are written.
//!
//! That what they become compiles is tested with all fixtures; here, that nothing of them became code.

use acceptance::fixtures::fixtures;
use acceptance::invariants;
use acceptance::printed::is_copy;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

#[test]
fn nothing_of_a_hostile_document_becomes_code() {
    for fixture in fixtures("hostile") {
        let generated = fixture.generate(true);
        assert_eq!(
            invariants::broken(&generated.api),
            [""; 0],
            "{}",
            fixture.name
        );
        for (path, text) in &generated.files {
            let odd = text.chars().find(|char| is_odd(*char));
            assert_eq!(odd, None, "{path} has a character that hides or moves text");
            let inside = path
                .split('/')
                .all(|part| !part.is_empty() && part.bytes().all(is_plain));
            assert!(inside && path.len() < 200, "{path}");
            // Nothing of a document gets into copies, of which one panics where a constant is wrong.
            if path.ends_with(".rs") && !is_copy(path) {
                let tokens: TokenStream = text
                    .parse()
                    .unwrap_or_else(|error| panic!("{path}: {error}"));
                assert_eq!(suspicious(tokens), None, "{path}");
            }
        }
        let manifest = &generated.files["Cargo.toml"];
        let mut lines = manifest.lines().filter(|line| line.contains("evil"));
        assert!(
            lines.all(|line| line.starts_with("description = \"")),
            "{manifest}"
        );
    }
}

/// Control characters, and those that change the direction of text.
fn is_odd(char: char) -> bool {
    (char.is_control() && char != '\n')
        || matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// File names of letters, digits, dots, hyphens and underscores, of which none is `..`.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".-_".contains(&byte)
}

/// What the documents try to smuggle in: a function, a call, an inner attribute other than the crate's own.
fn suspicious(tokens: TokenStream) -> Option<String> {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Ident(word)
                if ["evil", "abort", "panic", "alert"]
                    .iter()
                    .any(|bad| word == bad) =>
            {
                return Some(word.to_string());
            }
            TokenTree::Punct(mark) if mark.as_char() == '!' => {
                let before = at
                    .checked_sub(1)
                    .and_then(|at| tokens.get(at))
                    .map(ToString::to_string);
                let next = tokens
                    .get(at + 1)
                    .map(ToString::to_string)
                    .unwrap_or_default();
                let known = ["doc", "forbid", "allow", "warn", "deny", "cfg"];
                if before.as_deref() == Some("#") && !known.iter().any(|known| next.contains(known))
                {
                    return Some(format!("#!{next}"));
                }
            }
            TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
                if let Some(found) = suspicious(group.stream()) {
                    return Some(found);
                }
            }
            _ => {}
        }
    }
    None
}
