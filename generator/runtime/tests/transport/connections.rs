//! Connections between calls, and what is read from them.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/child.rs"]
mod child;
#[path = "../support/transports.rs"]
mod transports;

use std::io::Read as _;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use api::{Fill, Read, Shop, Write, builder};
use child::child;
use form_runtime::{BlockingClient, Cause, ClientBuilder, TransportErrorKind, UreqTransport};
use loopback::{Act, Loopback};
use transports::{ALL, By, block_on, failure};

const OK: &str = r#"{"ok":true}"#;

fn client(server: &Loopback) -> ClientBuilder<Shop> {
    builder()
        .base_url(server.url())
        .timeout(Duration::from_secs(10))
        .max_retries(1)
        .max_response_bytes(50_000)
}

/// Waits until as many connections are open.
fn open(server: &Loopback, expected: usize) -> bool {
    let start = Instant::now();
    while server.open() != expected && start.elapsed() < Duration::from_secs(5) {
        thread::sleep(Duration::from_millis(10));
    }
    server.open() == expected
}

#[test]
fn a_connection_that_the_server_closed_is_not_used() {
    for by in ALL {
        for asleep in [false, true] {
            let late = Duration::from_millis(50);
            let closing = Act::ThenClose(Box::new(Act::answer(200, OK)), late);
            let server = Loopback::start([closing]);
            let caller = by.client(client(&server));
            assert_eq!(caller.call(Write).unwrap().attempts(), 1);
            if !asleep {
                caller.wait(Duration::from_millis(300));
            }
            assert!(open(&server, 0));
            let second = caller.call(Write).unwrap();
            // A runtime that does not run between calls does not notice. Nothing is done twice nevertheless.
            let most = if asleep && by != By::Ureq { 2 } else { 1 };
            assert!(
                (1..=most).contains(&second.attempts()),
                "{by:?}: {second:?}"
            );
            assert_eq!(
                (server.connections(), server.arrived().len()),
                (2, 2),
                "{by:?}"
            );
        }
    }
}

#[test]
fn no_more_connections_than_that_are_kept() {
    const CALLS: usize = 80;
    const KEPT: usize = 64;
    let server = || {
        let late = |_: &_| Act::Delay(Duration::from_millis(500), Box::new(Act::answer(200, OK)));
        Loopback::answering(late)
    };
    let asked = server();
    block_on(async {
        let client = client(&asked).build().unwrap();
        let mut calls = tokio::task::JoinSet::new();
        for _ in 0..CALLS {
            calls.spawn(client.send(Read));
        }
        while let Some(outcome) = calls.join_next().await {
            assert_eq!(outcome.unwrap().unwrap().attempts(), 1);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(asked.connections(), CALLS);
        assert!(open(&asked, KEPT), "{} are open", asked.open());
    });
    let asked = server();
    let client = client(&asked).build_blocking().unwrap();
    thread::scope(|scope| {
        for _ in 0..CALLS {
            scope.spawn(|| assert_eq!(client.send(Read).unwrap().attempts(), 1));
        }
    });
    assert_eq!(asked.connections(), CALLS);
    assert!(open(&asked, KEPT), "{} are open", asked.open());
}

#[test]
#[ignore = "a part of `threads_are_for_new_connections_alone`, which runs it with nothing else going on"]
fn call_and_count_threads() {
    let Ok(url) = std::env::var("TEST_URL") else {
        return;
    };
    let next = || {
        let id = thread::spawn(|| thread::current().id()).join().unwrap();
        let digits = format!("{id:?}").replace(|letter: char| !letter.is_ascii_digit(), "");
        digits.parse::<u64>().unwrap()
    };
    let client = builder().base_url(url).build_blocking().unwrap();
    for calls in [1, 20] {
        let before = next();
        for _ in 0..calls {
            assert_eq!(client.send(Write).unwrap().attempts(), 1);
        }
        println!("=> {calls}: {}", next() - before - 1);
    }
}

/// To look a name up in time takes a thread. On a connection that is there, nothing is looked up.
#[test]
fn threads_are_for_new_connections_alone() {
    let server = Loopback::start([]);
    let port = server.address().port();
    for (host, first) in [("localhost", 1), ("127.0.0.1", 0)] {
        let url = format!("http://{host}:{port}");
        let counted = child("call_and_count_threads", &[("TEST_URL", &url)]);
        assert_eq!(
            counted,
            [format!("1: {first}"), "20: 0".to_owned()],
            "{host}"
        );
    }
}

/// Each piece of a request is taken within the time of an attempt, but not all of them.
#[test]
fn a_request_that_is_taken_too_slowly() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            thread::spawn(move || {
                let mut stream = stream.unwrap();
                while matches!(stream.read(&mut [0; 1 << 14]), Ok(1..)) {
                    thread::sleep(Duration::from_millis(100));
                }
            });
        }
    });
    for by in ALL {
        let builder = builder()
            .base_url(&url)
            .attempt_timeout(Duration::from_millis(500))
            .max_retries(0);
        let start = Instant::now();
        let outcome = by.client(builder).call(Fill);
        assert_eq!(
            failure(&outcome),
            (TransportErrorKind::Timeout, 1),
            "{by:?}"
        );
        let taken = start.elapsed();
        // All of it would take 100 seconds.
        assert!(taken < Duration::from_secs(20), "{by:?}: {taken:?}");
    }
}

