//! Which room of the generator may know which: imports go one way.

use std::fs;
use std::path::Path;

/// The rooms, each of which may import those before it.
const ORDER: [&str; 8] = [
    "percent",
    "place",
    "diagnostic",
    "api",
    "names",
    "docs",
    "source",
    "lower",
];

/// The text of every file of a room, without comments.
fn texts(path: &Path, found: &mut Vec<(String, String)>) {
    if path.is_dir() {
        for entry in fs::read_dir(path).unwrap() {
            texts(&entry.unwrap().path(), found);
        }
    } else if let Ok(text) = fs::read_to_string(path) {
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let code = code.collect::<Vec<_>>().join("\n");
        found.push((path.display().to_string(), code));
    }
}

/// The modules of the crate's root that a text names.
fn imported(code: &str) -> impl Iterator<Item = &str> {
    code.split("crate::")
        .skip(1)
        .flat_map(|rest| {
            let group = rest
                .strip_prefix('{')
                .map(|group| group.split('}').next().unwrap_or_default());
            group.unwrap_or(rest).split(',').take(match group {
                Some(_) => usize::MAX,
                None => 1,
            })
        })
        .map(|path| {
            let path = path.trim();
            let end = path.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            path.get(..end.unwrap_or(path.len())).unwrap_or_default()
        })
}

#[test]
fn a_room_imports_only_what_lies_below_it() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut wrong = String::new();
    for (index, room) in ORDER.iter().enumerate() {
        let mut files = Vec::new();
        texts(&src.join(room), &mut files);
        texts(&src.join(format!("{room}.rs")), &mut files);
        assert!(!files.is_empty(), "there is no room {room}");
        for (path, code) in &files {
            let allowed = |name: &&str| ORDER[..=index].contains(name);
            for name in imported(code).filter(|name| !allowed(name)) {
                wrong.push_str(&format!("{path} imports {name}\n"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn imports_are_seen_alone_and_in_groups() {
    let code = "use crate::api::Pointer;\nuse crate::{emit, lower::Options};\npub(crate) fn f() {}";
    assert_eq!(imported(code).collect::<Vec<_>>(), ["api", "emit", "lower"]);
}
