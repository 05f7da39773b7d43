//! What a request is, to whoever sends it and reads the answer.
//!
//! In: a request that generated code states. Out: an `http::Request`; a value or an error of a response. What always holds: nothing is
//! sent here.

use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode};

use super::content::FromErrorBody;
use super::error::{ApiError, ResponseError, request_id};
use super::request::RequestBuilder;
use super::security::Alternatives;
use crate::runtime::body::Body;
use crate::runtime::decode::DecodeError;
use crate::runtime::limits::{InvalidRequest, Violations};

/// Something that an API can be asked for.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no request",
    label = "this cannot be sent",
    note = "requests are made by functions such as `Things::retrieve(id)`, and given as they are, not borrowed"
)]
pub trait Operation {
    /// What a success returns.
    type Output;
    /// What the body of an error holds.
    type Error: FromErrorBody;

    /// The HTTP method.
    const METHOD: Method;
    /// The path as the document writes it, such as `/v1/pets/{pet}`; for logs.
    const PATH: &'static str;
    /// The base URL that the document names for this operation; its variables have their defaults.
    const SERVER: &'static str;
    /// What proves who the caller is, where that differs from what most operations of the API need.
    const SECURITY: Option<Alternatives> = None;

    /// Writes the path, then the query, the headers and the body.
    fn build(&self, request: &mut RequestBuilder);

    /// Records what breaks a limit of the document.
    fn check(&self, violations: &mut Violations) {
        let _ = violations;
    }

    /// Reads the body of a success.
    ///
    /// # Errors
    /// If the body is not what the document says.
    fn decode(status: StatusCode, body: &[u8]) -> Result<Self::Output, DecodeError>;

    /// The request to [`SERVER`](Self::SERVER), without authentication.
    ///
    /// # Errors
    /// If the request breaks a limit; the error lists all violations.
    /// A file that is not in memory is read whole; if that fails, it is a violation.
    fn to_request(&self) -> Result<Request<Bytes>, InvalidRequest> {
        self.to_request_at(Self::SERVER)
    }

    /// The request to another server, such as `http://localhost:12111`, without authentication. A slash at the end of
    /// the server's URL does not count; an empty one gives a request with a path alone.
    ///
    /// # Errors
    /// If the request breaks a limit; the error lists all violations.
    /// A file that is not in memory is read whole; if that fails, it is a violation.
    fn to_request_at(&self, server: &str) -> Result<Request<Bytes>, InvalidRequest> {
        written(self, server).finish()
    }

    /// The same as [`to_request_at`](Self::to_request_at), but for files: those that are not in memory are read while the
    /// body is sent. Does no I/O.
    ///
    /// # Errors
    /// If the request breaks a limit; the error lists all violations.
    fn to_body_request_at(&self, server: &str) -> Result<Request<Body>, InvalidRequest> {
        written(self, server).finish_body()
    }

    /// Reads a response. A status of 200 to 299 is a success.
    ///
    /// # Errors
    /// [`ResponseError::Api`] for any other status, [`ResponseError::Decode`] for a success that cannot be read.
    fn parse(
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<Self::Output, ResponseError<Self::Error>> {
        if !status.is_success() {
            return Err(ResponseError::Api(Box::new(ApiError::read(
                status, headers, body,
            ))));
        }
        Self::decode(status, body).map_err(|error| {
            let error = error.of_response(status, request_id(headers));
            ResponseError::Decode(error.with_body(&Bytes::copy_from_slice(body)))
        })
    }
}

fn written<O: Operation + ?Sized>(operation: &O, server: &str) -> RequestBuilder {
    let mut request = RequestBuilder::new(O::METHOD, server);
    operation.check(request.violations());
    operation.build(&mut request);
    request
}
