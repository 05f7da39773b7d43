//! What every generated client shares, and no API document decides: form encoding, typed ids, limits, requests and
//! responses without I/O.
//!
//! The generator copies the modules of this crate, as they stand here, into each crate it generates: they name each other
//! by `crate::runtime::` and their folder, and this file holds nothing but the list of them.
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
//! let owner = Key::new("owner");
//! form.field(&owner.member("%5Bname%5D"), "Jenny Rosen");
//! form.field(&Key::new("metadata"), &metadata);
//! assert_eq!(
//!     form.into_string(),
//!     "owner%5Bname%5D=Jenny+Rosen&metadata%5Border+id%5D=6735&metadata%5Bnote%5D="
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

#![warn(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::todo,
    clippy::unimplemented,
    clippy::unreachable,
    clippy::unwrap_used,
    reason = "nothing panics, on any input"
)]
#![allow(
    clippy::module_inception,
    reason = "a file is named after the type that it holds, and so may its folder be; the modules are private"
)]

// The modules name each other as in a generated crate, which has them as its module `runtime`, and the test server as `mock`.
use crate as runtime;
#[cfg(feature = "mock")]
use form_mock as mock;

mod body;
#[cfg(feature = "client")]
mod call;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod config;
mod conventions;
mod decode;
mod form;
mod json;
mod limits;
mod operation;
#[cfg(feature = "client")]
mod secret;
mod show;
#[cfg(feature = "mock")]
mod test_server;
#[cfg(feature = "test-util")]
mod testing;
#[cfg(feature = "client")]
mod transport;
mod types;
#[cfg(feature = "webhooks")]
mod webhooks;

pub use body::{Body, BodyReader, Multipart, Upload};
#[cfg(feature = "client")]
pub use call::{
    Call, CallError, Cause, Moment, PagingError, RequestOptions, Response, Step, Wait, WaitCause,
    WaitError,
};
#[cfg(feature = "client")]
pub use client::{BlockingClient, BlockingItems, BlockingPages, Client, Items, Pages, Waited};
#[cfg(feature = "client")]
#[doc(hidden)]
pub use client::{DefaultBlockingTransport, DefaultTransport};
#[cfg(feature = "client")]
pub use config::{
    Auth, BearerOrBasic, ClientBuilder, Config, ConfigError, Credential, OneSecret, Profile, Proxy,
    ServerTemplate, ServerVariable, Vendor,
};
pub use decode::{
    DecodeError, Envelope, FromMembers, Likeness, MemberName, Members, OtherEvent, UnknownMembers,
    additional, alternative, best_first, decode_json, decode_text, exact_value, ignore, needed,
    open_string, other_value, plain_json, read_nullable, read_object, read_value, tried,
    tried_exactly,
};
pub use form::{ExpandPath, Form, FormValue, IntoPaths, Key, Style, plain, plain_joined};
pub use limits::{
    Actual, Check, Elements, InvalidRequest, Keys, Limit, Limits, Measure, Measured, Number,
    Violation, Violations,
};
#[cfg(feature = "client")]
pub use operation::RawRequest;
pub use operation::{
    Alternatives, ApiError, Cursor, CursorPaged, ErrorBody, ExtraParams, FromErrorBody, KeyObject,
    KeyTable, NextPage, Operation, Paged, RequestBuilder, ResponseError, TypedKeys, Undescribed,
    counted_on, next_link, request_id,
};
#[cfg(feature = "client")]
pub use secret::{OAuthGrant, Scheme, SchemeKind, Secret, Token, TokenError};
pub use show::{DebugFull, Extent, Full, Private, show_fields};
#[cfg(feature = "mock")]
pub use test_server::{MockError, MockFault, MockServer, MockTrigger, Mocked, Stored};
#[cfg(feature = "test-util")]
pub use testing::{
    Difference, Example, ExampleEvent, On, Recorder, Recording, RecordingError, Replay, Reply,
    Script, ScriptError, Sent, SentBody, SentPart, Tested,
};
#[cfg(feature = "hyper")]
pub use transport::HyperTransport;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
#[cfg(feature = "blocking")]
pub use transport::UreqTransport;
#[cfg(feature = "client")]
pub use transport::{
    Attempt, AttemptLimits, BlockingTransport, Transport, TransportError, TransportErrorKind,
};
pub use types::{
    Argument, Bounds, Clearable, ClearableEntries, Decimal, Entries, Expandable, Id, Identified,
    List, NotADecimal, NullMembers, PointInTime, RangeFilter, TimeLeft, Timestamp,
    TimestampOutOfRange,
};
#[cfg(feature = "webhooks")]
pub use webhooks::{EventError, SignatureError, Verifier, sign};
