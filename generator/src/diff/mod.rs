//! (Api, Api) -> Changes: what differs between two models, and what each difference means on the wire and in Rust.
//!
//! In: the model of an old document and that of a new one, in which everything is decided. Out: [`Changes`]. What always holds:
//! nothing that differs is dropped: what no rule knows is a change of its own, to be reviewed; a change is told once, where it
//! is, however many operations it reaches; the order of a document counts only where Rust shows it; no file is read, and
//! [`Change::old`] and [`Change::new`] lead to places that only the documents know.
//!
//! The steps, in order:
//!
//! 1. `sides` finds what of the one model is what of the other;
//! 2. `view` makes nodes with facts of everything that both have, and `compare` walks them side by side;
//! 3. `rules` give each difference its kind and its classes;
//! 4. `reach` adds who holds what differs.

mod change;
mod compare;
mod facts;
mod holders;
mod id;
mod matches;
mod reach;
mod renames;
mod rules;
mod shapes;
mod sides;
mod spot;
mod view;

pub use change::{Change, Changes, OnWire, Reached, RustClass, Way, WireClass};
pub use id::{ChangeId, ValueFlow};

use crate::api::Api;

/// All that differs between two models.
///
/// ```
/// use form_codegen::api::Api;
/// use form_codegen::diff::{ChangeId, diff};
///
/// let old = Api::default();
/// let new = Api { title: "Pets".to_owned(), ..Api::default() };
/// assert!(diff(&old, &old).list.is_empty());
/// assert_eq!(diff(&old, &new).list[0].id, ChangeId::TitleChanged);
/// ```
#[must_use]
pub fn diff(old: &Api, new: &Api) -> Changes {
    compare::compare(old, new)
}
