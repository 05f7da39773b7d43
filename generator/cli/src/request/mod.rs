//! From values to a request, checked and not sent.
//!
//! In: an operation, and a value for each input that is given. Out: [`Made`], or what is wrong with it. What always holds: a request that breaks a
//! limit of the document is none; no file is read here.

mod check;
mod escape;
mod made;
mod pairs;
mod print;

pub use check::check;
pub use escape::{escaped, query_text};
pub use made::{Made, MadeBody, PartValue, Values, made};
pub use pairs::{pairs, text_of};
pub use print::{Printed, curl, dry_run, rust};
