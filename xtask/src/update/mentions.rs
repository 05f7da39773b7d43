//! What still speaks of things that are gone.
//!
//! In: changes, the texts that the project wrote, the new document and the new crate. Out: the lines that name what there is no longer.
//! What always holds: a name that the document or the crate still has, wherever, is none of them.

use std::collections::BTreeSet;

use form_codegen::Files;
use form_codegen::change_report::ChangeReport;
use form_codegen::diff::Change;

use crate::input::InputFile;

/// The least letters of a name that is looked for: shorter ones are words of any text.
const LEAST: usize = 4;

/// The lines of the texts that name what is gone, for people: `spec/guide/10-respond.md:4: \`close\``.
pub fn mentions(
    report: &ChangeReport,
    texts: &[InputFile],
    document: &InputFile,
    files: &Files,
) -> Vec<String> {
    let gone: BTreeSet<String> = report
        .entries()
        .iter()
        .flat_map(|entry| names(&entry.change))
        .collect();
    let document = words_of(&String::from_utf8_lossy(&document.bytes));
    let defined = defined(files);
    let gone: BTreeSet<String> = gone
        .into_iter()
        .filter(|name| !document.contains(name) && !defined.contains(name))
        .collect();
    let mut found = Vec::new();
    for InputFile { name, bytes } in texts {
        let text = String::from_utf8_lossy(bytes);
        for (index, line) in text.lines().enumerate() {
            let words = words_of(line);
            let here: Vec<String> = words
                .intersection(&gone)
                .map(|word| format!("`{word}`"))
                .collect();
            if !here.is_empty() {
                found.push(format!("{name}:{}: {}", index + 1, here.join(", ")));
            }
        }
    }
    found
}

/// What a change takes away: a member or a value, by its name on the wire, or a name in Rust.
fn names(change: &Change) -> Vec<String> {
    let id = change.id.as_str();
    if id.ends_with("-removed") {
        let last = change.place.rsplit([' ', '.', ':']).next();
        return last
            .into_iter()
            .filter(|name| is_name(name))
            .map(str::to_owned)
            .collect();
    }
    match (id.ends_with("-renamed"), &change.before) {
        (true, Some(before)) => words_of(before)
            .into_iter()
            .filter(|name| is_name(name))
            .collect(),
        _ => Vec::new(),
    }
}

fn is_name(text: &str) -> bool {
    text.len() >= LEAST && text.chars().all(is_part)
}

fn is_part(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

fn words_of(text: &str) -> BTreeSet<String> {
    text.split(|char| !is_part(char))
        .map(str::to_owned)
        .collect()
}

/// The names of all that the crate defines.
fn defined(files: &Files) -> BTreeSet<String> {
    const BEFORE: [&str; 7] = ["fn", "struct", "enum", "type", "mod", "trait", "const"];
    let mut found = BTreeSet::new();
    for text in files.values() {
        let code = text
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let mut words = line
                .split(|char| !is_part(char))
                .filter(|word| !word.is_empty());
            while let Some(word) = words.next() {
                if BEFORE.contains(&word) {
                    found.extend(words.next().map(str::to_owned));
                }
            }
        }
    }
    found
}
