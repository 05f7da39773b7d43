//! Names: a Rust identifier that is known to be one.
//!
//! In: text that [`names`](crate::names) made. Out: an [`Ident`]. What always holds: it parses as one Rust identifier.

use std::fmt;

/// A Rust identifier, raw (`r#type`) where a keyword has to be spelt so.
///
/// Only [`names`](crate::names) makes one; that module guarantees its form.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Ident(String);

impl Ident {
    /// Takes text that is known to be an identifier.
    pub(crate) fn from_valid(text: String) -> Self {
        Self(text)
    }

    /// The identifier that `text` is, if Rust takes it for one: for models made by hand, such as in tests.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        syn::parse_str::<proc_macro2::Ident>(text)
            .ok()
            .map(|ident| Self(ident.to_string()))
    }

    /// The identifier as Rust spells it, `r#` included.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identifier without a leading `r#`: for file names and for gluing into longer names.
    #[must_use]
    pub fn bare(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
