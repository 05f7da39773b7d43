//! Percent-encoding (RFC 3986, section 2.1).
//!
//! In: text. Out: the same, where only what is not reserved stands for itself. What always holds: the result is ASCII.

use std::fmt::Write as _;

/// A segment of a path, or a key or a value of a query.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Pairs of a query or of a form.
#[must_use]
pub fn query_text(pairs: &[(String, String)]) -> String {
    let pairs = pairs
        .iter()
        .map(|(key, value)| format!("{}={}", escaped(key), escaped(value)));
    pairs.collect::<Vec<_>>().join("&")
}
