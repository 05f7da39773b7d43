//! From a response to a value or an error.
//!
//! In: a whole response. Out: what it means. What always holds: only a status of success without an error in the body is
//! a success.

use bytes::Bytes;
use http::header::CONTENT_ENCODING;
use http::{HeaderMap, StatusCode};

use super::error::Cause;
use crate::runtime::config::ErrorMember;
use crate::runtime::decode::DecodeError;
use crate::runtime::operation::{ApiError, FromErrorBody, ResponseError, request_id};

/// Reads a response.
pub(crate) fn read<T, E: FromErrorBody>(
    member: Option<&ErrorMember>,
    response: &http::Response<Bytes>,
    parse: impl FnOnce(StatusCode, &HeaderMap, &[u8]) -> Result<T, ResponseError<E>>,
) -> Result<T, Cause<E>> {
    let (status, headers, body) = (response.status(), response.headers(), response.body());
    if status.is_success() && member.is_some_and(|member| member.is_in(body)) {
        return Err(Cause::Api(Box::new(ApiError::read(status, headers, body))));
    }
    if status.is_success() && is_encoded(headers) {
        let error = DecodeError::new("it is compressed, which was not asked for");
        return Err(Cause::Decode(
            error.of_response(status, request_id(headers)),
        ));
    }
    parse(status, headers, body).map_err(|error| match error {
        ResponseError::Api(error) => Cause::Api(error),
        ResponseError::Decode(error) => Cause::Decode(error.with_body(body)),
    })
}

/// Whether a body is not what it stands for (RFC 9110, section 8.4).
fn is_encoded(headers: &HeaderMap) -> bool {
    let codings = headers.get_all(CONTENT_ENCODING).iter();
    codings
        .map(|coding| coding.as_bytes().trim_ascii())
        .any(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity"))
}
