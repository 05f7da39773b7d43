//! Stripe's guide "Use the API to respond to disputes", line by line, and what the crate's own guide says of it.
//!
//! In: the steps of both, in the order of that page, on a server of this machine. Out: requests; each is the one that the page shows with
//! curl, and what comes back can be read as the page says.

use acceptance::served::{dispute, file};
use loopback::{Act, Arrived, Loopback};
use serde_json::{Value, json};
use stripe_disputes::client::{Cause, ClientBuilder};
use stripe_disputes::webhooks::{Event, EventError, Verifier, sign};
use stripe_disputes::{
    Client, Dispute, DisputeEvidenceParams, Disputes, FileUploadPurpose, Files, Timestamp, Upload,
    blocking,
};

type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

const SECRET: &str = "whsec_guide";

/// The dispute of the page.
fn answered() -> Value {
    let mut answered = dispute("dp_1");
    answered["charge"] = json!("ch_5Q4BjL06oPWwho");
    for (name, text) in [
        ("customer_name", "Jane Austen"),
        ("customer_purchase_ip", "127.0.0.1"),
        ("product_description", "Widget ABC, color: red"),
        ("shipping_tracking_number", "Z01234567890"),
        ("uncategorized_text", "Additional notes and comments"),
    ] {
        answered["evidence"][name] = json!(text);
    }
    answered["evidence_details"]["due_by"] = json!(1_403_047_735);
    answered["evidence_details"]["submission_count"] = json!(1);
    answered
}

/// A server with two disputes of one payment.
fn server() -> Loopback {
    Loopback::answering(|request| {
        let path = request.target.split('?').next().unwrap_or_default();
        let body = match path.strip_prefix("/v1/disputes/") {
            Some("dp_2") => dispute("dp_2"),
            Some(_) => answered(),
            None if path == "/v1/files" => file("file_1"),
            None => json!({
                "object": "list",
                "url": "/v1/disputes",
                "has_more": false,
                "data": [answered(), dispute("dp_2")],
            }),
        };
        Act::answer(200, &body.to_string())
    })
}

fn builder(server: &Loopback) -> ClientBuilder {
    Client::builder("sk_test_guide")
        .base_url(server.url())
        .only_loopback()
}

fn client(server: &Loopback) -> Client {
    builder(server).build().unwrap()
}

/// What arrived: the method, the target and, of a form, the pairs, as curl is given them.
fn told(server: &Loopback) -> Vec<String> {
    let decoded = |text: &[u8]| {
        let pairs = form_urlencoded::parse(text).map(|(key, value)| format!(" {key}={value}"));
        pairs.collect::<String>()
    };
    let line = |request: &Arrived| {
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((&request.target, ""));
        let form = "application/x-www-form-urlencoded";
        let pairs = match request.header("content-type") == Some(form) {
            true => decoded(&request.body),
            false => decoded(query.as_bytes()),
        };
        format!("{} {path}{pairs}", request.method)
    };
    server.arrived().iter().map(line).collect()
}

/// What the page shows of a dispute.
fn check(dispute: &Dispute) {
    let evidence = &dispute.evidence;
    assert_eq!(dispute.id, "dp_1");
    assert_eq!(dispute.charge.id(), "ch_5Q4BjL06oPWwho");
    assert_eq!(evidence.customer_name.as_deref(), Some("Jane Austen"));
    assert_eq!(evidence.customer_purchase_ip.as_deref(), Some("127.0.0.1"));
    let sold = evidence.product_description.as_deref();
    assert_eq!(sold, Some("Widget ABC, color: red"));
    let parcel = evidence.shipping_tracking_number.as_deref();
    assert_eq!(parcel, Some("Z01234567890"));
    let notes = evidence.uncategorized_text.as_deref();
    assert_eq!(notes, Some("Additional notes and comments"));
    let due = dispute.evidence_details.due_by;
    assert_eq!(due, Some(Timestamp::from_unix(1_403_047_735)));
    assert_eq!(dispute.evidence_details.submission_count, 1);
}

/// The evidence of the page.
fn evidence() -> DisputeEvidenceParams {
    DisputeEvidenceParams::new()
        .customer_email_address("email@example.com")
        .shipping_date("2024-02-01")
        .shipping_documentation("file_2")
}

