//! A dependency has one version, wherever a manifest names it.
//!
//! In: the manifests that people write. Out: dependencies that they name in several versions. What always holds: what generated
//! crates have stands in the runtime's manifest alone, which `dependencies.rs` reads; the others may not differ from it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

const MANIFESTS: [&str; 7] = [
    "Cargo.toml",
    "generator/Cargo.toml",
    "generator/runtime/Cargo.toml",
    "tests/Cargo.toml",
    "tests/loopback/Cargo.toml",
    "tests/terminal/Cargo.toml",
    "xtask/Cargo.toml",
];

/// What is named in several versions on purpose: the runtime has a connector of its own for one minor version, while tests are
/// programs, which ask for any.
const SEVERAL: [&str; 1] = ["ureq"];

/// The dependencies of a manifest that have a version in it.
fn versions(manifest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut is_list = false;
    for line in manifest.lines() {
        if let Some(section) = line.strip_prefix('[') {
            is_list = section.trim_end_matches(']').ends_with("dependencies");
            continue;
        }
        let Some((name, value)) = line.split_once(" = ").filter(|_| is_list) else {
            continue;
        };
        let version = match value.split_once("version = \"") {
            Some((_, version)) => version.split('"').next(),
            None => value
                .strip_prefix('"')
                .and_then(|rest| rest.split('"').next()),
        };
        found.extend(version.map(|version| (name.to_owned(), version.to_owned())));
    }
    found
}

#[test]
fn a_dependency_has_one_version() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for manifest in MANIFESTS {
        let found = versions(&fs::read_to_string(root.join(manifest)).unwrap());
        assert!(
            !found.is_empty() || manifest == "generator/Cargo.toml",
            "{manifest}"
        );
        for (name, version) in found {
            all.entry(name).or_default().insert(version);
        }
    }
    assert!(all.len() > 30, "{all:?}");
    all.retain(|name, versions| versions.len() > 1 && !SEVERAL.contains(&name.as_str()));
    assert_eq!(all, BTreeMap::new());
}
