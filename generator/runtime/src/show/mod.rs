//! What people and logs are shown.
//!
//! In: text that others wrote. Out: the same, bounded and harmless.

mod shown;

#[cfg(feature = "client")]
pub(crate) use shown::Foreign;
pub(crate) use shown::{Few, Shown, is_control};