const UPDATE: &str = "POST /v1/disputes/dp_1 \
                      evidence[customer_email_address]=email@example.com \
                      evidence[shipping_date]=2024-02-01 \
                      evidence[shipping_documentation]=file_2";

#[tokio::test]
async fn a_dispute_is_retrieved_with_its_evidence() -> Outcome {
    let server = server();
    let dispute = client(&server).send(Disputes::retrieve("dp_1")).await?;
    check(&dispute);
    assert_eq!(told(&server), ["GET /v1/disputes/dp_1"]);
    Ok(())
}

#[tokio::test]
async fn a_dispute_is_updated_as_with_curl() -> Outcome {
    let server = server();
    let update = Disputes::update("dp_1").evidence(evidence());
    client(&server).send(update).await?;
    assert_eq!(told(&server), [UPDATE]);
    Ok(())
}

#[tokio::test]
async fn text_is_given_and_files_are_uploaded_for_the_purpose() -> Outcome {
    let server = server();
    let client = client(&server);
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/receipt.pdf");
    let contract = client
        .upload(path, |file| {
            Files::create(file, FileUploadPurpose::DisputeEvidence)
        })
        .await?;
    let screenshot = Upload::new("screenshot.png", &b"\x89PNG"[..]);
    let screenshot = client
        .send(Files::create(
            screenshot,
            FileUploadPurpose::DisputeEvidence,
        ))
        .await?;
    let evidence = DisputeEvidenceParams::new()
        .service_date("2024-02-01")
        .service_documentation(&contract)
        .customer_communication(&screenshot);
    client
        .send(Disputes::update("dp_1").evidence(evidence).stage())
        .await?;
    let arrived = server.arrived();
    for upload in &arrived[..2] {
        let body = String::from_utf8_lossy(&upload.body);
        assert!(body.contains("name=\"purpose\"\r\n\r\ndispute_evidence\r\n"));
    }
    assert_eq!(
        told(&server)[2],
        "POST /v1/disputes/dp_1 evidence[customer_communication]=file_1 evidence[service_date]=2024-02-01 evidence[service_documentation]=file_1 submit=false"
    );
    Ok(())
}

#[tokio::test]
async fn all_texts_together_are_limited() -> Outcome {
    let server = server();
    let long = || "x".repeat(20_000);
    let evidence = DisputeEvidenceParams::new()
        .access_activity_log(long())
        .cancellation_policy_disclosure(long())
        .cancellation_rebuttal(long())
        .duplicate_charge_explanation(long())
        .product_description(long())
        .refund_policy_disclosure(long())
        .refund_refusal_explanation(long())
        .uncategorized_text("x".repeat(10_001));
    let update = Disputes::update("dp_1").evidence(evidence);
    let refused = client(&server).send(update).await.unwrap_err();
    assert!(matches!(refused.cause(), Cause::Invalid(_)), "{refused}");
    assert!(refused.to_string().contains("150000"), "{refused}");
    assert!(told(&server).is_empty(), "nothing is sent");
    Ok(())
}

#[tokio::test]
async fn a_single_file_or_a_long_text_has_its_place() -> Outcome {
    let server = server();
    let evidence = DisputeEvidenceParams::new()
        .uncategorized_text("Additional notes and comments")
        .uncategorized_file("file_2");
    let update = Disputes::update("dp_1").evidence(evidence);
    client(&server).send(update).await?;
    let expected = "POST /v1/disputes/dp_1 evidence[uncategorized_file]=file_2 evidence[uncategorized_text]=Additional notes and comments";
    assert_eq!(told(&server), [expected]);
    Ok(())
}

/// Each dispute of a payment is answered by its own id.
#[tokio::test]
async fn several_disputes_on_one_payment() -> Outcome {
    let server = server();
    let client = client(&server);
    let lists = [
        Disputes::list().payment_intent("pi_1"),
        Disputes::list().charge("ch_1"),
    ];
    for list in lists {
        let mut disputes = client.items(list);
        while let Some(dispute) = disputes.next().await {
            let dispute = dispute?;
            client.send(Disputes::retrieve(&dispute)).await?;
            let update = Disputes::update(&dispute).evidence(evidence());
            client.send(update.stage()).await?;
        }
    }
    let second = UPDATE.replace("dp_1", "dp_2");
    let staged = |update: &str| format!("{update} submit=false");
    let of_each = [
        "GET /v1/disputes/dp_1".to_owned(),
        staged(UPDATE),
        "GET /v1/disputes/dp_2".to_owned(),
        staged(&second),
    ];
    let told = told(&server);
    assert_eq!(told[0], "GET /v1/disputes payment_intent=pi_1");
    assert_eq!(told[1..5], of_each);
    assert_eq!(told[5], "GET /v1/disputes charge=ch_1");
    assert_eq!(told[6..], of_each);
    Ok(())
}

