//! The way from the root to the node at hand, kept on the stack while a tree is walked.
//!
//! In: one step at a time. Out: a [`Pointer`], built only when something is reported. What always holds: a step allocates
//! nothing.

use super::pointer::{Pointer, push_token};

/// The deepest nesting of objects and arrays that is read, so that a walk over what was read may recurse.
pub(crate) const MAX_DEPTH: usize = 120;

/// One step into a tree.
#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    /// All the way from the root.
    Way(&'a Pointer),
    Member(&'a str),
    Element(usize),
}

/// A place in a tree: its parent's place, and the last step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    last: Option<(&'a At<'a>, Step<'a>)>,
}

impl<'a> At<'a> {
    /// The root.
    pub(crate) const ROOT: At<'static> = At { last: None };

    /// The place that a pointer names.
    pub(crate) fn of(pointer: &'a Pointer) -> At<'a> {
        At {
            last: Some((&Self::ROOT, Step::Way(pointer))),
        }
    }

    /// A member of the object here.
    pub(crate) fn member(&'a self, name: &'a str) -> At<'a> {
        At {
            last: Some((self, Step::Member(name))),
        }
    }

    /// An element of the array here.
    pub(crate) fn element(&'a self, index: usize) -> At<'a> {
        At {
            last: Some((self, Step::Element(index))),
        }
    }

    /// The whole way as a JSON pointer.
    pub(crate) fn pointer(&self) -> Pointer {
        let mut steps = Vec::new();
        let mut here = self;
        while let Some((parent, step)) = here.last {
            steps.push(step);
            here = parent;
        }
        let mut text = String::new();
        for step in steps.iter().rev() {
            match step {
                Step::Way(pointer) => text.push_str(pointer.as_str()),
                Step::Member(name) => push_token(&mut text, name),
                Step::Element(index) => push_token(&mut text, &index.to_string()),
            }
        }
        Pointer::from_text(text)
    }
}