/// Whatever the agent of a program says of redirects.
#[test]
fn agents_of_their_own_follow_no_redirects() {
    let elsewhere = Loopback::start([]);
    let target = format!("{}/v1/things/th_1", elsewhere.url());
    let server = Loopback::start([Act::with(302, "location", &target)]);
    let transport = UreqTransport::with_agent(ureq::Agent::new_with_defaults());
    let config = client(&server).config().unwrap();
    let client: BlockingClient<Shop, _> = BlockingClient::with_transport(config, transport);
    assert_eq!(client.send(Read).unwrap_err().status().unwrap(), 302);
    assert_eq!(elsewhere.connections(), 0);
}

#[test]
fn bodies_are_bounded_whatever_their_length_is_said_to_be() {
    let long = "1".repeat(60_000);
    let chunk = format!("{:x}\r\n{long}\r\n0\r\n\r\n", long.len());
    let head = |headers: &str| format!("HTTP/1.1 200 OK\r\n{headers}\r\n");
    for answer in [
        head("transfer-encoding: chunked\r\n") + &chunk,
        head("") + &long,
        head("connection: close\r\n") + &long,
        head("content-length: 60000\r\n") + &long,
        head("content-length: 9223372036854775807\r\n") + &long,
    ] {
        for by in ALL {
            let server = Loopback::start([Act::Bytes(answer.clone().into_bytes())]);
            let caller = by.client(client(&server));
            let outcome = caller.call(Write);
            let shown = answer.lines().nth(1);
            assert_eq!(
                failure(&outcome),
                (TransportErrorKind::TooLarge, 1),
                "{by:?}, {shown:?}"
            );
            assert!(caller.call(Write).is_ok(), "{by:?}, {shown:?}");
        }
    }
}

#[test]
fn nobody_asked_for_compression() {
    // `{"ok":true}`, by gzip.
    let body: Arc<[u8]> = Arc::new([
        0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0xab, 0x56, 0xca, 0xcf, 0x56,
        0xb2, 0x2a, 0x29, 0x2a, 0x4d, 0xad, 0x05, 0x00, 0x90, 0xef, 0x12, 0x93, 0x0b, 0x00, 0x00,
        0x00,
    ]);
    for by in ALL {
        let head = "HTTP/1.1 200 OK\r\nrequest-id: req_1\r\ncontent-encoding: gzip\r\n";
        let mut answer = format!("{head}content-length: {}\r\n\r\n", body.len()).into_bytes();
        answer.extend_from_slice(&body);
        let server = Loopback::start([Act::Bytes(answer)]);
        let error = by.client(client(&server)).call(Write).unwrap_err();
        let Cause::Decode(unread) = error.cause() else {
            panic!("{by:?}: {error:?}")
        };
        assert!(unread.message.contains("compressed"), "{by:?}: {unread}");
        assert_eq!((error.request_id(), error.attempts()), (Some("req_1"), 1));
        assert_eq!(
            server.arrived()[0].header("accept-encoding"),
            None,
            "{by:?}"
        );

        let plain = Act::with(200, "content-encoding", "identity");
        let server = Loopback::start([plain]);
        assert!(by.client(client(&server)).call(Write).is_ok(), "{by:?}");
    }
}

#[test]
fn times_without_end() {
    for by in ALL {
        let server = Loopback::start([]);
        let builder = client(&server)
            .timeout(Duration::MAX)
            .connect_timeout(Duration::MAX)
            .attempt_timeout(Duration::MAX);
        assert!(by.client(builder).call(Write).is_ok(), "{by:?}");
    }
}

#[test]
fn unencrypted_only_where_it_was_allowed() {
    // All addresses of this machine, none of which is known to be only its own.
    for by in ALL {
        let server = Loopback::start([]);
        let url = format!("http://0.0.0.0:{}", server.address().port());
        let builder = || builder().base_url(&url).no_proxy();
        assert!(builder().config().is_err());
        if cfg!(unix) {
            assert!(by.client(builder().allow_plain_http()).call(Read).is_ok());
        }
    }
}
