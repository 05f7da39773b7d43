//! Bodies of requests.
//!
//! In: bytes, files, readers, and parts of these. Out: a body of known length that can be sent any number of times.

mod body;
mod boundary;
mod multipart;
mod source;
mod upload;

pub use body::{Body, BodyReader};
pub use multipart::Multipart;
#[cfg(feature = "client")]
pub(crate) use source::SourceError;
pub use upload::Upload;
