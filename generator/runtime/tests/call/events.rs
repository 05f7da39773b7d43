//! What is told to `tracing`, and what is never told to anyone.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/child.rs"]
mod child;
#[path = "../support/recorder.rs"]
mod recorder;
#[path = "../support/transports.rs"]
mod transports;

use std::time::Duration;

use api::{Read, SECRET, Shop, Write, builder};
use child::child;
use form_runtime::{ClientBuilder, RequestOptions};
use http::Method;
use loopback::{Act, Authority, Loopback, Passage, Proxy, Validity};
use recorder::{Recorder, Told};
use tracing::Level;
use transports::{ALL, By, block_on};

fn client(server: &Loopback) -> ClientBuilder<Shop> {
    builder()
        .base_url(server.url())
        .timeout(Duration::from_secs(5))
        .max_retries(1)
        .account("acct_private")
}

/// Runs something, and says what was told meanwhile.
fn recorded<T>(run: impl FnOnce() -> T) -> (Recorder, T) {
    let recorder = Recorder::default();
    let result = tracing::subscriber::with_default(recorder.clone(), run);
    (recorder, result)
}

fn answer(status: u16, id: &str, body: &str) -> Act {
    Act::Answer(status, vec![("request-id", id.to_owned())], body.to_owned())
}

/// Checks what an event says, but for how long things took; `None` stands for a field that is not there.
fn check(told: &Told, level: Level, expected: &[(&str, Option<&str>)]) {
    assert_eq!(told.level, level, "{told:?}");
    for (name, value) in expected {
        assert_eq!(told.get(name), *value, "{name} of {told:?}");
    }
    let known = ["name", "duration_ms", "wait_ms"];
    let others = told.fields.iter().filter(|(name, _)| {
        let name = name.as_str();
        !known.contains(&name) && !expected.iter().any(|(expected, _)| *expected == name)
    });
    assert_eq!(others.count(), 0, "{told:?}");
}

fn millis(told: &Told, name: &str) -> u64 {
    told.get(name).unwrap().parse().unwrap()
}

const METHOD: (&str, Option<&str>) = ("method", Some("POST"));
const PATH: (&str, Option<&str>) = ("path", Some("/v1/things/{thing}"));

#[test]
fn a_call_with_a_retry() {
    for by in ALL {
        let late = Act::Delay(
            Duration::from_millis(60),
            Box::new(answer(500, "req_1", "{}")),
        );
        let server = Loopback::start([late, answer(200, "req_2", "{}")]);
        let (recorder, outcome) = recorded(|| by.client(client(&server)).call(Write));
        assert!(outcome.is_ok());
        let told = recorder.by_us();
        let [first, wait, second, call] = told.as_slice() else {
            panic!("{told:?}")
        };
        let message = |text| ("message", Some(text));
        let attempt = |number| ("attempt", Some(number));
        let of_first = [
            message("response"),
            attempt("1"),
            ("status", Some("500")),
            ("request_id", Some("req_1")),
        ];
        check(
            first,
            Level::DEBUG,
            &[&[METHOD, PATH][..], &of_first].concat(),
        );
        assert!(
            (60..4_000).contains(&millis(first, "duration_ms")),
            "{first:?}"
        );
        check(
            wait,
            Level::INFO,
            &[METHOD, PATH, message("retry"), attempt("1")],
        );
        assert!((1..=500).contains(&millis(wait, "wait_ms")), "{wait:?}");
        let of_second = [
            message("response"),
            attempt("2"),
            ("status", Some("200")),
            ("request_id", Some("req_2")),
        ];
        check(
            second,
            Level::DEBUG,
            &[&[METHOD, PATH][..], &of_second].concat(),
        );
        let of_call = [
            message("call"),
            ("attempts", Some("2")),
            ("status", Some("200")),
            ("request_id", Some("req_2")),
            ("outcome", Some("value")),
        ];
        check(
            call,
            Level::DEBUG,
            &[&[METHOD, PATH][..], &of_call].concat(),
        );
        assert!(millis(call, "duration_ms") >= 560, "{call:?}");
    }
}

/// Whatever a server sends as one.
#[test]
fn a_request_id_is_cut() {
    let server = Loopback::start([answer(200, &"r".repeat(5_000), "{}")]);
    let (recorder, outcome) = recorded(|| By::Hyper.client(client(&server)).call(Read));
    assert!(outcome.is_ok());
    let id = format!("{}… (1000 of 5000 characters)", "r".repeat(1_000));
    let told = recorder.by_us();
    assert_eq!(told.len(), 2);
    assert!(told.iter().all(|told| told.get("request_id") == Some(&id)));
}

