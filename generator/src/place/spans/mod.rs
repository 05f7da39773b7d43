//! Where each node of a text stands, by JSON pointer.
//!
//! In: a text that was read without error (YAML or JSON). Out: [`Spans`]. What always holds: every range lies in the text;
//! a pointer to nothing is answered with the nearest node above it; the work is linear in the text, without recursion.

mod json;
mod yaml;

pub(crate) use yaml::{Refusal, check_depth};

use std::ops::Range;

use super::file::Format;
use super::pointer::Pointer;

/// The longest flow collection that is shown whole; of a longer one, the key.
const LONGEST_SHOWN: usize = 80;

/// What stands before the index of a member whose key is not text, in a pointer's token.
pub(crate) const BY_INDEX: char = '\0';

/// The spans of one text.
#[derive(Debug, Default)]
pub(crate) struct Spans {
    nodes: Vec<Node>,
    /// Each key that its object already has: where it stands, and where it stood first.
    pub(crate) duplicates: Vec<(Range<usize>, Range<usize>)>,
}

/// One node: index 0 is the root.
#[derive(Debug)]
struct Node {
    key: Option<Range<usize>>,
    value: Range<usize>,
    children: Children,
}

#[derive(Debug)]
enum Children {
    None,
    Members(Vec<(String, usize)>),
    Elements(Vec<usize>),
    /// A YAML alias: the node that it repeats.
    Alias(usize),
}

/// Finds every node of a text.
pub(crate) fn of(text: &str, format: Format) -> Spans {
    match format {
        Format::Json => json::spans(text),
        Format::Yaml => yaml::spans(text),
    }
}

impl Spans {
    /// The part of `text` to show for the node at `pointer`, or for the nearest one above it.
    pub(crate) fn shown(&self, text: &str, pointer: &Pointer) -> Range<usize> {
        let Some(node) = self.find(pointer) else {
            return first_line(text);
        };
        let value = text.get(node.value.clone()).unwrap_or_default();
        let is_flow = value.starts_with(['{', '[']);
        let fits = value.len() <= LONGEST_SHOWN && !value.contains('\n');
        match (&node.children, &node.key) {
            (Children::None | Children::Alias(_), _) if !value.is_empty() => node.value.clone(),
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
    pub(crate) fn key(&self, pointer: &Pointer) -> Option<Range<usize>> {
        self.find(pointer).and_then(|node| node.key.clone())
    }

    /// The key that starts at a byte offset.
    pub(crate) fn key_at(&self, offset: usize) -> Option<Range<usize>> {
        let keys = self.nodes.iter().filter_map(|node| node.key.as_ref());
        keys.filter(|key| key.start == offset)
            .max_by_key(|key| key.end)
            .cloned()
    }

    /// The node at `pointer`, or the nearest one above it.
    fn find(&self, pointer: &Pointer) -> Option<&Node> {
        let mut node = self.nodes.first()?;
        for token in pointer.tokens() {
            // An alias points back, to a node that was complete before it: this ends.
            while let Children::Alias(target) = node.children {
                node = self.nodes.get(target)?;
            }
            let child = match &node.children {
                Children::Members(members) => match token.strip_prefix(BY_INDEX) {
                    Some(index) => index
                        .parse()
                        .ok()
                        .and_then(|index: usize| members.get(index)),
                    None => members.iter().find(|(name, _)| *name == token),
                }
                .map(|(_, child)| *child),
                Children::Elements(elements) => token
                    .parse()
                    .ok()
                    .and_then(|index: usize| elements.get(index).copied()),
                Children::None | Children::Alias(_) => None,
            };
            match child.and_then(|child| self.nodes.get(child)) {
                Some(child) => node = child,
                None => break,
            }
        }
        Some(node)
    }

    /// Appends a node and enters it into its parent; answers its index.
    fn push(
        &mut self,
        parent: Option<usize>,
        key: Option<(String, Range<usize>)>,
        value: Range<usize>,
    ) -> usize {
        let index = self.nodes.len();
        let (name, key) = key.map_or((None, None), |(name, range)| (Some(name), Some(range)));
        match parent
            .and_then(|parent| self.nodes.get_mut(parent))
            .map(|node| &mut node.children)
        {
            Some(Children::Members(members)) => members.push((name.unwrap_or_default(), index)),
            Some(Children::Elements(elements)) => elements.push(index),
            _ => {}
        }
        self.nodes.push(Node {
            key,
            value,
            children: Children::None,
        });
        index
    }

    /// Notes every key that its object already has. Called once, when all nodes are known.
    fn find_duplicates(&mut self) {
        let mut duplicates = Vec::new();
        for node in &self.nodes {
            let Children::Members(members) = &node.children else {
                continue;
            };
            let mut seen = std::collections::HashMap::with_capacity(members.len());
            for (name, child) in members {
                let Some(key) = self.nodes.get(*child).and_then(|child| child.key.clone()) else {
                    continue;
                };
                match seen.get(name) {
                    Some(first) => duplicates.push((key, Range::clone(first))),
                    None => drop(seen.insert(name, key)),
                }
            }
        }
        duplicates.sort_by_key(|(key, _)| key.start);
        self.duplicates = duplicates;
    }
}

/// The first line that holds anything.
fn first_line(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let shown: usize = line.chars().take(LONGEST_SHOWN).map(char::len_utf8).sum();
    start..start + shown
}
