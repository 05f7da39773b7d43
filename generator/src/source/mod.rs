//! Text to [`Document`]: YAML or JSON, with overlays applied, checked against its version of OpenAPI.
//!
//! In: the bytes of a document and of its overlays. Out: a [`Document`], and everything that is wrong with it. What
//! always holds: each text is parsed once; every node knows the file it stems from; lines and columns are looked up only
//! when something is reported. The steps, each callable alone: `decode`, `version`, `overlay`, `convert`, `structure`.

mod bundle;
mod convert;
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
mod reading;
mod shape;
mod structure;
mod survey;
mod version;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Report, nearest};
use crate::place::{File, Pointer};
pub use bundle::OtherFiles;
#[cfg(any(feature = "build", feature = "cli"))]
pub(crate) use bundle::named_from;
pub use document::Document;
use kind::ObjectKind;
pub(crate) use mistakes::allows;
pub use overlay::{OVERLAY_CREATION, Outcome};
pub use plain::PlainText;
pub use survey::{Survey, SurveyedAction, survey};
use version::Version;

/// One input text.
#[derive(Clone, Copy, Debug)]
pub struct SourceText<'a> {
    /// The name that diagnostics show, such as `spec/overlays/10-errors.yaml`.
    pub name: &'a str,
    /// The text, YAML or JSON, in UTF-8.
    pub bytes: &'a [u8],
}

/// A document, which may refer to other files.
#[derive(Clone, Copy)]
pub struct DocumentSource<'a> {
    text: SourceText<'a>,
    others: Option<&'a dyn OtherFiles>,
    client: Option<StatedClient<'a>>,
}

/// What a configuration says of the client, as `x-client` says it in a document: it counts more than that.
#[derive(Clone, Copy, Debug)]
pub struct StatedClient<'a> {
    /// The configuration.
    pub text: SourceText<'a>,
    /// Where in it.
    pub at: &'a Pointer,
}

impl<'a> DocumentSource<'a> {
    /// The document with what a configuration says of the client, if it says anything.
    #[must_use]
    pub fn with_client(self, client: Option<StatedClient<'a>>) -> Self {
        Self { client, ..self }
    }
}

impl<'a> From<SourceText<'a>> for DocumentSource<'a> {
    /// A document in one file: a reference to another one is an error.
    fn from(text: SourceText<'a>) -> Self {
        Self {
            text,
            others: None,
            client: None,
        }
    }
}

impl<'a> SourceText<'a> {
    /// The document with a way to read the files that it refers to by relative paths. Nothing is fetched.
    ///
    /// ```
    /// use form_codegen::source::{SourceText, read};
    ///
    /// let text = "
    /// openapi: 3.0.3
    /// info: {title: Pets, version: '1'}
    /// paths: {}
    /// components: {schemas: {Pet: {$ref: 'models/pet.yaml#/Pet'}}}
    /// ";
    /// let files = |path: &str| match path {
    ///     "models/pet.yaml" => Ok(b"Pet: {type: object}".to_vec()),
    ///     other => Err(format!("there is no {other}")),
    /// };
    /// let document = SourceText { name: "api.yaml", bytes: text.as_bytes() };
    /// assert!(read(document.with_files(&files), &[]).is_ok());
    /// ```
    #[must_use]
    pub fn with_files(self, files: &'a dyn OtherFiles) -> DocumentSource<'a> {
        DocumentSource {
            text: self,
            others: Some(files),
            client: None,
        }
    }
}

/// Reads the document and applies the overlays in the order given.
///
/// Overlays apply to what was published, in the words of its version of OpenAPI.
///
/// # Errors
///
/// Everything that is wrong with the texts, the overlays and the merged document.
pub fn read<'a>(
    document: impl Into<DocumentSource<'a>>,
    overlays: &[SourceText<'_>],
) -> Result<Document, Report> {
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
pub fn examine<'a>(
    document: impl Into<DocumentSource<'a>>,
    overlays: &[SourceText<'_>],
) -> Result<Document, Report> {
    reading::read(document.into(), overlays, true)
}

/// The same, but properties that an action adds without `x-create` are not there: what a vendor has taken out is out, though an
/// overlay goes on describing it.
///
/// # Errors
///
/// As [`examine`].
pub fn examine_as_published<'a>(
    document: impl Into<DocumentSource<'a>>,
    overlays: &[SourceText<'_>],
) -> Result<Document, Report> {
    reading::read(document.into(), overlays, false)
}

/// Reads every text, so that what is wrong with any of them comes out in one run. There are values if all could be read.
fn decode_all<'a>(
    inputs: impl Iterator<Item = SourceText<'a>>,
) -> (Vec<File>, Option<Vec<Value>>, Vec<Diagnostic>) {
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
    (files, is_whole.then_some(values), found)
}

/// The keyword that a misspelt one at a place is near to, in a document of a version.
pub(crate) fn meant_keyword(version: Version, at: &Pointer) -> Option<&'static str> {
    let kind = ObjectKind::at(version, at.parent()?.tokens())?;
    nearest(&at.tokens().last()?, keywords::known_in(version, kind))
}

/// The keywords of a schema.
pub(crate) fn keywords_of_schemas() -> &'static [&'static str] {
    keywords::known(ObjectKind::Schema).unwrap_or_default()
}

/// Whether a member of the object around a place, with this name, would add a thing to the API.
pub(crate) fn creates(version: Version, beside: &Pointer, name: &str, value: &Value) -> bool {
    let at = beside.parent().map(|around| around.child(name));
    at.is_some_and(|at| overlay::creates(version, &at, value))
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
