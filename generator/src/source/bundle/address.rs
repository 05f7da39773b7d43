//! Which file a reference names.
//!
//! In: the text of a `$ref`, and the path of the file that it stands in. Out: a path and a pointer. What always holds: paths are
//! relative to the folder of the document, without `.` and without `..` behind a name; what is to be fetched is none.

use crate::percent;
use crate::place::Pointer;

/// What a reference names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileAddress {
    /// The file; `None` for the one that the reference stands in.
    pub(super) path: Option<String>,
    pub(super) pointer: Pointer,
}

/// Whether a reference names something that is not beside the document: on the network, or at an absolute path.
pub(crate) fn is_fetched(text: &str) -> bool {
    let before = text.split(['/', '#', '?']).next().unwrap_or_default();
    text.starts_with('/') || text.starts_with('\\') || before.contains(':')
}

impl FileAddress {
    /// Reads a reference in a file; `None` if it names no file that could be read.
    pub(super) fn of(text: &str, within: &str) -> Option<Self> {
        let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
        let pointer = Pointer::from_fragment(fragment)?.normalised();
        if path.is_empty() {
            return Some(Self {
                path: None,
                pointer,
            });
        }
        if is_fetched(text) {
            return None;
        }
        let path = percent::decoded(path)?;
        let folder = within.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(Self {
            path: Some(joined(folder, &path)),
            pointer,
        })
    }
}

/// A path from a folder.
fn joined(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
            other => parts.push(other),
        }
    }
    parts.join("/")
}

/// A file at a path from a folder, as people know it: from `api/`, `../models/pet.yaml` is `models/pet.yaml`.
pub(crate) fn named_from(folder: &str, path: &str) -> String {
    let (mut folder, mut path) = (folder, path);
    while let Some(rest) = path.strip_prefix("../") {
        let above = folder.trim_end_matches('/');
        let name = above.rsplit('/').next().unwrap_or_default();
        if matches!(name, "" | "." | "..") {
            break;
        }
        folder = above.strip_suffix(name).unwrap_or_default();
        path = rest;
    }
    format!("{folder}{path}")
}

/// The path from a folder to a file, by the names that people know them by.
pub(crate) fn path_from(folder: &str, name: &str) -> String {
    let mut folders = folder.split_inclusive('/').peekable();
    let mut rest = name;
    while let Some(inner) = folders.peek().and_then(|first| rest.strip_prefix(first)) {
        rest = inner;
        folders.next();
    }
    let above: Vec<&str> = folders.collect();
    match above
        .iter()
        .any(|folder| matches!(*folder, "/" | "../" | "./"))
    {
        true => name.to_owned(),
        false => "../".repeat(above.len()) + rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_relative_to_the_file_that_names_it() {
        let path = |text: &str, within: &str| FileAddress::of(text, within).unwrap().path.unwrap();
        assert_eq!(path("pet.yaml#/Pet", "api.yaml"), "pet.yaml");
        assert_eq!(
            path("./a/../b%20c.yaml", "models/pet.yaml"),
            "models/b c.yaml"
        );
        assert_eq!(path("../../x.yaml", "models/pet.yaml"), "../x.yaml");
        assert_eq!(FileAddress::of("#/a", "b").unwrap().path, None);
    }

    #[test]
    fn a_name_and_a_path_lead_to_the_same_file() {
        for (folder, path, name) in [
            ("", "models/pet.yaml", "models/pet.yaml"),
            ("api/", "models/pet.yaml", "api/models/pet.yaml"),
            ("api/", "../models/pet.yaml", "models/pet.yaml"),
            ("a/b/", "../c/pet.yaml", "a/c/pet.yaml"),
            ("api/", "../../pet.yaml", "../pet.yaml"),
        ] {
            assert_eq!(named_from(folder, path), name);
            assert_eq!(path_from(folder, name), path);
        }
        assert_eq!(named_from("../api/", "../pet.yaml"), "../pet.yaml");
        assert_eq!(named_from("../", "../pet.yaml"), "../../pet.yaml");
    }

    #[test]
    fn what_is_to_be_fetched_is_no_path() {
        for text in [
            "https://a.example/b.yaml",
            "//a/b",
            "/etc/a.yaml",
            "file:a.yaml",
            "c:\\a.yaml",
        ] {
            assert!(is_fetched(text), "{text}");
            assert_eq!(FileAddress::of(text, "api.yaml"), None);
        }
        assert!(!is_fetched("a.yaml#/b:c"));
    }
}
