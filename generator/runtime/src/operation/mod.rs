//! Requests and responses of typed operations, without I/O.
//!
//! In: an operation, or the response to one. Out: an `http::Request`; or a value or an error.

mod content;
mod contract;
mod error;
mod extra;
mod facts;
mod link;
mod paged;
mod pages;
#[cfg(feature = "client")]
mod raw;
mod request;
mod security;
mod styled;
mod undescribed;

pub use content::FromErrorBody;
pub use contract::Operation;
#[cfg(feature = "client")]
pub(crate) use error::request_id_in;
pub use error::{ApiError, ResponseError, request_id};
pub use extra::{ExtraParams, KeyObject, KeyTable, TypedKeys};
pub use facts::ErrorBody;
pub use link::next_link;
pub use paged::{Cursor, CursorPaged};
pub use pages::{NextPage, Paged, counted_on};
#[cfg(feature = "client")]
pub use raw::RawRequest;
pub use request::RequestBuilder;
pub use security::Alternatives;
pub use undescribed::Undescribed;
