//! The generated client and the test server agree.
//!
//! In: the server over the loopback. Out: nothing, if the client reads all that it answers, its events are proved, and what was done was done
//! once, whatever broke on the way.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use bytes::Bytes;
use form_mock::engine::{Engine, Settings};
use form_mock::events::signature;
use form_mock::serve::{Around, Server};
use http::{Request, Response};
use serde_json::{Map, Value, json};
use stripe_disputes::client::{
    AttemptLimits, BlockingTransport, Body, TransportError, UreqTransport,
};
use stripe_disputes::webhooks::{Event, Verifier};
use stripe_disputes::{
    DisputeEvidenceParams, DisputeExpand, DisputeStatus, Disputes, FileUploadPurpose, Files,
    Timestamp, Upload, blocking,
};

use super::support::disputes;

fn server(around: Around) -> Server {
    let engine = Arc::new(Engine::new(disputes(), Settings::default()));
    Server::start(SocketAddr::from(([127, 0, 0, 1], 0)), engine, around, 2).unwrap()
}

fn client(server: &Server) -> blocking::Client {
    let builder = blocking::Client::builder("sk_test_0123456789");
    builder.base_url(server.url()).build_blocking().unwrap()
}

#[test]
fn a_dispute_is_answered() {
    let server = server(Around::default());
    let client = client(&server);
    let upload = Upload::new("receipt.pdf", "abc");
    let receipt = client
        .send(Files::create(upload, FileUploadPurpose::DisputeEvidence))
        .unwrap();
    assert_eq!(receipt.filename.as_deref(), Some("receipt.pdf"));
    let all: Vec<_> = client.items(Disputes::list()).map(Result::unwrap).collect();
    let [dispute] = all.as_slice() else {
        panic!("{all:?}");
    };
    assert!(dispute.status.needs_response());
    let evidence = DisputeEvidenceParams::new()
        .customer_name("Jane Austen")
        .receipt(&*receipt);
    let staged = client
        .send(Disputes::update(dispute).evidence(evidence).stage())
        .unwrap();
    assert!(staged.evidence_details.has_evidence);
    let evidence = DisputeEvidenceParams::new().product_description("A book");
    let update = Disputes::update(dispute).evidence(evidence);
    let submitted = client.send(update.submit_irreversibly()).unwrap();
    assert_eq!(submitted.status, DisputeStatus::UnderReview);
    assert_eq!(
        submitted.evidence.customer_name.as_deref(),
        Some("Jane Austen")
    );
    let expanded = client
        .send(Disputes::retrieve(dispute).expand([DisputeExpand::Charge]))
        .unwrap();
    assert!(expanded.charge.object().is_some());
    let refused = client.send(Disputes::retrieve("dp_gone")).unwrap_err();
    assert!(refused.is_not_found(), "{refused}");

    let verifier = Verifier::new("whsec_test").unwrap();
    let events = server.engine().take_events();
    assert_eq!(events.len(), 0, "the server has sent, or kept, them all");
    let trigger = form_mock::engine::Trigger {
        event: "charge.dispute.created".to_owned(),
        ..Default::default()
    };
    server.engine().trigger(&trigger).unwrap();
    for event in server.engine().take_events() {
        let now = 1_700_000_000;
        let header = signature("whsec_test", now, &event.body);
        let read = Event::from_signed_at(
            &event.body,
            Some(&header),
            &verifier,
            Timestamp::from_unix(now),
        );
        let read = read.unwrap();
        let made = read.dispute().unwrap();
        assert_eq!(
            client.send(Disputes::retrieve(&made.id)).unwrap().id,
            made.id
        );
    }
}

/// Ten thousand calls, of which one of twenty meets a fault: what the client was told is what the server has.
#[test]
fn what_was_done_was_done_once() {
    const THREADS: usize = 32;
    const EACH: usize = 313;
    let server = server(Around {
        fault_rate: 0.05,
        fault_seed: 7,
        ..Around::default()
    });
    let disputes: Map<String, Value> = (0..THREADS)
        .map(|worker| {
            (
                format!("dp_{worker}"),
                json!({"id": format!("dp_{worker}")}),
            )
        })
        .collect();
    let seeded = server.engine().seed(&json!({ "dispute": disputes }));
    assert_eq!(seeded, Ok(THREADS));
    let client = hasty(&server);
    let sent: BTreeMap<String, bool> = thread::scope(|scope| {
        let client = &client;
        let workers = (0..THREADS).map(|worker| scope.spawn(move || calls(client, worker, EACH)));
        let workers: Vec<_> = workers.collect();
        let sent = workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap());
        sent.collect()
    });
    assert_eq!(sent.len(), THREADS * EACH);
    let stored = stored(&server.engine().dump());
    for (name, is_sent) in &sent {
        let count = stored.get(name).copied().unwrap_or(0);
        assert!(
            count <= 1 && (!is_sent || count == 1),
            "{name}: sent {is_sent}, stored {count}"
        );
    }
    let unknown = stored.keys().find(|name| !sent.contains_key(*name));
    assert_eq!(unknown, None);
    let is_sent = sent.values().filter(|is_sent| **is_sent).count();
    assert!(is_sent > THREADS * EACH * 99 / 100, "{is_sent}");
}

/// Calls one after the other: each file, and each entry of a dispute, has a name that no other has. Whether it was sent, by its name.
fn calls(client: &blocking::Client<Hasty>, worker: usize, count: usize) -> Vec<(String, bool)> {
    let calls = (0..count).map(|number| {
        let name = format!("{worker}-{number}");
        let is_sent = match number % 3 {
            0 => {
                let upload = Upload::new(name.as_str(), "abc");
                let create = Files::create(upload, FileUploadPurpose::DisputeEvidence);
                client.send(create).is_ok()
            }
            _ => {
                let update = Disputes::update(format!("dp_{worker}"));
                let metadata = [(name.as_str(), "set")];
                client.send(update.metadata(metadata)).is_ok()
            }
        };
        (name, is_sent)
    });
    calls.collect()
}

/// How often the server has what was sent under each name.
fn stored(dump: &Value) -> BTreeMap<String, usize> {
    let files = dump["file"].as_object().unwrap().values();
    let files = files.map(|file| file["filename"].as_str().unwrap());
    let disputes = dump["dispute"].as_object().unwrap().values();
    let entries = disputes.flat_map(|dispute| dispute["metadata"].as_object().unwrap().keys());
    let mut stored: BTreeMap<String, usize> = BTreeMap::new();
    for name in files.chain(entries.map(String::as_str)) {
        *stored.entry(name.to_owned()).or_default() += 1;
    }
    stored
}

/// A transport that waits a hundredth of the time before it sends again.
struct Hasty(UreqTransport);

impl BlockingTransport for Hasty {
    fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        self.0.send(request, limits)
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time / 100);
    }
}

fn hasty(server: &Server) -> blocking::Client<Hasty> {
    let builder = blocking::Client::builder("sk_test_0123456789");
    let config = builder.base_url(server.url()).config().unwrap();
    let transport = UreqTransport::new(&config).unwrap();
    blocking::Client::with_transport(config, Hasty(transport))
}
