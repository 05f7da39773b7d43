//! A configuration against the list of keys.
//!
//! In: the value of a TOML text. Out: everything that is wrong with it. What always holds: an unknown key is an error with the
//! nearest known one; what passes has the kinds that [`keys`](super::keys) say.

use serde_json::{Map, Value};

use super::keys::{ConfigKey, KeyKind};
use crate::api::Pointer;
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::emit::CrateVersion;

/// What is wrong in a table.
pub fn check(
    table: &[ConfigKey],
    members: &Map<String, Value>,
    at: &Pointer,
    found: &mut Vec<Diagnostic>,
) {
    for (name, value) in members {
        match table.iter().find(|key| key.name == name) {
            Some(key) => check_value(key, value, &at.child(name), found),
            None => found.push(unknown(table, name, at)),
        }
    }
    for key in table
        .iter()
        .filter(|key| key.required && !members.contains_key(key.name))
    {
        let message = format!("`{}` is missing", key.name);
        found.push(
            Diagnostic::error("config-missing", Place::File(0, at.clone()), message)
                .label("it belongs in here")
                .help(format!("{}: {}", line(key), key.about)),
        );
    }
}

fn unknown(table: &[ConfigKey], name: &str, at: &Pointer) -> Diagnostic {
    let names = || table.iter().map(|key| key.name);
    let meant = did_you_mean(name, names());
    let known: Vec<String> = names().map(|name| format!("`{name}`")).collect();
    let message = format!("nobody reads `{name}`");
    Diagnostic::error(
        "config-unknown-key",
        Place::File(0, at.child(name)),
        message,
    )
    .label("this would have no effect")
    .help(format!("{meant}what is read here is {}", known.join(", ")))
}

fn check_value(key: &ConfigKey, value: &Value, at: &Pointer, found: &mut Vec<Diagnostic>) {
    let is_fit = match (key.kind, value) {
        (KeyKind::Text, Value::String(text)) => !text.trim().is_empty(),
        (KeyKind::Version, Value::String(text)) => text.parse::<CrateVersion>().is_ok(),
        (KeyKind::Flag, Value::Bool(_)) | (KeyKind::Open, Value::Object(_)) => true,
        (KeyKind::Count, Value::Number(number)) => number.is_u64(),
        (KeyKind::Texts, Value::Array(texts)) => {
            let is_text = |text: &Value| text.as_str().is_some_and(|text| !text.trim().is_empty());
            texts.iter().all(is_text)
        }
        (KeyKind::Table(table), Value::Object(members)) => {
            check(table, members, at, found);
            true
        }
        (KeyKind::Tables(table), Value::Array(list)) => {
            for (index, one) in list.iter().enumerate() {
                match one {
                    Value::Object(members) => check(table, members, &at.child(index), found),
                    _ => found.push(wrong(key, &at.child(index))),
                }
            }
            true
        }
        _ => false,
    };
    if !is_fit {
        found.push(wrong(key, at));
    }
}

fn wrong(key: &ConfigKey, at: &Pointer) -> Diagnostic {
    let expected = match key.kind {
        KeyKind::Text => "a text that is not empty",
        KeyKind::Version => "three numbers with dots between them, in quotes",
        KeyKind::Texts => "a list of texts",
        KeyKind::Flag => "`true` or `false`",
        KeyKind::Count => "a whole number, not below zero",
        KeyKind::Table(_) | KeyKind::Open => "a table",
        KeyKind::Tables(_) => "a list of tables",
    };
    Diagnostic::error(
        "config-value",
        Place::File(0, at.clone()),
        format!("`{}` has to be {expected}", key.name),
    )
    .label("it is something else")
    .help(format!("write {}", line(key)))
}

/// How a key is written.
fn line(key: &ConfigKey) -> String {
    let name = key.name;
    match key.kind {
        KeyKind::Text => format!("`{name} = \"…\"`"),
        KeyKind::Version => format!("`{name} = \"0.1.0\"`"),
        KeyKind::Texts => format!("`{name} = [\"…\"]`"),
        KeyKind::Flag => format!("`{name} = true`"),
        KeyKind::Count => format!("`{name} = 24`"),
        KeyKind::Table(_) | KeyKind::Open => format!("a table `{name}`"),
        KeyKind::Tables(_) => format!("`[[{name}]]`"),
    }
}
