//! The way from the root to the node at hand, kept on the stack while a tree is walked.
//!
//! In: one step at a time. Out: a [`Pointer`], built only when it is asked for. What always holds: a step allocates
//! nothing.

use super::pointer::{Pointer, push_token};

/// The deepest nesting of objects and arrays that is read, so that a walk over what was read may recurse.
pub(crate) const MAX_DEPTH: usize = 120;

/// How long most pointers are, in bytes; longer ones cost a move.
const USUAL: usize = 160;

/// One step into a tree.
#[derive(Clone, Copy, Debug)]
enum PathStep<'a> {
    /// All the way from the root.
    Way(&'a Pointer),
    Member(&'a str),
    Element(usize),
}

/// A place in a tree: its parent's place, and the last step.
#[derive(Clone, Copy, Debug)]
pub(crate) struct At<'a> {
    last: Option<(&'a At<'a>, PathStep<'a>)>,
}

impl<'a> At<'a> {
    /// The root.
    pub(crate) const ROOT: At<'static> = At { last: None };

    /// The place that a pointer names.
    pub(crate) fn of(pointer: &'a Pointer) -> At<'a> {
        At {
            last: Some((&Self::ROOT, PathStep::Way(pointer))),
        }
    }

    /// A member of the object here.
    pub(crate) fn member(&'a self, name: &'a str) -> At<'a> {
        At {
            last: Some((self, PathStep::Member(name))),
        }
    }

    /// An element of the array here.
    pub(crate) fn element(&'a self, index: usize) -> At<'a> {
        At {
            last: Some((self, PathStep::Element(index))),
        }
    }

    /// The whole way as a JSON pointer.
    pub(crate) fn pointer(&self) -> Pointer {
        let mut text = String::with_capacity(USUAL);
        self.write(&mut text);
        Pointer::from_text(text)
    }

    /// Recurses at most as deep as what is read may be, which is [`MAX_DEPTH`].
    fn write(&self, text: &mut String) {
        let Some((parent, step)) = self.last else {
            return;
        };
        parent.write(text);
        match step {
            PathStep::Way(pointer) => text.push_str(pointer.as_str()),
            PathStep::Member(name) => push_token(text, name),
            PathStep::Element(index) => push_token(text, &index.to_string()),
        }
    }
}
