//! What the clients send, beside what the vendor's SDK for Node sends.
//!
//! In: `wire/node.json`. Out: nothing, if for each call both clients send the same requests, decoded, with the same headers,
//! but for the differences that stand here with their reasons.

#[path = "support/calls.rs"]
mod calls;
#[path = "support/compare.rs"]
mod compare;
#[path = "support/recording.rs"]
mod recording;

use std::sync::atomic::{AtomicUsize, Ordering};

use acceptance::interpret::{self, Use};
use acceptance::json::Json;
use calls::{Asynchronous, Calls};
use compare::assert_same;
use loopback::{Act, Arrived, Loopback};
use recording::{Call, Page, committed, others};
use serde_json::{Value, json};
use stripe_disputes::client::{
    Cause, ClientBuilder, ConfigError, PagingError, RequestOptions, blocking,
};
use stripe_disputes::{Disputes, Operation};

const DISPUTE: &str = include_str!("../wire/dispute.json");
const FILE: &str =
    r#"{"id":"file_1","object":"file","created":1680651737,"purpose":"dispute_evidence","size":1}"#;

/// Cases that nobody can ask the crate for; `wire.rs` says what it has instead.
const WITHOUT: [&str; 4] = [
    "file_upload_missing_file",
    "list_null_param",
    "metadata_unset_one_null",
    "retrieve_id_dots",
];

/// How many requests are compared, where the SDK goes on and ours does not, or elsewhere.
const SHORTER: [(&str, usize, &str); 2] = [
    (
        "page_same_cursor_loop",
        2,
        "the SDK asks for the same page for ever; ours ends with an error",
    ),
    (
        "page_both_cursors",
        1,
        "the SDK keeps the cursor that it does not follow",
    ),
];

/// A call, with what it was given.
struct Given {
    call: Call,
    input: Json,
}

impl Given {
    fn member(&self, group: &str, name: &str) -> Option<&Json> {
        self.input.get(group)?.get(name)
    }

    fn text(&self, group: &str, name: &str) -> Option<&str> {
        self.member(group, name)?.as_text()
    }

    /// The client's settings.
    fn builder(&self, server: &Loopback) -> ClientBuilder {
        let secret = self.text("options", "api_key");
        let mut builder =
            ClientBuilder::new(secret.unwrap_or("sk_test_recorded")).base_url(server.url());
        if let Some(account) = self.text("client", "stripe_account") {
            builder = builder.account(account);
        }
        if let Some(info) = self.member("client", "app_info") {
            let text = |name| info.get(name).and_then(Json::as_text).unwrap_or_default();
            builder = builder.app_info(text("name"), text("version"), text("url"));
        }
        builder
    }

    /// The call's settings. Headers that the client sets by itself have a function of their own.
    fn options(&self) -> RequestOptions {
        let mut options = RequestOptions::new();
        let headers = match self.member("options", "headers") {
            Some(Json::Object(headers)) => headers.as_slice(),
            _ => &[],
        };
        let header = |name: &str| {
            let mut headers = headers.iter();
            headers.find(|(known, _)| known == name)?.1.as_text()
        };
        let given = |name: &str, as_header| self.text("options", name).or(header(as_header));
        if let Some(key) = given("idempotency_key", "idempotency-key") {
            options = options.idempotency_key(key);
        }
        if let Some(account) = given("stripe_account", "stripe-account") {
            options = options.account(account);
        }
        if let Some(version) = given("api_version", "stripe-version") {
            options = options.api_version(version);
        }
        if let Some(context) = given("stripe_context", "stripe-context") {
            options = options.header("Stripe-Context", context);
        }
        if let Some(trace) = header("x-custom-trace") {
            options = options.header("x-custom-trace", trace);
        }
        options
    }
}

/// All calls that the crate has a counterpart to, each with its input from where that stands.
fn given(calls: Vec<Call>) -> Vec<Given> {
    calls
        .into_iter()
        .zip(others())
        .map(|(mut call, other)| Given {
            input: call.input.take().or(other.input).unwrap(),
            call,
        })
        .filter(|given| !WITHOUT.contains(&given.call.case.as_str()))
        .collect()
}

fn page(page: &Page) -> Value {
    let dispute: Value = serde_json::from_str(DISPUTE).unwrap();
    let data = page.ids.iter().map(|id| {
        let mut dispute = dispute.clone();
        dispute["id"] = json!(id);
        dispute
    });
    json!({
        "object": "list", "url": "/v1/disputes", "has_more": page.has_more,
        "data": data.collect::<Vec<_>>(),
    })
}

