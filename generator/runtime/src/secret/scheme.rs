//! Security schemes: the ways in which an API is shown who the caller is.
//!
//! In: constants that the generated crate has from its document. Out: the same, for those who sign requests.

/// A security scheme of the document that a client can serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Scheme {
    /// What the document calls it.
    pub name: &'static str,
    /// What it asks for.
    pub kind: SchemeKind,
}

/// What a security scheme asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SchemeKind {
    /// A user and a password (RFC 7617).
    Basic,
    /// A bearer token (RFC 6750), wherever it is from: OAuth 2 and OpenID Connect have such ones, too.
    Bearer,
    /// A key in the header of this name.
    Header(&'static str),
    /// A key in the query, under this name.
    Query(&'static str),
    /// A key in the cookie of this name.
    Cookie(&'static str),
}

impl Scheme {
    /// A scheme.
    #[must_use]
    pub const fn new(name: &'static str, kind: SchemeKind) -> Self {
        Self { name, kind }
    }
}
