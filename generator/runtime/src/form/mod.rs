//! Form encoding.
//!
//! In: keys and values. Out: `key=value` pairs, percent-encoded, in one buffer. What always holds: the order is the
//! caller's.

pub(crate) mod escape;
mod form;
mod key;
mod paths;
mod style;
mod value;

pub(crate) use form::Unwritten;
pub use form::{Form, plain, plain_joined};
pub use key::Key;
pub use paths::{ExpandPath, IntoPaths};
pub use style::Style;
pub(crate) use style::{styled_cookies, styled_text};
pub use value::FormValue;
