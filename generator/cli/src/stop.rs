//! Why a command ended without what it was asked for.
//!
//! In: what went wrong. Out: an exit code by its class, and a text for people. What always holds: no secret is in it, and nothing that steers a
//! terminal.

use std::fmt;

/// The class of what went wrong: the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// The program failed: a file or the output.
    Program = 1,
    /// The request or the arguments are wrong. Nothing was sent.
    Usage = 2,
    /// Settings are missing or wrong. Nothing was sent.
    Settings = 3,
    /// The API refused.
    Refused = 4,
    /// The API does not know who is calling, or does not allow it.
    Access = 5,
    /// The API has no such thing.
    NotFound = 6,
    /// Too many requests.
    TooMany = 7,
    /// The API failed.
    Failed = 8,
    /// The API could not be reached.
    Network = 9,
    /// What cannot be undone was not confirmed.
    NotConfirmed = 10,
}

impl Class {
    /// The class of a status that is no success.
    #[must_use]
    pub const fn of_status(status: u16) -> Self {
        match status {
            401 | 403 => Self::Access,
            404 | 410 => Self::NotFound,
            429 => Self::TooMany,
            500.. => Self::Failed,
            _ => Self::Refused,
        }
    }
}

/// Why a command ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// Its class.
    pub class: Class,
    /// What is said.
    pub message: String,
}

impl Stop {
    /// Of a class.
    #[must_use]
    pub fn new(class: Class, message: impl Into<String>) -> Self {
        Self {
            class,
            message: message.into(),
        }
    }

    /// The arguments are wrong.
    #[must_use]
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Class::Usage, message)
    }

    /// The exit code.
    #[must_use]
    pub const fn code(&self) -> u8 {
        self.class as u8
    }
}

impl From<String> for Stop {
    fn from(message: String) -> Self {
        Self::usage(message)
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Whether a character ends the line, hides or steers.
#[must_use]
pub fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{2028}' | '\u{2029}')
}

/// Text of others on one terminal line: nothing in it ends the line, hides or steers.
#[must_use]
pub fn harmless(text: &str) -> String {
    if !text.contains(steers) {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if steers(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}
