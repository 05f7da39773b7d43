//! What became of the surface, by its snapshot.
//!
//! In: the snapshot before and after. Out: the least version that it asks for. What always holds: a line that differs only
//! in what no program can see (the name of an argument, the value of a constant) does not count.

use std::collections::BTreeSet;

use form_codegen::diff::RustClass;

/// What became of a surface.
#[derive(Debug, PartialEq, Eq)]
pub struct Moved {
    /// Lines that are gone.
    pub removed: BTreeSet<String>,
    /// Lines that are new.
    pub added: BTreeSet<String>,
}

impl Moved {
    /// Compares two snapshots.
    pub fn between(before: &str, after: &str) -> Self {
        let (before, after) = (facts(before), facts(after));
        Self {
            removed: before.difference(&after).cloned().collect(),
            added: after.difference(&before).cloned().collect(),
        }
    }

    /// The least that a program has to reckon with: what is only added may break it, too.
    pub fn class(&self) -> RustClass {
        match (self.removed.is_empty(), self.added.is_empty()) {
            (false, _) => RustClass::Major,
            (true, false) => RustClass::Minor,
            (true, true) => RustClass::Patch,
        }
    }
}

/// The lines behind the head, as far as programs see them.
fn facts(snapshot: &str) -> BTreeSet<String> {
    let body = snapshot
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"));
    let body = body.map_or(snapshot, |(_, body)| body);
    let mut facts = BTreeSet::new();
    for line in body.lines().filter(|line| !line.is_empty()) {
        let (owner, item) = line.split_once(": ").unwrap_or(("", line));
        let words: Vec<&str> = item.split(", ").collect();
        if matches!(words.first(), Some(&"struct" | &"enum")) {
            // `struct, non_exhaustive, Clone + Debug`: a fact each.
            let (traits, others): (Vec<&str>, Vec<&str>) = words
                .iter()
                .skip(1)
                .partition(|word| **word != "non_exhaustive");
            facts.insert(format!("{owner}: {} {}", words[0], others.join(" ")));
            let traits = traits.iter().flat_map(|word| word.split(" + "));
            facts.extend(traits.map(|name| format!("{owner}: impl {name}")));
        } else {
            facts.insert(format!("{owner}: {}", seen(item)));
        }
    }
    facts
}

/// An item, as far as programs see it.
fn seen(item: &str) -> String {
    if let Some(rest) = item.strip_prefix("impl fmt::") {
        return format!("impl {rest}");
    }
    if let Some((before, _)) = item.split_once(" = ") {
        let name = before.rsplit(' ').next().unwrap_or_default();
        let is_constant =
            |letter: char| letter.is_ascii_uppercase() || "_0123456789".contains(letter);
        if name.len() > 1 && name.chars().all(is_constant) {
            return before.to_owned();
        }
    }
    match item.contains("fn ") {
        true => without_names(item),
        false => item.to_owned(),
    }
}

/// A signature without the names of its arguments: `fn f(a: u8)` is `fn f(_: u8)`.
fn without_names(signature: &str) -> String {
    let mut text = String::new();
    let mut rest = signature;
    while let Some(at) = rest.find(['(', ',']) {
        let (before, behind) = rest.split_at(at + 1);
        text.push_str(before);
        let blanks = behind.len() - behind.trim_start().len();
        let (blank, behind) = behind.split_at(blanks);
        text.push_str(blank);
        let name: usize = behind
            .chars()
            .take_while(|letter| letter.is_alphanumeric() || *letter == '_')
            .map(char::len_utf8)
            .sum();
        rest = match behind.split_at(name) {
            (name, typed) if !name.is_empty() && typed.starts_with(": ") => {
                text.push('_');
                typed
            }
            _ => behind,
        };
    }
    text + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "---\nsource: a\n---\n";

    fn class(before: &str, after: &str) -> RustClass {
        Moved::between(&format!("{HEAD}{before}\n"), &format!("{HEAD}{after}\n")).class()
    }

    #[test]
    fn what_programs_see_counts() {
        use RustClass::{Major, Minor, Patch};
        for (before, after, there, back) in [
            ("a::B: c: u8", "a::B: c: u8\na::B: d: u8", Minor, Major),
            ("a::B: c: u8", "a::B: c: u16", Major, Major),
            (
                "a::B: struct, Clone",
                "a::B: struct, Clone + Debug",
                Minor,
                Major,
            ),
            (
                "a::B: struct, Clone + Debug",
                "a::B: impl fmt::Debug\na::B: struct, Clone",
                Patch,
                Patch,
            ),
            (
                "a::B: enum, Clone",
                "a::B: enum, non_exhaustive, Clone",
                Major,
                Major,
            ),
            (
                "a::B: impl C, PATH = \"/x\"",
                "a::B: impl C, PATH = \"/y\"",
                Patch,
                Patch,
            ),
            (
                "a::B: impl C, Error = D",
                "a::B: impl C, Error = E",
                Major,
                Major,
            ),
            (
                "a::B: fn c(d: u8, e: F<G, H>) -> I",
                "a::B: fn c(x: u8, y: F<G, H>) -> I",
                Patch,
                Patch,
            ),
            (
                "a::B: fn c(d: u8)",
                "a::B: fn c(d: u8, e: u8)",
                Major,
                Major,
            ),
        ] {
            assert_eq!(class(before, after), there, "{before} to {after}");
            assert_eq!(class(after, before), back, "{after} to {before}");
            assert_eq!(class(before, before), Patch);
        }
    }
}
