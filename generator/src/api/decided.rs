//! What Rust makes of types and fields: it follows from the whole model, and from nothing else.
//!
//! In: a model in which names, types and usages are decided. Out: data that emission prints. What always holds:
//! [`decide`](crate::lower::decide) sets all of it, and emission decides none of it.

mod arguments;
mod digits;
mod kept;
mod keys;
mod likeness;
mod sent_again;
mod shown;
mod written;

pub use arguments::{Argument, Passed};
pub use kept::KeptNames;
pub use likeness::{Likeness, MembersLikeness};
pub use sent_again::{FieldSentAgain, SentAgain, ValueSentAgain};
pub use shown::Shown;
pub use written::{MultipartParts, OneText, Pairs, RawBody};

use super::Ident;

/// What values of a type are there for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// They are read from responses.
    #[default]
    Read,
    /// The caller makes and sends them.
    Write,
    /// Both.
    Both,
}

impl Role {
    /// Whether responses hold such values.
    #[must_use]
    pub fn is_read(self) -> bool {
        match self {
            Self::Read | Self::Both => true,
            Self::Write => false,
        }
    }

    /// Whether callers make such values.
    #[must_use]
    pub fn is_made(self) -> bool {
        match self {
            Self::Write | Self::Both => true,
            Self::Read => false,
        }
    }
}

/// What code a type has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Traits {
    /// Whether it is written as JSON.
    pub json: bool,
    /// Whether it is written as pairs of a form, or as text.
    pub form: bool,
    /// Whether there is a value of it without anything being given: [`Default`].
    pub default: bool,
    /// Whether a field that can be cleared holds it: what it is made of, a value to set is made of as well.
    pub cleared: bool,
    /// The field, by its index, that is the id of the resource that the struct describes.
    pub id: Option<usize>,
}

/// How Rust has a field of a struct, or an input of an operation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Presence {
    /// Whether the field is an `Option`.
    pub optional: bool,
    /// Who gives its value, where a caller makes what it is in.
    pub given: Given,
    /// Whether it is written as `null` when it holds nothing: the member must be there.
    pub null: bool,
    /// Whether it is read as empty when the member is missing, though it must be there.
    pub omittable: bool,
}

/// How a caller gives the value of a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum Given {
    /// As an argument: nothing can be made without it.
    #[default]
    Argument,
    /// As a field of the argument that is a struct of what must be given: nothing can be made without it, either.
    Named,
    /// By a function of this name.
    Setter(Setters),
    /// Not at all.
    Never,
}

impl Given {
    /// Whether nothing can be made without it.
    #[must_use]
    pub fn is_demanded(&self) -> bool {
        match self {
            Self::Argument | Self::Named => true,
            Self::Setter(_) | Self::Never => false,
        }
    }
}

/// The functions that change a field, unique among those of its type.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Setters {
    /// Sets a value.
    pub set: Ident,
    /// Says `false`, where `set` takes nothing and says `true`, which cannot be undone.
    pub otherwise: Option<Ident>,
    /// Asks the API to forget the value, where that can be said.
    pub clear: Option<Ident>,
    /// Asks the API to forget the value of one key, where that can be said.
    pub unset: Option<Ident>,
}
