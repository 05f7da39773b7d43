//! Requests and responses of typed operations, without I/O.
//!
//! In: an operation, or the response to one. Out: an `http::Request`; or a value or an error.

mod content;
mod error;
mod extra;
mod facts;
mod paged;
mod pages;
mod request;
mod styled;
mod undescribed;

pub use content::FromErrorBody;
#[cfg(feature = "client")]
pub(crate) use error::request_id_in;
pub use error::{ApiError, ResponseError, request_id};
pub use extra::{ExtraParams, KeyObject, KeyTable, TypedKeys};
pub use facts::ErrorBody;
pub use paged::{Cursor, CursorPaged};
pub use pages::{NextPage, Paged, counted_on, next_link};
pub use request::{Alternatives, Operation, RequestBuilder};
pub use undescribed::Undescribed;
