//! The server within a test: asynchronous and blocking alike, with clients that reach nothing else.

use std::net::TcpStream;

use serde_json::json;
use stripe_disputes::models::File;
use stripe_disputes::testing::mock::{MockError, Server, Stored as _};
use stripe_disputes::webhooks::{Event, Verifier};
use stripe_disputes::{
    Dispute, DisputeEvidenceParams, DisputeStatus, Disputes, EventKind, FileUploadPurpose, Files,
    Upload,
};

#[test]
fn a_blocking_test_has_a_server() {
    let server = Server::start().unwrap();
    let client = server.blocking_client().unwrap();
    let disputes: Vec<Dispute> = server.objects().unwrap();
    let [dispute] = disputes.as_slice() else {
        panic!("{disputes:?}");
    };
    let upload = Upload::new("receipt.pdf", "abc");
    let create = Files::create(upload, FileUploadPurpose::DisputeEvidence);
    let receipt = client.send(create).unwrap();
    let evidence = DisputeEvidenceParams::new().receipt(&*receipt);
    let update = Disputes::update(dispute).evidence(evidence).stage();
    client.send(update).unwrap();

    let kept: Dispute = server.object(&dispute.id).unwrap();
    assert!(kept.evidence_details.has_evidence);
    let files: Vec<File> = server.objects().unwrap();
    assert_eq!(files[0].filename.as_deref(), Some("receipt.pdf"));
    assert_eq!(server.violations(), Vec::<String>::new());
    let asked = server.requests();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].to_string(), "POST /v1/files -> 200");
}

#[tokio::test]
async fn an_asynchronous_test_has_a_server() {
    let server = Server::start().unwrap();
    let client = server.client().unwrap();
    let seeded =
        json!({"dispute": {"first": {"id": "dp_1", "amount": 700}, "second": {"id": "dp_2"}}});
    assert_eq!(server.seed(seeded).unwrap(), 2);
    let dispute = client.send(Disputes::retrieve("dp_1")).await.unwrap();
    assert_eq!(dispute.amount, 700);

    let on = server.on("POST /v1/disputes/*/close").skip(1).times(1);
    on.fail("status-after=503").unwrap();
    for id in ["dp_1", "dp_2"] {
        let closed = client.send(Disputes::close_irreversibly(id)).await.unwrap();
        assert_eq!(closed.status, DisputeStatus::Lost);
    }
    let statuses: Vec<_> = server.requests().iter().map(|one| one.status).collect();
    assert_eq!(statuses, [Some(200), Some(200), Some(503), Some(200)]);
    assert_eq!(
        server.requests()[2].fault.as_deref(),
        Some("status-after=503")
    );
}

#[test]
fn an_event_is_made_and_proved() {
    let server = Server::start().unwrap();
    let trigger = server.trigger(EventKind::ChargeDisputeCreated);
    let made: Dispute = trigger.set("amount", 5000).send_about().unwrap();
    assert_eq!(server.object::<Dispute>(&made.id).unwrap().amount, 5000);
    let events = server.events();
    let [event] = events.as_slice() else {
        panic!("{events:?}");
    };
    let verifier = Verifier::new(server.webhook_secret()).unwrap();
    let signature = server.signature(event);
    let read = Event::from_signed(&event.body, Some(&signature), &verifier).unwrap();
    assert_eq!(read.dispute().unwrap().id, made.id);
    assert_eq!(server.deliveries(), []);
}

#[test]
fn what_the_document_does_not_allow_is_told() {
    let server = Server::start().unwrap();
    let dispute: Dispute = server.objects().unwrap().remove(0);
    let client = server.blocking_client().unwrap();
    let update = Disputes::update(&dispute);
    let extra = update.extra("evidence[customer_nmae]", "Jenny");
    let refused = client.send(extra).unwrap_err();
    assert!(refused.to_string().contains("customer_nmae"), "{refused}");
    let violations = server.violations();
    assert!(
        violations[0].contains("evidence[customer_nmae]"),
        "{violations:?}"
    );
    let told = |error: MockError| error.to_string();
    let gone = server.object::<Dispute>("dp_gone").map_err(told);
    assert_eq!(gone.unwrap_err(), "there is no dispute `dp_gone`");
    let missed = server.trigger("charge.dispute.created").set("amuont", 1);
    assert!(told(missed.send().unwrap_err()).contains("amuont"));
    assert!(server.on("*").fail("status=200").is_err());
    assert!(server.forward_to("https://example.com").is_err());
    assert_eq!(Dispute::RESOURCE, "dispute");
}

#[test]
fn it_is_gone_when_it_is_dropped() {
    let server = Server::start().unwrap();
    let address = server.url().trim_start_matches("http://").to_owned();
    assert!(TcpStream::connect(&address).is_ok());
    drop(server);
    let mut tries = 0..100;
    let is_gone = tries.any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        TcpStream::connect(&address).is_err()
    });
    assert!(is_gone);
}
