//! What still speaks of things that are gone.
//!
//! In: changes, the texts that the project wrote, the new document, the crate of before and the new one. Out: the lines that name what there is no longer.
//! What always holds: a name that the document or the crate still has, wherever, is none of them.

use std::collections::BTreeSet;

use crate::Files;
use crate::change_report::ChangeReport;
use crate::diff::{Change, ChangeId};

use crate::cli::input::InputFile;

/// The least letters of a name that is looked for: shorter ones are words of any text.
const LEAST: usize = 4;

/// The lines of the texts that name what is gone, for people: `spec/guide/10-respond.md:4: \`close\``.
pub fn mentions(
    report: &ChangeReport,
    texts: &[InputFile],
    document: &InputFile,
    (former, files): (&Files, &Files),
) -> Vec<String> {
    let document = String::from_utf8_lossy(&document.bytes);
    let [before, defined] = [former, files].map(defined);
    // A word such as `close` may be of something else that is inside the crate alone.
    let before = before.into_iter().filter(|name| !is_plain(name));
    let changes = report.entries().iter().map(|entry| &entry.change);
    let gone: BTreeSet<&str> = changes
        .flat_map(names)
        .chain(before)
        .filter(|name| name.len() >= LEAST && !has(&document, name) && !defined.contains(*name))
        .collect();
    let mut found = Vec::new();
    for InputFile { name, bytes } in texts {
        let text = String::from_utf8_lossy(bytes);
        for (index, line) in text.lines().enumerate() {
            let here = gone.iter().filter(|gone| is_meant(line, gone));
            let here: Vec<String> = here.map(|gone| format!("`{gone}`")).collect();
            if !here.is_empty() {
                found.push(format!("{name}:{}: {}", index + 1, here.join(", ")));
            }
        }
    }
    found
}

/// What a change takes away: a member, a value, an event or a path, as it is on the wire, or names in Rust.
fn names(change: &Change) -> Vec<&str> {
    use ChangeId as Id;
    let place = change.place.as_str();
    match change.id {
        // The rest of the place is the name, dots included.
        Id::EventRemoved => place.strip_prefix("event ").into_iter().collect(),
        Id::EnumValueRemoved | Id::ServerValueRemoved => {
            let value = place.split_once(" value ").map(|(_, value)| value);
            // What Rust calls it: no definition of its own says so.
            value.into_iter().chain(change.before.as_deref()).collect()
        }
        Id::FieldRemoved => place.rsplit('.').next().into_iter().collect(),
        Id::OperationRemoved
        | Id::ParameterRemoved
        | Id::TypeRemoved
        | Id::ResourceRemoved
        | Id::AlternativeRemoved
        | Id::QuestionRemoved
        | Id::AccessorRemoved
        | Id::ExpandPathRemoved
        | Id::SecuritySchemeRemoved
        | Id::ServerVariableRemoved => place.rsplit(' ').next().into_iter().collect(),
        id if id.as_str().ends_with("-renamed") => {
            let before = change.before.as_deref().unwrap_or_default();
            before.split(|char| !is_part(char)).collect()
        }
        _ => Vec::new(),
    }
}

const fn is_part(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

/// The places of a name in a text, where it is no part of another, with what stands before and behind it.
fn places<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = [Option<char>; 2]> + 't {
    let around = text.match_indices(name).map(move |(at, _)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let behind = text.get(at + name.len()..);
        [before, behind.and_then(|behind| behind.chars().next())]
    });
    around.filter(|around| !around.iter().flatten().any(|char| is_part(*char)))
}

fn has(text: &str, name: &str) -> bool {
    places(text, name).next().is_some()
}

fn is_plain(name: &str) -> bool {
    name.chars().all(|char| char.is_ascii_lowercase())
}

/// Whether a line speaks of the name, and not of what the word means: a plain word has to stand as code, or alone in a list.
fn is_meant(line: &str, name: &str) -> bool {
    let is_plain = is_plain(name);
    let is_code = |around: [Option<char>; 2]| {
        let mut around = around.into_iter().flatten();
        around.any(|char| "`'\"[:".contains(char))
    };
    let is_item = line.trim().strip_prefix("- ") == Some(name);
    places(line, name).any(|around| !is_plain || is_item || is_code(around))
}

/// The names of all that the crate defines.
fn defined(files: &Files) -> BTreeSet<&str> {
    const BEFORE: [&str; 7] = ["fn", "struct", "enum", "type", "mod", "trait", "const"];
    let lines = files.values().flat_map(|text| text.lines());
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    let mut found = BTreeSet::new();
    for line in code {
        let mut words = line
            .split(|char| !is_part(char))
            .filter(|word| !word.is_empty());
        while let Some(word) = words.next() {
            if BEFORE.contains(&word) {
                found.extend(words.next());
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::is_meant;

    #[test]
    fn a_plain_word_counts_where_it_is_code() {
        for (line, name, meant) in [
            ("It is closed, and `closed` is a value.", "closed", true),
            ("The dispute was closed.", "closed", false),
            ("A closed dispute.", "closed", false),
            ("            - closed", "closed", true),
            ("A warning_closed dispute.", "warning_closed", true),
            ("A warning_closed_2 dispute.", "warning_closed", false),
            ("of charge.dispute.closed", "charge.dispute.closed", true),
            (
                "POST /v1/disputes/{dispute}/close",
                "/v1/disputes/{dispute}/close",
                true,
            ),
            (
                "/v1/disputes/{dispute}/closed",
                "/v1/disputes/{dispute}/close",
                false,
            ),
        ] {
            assert_eq!(is_meant(line, name), meant, "{line}");
        }
    }
}
