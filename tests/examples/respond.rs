//! Responds to the open disputes of a payment: `cargo run -p acceptance --example respond`.
//!
//! In: nothing; a server on this machine plays the API, and fails on the way. Out: what was done, with the API's names for
//! the requests. With another base URL, and the secret from the environment, it is what a shop's program does.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Map, json};
use stripe_disputes::testing::mock::{MockError, Server};
use stripe_disputes::{
    Client, DisputeEvidenceParams, Disputes, FileUploadPurpose, Files, blocking,
};

const PAYMENT: &str = "pi_1";

/// A receipt on the disk.
pub const RECEIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/receipt.pdf");

/// An error of any call, or of reading the receipt.
type Failure = Box<dyn Error + Send + Sync>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Failure> {
    let receipt = Path::new(RECEIPT);
    let server = api()?;
    println!("asynchronously:");
    print!("{}", respond(&server.client()?, receipt).await?);
    let server = api()?;
    let client = server.blocking_client()?;
    let log = tokio::task::spawn_blocking(move || respond_blocking(&client, receipt)).await??;
    print!("blocking:\n{log}");
    Ok(())
}

/// Responds to every open dispute of the payment.
///
/// # Errors
/// If a call fails.
pub async fn respond(client: &Client, receipt: &Path) -> Result<String, Failure> {
    let mut log = String::new();
    let list = Disputes::list().payment_intent(PAYMENT).limit(2);
    let mut disputes = client.items(list);
    let mut open = Vec::new();
    while let Some(dispute) = disputes.next().await {
        let dispute = dispute?;
        if dispute.status.needs_response() {
            open.push(dispute.id);
        }
    }

    let receipt = client
        .upload(receipt, |file| {
            Files::create(file, FileUploadPurpose::DisputeEvidence)
        })
        .await?;
    writeln!(
        log,
        "{} uploaded by {}",
        receipt.id,
        named(receipt.request_id())
    )?;

    for id in &open {
        let stage = Disputes::update(id.clone())
            .evidence(evidence().receipt(&receipt))
            .stage();
        let staged = client.send(stage).await?;
        log.push_str(&told("staged", id, staged.attempts(), staged.request_id()));
    }
    for id in &open {
        let submitted = client
            .send(Disputes::update(id.clone()).submit_irreversibly())
            .await?;
        log.push_str(&told(
            "submitted",
            id,
            submitted.attempts(),
            submitted.request_id(),
        ));
    }
    Ok(log)
}

/// The same, blocking.
///
/// # Errors
/// If a call fails.
pub fn respond_blocking(client: &blocking::Client, receipt: &Path) -> Result<String, Failure> {
    let mut log = String::new();
    let list = Disputes::list().payment_intent(PAYMENT).limit(2);
    let mut open = Vec::new();
    for dispute in client.items(list) {
        let dispute = dispute?;
        if dispute.status.needs_response() {
            open.push(dispute.id);
        }
    }

    let receipt = client.upload(receipt, |file| {
        Files::create(file, FileUploadPurpose::DisputeEvidence)
    })?;
    writeln!(
        log,
        "{} uploaded by {}",
        receipt.id,
        named(receipt.request_id())
    )?;

    for id in &open {
        let stage = Disputes::update(id.clone())
            .evidence(evidence().receipt(&receipt))
            .stage();
        let staged = client.send(stage)?;
        log.push_str(&told("staged", id, staged.attempts(), staged.request_id()));
    }
    for id in &open {
        let submitted = client.send(Disputes::update(id.clone()).submit_irreversibly())?;
        log.push_str(&told(
            "submitted",
            id,
            submitted.attempts(),
            submitted.request_id(),
        ));
    }
    Ok(log)
}

fn evidence() -> DisputeEvidenceParams {
    DisputeEvidenceParams::new()
        .customer_name("Jane Austen")
        .uncategorized_text("The customer confirmed receipt on May 3rd.")
}

fn told(what: &str, id: impl std::fmt::Display, attempts: u32, request: Option<&str>) -> String {
    let request = named(request);
    format!("{id} {what} by {request}, attempt {attempts}\n")
}

fn named(request: Option<&str>) -> &str {
    request.unwrap_or("a request without a name")
}

/// The API: five disputes of the payment on three pages. The first request to change one fails; the answer to the first
/// that submits is lost.
///
/// # Errors
/// If the server can't be started.
pub fn api() -> Result<Server, MockError> {
    let disputes = [
        ("dp_1", PAYMENT, "needs_response"),
        ("dp_2", PAYMENT, "won"),
        ("dp_other", "pi_2", "needs_response"),
        ("dp_3", PAYMENT, "warning_needs_response"),
        ("dp_4", PAYMENT, "lost"),
        ("dp_5", PAYMENT, "appeal_needs_response"),
    ];
    // Lists have the newest first.
    let disputes = disputes.iter().rev().map(|(id, payment, status)| {
        let dispute = json!({"id": id, "payment_intent": payment, "status": status});
        ((*id).to_owned(), dispute)
    });
    let server = Server::start()?;
    server.seed(json!({ "dispute": disputes.collect::<Map<_, _>>() }))?;
    let changes = || server.on("POST /v1/disputes/*").times(1);
    changes().fail("status=500")?;
    changes().skip(3).fail("reset-after")?;
    Ok(server)
}
