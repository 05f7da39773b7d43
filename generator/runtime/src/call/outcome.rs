//! From a response to a value or an error.
//!
//! In: a whole response. Out: what it means. What always holds: only a status of success without an error in the body is
//! a success.

use std::fmt;

use bytes::Bytes;
use http::header::CONTENT_ENCODING;
use http::{HeaderMap, StatusCode};
use memchr::{memchr_iter, memmem};
use serde::Deserializer;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};

use super::error::Cause;
use crate::runtime::decode::MemberName;
use crate::runtime::operation::{ApiError, DecodeError, ResponseError, request_id};

/// The member whose presence, as an object, makes a body an error, whatever the status.
#[derive(Clone, Debug)]
pub(crate) struct ErrorMember {
    name: &'static str,
    quoted: memmem::Finder<'static>,
    /// Whether the name is in letters, digits and underscores: each of these has just one escape, `\u` and its number.
    is_plain: bool,
}

impl ErrorMember {
    pub(crate) fn new(name: &'static str) -> Self {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        Self {
            name,
            quoted: memmem::Finder::new(&format!("\"{name}\"")).into_owned(),
            is_plain: name.bytes().all(is_plain),
        }
    }

    /// Whether JSON may have such a member: the name stands there in quotes, or something is written as an escape that could
    /// be a part of it.
    fn may_be_in(&self, body: &[u8]) -> bool {
        let is_part = |at: usize| !self.is_plain || body.get(at.saturating_add(1)) == Some(&b'u');
        self.quoted.find(body).is_some() || memchr_iter(b'\\', body).any(is_part)
    }

    /// Whether a body is a JSON object with an object as that member.
    fn is_in(&self, body: &[u8]) -> bool {
        // Nearly no success can have it: then the body is not parsed twice.
        if !self.may_be_in(body) {
            return false;
        }
        let Ok(text) = std::str::from_utf8(body) else {
            return false;
        };
        let mut parser = serde_json::Deserializer::from_str(text);
        let member = self.name;
        parser.deserialize_map(Object { member }).unwrap_or(false)
    }
}

/// Reads a response.
pub(crate) fn read<T, E: DeserializeOwned>(
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

/// Looks for a member of an object.
struct Object<'a> {
    member: &'a str,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut found = false;
        while let Some(name) = map.next_key::<MemberName<'de>>()? {
            if name.as_str() == self.member {
                found = map.next_value::<IsObject>()?.0;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Whether a value is an object.
struct IsObject(bool);

impl<'de> serde::Deserialize<'de> for IsObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Ok(Self(value.is_object()))
    }
}
