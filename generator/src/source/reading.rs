//! Texts to a document, step by step.
//!
//! In: the texts. Out: a [`Document`] with all that is wrong, or a report where there is nothing to go on with. What always holds:
//! overlays apply to what was published; what is read then is in the words of OpenAPI 3.0.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

use super::bundle::{self, OtherFiles};
use super::convert::{self, Converted};
use super::document::{Document, DocumentTexts};
use super::overlay::{self, Overlay};
use super::structure::Published;
use super::version::Version;
use super::{DocumentSource, SourceText, decode_all, mistakes, structure};
use crate::diagnostic::{Diagnostic, Report};
use crate::place::{File, FileRole, Origins, Pointer};

/// A document on its way.
struct Reading {
    files: Vec<File>,
    origins: Origins,
    found: Vec<Diagnostic>,
    /// What overlays add though they do not say so.
    unwanted: Vec<Pointer>,
}

/// Reads the texts. Without `with_unwanted`, properties that an action adds without `x-create` are not there.
pub(super) fn read(
    document: DocumentSource<'_>,
    overlays: &[SourceText<'_>],
    with_unwanted: bool,
) -> Result<Document, Report> {
    let settings = document.client.map(|client| client.text);
    let overlays = overlays.iter().copied();
    let inputs = std::iter::once(document.text)
        .chain(overlays)
        .chain(settings);
    let (mut files, values, found) = decode_all(inputs);
    if let Some(file) = files.last_mut().filter(|_| settings.is_some()) {
        file.role = FileRole::Settings;
    }
    let mut reading = Reading {
        files,
        origins: Origins::default(),
        found,
        unwanted: Vec::new(),
    };
    let Some(mut values) = values else {
        return Err(reading.report());
    };
    let mut published = match values.is_empty() {
        true => Value::Null,
        false => values.remove(0),
    };
    let version = match Version::of(&published) {
        Ok(version) => Some(version),
        Err(wrong) => {
            reading.found.push(*wrong);
            None
        }
    };
    let client = document.client.and_then(|client| {
        let settings = values.pop()?;
        Some((client.at, settings.pointer(client.at.as_str())?.clone()))
    });
    let overlays = reading.overlays(values);
    let Some(version) = version else {
        return Err(reading.report());
    };
    for overlay in &overlays {
        reading.apply(overlay, &mut published, with_unwanted);
    }
    if let Some((at, client)) = client {
        let place = (reading.files.len().saturating_sub(1), at);
        let origins = &mut reading.origins.overlays;
        let wrong = overlay::state_client(&client, place, (version, &mut published), origins);
        reading.found.extend(wrong);
    }
    reading.read(version, published, document.others)
}

impl Reading {
    /// What was found so far.
    fn report(self) -> Report {
        Report::without_actions(self.files.into(), &self.origins, self.found)
    }

    /// The actions of the overlays.
    fn overlays(&mut self, values: Vec<Value>) -> Vec<Overlay> {
        let mut parsed = Vec::new();
        for (index, overlay) in values.into_iter().enumerate() {
            let (overlay, wrong) = overlay::parse(overlay, index + 1);
            parsed.push(overlay);
            self.found.extend(wrong);
        }
        parsed
    }

    fn apply(&mut self, overlay: &Overlay, document: &mut Value, with_unwanted: bool) {
        let (wrong, created) = overlay::apply(overlay, document, &mut self.origins.overlays);
        self.found.extend(wrong);
        if !with_unwanted {
            // Before another overlay copies them.
            created.iter().for_each(|at| take_property(document, at));
        }
        self.unwanted.extend(created);
    }

    /// Reads what a document after its overlays says.
    fn read(
        mut self,
        version: Version,
        published: Value,
        others: Option<&dyn OtherFiles>,
    ) -> Result<Document, Report> {
        let bundle = bundle::bundle(version, &published, others, &mut self.files);
        self.found.extend(bundle.found);
        self.origins.parts = bundle.places;
        let is_other = matches!(bundle.value, Cow::Owned(_)) || version != Version::OpenApi30;
        let Converted {
            value: read,
            places,
            references,
            found,
        } = convert::convert(version, &bundle.value);
        self.found.extend(found);
        self.origins.conversion = places;
        let references = spelled(references, bundle.references);
        let how = Published {
            version,
            references,
            unfollowed: bundle.unfollowed,
        };
        let (content, wrong) = structure::read(&read, &how);
        self.found.extend(wrong);
        let Some(content) = content else {
            return Err(self.report());
        };
        // What should not be there is not spoken of twice.
        let is_unwanted = |at: &Pointer| {
            let (_, at) = self.origins.published(at);
            self.unwanted.iter().any(|place| at.is_within(place))
        };
        let mistakes = mistakes::find(&content, &read).into_iter();
        let mistakes = mistakes.filter(|one| !one.place.in_document().is_some_and(is_unwanted));
        self.found.extend(mistakes);
        // Where it is the same, it is kept once.
        let read = is_other.then(|| read.into_owned());
        let texts = DocumentTexts {
            version,
            published,
            read,
            origins: self.origins,
            files: self.files.into(),
        };
        Ok(Document::new(content, texts, self.found))
    }
}

/// How references were published that were written otherwise twice: as a component, and in the words of OpenAPI 3.0.
fn spelled(
    converted: HashMap<String, String>,
    bundled: HashMap<String, String>,
) -> HashMap<String, String> {
    let first = |text: String| bundled.get(&text).cloned().unwrap_or(text);
    let mut all: HashMap<String, String> = converted
        .into_iter()
        .map(|(now, text)| (now, first(text)))
        .collect();
    for (now, text) in bundled {
        all.entry(now).or_insert(text);
    }
    all
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
