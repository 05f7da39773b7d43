//! What requests carry besides their address.
//!
//! In: nothing. Out: [`Body`] and, of each value, its [`Encoding`]. What always holds: its inputs are those of the operation that are at
//! [`InputLocation::Body`](super::InputLocation::Body).

/// What a request's body is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum Body {
    /// No body.
    None,
    /// The inputs at [`InputLocation::Body`](super::InputLocation::Body), as `application/x-www-form-urlencoded`.
    Form {
        /// Whether the document forbids other members: an API may refuse what it does not name.
        closed: bool,
    },
    /// The inputs at [`InputLocation::Body`](super::InputLocation::Body), as `multipart/form-data`.
    Multipart {
        /// As for a form.
        closed: bool,
        /// What parts say of themselves that does not follow from what is in them.
        parts: Vec<PartHead>,
    },
    /// The one input at [`InputLocation::Body`](super::InputLocation::Body), as JSON.
    Json {
        /// The content type.
        content_type: String,
    },
    /// The bytes (or text) of the one input at [`InputLocation::Body`](super::InputLocation::Body).
    Raw {
        /// The content type.
        content_type: String,
    },
}

/// What a part of a multipart body says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct PartHead {
    /// The input's name on the wire.
    pub wire: String,
    /// The media types of which it has to have one; nothing, where it may have any.
    pub content_types: Vec<String>,
    /// Its other headers.
    pub headers: Vec<FixedHeader>,
}

/// A header that is always sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct FixedHeader {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
}

impl Body {
    /// What the part of an input says of itself.
    #[must_use]
    pub fn part(&self, wire: &str) -> Option<&PartHead> {
        match self {
            Self::Multipart { closed: _, parts } => parts.iter().find(|part| part.wire == wire),
            Self::None | Self::Form { .. } | Self::Json { .. } | Self::Raw { .. } => None,
        }
    }

    /// Whether it is made of pairs, which have keys.
    #[must_use]
    pub fn has_pairs(&self) -> bool {
        match self {
            Self::Form { .. } | Self::Multipart { .. } => true,
            Self::None | Self::Json { .. } | Self::Raw { .. } => false,
        }
    }

    /// Whether its inputs are all that it may hold. What is one value says so with its type.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        match self {
            Self::Form { closed } | Self::Multipart { closed, parts: _ } => *closed,
            Self::None | Self::Json { .. } | Self::Raw { .. } => false,
        }
    }
}

/// How a value of more than one part becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `key[member]`, `key[0]`, to any depth (`deepObject`).
    Brackets,
    /// A pair for each element (`form`, exploded); a scalar is one pair.
    Repeat,
    /// Each member of the object is a pair of its own, without the parameter's name (`form`, exploded).
    Spread,
    /// One pair, elements joined (`form`, `simple`, `spaceDelimited` or `pipeDelimited`, not exploded, or `tsv`).
    Joined(&'static str),
    /// One pair whose value is JSON.
    Json,
    /// As the value itself is one text, a list or an object, by a style.
    Styled(Style),
}

/// How a value is written of which only the value itself says what it is (OpenAPI, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// What stands before it and between its parts.
    pub kind: StyleKind,
    /// Whether each of its parts stands for itself.
    pub explode: bool,
}

/// What stands before a value and between its parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StyleKind {
    /// `form`.
    Form,
    /// `spaceDelimited`.
    Spaces,
    /// `pipeDelimited`.
    Pipes,
    /// `simple`.
    Simple,
    /// `label`.
    Label,
    /// `matrix`.
    Matrix,
}

/// Encodings by name: serde's derived code has no word for texts that live forever.
#[cfg(feature = "serialize")]
mod encodings {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    use super::{Encoding, Style, StyleKind};

    /// All encodings, each with its name.
    const ENCODINGS: [(&str, Encoding); 20] = [
        ("brackets", Encoding::Brackets),
        ("repeat", Encoding::Repeat),
        ("spread", Encoding::Spread),
        ("json", Encoding::Json),
        ("joined by commas", Encoding::Joined(",")),
        ("joined by spaces", Encoding::Joined(" ")),
        ("joined by pipes", Encoding::Joined("|")),
        ("joined by tabs", Encoding::Joined("\t")),
        ("form, exploded", styled(StyleKind::Form, true)),
        ("form", styled(StyleKind::Form, false)),
        ("spaces, exploded", styled(StyleKind::Spaces, true)),
        ("spaces", styled(StyleKind::Spaces, false)),
        ("pipes, exploded", styled(StyleKind::Pipes, true)),
        ("pipes", styled(StyleKind::Pipes, false)),
        ("simple, exploded", styled(StyleKind::Simple, true)),
        ("simple", styled(StyleKind::Simple, false)),
        ("label, exploded", styled(StyleKind::Label, true)),
        ("label", styled(StyleKind::Label, false)),
        ("matrix, exploded", styled(StyleKind::Matrix, true)),
        ("matrix", styled(StyleKind::Matrix, false)),
    ];

    const fn styled(kind: StyleKind, explode: bool) -> Encoding {
        Encoding::Styled(Style { kind, explode })
    }

    /// Their names.
    const NAMES: &[&str] = &[
        "brackets",
        "repeat",
        "spread",
        "json",
        "joined by commas",
        "joined by spaces",
        "joined by pipes",
        "joined by tabs",
        "form, exploded",
        "form",
        "spaces, exploded",
        "spaces",
        "pipes, exploded",
        "pipes",
        "simple, exploded",
        "simple",
        "label, exploded",
        "label",
        "matrix, exploded",
        "matrix",
    ];

    impl Serialize for Encoding {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let mut known = ENCODINGS.iter();
            let name = known.find(|(_, encoding)| encoding == self);
            to.serialize_str(name.map_or("", |(name, _)| name))
        }
    }

    impl<'de> Deserialize<'de> for Encoding {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let text = String::deserialize(from)?;
            let found = ENCODINGS.iter().find(|(name, _)| **name == text);
            let found = found.map(|(_, encoding)| *encoding);
            found.ok_or_else(|| de::Error::unknown_variant(&text, NAMES))
        }
    }
}
