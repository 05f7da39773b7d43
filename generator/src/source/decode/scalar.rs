//! What a scalar of YAML stands for, and a number of JSON.
//!
//! In: the text of one scalar, and its tag. Out: null, a boolean, a number or text. What always holds: the same digits are the
//! same number in YAML and in JSON.
//!
//! The rule is YAML 1.2's core schema: `yes`, `no`, `on` and `off` are text, and octal numbers start with `0o`. Where it
//! leaves people guessing, this reads what serde_yaml reads: digits behind a leading zero are text, since they are octal in
//! YAML 1.1 and decimal in 1.2; `0b` starts a binary number; a sign may stand before `0x`, `0o` and `0b`.
//!
//! The tags of the core schema say what a value is, whatever it looks like: `!!str 1` is text. Others are faults, since what
//! they mean would be lost.

use saphyr_parser::Tag;
use serde_json::{Number, Value};

/// What YAML's own tags start with.
const CORE: &str = "tag:yaml.org,2002:";

/// Why JSON has no such scalar.
#[derive(Debug)]
pub(super) enum Wrong {
    /// A number that is infinite, or none at all.
    NotFinite,
    /// A tag that is not of the core schema.
    Tag(String),
    /// A tag of the core schema that the value contradicts.
    Contradicted(String),
}

/// What a scalar with a tag stands for; `None` if that is its text.
pub(super) fn tagged(tag: &Tag, text: &str) -> Result<Option<Value>, Wrong> {
    let value = match core(tag).ok_or_else(|| Wrong::Tag(shown(tag)))? {
        "str" => return Ok(None),
        "null" => null(text),
        "bool" => boolean(text),
        "int" => integer(text).map(Value::Number),
        "float" => float(text)?.map(Value::Number),
        "map" | "seq" => None,
        _ => return Err(Wrong::Tag(shown(tag))),
    };
    match value {
        Some(value) => Ok(Some(value)),
        None => Err(Wrong::Contradicted(shown(tag))),
    }
}

/// Checks the tag of a collection: `expected` is what the core schema calls its kind.
pub(super) fn check_collection(tag: &Tag, expected: &str) -> Result<(), Wrong> {
    match core(tag) {
        Some(found) if found == expected => Ok(()),
        Some("str" | "null" | "bool" | "int" | "float" | "map" | "seq") => {
            Err(Wrong::Contradicted(shown(tag)))
        }
        _ => Err(Wrong::Tag(shown(tag))),
    }
}

/// The name that YAML's own tags have behind `!!`.
fn core(tag: &Tag) -> Option<&str> {
    match tag.handle.as_str() {
        CORE => Some(&tag.suffix),
        "" => tag.suffix.strip_prefix(CORE),
        _ => None,
    }
}

/// A tag as people write it.
fn shown(tag: &Tag) -> String {
    match (core(tag), tag.handle.as_str()) {
        (Some(name), _) => format!("!!{name}"),
        (None, "!") => format!("!{}", tag.suffix),
        (None, "") if tag.suffix == "!" => "!".to_owned(),
        (None, handle) => format!("!<{handle}{}>", tag.suffix),
    }
}

/// What a scalar without quotes and without a tag stands for; `None` if that is its text.
pub(super) fn plain(text: &str) -> Result<Option<Value>, Wrong> {
    if let Some(value) = null(text).or_else(|| boolean(text)) {
        return Ok(Some(value));
    }
    let number = match integer(text) {
        None if !has_leading_zero(text) => float(text)?,
        found => found,
    };
    Ok(number.map(Value::Number))
}

/// Null, or nothing at all.
fn null(text: &str) -> Option<Value> {
    matches!(text, "" | "~" | "null" | "Null" | "NULL").then_some(Value::Null)
}

/// A boolean.
fn boolean(text: &str) -> Option<Value> {
    match text {
        "true" | "True" | "TRUE" => Some(Value::Bool(true)),
        "false" | "False" | "FALSE" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// A whole number. Beyond 64 bits it loses its last digits, as it would in most readers of JSON.
#[expect(
    clippy::cast_precision_loss,
    reason = "the nearest number is what readers of JSON make of it"
)]
fn integer(text: &str) -> Option<Number> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (radix, digits) = match unsigned.get(..2) {
        Some("0x") => (16, unsigned.get(2..)?),
        Some("0o") => (8, unsigned.get(2..)?),
        Some("0b") => (2, unsigned.get(2..)?),
        _ => (10, unsigned),
    };
    if !digits.chars().all(|digit| digit.is_digit(radix)) || has_leading_zero(text) {
        return None;
    }
    let magnitude = u128::from_str_radix(digits, radix).ok()?;
    if !negative {
        return match u64::try_from(magnitude) {
            Ok(small) => Some(small.into()),
            Err(_) => Number::from_f64(magnitude as f64),
        };
    }
    let signed = 0_i128.checked_sub_unsigned(magnitude)?;
    match i64::try_from(signed) {
        Ok(small) => Some(small.into()),
        Err(_) => Number::from_f64(signed as f64),
    }
}

/// A number with a fraction or an exponent; `None` for text.
fn float(text: &str) -> Result<Option<Number>, Wrong> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    if matches!(unsigned, ".inf" | ".Inf" | ".INF") || matches!(text, ".nan" | ".NaN" | ".NAN") {
        return Err(Wrong::NotFinite);
    }
    // Rust reads the words `inf` and `nan` as well, which are text here.
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return Ok(None);
    }
    Ok(text.parse().ok().and_then(Number::from_f64))
}

/// Whether digits stand behind a leading zero.
fn has_leading_zero(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let rest = unsigned.strip_prefix('0').unwrap_or_default();
    !rest.is_empty() && rest.bytes().all(|digit| digit.is_ascii_digit())
}

/// A number as RFC 8259 section 6 writes it; `None` if it is not written so, or out of range.
pub(super) fn json_number(text: &str) -> Option<Number> {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let exponent = exponent.map(|text| text.strip_prefix(['-', '+']).unwrap_or(text));
    let are_digits =
        |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if ![Some(whole), fraction, exponent]
        .into_iter()
        .flatten()
        .all(are_digits)
        || has_leading_zero(whole)
    {
        return None;
    }
    let integer = match (fraction, exponent) {
        (None, None) => integer(text),
        _ => None,
    };
    integer.or_else(|| text.parse().ok().and_then(Number::from_f64))
}
