//! YAML 1.2, from saphyr's events.
//!
//! In: the text. Out: what its one document holds, into a [`Tree`]. What always holds: what JSON cannot hold is a fault, after
//! which reading goes on; only what the parser can't read, a second document, and a limit of depth or size end it.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, Tag};
use serde_json::Value;

use super::fault::Fault;
use super::scalar::{self, Wrong};
use super::tree::{Anchor, CollectionKind, Tree};
use crate::place::MAX_DEPTH;

/// Reads a text.
pub(super) fn read<'t>(text: &'t str, tree: &mut Tree<'t>) -> Result<(), Fault> {
    if let Some((at, _)) = text.char_indices().find(|(_, one)| !is_printable(*one)) {
        let message = "a control character stands here; write it as an escape in double quotes";
        return Err(Fault::syntax("YAML", message, at));
    }
    let mut reader = YamlReader {
        text,
        offsets: Offsets::new(text),
        tree,
        documents: 0,
        key: None,
    };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| reader.refused(&error))?;
        reader.event(event, span)?;
    }
    match reader.documents {
        0 => Err(Fault::empty()),
        _ => Ok(()),
    }
}

struct YamlReader<'t, 'r> {
    text: &'t str,
    offsets: Offsets<'t>,
    tree: &'r mut Tree<'t>,
    /// How many documents have started.
    documents: usize,
    /// The collection that is being read where a key is expected.
    key: Option<CollectionAsKey>,
}

/// A collection in the place of a key: a fault, and nothing of it is kept.
struct CollectionAsKey {
    start: usize,
    what: &'static str,
    /// How many collections of it are open.
    depth: usize,
}

impl<'t> YamlReader<'t, '_> {
    fn event(&mut self, event: Event<'t>, span: Span) -> Result<(), Fault> {
        let range = self.offsets.of(span.start)..self.offsets.of(span.end);
        match event {
            Event::DocumentStart(_) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(Fault::second_document(range.start));
                }
            }
            Event::SequenceStart(anchor, tag) => {
                self.open(CollectionKind::Array, range.start, anchor, tag)?
            }
            Event::MappingStart(anchor, tag) => {
                self.open(CollectionKind::Object, range.start, anchor, tag)?
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range, span.is_empty())?,
            // Nothing of a collection in the place of a key is kept.
            _ if self.key.is_some() => {}
            Event::Scalar(text, style, anchor, tag) => {
                let is_key = self.tree.expects_key();
                if is_key && style == ScalarStyle::Plain && tag.is_none() && text == "<<" {
                    self.tree.faults.push(Fault::merge(range.clone()));
                }
                let value = value(text, style, tag.as_deref());
                match is_key {
                    true => self.scalar_as_key(value, range, named(anchor)),
                    false => self.scalar(value, range, named(anchor))?,
                }
            }
            Event::Alias(anchor) if self.tree.expects_key() => {
                let value = self.tree.repeat(anchor, range.clone())?;
                let name = value.map_or(Err("an alias of what it stands in"), key_of);
                self.set_key(name, range);
            }
            Event::Alias(anchor) => self.tree.alias(anchor, range)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        Ok(())
    }

    fn open(
        &mut self,
        kind: CollectionKind,
        start: usize,
        anchor: Anchor,
        tag: Option<Cow<'_, Tag>>,
    ) -> Result<(), Fault> {
        if self.key.is_some() || self.tree.expects_key() {
            let what = match kind {
                CollectionKind::Object => "an object",
                CollectionKind::Array => "an array",
            };
            let key = self.key.get_or_insert(CollectionAsKey {
                start,
                what,
                depth: 0,
            });
            key.depth += 1;
            if self.tree.depth() + key.depth > MAX_DEPTH {
                return Err(Fault::too_deep(start));
            }
            return Ok(());
        }
        let node = self.tree.open(kind, start, named(anchor))?;
        let expected = match kind {
            CollectionKind::Object => "map",
            CollectionKind::Array => "seq",
        };
        if let Some(Err(wrong)) = tag.map(|tag| scalar::check_collection(&tag, expected)) {
            self.tree.faults.push(Fault::node(node, &wrong));
        }
        Ok(())
    }

    fn close(&mut self, range: Range<usize>, is_empty: bool) -> Result<(), Fault> {
        // A block ends where the next token starts, and a bracket's event takes in what is blank behind it.
        let is_bracket = !is_empty
            && self
                .text
                .get(range.start..)
                .is_some_and(|rest| rest.starts_with([']', '}']));
        let end = match is_bracket {
            true => range.start + 1,
            false => self
                .text
                .get(..range.end)
                .unwrap_or_default()
                .trim_end()
                .len(),
        };
        let Some(key) = &mut self.key else {
            return self.tree.close(end);
        };
        key.depth -= 1;
        if key.depth == 0 {
            let (range, what) = (key.start..end, key.what);
            self.key = None;
            self.set_key(Err(what), range);
        }
        Ok(())
    }

    fn scalar(
        &mut self,
        value: Result<Value, Wrong>,
        range: Range<usize>,
        anchor: Option<Anchor>,
    ) -> Result<(), Fault> {
        match value {
            Ok(value) => self.tree.scalar(value, range, anchor).map(|_| ()),
            Err(wrong) => {
                let node = self.tree.scalar(Value::Null, range, anchor)?;
                self.tree.faults.push(Fault::node(node, &wrong));
                Ok(())
            }
        }
    }

    fn scalar_as_key(
        &mut self,
        value: Result<Value, Wrong>,
        range: Range<usize>,
        anchor: Option<Anchor>,
    ) {
        if let Some(anchor) = anchor {
            let value = value.as_ref().ok().cloned();
            self.tree.anchor_key(anchor, value.unwrap_or_default());
        }
        let name = match value {
            Ok(value) => key_of(value),
            Err(Wrong::NotFinite) => Err(NUMBER),
            Err(Wrong::Tag(_) | Wrong::Contradicted(_)) => Err("a tagged value"),
        };
        self.set_key(name, range);
    }

    /// Sets the key, or says what stands in its place.
    fn set_key(&mut self, name: Result<String, &'static str>, range: Range<usize>) {
        match name {
            Ok(name) => self.tree.key(name, range),
            Err(what) => {
                self.tree.faults.push(Fault::key(range, what));
                self.tree.no_key();
            }
        }
    }

    /// Why the parser stopped.
    fn refused(&mut self, error: &ScanError) -> Fault {
        let offset = self.offsets.of(*error.marker());
        let before = self.text.get(..offset).unwrap_or_default();
        match too_deep(before) {
            Some(at) => Fault::too_deep(at),
            None => Fault::syntax("YAML", error.info(), offset),
        }
    }
}

