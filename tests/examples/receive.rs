//! An endpoint for dispute events, on axum: `cargo run -p acceptance --example receive`.
//!
//! In: what the API sends: signed events, some of them twice, some forged by others. Out: evidence, staged once for each dispute that
//! has to be answered. Here, a server on this machine plays the API; a shop's program takes `endpoint` as it is, with a
//! client `from_env`.

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use stripe_disputes::EventKind;
use stripe_disputes::prelude::*;
use stripe_disputes::testing::mock::Server;
use stripe_disputes::webhooks::{EventError, SIGNATURE_HEADER, Verifier, sign};
use tokio::net::TcpListener;

/// What the endpoint needs.
pub struct Shop {
    /// Asks the API.
    pub client: Client,
    /// Knows the endpoint's secret.
    pub verifier: Verifier,
    /// Where the receipts are.
    pub receipts: PathBuf,
}

/// The endpoint: `POST /stripe/events`.
pub fn endpoint(shop: Shop) -> Router {
    Router::new()
        .route("/stripe/events", post(receive))
        .with_state(Arc::new(shop))
}

/// The body has to be taken as it came, byte for byte: the signature is that of these bytes.
async fn receive(State(shop): State<Arc<Shop>>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let event = match Event::from_signed(&body, headers.get(SIGNATURE_HEADER), &shop.verifier) {
        Ok(event) => event,
        Err(EventError::Signature(forged)) => {
            eprintln!("refused: {forged}");
            return StatusCode::BAD_REQUEST;
        }
        // Signed, but no event that this program reads. To refuse it would only have it sent again and again.
        Err(unread) => {
            eprintln!("passed over: {unread}");
            return StatusCode::OK;
        }
    };
    let Event::ChargeDisputeCreated(event) = event else {
        return StatusCode::OK;
    };
    if !event.data.object.status.needs_response() {
        return StatusCode::OK;
    }
    match stage(&shop, &event).await {
        Ok(()) => StatusCode::OK,
        // The API sends the event again, later.
        Err(error) => {
            eprintln!("{}: {error}", event.id);
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}

/// Stages evidence, for somebody to look at and to submit.
///
/// An event can come more than once, at the same time, too. The keys are made of the event and the step: whatever comes again does
/// again what was done, under the same keys, so that the API does it once.
async fn stage(shop: &Shop, event: &DisputeEvent) -> Result<(), CallError> {
    let dispute = &event.data.object;
    let step = |name: &str| RequestOptions::new().idempotency_key(format!("{}-{name}", event.id));

    let path = shop.receipts.join("receipt.pdf");
    let receipt = |file| Files::create(file, FileUploadPurpose::DisputeEvidence);
    let receipt = shop.client.upload_with(path, receipt, &step("receipt"));
    let receipt = receipt.await?;

    let evidence = DisputeEvidenceParams::new()
        .customer_name("Jane Austen") // of the order, by `dispute.metadata` or by the charge
        .receipt(&receipt);
    let stage = Disputes::update(dispute).evidence(evidence).stage();
    let staged = shop.client.send_with(stage, &step("stage")).await?;
    println!("{} staged by {:?}", staged.id, staged.request_id());
    Ok(())
}

/// The API sends an event twice, and somebody else one that is forged; what is left are the disputes.
///
/// # Errors
/// If the endpoint cannot be reached.
pub async fn run(api: &Server) -> Result<Vec<u16>, Box<dyn Error + Send + Sync>> {
    let shop = Shop {
        client: api.client()?,
        verifier: Verifier::new(api.webhook_secret())?,
        receipts: concat!(env!("CARGO_MANIFEST_DIR"), "/examples").into(),
    };
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    let url = format!("http://{}/stripe/events", listener.local_addr()?);
    let server = tokio::spawn(axum::serve(listener, endpoint(shop)).into_future());

    api.trigger(EventKind::ChargeDisputeCreated).send()?;
    let event = api.events().pop().ok_or("there is no event")?;
    let signed = api.signature(&event);
    let forged = sign(&event.body, "whsec_of_somebody", Timestamp::now());
    // What sends, in place of the API: reqwest asks for TLS, which is not used here, wherever another package turns it on.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let sender = reqwest::Client::new();
    let mut answers = Vec::new();
    for signature in [&signed, &signed, &forged] {
        let request = sender.post(&url).body(event.body.clone());
        let request = request.header(SIGNATURE_HEADER, signature);
        answers.push(request.send().await?.status().as_u16());
    }
    server.abort();
    Ok(answers)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let api = Server::start()?;
    println!("answered with {:?}", run(&api).await?);
    Ok(())
}
