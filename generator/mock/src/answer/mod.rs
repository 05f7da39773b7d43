//! Values that are valid for the document.
//!
//! In: shapes, the time and a seed. Out: objects, ids, errors and expanded answers. What always holds: the same calls in the same order give
//! the same values.

mod errors;
mod example;
mod expand;
mod ids;
mod pattern;
mod text;

pub use errors::{ErrorKind, Failure, error_body};
pub use example::{Maker, set};
pub use expand::{Expander, check_paths};
pub use ids::Ids;
pub use text::{likely, text};
