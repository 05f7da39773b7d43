//! What can be wrong with a text, as diagnostics.
//!
//! In: faults, by pointer or offset. Out: diagnostics. What always holds: every fault has a place.

use serde_json::Value;

use crate::api::Pointer;
use crate::diagnostic::{Diagnostic, Place};
use crate::place::{File, MAX_DEPTH};
use crate::source::kind_of;
use crate::source::shape::quoted;

/// One thing that is wrong with a text.
#[derive(Debug)]
pub(super) enum Fault {
    /// The text holds nothing.
    Empty,
    /// The text is a value, but not an object.
    NotAnObject(Value),
    /// The parser could not go on.
    Syntax {
        format: &'static str,
        message: String,
        offset: usize,
    },
    /// A second YAML document starts here.
    SecondDocument(usize),
    /// Objects and arrays nest too deeply.
    TooDeep(usize),
    /// Aliases multiply the nodes.
    TooManyNodes(usize),
    /// An object has this key already.
    Duplicate(Pointer),
    /// A key is not text: what it is instead.
    Key(Pointer, &'static str),
    /// A YAML merge key.
    Merge(Pointer),
    /// A YAML tag.
    Tag(Pointer, String),
    /// A number that JSON does not have.
    NotFinite(Pointer),
}

impl Fault {
    /// What a parser says, without the position that it appends.
    pub(super) fn syntax(
        format: &'static str,
        error: &dyn std::fmt::Display,
        offset: usize,
    ) -> Self {
        let mut message = error.to_string();
        if let Some((before, position)) = message.split_once(" at line ") {
            // What comes behind the position says since where the parser has been waiting for something.
            let behind = position.find(',').and_then(|comma| position.get(comma..));
            message = format!("{before}{}", behind.unwrap_or_default());
        }
        if message.contains("recursion limit exceeded") {
            return Self::TooDeep(offset);
        }
        Self::Syntax {
            format,
            message,
            offset,
        }
    }

    /// What serde_yaml says.
    pub(super) fn yaml(error: &serde_yaml::Error, offset: usize, text: &str) -> Self {
        let fault = Self::syntax("YAML", error, offset);
        let Self::Syntax { message, .. } = &fault else {
            return fault;
        };
        if message.contains("repetition limit exceeded") {
            return Self::TooManyNodes(offset);
        }
        if message.contains("more than one document") {
            return Self::SecondDocument(second_document(text));
        }
        fault
    }
}

/// The offset of the second document's marker.
fn second_document(text: &str) -> usize {
    let content = text.find(|c: char| !c.is_whitespace()).unwrap_or(0);
    let from = content
        + if text
            .get(content..)
            .is_some_and(|rest| rest.starts_with("---"))
        {
            3
        } else {
            0
        };
    let rest = text.get(from..).unwrap_or_default();
    rest.find("\n---")
        .or_else(|| rest.find("\n..."))
        .map_or(0, |at| from + at + 1)
}

/// The diagnostics of one file. Duplicate keys are looked up in the text, since a pointer cannot tell them apart.
pub(super) fn diagnostics(faults: &[Fault], file: &File, index: usize) -> Vec<Diagnostic> {
    let mut diagnostics: Vec<_> = faults
        .iter()
        .filter_map(|fault| diagnostic(fault, index))
        .collect();
    let Some(Fault::Duplicate(pointer)) = faults
        .iter()
        .find(|fault| matches!(fault, Fault::Duplicate(_)))
    else {
        return diagnostics;
    };
    let duplicates = &file.spans().duplicates;
    diagnostics.extend(duplicates.iter().map(|(key, first)| {
        let name = file.text.get(key.clone()).unwrap_or_default();
        let message = format!("the key {name} is there twice");
        duplicate(
            Place::Offset(index, key.start),
            message,
            file.position(first.start).0,
        )
    }));
    if duplicates.is_empty() {
        // The two parsers disagree about this text; the first one's word counts.
        let message = format!("the key at {pointer} is there twice");
        let place = Place::File(index, pointer.clone());
        let line = file.position(file.range_of(pointer).start).0;
        diagnostics.push(duplicate(place, message, line));
    }
    diagnostics
}

fn duplicate(place: Place, message: String, first_line: usize) -> Diagnostic {
    Diagnostic::error("duplicate-key", place, message)
        .label(format!("first on line {first_line}"))
        .help("remove one of them, or merge the two")
}

fn diagnostic(fault: &Fault, index: usize) -> Option<Diagnostic> {
    let (place, code, message, label, help) = match fault {
        Fault::Duplicate(_) => return None,
        Fault::Key(pointer, ..) | Fault::Merge(pointer) => {
            let (code, message, label, help) = of_node(fault);
            let place = Place::FileKey(index, pointer.clone());
            (place, code, message, label, help)
        }
        Fault::Tag(pointer, ..) | Fault::NotFinite(pointer) => {
            let (code, message, label, help) = of_node(fault);
            (
                Place::File(index, pointer.clone()),
                code,
                message,
                label,
                help,
            )
        }
        _ => {
            let (offset, code, message, label, help) = of_text(fault);
            (Place::Offset(index, offset), code, message, label, help)
        }
    };
    Some(
        Diagnostic::error(code, place, message)
            .label(label)
            .help(help),
    )
}

/// The code, the message, the label and the help for what is wrong with one node.
fn of_node(fault: &Fault) -> (&'static str, String, &'static str, &'static str) {
    match fault {
        Fault::Key(_, what) => (
            "key-not-text",
            format!("a key is {what}"),
            "keys are text",
            "put the key in quotes",
        ),
        Fault::Merge(_) => (
            "yaml-merge",
            "`<<` does not merge: neither JSON nor YAML 1.2 has merge keys".to_owned(),
            "what this brings in would be lost",
            "write the members out",
        ),
        Fault::Tag(_, tag) => (
            "yaml-tag",
            format!("a value has the tag `!{}`", quoted(tag)),
            "JSON has no tags",
            "remove the tag, and write the value as JSON would",
        ),
        _ => (
            "number-not-finite",
            "a number is infinite or not a number".to_owned(),
            "JSON cannot hold this",
            "write a finite number, or put it in quotes",
        ),
    }
}

/// The offset, the code, the message, the label and the help for what is wrong with a whole text.
fn of_text(fault: &Fault) -> (usize, &'static str, String, &'static str, &'static str) {
    match fault {
        Fault::NotAnObject(value) => (
            0,
            "not-an-object",
            format!("the file holds {}, not an object", kind_of(value)),
            "an object is expected here",
            "check that this is an OpenAPI or Overlay document",
        ),
        Fault::Syntax {
            format,
            message,
            offset,
        } => (
            *offset,
            "syntax",
            format!("the text is not {format}: {message}"),
            "the parser stopped here",
            "correct the text here or just before",
        ),
        Fault::SecondDocument(offset) => (
            *offset,
            "several-documents",
            "the file holds more than one YAML document".to_owned(),
            "the second one starts here",
            "keep one document in a file",
        ),
        Fault::TooDeep(offset) => (
            *offset,
            "too-deep",
            format!("objects and arrays nest more than {MAX_DEPTH} deep"),
            "",
            "move inner schemas to `components/schemas` and refer to them",
        ),
        Fault::TooManyNodes(offset) => (
            *offset,
            "alias-bomb",
            "aliases repeat too much of the text".to_owned(),
            "",
            "write out what the aliases stand for, or refer to components with `$ref`",
        ),
        _ => (
            0,
            "empty",
            "the file is empty".to_owned(),
            "",
            "check the path, and that the download was complete",
        ),
    }
}
