//! Where each node of a text stands, by JSON pointer.
//!
//! In: the nodes of one text in its order, from the parser that makes the value of them. Out: [`Spans`]. What always holds:
//! every range lies in the text; a pointer to nothing is answered with the nearest node above it; the nodes lie in one list,
//! outer ones first, so that there is no recursion, and a name that the text spells as it is takes no memory.

use std::collections::HashMap;
use std::ops::Range;

use super::pointer::Pointer;

/// The longest flow collection that is shown whole; of a longer one, the key.
const LONGEST_SHOWN: usize = 80;

/// The spans of one text.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    /// Index 0 is the root; what is inside a node comes right behind it.
    nodes: Vec<SpanNode>,
    /// The names of members whose keys are written otherwise than they read: with escapes, say.
    names: HashMap<usize, Box<str>>,
}

#[derive(Debug)]
struct SpanNode {
    key: Option<Range<usize>>,
    value: Range<usize>,
    kind: NodeKind,
    /// The index of the first node that is not inside this one.
    next: usize,
}

#[derive(Clone, Copy, Debug)]
enum NodeKind {
    Scalar,
    Object,
    Array,
    /// A YAML alias: the node that it repeats.
    Alias(usize),
}

impl Spans {
    /// The part of `text` to show for the node at `pointer`, or for the nearest one above it.
    pub(crate) fn shown(&self, text: &str, pointer: &Pointer) -> Range<usize> {
        match self.find(text, pointer) {
            Some(node) => self.shown_node(text, node),
            None => first_line(text),
        }
    }

    /// The part of `text` to show for the node of an index.
    pub(crate) fn shown_node(&self, text: &str, index: usize) -> Range<usize> {
        let Some(node) = self.nodes.get(index) else {
            return first_line(text);
        };
        let value = text.get(node.value.clone()).unwrap_or_default();
        let is_flow = value.starts_with(['{', '[']);
        let fits = value.len() <= LONGEST_SHOWN && !value.contains('\n');
        match (node.kind, &node.key) {
            (NodeKind::Scalar | NodeKind::Alias(_), _) if !value.is_empty() => node.value.clone(),
            (_, Some(_)) if is_flow && fits => node.value.clone(),
            (_, Some(key)) => key.clone(),
            (_, None) if node.value.start == 0 || value.is_empty() => first_line(text),
            (_, None) => {
                let end = value.find('\n').unwrap_or(value.len()).min(LONGEST_SHOWN);
                let end = (end..=value.len())
                    .find(|end| value.is_char_boundary(*end))
                    .unwrap_or(0);
                node.value.start..node.value.start + end
            }
        }
    }

    /// The key of the node at `pointer`.
    pub(crate) fn key(&self, text: &str, pointer: &Pointer) -> Option<Range<usize>> {
        self.nodes.get(self.find(text, pointer)?)?.key.clone()
    }

    /// All of the node at `pointer`, its key included, or of the nearest one above it.
    pub(crate) fn whole(&self, text: &str, pointer: &Pointer) -> Option<Range<usize>> {
        let index = self.find(text, pointer)?;
        let node = self.nodes.get(index)?;
        let start = node.key.as_ref().unwrap_or(&node.value).start;
        // A parser of YAML notices that a block has ended when the next one begins: its last node has an end of its own.
        let mut last = index;
        while let Some(child) = self.children(last).last() {
            let value = &self.nodes.get(last)?.value;
            if text.get(value.start..)?.starts_with(['{', '[']) {
                break;
            }
            last = child;
        }
        Some(start..self.nodes.get(last)?.value.end.max(start))
    }

    /// Each key of an object that it has already: where it stands, and where it stood first.
    pub(crate) fn repeated_keys(
        &self,
        text: &str,
        object: usize,
    ) -> Vec<(Range<usize>, Range<usize>)> {
        let mut first: HashMap<&str, Range<usize>> = HashMap::new();
        let mut repeated = Vec::new();
        for child in self.children(object) {
            let (Some(name), Some(key)) = (
                self.name(text, child),
                self.nodes.get(child).and_then(|node| node.key.clone()),
            ) else {
                continue;
            };
            match first.get(name) {
                Some(first) => repeated.push((key, first.clone())),
                None => drop(first.insert(name, key)),
            }
        }
        repeated
    }

