//! What the vendor's SDKs send, sent by the generated clients over each of the transports.
//!
//! In: the recordings in `wire/requests.json`. Out: nothing, if for each of them the same call makes the same requests
//! arrive at a server, decoded, with exactly the headers that it should have. `wire/decisions.json` lists the cases that
//! are not plain; here, each of them is run as well, but for those that cannot be written down at all.

#[path = "client_wire/files.rs"]
mod files;
#[path = "client_wire/headers.rs"]
mod headers;
#[path = "client_wire/pages.rs"]
mod pages;

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use acceptance::interpret::{self, Called};
use acceptance::json::Json;
use acceptance::options::{builder, options};
use acceptance::recorded::{
    AHEAD, AS_NODE, AS_PYTHON, Case, Differing, cases, decisions, is_ahead,
};
use acceptance::sent::{Sent, comparable};
use acceptance::served;
use acceptance::transports::{ALL, By, Caller};
use acceptance::watch::within;
use headers::Headers;
use loopback::{Act, Arrived, Loopback};
use stripe_disputes::client::{CallError, Cause, ClientBuilder, ConfigError, RequestOptions};
use stripe_disputes::models::Error;
use stripe_disputes::{Disputes, Operation};

/// The treatments of cases that are run as they stand.
const PLAIN: [&str; 3] = [AS_NODE, AS_PYTHON, "other_option"];

/// No case takes longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a test knows of a response.
type Told = Result<(String, Option<String>, u32), CallError<Error>>;

fn all() -> BTreeMap<String, Case> {
    let cases = cases().unwrap();
    cases
        .into_iter()
        .map(|case| (case.name.clone(), case))
        .collect()
}

fn treatment(name: &str) -> Option<String> {
    let decisions = decisions().unwrap();
    let mut listed = decisions.into_iter();
    listed
        .find(|(_, cases)| cases.contains_key(name))
        .map(|(treatment, _)| treatment)
}

/// A client of that server, for all that the document names.
fn caller(by: By, builder: ClientBuilder, server: &Loopback) -> Caller {
    let builder = builder
        .base_url(server.url())
        .timeout(Duration::from_secs(30));
    Caller::new(by, builder).unwrap()
}

#[track_caller]
fn assert_same(what: &str, arrived: &Arrived, recorded: &Sent) {
    let sent = Sent::arrived(arrived);
    assert_eq!(sent.method, recorded.method, "{what}: method");
    assert_eq!(sent.segments, recorded.segments, "{what}: path");
    let (query, body) = (comparable(&sent.query), comparable(&sent.body));
    assert_eq!(query, comparable(&recorded.query), "{what}: query");
    assert_eq!(body, comparable(&recorded.body), "{what}: body");
}

/// A server that answers what an operation on disputes expects.
fn disputes() -> Loopback {
    Loopback::answering(|arrived| {
        let body = match arrived.target.split('?').next() {
            Some("/v1/disputes") => served::list((&["dp_1"], false)),
            _ => served::dispute("dp_answered"),
        };
        let headers = vec![("request-id", "req_wire".to_owned())];
        Act::Answer(200, headers, body.to_string())
    })
}

fn call(caller: &Caller, called: Called, options: &RequestOptions) -> Told {
    fn made<O: Operation<Error = Error>>(
        caller: &Caller,
        operation: O,
        options: &RequestOptions,
        id: impl Fn(&O::Output) -> String,
    ) -> Told
    where
        O::Output: Send,
    {
        let response = caller.call(operation, options)?;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["request-id"], "req_wire");
        assert_eq!(response.request_id(), Some("req_wire"));
        let id = id(response.value());
        Ok((
            id,
            response.idempotency_key().map(str::to_owned),
            response.attempts(),
        ))
    }
    let id = |dispute: &stripe_disputes::Dispute| dispute.id.to_string();
    match called {
        Called::List(list) => made(caller, list, options, |page| page.data[0].id.to_string()),
        Called::Retrieve(retrieve) => made(caller, retrieve, options, id),
        Called::Update(update) => made(caller, *update, options, id),
        Called::Close(close) => made(caller, close, options, id),
    }
}

