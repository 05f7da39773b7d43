//! What a registry of crates shows of the crate.

/// What the manifest says besides name and description: only what the document states.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Publication {
    /// `keywords`: at most five, each as crates.io takes them.
    pub keywords: Vec<String>,
    /// `categories`: the slugs of crates.io, at most five.
    pub categories: Vec<String>,
    /// `homepage`: the URL of a page about what the crate is for.
    pub homepage: Option<String>,
    /// `documentation`: the URL of the crate's documentation, where that is not on docs.rs.
    pub documentation: Option<String>,
    /// `repository`: the URL of the crate's sources.
    pub repository: Option<String>,
}
