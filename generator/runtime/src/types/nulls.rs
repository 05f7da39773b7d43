//! Members of an object that are to be null.
//!
//! In: the wish to clear a member of what is both read and sent. Out: whether to write it as `null`. What always holds: where
//! nothing is cleared, nothing is allocated, and this is one pointer.

use std::collections::BTreeSet;
use std::fmt;

/// Which members without a value are to be written as `null`, which clears them, rather than not at all.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct NullMembers(Option<Box<Names>>);

#[derive(Clone, Default, PartialEq, Eq)]
struct Names {
    all: BTreeSet<&'static str>,
}

impl NullMembers {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// Adds a member.
    pub fn add(&mut self, name: &'static str) {
        self.0.get_or_insert_default().all.insert(name);
    }

    /// Takes a member out, as it has a value.
    pub fn remove(&mut self, name: &str) {
        if let Some(names) = &mut self.0 {
            names.all.remove(name);
        }
        self.0.take_if(|names| names.all.is_empty());
    }

    /// Whether a member is one of them.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0
            .as_ref()
            .is_some_and(|names| names.all.contains(name))
    }
}

/// Their names.
impl fmt::Debug for NullMembers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.0.iter().flat_map(|names| &names.all))
            .finish()
    }
}
