//! What a comparison comes to: a list of changes, each with what it means on the wire and in Rust.
//!
//! In: what the rules found. Out: plain data for whoever shows it. What always holds: a change says everything that is known
//! of it, so that no format looks at a model; pointers lead into the documents, which know files and lines.

use std::sync::Arc;

use crate::place::Pointer;

use super::id::ChangeId;

/// All that differs between two models, in the order of the places.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// The changes, each once.
    pub list: Vec<Change>,
}

/// One thing that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of change it is.
    pub id: ChangeId,
    /// What changed, for people: `POST /v1/disputes/{dispute} body evidence`, or `DisputeEvidence.customer_name`. It is named
    /// as in the new model, unless only the old one has it.
    pub place: String,
    /// Where the old document has it, or what it was in.
    pub old: Option<Pointer>,
    /// Where the new document has it, or what it would be in.
    pub new: Option<Pointer>,
    /// What programs meet that run.
    pub wire: OnWire,
    /// What rustc says of a program that is compiled again.
    pub rust: RustClass,
    /// The operations and events that hold it, each once; none if nothing uses it, or if it is a whole type that came or went
    /// with what uses it.
    pub reach: Arc<[Reached]>,
    /// What was there, in a few words; `None` if it was not there.
    pub before: Option<String>,
    /// What is there now, in a few words; `None` if it is no longer there.
    pub after: Option<String>,
    /// Whether it follows from other changes of the list, as a type goes with the one operation that used it.
    pub follows: bool,
    /// What a user of the crate must do: one sentence.
    pub advice: String,
}

/// What a change means to programs that run, while the API or the program is exchanged before the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct OnWire {
    /// A program of the old crate that meets the new API: whether what works today still works.
    pub old_program: WireClass,
    /// A program of the new crate that meets the old API, as it may during a rollout, if it uses what changed.
    pub new_program: WireClass,
}

/// How much harm a change does on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WireClass {
    /// Every call works as before.
    #[default]
    None,
    /// That depends on what the API makes of it, or nothing is known.
    Review,
    /// Some calls fail, or what they say gets lost.
    Breaking,
}

/// The least version of the crate that a change asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RustClass {
    /// No program notices; it may get a warning.
    #[default]
    Patch,
    /// There is something new to use.
    Minor,
    /// Some programs do not compile.
    Major,
}

/// An operation or an event that holds what changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reached {
    /// The operation's method and path, or the event's name.
    pub root: String,
    /// Where in it the way starts.
    pub way: Way,
    /// The members that lead there, from outside, joined by dots; empty where it stands there itself.
    pub path: String,
}

/// By what an operation or an event holds a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    /// A request sends it.
    Request,
    /// A response holds it.
    Response,
    /// The body of an error holds it.
    Failure,
    /// An event holds it.
    Event,
}

impl OnWire {
    /// No program notices.
    pub const NONE: Self = Self::both(WireClass::None);

    /// The same for both.
    #[must_use]
    pub const fn both(class: WireClass) -> Self {
        Self {
            old_program: class,
            new_program: class,
        }
    }

    /// The other way round: what it means to go back.
    #[must_use]
    pub fn mirrored(self) -> Self {
        Self {
            old_program: self.new_program,
            new_program: self.old_program,
        }
    }

    /// The worse of the two, for each program.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            old_program: self.old_program.max(other.old_program),
            new_program: self.new_program.max(other.new_program),
        }
    }
}

impl WireClass {
    /// The name that users write.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Review => "review",
            Self::Breaking => "breaking",
        }
    }
}

impl RustClass {
    /// The name that users write.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Patch => "patch",
            Self::Minor => "minor",
            Self::Major => "major",
        }
    }
}

impl Way {
    /// One word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Request => "request",
            Self::Response => "response",
            Self::Failure => "error",
            Self::Event => "event",
        }
    }
}

impl Changes {
    /// The worst that an old program meets, and the least version that the changes ask for.
    #[must_use]
    pub fn worst(&self) -> (WireClass, RustClass) {
        let wire = self.list.iter().map(|change| change.wire.old_program);
        let rust = self.list.iter().map(|change| change.rust);
        (
            wire.max().unwrap_or_default(),
            rust.max().unwrap_or_default(),
        )
    }
}
