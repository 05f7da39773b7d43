//! What of a document hurts the users of a client, though a client can be made of it.
//!
//! In: a [`Document`], and bodies of real responses if there are some. Out: [`LintFinding`]s, each at its place, with the overlay
//! actions that would mend it. What always holds: a finding that is [sure](LintFinding::sure) needs no words of a person; nothing
//! here changes the document.

mod explain;
mod lists;
mod mistakes;
mod operations;
mod reasons;
mod references;
mod responses;
mod schemas;
mod uses;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde_json::Value;

pub use crate::action::{ActionEffect, OverlayAction, overlay};
use crate::api::Pointer;
use crate::diagnostic::{Diagnostic, Place};
use crate::lower::{self, LowerOptions};
use crate::source::Document;
use crate::spec::Spec;
pub use explain::{EXPLANATIONS, Explanation};
pub use reasons::{Reason, reasons};

/// One defect of a document.
#[derive(Clone, Debug)]
pub struct LintFinding {
    /// What is wrong, and where; its code is the id of the kind of finding.
    pub diagnostic: Diagnostic,
    /// What would mend it, in this order; none where that is beyond an overlay.
    pub actions: Vec<OverlayAction>,
    /// Whether the actions say all that there is to say. Others have words to fill in, or a choice to confirm.
    pub sure: bool,
}

impl LintFinding {
    fn new(id: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            diagnostic: Diagnostic::warning(id, place, message),
            actions: Vec::new(),
            sure: true,
        }
    }

    fn label(mut self, label: impl Into<String>) -> Self {
        self.diagnostic.label = label.into();
        self
    }

    fn action(mut self, action: OverlayAction) -> Self {
        self.actions.push(action);
        self
    }

    /// A person has to confirm or complete the actions, and how.
    fn unsure(mut self, how: impl Into<String>) -> Self {
        self.diagnostic.help = how.into();
        self.sure = false;
        self
    }

    /// The id of the kind of finding, such as `get-body`.
    #[must_use]
    pub fn id(&self) -> &'static str {
        self.diagnostic.code
    }
}

/// The body of a response that an API has really sent.
#[derive(Clone, Debug)]
pub struct SentBody {
    /// What it is called, such as the name of its file. The part before the first dot may be the name of a schema or an
    /// `operationId`, which then says what the body is; otherwise the member that tags resources does.
    pub name: String,
    /// The body.
    pub value: Value,
}

/// The actions of the findings that are [sure](LintFinding::sure), each once, in an order in which all of them fit.
#[must_use]
pub fn sure_actions(found: &[LintFinding]) -> Vec<OverlayAction> {
    let sure = found.iter().filter(|one| one.sure);
    let mut actions: Vec<OverlayAction> = Vec::new();
    let mut seen = BTreeSet::new();
    for action in sure.flat_map(|one| &one.actions) {
        if seen.insert(action.to_yaml()) {
            actions.push(action.clone());
        }
    }
    // From the back, so that what is still to be removed keeps its place.
    actions.sort_by_key(|action| Reverse(action.removed_index()));
    actions
}

/// What all rules look at.
struct Subject<'d> {
    document: &'d Document,
    spec: &'d Spec,
}

impl Subject<'_> {
    /// The JSONPath of a node.
    fn path(&self, at: &Pointer) -> String {
        self.document.path(at)
    }
}

/// Finds the defects of a document, in its order, a kind after the other.
#[must_use]
pub fn lint(document: &Document, sent: &[SentBody]) -> Vec<LintFinding> {
    let spec = &document.spec;
    let subject = Subject { document, spec };
    let (api, lowered) = lower::lower(spec, LowerOptions { keep_going: true });
    let mut found = mistakes::find(&subject);
    found.extend(references::find(&subject));
    found.extend(operations::find(&subject, &api));
    found.extend(schemas::find(&subject));
    found.extend(mistakes::clashes(&subject, &lowered));
    found.extend(lists::find(&subject, &api));
    found.extend(responses::find(&subject, &api.conventions, sent));
    let mut seen = BTreeSet::new();
    found.retain(|finding| {
        let Diagnostic {
            code,
            place,
            message,
            ..
        } = &finding.diagnostic;
        seen.insert((*code, format!("{place:?}"), message.clone()))
    });
    for finding in &mut found {
        if !document.is_in_reach(&finding.diagnostic.place) {
            // No overlay mends what stands in another file.
            finding.actions.clear();
        }
    }
    found
}
