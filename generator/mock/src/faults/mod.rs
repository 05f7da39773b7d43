//! What goes wrong on purpose.
//!
//! In: the words of a header, a rate or a script. Out: a [`Plan`] for one request. What always holds: a word that means nothing is an error;
//! whether what was asked for was done is said by the word, never by chance.

mod script;
mod twist;
mod words;

use std::fmt;
use std::time::Duration;

pub use script::{Script, Step};
pub use twist::{Twist, twist};
pub use words::parse;

use crate::mock::answer::Ids;

/// The header of a request that asks for a fault.
pub const HEADER: &str = "mock-fault";

/// What goes wrong with one request. It shows itself as the words that ask for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// How long it takes, before anything is done.
    pub delay: Option<Duration>,
    /// What is answered instead, with nothing done.
    pub before: Option<Instead>,
    /// What comes back instead of the answer, with all done.
    pub after: Option<Instead>,
    /// What is different about the answer.
    pub twist: Twist,
}

/// What comes instead of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Instead {
    /// The connection is reset.
    Reset,
    /// A status, with the body of an error.
    Status(u16),
    /// 429, and after how many seconds to come back.
    RateLimit(u32),
    /// Half of the body, and the end of the connection.
    Partial,
    /// Nothing, for as long as the client waits.
    Stall,
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let instead = |instead: Instead, when: &str| match instead {
            Instead::Reset => format!("reset-{when}"),
            Instead::Status(status) if when == "after" => format!("status-after={status}"),
            Instead::Status(status) => format!("status={status}"),
            Instead::RateLimit(seconds) => format!("rate-limit={seconds}"),
            Instead::Partial => "partial-body".to_owned(),
            Instead::Stall => "stall".to_owned(),
        };
        let named = |word: &str, path: &Option<String>| {
            path.as_ref().map(|path| match path.as_str() {
                "" => word.to_owned(),
                path => format!("{word}={path}"),
            })
        };
        let delay = self
            .delay
            .map(|delay| format!("delay={}ms", delay.as_millis()));
        let twist = &self.twist;
        let stale = twist.stale_cursor.then(|| "stale-cursor".to_owned());
        let words = [
            delay,
            self.before.map(|before| instead(before, "before")),
            self.after.map(|after| instead(after, "after")),
            stale,
            named("unknown-enum", &twist.unknown_enum),
            named("missing-member", &twist.missing_member),
            named("added-member", &twist.added_member),
        ];
        let words: Vec<String> = words.into_iter().flatten().collect();
        f.write_str(&words.join(", "))
    }
}

impl Plan {
    /// Whether nothing goes wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// One by chance: of those that a client has to get over.
    #[must_use]
    pub fn by_chance(ids: &mut Ids) -> Self {
        let before = |instead| Self {
            before: Some(instead),
            ..Self::default()
        };
        let after = |instead| Self {
            after: Some(instead),
            ..Self::default()
        };
        match ids.below(7) {
            0 => before(Instead::Status(500)),
            1 => before(Instead::Status(503)),
            2 => before(Instead::RateLimit(1)),
            3 => before(Instead::Reset),
            4 => after(Instead::Reset),
            5 => after(Instead::Partial),
            _ => Self {
                delay: Some(Duration::from_millis(100)),
                ..Self::default()
            },
        }
    }
}
