//! Overlay actions, as people paste them.
//!
//! In: what an action is to do. Out: YAML. What always holds: what is printed reads back as the same action.

use std::fmt::Write as _;

use serde_json::Value;

/// What an action does to the nodes it selects.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionEffect {
    /// Merges this into them.
    Update(Value),
    /// Removes them.
    Remove,
}

/// An action of an overlay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OverlayAction {
    /// The JSONPath of what it changes.
    pub target: String,
    /// Why it is there.
    pub description: String,
    /// Whether it adds something to the API.
    pub create: bool,
    /// What it does.
    pub effect: ActionEffect,
}

impl OverlayAction {
    pub(crate) fn update(target: String, description: impl Into<String>, update: Value) -> Self {
        Self {
            target,
            description: description.into(),
            create: false,
            effect: ActionEffect::Update(update),
        }
    }

    pub(crate) fn remove(target: String, description: impl Into<String>) -> Self {
        Self {
            target,
            description: description.into(),
            create: false,
            effect: ActionEffect::Remove,
        }
    }

    /// The same, which adds something to the API.
    pub(crate) fn creating(self) -> Self {
        Self {
            create: true,
            ..self
        }
    }

    /// The index of the element that this removes from a list, if it says one.
    pub(crate) fn removed_index(&self) -> Option<usize> {
        let (_, last) = self.target.strip_suffix(']')?.rsplit_once('[')?;
        let is_removal = self.effect == ActionEffect::Remove;
        last.parse().ok().filter(|_| is_removal)
    }

    /// The action as an element of `actions`, with a line break at the end.
    #[must_use]
    pub fn to_yaml(&self) -> String {
        let mut text = format!(
            "  - target: {}\n    description: {}\n",
            scalar(&self.target),
            scalar(&self.description)
        );
        if self.create {
            text.push_str("    x-create: true\n");
        }
        match &self.effect {
            ActionEffect::Remove => text.push_str("    remove: true\n"),
            ActionEffect::Update(value) => {
                text.push_str("    update:");
                write_value(value, 6, &mut text);
            }
        }
        text
    }
}

/// An overlay of these actions.
#[must_use]
pub fn overlay(title: &str, actions: &[OverlayAction]) -> String {
    let title = scalar(title);
    let mut text = format!("overlay: 1.1.0\ninfo:\n  title: {title}\n  version: 1.0.0\nactions:\n");
    for action in actions {
        text.push_str(&action.to_yaml());
    }
    text
}

/// Writes a value behind a key or a dash, on lines of its own where it holds others.
fn write_value(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            text.push('\n');
            for (name, value) in members {
                let _ = write!(text, "{:indent$}{}:", "", scalar(name));
                write_value(value, indent + 2, text);
            }
        }
        Value::Array(elements) if !elements.is_empty() => {
            text.push('\n');
            for element in elements {
                let mut lines = String::new();
                write_value(element, indent + 2, &mut lines);
                // What is in an object begins on the line of its dash.
                let _ = write!(text, "{:indent$}- {}", "", lines.trim_start());
            }
        }
        Value::String(string) => {
            let _ = writeln!(text, " {}", scalar(string));
        }
        other => {
            let _ = writeln!(text, " {other}");
        }
    }
}

/// A text as YAML writes it: bare where it can only be a text.
fn scalar(text: &str) -> String {
    let starts = text.starts_with(|first: char| first.is_ascii_alphabetic() || first == '$');
    let is_word = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]
        .iter()
        .any(|word| text.eq_ignore_ascii_case(word));
    let is_bare = starts
        && !is_word
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
        && !text.contains(is_hidden);
    match is_bare {
        true => text.to_owned(),
        false => escaped(&Value::from(text).to_string()),
    }
}

/// A text in quotes, in which nothing steers what shows it.
fn escaped(quoted: &str) -> String {
    let mut text = String::with_capacity(quoted.len());
    for character in quoted.chars() {
        match is_hidden(character) {
            true => {
                let _ = write!(text, "\\u{:04x}", u32::from(character));
            }
            false => text.push(character),
        }
    }
    text
}

/// Controls, and marks that change the direction of text.
fn is_hidden(character: char) -> bool {
    character.is_control() || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
