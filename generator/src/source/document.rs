//! The document after its overlays.
//!
//! In: what [`read`](super::read) made of the texts. Out: what the document says, as a [`Spec`] and as a value, and places.
//! What always holds: the one says what the other does, so far as it is of use.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use serde_json::Value;

use super::bundle::path_from;
use super::structure::ReadSpec;
use super::version::Version;
use super::{mend, needs};
use crate::action::{OverlayAction, json_path};
use crate::diagnostic::{Diagnostic, Location, Place, Report, Severity, listed};
use crate::place::Pointer;
use crate::place::{File, FileRole, Origins, Span};
use crate::spec::Spec;

/// An OpenAPI document, merged with its overlays.
///
/// Places are of the document in the words of OpenAPI 3.0: where one was published in others, everything that is shown says
/// where it stands there.
#[derive(Clone, Debug)]
pub struct Document {
    /// What it says, without what is wrong.
    pub spec: Spec,
    /// What is wrong with it: errors. There are none in what [`read`](super::read) answers.
    pub faults: Vec<Diagnostic>,
    /// What the user should know about the document, though it can be read: show it with [`report`](Self::report).
    pub warnings: Vec<Diagnostic>,
    /// The places at which something is missing from `spec`.
    gaps: Vec<Pointer>,
    texts: DocumentTexts,
}

/// What a document was read from.
#[derive(Clone, Debug)]
pub(super) struct DocumentTexts {
    pub(super) version: Version,
    /// The document after its overlays.
    pub(super) published: Value,
    /// The same in the words of OpenAPI 3.0, where it was published in others.
    pub(super) read: Option<Value>,
    pub(super) origins: Origins,
    pub(super) files: Arc<[File]>,
}

impl Document {
    pub(super) fn new(content: ReadSpec, texts: DocumentTexts, found: Vec<Diagnostic>) -> Self {
        let (faults, warnings): (Vec<_>, Vec<_>) = found
            .into_iter()
            .partition(|one| one.severity == Severity::Error);
        let (spec, gaps) = with_gaps(content, &faults);
        let places = faults.iter().filter_map(|fault| fault.place.in_document());
        let gaps = gaps.iter().map(|(at, _)| at);
        let gaps = gaps.chain(places).cloned().collect();
        Self {
            spec,
            faults,
            warnings,
            gaps,
            texts,
        }
    }

    /// All that is known about the document, with what a later stage has found in it. A kind of warnings that comes often is
    /// shown once, with how many there are. Of what was found later, what stands where something
    /// is missing goes: it may only be wrong for that reason.
    #[must_use]
    pub fn report_with(&self, later: Vec<Diagnostic>) -> Report {
        let stands = |diagnostic: &Diagnostic| {
            diagnostic.place.in_document().is_none_or(|at| {
                let mut gaps = self.gaps.iter();
                !gaps.any(|gap| at.is_within(gap) || gap.is_within(at))
            })
        };
        let later = later.into_iter().filter(stands).collect();
        let warnings = condensed(&self.warnings);
        let known = self.faults.iter().cloned().chain(warnings);
        self.report(known.chain(one_a_cause(later)).collect())
    }

    /// The same where what is wrong is left out, and named in a warning, instead of keeping a crate from being made. What is wrong
    /// with another text than the document, or keeps one from being read, stays an error.
    #[must_use]
    pub fn report_of_rest(&self, later: Vec<Diagnostic>) -> Report {
        let is_told = |fault: &&Diagnostic| {
            let same = |one: &Diagnostic| {
                one.code == fault.code && one.place == fault.place && one.message == fault.message
            };
            later.iter().any(same)
        };
        let faults = self.faults.iter().filter(|fault| !is_told(fault));
        let faults = faults.map(|fault| {
            let mut told = fault.clone();
            let Some(at) = fault.place.in_document() else {
                return told;
            };
            told.severity = Severity::Warning;
            told.notes.push(match self.spec.gaps.within(at) {
                Some(_) => "what has this is left out".to_owned(),
                None => "this is ignored: what is generated does not depend on it".to_owned(),
            });
            told
        });
        let known: Vec<_> = faults.chain(condensed(&self.warnings)).collect();
        self.report(known.into_iter().chain(one_a_cause(later)).collect())
    }

