//! Words for a shell.
//!
//! In: texts, and ways to authenticate. Out: words of a command. What always holds: a shell takes a word for the text that it was; a secret is named by its
//! variable alone.

use crate::mock::model::SchemeKind;

/// A word of a shell (POSIX, section 2.2): as it is where no letter of it means something, else in single quotes.
#[must_use]
pub fn quoted(text: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@%+,".contains(c);
    match !text.is_empty() && text.chars().all(is_plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', "'\\''")),
    }
}

/// What shows curl who is calling, by the variable that has the secret.
#[must_use]
pub fn credentials(kind: &SchemeKind, variable: &str) -> Option<String> {
    Some(match kind {
        SchemeKind::Basic => format!("-u \"${variable}:\""),
        SchemeKind::Bearer => format!("-H \"Authorization: Bearer ${variable}\""),
        SchemeKind::Header(name) => format!("-H \"{name}: ${variable}\""),
        SchemeKind::Query(name) => format!("--url-query \"{name}=${variable}\""),
        SchemeKind::Cookie(name) => format!("-b \"{name}=${variable}\""),
        SchemeKind::Other => return None,
    })
}
