//! What came back, as text.
//!
//! In: values, with the shape that the document says. Out: lines for a terminal or for programs. What always holds: no text of the API steers a terminal;
//! JSON and YAML have every member as it came.

mod cell;
mod columns;
mod printer;
mod record;
mod table;
mod terms;

pub use printer::Printer;
pub use terms::{Format, Terms};
