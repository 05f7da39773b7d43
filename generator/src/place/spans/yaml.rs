//! The spans of a YAML text, from saphyr's events.
//!
//! In: text that serde_yaml has accepted. Out: [`Spans`]. What always holds: see [`super`]; where the two parsers disagree,
//! the nodes up to there are known.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, Span};

use super::{BY_INDEX, Children, Spans};
use crate::place::MAX_DEPTH;

/// Finds every node.
pub(super) fn spans(text: &str) -> Spans {
    let mut builder = Builder::new(text);
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        if builder.event(&event, span).is_none() {
            break;
        }
    }
    builder.spans.find_duplicates();
    builder.spans
}

/// Why a text is not read: where, and what saphyr says, or that it nests too deeply.
pub(crate) enum Refusal {
    TooDeep(usize),
    Syntax(usize, String),
}

/// Checks the depth of a text without building anything, in time linear in the text.
pub(crate) fn check_depth(text: &str) -> Result<(), Refusal> {
    let offset = |marker: &Marker| text.chars().take(marker.index()).map(char::len_utf8).sum();
    let mut depth = 0_usize;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| match error.info() {
            // saphyr's own limit on flow collections, which it may meet before it has reported the outer ones.
            info if info.contains("recursion limit") => Refusal::TooDeep(offset(error.marker())),
            info => Refusal::Syntax(offset(error.marker()), info.to_owned()),
        })?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Err(Refusal::TooDeep(offset(&span.start)));
        }
    }
    Ok(())
}

/// A collection that is not complete yet.
struct Frame {
    node: usize,
    is_object: bool,
    /// Whether the collection is itself the key of the one around it.
    is_key: bool,
    /// The key whose value comes next.
    key: Option<(String, Range<usize>)>,
}

struct Builder<'t> {
    text: &'t str,
    /// The byte offset of each character; empty if all of them are ASCII.
    offsets: Vec<usize>,
    spans: Spans,
    frames: Vec<Frame>,
    anchors: HashMap<usize, usize>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let offsets = match text.is_ascii() {
            true => Vec::new(),
            false => text.char_indices().map(|(offset, _)| offset).collect(),
        };
        Self {
            text,
            offsets,
            spans: Spans::default(),
            frames: Vec::new(),
            anchors: HashMap::new(),
        }
    }

    /// Takes one event; `None` at the end of the first document.
    fn event(&mut self, event: &Event<'_>, span: Span) -> Option<()> {
        let range = self.offset(span.start)..self.offset(span.end);
        match event {
            Event::Scalar(text, _, anchor, _) => {
                if self.expects_key() {
                    self.set_key(text.clone().into_owned(), range);
                } else {
                    let node = self.value(range);
                    self.anchors.insert(*anchor, node);
                }
            }
            Event::Alias(anchor) if self.expects_key() => self.set_key(format!("*{anchor}"), range),
            Event::Alias(anchor) => {
                let node = self.value(range);
                let target = self
                    .anchors
                    .get(anchor)
                    .copied()
                    .filter(|target| *target < node);
                if let (Some(node), Some(target)) = (self.spans.nodes.get_mut(node), target) {
                    node.children = Children::Alias(target);
                }
            }
            Event::SequenceStart(anchor, _) => self.open(range, *anchor, false),
            Event::MappingStart(anchor, _) => self.open(range, *anchor, true),
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            Event::DocumentEnd => return None,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => {}
        }
        Some(())
    }

    fn offset(&self, marker: Marker) -> usize {
        if self.offsets.is_empty() {
            return marker.index().min(self.text.len());
        }
        self.offsets
            .get(marker.index())
            .copied()
            .unwrap_or(self.text.len())
    }

    fn expects_key(&self) -> bool {
        self.frames
            .last()
            .is_some_and(|frame| frame.is_object && frame.key.is_none())
    }

    fn set_key(&mut self, name: String, range: Range<usize>) {
        if let Some(frame) = self.frames.last_mut() {
            frame.key = Some((name, range));
        }
    }

    fn value(&mut self, range: Range<usize>) -> usize {
        let key = self.frames.last_mut().and_then(|frame| frame.key.take());
        let parent = self.frames.last().map(|frame| frame.node);
        let range = range.start..range.end.max(range.start);
        self.spans.push(parent, key, range)
    }

    fn open(&mut self, range: Range<usize>, anchor: usize, is_object: bool) {
        // A collection as a key was reported when the text was read; its content is nobody's member.
        let is_key = self.expects_key();
        let node = if is_key {
            self.spans.push(None, None, range)
        } else {
            self.value(range)
        };
        if let Some(node) = self.spans.nodes.get_mut(node) {
            node.children = if is_object {
                Children::Members(Vec::new())
            } else {
                Children::Elements(Vec::new())
            };
        }
        self.anchors.insert(anchor, node);
        self.frames.push(Frame {
            node,
            is_object,
            is_key,
            key: None,
        });
    }

    fn close(&mut self, end: usize) {
        let Some(frame) = self.frames.pop() else {
            return;
        };
        let Some(node) = self.spans.nodes.get_mut(frame.node) else {
            return;
        };
        let text = self.text.get(node.value.start..end).unwrap_or_default();
        node.value.end = node.value.start + text.trim_end().len();
        let range = node.value.clone();
        if frame.is_key {
            // No two such keys are taken for the same.
            self.set_key(format!("{BY_INDEX}{}", range.start), range);
        }
    }
}
