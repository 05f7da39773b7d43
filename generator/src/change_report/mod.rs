//! What differs, as people and programs read it: for a terminal, a pull request, a program, an editor of code, in one line.
//!
//! In: [`Changes`](crate::diff::Changes), the documents they were found in, and what is allowed. Out: text. What always holds:
//! nothing is read or written, no change is left out without being counted, and text of a document is escaped for where it
//! goes.

mod allow;
mod annotations;
mod date;
mod fail_on;
mod fold;
mod groups;
mod json;
mod markdown;
mod report;
mod terminal;
mod words;

pub use allow::AllowFile;
pub use annotations::failure_annotation;
pub use date::CalendarDate;
pub use fail_on::FailOn;
pub use json::SCHEMA;
pub use report::{Allowance, ChangeEntry, ChangeLevel, ChangeReport, ComparedSide};
