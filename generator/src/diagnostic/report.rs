//! All diagnostics of a run, with the texts they speak of.
//!
//! In: diagnostics and the files that were read. Out: text for a person. What always holds: the diagnostics are sorted by
//! file, then by place; those of one place keep the order in which they were found.

use std::fmt;
use std::sync::Arc;

use super::{Diagnostic, Location, Severity, render};
use crate::action::OverlayAction;
use crate::place::{File, FileRole, Origins, Pointer, Span};

/// How help speaks of overlays to whoever reads the document.
const ELSEWHERE: [&str; 2] = ["with an overlay", "in an overlay"];

/// The diagnostic where the place turns out to be in an overlay, or in another file of the document, which overlays do not
/// reach: what is wrong there is corrected there.
fn elsewhere(mut diagnostic: Diagnostic, there: &str) -> Diagnostic {
    for words in ELSEWHERE {
        diagnostic.help = diagnostic.help.replace(words, there);
    }
    diagnostic
}

/// The diagnostics of a run and what is needed to show them.
///
/// `Display` renders all of them the way rustc does, without colour, and counts them at the end.
#[derive(Clone, Debug)]
pub struct Report {
    files: Arc<[File]>,
    diagnostics: Vec<Diagnostic>,
    /// For each diagnostic, what to show of the files.
    marks: Vec<Mark>,
    /// For each diagnostic, what would mend it.
    actions: Vec<Vec<OverlayAction>>,
}

/// What a report shows of a place.
#[derive(Clone, Debug)]
struct Mark {
    span: Span,
    /// The pointer of what was published.
    pointer: Option<Pointer>,
}

impl Report {
    /// Looks up every place; `origins` says where the nodes of the document stem from.
    pub(crate) fn new(
        files: Arc<[File]>,
        origins: &Origins,
        mended: Vec<(Diagnostic, Vec<OverlayAction>)>,
    ) -> Self {
        let located = mended.into_iter().map(|(diagnostic, actions)| {
            let span = Span::of(&diagnostic.place, &files, origins);
            let pointer = diagnostic.place.shown(origins);
            let role = files.get(span.file).map(|file| file.role);
            let diagnostic = match role {
                Some(FileRole::Overlay) => elsewhere(diagnostic, "in this overlay"),
                Some(FileRole::Part) => elsewhere(diagnostic, "in this file"),
                Some(FileRole::Settings) => elsewhere(diagnostic, "here"),
                Some(FileRole::Document) | None => diagnostic,
            };
            (Mark { span, pointer }, diagnostic, actions)
        });
        let mut located: Vec<_> = located.collect();
        located.sort_by_key(|(mark, ..)| (mark.span.file, mark.span.range.start));
        // What an overlay puts into several places is wrong there for the same reason.
        located.dedup_by(|(mark, later, _), (kept, earlier, _)| {
            mark.span == kept.span && later.code == earlier.code && later.message == earlier.message
        });
        let mut report = Self {
            files,
            diagnostics: Vec::with_capacity(located.len()),
            marks: Vec::with_capacity(located.len()),
            actions: Vec::with_capacity(located.len()),
        };
        for (mark, diagnostic, actions) in located {
            report.marks.push(mark);
            report.diagnostics.push(diagnostic);
            report.actions.push(actions);
        }
        report
    }

    /// Diagnostics of texts in which nothing can be mended by an overlay.
    pub(crate) fn without_actions(
        files: Arc<[File]>,
        origins: &Origins,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        let mended = diagnostics.into_iter().map(|one| (one, Vec::new()));
        Self::new(files, origins, mended.collect())
    }

    /// The diagnostics, sorted by file, then by place.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The diagnostics, each with its place in the files, in the order of [`diagnostics`](Self::diagnostics).
    pub fn located(&self) -> impl Iterator<Item = (&Diagnostic, Location)> {
        self.diagnostics
            .iter()
            .zip(&self.marks)
            .map(|(diagnostic, mark)| {
                let location = mark
                    .span
                    .location(&self.files)
                    .unwrap_or_else(Location::nowhere);
                (diagnostic, location)
            })
    }

    /// Whether there is nothing to report.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Whether any diagnostic keeps the generator from going on.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// The same text as `Display`, coloured by ANSI escape codes, for a terminal.
    #[must_use]
    pub fn to_ansi(&self) -> String {
        self.render(true)
    }

    /// Each diagnostic as text, without a line break at its end.
    pub fn each(&self, coloured: bool) -> impl Iterator<Item = String> {
        let located = self.diagnostics.iter().zip(&self.marks).zip(&self.actions);
        located.map(move |((diagnostic, mark), actions)| {
            let file = self.files.get(mark.span.file);
            let marked = (&mark.span.range, mark.pointer.as_ref());
            let mut text = render::render(diagnostic, file, marked, coloured);
            for action in actions {
                text.push('\n');
                text.push_str(action.to_yaml().trim_end());
            }
            text
        })
    }

    fn render(&self, coloured: bool) -> String {
        let mut text = String::new();
        for diagnostic in self.each(coloured) {
            text.push_str(&diagnostic);
            text.push_str("\n\n");
        }
        text.push_str(&self.summary());
        text
    }

    /// How many of each there are: `3 errors, 1 warning`.
    fn summary(&self) -> String {
        let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
        let errors = self.diagnostics.iter().filter(is_error).count();
        let counts = [
            (errors, "error"),
            (self.diagnostics.len() - errors, "warning"),
        ];
        let counted = counts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| {
                let plural = if *count == 1 { "" } else { "s" };
                format!("{count} {what}{plural}")
            });
        counted.collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.render(false))
    }
}

impl std::error::Error for Report {}
