//! From a response to a value or an error.
//!
//! In: a whole response. Out: what it means. What always holds: only a status of success without an error in the body is
//! a success.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;

use super::error::Cause;
use crate::runtime::config::ErrorMember;
use crate::runtime::decode::DecodeError;
use crate::runtime::operation::{ApiError, FromErrorBody, request_id};

/// Why a response is none that has a value, if that is so.
pub(super) fn refused<E: FromErrorBody>(
    member: Option<&ErrorMember>,
    response: &http::Response<Bytes>,
) -> Option<Cause<E>> {
    let (status, headers, body) = (response.status(), response.headers(), response.body());
    if !status.is_success() || member.is_some_and(|member| member.is_in(body)) {
        return Some(Cause::Api(Box::new(ApiError::read(status, headers, body))));
    }
    is_encoded(headers).then(|| {
        let error = DecodeError::new("it is compressed, which was not asked for");
        Cause::Decode(error.of_response(status, request_id(headers)))
    })
}

/// That the body of a response is not the value that it should be.
#[cold]
pub(super) fn unreadable<E>(response: &http::Response<Bytes>, error: DecodeError) -> Cause<E> {
    let error = error.of_response(response.status(), request_id(response.headers()));
    Cause::Decode(error.with_body(response.body()))
}

/// Whether a body is not what it stands for (RFC 9110, section 8.4).
fn is_encoded(headers: &HeaderMap) -> bool {
    let codings = headers.get_all(CONTENT_ENCODING).iter();
    codings
        .map(|coding| coding.as_bytes().trim_ascii())
        .any(|coding| !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity"))
}
