//! What each action of the overlays does to a document.
//!
//! In: the texts. Out: the actions, each with its lines and what became of it. What always holds: the actions are applied
//! in order, each to what those before it left, also behind one that does not fit.

use std::ops::RangeInclusive;
use std::sync::Arc;

use serde_json::Value;

use super::moved::moved;
use super::overlay::{self, Observed, Outcome};
use super::version::Version;
use super::{SourceText, decode_all};
use crate::diagnostic::{Diagnostic, Place, Report};
use crate::place::{File, Origins, Pointer};

/// What the actions of all overlays do to a document.
#[derive(Debug)]
pub struct Survey {
    /// The actions, in the order in which they are applied.
    pub actions: Vec<SurveyedAction>,
    /// The document as it was published.
    published: Value,
    files: Arc<[File]>,
    origins: Origins,
}

/// What an action does to a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SurveyedAction {
    /// The overlay: an index into those that were given.
    pub overlay: usize,
    /// Where it stands among the actions of its overlay, from 0.
    pub index: usize,
    /// The same, as a place.
    pub place: Place,
    /// What it selects, as it is written.
    pub target: String,
    /// The selectors of lists in the target that select nothing, where others of their list do.
    pub idle: Vec<String>,
    /// The target without them.
    pub narrowed: String,
    /// Whether it may match nothing.
    pub optional: bool,
    /// The lines of the overlay that it takes, from 1.
    pub lines: RangeInclusive<usize>,
    /// What became of it.
    pub outcome: Outcome,
}

impl Survey {
    /// The lines of the overlay that a place in it takes, from 1; `None` for a place elsewhere, or if something else stands
    /// on these lines.
    #[must_use]
    pub fn own_lines(&self, place: &Place) -> Option<RangeInclusive<usize>> {
        match place {
            Place::File(file @ 1.., pointer) => self.files.get(*file)?.own_lines_of(pointer),
            Place::File(..) | Place::Document(_) | Place::Key(_) | Place::Text(..) => None,
        }
    }

    /// The paths that the published document has at another place than a former one, each with the new place. What is
    /// there only under several new paths, or under none, is not among them.
    #[must_use]
    pub fn moved_since(&self, former: &Self) -> Vec<(String, String)> {
        moved(&former.published, &self.published)
    }

    /// What is wrong with the actions that do not fit, with excerpts of the overlays.
    #[must_use]
    pub fn report(&self) -> Report {
        let failed = |action: &SurveyedAction| -> Vec<Diagnostic> {
            match &action.outcome {
                Outcome::Failed(wrong) => wrong.clone(),
                Outcome::Changed | Outcome::Unchanged => Vec::new(),
            }
        };
        let failed = self.actions.iter().flat_map(failed).collect();
        Report::without_actions(Arc::clone(&self.files), &self.origins, failed)
    }
}

/// Applies the overlays in the order given, and tells what each action did.
///
/// # Errors
///
/// Everything that is wrong with the texts, or with how the overlays are written.
pub fn survey(document: SourceText<'_>, overlays: &[SourceText<'_>]) -> Result<Survey, Report> {
    let Inputs {
        files,
        mut document,
        overlays,
    } = inputs(document, overlays)?;
    let published = document.clone();
    let mut origins = Origins::default();
    let mut actions = Vec::new();
    for (number, overlay) in overlays.iter().enumerate() {
        let observed = overlay::apply_each(overlay, &mut document, &mut origins.overlays);
        for ((index, target, optional), observed) in overlay.written().zip(observed) {
            let Observed {
                outcome,
                idle,
                narrowed,
            } = observed;
            let pointer = Pointer::root().child("actions").child(index);
            let lines = files.get(number + 1).map(|file| file.lines_of(&pointer));
            actions.push(SurveyedAction {
                overlay: number,
                index,
                place: Place::File(number + 1, pointer),
                target: target.to_owned(),
                idle,
                narrowed,
                optional,
                lines: lines.unwrap_or(1..=1),
                outcome,
            });
        }
    }
    Ok(Survey {
        actions,
        published,
        files,
        origins,
    })
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
    let (files, values, mut found) = decode_all(inputs);
    let mut values = values.unwrap_or_default().into_iter();
    let document = values.next().unwrap_or_default();
    if found.is_empty() {
        found.extend(Version::of(&document).err().map(|wrong| *wrong));
    }
    let mut overlays = Vec::new();
    for (index, overlay) in values.enumerate() {
        let (overlay, wrong) = overlay::parse(overlay, index + 1);
        overlays.push(overlay);
        found.extend(wrong);
    }
    match found.is_empty() {
        true => Ok(Inputs {
            files: files.into(),
            document,
            overlays,
        }),
        false => Err(Report::without_actions(
            files.into(),
            &Origins::default(),
            found,
        )),
    }
}
