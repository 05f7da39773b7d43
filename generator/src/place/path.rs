//! The way from the root to the node at hand, kept on the stack while a tree is walked.
//!
//! In: one step at a time. Out: a [`Pointer`], built only when something is reported. What always holds: the depth is
//! known at each step, so that every walk can be bounded.

use super::pointer::{Pointer, push_token};

/// The deepest nesting of objects and arrays that is read; both parsers give up a little later.
pub(crate) const MAX_DEPTH: usize = 120;

/// One step into a tree.
#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Member(&'a str),
    Element(usize),
}

/// A place in a tree: its parent's place, and the last step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    last: Option<(&'a At<'a>, Step<'a>)>,
    depth: usize,
}

impl<'a> At<'a> {
    /// The root.
    pub(crate) const ROOT: At<'static> = At {
        last: None,
        depth: 0,
    };

    /// A member of the object here.
    pub(crate) fn member(&'a self, name: &'a str) -> At<'a> {
        At {
            last: Some((self, Step::Member(name))),
            depth: self.depth + 1,
        }
    }

    /// An element of the array here.
    pub(crate) fn element(&'a self, index: usize) -> At<'a> {
        At {
            last: Some((self, Step::Element(index))),
            depth: self.depth + 1,
        }
    }

    /// How many steps from the root.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The whole way as a JSON pointer.
    pub(crate) fn pointer(&self) -> Pointer {
        let mut steps = Vec::with_capacity(self.depth);
        let mut here = self;
        while let Some((parent, step)) = here.last {
            steps.push(step);
            here = parent;
        }
        let mut text = String::new();
        for step in steps.iter().rev() {
            match step {
                Step::Member(name) => push_token(&mut text, name),
                Step::Element(index) => push_token(&mut text, &index.to_string()),
            }
        }
        Pointer::from_text(text)
    }
}
