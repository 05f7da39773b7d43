//! Which file each node of the merged document stems from.
//!
//! In: what overlay actions insert and remove. Out: for a pointer into the merged document, the file and the pointer in it.
//! What always holds: only nodes that an overlay put or moved are stored; every other one stems from where its parent does.

use std::collections::BTreeMap;

use super::pointer::Pointer;

/// A node of one file: the file's index and the pointer in it.
pub(crate) type Origin = (usize, Pointer);

/// The origins of a whole document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Provenance {
    root: Branch,
}

/// A node whose origin, or that of something below it, is not its parent's.
#[derive(Clone, Debug, Default)]
struct Branch {
    origin: Option<Origin>,
    children: BTreeMap<String, Branch>,
}

/// The origins of one subtree, to be put elsewhere.
#[derive(Clone, Debug)]
pub(crate) struct Subtree {
    origin: Origin,
    children: BTreeMap<String, Branch>,
}

impl Subtree {
    /// A subtree that stands in one file as a whole.
    pub(crate) fn of(origin: Origin) -> Self {
        Self {
            origin,
            children: BTreeMap::new(),
        }
    }

    /// The subtree of a member or an element.
    pub(crate) fn child(&self, token: &str) -> Self {
        let inherited = (self.origin.0, self.origin.1.child(token));
        match self.children.get(token) {
            Some(node) => Self {
                origin: node.origin.clone().unwrap_or(inherited),
                children: node.children.clone(),
            },
            None => Self::of(inherited),
        }
    }
}

impl Provenance {
    /// Where the node at `pointer` stems from; file 0 is the document.
    pub(crate) fn origin(&self, pointer: &Pointer) -> Origin {
        let tokens: Vec<String> = pointer.tokens().collect();
        self.subtree(&tokens).origin
    }

    /// The origins of the node at `path` and of everything below it.
    pub(crate) fn subtree(&self, path: &[String]) -> Subtree {
        let (mut file, mut pointer) = self.root.origin.clone().unwrap_or_default();
        let mut node = Some(&self.root);
        for token in path {
            node = node.and_then(|node| node.children.get(token));
            match node.and_then(|node| node.origin.clone()) {
                Some(origin) => (file, pointer) = origin,
                None => pointer = pointer.child(token),
            }
        }
        let children = node.map(|node| node.children.clone()).unwrap_or_default();
        Subtree {
            origin: (file, pointer),
            children,
        }
    }

    /// Records that the node at `path` is now a copy of `subtree`.
    pub(crate) fn put(&mut self, path: &[String], subtree: Subtree) {
        let node = self.node(path);
        node.origin = Some(subtree.origin);
        node.children = subtree.children;
    }

    /// Records that a member was removed from the object at `path`.
    pub(crate) fn remove_member(&mut self, path: &[String], name: &str) {
        self.node(path).children.remove(name);
    }

    /// Records that an element was removed from the array at `path`, which had `length` elements.
    pub(crate) fn remove_element(&mut self, path: &[String], index: usize, length: usize) {
        let array = self.subtree(path);
        let moved = (index + 1..length).map(|from| {
            let subtree = array.child(&from.to_string());
            let node = Branch {
                origin: Some(subtree.origin),
                children: subtree.children,
            };
            ((from - 1).to_string(), node)
        });
        let moved: Vec<_> = moved.collect();
        let node = self.node(path);
        node.children.remove(&length.saturating_sub(1).to_string());
        node.children.remove(&index.to_string());
        node.children.extend(moved);
    }

    fn node(&mut self, path: &[String]) -> &mut Branch {
        path.iter().fold(&mut self.root, |node, token| {
            node.children.entry(token.clone()).or_default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(pointer: &str) -> Vec<String> {
        Pointer::from_text(pointer).tokens().collect()
    }

    fn origin(provenance: &Provenance, pointer: &str) -> (usize, String) {
        let (file, pointer) = provenance.origin(&Pointer::from_text(pointer));
        (file, pointer.to_string())
    }

    #[test]
    fn what_no_overlay_touched_stems_from_the_document() {
        assert_eq!(
            origin(&Provenance::default(), "/a/0/b"),
            (0, "/a/0/b".to_owned())
        );
    }

    #[test]
    fn what_is_below_a_put_node_stems_from_the_same_file() {
        let mut provenance = Provenance::default();
        provenance.put(
            &path("/a"),
            Subtree::of((1, Pointer::from_text("/actions/0/update/a"))),
        );
        assert_eq!(
            origin(&provenance, "/a/b"),
            (1, "/actions/0/update/a/b".to_owned())
        );
        assert_eq!(origin(&provenance, "/b"), (0, "/b".to_owned()));
    }

    #[test]
    fn later_elements_move_up_when_one_is_removed() {
        let mut provenance = Provenance::default();
        provenance.put(&path("/a/2"), Subtree::of((1, Pointer::from_text("/new"))));
        provenance.remove_element(&[String::from("a")], 0, 4);
        let origins = [0, 1, 2].map(|index| origin(&provenance, &format!("/a/{index}/x")));
        let expected = [(0, "/a/1/x"), (1, "/new/x"), (0, "/a/3/x")];
        assert_eq!(
            origins,
            expected.map(|(file, pointer)| (file, pointer.to_owned()))
        );
    }

    #[test]
    fn a_copied_subtree_keeps_the_origins_below_it() {
        let mut provenance = Provenance::default();
        provenance.put(&path("/a/b"), Subtree::of((1, Pointer::from_text("/new"))));
        let copied = provenance.subtree(&path("/a"));
        provenance.put(&path("/c"), copied);
        assert_eq!(origin(&provenance, "/c/b"), (1, "/new".to_owned()));
        assert_eq!(origin(&provenance, "/c/d"), (0, "/a/d".to_owned()));
    }
}
