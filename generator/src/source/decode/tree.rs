//! A value and the places of its nodes, built together from one pass over a text.
//!
//! In: what a parser meets, in the order of the text: brackets, keys, scalars, aliases. Out: a JSON value, its [`Spans`] and
//! what JSON cannot hold. What always holds: the value has no key twice, unless a fault says so; depth and size are bounded;
//! nothing recurses.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::fault::Fault;
use crate::place::{Key, MAX_DEPTH, Spans, SpansBuilder};

/// How much aliases may add to a text, in nodes, besides one for each of its bytes. A long text counts as several nodes.
const ALIAS_BUDGET: usize = 100_000;
/// How many bytes of text count as one more node.
const BYTES_PER_NODE: usize = 16;

/// The number of an anchor in a YAML text.
pub(super) type Anchor = usize;

/// The two kinds of collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CollectionKind {
    Object,
    Array,
}

/// A tree that is being built.
pub(super) struct Tree<'t> {
    text: &'t str,
    pub(super) faults: Vec<Fault>,
    spans: SpansBuilder<'t>,
    /// The collections around the place at hand, outermost first.
    open: Vec<Collection>,
    root: Value,
    /// The objects that have a key twice.
    repeating: BTreeSet<usize>,
    /// What aliases repeat: the value, and its node unless it is a key.
    anchors: HashMap<Anchor, (Value, Option<usize>)>,
    /// How many more nodes may be copied.
    budget: usize,
}

/// A collection that is not complete yet.
struct Collection {
    node: usize,
    content: Children,
    /// The key whose value comes next.
    key: ObjectState,
    anchor: Option<Anchor>,
}

enum Children {
    Object(Map<String, Value>),
    Array(Vec<Value>),
}

/// What comes next in an object.
enum ObjectState {
    Key,
    Value(String, Range<usize>),
    /// The value of a key that is no text.
    Dropped,
}

