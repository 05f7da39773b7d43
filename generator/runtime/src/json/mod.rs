//! JSON in memory, read fast.
//!
//! In: a text. Out: what a visitor of serde makes of it, or where reading stopped, for others to find out why.

mod names;
mod reader;
mod scan;
mod skip;
mod stop;
mod values;
mod within;

pub(crate) use reader::{Reader, TEXT};
pub(crate) use stop::Stop;
