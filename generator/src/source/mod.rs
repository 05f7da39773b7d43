//! Text to [`Document`]: YAML or JSON, with overlays applied, checked against OpenAPI 3.0.
//!
//! In: the bytes of a document and of its overlays. Out: a [`Document`], and everything that is wrong with it. What
//! always holds: each text is parsed once; every node knows the file it stems from; lines and columns are looked up only
//! when something is reported. The steps, each callable alone: `decode`, `version`, `overlay`, `structure`.

mod decode;
mod document;
mod keywords;
mod kind;
mod mend;
mod mistakes;
mod moved;
mod needs;
mod overlay;
mod plain;
mod shape;
mod structure;
mod survey;
mod version;

use std::sync::Arc;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Report, nearest};
use crate::place::{File, Pointer, Provenance};
pub use document::Document;
use kind::ObjectKind;
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
/// Everything that is wrong with the texts, the overlays and the merged document.
pub fn read(document: SourceText<'_>, overlays: &[SourceText<'_>]) -> Result<Document, Report> {
    let document = examine(document, overlays)?;
    match document.faults.is_empty() {
        true => Ok(document),
        false => Err(document.report_with(Vec::new())),
    }
}

/// Reads the document and applies the overlays in the order given, as far as that goes: what is wrong is left out of the
/// document, and is among its [faults](Document::faults), so that later stages can say what else is wrong.
///
/// # Errors
///
/// If there is nothing to go on with: a text that can't be read to its end, or another version of OpenAPI.
pub fn examine(document: SourceText<'_>, overlays: &[SourceText<'_>]) -> Result<Document, Report> {
    examined(document, overlays, true)
}

/// The same, but properties that an action adds without `x-create` are not there: what a vendor has taken out is out, though an
/// overlay goes on describing it.
///
/// # Errors
///
/// As [`examine`].
pub fn examine_as_published(
    document: SourceText<'_>,
    overlays: &[SourceText<'_>],
) -> Result<Document, Report> {
    examined(document, overlays, false)
}

fn examined(
    document: SourceText<'_>,
    overlays: &[SourceText<'_>],
    with_unwanted: bool,
) -> Result<Document, Report> {
    let inputs = std::iter::once(document).chain(overlays.iter().copied());
    let (files, values, mut found) = decode_all(inputs);
    let mut provenance = Provenance::default();
    let report =
        |provenance: &Provenance, found| Report::without_actions(files.clone(), provenance, found);
    let Some(values) = values else {
        return Err(report(&provenance, found));
    };
    let mut values = values.into_iter();
    let mut value = values.next().unwrap_or_default();
    let version = version::check(&value);
    let is_supported = version.is_none();
    found.extend(version);
    let mut parsed = Vec::new();
    for (index, overlay) in values.enumerate() {
        let (overlay, wrong) = overlay::parse(overlay, index + 1);
        parsed.push(overlay);
        found.extend(wrong);
    }
    if !is_supported {
        return Err(report(&provenance, found));
    }
    let mut unwanted = Vec::new();
    for overlay in &parsed {
        let (wrong, created) = overlay::apply(overlay, &mut value, &mut provenance);
        found.extend(wrong);
        if !with_unwanted {
            // Before another overlay copies them.
            created.iter().for_each(|at| take_property(&mut value, at));
        }
        unwanted.extend(created);
    }
    let (content, wrong) = structure::read(&value);
    found.extend(wrong);
    if let Some(content) = &content {
        // What should not be there is not spoken of twice.
        let is_unwanted = |at: &Pointer| unwanted.iter().any(|place| at.is_within(place));
        let mistakes = mistakes::find(content, &value).into_iter();
        found.extend(mistakes.filter(|one| !one.place.in_document().is_some_and(is_unwanted)));
    }
    match content {
        Some(content) => Ok(Document::new(content, value, provenance, files, found)),
        None => Err(report(&provenance, found)),
    }
}

/// Takes the property at a place out of its schema, if the place is one.
fn take_property(document: &mut Value, at: &Pointer) {
    let Some((around, name)) = at.parent().zip(at.tokens().last()) else {
        return;
    };
    if around.tokens().last().as_deref() == Some("properties")
        && let Some(Value::Object(properties)) = document.pointer_mut(around.as_str())
    {
        properties.shift_remove(&name);
    }
}

/// Reads every text, so that what is wrong with any of them comes out in one run. There are values if all could be read.
fn decode_all<'a>(
    inputs: impl Iterator<Item = SourceText<'a>>,
) -> (Arc<[File]>, Option<Vec<Value>>, Vec<Diagnostic>) {
    let (mut files, mut values, mut found) = (Vec::new(), Vec::new(), Vec::new());
    for (index, source) in inputs.enumerate() {
        let (mut file, wrong) = decode::file(source, index);
        match wrong {
            Some(wrong) => found.push(wrong),
            None => {
                let (value, wrong) = decode::value(&mut file, index);
                values.extend(value);
                found.extend(wrong);
            }
        }
        files.push(file);
    }
    let is_whole = values.len() == files.len();
    (files.into(), is_whole.then_some(values), found)
}

/// The keyword that a misspelt one at a place is near to.
pub(crate) fn meant_keyword(at: &Pointer) -> Option<&'static str> {
    let kind = ObjectKind::at(at.parent()?.tokens())?;
    nearest(&at.tokens().last()?, keywords::known(kind)?.iter().copied())
}

/// The keywords of a schema.
pub(crate) fn keywords_of_schemas() -> &'static [&'static str] {
    keywords::known(ObjectKind::Schema).unwrap_or_default()
}

/// Whether a member of the object around a place, with this name, would add a thing to the API.
pub(crate) fn creates(beside: &Pointer, name: &str, value: &Value) -> bool {
    let at = beside.parent().map(|around| around.child(name));
    at.is_some_and(|at| overlay::creates(&at, value))
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
