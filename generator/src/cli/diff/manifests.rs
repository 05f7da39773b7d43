//! What the manifests of the generated crate ask of programs: a Rust version, and features.
//!
//! In: the crate's `Cargo.toml` of both sides. Out: changes that no document shows. What always holds: both are read as the generator
//! writes them, a member a line; dependencies are the crate's own business, unless a feature is called so.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::api::{ALL_RESOURCES, INNER};
use crate::change_report::ChangeEntry;
use crate::diagnostic::Location;
use crate::diff::{Change, ChangeId, OnWire, RustClass, ValueFlow};

use crate::cli::input::InputFile;

/// A text and its line, if it is there.
type Value = Option<(String, usize)>;

/// What a manifest says of that, each with its line.
#[derive(Default)]
struct Manifest {
    rust_version: Value,
    /// The features, each with the features that it turns on.
    features: BTreeMap<String, (BTreeSet<String>, usize)>,
}

impl Manifest {
    fn read(file: &InputFile) -> Self {
        let text = String::from_utf8_lossy(&file.bytes);
        let (mut manifest, mut table) = (Self::default(), "");
        for (index, line) in text.lines().enumerate() {
            if line.starts_with('[') {
                table = line.trim_end();
                continue;
            }
            let Some((name, value)) = line.split_once(" = ").filter(|_| !line.starts_with('#'))
            else {
                continue;
            };
            let mut words = value.split('"').skip(1).step_by(2).map(str::to_owned);
            match (table, name) {
                ("[package]", "rust-version") => {
                    manifest.rust_version = words.next().map(|version| (version, index + 1));
                }
                // What no program names follows from what others switch on.
                ("[features]", name) if !name.starts_with(INNER) => {
                    let turned_on =
                        words.filter(|word| !word.contains([':', '/']) && !word.starts_with(INNER));
                    let feature = (turned_on.collect(), index + 1);
                    manifest.features.insert(name.to_owned(), feature);
                }
                _ => {}
            }
        }
        manifest
    }
}

/// What differs between two manifests. Features that come or go with something of the documents follow from it.
pub fn changes(
    old: &InputFile,
    new: &InputFile,
    follows: impl Fn(&str) -> bool,
) -> Vec<ChangeEntry> {
    let (mut before, mut after) = (Manifest::read(old), Manifest::read(new));
    let entry = |(id, rust), place: String, (was, is): (Value, Value)| {
        let at = |file: &InputFile, value: &Value| Location {
            file: file.name.clone(),
            line: value.as_ref().map_or(1, |(_, line)| *line),
            column: 1,
        };
        ChangeEntry {
            old: Some(at(old, &was)),
            new: Some(at(new, &is)),
            change: change(id, rust, place, [was, is].map(|value| Some(value?.0))),
            allowed: None,
            fails: false,
        }
    };
    let mut found = Vec::new();
    let versions = (before.rust_version.take(), after.rust_version.take());
    let number = |version: &Value| version.as_ref().map(|(text, _)| numbers(text));
    let (was, is) = (number(&versions.0), number(&versions.1));
    // Without a version, any will do.
    if was != is {
        let kind = match is > was {
            true => (ChangeId::RustVersionRaised, RustClass::Major),
            false => (ChangeId::RustVersionLowered, RustClass::Patch),
        };
        found.push(entry(kind, "the crate".to_owned(), versions));
    }
    let names: BTreeSet<&String> = before
        .features
        .keys()
        .chain(after.features.keys())
        .collect();
    for name in names {
        let features = [&before, &after].map(|manifest| manifest.features.get(name));
        let Some(kind) = kind_of(name, features) else {
            continue;
        };
        let [was, is] = features.map(|feature| {
            let (turned_on, line) = feature?;
            let words: Vec<&str> = turned_on.iter().map(String::as_str).collect();
            Some((words.join(", "), *line))
        });
        let mut entry = entry(kind, format!("feature {name}"), (was, is));
        entry.change.follows = follows(name);
        found.push(entry);
    }
    found
}

/// What became of a feature.
fn kind_of(
    name: &str,
    features: [Option<&(BTreeSet<String>, usize)>; 2],
) -> Option<(ChangeId, RustClass)> {
    match features {
        [None, None] => None,
        // A program without the default features had all resources, and now has none.
        [None, Some(_)] if name == ALL_RESOURCES => {
            Some((ChangeId::FeatureAdded, RustClass::Major))
        }
        [None, Some(_)] => Some((ChangeId::FeatureAdded, RustClass::Minor)),
        [Some(_), None] => Some((ChangeId::FeatureRemoved, RustClass::Major)),
        [Some((was, _)), Some((is, _))] if was == is => None,
        // What a program uses by another feature's name may be gone.
        [Some((was, _)), Some((is, _))] => Some(match was.is_subset(is) {
            true => (ChangeId::FeatureChanged, RustClass::Minor),
            false => (ChangeId::FeatureChanged, RustClass::Major),
        }),
    }
}

/// A version as numbers: 1.9 is older than 1.88, and 1.88 is 1.88.0.
fn numbers(version: &str) -> [u64; 3] {
    let mut parts = version.split('.').map(|part| part.parse().unwrap_or(0));
    std::array::from_fn(|_| parts.next().unwrap_or(0))
}

/// A change of the crate, of which no document knows.
pub fn change(
    id: ChangeId,
    rust: RustClass,
    place: String,
    [before, after]: [Option<String>; 2],
) -> Change {
    Change {
        id,
        place,
        old: None,
        new: None,
        wire: OnWire::NONE,
        rust,
        reach: Arc::default(),
        before: before.filter(|text| !text.is_empty()),
        after: after.filter(|text| !text.is_empty()),
        follows: false,
        advice: id.advice(ValueFlow::Both).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::cli::input::InputFile;

    /// What differs between two tables of features.
    fn told(old: &str, new: &str) -> Vec<String> {
        let [old, new] = [old, new].map(|table| InputFile {
            name: "Cargo.toml".to_owned(),
            bytes: format!("[features]\n{table}").into_bytes(),
        });
        let changes = changes(&old, &new, |_| false).into_iter();
        let told = changes.map(|entry| format!("{} {:?}", entry.change.place, entry.change.rust));
        told.collect()
    }

    #[test]
    fn features_of_resources_come_and_go() {
        let none = "default = [\"hyper\"]\n";
        let one = "default = [\"hyper\"]\nall-resources = [\"a\"]\na = []\n";
        let inner =
            "default = [\"hyper\"]\nall-resources = [\"a\"]\na = [\"_types-b\"]\n_types-b = []\n";
        let two = "default = [\"hyper\"]\nall-resources = [\"a\", \"b\"]\na = []\nb = []\n";
        assert_eq!(told(one, inner), [""; 0]);
        assert_eq!(
            told(one, two),
            ["feature all-resources Minor", "feature b Minor"]
        );
        assert_eq!(
            told(two, one),
            ["feature all-resources Major", "feature b Major"]
        );
        // Without the default features, everything was there.
        assert_eq!(
            told(none, one),
            ["feature a Minor", "feature all-resources Major"]
        );
    }
}
