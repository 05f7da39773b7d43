//! The endpoint of the example does what it says.
//!
//! In: the example itself, and the test server as the API. Out: nothing, if an event that comes twice was acted upon once, a forged one not at all,
//! and a dispute goes its way from the event to its end, whatever breaks in between.

use std::time::Duration;

use receive::Shop;
use stripe_disputes::prelude::*;
use stripe_disputes::testing::mock::Server;
use stripe_disputes::webhooks::Verifier;
use stripe_disputes::{DisputeStatus, EventKind};
use tokio::net::TcpListener;

#[path = "../../examples/receive.rs"]
#[allow(dead_code)]
mod receive;

#[test]
fn an_event_that_comes_twice_is_answered_once() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let api = Server::start().unwrap();
    let answers = runtime.block_on(receive::run(&api)).unwrap();
    assert_eq!(answers, [200, 200, 400]);
    // With keys of its own, each would have been done twice; with another body under the same, it would have been refused.
    let asked: Vec<String> = api.requests().iter().map(ToString::to_string).collect();
    let files: Vec<stripe_disputes::models::File> = api.objects().unwrap();
    let [receipt] = files.as_slice() else {
        panic!("{files:?}");
    };
    let dispute: Dispute = api.objects().unwrap().remove(0);
    let upload = "POST /v1/files -> 200".to_owned();
    let stage = format!("POST /v1/disputes/{} -> 200", dispute.id);
    assert_eq!(asked, [upload.clone(), stage.clone(), upload, stage]);
    let updates = api.events().into_iter();
    let updates = updates.filter(|event| event.name == "charge.dispute.updated");
    assert_eq!(updates.count(), 1);
    let given = dispute.evidence.receipt.map(|file| file.id().clone());
    assert_eq!(given, Some(receipt.id.clone()));
    assert_eq!(dispute.evidence_details.submission_count, 0);
}

/// The endpoint, told by the server of all that happens.
async fn opened(server: &Server) -> tokio::task::JoinHandle<std::io::Result<()>> {
    let shop = Shop {
        client: server.client().unwrap(),
        verifier: Verifier::new(server.webhook_secret()).unwrap(),
        receipts: concat!(env!("CARGO_MANIFEST_DIR"), "/examples").into(),
    };
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    server
        .forward_to(&format!("http://{address}/stripe/events"))
        .unwrap();
    tokio::spawn(axum::serve(listener, receive::endpoint(shop)).into_future())
}

/// Waits until the endpoint has taken so many events of a kind.
async fn taken(server: &Server, kind: EventKind, count: usize) {
    for _ in 0..500 {
        let deliveries = server.deliveries();
        let taken = deliveries
            .iter()
            .filter(|one| one.is_taken() && kind == one.event);
        if taken.count() == count {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{kind}: {:?}", server.deliveries());
}

#[tokio::test]
async fn a_dispute_goes_its_way_whatever_breaks() {
    let server = Server::start().unwrap();
    let endpoint = opened(&server).await;
    // The upload is done, and nobody is told; the receipt is staged once the API is back, half an answer later. With the third
    // failure, the endpoint gives up, and is sent the event again.
    let fault = |on: &str, skip: u64, fault: &str| server.on(on).skip(skip).times(1).fail(fault);
    fault("POST /v1/files", 0, "reset-after").unwrap();
    for words in ["status=503", "partial-body", "reset-before"] {
        fault("POST /v1/disputes/*", 0, words).unwrap();
    }
    let created = server.trigger(EventKind::ChargeDisputeCreated);
    let made: Dispute = created.set("amount", 5000).send_about().unwrap();
    taken(&server, EventKind::ChargeDisputeCreated, 1).await;
    let staged: Dispute = server.object(&made.id).unwrap();
    assert!(staged.evidence_details.has_evidence);
    assert_eq!(staged.evidence_details.submission_count, 0);
    assert_eq!(
        staged.evidence.customer_name.as_deref(),
        Some("Jane Austen")
    );
    let files: Vec<stripe_disputes::models::File> = server.objects().unwrap();
    assert_eq!(files.len(), 1, "uploaded once");
    taken(&server, EventKind::ChargeDisputeUpdated, 1).await;

    // Somebody looks at it, and submits it. The answer breaks off.
    fault("POST /v1/disputes/*", 0, "partial-body").unwrap();
    let client = server.client().unwrap();
    let evidence = DisputeEvidenceParams::new().product_description("A book");
    let submit = Disputes::update(&made).evidence(evidence);
    let submitted = client.send(submit.submit_irreversibly()).await.unwrap();
    assert_eq!(submitted.status, DisputeStatus::UnderReview);
    assert_eq!(submitted.evidence_details.submission_count, 1);
    taken(&server, EventKind::ChargeDisputeUpdated, 2).await;

    fault("POST /v1/disputes/*/close", 0, "status-after=500").unwrap();
    let close = Disputes::close_irreversibly(&made);
    let closed = client.send(close).await.unwrap();
    assert_eq!(closed.status, DisputeStatus::Lost);
    taken(&server, EventKind::ChargeDisputeClosed, 1).await;
    assert_eq!(server.violations(), Vec::<String>::new());
    endpoint.abort();
}
