//! What requests carry besides their address.
//!
//! In: nothing. Out: [`Body`]. What always holds: its inputs are those of the operation that are at
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
