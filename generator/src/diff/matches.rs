//! Which thing of one list is which of another.
//!
//! In: two lists, and what their things are recognised by, strongest first. Out: pairs, and what is left of both. What always
//! holds: nothing is paired twice; the work grows with the lengths, not with their product.

use std::collections::HashMap;
use std::hash::Hash;

/// What is paired so far.
#[derive(Debug)]
pub(super) struct Matches {
    /// By index in the old list: the index in the new one.
    pub(super) old: Vec<Option<usize>>,
    /// By index in the new list: the index in the old one.
    pub(super) new: Vec<Option<usize>>,
}

impl Matches {
    /// Nothing is paired.
    pub(super) fn new(old: usize, new: usize) -> Self {
        Self {
            old: vec![None; old],
            new: vec![None; new],
        }
    }

    /// Pairs what is left and has the same key, in order where several have.
    pub(super) fn by<K: Eq + Hash>(
        &mut self,
        old: impl Fn(usize) -> Option<K>,
        new: impl Fn(usize) -> Option<K>,
    ) {
        let mut open: HashMap<K, std::collections::VecDeque<usize>> = HashMap::new();
        for index in left(&self.new) {
            if let Some(key) = new(index) {
                open.entry(key).or_default().push_back(index);
            }
        }
        for index in left(&self.old) {
            let found = old(index).and_then(|key| open.get_mut(&key)?.pop_front());
            if let Some(found) = found {
                self.pair(index, found);
            }
        }
    }

    /// Pairs two things.
    pub(super) fn pair(&mut self, old: usize, new: usize) {
        if let (Some(one), Some(other)) = (self.old.get_mut(old), self.new.get_mut(new)) {
            *one = Some(new);
            *other = Some(old);
        }
    }

    /// The pairs, in the order of the new list.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let pairs = self.new.iter().enumerate();
        pairs.filter_map(|(new, old)| old.map(|old| (old, new)))
    }

    /// What only the old list has.
    pub(super) fn removed(&self) -> Vec<usize> {
        left(&self.old)
    }

    /// What only the new list has.
    pub(super) fn added(&self) -> Vec<usize> {
        left(&self.new)
    }
}

fn left(list: &[Option<usize>]) -> Vec<usize> {
    let open = list.iter().enumerate().filter(|(_, pair)| pair.is_none());
    open.map(|(index, _)| index).collect()
}
