//! Reading JSON: what emitted `Deserialize` implementations share, and whole bodies.
//!
//! In: the bytes of a body, or a piece of it. Out: values, or an error that says where reading stopped but repeats
//! nothing of what was read. Member names are borrowed from the body; only values that are kept are copied.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    self, Deserialize, DeserializeOwned, DeserializeSeed, Deserializer, IgnoredAny, MapAccess,
    Unexpected, Visitor,
};
use serde_json::Value;

use super::digits::exact;
use super::error::DecodeError;
use super::fault::{self, Fault};
use super::tree::Tree;
use crate::runtime::json::{Reader, Stop};

/// The error for a required member that is not there.
#[cold]
#[must_use]
pub fn missing<E: de::Error>(name: &'static str) -> E {
    E::missing_field(name)
}

/// The error for a text that is none of the known ones; `expecting` says what was expected.
#[cold]
#[must_use]
pub fn other_value<E: de::Error>(expecting: &'static str) -> E {
    E::invalid_value(Unexpected::Other("another text"), &expecting)
}

/// Skips the value of the member whose name was read last.
///
/// # Errors
/// If it is no valid JSON.
pub fn ignore<'de, A: MapAccess<'de>>(map: &mut A) -> Result<(), A::Error> {
    map.next_value::<IgnoredAny>().map(|_| ())
}

/// The value of the member whose name was read last and which no document knows: a name of the sender's, which no error shows.
///
/// # Errors
/// If it is something else than `T`.
pub fn additional<'de, A: MapAccess<'de>, T: Deserialize<'de>>(map: &mut A) -> Result<T, A::Error> {
    map.next_value_seed(Additional(PhantomData))
}

struct Additional<T>(PhantomData<fn() -> T>);

impl<'de, T: Deserialize<'de>> DeserializeSeed<'de> for Additional<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        T::deserialize(deserializer).map_err(fault::hide_name)
    }
}

/// Reads text and turns it into an open enum; only the variant for unknown values copies it.
///
/// # Errors
/// If it is no string; `expecting` then says what was expected, such as `a status`.
pub fn open_string<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expecting: &'static str,
    read: impl FnOnce(&str) -> T,
) -> Result<T, D::Error> {
    deserializer.deserialize_str(Text {
        expecting,
        read,
        result: PhantomData,
    })
}

struct Text<F, T> {
    expecting: &'static str,
    read: F,
    result: PhantomData<fn() -> T>,
}

impl<F: FnOnce(&str) -> T, T> Visitor<'_> for Text<F, T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.expecting)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<T, E> {
        Ok((self.read)(value))
    }
}

/// Reads a body of JSON. A byte order mark before it is read over, as RFC 8259, section 8.1, allows.
///
/// # Errors
/// If the body is empty, is not UTF-8 or not JSON, or holds something else than `T`.
pub fn decode_json<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
    decode_seed(body, PhantomData, |tree| T::deserialize(tree))
}

/// Reads a body of JSON with a seed. If it cannot be read, `again` reads it a second time, with whole numbers however they are
/// written, such as `3.0`, or to find out why, so that neither these nor to keep track of where something stands cost
/// anything as long as all is well.
pub(super) fn decode_seed<'de, S: DeserializeSeed<'de>>(
    body: &'de [u8],
    seed: S,
    again: impl FnOnce(Tree<'_>) -> Result<S::Value, Fault>,
) -> Result<S::Value, DecodeError> {
    let text = json_text(body)?;
    if text.is_empty() {
        return Err(DecodeError::new("the body is empty, but JSON is expected"));
    }
    let mut reader = Reader::new(text);
    let value = reader.whole(seed);
    value.or_else(|stop| read_again(text, stop, reader.stopped_at(), again))
}

/// What a text is that was read up to a byte, or why it cannot be read. serde_json's own words are shown only of what is no JSON, as
/// these are the same for every text; what it says of a value may repeat the value.
#[cold]
fn read_again<T>(
    text: &str,
    stop: Stop,
    at: usize,
    again: impl FnOnce(Tree<'_>) -> Result<T, Fault>,
) -> Result<T, DecodeError> {
    if stop == Stop::Syntax {
        serde_json::from_str::<Value>(text).map_err(|error| no_json(&error))?;
    }
    let mut value = exact(text).map_err(|error| no_json(&error))?;
    again(Tree::new(&mut value)).map_err(|fault| {
        let (line, column) = position(text, at);
        DecodeError::new(format!("{fault} (line {line}, column {column})")).at(fault.path())
    })
}

/// The line that a byte is in, and how many bytes of it stand before that one.
fn position(text: &str, at: usize) -> (usize, usize) {
    let before = text.as_bytes().get(..at).unwrap_or(text.as_bytes());
    let lines = before.split(|byte| *byte == b'\n');
    let column = lines.clone().next_back().map_or(0, <[u8]>::len);
    (lines.count(), column)
}

fn no_json(error: &serde_json::Error) -> DecodeError {
    let (line, column) = (error.line(), error.column());
    let whole = error.to_string();
    let position = format!(" at line {line} column {column}");
    let words = whole.strip_suffix(&position).unwrap_or(&whole);
    let what = match error.is_eof() {
        true => "it is cut off",
        false => "it is no JSON",
    };
    DecodeError::new(format!("{what}: {words} (line {line}, column {column})"))
}

/// Reads a body of text.
///
/// # Errors
/// If it is not UTF-8.
pub fn decode_text(body: &[u8]) -> Result<String, DecodeError> {
    decode_str(body).map(str::to_owned)
}

/// The text of a body of JSON, without the byte order mark that must not be there and that some put there all the same.
pub(crate) fn json_text(body: &[u8]) -> Result<&str, DecodeError> {
    // The parser checks the UTF-8 of a slice string by string; checking it all at once takes fewer instructions.
    let text = decode_str(body)?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn decode_str(body: &[u8]) -> Result<&str, DecodeError> {
    std::str::from_utf8(body).map_err(|error| {
        DecodeError::new(format!(
            "the body is not UTF-8 from byte {} on",
            error.valid_up_to()
        ))
    })
}
