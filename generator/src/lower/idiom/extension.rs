//! The extension that says what OpenAPI has no word for.
//!
//! In: nothing. Out: what it is called. What always holds: all that read the extension call it by this name.

/// The extension.
pub const CLIENT: &str = "x-client";

/// The code of what is wrong with it.
pub const CODE: &str = "client-extension";
