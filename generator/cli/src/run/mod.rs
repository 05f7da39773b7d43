//! A run of the program.
//!
//! In: arguments, and what is around the program. Out: text, and an exit code. What always holds: what cannot be undone is asked for or confirmed; what is
//! printed instead of sent needs no secret.

mod around;
mod confirm;
mod events;
mod generated;
mod operation;
mod pages;
mod print;
mod program;
mod raw;
mod session;
mod start;
mod steps;
mod uploads;

pub use around::{Around, Terminals};
pub use program::run;
pub use session::Program;
pub use start::main;
