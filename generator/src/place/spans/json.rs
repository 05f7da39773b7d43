//! The spans of a JSON text.
//!
//! In: text that serde_json has accepted. Out: [`Spans`]. What always holds: see [`super`]; text that is not JSON after all
//! yields fewer nodes, never a panic.

use std::ops::Range;

use super::{Children, Spans};

/// Finds every node.
pub(super) fn spans(text: &str) -> Spans {
    let mut scanner = Scanner {
        text,
        spans: Spans::default(),
        open: Vec::new(),
        key: None,
    };
    let mut offset = 0;
    while let Some(byte) = text.as_bytes().get(offset) {
        offset = match byte {
            b'{' | b'[' => scanner.open(offset, *byte == b'{'),
            b'}' | b']' => scanner.close(offset),
            b'"' => scanner.string(offset),
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' => offset + 1,
            _ => scanner.literal(offset),
        };
    }
    scanner.spans.find_duplicates();
    scanner.spans
}

struct Scanner<'t> {
    text: &'t str,
    spans: Spans,
    /// The collections around the place at hand, outermost first.
    open: Vec<usize>,
    /// The key whose value comes next.
    key: Option<(String, Range<usize>)>,
}

impl Scanner<'_> {
    fn open(&mut self, offset: usize, is_object: bool) -> usize {
        let index = self.value(offset..offset + 1);
        if let Some(node) = self.spans.nodes.get_mut(index) {
            node.children = if is_object {
                Children::Members(Vec::new())
            } else {
                Children::Elements(Vec::new())
            };
        }
        self.open.push(index);
        offset + 1
    }

    fn close(&mut self, offset: usize) -> usize {
        if let Some(node) = self
            .open
            .pop()
            .and_then(|index| self.spans.nodes.get_mut(index))
        {
            node.value.end = offset + 1;
        }
        offset + 1
    }

    fn string(&mut self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = offset + 1;
        while let Some(byte) = bytes.get(end) {
            match byte {
                b'"' => break,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        let end = (end + 1).min(bytes.len());
        let parent = self
            .open
            .last()
            .and_then(|index| self.spans.nodes.get(*index));
        let in_object = matches!(
            parent.map(|node| &node.children),
            Some(Children::Members(_))
        );
        if in_object && self.key.is_none() {
            let name = serde_json::from_str(self.text.get(offset..end).unwrap_or_default());
            self.key = Some((name.unwrap_or_default(), offset..end));
        } else {
            self.value(offset..end);
        }
        end
    }

    fn literal(&mut self, offset: usize) -> usize {
        let rest = self.text.as_bytes().get(offset..).unwrap_or_default();
        let length = rest
            .iter()
            .position(|byte| b" \t\r\n,:]}[{\"".contains(byte));
        let end = offset + length.unwrap_or(rest.len()).max(1);
        self.value(offset..end);
        end
    }

    fn value(&mut self, range: Range<usize>) -> usize {
        let key = self.key.take();
        self.spans.push(self.open.last().copied(), key, range)
    }
}
