//! JSON, as RFC 8259 writes it.
//!
//! In: the text. Out: what it holds, into a [`Tree`]. What always holds: what is no JSON is refused where it begins, with
//! what may stand there; the work is linear in the text, without recursion. serde_json reads the same, but tells no places.

use std::borrow::Cow;

use serde_json::Value;

use super::fault::Fault;
use super::scalar;
use super::tree::{CollectionKind, Tree};
use crate::source::shape::quoted;

/// Reads a text.
pub(super) fn read(text: &str, tree: &mut Tree<'_>) -> Result<(), Fault> {
    let mut reader = JsonReader {
        text,
        at: 0,
        next: Expected::Value,
    };
    loop {
        reader.skip_white_space();
        let Some(byte) = reader.peek() else {
            let at = text.len();
            return match reader.next {
                Expected::End => Ok(()),
                _ => Err(reader.expected(tree, ", found the end", at)),
            };
        };
        reader.token(byte, tree)?;
    }
}

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Expected {
    Value,
    /// A value, or the end of an array that is still empty.
    FirstElement,
    Key,
    /// A key, or the end of an object that is still empty.
    FirstKey,
    Colon,
    /// A comma, or the end of the innermost collection.
    Comma,
    End,
}

struct JsonReader<'t> {
    text: &'t str,
    at: usize,
    next: Expected,
}

impl<'t> JsonReader<'t> {
    /// Reads the token that starts with a byte.
    fn token(&mut self, byte: u8, tree: &mut Tree<'_>) -> Result<(), Fault> {
        let (start, around) = (self.at, tree.around());
        match (self.next, byte) {
            (Expected::Value | Expected::FirstElement, b'{') => {
                tree.open(CollectionKind::Object, start, None)?;
                self.step(Expected::FirstKey);
            }
            (Expected::Value | Expected::FirstElement, b'[') => {
                tree.open(CollectionKind::Array, start, None)?;
                self.step(Expected::FirstElement);
            }
            (Expected::FirstKey | Expected::Comma, b'}')
                if around == Some(CollectionKind::Object) =>
            {
                self.close(tree)?;
            }
            (Expected::FirstElement | Expected::Comma, b']')
                if around == Some(CollectionKind::Array) =>
            {
                self.close(tree)?;
            }
            (Expected::Comma, b',') => self.step(match around {
                Some(CollectionKind::Object) => Expected::Key,
                _ => Expected::Value,
            }),
            (Expected::Colon, b':') => self.step(Expected::Value),
            (Expected::Key | Expected::FirstKey, b'"') => {
                let name = self.string()?.into_owned();
                tree.key(name, start..self.at);
                self.next = Expected::Colon;
            }
            (Expected::Value | Expected::FirstElement, b'"') => {
                let value = Value::String(self.string()?.into_owned());
                tree.scalar(value, start..self.at, None)?;
                self.value_ends(tree);
            }
            (
                Expected::Value | Expected::FirstElement,
                b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z',
            ) => {
                let value = self.literal()?;
                tree.scalar(value, start..self.at, None)?;
                self.value_ends(tree);
            }
            _ => return Err(self.expected(tree, "", start)),
        }
        Ok(())
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_white_space(&mut self) {
        while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
            self.at += 1;
        }
    }

    fn step(&mut self, next: Expected) {
        self.at += 1;
        self.next = next;
    }

    fn close(&mut self, tree: &mut Tree<'_>) -> Result<(), Fault> {
        self.at += 1;
        tree.close(self.at)?;
        self.value_ends(tree);
        Ok(())
    }

    fn value_ends(&mut self, tree: &Tree<'_>) {
        self.next = match tree.around() {
            Some(_) => Expected::Comma,
            None => Expected::End,
        };
    }

    /// The string that starts here.
    fn string(&mut self) -> Result<Cow<'t, str>, Fault> {
        let (start, mut escapes) = (self.at, false);
        self.at += 1;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let plain = rest
                .iter()
                .position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1F));
            self.at += plain.unwrap_or(rest.len());
            match self.peek() {
                Some(b'"') => break,
                Some(b'\\') => {
                    escapes = true;
                    self.at += 1;
                    if let Some(b'"' | b'\\') = self.peek() {
                        self.at += 1;
                    }
                }
                Some(_) => {
                    let message = "a string has a control character or a line break in it";
                    return Err(syntax(message, self.at));
                }
                None => return Err(syntax("a string has no end", start)),
            }
        }
        self.at += 1;
        if !escapes {
            let inside = self.text.get(start + 1..self.at - 1);
            return Ok(Cow::Borrowed(inside.unwrap_or_default()));
        }
        let whole = self.text.get(start..self.at).unwrap_or_default();
        let decoded = serde_json::from_str(whole).map_err(|error| {
            // There is no other way in which a string can be wrong that has an end and no control characters.
            let message = "a string has an escape that JSON does not have";
            syntax(message, start + error.column().saturating_sub(1))
        });
        decoded.map(Cow::Owned)
    }

    /// The number or the word that starts here.
    fn literal(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        while let Some(b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'+' | b'-' | b'.' | b'_') =
            self.peek()
        {
            self.at += 1;
        }
        let word = self.text.get(start..self.at).unwrap_or_default();
        let value = match word {
            "null" => Some(Value::Null),
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            _ => scalar::json_number(word).map(Value::Number),
        };
        value.ok_or_else(|| {
            let message = format!("`{}` is no value, or a number out of range", quoted(word));
            syntax(&message, start)
        })
    }

    /// The fault that something else stands at an offset than what may come next.
    fn expected(&self, tree: &Tree<'_>, found: &str, at: usize) -> Fault {
        let expected = match (self.next, tree.around()) {
            (Expected::Value, _) => "a value",
            (Expected::FirstElement, _) => "a value or `]`",
            (Expected::Key, _) => "a key in quotes",
            (Expected::FirstKey, _) => "a key in quotes or `}`",
            (Expected::Colon, _) => "`:`",
            (Expected::Comma, Some(CollectionKind::Array)) => "`,` or `]`",
            (Expected::Comma, _) => "`,` or `}`",
            (Expected::End, _) => "nothing more",
        };
        syntax(&format!("expected {expected}{found}"), at)
    }
}

fn syntax(message: &str, offset: usize) -> Fault {
    Fault::syntax("JSON", message, offset)
}
