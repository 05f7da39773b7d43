//! A JSON pointer.
//!
//! In: the path of a walk over a document, or the text behind a `$ref`. Out: a [`Pointer`]. What always holds: one that was
//! built token by token is escaped as RFC 6901 section 3 asks.

use std::fmt;
use std::sync::Arc;

use crate::percent;

/// A JSON pointer (RFC 6901) into the document after its overlays. Copies share their text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(
    feature = "serialize",
    derive(serde::Serialize, serde::Deserialize),
    serde(from = "String", into = "String")
)]
pub struct Pointer(Arc<str>);

#[cfg(feature = "serialize")]
impl From<String> for Pointer {
    fn from(text: String) -> Self {
        Self::from_text(text)
    }
}

#[cfg(feature = "serialize")]
impl From<Pointer> for String {
    fn from(pointer: Pointer) -> Self {
        pointer.as_str().to_owned()
    }
}

impl Pointer {
    /// The whole document.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Takes text that is a pointer already, such as the part of a `$ref` behind `#`.
    #[must_use]
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(Arc::from(text.into()))
    }

    /// Reads the fragment of a URI (RFC 6901 section 6), without its `#`; `None` if a `%` begins no escape.
    pub(crate) fn from_fragment(fragment: &str) -> Option<Self> {
        percent::decoded(fragment).map(Self::from_text)
    }

    /// The pointer to a member or an element of what this one points to.
    ///
    /// ```
    /// use form_codegen::api::Pointer;
    ///
    /// let path = Pointer::root().child("paths").child("/v1/disputes");
    /// assert_eq!(path.as_str(), "/paths/~1v1~1disputes");
    /// ```
    #[must_use]
    pub fn child(&self, token: impl fmt::Display) -> Self {
        let mut text = String::from(&*self.0);
        push_token(&mut text, &token.to_string());
        Self::from_text(text)
    }

    /// What this pointer's node is a member or an element of; `None` for the whole document.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0
            .rsplit_once('/')
            .map(|(parent, _)| Self(Arc::from(parent)))
    }

    /// Whether this is what another one points to, or stands in it.
    pub(crate) fn is_within(&self, other: &Self) -> bool {
        let rest = self.0.strip_prefix(&*other.0);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The same pointer, escaped as RFC 6901 section 3 asks, even if the text of a reference is more lenient.
    pub(crate) fn normalised(self) -> Self {
        if self.0.contains('~') {
            let mut text = String::with_capacity(self.0.len());
            self.tokens()
                .for_each(|token| push_token(&mut text, &token));
            return Self::from_text(text);
        }
        self
    }

    /// Whether another pointer is this one, or leads further.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        let rest = other.as_str().strip_prefix(self.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The unescaped tokens, outermost first.
    pub fn tokens(&self) -> impl Iterator<Item = String> + '_ {
        self.0
            .split('/')
            .skip(1)
            .map(|token| token.replace("~1", "/").replace("~0", "~"))
    }

    /// The pointer as RFC 6901 writes it; empty for the whole document.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Appends one token, escaped as RFC 6901 section 3 asks.
pub(super) fn push_token(text: &mut String, token: &str) {
    text.push('/');
    // Each of the two is searched for at once, which is faster than both together.
    if !token.contains('~') && !token.contains('/') {
        return text.push_str(token);
    }
    for character in token.chars() {
        match character {
            '~' => text.push_str("~0"),
            '/' => text.push_str("~1"),
            other => text.push(other),
        }
    }
}