#[test]
fn calls_that_fail() {
    let cases = [
        (Act::ResetAfter, "no response", "no response", None),
        (
            answer(404, "req_1", "{}"),
            "response",
            "error of the API",
            Some("404"),
        ),
        (
            answer(200, "req_1", "<html>"),
            "response",
            "unreadable",
            Some("200"),
        ),
    ];
    for by in ALL {
        for (act, message, outcome, status) in cases.clone() {
            let server = Loopback::start([act]);
            let builder = client(&server).max_retries(0);
            let (recorder, result) = recorded(|| by.client(builder).call(Write));
            assert!(result.is_err());
            let told = recorder.by_us();
            let [attempt, call] = told.as_slice() else {
                panic!("{told:?}")
            };
            let failure = (message == "no response").then_some("Broken");
            let id = status.map(|_| "req_1");
            let both = [METHOD, PATH, ("status", status), ("request_id", id)];
            let of_attempt = [
                ("message", Some(message)),
                ("attempt", Some("1")),
                ("failure", failure),
            ];
            check(attempt, Level::DEBUG, &[&both[..], &of_attempt].concat());
            let of_call = [
                ("message", Some("call")),
                ("attempts", Some("1")),
                ("outcome", Some(outcome)),
            ];
            check(call, Level::DEBUG, &[&both[..], &of_call].concat());
        }
    }
}

#[test]
fn calls_that_nobody_described() {
    let server = Loopback::start([]);
    let options = RequestOptions::new();
    let params = [("note", "private text")];
    let path = "/v1/things/th_private";
    for by in [By::Hyper, By::Ureq] {
        let (recorder, ()) = recorded(|| match by {
            By::Ureq => {
                let client = client(&server).build_blocking().unwrap();
                let made = client.raw_with(Method::POST, path, &params, &options);
                assert!(made.is_ok());
            }
            _ => block_on(async {
                let client = client(&server).build().unwrap();
                let made = client.raw_with(Method::POST, path, &params, &options).await;
                assert!(made.is_ok());
            }),
        });
        let told = recorder.by_us();
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(!format!("{told:?}").contains("private"), "{told:?}");
    }
}

/// Takes everything.
struct Greedy;

impl log::Log for Greedy {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        println!("=> {}", record.args());
    }

    fn flush(&self) {}
}

#[test]
#[ignore = "a part of `a_logger_that_takes_everything`, which runs it in a program of its own"]
fn call_with_a_greedy_logger() {
    log::set_logger(&Greedy).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let server = Loopback::start([]);
    let client = client(&server).build_blocking().unwrap();
    let error = client.send(Write).unwrap_err();
    println!("=> {} requests, {error}", server.arrived().len());
}

#[test]
fn a_logger_that_takes_everything() {
    let lines = child("call_with_a_greedy_logger", &[]);
    let last = lines.last().unwrap();
    assert!(last.starts_with("0 requests, "), "{lines:?}");
    assert!(last.contains("`ureq_proto`"), "{lines:?}");
    assert!(!lines.concat().contains("0123456789"), "{lines:?}");
}

/// Whatever the libraries below tell, at any level: nothing of this is in it.
#[test]
fn what_is_never_told() {
    let logged: &'static Recorder = Box::leak(Box::default());
    log::set_logger(logged).unwrap();
    log::set_max_level(log::LevelFilter::Trace);
    let options = RequestOptions::new()
        .idempotency_key("key_private")
        .header("x-token", "token_private");
    let authority = Authority::new();
    let identity = authority.identity(&["127.0.0.1", "api.shop.example"], Validity::Now);
    for through_proxy in [false, true] {
        let server = Loopback::encrypted(&identity, [answer(500, "req_1", "{}")]);
        let proxy = Proxy::start(Passage::To(server.address()));
        let builder = || {
            let builder = client(&server).root_certificate(authority.root());
            match through_proxy {
                true => builder
                    .base_url("https://api.shop.example")
                    .proxy(proxy.url(Some("user:word_private"))),
                false => builder,
            }
        };
        let (recorder, ()) = recorded(|| {
            block_on(async {
                let client = builder().build().unwrap();
                assert!(client.send_with(Write, &options).await.is_ok());
                assert!(client.send_with(Read, &options).await.is_ok());
            });
            let client = builder().build_blocking().unwrap();
            assert!(client.send_with(Write, &options).is_ok());
            assert!(client.send_with(Read, &options).is_ok());
        });
        let told = [recorder.told(), logged.told()].concat();
        for library in ["form_runtime", "hyper_util", "ureq"] {
            let mut targets = told.iter().map(|told| &told.target);
            assert!(
                targets.any(|target| target.starts_with(library)),
                "{library} tells nothing"
            );
        }
        // In Base64, the proxy's user is `dXNlcjp3b3Jk…`.
        for private in [
            SECRET,
            "0123456789",
            "_private",
            "private+text",
            "private text",
            "dXNlcjp3",
        ] {
            for told in &told {
                assert!(
                    !format!("{told:?}").contains(private),
                    "{private} in {told:?}"
                );
            }
        }
        // The id of an object is in the path of a request: nobody shows that but ureq, to its own log.
        for told in told.iter().filter(|told| !told.target.starts_with("ureq")) {
            assert!(!format!("{told:?}").contains("th_1"), "{told:?}");
        }
    }
}