/// Whether YAML (1.2.2, section 5.1) lets a character stand in a text.
fn is_printable(character: char) -> bool {
    matches!(
        character,
        '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{A0}'..='\u{FFFD}' | '\u{10000}'..
    )
}

/// A key that is a number, but not a whole one.
const NUMBER: &str = "a number with a fraction, or a very large one";

/// What numbers the anchors: 0 stands for none.
fn named(anchor: Anchor) -> Option<Anchor> {
    Some(anchor).filter(|anchor| *anchor > 0)
}

/// What a scalar stands for.
fn value(text: Cow<'_, str>, style: ScalarStyle, tag: Option<&Tag>) -> Result<Value, Wrong> {
    let value = match (tag, style) {
        (Some(tag), _) => scalar::tagged(tag, &text)?,
        (None, ScalarStyle::Plain) => scalar::plain(&text)?,
        (None, _) => None,
    };
    Ok(value.unwrap_or_else(|| Value::String(text.into_owned())))
}

/// The name that a value is as a key; else what it is. Whole numbers pass: status codes are written without quotes.
fn key_of(value: Value) -> Result<String, &'static str> {
    match value {
        Value::String(name) => Ok(name),
        Value::Number(number) if number.is_f64() => Err(NUMBER),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(_) => Err("a boolean"),
        Value::Null => Err("null"),
        Value::Array(_) => Err("an array"),
        Value::Object(_) => Err("an object"),
    }
}

/// Where collections nest too deeply in a text that breaks off. The parser reads ahead of its events, and stops at a limit of
/// its own, which may come before any event has told the depth.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for event in Parser::new_from_str(text) {
        let (event, span) = event.ok()?;
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) if depth > MAX_DEPTH => {
                return Some(Offsets::new(text).of(span.start));
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// The byte offsets of characters, which is what the parser counts.
struct Offsets<'t> {
    text: &'t str,
    is_ascii: bool,
    /// How many characters and bytes stand before the place that was asked for last.
    last: (usize, usize),
}

impl<'t> Offsets<'t> {
    fn new(text: &'t str) -> Self {
        Self {
            text,
            is_ascii: text.is_ascii(),
            last: (0, 0),
        }
    }

    /// The offset of a marker. The work is in proportion to the distance from the last one.
    fn of(&mut self, marker: Marker) -> usize {
        let wanted = marker.index();
        if self.is_ascii {
            return wanted.min(self.text.len());
        }
        let (mut characters, mut bytes) = self.last;
        let (before, behind) = self.text.split_at_checked(bytes).unwrap_or((self.text, ""));
        if characters <= wanted {
            for character in behind.chars().take(wanted - characters) {
                characters += 1;
                bytes += character.len_utf8();
            }
        } else {
            for character in before.chars().rev().take(characters - wanted) {
                characters -= 1;
                bytes -= character.len_utf8();
            }
        }
        self.last = (characters, bytes);
        bytes
    }
}
