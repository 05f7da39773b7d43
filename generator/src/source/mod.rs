//! Text to [`Document`]: YAML or JSON, with overlays applied, checked against OpenAPI 3.0.
//!
//! In: the bytes of a document and of its overlays. Out: a [`Document`], or a [`Report`] of everything that is wrong. What
//! always holds: each text is parsed once; every node knows the file it stems from; lines and columns are looked up only
//! when something is reported. The steps, each callable alone: `decode`, `version`, `overlay`, `structure`.

mod decode;
mod document;
mod kind;
mod overlay;
mod plain;
mod shape;
mod structure;
mod survey;
mod version;

use std::sync::Arc;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Report};
use crate::place::{File, Provenance};
pub use document::Document;
pub use overlay::Outcome;
pub use plain::PlainText;
pub use survey::{Survey, SurveyedAction, survey};

/// One input text.
#[derive(Clone, Copy, Debug)]
pub struct SourceText<'a> {
    /// The name that diagnostics show, such as `spec/overlays/10-errors.yaml`.
    pub name: &'a str,
    /// The text, YAML or JSON, in UTF-8.
    pub bytes: &'a [u8],
}

/// Reads the document and applies the overlays in the order given.
///
/// # Errors
///
/// Everything that is wrong with the texts; else everything that is wrong with the overlays; else everything that is
/// wrong with the merged document. A later step's findings would mislead where an earlier one failed.
pub fn read(document: SourceText<'_>, overlays: &[SourceText<'_>]) -> Result<Document, Report> {
    let Inputs {
        files,
        document: mut value,
        overlays,
    } = inputs(document, overlays)?;
    let mut provenance = Provenance::default();
    let report =
        |provenance: &Provenance, found| Report::new(Arc::clone(&files), provenance, found);
    let mut found = Vec::new();
    for overlay in &overlays {
        found.extend(overlay::apply(overlay, &mut value, &mut provenance));
    }
    if !found.is_empty() {
        return Err(report(&provenance, found));
    }
    match structure::read(&value) {
        Ok(content) => Ok(Document::new(content, value, provenance, files)),
        Err(found) => Err(report(&provenance, found)),
    }
}

/// The texts, read, before anything is done to the document.
struct Inputs {
    files: Arc<[File]>,
    document: Value,
    overlays: Vec<overlay::Overlay>,
}

/// Reads the texts, and the overlays' actions.
fn inputs(document: SourceText<'_>, overlays: &[SourceText<'_>]) -> Result<Inputs, Report> {
    let inputs = std::iter::once(document).chain(overlays.iter().copied());
    let (files, values, found) = decode_all(inputs);
    let files: Arc<[File]> = files.into();
    let report = |found| Report::new(Arc::clone(&files), &Provenance::default(), found);
    if !found.is_empty() {
        return Err(report(found));
    }
    let mut values = values.into_iter();
    let document = values.next().unwrap_or_default();
    let mut found = Vec::from_iter(version::check(&document));
    let mut overlays = Vec::new();
    for (index, overlay) in values.enumerate() {
        match overlay::parse(overlay, index + 1) {
            Ok(overlay) => overlays.push(overlay),
            Err(wrong) => found.extend(wrong),
        }
    }
    if !found.is_empty() {
        return Err(report(found));
    }
    Ok(Inputs {
        files,
        document,
        overlays,
    })
}

/// Reads every text, so that what is wrong with any of them comes out in one run.
fn decode_all<'a>(
    inputs: impl Iterator<Item = SourceText<'a>>,
) -> (Vec<File>, Vec<Value>, Vec<Diagnostic>) {
    let (mut files, mut values, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for (index, source) in inputs.enumerate() {
        let (mut file, wrong) = decode::file(source, index);
        match wrong {
            Some(wrong) => found.push(wrong),
            None => match decode::value(&mut file, index) {
                Ok(value) => values.push(value),
                Err(wrong) => found.extend(wrong),
            },
        }
        files.push(file);
    }
    (files, values, found)
}

/// What a JSON value is, in words, with its article.
fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}
