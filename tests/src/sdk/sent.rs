//! What a server would see of a request.
//!
//! In: an `http::Request`, or what arrived at a server. Out: method, path segments, query and body, decoded by the
//! `form_urlencoded` crate, which shares no code with the generated one.

use bytes::Bytes;
use http::Request;
use loopback::Arrived;

/// Keys and values, in order.
pub type Pairs = Vec<(String, String)>;

/// A request, decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The method.
    pub method: String,
    /// The segments of the path.
    pub segments: Vec<String>,
    /// The pairs of the query.
    pub query: Pairs,
    /// The pairs of the body.
    pub body: Pairs,
}

impl Sent {
    /// Reads a request with a form body, or none.
    #[must_use]
    pub fn read(request: &Request<Bytes>) -> Self {
        let (method, uri) = (request.method().as_str(), request.uri());
        let query = uri.query().unwrap_or_default();
        Self::decoded(method, uri.path(), query, request.body())
    }

    /// Reads what arrived at a server, with a form body, or none.
    #[must_use]
    pub fn arrived(request: &Arrived) -> Self {
        let target = request.target.as_str();
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        Self::decoded(&request.method, path, query, &request.body)
    }

    fn decoded(method: &str, path: &str, query: &str, body: &[u8]) -> Self {
        Self {
            method: method.to_owned(),
            segments: path.split('/').skip(1).map(decoded).collect(),
            query: pairs(query.as_bytes()),
            body: pairs(body),
        }
    }
}

/// The pairs of a form.
#[must_use]
pub fn pairs(form: &[u8]) -> Pairs {
    form_urlencoded::parse(form).into_owned().collect()
}

/// A path segment without its percent-encoding. A `+` is a plus sign in a path.
fn decoded(segment: &str) -> String {
    let form = segment
        .replace('+', "%2B")
        .replace('=', "%3D")
        .replace('&', "%26");
    form_urlencoded::parse(form.as_bytes())
        .map(|(name, _)| name.into_owned())
        .collect()
}

/// What a comparison of pairs has to keep: the pairs themselves in any order, as the document decides in which order the
/// fields come, and the order in which entries of `metadata` and elements of lists come.
#[must_use]
pub fn comparable(pairs: &Pairs) -> (Pairs, Vec<String>) {
    let mut sorted = pairs.clone();
    sorted.sort();
    let mut ordered: Vec<String> = Vec::new();
    for (key, _) in pairs {
        let place = if key.starts_with("metadata[") {
            Some(key.clone())
        } else {
            element(key)
        };
        ordered.extend(place.filter(|place| ordered.last() != Some(place)));
    }
    // Lists of different fields may change places; within each, the order counts.
    ordered.sort_by_key(|place| place.split('[').next().map(str::to_owned));
    (sorted, ordered)
}

/// The key as far as its first index: `expand[0]`.
fn element(key: &str) -> Option<String> {
    let mut start = 0;
    for part in key.split_inclusive('[') {
        start += part.len();
        let rest = key.get(start..)?;
        let digits = rest.find(']').and_then(|end| rest.get(..end))?;
        if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return key.get(..=start + digits.len()).map(str::to_owned);
        }
    }
    None
}
