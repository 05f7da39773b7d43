//! YAML or JSON that is no OpenAPI: what people write beside a document.
//!
//! In: a text. Out: its value, and the place of each node in it. What always holds: it is read as documents are, with the same
//! limits and the same faults.

use std::sync::Arc;

use serde_json::Value;

use super::{SourceText, decode};
use crate::diagnostic::{Diagnostic, Location, Place, Report};
use crate::place::{File, Origins, Pointer, Span};

/// An object that was read from YAML or JSON.
#[derive(Clone, Debug)]
pub struct PlainText {
    value: Value,
    files: Arc<[File]>,
}

impl PlainText {
    /// Reads the text.
    ///
    /// # Errors
    ///
    /// Everything that keeps it from being read.
    pub fn read(source: SourceText<'_>) -> Result<Self, Report> {
        let (mut file, wrong) = decode::file(source, 0);
        let (value, found) = match wrong {
            Some(wrong) => (None, vec![wrong]),
            None => decode::value(&mut file, 0),
        };
        let files: Arc<[File]> = Arc::from([file]);
        match value {
            Some(value) if found.is_empty() => Ok(Self { value, files }),
            _ => Err(Report::without_actions(files, &Origins::default(), found)),
        }
    }

    /// What it says.
    #[must_use]
    pub fn value(&self) -> &Value {
        &self.value
    }

    /// The line and column of a node; of the nearest one around it if nothing stands there.
    #[must_use]
    pub fn locate(&self, pointer: &Pointer) -> Option<Location> {
        let place = Place::File(0, pointer.clone());
        Span::of(&place, &self.files, &Origins::default()).location(&self.files)
    }

    /// Makes diagnostics ready to be shown, with excerpts of the text.
    #[must_use]
    pub fn report(&self, diagnostics: Vec<Diagnostic>) -> Report {
        Report::without_actions(Arc::clone(&self.files), &Origins::default(), diagnostics)
    }
}
