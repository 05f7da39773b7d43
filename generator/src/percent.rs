//! Percent-encoding (RFC 3986 section 2.1): the one text of it in the generator.
//!
//! In: names, paths and the fragments of references. Out: their encoded or decoded text. What always holds: what is encoded
//! is ASCII and decodes to what went in; generated code copies it as it is.

use std::fmt::Write;

/// A member's name as `application/x-www-form-urlencoded` (WHATWG URL, section 5.2) writes it.
///
/// A space becomes `%20`, which a form decodes just as well as `+`, so that one spelling serves body and query.
///
/// ```
/// assert_eq!(form_codegen::percent::form_name("a[b c]"), "a%5Bb%20c%5D");
/// ```
#[must_use]
pub fn form_name(name: &str) -> String {
    encode(name, b"*-._")
}

/// The fixed part of a path: what RFC 3986 section 3.3 allows in one stays, slashes and escapes included.
#[must_use]
pub(crate) fn path(literal: &str) -> String {
    encode(literal, b"-._~!$&'()*+,;=:@/%")
}

/// A pair of a query that the document writes: what RFC 3986 section 3.4 allows in one stays, escapes included.
#[must_use]
pub(crate) fn query(literal: &str) -> String {
    encode(literal, b"-._~!$&'()*+,;=:@/?%")
}

/// The name of a pair of a query.
#[must_use]
pub(crate) fn name_of(pair: &str) -> String {
    let name = pair.split_once('=').map_or(pair, |(name, _)| name);
    decoded(name).unwrap_or_else(|| name.to_owned())
}

/// A value within a path: only what RFC 3986 section 2.3 calls unreserved stays.
#[must_use]
pub(crate) fn path_segment(value: &str) -> String {
    encode(value, b"-._~")
}

/// Writes letters, digits and the bytes to `keep` as they are, the others as escapes.
fn encode(text: &str, keep: &[u8]) -> String {
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut encoded, byte| {
            if byte.is_ascii_alphanumeric() || keep.contains(&byte) {
                encoded.push(char::from(byte));
            } else {
                // Writing to a String never fails.
                let _ = write!(encoded, "%{byte:02X}");
            }
            encoded
        })
}

/// The text that was encoded; `None` if a `%` begins no escape, or the bytes are not UTF-8.
pub(crate) fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let mut digit = || rest.next().and_then(|digit| char::from(digit).to_digit(16));
        let value = digit()? * 16 + digit()?;
        bytes.push(u8::try_from(value).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "aZ0-._~*!$&'()+,;=:@/? [%]\u{0}é€";

    #[test]
    fn what_is_encoded_is_ascii_and_decodes_to_what_went_in() {
        for encoded in [form_name(TEXT), path_segment(TEXT)] {
            assert!(encoded.is_ascii(), "{encoded}");
            assert_eq!(decoded(&encoded).as_deref(), Some(TEXT));
        }
        assert_eq!(path("/v1/a b/%20"), "/v1/a%20b/%20");
        assert_eq!(path_segment("~a/b+c"), "~a%2Fb%2Bc");
    }

    #[test]
    fn what_is_no_escape_is_not_guessed_at() {
        assert_eq!(decoded("a%c3%A9+b"), Some("aé+b".to_owned()));
        for text in ["%", "%2", "%zz", "%+1", "%ff", "é%€"] {
            assert_eq!(decoded(text), None, "{text}");
        }
    }
}
