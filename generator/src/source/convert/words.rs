//! What the conversions of all versions share.
//!
//! In: a document in its own words. Out: what is known of it while it is converted; at the end, the [`Converted`] document. What
//! always holds: what is found is said by published places, and comes out by places in the converted document.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::Converted;
use super::node::{ConvertedNode, ConvertedTree};
use crate::diagnostic::{Diagnostic, Place};
use crate::place::{At, MAX_DEPTH, Pointer, Subtree};
use crate::source::keywords;
use crate::source::kind::ObjectKind;
use crate::source::version::Version;

/// A member of no document, below which what has no place of its own is found where it was published.
const PUBLISHED: &str = "x-published";

/// A document on its way to other words.
pub(super) struct Words<'d> {
    pub(super) root: &'d Value,
    version: Version,
    /// What was found, by published places.
    pub(super) found: Vec<Diagnostic>,
    /// Names of schemas that are no pointers, with their places: `#anchor` or what `$id` says.
    pub(super) anchors: HashMap<String, Pointer>,
    /// Schemas that stood within others, by the names they have as components.
    pub(super) lifted: Vec<(String, ConvertedNode)>,
    /// Reads one schema of the version.
    read_schema: ReadSchema,
}

/// Reads a schema at its published place.
pub(super) type ReadSchema = fn(&mut Words<'_>, &Value, &Pointer) -> ConvertedNode;

impl<'d> Words<'d> {
    pub(super) fn new(version: Version, root: &'d Value, read_schema: ReadSchema) -> Self {
        Self {
            root,
            version,
            found: Vec::new(),
            anchors: HashMap::new(),
            lifted: Vec::new(),
            read_schema,
        }
    }

    /// Converts a schema, wherever it stands.
    pub(super) fn schema(&mut self, value: &Value, at: &Pointer) -> ConvertedNode {
        (self.read_schema)(self, value, at)
    }

    /// Reports the members of an object that its kind does not have.
    pub(super) fn check(&mut self, kind: ObjectKind, members: &Map<String, Value>, at: &Pointer) {
        let names = members.keys();
        keywords::check(self.version, kind, names, &At::of(at), &mut self.found);
    }

    /// Whether an object of OpenAPI 3.0 has a member of this name.
    pub(super) fn is_usual(kind: ObjectKind, name: &str) -> bool {
        let known = keywords::known(kind);
        known.is_none_or(|known| known.contains(&name)) || name.starts_with("x-")
    }

    /// Says that a keyword means nothing to a client.
    pub(super) fn unenforced(&mut self, at: Pointer, help: &str) {
        let name = at.tokens().last().unwrap_or_default();
        let message = format!("`{name}` is not enforced");
        self.found.push(
            Diagnostic::warning("unenforced-keyword", Place::Key(at), message)
                .label("a client neither checks nor documents this")
                .help(help),
        );
    }

    /// The document that a root node makes.
    pub(super) fn finish<'v>(self, root: ConvertedNode) -> Converted<'v> {
        let mut tree = ConvertedTree::of(root);
        let mut references = HashMap::new();
        for (at, text) in std::mem::take(&mut tree.references) {
            if let Some(now) = self.reference(&tree, &text)
                && let Some(here) = tree.value.pointer_mut(at.as_str())
            {
                *here = Value::String(now.clone());
                references.entry(now).or_insert(text);
            }
        }
        let beyond = Subtree::of((0, Pointer::root()));
        tree.places.put(&[PUBLISHED.to_owned()], beyond);
        let too_deep = std::mem::take(&mut tree.too_deep);
        let too_deep = too_deep.into_iter().map(too_deep_at);
        let found = self.found.into_iter().chain(too_deep);
        let found = found.map(|one| landed(&tree, one)).collect();
        Converted {
            value: std::borrow::Cow::Owned(tree.value),
            places: tree.places,
            references,
            found,
        }
    }

    /// How a reference has to be written to lead where it led; `None` if it is right as it is.
    fn reference(&self, tree: &ConvertedTree, text: &str) -> Option<String> {
        let (target, is_pointer) = match self.anchors.get(text) {
            Some(anchored) => (anchored.clone(), false),
            None => {
                let fragment = text.strip_prefix('#')?;
                (Pointer::from_fragment(fragment)?.normalised(), true)
            }
        };
        let now = tree.landing(&target);
        if is_pointer && now == target {
            return None;
        }
        Some(format!("#{}", now.as_str().replace('%', "%25")))
    }
}

/// What was found, where that is in the tree.
fn landed(tree: &ConvertedTree, mut found: Diagnostic) -> Diagnostic {
    let place = |published: &Pointer| {
        let at = tree.landing(published);
        if tree.places.origin(&at).1 == *published {
            return at;
        }
        let tokens = published.tokens();
        tokens.fold(Pointer::root().child(PUBLISHED), |at, token| {
            at.child(token)
        })
    };
    found.place = match found.place {
        Place::Document(at) => Place::Document(place(&at)),
        Place::Key(at) => Place::Key(place(&at)),
        elsewhere @ (Place::File(..) | Place::Text(..)) => elsewhere,
    };
    for mend in &mut found.mends {
        mend.at = place(&mend.at);
    }
    found
}

fn too_deep_at(at: Pointer) -> Diagnostic {
    let message = format!("in the words of OpenAPI 3.0, this nests deeper than {MAX_DEPTH} levels");
    Diagnostic::error("too-deep", Place::Document(at), message)
        .label("what is in here is not read")
        .help("give inner schemas names of their own, and refer to them")
}
