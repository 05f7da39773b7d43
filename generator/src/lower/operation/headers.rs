//! Names of headers.
//!
//! In: texts of the document. Out: whether they can be such names. What always holds: HTTP libraries take what passes.

/// Whether a text is a `token` of RFC 9110, section 5.6.2, no longer than HTTP libraries take.
pub fn is_header_name(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    (1..=256).contains(&text.len()) && text.bytes().all(is_token)
}
