//! HTML, as far as descriptions use it: one tag, and character references.
//!
//! In: text at a `<`, or text with references. Out: the tag, or the decoded text. What always holds: no text is looked at
//! beyond [`LONGEST`] bytes for one tag.

/// The most bytes of a tag.
const LONGEST: usize = 4096;

/// A start or an end tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HtmlTag<'a> {
    /// Its name, in lower case.
    pub name: String,
    /// Whether it is an end tag.
    pub end: bool,
    /// The tag as it stands, from `<` to `>`.
    pub text: &'a str,
    attributes: &'a str,
}

impl<'a> HtmlTag<'a> {
    /// Reads the tag at the beginning of the text, if there is one.
    pub fn read(text: &'a str) -> Option<Self> {
        let inner = text.strip_prefix('<')?;
        let end = inner.starts_with('/');
        let named = if end { inner.get(1..)? } else { inner };
        if !named.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return None;
        }
        let length = named
            .find(|char: char| !(char.is_ascii_alphanumeric() || "-_:.".contains(char)))
            .unwrap_or(named.len());
        let (name, rest) = named.split_at(length);
        let close = closing_angle(rest)?;
        let total = text.len() - rest.len() + close + 1;
        Some(Self {
            name: name.to_ascii_lowercase(),
            end,
            text: text.get(..total)?,
            attributes: rest.get(..close)?,
        })
    }

    /// The value of an attribute, decoded.
    pub fn attribute(&self, name: &str) -> Option<String> {
        let mut rest = self.attributes;
        loop {
            rest = rest.trim_start_matches(|char: char| char.is_whitespace() || char == '/');
            let length = rest
                .find(|char: char| char.is_whitespace() || "=/".contains(char))
                .unwrap_or(rest.len());
            let (key, after) = rest.split_at(length);
            let after = after.trim_start();
            let (value, next) = match after.strip_prefix('=') {
                Some(value) => attribute_value(value.trim_start()),
                None => ("", after),
            };
            if key.eq_ignore_ascii_case(name) {
                return Some(decode(value));
            }
            if next.is_empty() || next.len() == rest.len() {
                return None;
            }
            rest = next;
        }
    }
}

/// Where the tag's `>` is, outside quotes; none if another tag begins before.
fn closing_angle(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in rest.bytes().enumerate().take(LONGEST) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            (None, b'<') => return None,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// Splits an attribute's value, quoted or not, from what follows.
fn attribute_value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(quoted) = text.strip_prefix(quote) {
            return quoted.split_once(quote).unwrap_or((quoted, ""));
        }
    }
    text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()))
}

/// Replaces the character references that occur in code and URLs; others stay visible.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, reference) = rest.split_at(at);
        decoded.push_str(before);
        let end = reference.bytes().take(12).position(|byte| byte == b';');
        let char = end.and_then(|end| reference.get(1..end)).and_then(named);
        decoded.push(char.unwrap_or('&'));
        rest = match (char, end) {
            (Some(_), Some(end)) => reference.get(end + 1..).unwrap_or_default(),
            _ => reference.get(1..).unwrap_or_default(),
        };
    }
    decoded.push_str(rest);
    decoded
}

/// The character of a reference, without `&` and `;`.
fn named(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return code.ok().and_then(char::from_u32);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "copy" => '©',
        "reg" => '®',
        "hellip" => '…',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "bull" => '•',
        "middot" => '·',
        "times" => '×',
        "larr" => '←',
        "rarr" => '→',
        "le" => '≤',
        "ge" => '≥',
        "ne" => '≠',
        _ => return None,
    })
}
