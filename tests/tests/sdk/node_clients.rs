//! What the clients send, beside what the vendor's SDK for Node sends: requests, headers and parts of multipart bodies.
//!
//! In: `wire/node.json`. Out: nothing, if for each call the SDK and a client over each of the transports send the same. What
//! differs on purpose stands here, each with its reason.

#[path = "../support/recording.rs"]
mod recording;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use acceptance::interpret::{self, Called, files};
use acceptance::json::Json;
use acceptance::multipart;
use acceptance::options::{builder, options};
use acceptance::recorded::{Differing, cases, is_ahead};
use acceptance::sent::{Sent, comparable};
use acceptance::served;
use acceptance::transports::{ALL, By, Caller};
use acceptance::watch::within;
use loopback::{Act, Arrived, Loopback};
use recording::{Arrival, Call, Part, Recording, committed, others};
use stripe_disputes::Operation;
use stripe_disputes::client::{Api, Cause, PagingError, RequestOptions, Vendor};

/// Calls that are refused, and the one of which the crate sends something else on purpose; `wire/decisions.json` says why.
const WITHOUT: [&str; 3] = [
    "file_upload_missing_file",
    "list_null_param",
    "retrieve_id_dots",
];

/// No transport takes longer for all cases.
const PATIENCE: Duration = Duration::from_secs(60);

/// How many requests of a call are the same, if not all of them: the SDK asks for the same page for ever, and keeps the
/// cursor that it does not follow.
fn same_requests(call: &Call) -> Option<usize> {
    match call.case.as_str() {
        "page_same_cursor_loop" => Some(2),
        "page_both_cursors" => Some(1),
        _ => None,
    }
}

/// All calls that the crate has a counterpart to, each with its input from where that stands.
fn calls(recorded: Vec<Call>) -> Vec<(Call, Json)> {
    let inputs = others().into_iter().map(|other| other.input);
    let calls = recorded.into_iter().zip(inputs);
    calls
        .filter(|(call, _)| !WITHOUT.contains(&call.case.as_str()))
        .filter(|(call, _)| !is_ahead(&call.case).unwrap())
        .map(|(mut call, other)| {
            let input = call.input.take().or(other).unwrap();
            (call, input)
        })
        .collect()
}

/// A server that answers as the recorder's did.
fn server(call: &Call) -> Loopback {
    let pages = call.pages.as_ref().map(|_| served::pages(&call.case));
    for (recorded, page) in call.pages.iter().flatten().zip(pages.unwrap_or_default()) {
        assert_eq!(recorded.ids, page.0);
        assert_eq!(recorded.has_more, page.1);
    }
    let fails_once = call.case == "file_upload_retry_500_stream";
    let count = AtomicUsize::new(0);
    Loopback::answering(move |request| {
        let before = count.fetch_add(1, Ordering::SeqCst);
        let path = request.target.split('?').next().unwrap_or_default();
        let answer = match (pages, path) {
            (Some(pages), _) => served::list(pages[before]),
            (None, "/v1/files") if fails_once && before == 0 => return Act::answer(500, "{}"),
            (None, "/v1/disputes") => served::list((&[], false)),
            (None, "/v1/files") if request.method == "GET" => served::list((&[], false)),
            (None, path) if path.starts_with("/v1/files") => served::file("file_1"),
            (None, _) => served::dispute("dp_1"),
        };
        Act::answer(200, &answer.to_string())
    })
}

/// Makes a call: what arrived.
fn made(by: By, call: &Call, input: &Json) -> Vec<Arrived> {
    let name = &call.case;
    let server = server(call);
    let builder = builder(input).unwrap().base_url(server.url());
    let caller = Caller::new(by, builder.timeout(Duration::from_secs(20))).unwrap();
    let options = options(input).unwrap();
    let sent = match input.get("op").and_then(Json::as_text).unwrap() {
        "autopage" => walk(&caller, call, input, usize::MAX),
        "autopage_take3" => walk(&caller, call, input, 3),
        "autopage_take7" => walk(&caller, call, input, 7),
        "file_upload" => send(&caller, files::upload(input).unwrap(), &options),
        "file_retrieve" => send(&caller, files::retrieve(input).unwrap(), &options),
        "file_list" => send(&caller, files::list(input).unwrap(), &options),
        "retrieve_twice" => {
            called(&caller, input, &options).and_then(|()| called(&caller, input, &options))
        }
        _ => called(&caller, input, &options),
    };
    sent.unwrap_or_else(|error| panic!("{by:?}, {name}: {error}"));
    server.arrived()
}

fn called(caller: &Caller, input: &Json, options: &RequestOptions) -> Result<(), String> {
    match interpret::called(input)? {
        Called::List(list) => send(caller, list, options),
        Called::Retrieve(retrieve) => send(caller, retrieve, options),
        Called::Update(update) => send(caller, *update, options),
        Called::Close(close) => send(caller, close, options),
    }
}

fn send<O>(caller: &Caller, operation: O, options: &RequestOptions) -> Result<(), String>
where
    O: Operation<Output: Send, Error: Send>,
{
    let outcome = caller.call(operation, options);
    outcome.map(drop).map_err(|error| error.to_string())
}

