//! What a document says for a command line alone: `x-cli`.
//!
//! In: nothing; a reader fills it. Out: plain data. What always holds: no client is different for it.

use indexmap::IndexMap;

use crate::place::Pointer;

/// How objects of a schema are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedColumns {
    /// Where it stands.
    pub at: Pointer,
    /// `columns`: the columns of a table, members by dotted path.
    pub columns: Vec<String>,
}

/// What an operation says of the uploads that it needs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedUploads {
    /// Where it stands.
    pub at: Pointer,
    /// `uploadWith`: parameters of an upload that a file instead of an id asks for.
    pub upload_with: IndexMap<String, String>,
}
