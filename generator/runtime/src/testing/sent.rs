//! What a program sent, as a test looks at it.
//!
//! In: a request, as a transport gets it, or an operation. Out: [`Sent`]. What always holds: what identifies the caller is left out, and so
//! is what clients add to each request; pairs are decoded, so that two ways to write the same are equal.

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, header};

use super::contents::SentBody;
use super::parts;
use crate::runtime::body::Body;
use crate::runtime::config::Profile;
use crate::runtime::limits::InvalidRequest;
use crate::runtime::operation::Operation;
use crate::runtime::secret::SchemeKind;

/// A request that was sent, or would be.
///
/// Two of them are equal if an API would read the same from both: pairs are compared decoded and by their keys, whatever the order of
/// keys. Of headers, it has those that an operation or a program sets, not those that a client adds (credentials, versions, lengths, the
/// idempotency key). `Debug` shows all of it but files, for tests.
#[derive(Clone, PartialEq)]
pub struct Sent {
    pub(super) method: Method,
    pub(super) server: String,
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: SentBody,
}

impl Sent {
    /// What the operation sends.
    ///
    /// # Errors
    /// If it breaks a limit, or a file can't be read.
    pub fn of<O: Operation>(operation: &O) -> Result<Self, InvalidRequest> {
        let request = operation.to_request()?.map(Body::from);
        Ok(Self::read(&request, &Profile::default()))
    }

    /// What is in a request. A body that can't be read counts as none.
    pub(super) fn read(request: &Request<Body>, profile: &Profile) -> Self {
        let bytes = request.body().to_bytes().unwrap_or_default();
        let uri = request.uri();
        let scheme = uri.scheme_str().unwrap_or_default();
        let host = uri.authority().map_or("", |authority| authority.as_str());
        let mut query = parts::pairs(uri.query().unwrap_or_default().as_bytes());
        query.retain(|(name, _)| !proves(profile, SchemeKind::Query(""), name));
        Self {
            method: request.method().clone(),
            server: format!("{scheme}://{host}"),
            path: uri.path().to_owned(),
            query,
            headers: own_headers(request.headers(), profile),
            body: body(request.headers(), bytes),
        }
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The server's address, such as `https://api.example.com`. It is not compared with that of an operation: tests send elsewhere.
    #[must_use]
    pub fn server(&self) -> &str {
        &self.server
    }

    /// The path, percent-encoded.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The pairs of the query, decoded, in the order of their keys.
    #[must_use]
    pub fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// The headers that the operation or the program has set, in the order of their names, which are in lower case.
    #[must_use]
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &SentBody {
        &self.body
    }

    /// The first text that a form, a multipart body or the query has under that key, written as it goes over the wire, such as
    /// `metadata[order]`.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&str> {
        let body = match &self.body {
            SentBody::Form(pairs) => value_in(pairs, key),
            SentBody::Parts(parts) => {
                let part = parts.iter().find(|part| part.name == key);
                part.and_then(|part| std::str::from_utf8(&part.contents).ok())
            }
            SentBody::Empty | SentBody::Json(_) | SentBody::Bytes(_) => None,
        };
        body.or_else(|| value_in(&self.query, key))
    }
}

fn value_in<'a>(pairs: &'a [(String, String)], key: &str) -> Option<&'a str> {
    let pair = pairs.iter().find(|(name, _)| name == key);
    pair.map(|(_, value)| value.as_str())
}

/// What a body holds, by its content type.
fn body(headers: &HeaderMap, bytes: Bytes) -> SentBody {
    let content_type = headers.get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    let content_type = content_type.unwrap_or_default();
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let known = match essence {
        _ if bytes.is_empty() => Some(SentBody::Empty),
        "application/x-www-form-urlencoded" => Some(SentBody::Form(parts::pairs(&bytes))),
        "multipart/form-data" => parts::parts(content_type, &bytes).map(SentBody::Parts),
        json if json.ends_with("json") => serde_json::from_slice(&bytes).ok().map(SentBody::Json),
        _ => None,
    };
    known.unwrap_or(SentBody::Bytes(bytes))
}

/// The headers that say something of the request itself.
fn own_headers(headers: &HeaderMap, profile: &Profile) -> Vec<(String, String)> {
    let by_client = [
        header::ACCEPT,
        header::AUTHORIZATION,
        header::CONTENT_LENGTH,
        header::CONTENT_TYPE,
        header::HOST,
        header::USER_AGENT,
    ];
    let by_profile = [
        profile.version_header,
        profile.account_header,
        profile.context_header,
        profile.idempotency_header,
    ];
    let is_own = |name: &str| {
        let is_of_client = by_client.iter().any(|known| known.as_str() == name);
        let mut by_profile = by_profile.iter().flatten();
        let is_of_profile = by_profile.any(|known| known.eq_ignore_ascii_case(name));
        !(is_of_client || is_of_profile || proves(profile, SchemeKind::Header(""), name))
    };
    let own = headers.iter().filter(|(name, _)| is_own(name.as_str()));
    let mut own: Vec<_> = own
        .filter_map(|(name, value)| Some((name.to_string(), shown(profile, name, value)?)))
        .collect();
    own.sort_by(|(one, _), (other, _)| one.cmp(other));
    own
}

/// The value of a header: of cookies, without those that prove who the caller is.
fn shown(profile: &Profile, name: &HeaderName, value: &HeaderValue) -> Option<String> {
    let text = String::from_utf8_lossy(value.as_bytes());
    if *name != header::COOKIE {
        return Some(text.into_owned());
    }
    let cookies = text.split("; ").filter(|cookie| {
        let name = cookie.split('=').next().unwrap_or_default();
        !proves(profile, SchemeKind::Cookie(""), name)
    });
    let cookies: Vec<&str> = cookies.collect();
    (!cookies.is_empty()).then(|| cookies.join("; "))
}

/// Whether that is where one of the API's schemes has its secret: a header, a pair of the query or a cookie of that name.
fn proves(profile: &Profile, place: SchemeKind, name: &str) -> bool {
    profile
        .schemes
        .iter()
        .any(|scheme| match (scheme.kind, place) {
            (SchemeKind::Header(known), SchemeKind::Header(_)) => known.eq_ignore_ascii_case(name),
            (SchemeKind::Query(known), SchemeKind::Query(_))
            | (SchemeKind::Cookie(known), SchemeKind::Cookie(_)) => known == name,
            _ => false,
        })
}

impl fmt::Debug for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sent")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("headers", &self.headers)
            .field("body", &self.body)
            .finish()
    }
}
