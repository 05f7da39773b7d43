//! What the body of a request holds.
//!
//! In: what was read of it. Out: the same as data, and as `Debug` shows it. What always holds: pairs stand in the order of their keys.

use std::fmt;

use bytes::Bytes;
use serde_json::Value;

/// The body of a request that was sent.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum SentBody {
    /// There is none, or it is empty.
    Empty,
    /// The pairs of a form, decoded, in the order of their keys.
    Form(Vec<(String, String)>),
    /// The parts of a multipart body, in their order.
    Parts(Vec<SentPart>),
    /// JSON.
    Json(Value),
    /// Anything else.
    Bytes(Bytes),
}

/// A part of a multipart body.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct SentPart {
    /// Its name.
    pub name: String,
    /// The name of the file, if it is one.
    pub file_name: Option<String>,
    /// Its content type, if it says so.
    pub content_type: Option<String>,
    /// What it holds.
    pub contents: Bytes,
}

impl fmt::Debug for SentBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Form(pairs) => f.debug_tuple("Form").field(pairs).finish(),
            Self::Parts(parts) => f.debug_tuple("Parts").field(parts).finish(),
            Self::Json(value) => write!(f, "Json({value})"),
            Self::Bytes(bytes) => write!(f, "Bytes(<{} bytes>)", bytes.len()),
        }
    }
}

impl fmt::Debug for SentPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SentPart")
            .field("name", &self.name)
            .field("file_name", &self.file_name)
            .field("content_type", &self.content_type)
            .field("contents", &Shortly(&self.contents))
            .finish()
    }
}

/// Shows bytes as text, if they are a short one.
pub(super) struct Shortly<'a>(pub(super) &'a [u8]);

impl fmt::Debug for Shortly<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHORT: usize = 200;
        match std::str::from_utf8(self.0) {
            Ok(text) if self.0.len() <= SHORT => write!(f, "{text:?}"),
            _ => write!(f, "<{} bytes>", self.0.len()),
        }
    }
}
