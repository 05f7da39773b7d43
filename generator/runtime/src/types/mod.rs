//! Values that the standard library has no type for: ids, points in time, ranges, lists, maps in order.
//!
//! In: JSON of a response, or a caller's values. Out: typed values, and JSON again. What always holds: nothing here knows
//! how a form is written, what a limit is, or that there is a network.

mod argument;
mod clearable;
mod decimal;
mod entries;
mod expandable;
mod id;
mod id_from;
mod list;
mod nulls;
mod point_in_time;
mod range;
mod time_left;
mod timestamp;

pub use argument::Argument;
pub use clearable::Clearable;
pub use decimal::{Decimal, NotADecimal};
pub use entries::{ClearableEntries, Entries};
pub use expandable::Expandable;
pub use id::{Id, Identified};
pub use list::List;
pub use nulls::NullMembers;
pub use point_in_time::PointInTime;
pub use range::{Bounds, RangeFilter};
pub use time_left::TimeLeft;
pub use timestamp::{Timestamp, TimestampOutOfRange};