    /// The index of the node at `pointer`, or of the nearest one above it; `None` if there are no nodes.
    fn find(&self, text: &str, pointer: &Pointer) -> Option<usize> {
        let mut here = (!self.nodes.is_empty()).then_some(0)?;
        for token in pointer.tokens() {
            // An alias points back, to a node that was complete before it: this ends.
            let mut inside = here;
            while let Some(NodeKind::Alias(target)) = self.nodes.get(inside).map(|node| node.kind) {
                inside = target;
            }
            let child = match self.nodes.get(inside)?.kind {
                NodeKind::Object => self
                    .children(inside)
                    .find(|child| self.name(text, *child) == Some(&*token)),
                NodeKind::Array => token
                    .parse()
                    .ok()
                    .and_then(|index| self.children(inside).nth(index)),
                NodeKind::Scalar | NodeKind::Alias(_) => None,
            };
            match child {
                Some(child) => here = child,
                None => break,
            }
        }
        Some(here)
    }

    /// The nodes directly inside one.
    fn children(&self, index: usize) -> impl Iterator<Item = usize> {
        let end = self.nodes.get(index).map_or(0, |node| node.next);
        let first = Some(index + 1).filter(|first| *first < end);
        std::iter::successors(first, move |child| {
            let next = self.nodes.get(*child)?.next;
            Some(next).filter(|next| *next < end)
        })
    }

    /// The name of a member.
    fn name<'s>(&'s self, text: &'s str, index: usize) -> Option<&'s str> {
        if let Some(name) = self.names.get(&index) {
            return Some(name);
        }
        let key = self.nodes.get(index)?.key.clone()?;
        Some(unquoted(text.get(key)?))
    }
}

/// The spans of a text that is being read.
#[derive(Debug)]
pub(crate) struct SpansBuilder<'t> {
    text: &'t str,
    spans: Spans,
}

/// A key: its name, and where it stands.
pub(crate) type Key<'k> = (&'k str, Range<usize>);

impl<'t> SpansBuilder<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Self {
            text,
            spans: Spans::default(),
        }
    }

    /// Enters an object or an array that starts here; answers its index.
    pub(crate) fn open(&mut self, key: Option<Key<'_>>, start: usize, is_object: bool) -> usize {
        let kind = if is_object {
            NodeKind::Object
        } else {
            NodeKind::Array
        };
        self.push(key, start..start, kind)
    }

    /// Closes a collection where its last node ends; answers where it starts.
    pub(crate) fn close(&mut self, index: usize, end: usize) -> usize {
        let next = self.spans.nodes.len();
        let Some(node) = self.spans.nodes.get_mut(index) else {
            return 0;
        };
        node.next = next;
        node.value.end = end.max(node.value.start);
        node.value.start
    }

    /// Enters a node that holds no others; answers its index.
    pub(crate) fn leaf(&mut self, key: Option<Key<'_>>, range: Range<usize>) -> usize {
        self.push(key, range, NodeKind::Scalar)
    }

    /// Enters a node that repeats an earlier, complete one.
    pub(crate) fn alias(
        &mut self,
        key: Option<Key<'_>>,
        range: Range<usize>,
        target: usize,
    ) -> usize {
        let kind = if target < self.spans.nodes.len() {
            NodeKind::Alias(target)
        } else {
            NodeKind::Scalar
        };
        self.push(key, range, kind)
    }

    /// All nodes that were entered.
    pub(crate) fn finish(self) -> Spans {
        self.spans
    }

    fn push(&mut self, key: Option<Key<'_>>, value: Range<usize>, kind: NodeKind) -> usize {
        let index = self.spans.nodes.len();
        let key = key.map(|(name, range)| {
            let spelled = self.text.get(range.clone()).map(unquoted);
            if spelled != Some(name) {
                self.spans.names.insert(index, name.into());
            }
            range
        });
        let value = value.start..value.end.max(value.start);
        self.spans.nodes.push(SpanNode {
            key,
            value,
            kind,
            next: index + 1,
        });
        index
    }
}

/// A key as it is written, without its quotes.
fn unquoted(text: &str) -> &str {
    let inner = |quote: char| text.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}

/// The first line that holds anything.
fn first_line(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let shown: usize = line.chars().take(LONGEST_SHOWN).map(char::len_utf8).sum();
    start..start + shown
}