/// What an endpoint receives.
fn event(kind: &str) -> String {
    json!({
        "id": "evt_1",
        "object": "event",
        "api_version": "2023-10-16",
        "created": 1_700_000_000,
        "data": {"object": answered()},
        "livemode": false,
        "pending_webhooks": 1,
        "request": null,
        "type": kind,
    })
    .to_string()
}

/// The endpoint of the crate's guide: the dispute to answer, if the event is about a new one.
fn to_answer(
    verifier: &Verifier,
    header: Option<&str>,
    body: &[u8],
) -> Result<Option<Dispute>, EventError> {
    match Event::from_signed(body, header, verifier)? {
        Event::ChargeDisputeCreated(event) => Ok(Some(event.data.object)),
        _ => Ok(None),
    }
}

#[tokio::test]
async fn events_are_received_and_answered() -> Outcome {
    let server = server();
    let verifier = Verifier::new(SECRET)?;
    for kind in [
        "created",
        "updated",
        "closed",
        "funds_withdrawn",
        "funds_reinstated",
    ] {
        let body = event(&format!("charge.dispute.{kind}"));
        let header = sign(body.as_bytes(), SECRET, Timestamp::now());
        let dispute = to_answer(&verifier, Some(&header), body.as_bytes())?;
        assert_eq!(dispute.is_some(), kind == "created", "{kind}");
        if let Some(dispute) = dispute {
            check(&dispute);
            let update = Disputes::update(&dispute).evidence(evidence());
            client(&server).send(update).await?;
        }
    }
    assert_eq!(told(&server), [UPDATE]);
    let body = event("charge.dispute.created");
    let forged = sign(body.as_bytes(), "another", Timestamp::now());
    let refused = to_answer(&verifier, Some(&forged), body.as_bytes());
    assert!(matches!(refused, Err(EventError::Signature(_))));
    Ok(())
}

#[tokio::test]
async fn a_sandbox_is_told_how_to_decide() -> Outcome {
    let server = server();
    for decision in ["winning_evidence", "losing_evidence"] {
        let evidence = DisputeEvidenceParams::new().uncategorized_text(decision);
        let update = Disputes::update("dp_1").evidence(evidence);
        client(&server).send(update).await?;
    }
    let expected = ["winning", "losing"].map(|decision| {
        format!("POST /v1/disputes/dp_1 evidence[uncategorized_text]={decision}_evidence")
    });
    assert_eq!(told(&server), expected);
    Ok(())
}

/// The same page without `async`.
#[test]
fn all_of_it_without_async() -> Outcome {
    fn steps(client: &blocking::Client) -> Outcome {
        check(client.send(Disputes::retrieve("dp_1"))?.value());
        client.send(Disputes::update("dp_1").evidence(evidence()))?;
        let file = Upload::new("contract.pdf", &b"%PDF-1.7"[..]);
        client.send(Files::create(file, FileUploadPurpose::DisputeEvidence))?;
        for list in [
            Disputes::list().payment_intent("pi_1"),
            Disputes::list().charge("ch_1"),
        ] {
            let ids: Result<Vec<_>, _> = client
                .items(list)
                .map(|dispute| dispute.map(|dispute| dispute.id))
                .collect();
            assert_eq!(ids?, ["dp_1", "dp_2"]);
        }
        Ok(())
    }
    let server = server();
    steps(&builder(&server).build_blocking()?)?;
    let expected = [
        "GET /v1/disputes/dp_1",
        UPDATE,
        "POST /v1/files",
        "GET /v1/disputes payment_intent=pi_1",
        "GET /v1/disputes charge=ch_1",
    ];
    assert_eq!(told(&server), expected);
    Ok(())
}
