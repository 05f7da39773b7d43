//! The accept fixtures, and what comes of a document.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use form_codegen::api::outline;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, read};
use serde_json::Value;

/// A path from the folder of this crate.
pub fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The documents below a folder, by their path in it.
pub fn below(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().with_extension("");
                let text = fs::read_to_string(&path).unwrap();
                found.insert(name.to_string_lossy().replace('\\', "/"), text);
            }
        }
    }
    found
}

/// The accept fixtures, with the members that every document needs.
pub fn accepted() -> BTreeMap<String, Value> {
    let all = below(&here("../tests/fixtures/accept")).into_iter();
    let whole = |text: &str| serde_yaml::from_str(&completed(text, "openapi: 3.0.3")).unwrap();
    all.map(|(name, text)| (name, whole(&text))).collect()
}

/// A document that does not say its version has that, and the members that every document needs.
pub fn completed(text: &str, version: &str) -> String {
    let has = |member: &str| text.lines().any(|line| line.starts_with(member));
    let servers = match version.starts_with("swagger") {
        true => ("host:", "host: api.example"),
        false => ("servers:", "servers: [{url: 'https://api.example'}]"),
    };
    let info = ("info:", "info: {title: Fixture, version: '1'}");
    let missing = [
        ("paths:", "paths: {}"),
        servers,
        info,
        ("openapi:", version),
    ];
    let mut text = text.trim_end().to_owned();
    if !has("openapi:") && !has("swagger:") {
        let missing: Vec<&str> = missing
            .iter()
            .filter(|(member, _)| !text.lines().any(|line| line.starts_with(member)))
            .map(|(_, line)| *line)
            .collect();
        text = format!("{text}\n{}\n", missing.join("\n"));
    }
    text
}

/// What a document means.
pub fn meaning(text: &str) -> String {
    let source = SourceText {
        name: "api.yaml",
        bytes: text.as_bytes(),
    };
    let document = match read(source, &[]) {
        Ok(document) => document,
        Err(report) => panic!("{report}\n{text}"),
    };
    let (api, found) = lower(&document.spec, LowerOptions::default());
    let mut told: Vec<&str> = found.iter().map(|one| one.code).collect();
    told.sort_unstable();
    format!(
        "{}\n{told:?}\n{}",
        outline(&api),
        without_places(&format!("{api:#?}"))
    )
}

/// A model as it is shown, without the pointers into its document.
fn without_places(shown: &str) -> String {
    let mut kept = String::new();
    let mut lines = shown.lines();
    while let Some(line) = lines.next() {
        match line.ends_with("Pointer(") {
            true => drop(
                lines
                    .by_ref()
                    .take_while(|line| line.trim() != "),")
                    .count(),
            ),
            false => kept.push_str(&format!("{line}\n")),
        }
    }
    kept
}

/// Says where two documents mean something else.
pub fn similar(one: &str, other: &str) {
    let (one, other) = (meaning(one), meaning(other));
    for (number, (one, other)) in one.lines().zip(other.lines()).enumerate() {
        assert_eq!(one, other, "line {number}");
    }
    assert_eq!(one.len(), other.len());
}

/// Checks pairs of documents that have to mean the same, in one file each: in 3.0, and in other words.
pub fn twins(folder: &str, version: &str) {
    let mut other = Vec::new();
    let all = below(&here("tests/dialects/twins").join(folder));
    assert!(all.len() > 5);
    for (name, text) in all {
        let (one, two) = text.split_once("\n---\n").unwrap();
        let one = completed(one, "openapi: 3.0.3");
        let two = completed(two, version);
        let same = std::panic::catch_unwind(|| similar(&one, &two));
        other.extend(same.is_err().then_some(name));
    }
    assert!(other.is_empty(), "{} twins: {other:?}", other.len());
}
