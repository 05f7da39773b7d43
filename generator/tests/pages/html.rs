//! What a browser would make of a page, as far as links and scripts go.
//!
//! In: HTML as the pages have it: attributes in double quotes, text escaped. Out: elements with their attributes. What always holds: whatever begins
//! with `<` is an element.

use std::collections::{HashMap, HashSet};

use form_codegen::Files;

/// The elements of a page: name and attributes.
fn elements(text: &str) -> Vec<(&str, Vec<(&str, &str)>)> {
    let mut found = Vec::new();
    for piece in text.split('<').skip(1) {
        let (inside, _) = piece.split_once('>').unwrap_or((piece, ""));
        let name_end = inside.find([' ', '\n']).unwrap_or(inside.len());
        let (name, mut rest) = inside.split_at(name_end);
        let mut attributes = Vec::new();
        while let Some((before, behind)) = rest.split_once("=\"") {
            let (value, after) = behind.split_once('"').unwrap_or((behind, ""));
            attributes.push((before.trim().rsplit(' ').next().unwrap_or_default(), value));
            rest = after;
        }
        found.push((name, attributes));
    }
    found
}

/// Nothing but the page's own script runs, and no link leads to one.
pub fn assert_harmless(path: &str, text: &str) {
    for (name, attributes) in elements(text) {
        assert!(name != "img" && name != "iframe", "{path}: {name}");
        for (attribute, value) in attributes {
            assert!(!attribute.starts_with("on"), "{path}: {attribute}");
            let is_script = value.trim_start().to_lowercase().starts_with("javascript:");
            assert!(!is_script, "{path}: {value}");
            if name == "script" && attribute == "src" {
                assert!(value.ends_with("assets/search.js"), "{path}: {value}");
            }
        }
    }
    assert_eq!(text.matches("<script").count(), 1, "{path}");
}

/// Every link between pages leads to an anchor that is there once.
pub fn assert_linked(name: &str, files: &Files) {
    let mut anchors: HashMap<&str, HashSet<&str>> = HashMap::new();
    let mut links = Vec::new();
    for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        let of_page = anchors.entry(path).or_default();
        for (element, attributes) in elements(text) {
            for (attribute, value) in attributes {
                match (element, attribute) {
                    (_, "id") => assert!(of_page.insert(value), "{name}: {path}: {value} twice"),
                    ("a" | "link", "href") => links.push((path.as_str(), value)),
                    _ => {}
                }
            }
        }
    }
    let is_outside = |target: &str| target.contains(':') && !target.starts_with('#');
    for (from, target) in links.into_iter().filter(|(_, target)| !is_outside(target)) {
        let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
        let to = match path.is_empty() {
            true => from.to_owned(),
            false => resolved(from, path),
        };
        let file = files.get_key_value(&to);
        let (to, _) = file.unwrap_or_else(|| panic!("{name}: {from}: {target}"));
        let is_there = anchor.is_empty() || anchors[to.as_str()].contains(anchor);
        assert!(is_there, "{name}: {from}: {target}");
    }
}

fn resolved(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
