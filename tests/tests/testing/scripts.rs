//! Programs on a script or a recording, as the README shows them.

use stripe_disputes::client::blocking::Client;
use stripe_disputes::client::{BlockingTransport, CallError};
use stripe_disputes::testing::{
    Recorder, Recording, Replay, Reply, Script, SentBody, TransportErrorKind,
};
use stripe_disputes::{
    Dispute, DisputeEvidenceParams, DisputeStatus, Disputes, FileUploadPurpose, Files, Upload,
};

const DISPUTE: &str = include_str!("../../wire/dispute.json");

fn dispute() -> Dispute {
    serde_json::from_str(DISPUTE).unwrap()
}

/// The program: it uploads a receipt, and hands it in.
fn hand_in<T: BlockingTransport>(client: &Client<T>) -> Result<Dispute, CallError> {
    let receipt = Upload::new("receipt.pdf", b"%PDF-1.7".as_slice());
    let file = client.send(Files::create(receipt, FileUploadPurpose::DisputeEvidence))?;
    let evidence = DisputeEvidenceParams::new()
        .receipt(&file.id)
        .customer_name("Jenny Rosen");
    let update = Disputes::update("dp_1").evidence(evidence);
    Ok(client.send(update.submit_irreversibly())?.into_value())
}

fn file() -> Reply {
    let file = serde_json::json!({
        "id": "file_1", "object": "file", "created": 1_680_651_737, "purpose": "dispute_evidence",
        "size": 8, "expires_at": null, "filename": "receipt.pdf", "title": null, "type": "pdf", "url": null,
    });
    Reply::json(200, &file)
}

#[test]
fn a_program_is_tested_by_a_script() {
    let receipt = Upload::new("receipt.pdf", b"%PDF-1.7".as_slice());
    let evidence = DisputeEvidenceParams::new()
        .customer_name("Jenny Rosen")
        .receipt("file_1");
    let update = Disputes::update("dp_1")
        .evidence(evidence)
        .submit_irreversibly();
    let mut lost = dispute();
    lost.status = DisputeStatus::UnderReview;

    let script = Script::new();
    script
        .on(Files::create(receipt, FileUploadPurpose::DisputeEvidence))
        .fail_with(TransportErrorKind::Timeout)
        .reply_with(file());
    script.on(update.clone()).reply(&lost);

    let answered = hand_in(&script.blocking_client().unwrap()).unwrap();
    assert_eq!(answered, lost);
    script.verify().unwrap();
    let sent = script.sent();
    assert_eq!(sent.len(), 3, "the upload twice");
    assert_eq!(sent[0], sent[1]);
    assert!(sent[2].is(&update));
    assert_eq!(sent[2].value("evidence[receipt]"), Some("file_1"));
    assert_eq!(sent[0].server(), "https://files.stripe.com");
    assert!(matches!(sent[0].body(), SentBody::Parts(parts) if parts.len() == 2));
}

#[test]
fn what_a_program_does_otherwise_is_named() {
    let script = Script::new();
    script.then(file());
    let wrong = DisputeEvidenceParams::new()
        .receipt("file_1")
        .customer_name("Jenny");
    script
        .on(Disputes::update("dp_1")
            .evidence(wrong)
            .submit_irreversibly())
        .reply(&dispute());
    let error = hand_in(&script.blocking_client().unwrap()).unwrap_err();
    let text = error.to_string();
    let told = "evidence[customer_name]: \"Jenny\" expected, \"Jenny Rosen\" sent";
    assert!(text.contains(told), "{text}");
}

#[test]
fn a_recording_is_without_what_is_private_and_is_answered_again() {
    let script = Script::new();
    script.then(file());
    script.then(Reply::json(200, &dispute()));
    let recorder = Recorder::new(script);
    let settings = Client::builder("sk_live_never_written_down")
        .config()
        .unwrap();
    let client: Client<Recorder<Script>> = Client::with_transport(settings, recorder.clone());
    hand_in(&client).unwrap();

    let text = recorder.recording().to_json();
    for private in ["sk_live", "Jenny", "PDF", "receipt.pdf"] {
        assert!(!text.contains(private), "{private}: {text}");
    }
    let replay = Replay::new(Recording::from_json(text.as_bytes()).unwrap());
    let answered = hand_in(&replay.blocking_client().unwrap()).unwrap();
    replay.verify().unwrap();
    assert_eq!(
        (answered.id.as_str(), answered.status),
        (dispute().id.as_str(), dispute().status)
    );
}
