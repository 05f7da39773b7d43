//! A text that was read, and how a place in it becomes a line and a column.
//!
//! In: an input's name and text, and the spans that reading it has found. Out: byte ranges, lines and columns. What always
//! holds: lines are looked up only when something is reported; offsets lie on character boundaries within the text.

use std::ops::{Range, RangeInclusive};
use std::sync::OnceLock;

use super::pointer::Pointer;
use super::spans::Spans;

/// See [`File`].
const BLOCK: usize = 4096;

/// How many characters start in a part of a UTF-8 text.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Format {
    Json,
    Yaml,
    /// What configurations are written in: no document is.
    #[cfg(feature = "cli")]
    Toml,
}

/// What a text is to the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum FileRole {
    /// The document itself.
    Document,
    Overlay,
    /// Another file that the document refers to.
    Part,
    /// What a person configures beside the document.
    Settings,
}

/// One input.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) role: FileRole,
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) format: Format,
    lines: OnceLock<Vec<usize>>,
    /// How many characters stand before each block of [`BLOCK`] bytes: a document may be one line of megabytes.
    blocks: OnceLock<Vec<usize>>,
    /// Where each node stands, once the text has been read.
    pub(crate) spans: Spans,
}

impl File {
    /// Takes a text without byte order mark.
    pub(crate) fn new(name: &str, text: String, format: Format) -> Self {
        Self {
            role: FileRole::Document,
            name: name.to_owned(),
            text,
            format,
            lines: OnceLock::new(),
            blocks: OnceLock::new(),
            spans: Spans::default(),
        }
    }

    /// The part of the text to show for a node: a scalar itself, the key of a collection that spans lines.
    pub(crate) fn range_of(&self, pointer: &Pointer) -> Range<usize> {
        self.spans.shown(&self.text, pointer)
    }

    /// The part of the text to show for the key of a node, or for the node itself if it has none.
    pub(crate) fn key_of(&self, pointer: &Pointer) -> Range<usize> {
        self.spans
            .key(&self.text, pointer)
            .unwrap_or_else(|| self.range_of(pointer))
    }

    /// The first and the last line of a node, its key included.
    pub(crate) fn lines_of(&self, pointer: &Pointer) -> RangeInclusive<usize> {
        let range = self.whole(pointer);
        self.position(range.start).0..=self.position(range.end).0
    }

    /// The same, if nothing else stands on these lines: a comment behind the node may.
    pub(crate) fn own_lines_of(&self, pointer: &Pointer) -> Option<RangeInclusive<usize>> {
        let range = self.whole(pointer);
        let lines = self.lines_of(pointer);
        let first = self.line_range(*lines.start());
        let last = self.line_range(*lines.end());
        let before = self.text.get(first.start..range.start)?.trim();
        let behind = self.text.get(range.end..last.end)?.trim();
        let is_alone = matches!(before, "" | "-") && (behind.is_empty() || behind.starts_with('#'));
        is_alone.then_some(lines)
    }

    /// All of a node, its key included.
    fn whole(&self, pointer: &Pointer) -> Range<usize> {
        let range = self.spans.whole(&self.text, pointer).unwrap_or(0..0);
        // A block of text ends behind its line break.
        let text = self.text.get(range.clone()).unwrap_or_default();
        range.start..range.start + text.trim_end().len()
    }

    /// The character at a byte offset; nothing at the end.
    pub(crate) fn character_at(&self, offset: usize) -> Range<usize> {
        let start = self.boundary(offset);
        let next = self.text.get(start..).and_then(|rest| rest.chars().next());
        start..start + next.map_or(0, char::len_utf8)
    }

    /// The byte offset at which each line starts.
    fn lines(&self) -> &[usize] {
        self.lines.get_or_init(|| {
            let breaks = self
                .text
                .bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n');
            std::iter::once(0)
                .chain(breaks.map(|(offset, _)| offset + 1))
                .collect()
        })
    }

    /// The 1-based line and column (in characters) of a byte offset; past the end counts as the end.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let offset = self.boundary(offset);
        let line = self
            .lines()
            .partition_point(|start| *start <= offset)
            .max(1);
        let start = self.lines().get(line - 1).copied().unwrap_or(0);
        let column = self.characters_before(offset) - self.characters_before(start);
        (line, column + 1)
    }

    fn characters_before(&self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let blocks = self.blocks.get_or_init(|| {
            let counts = bytes.chunks(BLOCK).scan(0, |before, block| {
                let start = *before;
                *before += characters(block);
                Some(start)
            });
            counts.collect()
        });
        let block = offset / BLOCK;
        let rest = bytes.get(block * BLOCK..offset).unwrap_or_default();
        blocks
            .get(block)
            .copied()
            .unwrap_or_else(|| characters(bytes))
            + characters(rest)
    }

    /// The byte range of a 1-based line, without its line break.
    pub(crate) fn line_range(&self, line: usize) -> Range<usize> {
        let start = self
            .lines()
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or(self.text.len());
        let end = self
            .lines()
            .get(line)
            .map_or(self.text.len(), |next| next.saturating_sub(1));
        let text = self.text.get(start..end).unwrap_or_default();
        start..start + text.trim_end_matches('\r').len()
    }

    /// The nearest character boundary at or before an offset, within the text.
    pub(crate) fn boundary(&self, offset: usize) -> usize {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        offset
    }
}
