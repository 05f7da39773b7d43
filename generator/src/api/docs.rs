//! What is said to people: of a node, and of the crate.
//!
//! In: descriptions of a document, made into Markdown, and what it states of the crate. Out: data to print. What always holds: see [`crate::api`].

/// Documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Docs {
    /// Markdown that rustdoc takes without a warning: one entry a line, without trailing blanks.
    pub lines: Vec<String>,
    /// The version of the API that what is described came with (`x-since`), as the document writes it.
    pub since: Option<String>,
    /// The first sentence, of what is described in one as well: of operations. [`decide`](crate::lower::decide) sets it.
    pub summary: String,
    /// A value, as text, that the document gives as an example.
    pub example: Option<String>,
    /// The key under which a form or a query has a member that is sent: from `…` on, if that is not the same in all places
    /// that hold it. [`decide`](crate::lower::decide) sets it.
    pub key: Option<String>,
    /// The paths to expand that make a reference the object itself, as Rust has them: `DisputeExpand::Charge`.
    pub expanded_by: Vec<String>,
    /// What the media types of a part of a multipart body mean to whoever gives it, as a sentence.
    pub sent_as: Option<String>,
}

impl Docs {
    /// A description, of which nothing more is said.
    #[must_use]
    pub fn new(lines: Vec<String>) -> Self {
        Self {
            lines,
            ..Self::default()
        }
    }

    /// The same, of what came with a version of the API.
    #[must_use]
    pub fn since(self, version: Option<String>) -> Self {
        Self {
            since: version,
            ..self
        }
    }

    /// The same, of what has such a value.
    #[must_use]
    pub fn example(self, example: Option<String>) -> Self {
        Self { example, ..self }
    }
}

/// What a registry of crates shows: what the manifest says besides name and description: only what the document states.
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
