//! Files and places in them: what reading and reporting both speak of.
//!
//! In: texts, and what overlays put where. Out: for a JSON pointer, the file, the bytes, the line and the column that it
//! stands for. What always holds: nothing here knows OpenAPI or what an error is, so that [`source`](crate::source),
//! [`diagnostic`](crate::diagnostic) and [`api`](crate::api) rest on it alike; lines are looked up only when something is
//! shown.

mod file;
mod locate;
mod origins;
mod path;
mod pointer;
mod provenance;
mod spans;

pub use locate::{Location, Place};
pub use pointer::Pointer;

pub(crate) use file::{File, FileRole, Format};
pub(crate) use locate::Span;
pub(crate) use origins::Origins;
pub(crate) use path::{At, MAX_DEPTH};
pub(crate) use provenance::{Provenance, Subtree};
pub(crate) use spans::{Key, Spans, SpansBuilder};