    /// Forgets what is wrong at places that do not count.
    pub(crate) fn keep_of_places(&mut self, counts: impl Fn(&Pointer) -> bool) {
        let stays = |one: &Diagnostic| one.place.in_document().is_none_or(&counts);
        self.faults.retain(&stays);
        self.warnings.retain(&stays);
    }

    /// The merged JSON value at a pointer, with what a [`Spec`] has no place for; in the words of OpenAPI 3.0, whatever it was
    /// published in.
    #[must_use]
    pub fn value(&self, pointer: &Pointer) -> Option<&Value> {
        let value = self.texts.read.as_ref().unwrap_or(&self.texts.published);
        value.pointer(pointer.as_str())
    }

    /// Where a node of the document was published: places are of the document in the words of OpenAPI 3.0.
    #[must_use]
    pub fn published(&self, at: &Pointer) -> Pointer {
        self.texts.origins.published(at).1
    }

    /// How the document as it was published refers to one of its nodes, wherever that stands.
    pub(crate) fn reference(&self, at: &Pointer) -> String {
        let (index, at) = self.texts.origins.published(at);
        let name = |index: usize| self.texts.files.get(index).map_or("", |file| &file.name);
        let folder = name(0)
            .rfind(['/', '\\'])
            .and_then(|end| name(0).get(..=end));
        match index {
            0 => format!("#{at}"),
            part => {
                let path = path_from(folder.unwrap_or_default(), name(part));
                format!("{path}#{at}")
            }
        }
    }

    /// Whether overlays reach a place: they apply to the document, and to no other file of it.
    pub(crate) fn is_in_reach(&self, place: &Place) -> bool {
        place
            .in_document()
            .is_none_or(|at| self.texts.origins.published(at).0 == 0)
    }

    /// An update of an overlay in the words of the document's version, if it was made in those of OpenAPI 3.0.
    pub(crate) fn in_its_words(&self, update: Value) -> Value {
        mend::in_words_of(self.texts.version, update)
    }

    /// What the document is written in, for people.
    pub(crate) fn version(&self) -> &'static str {
        self.texts.version.name()
    }

    /// Whether what can be referred to stands in `components`.
    pub(crate) fn has_components(&self) -> bool {
        self.texts.version != Version::Swagger20
    }

    /// Whether the document says that what stands beside a `$ref` counts.
    pub(crate) fn has_siblings_of_references(&self) -> bool {
        self.texts.version == Version::OpenApi31
    }

    /// The line and column of a place; of the nearest node around it if nothing stands there. `None` for an unknown file.
    #[must_use]
    pub fn locate(&self, place: &Place) -> Option<Location> {
        let files = &self.texts.files;
        Span::of(place, files, &self.texts.origins).location(files)
    }

    /// Whether an overlay or a configuration says what stands at a place, and not the document.
    #[must_use]
    pub fn is_of_overlay(&self, place: &Place) -> bool {
        let span = Span::of(place, &self.texts.files, &self.texts.origins);
        let file = self.texts.files.get(span.file);
        file.is_some_and(|file| matches!(file.role, FileRole::Overlay | FileRole::Settings))
    }

    /// The overlay that says what stands at a place (an index into those that were given), and the lines that this takes, from
    /// 1; `None` if the document says it, or if something else stands on these lines.
    #[must_use]
    pub fn lines_in_overlay(&self, place: &Place) -> Option<(usize, RangeInclusive<usize>)> {
        let (index, pointer) = self.texts.origins.origin(place.in_document()?);
        let file = self.texts.files.get(index)?;
        let lines = file.own_lines_of(&pointer)?;
        let is_overlay = file.role == FileRole::Overlay;
        Some((index.checked_sub(1).filter(|_| is_overlay)?, lines))
    }

    /// Makes diagnostics ready to be shown, with excerpts of the files that they speak of and the actions that would mend them.
    #[must_use]
    pub fn report(&self, diagnostics: Vec<Diagnostic>) -> Report {
        let mended = diagnostics.into_iter().map(|one| {
            let actions = self.mends(&one);
            (one, actions)
        });
        self.report_of(mended.collect())
    }

    /// The same, with the actions that go with each.
    #[must_use]
    pub fn report_of(&self, mut mended: Vec<(Diagnostic, Vec<OverlayAction>)>) -> Report {
        for (one, actions) in &mut mended {
            if !self.is_in_reach(&one.place) {
                actions.clear();
            }
            // Help leads to the cause.
            if let Some(at) = one
                .cause
                .as_ref()
                .and_then(|cause| cause.place.in_document())
            {
                let (read, published) = (format!("at #{at}"), self.reference(at));
                one.help = one.help.replace(&read, &format!("at {published}"));
            }
        }
        Report::new(Arc::clone(&self.texts.files), &self.texts.origins, mended)
    }

    /// The actions of an overlay that would mend what a diagnostic speaks of, in the order in which they fit.
    #[must_use]
    pub fn mends(&self, one: &Diagnostic) -> Vec<OverlayAction> {
        let DocumentTexts {
            version, origins, ..
        } = &self.texts;
        // What stands in another file is out of the reach of overlays.
        let published = |at: &Pointer| match origins.published(at) {
            (0, at) => Some(at),
            _ => None,
        };
        let mut one = one.clone();
        let mut mends = std::mem::take(&mut one.mends);
        mends.retain_mut(|mend| published(&mend.at).map(|at| mend.at = at).is_some());
        one.mends = mends;
        let place = match &one.place {
            Place::Document(at) => published(at).map(Place::Document),
            Place::Key(at) => published(at).map(Place::Key),
            elsewhere => Some(elsewhere.clone()),
        };
        let Some(place) = place else {
            return Vec::new();
        };
        one.place = place;
        mend::actions(*version, &self.texts.published, &one)
    }

    /// The JSONPath of a node in what was published, as actions of overlays name it.
    #[must_use]
    pub fn path(&self, at: &Pointer) -> String {
        json_path::of(&self.texts.published, &self.published(at))
    }
}

