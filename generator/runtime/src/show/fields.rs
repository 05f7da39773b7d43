//! Structs, as `Debug` shows them.
//!
//! In: the name of a struct, and its fields. Out: what a derived `Debug` would print. What always holds: which value a field shows is
//! the caller's to say, so that what is private can stand behind [`Private`](super::Private).

use std::fmt;

/// Shows a struct of that name with these fields, in their order.
///
/// # Errors
/// If the formatter fails.
pub fn show_fields(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    fields: &[(&str, &dyn fmt::Debug)],
) -> fmt::Result {
    let mut shown = f.debug_struct(name);
    for (name, value) in fields {
        shown.field(name, value);
    }
    shown.finish()
}
