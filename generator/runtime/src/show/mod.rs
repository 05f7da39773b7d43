//! What people and logs are shown.
//!
//! In: text that others wrote, and values that may be private. Out: what of them can be shown, of bounded length. What always
//! holds: nothing here knows what the values are for.

mod fields;
mod private;
mod shown;

pub use fields::show_fields;
#[cfg(feature = "client")]
pub(crate) use private::Held;
pub use private::{DebugFull, Extent, Full, Private};
pub(crate) use private::{count, is_full};
#[cfg(feature = "client")]
pub(crate) use shown::Foreign;
pub(crate) use shown::{Few, Shown, is_control, is_visible};
