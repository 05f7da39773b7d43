//! What can be wrong with a text, as diagnostics.
//!
//! In: faults, each with its place in the text. Out: diagnostics. What always holds: a parser's own words are shown, never
//! looked into.

use std::ops::Range;

use serde_json::Value;

use super::scalar::Wrong;
use crate::diagnostic::Diagnostic;
use crate::place::{File, MAX_DEPTH, Place};
use crate::source::kind_of;
use crate::source::shape::quoted;

/// One thing that is wrong with a text.
#[derive(Debug)]
pub(super) struct Fault {
    at: Where,
    code: &'static str,
    message: String,
    label: Label,
    help: &'static str,
}

/// A place in a text, in bytes, or a node by its number.
#[derive(Debug)]
enum Where {
    Offset(usize),
    Range(Range<usize>),
    Node(usize),
}

#[derive(Debug)]
enum Label {
    Words(&'static str),
    /// Where the same stood first.
    FirstAt(usize),
}

impl Fault {
    fn new(
        at: Where,
        code: &'static str,
        message: impl Into<String>,
        label: &'static str,
        help: &'static str,
    ) -> Self {
        Self {
            at,
            code,
            message: message.into(),
            label: Label::Words(label),
            help,
        }
    }

    /// The text holds nothing.
    pub(super) fn empty() -> Self {
        let help = "check the path, and that the download was complete";
        Self::new(Where::Offset(0), "empty", "the file is empty", "", help)
    }

    /// The text is a value, but not an object.
    pub(super) fn not_an_object(value: &Value) -> Self {
        let message = format!("the file holds {}, not an object", kind_of(value));
        let label = "an object is expected here";
        let help = "check that this is an OpenAPI or Overlay document";
        Self::new(Where::Offset(0), "not-an-object", message, label, help)
    }

    /// The parser could not go on.
    pub(super) fn syntax(format: &str, message: &str, offset: usize) -> Self {
        let message = format!("the text is not {format}: {message}");
        let label = "the parser stopped here";
        let help = "correct the text here or just before";
        Self::new(Where::Offset(offset), "syntax", message, label, help)
    }

    /// Whether this is what another format's parser may read.
    pub(super) fn is_syntax(&self) -> bool {
        self.code == "syntax"
    }

    /// A second YAML document starts here.
    pub(super) fn second_document(offset: usize) -> Self {
        let message = "the file holds more than one YAML document";
        let (label, help) = ("the second one starts here", "keep one document in a file");
        Self::new(
            Where::Offset(offset),
            "several-documents",
            message,
            label,
            help,
        )
    }

    /// Objects and arrays nest too deeply.
    pub(super) fn too_deep(offset: usize) -> Self {
        let message = format!("objects and arrays nest more than {MAX_DEPTH} deep");
        let help = "move inner schemas to `components/schemas` and refer to them";
        Self::new(Where::Offset(offset), "too-deep", message, "", help)
    }

    /// Aliases multiply the nodes.
    pub(super) fn alias_bomb(range: Range<usize>) -> Self {
        let message = "aliases repeat too much of the text";
        let label = "with this it is too much";
        let help = "write out what the aliases stand for, or refer to components with `$ref`";
        Self::new(Where::Range(range), "alias-bomb", message, label, help)
    }

    /// An alias stands inside of what it repeats.
    pub(super) fn alias_in_itself(range: Range<usize>) -> Self {
        let message = "an alias stands inside of what it repeats";
        let label = "this has no end";
        let help = "refer to a component with `$ref` instead";
        Self::new(Where::Range(range), "alias-in-itself", message, label, help)
    }

    /// A key that its object already has, first at an offset.
    pub(super) fn duplicate(key: Range<usize>, name: &str, first: usize) -> Self {
        let message = format!("the key {name} is there twice");
        let help = "remove one of them, or merge the two";
        Self {
            label: Label::FirstAt(first),
            ..Self::new(Where::Range(key), "duplicate-key", message, "", help)
        }
    }

    /// A key that is no text, but something else.
    pub(super) fn key(range: Range<usize>, what: &str) -> Self {
        let message = format!("a key is {what}");
        let (label, help) = ("keys are text", "put the key in quotes");
        Self::new(Where::Range(range), "key-not-text", message, label, help)
    }

    /// A YAML merge key.
    pub(super) fn merge(range: Range<usize>) -> Self {
        let message = "`<<` does not merge: neither JSON nor YAML 1.2 has merge keys";
        let label = "what this brings in would be lost";
        Self::new(
            Where::Range(range),
            "yaml-merge",
            message,
            label,
            "write the members out",
        )
    }

    /// A node that JSON cannot hold.
    pub(super) fn node(node: usize, wrong: &Wrong) -> Self {
        let (code, message, label, help) = match wrong {
            Wrong::NotFinite => (
                "number-not-finite",
                "a number is infinite or not a number".to_owned(),
                "JSON cannot hold this",
                "write a finite number, or put it in quotes",
            ),
            Wrong::Tag(tag) => (
                "yaml-tag",
                format!("a value has the tag `{}`", quoted(tag)),
                "JSON has no tags",
                "remove the tag, and write the value as JSON would",
            ),
            Wrong::Contradicted(tag) => (
                "yaml-tag",
                format!("a value has the tag `{tag}`, but is something else"),
                "the tag does not fit this",
                "remove the tag, or correct the value",
            ),
        };
        Self::new(Where::Node(node), code, message, label, help)
    }

    /// The diagnostic, for the input of an index.
    pub(super) fn diagnostic(self, file: &File, index: usize) -> Diagnostic {
        let range = match self.at {
            Where::Offset(offset) => file.character_at(offset),
            Where::Range(range) => range,
            Where::Node(node) => file.spans.shown_node(&file.text, node),
        };
        let label = match self.label {
            Label::Words(words) => words.to_owned(),
            Label::FirstAt(offset) => format!("first on line {}", file.position(offset).0),
        };
        Diagnostic::error(self.code, Place::Text(index, range), self.message)
            .label(label)
            .help(self.help)
    }
}
