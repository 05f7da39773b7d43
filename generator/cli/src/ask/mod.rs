//! From arguments to values.
//!
//! In: the model with its words, and arguments. Out: the commands that there are, and, of one that was given, [`Values`](crate::cli::request::Values).
//! What always holds: whatever an operation takes can be given, by a flag or by its key on the wire; a flag never has two meanings.

mod common;
mod file;
mod flags;
mod help;
mod irreversible;
mod keys;
mod numbered;
mod text;
mod tree;
mod uploads;
mod values;

pub use common::{COMMON, Common, PAGED, data};
pub use file::{object_in, read_value};
pub use flags::{Flag, Takes, flags};
pub use irreversible::{Irreversible, irreversible};
pub use text::value as value_of_text;
pub use tree::{Built, command};
pub use uploads::{Upload, Uploader, uploader, without_saying};
pub use values::{Asked, asked, pair};
