//! What components are called that stand in other files.
//!
//! In: what is referred to. Out: a name for each. What always holds: no two of one section have the same.

use std::collections::{HashMap, HashSet};

use crate::place::Pointer;

/// A node of a file: the file's index among all inputs, and where in it.
pub(super) type FileTarget = (usize, Pointer);

/// The components of a document, those of other files among them.
#[derive(Default)]
pub(super) struct ComponentNames {
    given: HashMap<(&'static str, FileTarget), String>,
    taken: HashMap<&'static str, HashSet<String>>,
}

impl ComponentNames {
    /// Takes a name that the document gives itself.
    pub(super) fn take(&mut self, section: &'static str, name: &str) {
        self.taken
            .entry(section)
            .or_default()
            .insert(name.to_owned());
    }

    /// Says that a node is what the document calls so.
    pub(super) fn give(&mut self, section: &'static str, target: FileTarget, name: &str) {
        let known = self.given.entry((section, target));
        known.or_insert_with(|| name.to_owned());
    }

    /// The name of a node, if it has one.
    pub(super) fn of(&self, section: &'static str, target: &FileTarget) -> Option<String> {
        self.given.get(&(section, target.clone())).cloned()
    }

    /// ComponentNames a node as its pointer does, or as its file is called; of two, the later one has its file in front.
    pub(super) fn invent(
        &mut self,
        section: &'static str,
        target: &FileTarget,
        path: &str,
    ) -> String {
        let file = path.rsplit('/').next().unwrap_or_default();
        let stem = file.split('.').next().unwrap_or_default();
        let folder = path.rsplit('/').nth(1).unwrap_or_default();
        let last = target.1.tokens().last().filter(|last| !last.is_empty());
        let (name, around) = match last {
            Some(last) => (last, stem),
            None => (stem.to_owned(), folder),
        };
        let taken = self.taken.entry(section).or_default();
        let longer = match around.trim_matches('.') {
            "" => format!("{name}_2"),
            around => format!("{around}_{name}"),
        };
        let numbered = (2..).map(|number: usize| format!("{longer}_{number}"));
        let all = [name, longer.clone()].into_iter().chain(numbered);
        let name = { all }
            .find(|name| !taken.contains(name))
            .unwrap_or_default();
        taken.insert(name.clone());
        self.give(section, target.clone(), &name);
        name
    }
}
