//! Folders, files and functions have a size at which they can be read.
//!
//! In: the sources that people write. Out: folders, files and functions that are larger. What always holds: a function ends at the first
//! brace that stands as far in as it does, which rustfmt sees to; the rows of a table, such as the cases of a test, do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::imports::files;

const MOST_FILES_OF_A_FOLDER: usize = 15;
const MOST_LINES_OF_A_FILE: usize = 400;
const MOST_LINES_OF_A_FUNCTION: usize = 60;

/// The folders of sources that people write, from the repository's root.
const WRITTEN: [&str; 14] = [
    "generator/cli/src",
    "generator/mock/src",
    "generator/src",
    "generator/tests",
    "generator/runtime/src",
    "generator/runtime/tests",
    "tests/benches",
    "tests/examples",
    "tests/loopback",
    "tests/src",
    "tests/terminal",
    "tests/tests",
    "xtask/src",
    "xtask/tests",
];

/// The functions of a file that are too long: where they start, and how many lines they have.
fn long_functions(text: &str) -> Vec<(usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let starts = lines.iter().enumerate().filter(|(_, line)| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let before = words.iter().take_while(|word| **word != "fn");
        let is_modifier = |word: &&str| {
            word.starts_with("pub")
                || ["const", "async", "unsafe", "extern", "\"C\""].contains(word)
        };
        words.contains(&"fn")
            && before
                .clone()
                .all(|word| is_modifier(word) || word.ends_with(')'))
    });
    let length = |(start, line): (usize, &&str)| {
        let depth = line.len() - line.trim_start().len();
        let end = format!("{}}}", &line[..depth]);
        let body = lines[start..]
            .iter()
            .take_while(|line| **line != end)
            .count()
            + 1;
        let is_body = !line.trim_end().ends_with(['}', ';']);
        let counted = body - rows(lines.get(start..start + body).unwrap_or_default());
        (is_body && counted > MOST_LINES_OF_A_FUNCTION).then_some((start + 1, counted))
    };
    starts.filter_map(length).collect()
}

/// How many lines stand in brackets that are opened at the end of a line.
fn rows(lines: &[&str]) -> usize {
    let mut rest = lines.iter();
    let mut rows = 0;
    while let Some(line) = rest.next() {
        if line.ends_with('[') {
            let depth = line.len() - line.trim_start().len();
            let end = format!("{}]", &line[..depth]);
            rows += rest
                .by_ref()
                .take_while(|line| !line.starts_with(&end))
                .count();
        }
    }
    rows
}

#[test]
fn files_and_functions_can_be_read() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut long = BTreeSet::new();
    for folder in WRITTEN {
        for file in files(&root.join(folder)) {
            let text = fs::read_to_string(root.join(folder).join(&file)).unwrap();
            let lines = text.lines().count();
            if lines > MOST_LINES_OF_A_FILE {
                long.insert(format!("{folder}/{file}: {lines} lines"));
            }
            for (line, lines) in long_functions(&text) {
                long.insert(format!(
                    "{folder}/{file}:{line}: a function of {lines} lines"
                ));
            }
        }
    }
    assert_eq!(long, BTreeSet::new());
}

#[test]
fn folders_can_be_looked_over() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for folder in WRITTEN {
        for file in files(&root.join(folder)) {
            let inner = file.rsplit_once('/').map_or("", |(above, _)| above);
            *counts.entry(format!("{folder}/{inner}")).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > MOST_FILES_OF_A_FOLDER);
    assert_eq!(counts, BTreeMap::new());
}

#[test]
fn long_functions_are_seen() {
    let body = "    f();\n".repeat(MOST_LINES_OF_A_FUNCTION);
    let text =
        format!("fn short() {{}}\n\npub(crate) async fn long(\n    a: u8,\n) {{\n{body}}}\n");
    assert_eq!(long_functions(&text), [(3, MOST_LINES_OF_A_FUNCTION + 4)]);
}
