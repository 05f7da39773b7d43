//! The vendor's SDK for Node, recorded: by others, by us, and now.
//!
//! In: `wire/requests.json` and `wire/webhooks.json`, as others recorded them; `wire/node.json`, as
//! `cargo run -p acceptance --example record` did. Out: nothing, if they say the same, and if a new recording does. Without
//! Node, or without a network the first time, there is no new recording, and a line that says so.

#[path = "../support/recording.rs"]
mod recording;

use std::collections::BTreeMap;
use std::net::TcpStream;
use std::panic;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use acceptance::node::{Mock, Node};
use acceptance::process::run;
use recording::{COMMITTED, Exchange, Recording, Verdict, committed, others, read};
use serde::Deserialize;

#[test]
fn is_what_others_recorded() {
    let (ours, others) = (committed().requests, others());
    assert_eq!(others.len(), 83);
    assert_eq!(ours.len(), others.len());
    for (ours, other) in ours.iter().zip(&others) {
        let name = &other.case;
        assert_eq!(&ours.case, name);
        let requests = ours.requests.iter().map(|request| &request.exchange);
        let requests: Vec<&Exchange> = requests.collect();
        assert_eq!(requests, Vec::from_iter(&other.requests), "{name}");
        let inputs = [&ours.input, &other.input].map(Option::is_some);
        assert!(inputs[0] != inputs[1], "{name}: the input stands once");
    }
}

#[test]
fn judges_events_as_others_recorded() {
    #[derive(Deserialize)]
    struct Other {
        case: String,
        node: Verdict,
    }
    let others: Vec<Other> = read(include_str!("../../wire/webhooks.json"));
    let ours = committed().webhooks;
    assert_eq!(others.len(), 31);
    assert_eq!(ours.len(), others.len());
    for (ours, mut other) in ours.into_iter().zip(others) {
        assert_eq!(ours.case, other.case);
        // The words of Node's own errors are not recorded: they change from version to version.
        if ours.verdict.message.is_none() {
            other.node.message = None;
        }
        assert_eq!(ours.verdict, other.node, "{}", other.case);
    }
}

#[test]
fn is_of_the_version_that_is_installed() {
    #[derive(Deserialize)]
    struct Manifest {
        dependencies: BTreeMap<String, String>,
    }
    let manifest: Manifest = read(include_str!("../../node/package.json"));
    let installed = format!("stripe {}", manifest.dependencies["stripe"]);
    assert_eq!(committed().sdk, installed);
}

/// The lock is for everyone, wherever they install from.
#[test]
fn the_lock_names_no_registry() {
    let lock = include_str!("../../node/package-lock.json");
    assert!(!lock.contains("\"resolved\""));
    assert!(lock.contains("\"integrity\""));
}

#[test]
fn a_new_recording_is_the_same() {
    let Some(node) = Node::find_or_skip("a_new_recording_is_the_same") else {
        return;
    };
    let text = node.record().unwrap_or_else(|why| panic!("{why}"));
    let (now, before): (Recording, _) = (read(&text), committed());
    for (now, before) in now.requests.iter().zip(&before.requests) {
        assert_eq!(now, before, "{}", before.case);
    }
    for (now, before) in now.webhooks.iter().zip(&before.webhooks) {
        assert_eq!(now, before, "{}", before.case);
    }
    assert_eq!(now, before);
    assert!(text == COMMITTED, "only the layout differs: record anew");
}

#[test]
fn a_program_that_fails_or_hangs_is_an_error() {
    let Some(_) = Node::find_or_skip("a_program_that_fails_or_hangs_is_an_error") else {
        return;
    };
    let script = |script, patience| {
        let log = Path::new(env!("CARGO_TARGET_TMPDIR")).join("node.log");
        run(Command::new("node").args(["-e", script]), &log, patience)
    };
    let (soon, later) = (Duration::from_millis(500), Duration::from_secs(20));
    assert_eq!(script("console.log('fine')", later), Ok(()));
    let failed = script("console.error('broken'); process.exit(3)", later).unwrap_err();
    assert!(
        failed.contains('3') && failed.ends_with("broken"),
        "{failed}"
    );
    let start = Instant::now();
    let late = script("setTimeout(() => {}, 60_000)", soon).unwrap_err();
    assert!(late.starts_with("still running after 500ms"), "{late}");
    assert!(start.elapsed() < later);
}

#[test]
fn a_server_ends_with_its_value() {
    let Some(node) = Node::find_or_skip("a_server_ends_with_its_value") else {
        return;
    };
    let address = |mock: &Mock| mock.url().strip_prefix("http://").unwrap().to_owned();
    let mock = Mock::start(node).unwrap();
    let dropped = address(&mock);
    assert!(TcpStream::connect(&dropped).is_ok());
    drop(mock);
    assert!(TcpStream::connect(&dropped).is_err(), "it still listens");

    let mock = Mock::start(node).unwrap();
    let panicked = address(&mock);
    let outcome = panic::catch_unwind(panic::AssertUnwindSafe(move || {
        let _mock = mock;
        panic::resume_unwind(Box::new("a test that fails"));
    }));
    assert!(outcome.is_err());
    assert!(TcpStream::connect(&panicked).is_err(), "it still listens");
}