/// A server that answers as the recorder's did.
fn server(call: &Call) -> Loopback {
    let pages: Option<Vec<String>> = call.pages.as_ref().map(|pages| {
        pages
            .iter()
            .map(|served| page(served).to_string())
            .collect()
    });
    let fails_once = call.case == "file_upload_retry_500_stream";
    let count = AtomicUsize::new(0);
    Loopback::answering(move |request| {
        let before = count.fetch_add(1, Ordering::SeqCst);
        let answer = match (&pages, request.target.split('?').next()) {
            (Some(pages), _) => pages[before].clone(),
            (None, _) if fails_once && before == 0 => return Act::answer(500, "{}"),
            (None, Some("/v1/disputes" | "/v1/files")) if request.method == "GET" => {
                json!({"object": "list", "url": "/", "has_more": false, "data": []}).to_string()
            }
            (None, Some(path)) if path.starts_with("/v1/files") => FILE.to_owned(),
            _ => DISPUTE.to_owned(),
        };
        Act::answer(200, &answer)
    })
}

/// Sends an operation.
struct Send<'a, C> {
    client: &'a C,
    options: &'a RequestOptions,
}

impl<C: Calls> Use for Send<'_, C> {
    type Given = Result<(), String>;

    fn with<O>(self, operation: O) -> Self::Given
    where
        O: Operation<Output: std::marker::Send, Error: std::marker::Send>,
    {
        let outcome = self.client.send(operation, self.options);
        outcome.map(drop).map_err(|error| error.to_string())
    }
}

/// Makes a call: what arrived.
fn make<C: Calls>(given: &Given) -> Vec<Arrived> {
    let name = &given.call.case;
    let server = server(&given.call);
    let (client, options) = (C::build(given.builder(&server)), given.options());
    let send = || {
        let send = Send {
            client: &client,
            options: &options,
        };
        let outcome = interpret::operation(&given.input, send);
        outcome
            .and_then(|outcome| outcome)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
    };
    match given.input.get("op").and_then(Json::as_text).unwrap() {
        "autopage" => pages(&client, given, 100),
        "autopage_take3" => pages(&client, given, 3),
        "autopage_take7" => pages(&client, given, 7),
        "retrieve_twice" => {
            send();
            send();
        }
        _ => send(),
    }
    server.arrived()
}

/// Reads a list over its pages. It ends with an error where the SDK fails, or goes on for ever.
fn pages(client: &impl Calls, given: &Given, most: usize) {
    let list = interpret::list(&given.input).unwrap();
    let mut items = client.items(list, given.options(), most);
    let expected = match given.call.case.as_str() {
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
    assert!(items.iter().all(Result::is_ok), "{items:?}");
}

fn all_are_the_same<C: Calls>() {
    let mut sdk = committed();
    let given = given(std::mem::take(&mut sdk.requests));
    assert_eq!(given.len(), 83 - WITHOUT.len());
    for given in given {
        let (name, node) = (&given.call.case, &given.call.requests);
        let ours = make::<C>(&given);
        let shorter = SHORTER.iter().find(|(shorter, ..)| shorter == name);
        let count = shorter.map_or(node.len(), |&(_, count, _)| count);
        assert!(shorter.is_some() || ours.len() == count, "{name}: {ours:?}");
        for (ours, node) in ours.iter().zip(&node[..count]) {
            assert_same(name, ours, node, &sdk);
        }
        // A request sent again is the same to the last byte, its key as well.
        for (ours, node) in ours.windows(2).zip(node.windows(2)) {
            assert_eq!(ours[0] == ours[1], node[0] == node[1], "{name}: {ours:?}");
        }
    }
}

#[test]
fn blocking_client() {
    all_are_the_same::<blocking::Client>();
}

#[test]
fn asynchronous_client() {
    all_are_the_same::<Asynchronous>();
}

/// The SDK lets any header replace its own; here each has a function, and a header of that name is refused.
#[test]
fn headers_of_the_client_are_not_given_by_name() {
    let server = Loopback::start([]);
    let builder = ClientBuilder::new("sk_test_recorded").base_url(server.url());
    let client = blocking::Client::build(builder);
    for name in ["stripe-version", "Idempotency-Key", "AUTHORIZATION"] {
        let options = RequestOptions::new().header(name, "x");
        let error = client.send_with(Disputes::retrieve("dp_1"), &options);
        let error = error.unwrap_err().into_cause();
        let refused = ConfigError::ReservedHeader(name.to_owned());
        assert!(
            matches!(&error, Cause::Config(error) if *error == refused),
            "{error:?}"
        );
    }
    assert!(server.arrived().is_empty());
}
