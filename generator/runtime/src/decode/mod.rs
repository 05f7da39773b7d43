//! Reading bodies of responses and of events.
//!
//! In: bytes. Out: values, or an error that says where reading stopped and repeats no value that was read.

mod alternative;
mod digits;
mod error;
mod event;
mod fault;
mod json;
mod likeness;
mod name;
mod object;
mod raw;
mod tree;
mod unknown;

pub use alternative::{alternative, exact_value, plain_json, tried, tried_exactly};
pub use error::DecodeError;
pub(crate) use error::of_request;
pub use event::{Envelope, OtherEvent};
#[cfg(feature = "client")]
pub(crate) use json::json_text;
pub use json::{additional, decode_json, decode_text, ignore, missing, open_string, other_value};
pub use likeness::{Likeness, Members, best_first};
pub use name::MemberName;
pub use object::{FromMembers, needed, read_nullable, read_object, read_value};
pub(crate) use raw::{json_text_of, kind_of, write_number};
pub use unknown::UnknownMembers;
