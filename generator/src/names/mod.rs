//! Every identifier of the generated crate.
//!
//! In: any text of a document (names, titles, paths, enum values). Out: an [`Ident`] of the kind asked for, and a
//! [`Scope`] that keeps the names of one place apart. What always holds: an identifier is ASCII, parses as Rust, is at most
//! about a hundred characters long and triggers none of rustc's naming lints. The same text gives the same identifier.

mod brief;
mod locals;
mod methods;
mod packages;
mod publication;
mod scope;
mod singular;
mod words;

pub use brief::{BRIEF, join, type_names};
pub use locals::{Locals, parameter, part};
pub use methods::{
    ENUM_FUNCTIONS, EVENT_FUNCTIONS, MethodOwner, OPERATORS, STD, SetterNames, SetterWish, TRAITS,
    is_question, setters,
};
pub use packages::{PackageFault, package_fault, package_ident};
pub use publication::{CATEGORY, KEYWORD, MOST_WORDS, is_category, is_keyword, is_url};
pub use scope::{CLIENT, CLIENT_SETTINGS, COMMON, Claimed, RUNTIME, Scope, is_of_clients};
pub use singular::singular;
pub use words::words;

use std::borrow::Cow;

use crate::api::Ident;

/// The most characters of an identifier, before a prefix or a number; file names may have 255 bytes.
const LONGEST: usize = 100;

/// Words that are no identifiers of edition 2024 (Rust reference, chapter "Keywords", strict and reserved).
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that may not be written `r#…` either.
const NEVER_RAW: &[&str] = &["crate", "self", "super"];

/// The name of a type: `UpperCamelCase`.
///
/// A digit that is the first word is a word (`OneClick`), a `V` goes before any other leading digit (`V3dSecure`), an underscore between digits of two words (`V1_0`). Text without
/// letters and digits is spelt out (`Asterisk`), and none at all is `Empty`.
///
/// ```
/// use form_codegen::names::type_ident;
///
/// assert_eq!(type_ident("balance_transaction").as_str(), "BalanceTransaction");
/// assert_eq!(type_ident("3D-Secure").as_str(), "V3dSecure");
/// assert_eq!(type_ident("1-Click").as_str(), "OneClick");
/// ```
#[must_use]
pub fn type_ident(text: &str) -> Ident {
    let name = camel(&words_or_empty(text));
    let name = if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("V{name}")
    } else {
        name
    };
    Ident::from_valid(if name == "Self" {
        "Self_".to_owned()
    } else {
        name
    })
}

/// The name of a variant: as [`type_ident`] has it.
///
/// ```
/// use form_codegen::names::variant_ident;
///
/// assert_eq!(variant_ident("+1").as_str(), "Plus1");
/// assert_eq!(variant_ident("1.0").as_str(), "V1_0");
/// assert_eq!(variant_ident("").as_str(), "Empty");
/// ```
#[must_use]
pub fn variant_ident(text: &str) -> Ident {
    type_ident(text)
}

/// The name of a field, a setter, an argument or a function: `snake_case`, `r#type` where it is a keyword.
///
/// Keywords that cannot be raw get an underscore at the end (`self_`), a leading digit gets a `v` before it.
///
/// ```
/// use form_codegen::names::field_ident;
///
/// assert_eq!(field_ident("StartTime<").as_str(), "start_time_less");
/// assert_eq!(field_ident("type").as_str(), "r#type");
/// ```
#[must_use]
pub fn field_ident(text: &str) -> Ident {
    let name = snake(&words_or_empty(text));
    Ident::from_valid(if NEVER_RAW.contains(&name.as_str()) {
        format!("{name}_")
    } else if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    })
}

/// The name of a module and its file: `snake_case`, never raw, and a file name that every system takes.
///
/// Keywords, Windows' device names, `lib`, `main` and `mod` get an underscore at the end.
///
/// ```
/// use form_codegen::names::module_ident;
///
/// assert_eq!(module_ident("issuing.dispute").as_str(), "issuing_dispute");
/// assert_eq!(module_ident("AUX").as_str(), "aux_");
/// ```
#[must_use]
pub fn module_ident(text: &str) -> Ident {
    let name = snake(&words_or_empty(text));
    let taken = KEYWORDS.contains(&name.as_str())
        || ["lib", "main"].contains(&name.as_str())
        || is_device(&name);
    Ident::from_valid(if taken { format!("{name}_") } else { name })
}

/// The names of an input: where another has its name, the place tells them apart.
#[must_use]
pub fn placed(place: &str, name: &str) -> [Ident; 2] {
    let ident = field_ident(name);
    let placed = field_ident(&format!("{place} {}", ident.bare()));
    [ident, placed]
}

/// The text with every symbol spelt out (`a-b` is `a_minus_b`): a second candidate for [`Scope::claim`], where texts
/// differ only by symbols.
#[must_use]
pub fn spelled(text: &str) -> String {
    words::spelled(text)
}

fn words_or_empty(text: &str) -> Vec<String> {
    let words = words::words(text);
    if words.is_empty() {
        vec!["empty".to_owned()]
    } else {
        words
    }
}

/// `UpperCamelCase`, without the prefix for a leading digit.
fn camel(words: &[String]) -> String {
    let mut name = String::new();
    for word in counted(words).iter() {
        if !name.is_empty() && name.len() + word.len() > LONGEST {
            break;
        }
        let digits_meet = name.ends_with(|last: char| last.is_ascii_digit())
            && word.starts_with(|first: char| first.is_ascii_digit());
        if digits_meet {
            name.push('_');
        }
        let mut chars = word.chars();
        name.extend(chars.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(chars.as_str());
    }
    shorten(name)
}

/// The words, the first spelt out if it is a digit and the next begins with a letter: `1 click` is `one click`, `1 0` a version.
fn counted(words: &[String]) -> Cow<'_, [String]> {
    const DIGITS: [&str; 10] = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    let [first, second, ..] = words else {
        return Cow::Borrowed(words);
    };
    let digit = first.parse::<usize>().ok().filter(|_| first.len() == 1);
    let begins = second.starts_with(|first: char| first.is_ascii_alphabetic());
    match digit.and_then(|digit| DIGITS.get(digit)) {
        Some(digit) if begins => {
            let rest = words.iter().skip(1).cloned();
            [(*digit).to_owned()].into_iter().chain(rest).collect()
        }
        _ => Cow::Borrowed(words),
    }
}

/// `snake_case`, with the prefix for a leading digit.
fn snake(words: &[String]) -> String {
    let mut length = 0;
    let fits = |word: &&String| {
        length += word.len() + 1;
        length <= LONGEST || length == word.len() + 1
    };
    let words = counted(words);
    let words: Vec<&str> = words.iter().take_while(fits).map(String::as_str).collect();
    let name = words.join("_");
    shorten(if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("v{name}")
    } else {
        name
    })
}

/// Cuts an ASCII name to [`LONGEST`]: a single word, as others are left out whole.
fn shorten(mut name: String) -> String {
    name.truncate(LONGEST);
    let end = name.trim_end_matches('_').len();
    name.truncate(end);
    name
}

/// Whether Windows keeps the name, with any extension, for a device.
fn is_device(name: &str) -> bool {
    let port = name
        .strip_prefix("com")
        .or_else(|| name.strip_prefix("lpt"));
    matches!(name, "aux" | "con" | "nul" | "prn")
        || port.is_some_and(|number| {
            number.len() == 1 && number.starts_with(|digit: char| digit.is_ascii_digit())
        })
}
