//! Requests that no operation of the document describes.
//!
//! In: a method, a path and parameters. Out: a request, and a reader of its response: a success is any
//! JSON, an error what the document has for errors.

use std::sync::Arc;

use bytes::Bytes;
use http::{Method, Request, StatusCode};
use serde_json::Value;

use super::entropy;
use crate::runtime::body::Body;
use crate::runtime::call::{Call, CallError, Moment, RequestOptions, Response};
use crate::runtime::config::{Config, ConfigError, leads_elsewhere};
use crate::runtime::decode::{DecodeError, decode_json};
use crate::runtime::form::{Key, escape};
use crate::runtime::limits::InvalidRequest;
use crate::runtime::operation::{FromErrorBody, RawRequest, RequestBuilder};

/// What stands for the path in logs: the path itself may have ids in it.
pub(super) const PATH: &str = "{raw}";

/// A call of a request that is given part by part.
pub(super) fn call<E>(
    config: &Arc<Config>,
    request: &RawRequest,
    options: &RequestOptions,
) -> Result<Call, CallError<E>> {
    check_path(&request.path)?;
    let random = entropy::for_key(&request.method)?;
    let server = match &request.server {
        Some(server) => {
            config.check_known(server)?;
            server
        }
        None => config.profile.server,
    };
    let written = request.write(config.server(server))?;
    Ok(Call::of_request(
        config,
        (PATH, request.security),
        written,
        options,
        Moment::default(),
        random,
    )?)
}

/// The body that a call gave, as it came.
pub(super) fn into_bytes<E: FromErrorBody>(call: Call) -> Result<Response<Bytes>, CallError<E>> {
    call.finish(|_, body| Ok(Bytes::copy_from_slice(body)))
}

/// Writes a request. Parameters go to the query where bodies have no meaning (RFC 9110, section 9.3), else to a form in
/// the body; the brackets of a name such as `metadata[order]` are its own, and an empty value is sent as it is.
pub(super) fn request(
    config: &Config,
    method: &Method,
    path: &str,
    params: &[(&str, &str)],
) -> Result<Request<Body>, InvalidRequest> {
    let server = config.server(config.profile.server);
    let mut request = RequestBuilder::new(method.clone(), server);
    request.raw_path(path);
    let in_query = matches!(*method, Method::GET | Method::HEAD | Method::DELETE);
    let form = if in_query {
        request.query()
    } else {
        request.form()
    };
    form.with_empty(|form| {
        for (name, value) in params {
            form.text(&Key::root().entry(name), value);
        }
    });
    request.finish_body()
}

/// Whether a path can be sent as it is: it starts with a slash, and has no query, no fragment, no part that would lead
/// elsewhere, and none in its midst that is empty, such as an id that is missing.
pub(super) fn check_path(path: &str) -> Result<(), ConfigError> {
    let safe = path.starts_with('/')
        && !path.contains("//")
        && escape::unescape(path, &mut Vec::new())
        && path
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !matches!(byte, b'?' | b'#' | b'\\'))
        && !leads_elsewhere(path);
    safe.then_some(()).ok_or(ConfigError::Path)
}

/// The value that a call gave.
pub(super) fn into_result<E: FromErrorBody>(call: Call) -> Result<Response<Value>, CallError<E>> {
    let method = call.method().clone();
    call.finish(|status, body| decode(&method, status, body))
}

/// Reads the body of a success. Where there cannot be one, or a status says that there is none, the value is null.
fn decode(method: &Method, status: StatusCode, body: &[u8]) -> Result<Value, DecodeError> {
    let bodiless = matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT);
    if body.is_empty() && (bodiless || *method == Method::HEAD) {
        return Ok(Value::Null);
    }
    decode_json(body)
}