impl<'t> Tree<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            faults: Vec::new(),
            spans: SpansBuilder::new(text),
            open: Vec::new(),
            root: Value::Null,
            repeating: BTreeSet::new(),
            anchors: HashMap::new(),
            budget: text.len() + ALIAS_BUDGET,
        }
    }

    /// The value, the places of its nodes, and what is wrong with them.
    pub(super) fn finish(mut self) -> (Value, Spans, Vec<Fault>) {
        let spans = self.spans.finish();
        for object in self.repeating {
            let repeated = spans.repeated_keys(self.text, object).into_iter();
            self.faults.extend(repeated.map(|(key, first)| {
                let name = self.text.get(key.clone()).unwrap_or_default();
                Fault::duplicate(key, name, first.start)
            }));
        }
        (self.root, spans, self.faults)
    }

    /// What is around the place at hand: nothing at the root.
    pub(super) fn around(&self) -> Option<CollectionKind> {
        self.open.last().map(|collection| match collection.content {
            Children::Object(_) => CollectionKind::Object,
            Children::Array(_) => CollectionKind::Array,
        })
    }

    /// Whether a key comes next.
    pub(super) fn expects_key(&self) -> bool {
        self.open.last().is_some_and(|innermost| {
            matches!(
                (&innermost.content, &innermost.key),
                (Children::Object(_), ObjectState::Key)
            )
        })
    }

    /// How many collections are around the place at hand.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// A key.
    pub(super) fn key(&mut self, name: String, range: Range<usize>) {
        if let Some(innermost) = self.open.last_mut() {
            innermost.key = ObjectState::Value(name, range);
        }
    }

    /// A key that is no text: its value is read for what is wrong with it.
    pub(super) fn no_key(&mut self) {
        if let Some(innermost) = self.open.last_mut() {
            innermost.key = ObjectState::Dropped;
        }
    }

    /// The start of a collection; answers its node.
    pub(super) fn open(
        &mut self,
        kind: CollectionKind,
        start: usize,
        anchor: Option<Anchor>,
    ) -> Result<usize, Fault> {
        self.check_depth(0, start)?;
        let key = key_at_hand(&self.open);
        let (node, content) = match kind {
            CollectionKind::Object => (
                self.spans.open(key, start, true),
                Children::Object(Map::new()),
            ),
            CollectionKind::Array => (
                self.spans.open(key, start, false),
                Children::Array(Vec::new()),
            ),
        };
        self.open.push(Collection {
            node,
            content,
            key: ObjectState::Key,
            anchor,
        });
        Ok(node)
    }

    /// The end of the innermost collection.
    pub(super) fn close(&mut self, end: usize) -> Result<(), Fault> {
        let Some(collection) = self.open.pop() else {
            return Ok(());
        };
        let start = self.spans.close(collection.node, end);
        let value = match collection.content {
            Children::Object(members) => Value::Object(members),
            Children::Array(elements) => Value::Array(elements),
        };
        if let Some(anchor) = collection.anchor {
            self.charge(weight(&value), start..start + 1)?;
            let anchored = (value.clone(), Some(collection.node));
            self.anchors.insert(anchor, anchored);
        }
        self.put(value);
        Ok(())
    }

    /// A value that holds no others; answers its node.
    pub(super) fn scalar(
        &mut self,
        value: Value,
        range: Range<usize>,
        anchor: Option<Anchor>,
    ) -> Result<usize, Fault> {
        self.check_depth(0, range.start)?;
        let node = self.spans.leaf(key_at_hand(&self.open), range);
        if let Some(anchor) = anchor {
            self.anchors.insert(anchor, (value.clone(), Some(node)));
        }
        self.put(value);
        Ok(node)
    }

    /// Remembers what an alias of a key repeats.
    pub(super) fn anchor_key(&mut self, anchor: Anchor, value: Value) {
        self.anchors.insert(anchor, (value, None));
    }

    /// A copy of what an alias repeats; `None` if that is not complete.
    pub(super) fn repeat(
        &mut self,
        anchor: Anchor,
        range: Range<usize>,
    ) -> Result<Option<Value>, Fault> {
        let Some((value, _)) = self.anchors.get(&anchor) else {
            return Ok(None);
        };
        self.check_depth(height(value), range.start)?;
        self.charge(weight(value), range)?;
        let value = self.anchors.get(&anchor).map(|(value, _)| value.clone());
        Ok(value)
    }

    /// A value that repeats another.
    pub(super) fn alias(&mut self, anchor: Anchor, range: Range<usize>) -> Result<(), Fault> {
        let Some(value) = self.repeat(anchor, range.clone())? else {
            let mut around = self.open.iter().filter_map(|collection| collection.anchor);
            if around.any(|around| around == anchor) {
                self.faults.push(Fault::alias_in_itself(range.clone()));
            }
            return self.scalar(Value::Null, range, None).map(|_| ());
        };
        let target = self.anchors.get(&anchor).and_then(|(_, node)| *node);
        let key = key_at_hand(&self.open);
        match target {
            Some(target) => self.spans.alias(key, range, target),
            None => self.spans.leaf(key, range),
        };
        self.put(value);
        Ok(())
    }

    fn put(&mut self, value: Value) {
        let Some(innermost) = self.open.last_mut() else {
            self.root = value;
            return;
        };
        match &mut innermost.content {
            Children::Array(elements) => elements.push(value),
            Children::Object(members) => {
                let ObjectState::Value(name, _) =
                    std::mem::replace(&mut innermost.key, ObjectState::Key)
                else {
                    return;
                };
                match members.entry(name) {
                    Entry::Vacant(entry) => drop(entry.insert(value)),
                    Entry::Occupied(_) => drop(self.repeating.insert(innermost.node)),
                }
            }
        }
    }

    /// Refuses what holds `height` levels of nodes below the place at hand, if that is too deep.
    fn check_depth(&self, height: usize, at: usize) -> Result<(), Fault> {
        if self.open.len() + height > MAX_DEPTH {
            return Err(Fault::too_deep(at));
        }
        Ok(())
    }

    /// Pays for the copy of a value.
    fn charge(&mut self, weight: usize, at: Range<usize>) -> Result<(), Fault> {
        let left = self.budget.checked_sub(weight);
        self.budget = left.ok_or_else(|| Fault::alias_bomb(at))?;
        Ok(())
    }
}

/// The key whose value comes next.
fn key_at_hand(open: &[Collection]) -> Option<Key<'_>> {
    match &open.last()?.key {
        ObjectState::Value(name, range) => Some((name, range.clone())),
        ObjectState::Key | ObjectState::Dropped => None,
    }
}

/// What it costs to copy a value, in nodes.
fn weight(value: &Value) -> usize {
    let mut pending = vec![value];
    let mut weight = 0;
    while let Some(value) = pending.pop() {
        weight += 1;
        match value {
            Value::String(text) => weight += text.len() / BYTES_PER_NODE,
            Value::Array(elements) => pending.extend(elements),
            Value::Object(members) => {
                weight += members
                    .keys()
                    .map(|name| name.len() / BYTES_PER_NODE)
                    .sum::<usize>();
                pending.extend(members.values());
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }
    weight
}

/// How many levels of nodes a value holds: none if it is a scalar.
fn height(value: &Value) -> usize {
    let mut pending = vec![(value, 0)];
    let mut highest = 0;
    while let Some((value, depth)) = pending.pop() {
        highest = highest.max(depth);
        match value {
            Value::Array(elements) => pending.extend(elements.iter().map(|one| (one, depth + 1))),
            Value::Object(members) => pending.extend(members.values().map(|one| (one, depth + 1))),
            _ => {}
        }
    }
    highest
}
