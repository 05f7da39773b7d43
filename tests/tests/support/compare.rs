//! Whether a request of ours is that of the vendor's SDK for Node.
//!
//! In: what arrived, and what was recorded. Out: nothing, if they say the same. What differs on purpose stands here, each
//! with its reason.

use std::collections::BTreeMap;

use acceptance::sent::{Sent, comparable};
use bytes::Bytes;
use http::Request;
use loopback::Arrived;
use stripe_disputes::client::{Api, Vendor};

use crate::recording::{Arrival, Part, Recording};

/// Compares a request with the SDK's.
///
/// # Panics
/// If they differ.
#[track_caller]
pub fn assert_same(name: &str, ours: &Arrived, node: &Arrival, sdk: &Recording) {
    let request = Request::builder()
        .method(ours.method.as_str())
        .uri(&ours.target)
        .body(Bytes::copy_from_slice(&ours.body))
        .unwrap();
    let (sent, exchange) = (Sent::read(&request), &node.exchange);
    assert_eq!(sent.method, exchange.method, "{name}");
    assert_eq!(sent.segments, exchange.path_segments, "{name}");
    let query = comparable(&exchange.query);
    assert_eq!(comparable(&sent.query), query, "{name}");
    match (&exchange.body, &node.parts) {
        (Some(body), None) => assert_eq!(comparable(&sent.body), comparable(body), "{name}"),
        (None, Some(theirs)) => {
            let theirs = theirs.iter().map(|part| named(name, part)).collect();
            assert_eq!(parts(ours), sorted(theirs), "{name}");
        }
        both => panic!("{name}: {both:?}"),
    }
    assert_eq!(headers(ours), expected(node, sdk), "{name}");
}

/// The parts of a multipart body. Their order says nothing.
fn parts(request: &Arrived) -> Vec<Part> {
    let (_, boundary) = request
        .header("content-type")
        .and_then(|content_type| content_type.split_once("; boundary="))
        .unwrap();
    let body: String = request.body.iter().copied().map(char::from).collect();
    let (start, between) = (format!("--{boundary}"), format!("\r\n--{boundary}"));
    let body = body.strip_prefix(&start).unwrap();
    let body = body.strip_suffix(&format!("{between}--\r\n")).unwrap();
    let parts = body.split(&between);
    let part = |part: &str| {
        let part = part.strip_prefix("\r\n").unwrap();
        let (head, contents) = part.split_once("\r\n\r\n").unwrap();
        let head: Vec<u8> = head.chars().map(|byte| byte as u8).collect();
        let head = String::from_utf8(head).unwrap();
        Part {
            headers: head.split("\r\n").map(str::to_owned).collect(),
            contents: contents.to_owned(),
        }
    };
    sorted(parts.map(part).collect())
}

fn sorted(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort();
    parts
}

/// The part as it is here: what stands for a missing name is another one, and a line end of two characters is two spaces.
fn named(case: &str, part: &Part) -> Part {
    let (theirs, ours) = match case {
        "file_upload_no_name_no_type" => ("filename=\"blob\"", "filename=\"file\""),
        "file_upload_name_special" => ("a%22b c d", "a%22b c  d"),
        _ => ("", ""),
    };
    let mut part = part.clone();
    if part.headers[0].contains("filename=") {
        assert!(part.headers[0].contains(theirs), "{part:?}");
        part.headers[0] = part.headers[0].replacen(theirs, ours, 1);
    }
    part
}

/// The headers that matter, without what is random.
fn headers(request: &Arrived) -> BTreeMap<String, String> {
    let headers = request.headers.iter().filter_map(|(name, value)| {
        let value = match name.as_str() {
            // The transports' own, which say what is so by itself.
            "accept" | "host" => return None,
            "content-length" => "{present}".to_owned(),
            "content-type" => without_boundary(value),
            "idempotency-key" if is_uuid(value) => "{uuid}".to_owned(),
            _ => value.clone(),
        };
        Some((name.clone(), value))
    });
    let mut headers: BTreeMap<String, String> = headers.collect();
    // hyper does not say that a body is empty, as it should (RFC 9110, section 8.6).
    if request.method == "POST" && request.body.is_empty() {
        headers.insert("content-length".to_owned(), "{present}".to_owned());
    }
    headers
}

/// What the headers of the SDK are here.
fn expected(node: &Arrival, sdk: &Recording) -> BTreeMap<String, String> {
    let product = sdk.sdk.replace("stripe ", "Stripe/v1 NodeBindings/");
    let get = node.exchange.method == "GET";
    let later_page = get
        && node
            .exchange
            .query
            .iter()
            .any(|(key, _)| key == "starting_after");
    let headers = node.headers.iter().filter_map(|(name, value)| {
        let value = match name.as_str() {
            // There is nothing else to accept.
            "accept" => return None,
            // The SDK tells the API of the machine, and of the calls before.
            "x-stripe-client-telemetry" | "x-stripe-client-user-agent" => return None,
            // What is not there has no type.
            "content-type" if get => return None,
            "content-type" => without_boundary(value),
            // A key is for one request: the SDK repeats it with each page.
            "idempotency-key" if later_page => return None,
            "idempotency-key" if value.starts_with("stripe-node-retry-{uuid ") => {
                "{uuid}".to_owned()
            }
            // Each asks for the version that it was made for.
            "stripe-version" if *value == sdk.api_version => {
                Api::PROFILE.api_version.unwrap().to_owned()
            }
            "user-agent" => value.replacen(&product, Api::PROFILE.product, 1),
            _ => value.clone(),
        };
        Some((name.clone(), value))
    });
    headers.collect()
}

fn without_boundary(content_type: &str) -> String {
    let kind = content_type.split("; boundary=").next();
    kind.unwrap_or_default().to_owned()
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<usize> = text.split('-').map(str::len).collect();
    groups == [8, 4, 4, 4, 12] && text.as_bytes()[14] == b'4'
}
