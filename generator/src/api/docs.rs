//! What is said of a node to people.
//!
//! In: descriptions of a document, made into Markdown. Out: data to print. What always holds: see [`crate::api`].

/// Documentation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Docs {
    /// Markdown that rustdoc takes without a warning: one entry a line, without trailing blanks.
    pub lines: Vec<String>,
    /// The version of the API that what is described came with (`x-since`), as the document writes it.
    pub since: Option<String>,
}

impl Docs {
    /// A description, of which nothing more is said.
    #[must_use]
    pub fn new(lines: Vec<String>) -> Self {
        Self { lines, since: None }
    }

    /// The same, of what came with a version of the API.
    #[must_use]
    pub fn since(self, version: Option<String>) -> Self {
        Self {
            since: version,
            ..self
        }
    }
}
