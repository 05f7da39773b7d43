//! What every generated client shares, and no API document decides: form encoding, typed ids, limits, requests and
//! responses without I/O.
//!
//! The generator copies the modules of this crate, as they stand here, into each crate it generates: they name each other
//! by `super::` alone, and this file holds nothing but the list of them.
//!
//! A form is written straight into its buffer, under keys that were encoded when the code was generated:
//!
//! ```
//! use form_runtime::{ClearableEntries, Form, Key};
//!
//! let mut metadata = ClearableEntries::from_iter([("order id", "6735")]);
//! metadata.unset("note");
//!
//! let mut form = Form::body();
//! let evidence = Key::new("evidence");
//! form.field(&evidence.member("%5Bcustomer_name%5D"), "Jenny Rosen");
//! form.field(&Key::new("metadata"), &metadata);
//! assert_eq!(
//!     form.into_string(),
//!     "evidence%5Bcustomer_name%5D=Jenny+Rosen&metadata%5Border+id%5D=6735&metadata%5Bnote%5D="
//! );
//! ```
//!
//! An operation becomes an `http::Request`, and a response becomes a value or an error, without any I/O:
//!
//! ```
//! use form_runtime::{DecodeError, Key, Limits, Operation, RequestBuilder, Violations, decode_json};
//! use http::{HeaderMap, Method, StatusCode};
//! use serde_json::{Value, json};
//!
//! struct RetrieveThing { id: String, limit: i64 }
//!
//! impl Operation for RetrieveThing {
//!     type Output = Value;
//!     type Error = Value;
//!     const METHOD: Method = Method::GET;
//!     const PATH: &'static str = "/v1/things/{thing}";
//!     const SERVER: &'static str = "https://api.example.com";
//!
//!     fn build(&self, request: &mut RequestBuilder) {
//!         request.literal("/v1/things/");
//!         request.path("thing", &self.id);
//!         request.query().field(&Key::new("limit"), &self.limit);
//!     }
//!
//!     fn check(&self, violations: &mut Violations) {
//!         let limits = const { Limits::new().minimum(1.0).maximum(100.0) };
//!         violations.check(&Key::new("limit"), &self.limit, limits);
//!     }
//!
//!     fn decode(_: StatusCode, body: &[u8]) -> Result<Value, DecodeError> {
//!         decode_json(body)
//!     }
//! }
//!
//! let request = RetrieveThing { id: "a/b".into(), limit: 3 }.to_request()?;
//! assert_eq!(request.uri(), "https://api.example.com/v1/things/a%2Fb?limit=3");
//!
//! let thing = RetrieveThing::parse(StatusCode::OK, &HeaderMap::new(), br#"{"id": "a/b"}"#)?;
//! assert_eq!(thing, json!({"id": "a/b"}));
//!
//! let error = RetrieveThing { id: "..".into(), limit: 101 }.to_request().unwrap_err();
//! assert_eq!(
//!     error.to_string(),
//!     "limit: 101, at most 100 allowed\n\
//!      thing: 2 characters, an empty text, `.` and `..` cannot be part of a path"
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#[cfg(feature = "client")]
mod blocking;
#[cfg(feature = "client")]
mod blocking_pages;
mod body;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod body_stream;
mod boundary;
#[cfg(feature = "client")]
mod builder;
#[cfg(feature = "client")]
mod call;
mod clearable;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod config;
mod decode;
mod entries;
#[cfg(feature = "client")]
mod entropy;
mod escape;
mod expandable;
#[cfg(feature = "client")]
mod fault;
mod form;
#[cfg(feature = "hyper")]
mod hyper_connector;
#[cfg(feature = "hyper")]
mod hyper_transport;
mod id;
mod key;
mod limits;
mod list;
mod measure;
mod multipart;
#[cfg(feature = "client")]
mod observe;
#[cfg(feature = "client")]
mod options;
#[cfg(feature = "client")]
mod outcome;
#[cfg(feature = "client")]
mod pager;
#[cfg(feature = "client")]
mod profile;
#[cfg(feature = "client")]
mod proxy;
mod range;
#[cfg(feature = "client")]
mod raw;
#[cfg(feature = "client")]
mod reply;
mod request;
#[cfg(feature = "reqwest")]
mod reqwest_transport;
mod response;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod response_body;
#[cfg(feature = "client")]
mod retry;
#[cfg(feature = "client")]
mod secret;
#[cfg(feature = "client")]
mod sent_headers;
#[cfg(feature = "webhooks")]
mod signature;
mod source;
#[cfg(feature = "client")]
mod stream;
mod timestamp;
#[cfg(any(feature = "hyper", feature = "blocking"))]
mod tls;
#[cfg(feature = "client")]
mod transport;
#[cfg(feature = "client")]
mod upload_file;
#[cfg(feature = "client")]
mod upload_path;
#[cfg(feature = "blocking")]
mod ureq_transport;
mod value;
mod violations;

#[cfg(feature = "client")]
pub use blocking::BlockingClient;
#[cfg(feature = "client")]
pub use blocking_pages::{BlockingItems, BlockingPages};
pub use body::{Body, BodyReader};
#[cfg(feature = "client")]
pub use builder::ClientBuilder;
#[cfg(feature = "client")]
pub use call::{Attempt, AttemptLimits, Call, Moment, Step};
pub use clearable::Clearable;
#[cfg(feature = "client")]
pub use client::Client;
#[cfg(feature = "client")]
pub use config::Config;
pub use decode::{MemberName, decode_json, decode_text, ignore, missing, open_string, says};
pub use entries::{ClearableEntries, Entries};
pub use expandable::Expandable;
#[cfg(feature = "client")]
pub use fault::{CallError, Cause, ConfigError, PagingError, TransportError, TransportErrorKind};
pub use form::{ExpandPath, Form, plain, plain_joined};
#[cfg(feature = "hyper")]
pub use hyper_transport::HyperTransport;
pub use id::{Id, Identified};
pub use key::Key;
pub use limits::Limits;
pub use list::{Cursor, CursorPaged, List};
pub use measure::{Elements, Measure, Measured, Number};
pub use multipart::{Multipart, Upload};
#[cfg(feature = "client")]
pub use options::RequestOptions;
#[cfg(feature = "client")]
pub use profile::{Profile, Vendor};
#[cfg(feature = "client")]
pub use proxy::Proxy;
pub use range::{Bounds, RangeFilter};
#[cfg(feature = "client")]
pub use reply::Response;
pub use request::{Operation, RequestBuilder};
#[cfg(feature = "reqwest")]
pub use reqwest_transport::ReqwestTransport;
pub use response::{ApiError, DecodeError, ResponseError, request_id};
#[cfg(feature = "client")]
pub use secret::{Auth, Secret};
#[cfg(feature = "webhooks")]
pub use signature::{EventError, SignatureError, Verifier, sign};
#[cfg(feature = "client")]
pub use stream::{Items, Pages};
pub use timestamp::{Timestamp, TimestampOutOfRange};
#[cfg(feature = "client")]
pub use transport::{BlockingTransport, Transport};
#[cfg(feature = "blocking")]
pub use ureq_transport::UreqTransport;
pub use value::FormValue;
pub use violations::{Actual, Check, InvalidRequest, Limit, Violation, Violations};
