//! Words: what an identifier is made of.
//!
//! In: any text. Out: its words in lower case. What always holds: each is ASCII letters and digits, and none is empty;
//! there are none only where the text has nothing to show. ASCII only, because rustc warns of letters that look alike or are rare, and because file
//! names of other letters do not survive every file system.

use deunicode::deunicode_char;
use heck::ToSnakeCase as _;

/// Characters of a text that are looked at: a longer one gives no better name.
const LOOKED_AT: usize = 400;

/// Splits text (snake, kebab, camel, dots, brackets, any script) into words.
///
/// Other letters are transliterated. Operators that carry the meaning of a name (`+1`, `-created`, `StartTime<`) are
/// words; other symbols only separate, unless there is nothing else.
///
/// ```
/// use form_codegen::names::words;
///
/// assert_eq!(words("evidence[customerURLs]"), ["evidence", "customer", "urls"]);
/// assert_eq!(words("*"), ["asterisk"]);
/// ```
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    // Most names are in the form that the others are brought into.
    let is_snake = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
    if text.len() <= LOOKED_AT
        && text.bytes().all(is_snake)
        && text.bytes().any(|byte| byte != b'_')
    {
        return parts(text);
    }
    if let Some(words) = humps(text) {
        return words;
    }
    let chars: Vec<char> = text.chars().take(LOOKED_AT).collect();
    let found = split(&spell(&chars, operator));
    if found.is_empty() {
        split(&spell(&chars, any_symbol))
    } else {
        found
    }
}

/// The words of text in camel case, as types are called, if a small letter stands behind each capital: those that heck finds, in a
/// tenth of the time.
fn humps(text: &str) -> Option<Vec<String>> {
    let bytes = text.as_bytes();
    let is_plain = |(at, byte): (usize, &u8)| match byte {
        b'A'..=b'Z' => bytes.get(at + 1).is_some_and(u8::is_ascii_lowercase),
        b'a'..=b'z' => true,
        b'0'..=b'9' => at > 0,
        _ => false,
    };
    if text.is_empty() || text.len() > LOOKED_AT || !bytes.iter().enumerate().all(is_plain) {
        return None;
    }
    let starts = (1..bytes.len()).filter(|at| bytes.get(*at).is_some_and(u8::is_ascii_uppercase));
    let mut words = Vec::new();
    let mut start = 0;
    for end in starts.chain([bytes.len()]) {
        words.push(text.get(start..end)?.to_ascii_lowercase());
        start = end;
    }
    Some(words)
}

/// The text with every symbol spelt out: a second choice for texts that differ only by symbols.
pub(super) fn spelled(text: &str) -> String {
    let chars: Vec<char> = text.chars().take(LOOKED_AT).collect();
    split(&spell(&chars, any_symbol)).join("_")
}

/// heck's words of ASCII text.
fn split(ascii: &str) -> Vec<String> {
    parts(&ascii.to_snake_case())
}

/// The words of text in snake case.
fn parts(snake: &str) -> Vec<String> {
    snake
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Writes the characters as ASCII letters, digits and blanks; `symbol` says which symbols have a name.
fn spell(chars: &[char], symbol: fn(&[char], usize) -> Option<&'static str>) -> String {
    let mut ascii = String::with_capacity(chars.len() + 8);
    for (at, &char) in chars.iter().enumerate() {
        if ends_plural_acronym(chars, at) {
            ascii.push('S');
        } else if char.is_ascii_alphanumeric() {
            ascii.push(char);
        } else if let Some(name) = symbol(chars, at) {
            ascii.push(' ');
            ascii.push_str(name);
            ascii.push(' ');
        } else if char.is_ascii() {
            ascii.push(' ');
        } else {
            transliterate(char, &mut ascii);
        }
    }
    ascii
}

/// Whether this is the `s` of `URLs`, which heck would make a word of its own with the letter before.
fn ends_plural_acronym(chars: &[char], at: usize) -> bool {
    let upper = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(char::is_ascii_uppercase)
    };
    chars.get(at) == Some(&'s')
        && upper(at.checked_sub(1))
        && upper(at.checked_sub(2))
        && !chars.get(at + 1).is_some_and(char::is_ascii_lowercase)
}

/// Writes a character beyond ASCII by its sound, or by its number where it has none.
fn transliterate(char: char, ascii: &mut String) {
    let sound = deunicode_char(char).unwrap_or_default();
    let apart = !char.is_alphabetic();
    if apart {
        ascii.push(' ');
    }
    if sound.contains(|char: char| char.is_ascii_alphanumeric()) {
        ascii.extend(sound.chars().map(|char| {
            if char.is_ascii_alphanumeric() {
                char
            } else {
                ' '
            }
        }));
    } else if char.is_alphanumeric() {
        ascii.push_str(&format!(" u{:04x} ", u32::from(char)));
    }
    if apart {
        ascii.push(' ');
    }
}

/// The name of a symbol that changes what a name means.
///
/// `+` and `-` at either end, comparisons anywhere. A pair of angles (`<id>`) is a placeholder, no comparison.
fn operator(chars: &[char], at: usize) -> Option<&'static str> {
    let end = at == 0 || at + 1 == chars.len();
    match chars.get(at)? {
        '+' | '-' if end => any_symbol(chars, at),
        '<' if !chars.get(at..)?.contains(&'>') => any_symbol(chars, at),
        '>' if !chars.get(..at)?.contains(&'<') => any_symbol(chars, at),
        '=' if matches!(chars.get(at.wrapping_sub(1)), Some('<' | '>' | '!')) => {
            any_symbol(chars, at)
        }
        '!' if chars.get(at + 1) == Some(&'=') => Some("not"),
        _ => None,
    }
}

/// The name of any ASCII character that is no letter or digit, and of characters that have no sound.
fn any_symbol(chars: &[char], at: usize) -> Option<&'static str> {
    Some(match chars.get(at)? {
        '!' => "exclamation",
        '"' => "quote",
        '#' => "hash",
        '$' => "dollar",
        '%' => "percent",
        '&' => "ampersand",
        '\'' => "apostrophe",
        '(' => "left paren",
        ')' => "right paren",
        '*' => "asterisk",
        '+' => "plus",
        ',' => "comma",
        '-' => "minus",
        '.' => "dot",
        '/' => "slash",
        ':' => "colon",
        ';' => "semicolon",
        '<' => "less",
        '=' => "equal",
        '>' => "greater",
        '?' => "question",
        '@' => "at",
        '[' => "left bracket",
        '\\' => "backslash",
        ']' => "right bracket",
        '^' => "caret",
        '_' => "underscore",
        '`' => "backtick",
        '{' => "left brace",
        '|' => "pipe",
        '}' => "right brace",
        '~' => "tilde",
        char if char.is_whitespace() => "space",
        char if char.is_control() => "control",
        char if !char.is_ascii() && deunicode_char(*char).unwrap_or_default().trim().is_empty() => {
            "symbol"
        }
        _ => return None,
    })
}
