//! Words of a command line, from names of Rust.
//!
//! In: identifiers. Out: words in kebab-case. What always holds: in one place, none is there twice, and none is what every command line has.

use std::collections::BTreeSet;

use crate::api::Operation;

/// Words that every command line has at its root.
const TAKEN: [&str; 4] = ["completions", "help", "man", "raw"];

/// What the function's name ends with where what it does cannot be undone; a command line asks instead.
const FINAL: &str = "_irreversibly";

/// The words of one place.
pub struct CommandNames(BTreeSet<String>);

impl CommandNames {
    /// Those that are taken from the start.
    pub fn new() -> Self {
        Self(TAKEN.map(str::to_owned).into())
    }

    /// The word, or one that is not there yet.
    pub fn unique(&mut self, name: String) -> String {
        let mut name = name;
        while !self.0.insert(name.clone()) {
            name.push_str("-2");
        }
        name
    }
}

/// The word for an operation.
pub fn of_operation(operation: &Operation) -> String {
    let name = operation.name.bare();
    let short = name.strip_suffix(FINAL);
    let short = short.filter(|short| operation.irreversible && !short.is_empty());
    kebab(short.unwrap_or(name))
}

/// A name as command lines have it.
pub fn kebab(name: &str) -> String {
    name.trim_matches('_').replace('_', "-")
}
