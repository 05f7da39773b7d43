//! Names of inputs that the place tells apart.
//!
//! In: where an input goes, and its name on the wire. Out: identifiers, the most natural first. What always holds: the second has the
//! place in it, so that one name in path, query, header, cookie and body needs no number.

use crate::api::Ident;
use crate::names;

/// The names of an input: where another has its name, the place tells them apart.
pub fn placed(place: &str, name: &str) -> [Ident; 2] {
    let ident = names::field_ident(name);
    let placed = names::field_ident(&format!("{place} {}", ident.bare()));
    [ident, placed]
}
