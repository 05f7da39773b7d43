//! Names as the wire spells them.
//!
//! In: member names and path templates. Out: percent-encoded text that generated code copies as it is. What always
//! holds: the result is ASCII and decodes to what went in.

use std::fmt::Write;

/// A member's name as `application/x-www-form-urlencoded` (WHATWG URL, section 5.2) writes it.
///
/// A space becomes `%20`, which a form decodes just as well as `+`, so that one spelling serves body and query.
pub fn encode(name: &str) -> String {
    percent_encode(name, |byte| {
        byte.is_ascii_alphanumeric() || b"*-._".contains(&byte)
    })
}

/// The fixed part of a path: what RFC 3986 section 3.3 allows in one stays, slashes and escapes included.
pub fn encode_path(literal: &str) -> String {
    percent_encode(literal, |byte| {
        byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&byte)
    })
}

fn percent_encode(text: &str, keep: impl Fn(u8) -> bool) -> String {
    text.bytes()
        .fold(String::with_capacity(text.len()), |mut encoded, byte| {
            if keep(byte) {
                encoded.push(char::from(byte));
            } else {
                // Writing to a String never fails.
                let _ = write!(encoded, "%{byte:02X}");
            }
            encoded
        })
}
