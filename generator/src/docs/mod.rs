//! Descriptions: HTML, Markdown or a mixture of both, made Markdown that rustdoc takes.
//!
//! In: a description as the document has it, and a [`LinkBase`]: where its relative links start from. Out: [`Docs`]. What
//! always holds: rustdoc and clippy have no warning for the lines (no broken links, bare URLs or HTML), none of the code in
//! them is compiled as a test, no line has trailing blanks or characters that can't be seen, and the time is linear in the
//! text, whatever the text is. The way: `clean` drops characters, `flatten` makes HTML Markdown, `tree` reads that,
//! `write` writes it.

mod clean;
mod flatten;
mod inline;
mod links;
mod mark;
mod tag;
mod tree;
mod wrap;
mod write;

use std::borrow::Cow;

pub use links::LinkBase;

use crate::api::Docs;

/// The most characters of a line, where its words allow: with `    /// ` before it, a hundred.
const WIDTH: usize = 92;

/// Converts a description.
///
/// Links that start with `/` lead to the [`LinkBase`]; a link that leads nowhere loses its target and keeps its text.
///
/// ```
/// use form_codegen::docs::{LinkBase, markdown};
///
/// let links = LinkBase::new(Some("https://stripe.com"));
/// let docs = markdown("<p>See <a href=\"/docs/disputes\">the <em>guide</em></a>.</p>", &links);
/// assert_eq!(docs.lines, ["See [the *guide*](https://stripe.com/docs/disputes)."]);
/// ```
#[must_use]
pub fn markdown(text: &str, links: &LinkBase) -> Docs {
    if is_plain(text) {
        return Docs::new(wrap::wrap(text.trim_end(), WIDTH));
    }
    let text = clean::clean(text);
    let text = if text.contains('<') {
        Cow::Owned(flatten::flatten(&text, links))
    } else {
        text
    };
    Docs::new(write::blocks(&tree::parse(&text, links), WIDTH))
}

/// The first sentence of a description, on one line: for tables and summaries.
///
/// ```
/// use form_codegen::{api::Docs, docs::sentence};
///
/// let docs = Docs::new(vec!["A charge, e.g. one of".into(), "`1.5`. And more.".into(), "".into()]);
/// assert_eq!(sentence(&docs), "A charge, e.g. one of `1.5`.");
/// ```
#[must_use]
pub fn sentence(docs: &Docs) -> String {
    let paragraph: Vec<&str> = docs
        .lines
        .iter()
        .map(String::as_str)
        .take_while(|line| !line.is_empty())
        .collect();
    let text = paragraph.join(" ");
    let mut code = false;
    let mut brackets = 0_u32;
    for (at, char) in text.char_indices() {
        match char {
            '`' => code = !code,
            '[' | '(' => brackets += 1,
            ']' | ')' => brackets = brackets.saturating_sub(1),
            '.' | '!' | '?' if !code && brackets == 0 => {
                let (head, tail) = text.split_at(at + 1);
                let abbreviated = ["e.g.", "i.e.", "etc.", "vs.", "cf."]
                    .iter()
                    .any(|word| head.ends_with(word));
                if tail.starts_with(' ') && !abbreviated {
                    return head.to_owned();
                }
            }
            _ => {}
        }
    }
    text
}

/// Whether the text is one line without any markup, which most descriptions are: only to be wrapped.
fn is_plain(text: &str) -> bool {
    let bytes = text.as_bytes();
    let letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_alphanumeric)
    };
    let plain = |(at, byte): (usize, &u8)| match byte {
        b'\\' | b'`' | b'*' | b'[' | b']' | b'<' | b'>' | b'&' | b'~' | b'|' => false,
        b'_' => letter(at.checked_sub(1)) && letter(Some(at + 1)),
        b' ' => bytes.get(at + 1) != Some(&b' '),
        b'/' => bytes.get(at + 1) != Some(&b'/'),
        b'!'..=b'~' => true,
        _ => false,
    };
    bytes.first().is_some_and(u8::is_ascii_alphabetic) && bytes.iter().enumerate().all(plain)
}
