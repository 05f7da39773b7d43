//! One diagnostic as text, with an excerpt of its source.
//!
//! In: a diagnostic, its file and the part to underline. Out: text in the manner of rustc. What always holds: at most one
//! line of the source is shown, and of a long one only what surrounds the place; no control character of an input is in it,
//! so that no document can steer a terminal.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::place::{File, Pointer};

/// The longest part of a source line that is shown, in characters.
const WIDTH: usize = 100;
/// Of that, what stands before the place if the line is cut.
const BEFORE: usize = 30;

/// Renders one diagnostic, without a line break at the end.
pub(super) fn render(
    diagnostic: &Diagnostic,
    file: Option<&File>,
    (range, pointer): (&Range<usize>, Option<&Pointer>),
    coloured: bool,
) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(visible(&diagnostic.message))
        .id(diagnostic.code);
    let excerpt = file.map(|file| Excerpt::of(file, range));
    let mut elements: Vec<Element<'_>> = Vec::new();
    if let Some(excerpt) = &excerpt {
        let label = (!diagnostic.label.is_empty()).then(|| visible(&diagnostic.label));
        let snippet = Snippet::source(excerpt.text.as_str())
            .path(excerpt.file.as_str())
            .line_start(excerpt.line)
            .annotation(
                AnnotationKind::Primary
                    .span(excerpt.marked.clone())
                    .label(label),
            );
        elements.push(snippet.into());
    }
    for note in &diagnostic.notes {
        elements.push(Level::NOTE.message(visible(note)).into());
    }
    if !diagnostic.help.is_empty() {
        elements.push(Level::HELP.message(visible(&diagnostic.help)).into());
    }
    let renderer = if coloured {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let text = renderer.render(&[title.elements(elements)]);
    match excerpt {
        Some(excerpt) => excerpt.with_true_place(&text, pointer),
        None => text,
    }
}

/// Text with every control character but line breaks shown as what stands for it, as the renderer does for excerpts.
pub(crate) fn visible(text: &str) -> String {
    let shown = |char: char| match char {
        '\n' => char,
        '\0'..='\u{1f}' => char::from_u32(u32::from('␀') + u32::from(char)).unwrap_or('·'),
        // Marks that change the direction of text.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        char if char.is_control() => '·',
        char => char,
    };
    text.chars().map(shown).collect()
}

/// The line to show.
struct Excerpt {
    file: String,
    text: String,
    line: usize,
    column: usize,
    marked: Range<usize>,
}

impl Excerpt {
    fn of(file: &File, range: &Range<usize>) -> Self {
        let start = file.boundary(range.start);
        let (line, column) = file.position(start);
        let whole = file.line_range(line);
        let before = file
            .text
            .get(whole.start..start.min(whole.end))
            .unwrap_or_default();
        let rest = file
            .text
            .get(start.min(whole.end)..whole.end)
            .unwrap_or_default();
        let cut = column - 1 + rest.chars().take(WIDTH).count() > WIDTH;
        let (mut text, room) = if cut && column - 1 > BEFORE {
            let skipped = before
                .char_indices()
                .rev()
                .nth(BEFORE - 1)
                .map_or(0, |(at, _)| at);
            (
                format!("…{}", before.get(skipped..).unwrap_or_default()),
                WIDTH - BEFORE,
            )
        } else {
            (before.to_owned(), (WIDTH + 1).saturating_sub(column))
        };
        let marked = text.len();
        let shown: usize = rest.chars().take(room).map(char::len_utf8).sum();
        text.push_str(rest.get(..shown).unwrap_or_default());
        let end = marked + range.end.saturating_sub(start).min(shown);
        if shown < rest.len() {
            text.push('…');
        }
        Self {
            file: visible(&file.name),
            // Two bytes for two: the renderer does the same for the control characters of one byte.
            text: text.replace(|char| matches!(char, '\u{80}'..='\u{9f}'), "·"),
            line,
            column,
            marked: marked..end,
        }
    }

    /// The renderer counts columns in the text that it is given, which may be cut: puts in the column of the whole line, and the
    /// JSON pointer behind it.
    fn with_true_place(&self, rendered: &str, pointer: Option<&Pointer>) -> String {
        let before = self.text.get(..self.marked.start).unwrap_or_default();
        let counted = before.chars().count() + 1;
        let Self { file, line, .. } = self;
        let column = self.column;
        let pointer = pointer.map(|at| visible(&format!(" #{at}")).replace('\n', "␊"));
        rendered.replacen(
            &format!("{file}:{line}:{counted}"),
            &format!("{file}:{line}:{column}{}", pointer.unwrap_or_default()),
            1,
        )
    }
}
