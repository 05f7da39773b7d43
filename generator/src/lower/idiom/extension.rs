//! The extension that says what OpenAPI has no word for.
//!
//! In: texts in `x-client`. Out: whether they can be what they should be. What always holds: all that read the extension call it by
//! this name.

/// The extension.
pub const CLIENT: &str = "x-client";

/// The code of what is wrong with it.
pub const CODE: &str = "client-extension";

/// Whether a text is a `token` of RFC 9110, section 5.6.2, no longer than HTTP libraries take.
pub(super) fn is_header_name(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    (1..=256).contains(&text.len()) && text.bytes().all(is_token)
}