/// Runs a case, and gives what arrived.
fn run(by: By, case: &Case, headers: &mut Headers) {
    let what = format!("{by:?}, {}", case.name);
    let server = disputes();
    let caller = caller(by, builder(&case.input).unwrap(), &server);
    let options = options(&case.input).unwrap();
    let expected = case.expected(treatment(&case.name).as_deref());
    for recorded in expected {
        let called = interpret::called(&case.input).unwrap();
        let (id, key, attempts) =
            call(&caller, called, &options).unwrap_or_else(|error| panic!("{what}: {error}"));
        let arrived = server.arrived();
        let last = arrived.last().unwrap();
        assert_eq!(last.header("idempotency-key"), key.as_deref(), "{what}");
        assert_eq!(attempts, 1, "{what}");
        let listed = recorded.segments == ["v1", "disputes"];
        assert_eq!(id, if listed { "dp_1" } else { "dp_answered" }, "{what}");
    }
    let arrived = server.arrived();
    assert_eq!(arrived.len(), expected.len(), "{what}: requests");
    for (arrived, recorded) in arrived.iter().zip(expected) {
        assert_same(&what, arrived, recorded);
        headers.check(&what, arrived, &server, &case.input);
    }
    assert_eq!(server.connections(), 1, "{what}: connections");
}

#[test]
fn sends_what_the_sdks_send() {
    for by in ALL {
        let run = within(PATIENCE, &format!("{by:?}"), move || {
            let mut headers = Headers::default();
            let (mut names, mut differing) = (BTreeSet::new(), Differing::default());
            for (name, case) in all() {
                let plain = treatment(&name).is_none_or(|it| PLAIN.contains(&&*it));
                if plain {
                    differing.attempt(&name, || run(by, &case, &mut headers));
                    names.insert(name);
                }
            }
            differing.check();
            names
        });
        // What the document is ahead of is run no longer; all else is.
        let ahead = all().into_keys().filter(|name| is_ahead(name).unwrap());
        assert!(run.len() + ahead.count() >= 65, "{by:?}");
        let options = run.iter().filter(|name| name.starts_with("opt_")).count();
        let clients = run
            .iter()
            .filter(|name| name.starts_with("client_"))
            .count();
        assert_eq!((options, clients), (8, 3), "{by:?}");
    }
}

/// What is not in the table of [`sends_what_the_sdks_send`] is run elsewhere, or cannot be run.
#[test]
fn every_other_case_has_its_place() {
    for (name, _) in all() {
        let Some(treatment) = treatment(&name) else {
            continue;
        };
        match &*treatment {
            AHEAD | AS_NODE | AS_PYTHON | "other_option" => {}
            "pages" => assert!(name.starts_with("page_"), "{name}"),
            "by_hand" => assert!(files::CASES.contains(&&*name), "{name}"),
            "refused" => {
                let refused = ["file_upload_missing_file", "retrieve_id_dots"];
                assert!(refused.contains(&&*name), "{name}");
            }
            other => panic!("{name} is {other}"),
        }
    }
}

#[test]
fn what_is_refused_never_arrives() {
    for by in ALL {
        let server = disputes();
        let caller = caller(by, builder(&Json::Null).unwrap(), &server);
        let none = RequestOptions::new();
        for id in ["", ".", ".."] {
            let error = caller.call(Disputes::retrieve(id), &none).unwrap_err();
            assert!(matches!(error.cause(), Cause::Invalid(_)), "{error:?}");
            assert_eq!((error.attempts(), error.idempotency_key()), (0, None));
        }
        // What the client sets itself has an option of its own.
        for name in ["Stripe-Version", "idempotency-key", "Stripe-Account"] {
            let options = RequestOptions::new().header(name, "other");
            let error = caller
                .call(Disputes::close_irreversibly("dp_1"), &options)
                .unwrap_err();
            let Cause::Config(ConfigError::ReservedHeader(refused)) = error.cause() else {
                panic!("{by:?}: {error:?}")
            };
            assert_eq!(refused, name);
        }
        assert_eq!((server.requests(), server.connections()), (0, 0), "{by:?}");
    }
}
