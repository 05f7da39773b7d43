//! Where in a body reading stopped, and why.
//!
//! In: a body of JSON, and what serde_json says of it. Out: the path of the member, what was expected there and what came,
//! by its kind. What always holds: nothing is done before reading fails; no value is repeated, and of the names of members
//! only those that look like names.

use std::fmt::Write as _;

/// The most bytes of a member's name that is shown.
const LONGEST_NAME: usize = 64;

/// What is wrong with a body.
pub(super) struct Fault {
    /// The path of the member, such as `data[0].id`; empty for the body itself.
    pub(super) path: String,
    /// What is wrong there.
    pub(super) message: String,
}

/// Finds out what is wrong.
#[cold]
pub(super) fn fault(text: &str, error: &serde_json::Error) -> Fault {
    let whole = error.to_string();
    let (line, column) = (error.line(), error.column());
    let position = format!(" at line {line} column {column}");
    let message = whole.strip_suffix(&position).unwrap_or(&whole);
    let mut path = path(text, offset(text, line, column));
    if let Some(name) = missing(message) {
        member(&mut path, name);
        let message = format!("`{path}` is missing (line {line}, column {column})");
        return Fault { path, message };
    }
    let at = match path.as_str() {
        "" => String::new(),
        path => format!("`{path}`: "),
    };
    let what = mismatch(message).unwrap_or_else(|| message.to_owned());
    let message = format!("{at}{what} (line {line}, column {column})");
    Fault { path, message }
}

/// The member that is missing, if that is it.
fn missing(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.strip_suffix('`')
}

/// What was expected and what came, if that is it. What is quoted from the body is left out.
fn mismatch(message: &str) -> Option<String> {
    let starts = [("invalid type: ", true), ("invalid value: ", false)];
    let mut starts = starts.into_iter();
    let (found, another_kind) =
        starts.find_map(|(start, kind)| Some((message.strip_prefix(start)?, kind)))?;
    let (found, expected) = found.rsplit_once(", expected ")?;
    let kind = found.split(['`', '"']).next().unwrap_or_default().trim();
    let found = match kind {
        "boolean" => "true or false",
        "integer" => "an integer",
        "floating point" => "a number with a fraction",
        "string" => "a text",
        "sequence" => "a list",
        "map" => "an object",
        "null" | "unit value" => "null",
        other => other,
    };
    if !another_kind {
        return Some(format!(
            "expected {expected}, found {found} that does not fit"
        ));
    }
    let expected = match expected {
        "i32" | "i64" | "u32" | "u64" => "an integer",
        "f32" | "f64" => "a number",
        "a boolean" => "true or false",
        "a string" => "a text",
        "a sequence" => "a list",
        "a map" => "an object",
        other => other,
    };
    Some(format!("expected {expected}, found {found}"))
}

/// The byte behind which reading stopped. Lines and columns count from 1, columns in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    start.saturating_add(column).min(text.len())
}

/// What a value is a part of.
enum Level<'a> {
    /// The member that was named last.
    Object(Option<&'a str>),
    /// The number of the element.
    List(usize),
}

/// The path of the value that stands behind so many bytes, or ends there.
fn path(text: &str, end: usize) -> String {
    let bytes = text.as_bytes().get(..end).unwrap_or_default();
    let mut levels: Vec<Level<'_>> = Vec::new();
    let mut expects_name = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at = at.saturating_add(1);
        match byte {
            b'{' => {
                levels.push(Level::Object(None));
                expects_name = true;
            }
            b'[' => levels.push(Level::List(0)),
            b'}' | b']' => {
                levels.pop();
                expects_name = false;
            }
            b',' => match levels.last_mut() {
                Some(Level::Object(name)) => {
                    *name = None;
                    expects_name = true;
                }
                Some(Level::List(index)) => *index = index.saturating_add(1),
                None => {}
            },
            b'"' => {
                let close = string_end(bytes, at);
                if let (true, Some(Level::Object(name))) = (expects_name, levels.last_mut()) {
                    *name = text.get(at..close);
                    expects_name = false;
                }
                at = close.saturating_add(1);
            }
            _ => {}
        }
    }
    let mut path = String::new();
    for level in levels {
        match level {
            Level::Object(Some(name)) => member(&mut path, name),
            Level::Object(None) => {}
            // Writing to a String never fails.
            Level::List(index) => drop(write!(path, "[{index}]")),
        }
    }
    path
}

/// Where a string ends that starts here: its closing quote, or the end of all.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut escaped = false;
    let rest = bytes.get(start..).unwrap_or_default();
    let close = rest.iter().position(|byte| {
        let is_close = *byte == b'"' && !escaped;
        escaped = *byte == b'\\' && !escaped;
        is_close
    });
    close.map_or(bytes.len(), |close| start.saturating_add(close))
}

/// Adds a member to a path. A name that is none, such as a key that somebody typed, is not shown.
fn member(path: &mut String, name: &str) {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let is_name = (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(is_part);
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(if is_name { name } else { "…" });
}