/// Reads a list over its pages. It ends with an error where the SDK goes on for ever, or gives up.
fn walk(caller: &Caller, call: &Call, input: &Json, most: usize) -> Result<(), String> {
    let mut items = caller.items(interpret::list(input)?, options(input)?, most);
    let expected = match call.case.as_str() {
        "page_same_cursor_loop" => Some(PagingError::RepeatedCursor),
        "page_second_empty_has_more" => Some(PagingError::EmptyPage),
        _ => None,
    };
    if let Some(expected) = expected {
        let error = items.pop().unwrap().unwrap_err().into_cause();
        assert!(
            matches!(error, Cause::Paging(error) if error == expected),
            "{error:?}"
        );
    }
    match items.into_iter().find_map(Result::err) {
        Some(error) => Err(error.to_string()),
        None => Ok(()),
    }
}

#[track_caller]
fn assert_same(what: &str, ours: &Arrived, node: &Arrival, sdk: &Recording) {
    let (sent, exchange) = (Sent::arrived(ours), &node.exchange);
    assert_eq!(sent.method, exchange.method, "{what}");
    assert_eq!(sent.segments, exchange.path_segments, "{what}");
    let query = comparable(&exchange.query);
    assert_eq!(comparable(&sent.query), query, "{what}");
    match (&exchange.body, &node.parts) {
        (Some(body), None) => assert_eq!(comparable(&sent.body), comparable(body), "{what}"),
        (None, Some(node)) => assert_eq!(parts(ours), expected_parts(node), "{what}"),
        both => panic!("{what}: {both:?}"),
    }
    assert_eq!(headers(ours), expected_headers(node, sdk), "{what}");
}

/// The parts of a multipart body, as they are recorded. Their order says nothing.
fn parts(request: &Arrived) -> Vec<Part> {
    let content_type = request.header("content-type").unwrap();
    let parts = multipart::parts(content_type, &request.body).unwrap();
    let parts = parts.into_iter().map(|part| Part {
        headers: part
            .headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect(),
        contents: part.contents.into_iter().map(char::from).collect(),
    });
    sorted(parts.collect())
}

/// The SDK's parts as they are here: another name stands for a missing one, and a line end of two characters becomes two
/// spaces.
fn expected_parts(parts: &[Part]) -> Vec<Part> {
    let parts = parts.iter().map(|part| {
        let header = |header: &String| {
            let header = header.replace("filename=\"blob\"", "filename=\"file\"");
            header.replace("a%22b c d", "a%22b c  d")
        };
        Part {
            headers: part.headers.iter().map(header).collect(),
            contents: part.contents.clone(),
        }
    });
    sorted(parts.collect())
}

fn sorted(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort();
    parts
}

/// The headers, without what is random. `client_wire.rs` looks at that.
fn headers(request: &Arrived) -> BTreeMap<String, String> {
    let headers = request.headers.iter().filter_map(|(name, value)| {
        let value = match name.as_str() {
            // The transports' own.
            "accept" | "host" => return None,
            "content-length" => "{present}".to_owned(),
            "content-type" => without_boundary(value),
            "idempotency-key" if value.len() == 36 => "{uuid}".to_owned(),
            _ => value.clone(),
        };
        Some((name.clone(), value))
    });
    headers.collect()
}

/// What the headers of the SDK are here.
fn expected_headers(node: &Arrival, sdk: &Recording) -> BTreeMap<String, String> {
    let product = sdk.sdk.replace("stripe ", "Stripe/v1 NodeBindings/");
    let get = node.exchange.method == "GET";
    let mut query = node.exchange.query.iter();
    let later_page = get && query.any(|(key, _)| key == "starting_after");
    let headers = node.headers.iter().filter_map(|(name, value)| {
        let value = match name.as_str() {
            // The API has nothing else to offer.
            "accept" => return None,
            // The SDK tells of the machine that it runs on, and of the calls before.
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

fn all_are_the_same(by: By) {
    let mut sdk = committed();
    let calls = calls(std::mem::take(&mut sdk.requests));
    let all = cases().unwrap();
    let ahead = all.iter().map(|case| case.name.as_str());
    let ahead = ahead.filter(|name| !WITHOUT.contains(name) && is_ahead(name).unwrap());
    assert_eq!(calls.len(), 83 - WITHOUT.len() - ahead.count());
    let mut differing = Differing::default();
    for (call, input) in calls {
        differing.attempt(&call.case, || is_the_same(by, &call, &input, &sdk));
    }
    differing.check();
}

fn is_the_same(by: By, call: &Call, input: &Json, sdk: &Recording) {
    let (what, node) = (format!("{by:?}, {}", call.case), &call.requests);
    let ours = made(by, call, input);
    let same = same_requests(call);
    assert!(
        same.is_some() || ours.len() == node.len(),
        "{what}: {ours:?}"
    );
    for (ours, node) in ours.iter().zip(node).take(same.unwrap_or(node.len())) {
        assert_same(&what, ours, node, sdk);
    }
    // A request sent again is the same to the last byte, with the same key.
    for (ours, node) in ours.windows(2).zip(node.windows(2)) {
        assert_eq!(ours[0] == ours[1], node[0] == node[1], "{what}: {ours:?}");
    }
}

#[test]
fn each_transport_sends_what_the_sdk_sends() {
    for by in ALL {
        within(PATIENCE, &format!("{by:?}"), move || all_are_the_same(by));
    }
}