/// What a document says, with the places at which something is missing that a client needs.
fn with_gaps(content: ReadSpec, faults: &[Diagnostic]) -> (Spec, Vec<(Pointer, Pointer)>) {
    let mut spec = content.spec;
    for fault in faults {
        if let Some(at) = fault.place.in_document()
            && needs::is_needed(fault)
            && !content.spared.contains(fault)
        {
            spec.gaps.add(at.clone(), fault.clone());
        }
    }
    for (at, wrong) in &content.gaps {
        let fault = spec.gaps.within(wrong).cloned();
        if let Some(fault) = fault {
            spec.gaps.add(at.clone(), fault);
        }
    }
    (spec, content.gaps)
}

/// Diagnostics of which those with the same cause are told by the first one.
fn one_a_cause(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let same = |one: &Diagnostic| {
        let cause = one.cause.as_ref()?;
        Some(format!("{} {} {:?}", one.code, cause.code, cause.place))
    };
    let mut subjects: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for one in &diagnostics {
        if let Some((key, cause)) = same(one).zip(one.cause.as_ref()) {
            subjects.entry(key).or_default().push(cause.subject.clone());
        }
    }
    let told = diagnostics.into_iter().filter_map(|mut one| {
        let Some(key) = same(&one) else {
            return Some(one);
        };
        // The first takes all of them.
        let subjects = subjects.remove(&key)?;
        if let (Some(cause), [_, _, ..]) = (&one.cause, subjects.as_slice()) {
            let (subjects, fate) = (listed(&subjects), cause.fate);
            one.message = format!("{subjects} are {fate}: {}", cause.message);
            one.label.push_str(" is the first");
        }
        Some(one)
    });
    told.collect()
}

/// How many warnings of a kind are shown each.
const EACH: usize = 5;

/// Warnings of which those of a kind that comes more often are told by the first one.
fn condensed(warnings: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for warning in warnings {
        *counts.entry(warning.code).or_default() += 1;
    }
    let mut told = Vec::with_capacity(warnings.len());
    for warning in warnings {
        let count = counts.get_mut(warning.code).map(std::mem::take);
        match count.unwrap_or_default() {
            0 => {}
            count if count <= EACH => {
                counts.insert(warning.code, count);
                told.push(warning.clone());
            }
            count => {
                let mut first = warning.clone();
                first.message = format!("{} ({} more are like this)", first.message, count - 1);
                told.push(first);
            }
        }
    }
    told
}
