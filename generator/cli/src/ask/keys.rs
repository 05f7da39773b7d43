//! Keys on the wire, and names of flags.
//!
//! In: names of the document. Out: the key of a value, and the name by which a command line has it. What always holds: a name of a flag has no capital letter.

/// The key of a path: in brackets, or as JSON has it.
pub fn key_of(path: &[String], is_json: bool) -> String {
    match (path.split_first(), is_json) {
        (Some((first, rest)), false) => bracketed(first, rest),
        (_, true) => path.join("."),
        (None, false) => String::new(),
    }
}

/// The key of a first step and those below it.
pub fn bracketed(first: &str, rest: &[String]) -> String {
    let rest = rest.iter().map(|step| format!("[{step}]"));
    format!("{first}{}", rest.collect::<String>())
}

/// A name as command lines have it: `customerName` and `customer_name` are `customer-name`.
#[must_use]
pub fn kebab(name: &str) -> String {
    let mut out = String::new();
    let mut was_small = false;
    for c in name.chars() {
        let is_word = c.is_alphanumeric() || c == '.';
        let is_start = !is_word || (c.is_uppercase() && was_small);
        if is_start && !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if is_word {
            out.extend(c.to_lowercase());
        }
        was_small = c.is_lowercase() || c.is_ascii_digit();
    }
    out.trim_matches('-').to_owned()
}
