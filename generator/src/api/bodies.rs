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

impl Body {
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
            Self::Form { closed } | Self::Multipart { closed } => *closed,
            Self::None | Self::Json { .. } | Self::Raw { .. } => false,
        }
    }
}
