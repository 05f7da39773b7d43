//! What every generated client shares, and no API document decides: form encoding, typed ids, limits, requests and
//! responses without I/O.
//!
//! The generator copies the modules of this crate, as they stand here, into each crate it generates.

mod clearable;
mod decode;
mod entries;
mod escape;
mod expandable;
mod form;
mod id;
mod key;
mod limits;
mod list;
mod measure;
mod multipart;
mod range;
mod request;
mod response;
mod timestamp;
mod value;
mod violations;

pub use clearable::Clearable;
pub use decode::{MemberName, constant, decode_json, decode_text, ignore, missing, open_string};
pub use entries::{ClearableEntries, Entries};
pub use expandable::Expandable;
pub use form::{ExpandPath, Form, plain, plain_joined};
pub use id::{Id, Identified};
pub use key::Key;
pub use limits::Limits;
pub use list::{CursorPaged, List};
pub use measure::{Elements, Measure, Measured, Number, characters};
pub use multipart::{Multipart, Upload};
pub use range::{Bounds, RangeFilter};
pub use request::{Operation, RequestBuilder};
pub use response::{ApiError, DecodeError, ResponseError, request_id};
pub use timestamp::{Timestamp, TimestampOutOfRange};
pub use value::FormValue;
pub use violations::{Actual, Check, InvalidRequest, Limit, Violation, Violations};
