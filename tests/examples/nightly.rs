//! A job for each night: answers what has to be answered within seven days. `cargo run -p acceptance --example nightly`.
//!
//! In: the API, and the shop's orders. Out: a table, and evidence that is submitted. One dispute that cannot be answered keeps no
//! other from being answered. Here, a server on this machine plays the API; a shop's job takes a client `from_env`.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use serde_json::{Map, json};
use stripe_disputes::prelude::*;
use stripe_disputes::testing::mock::{MockError, Server};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// What the shop knows of an order.
struct Order {
    customer: &'static str,
    tracking_number: Option<&'static str>,
    receipt: &'static str,
}

/// What came of a night.
pub struct Night {
    /// A line for each dispute that has to be answered, the most urgent one first.
    pub table: String,
    /// What went wrong, a line each.
    pub failures: Vec<String>,
}

/// Answers what has to be answered within seven days.
///
/// # Errors
/// If the disputes cannot be listed.
pub fn answer_all(client: &blocking::Client, now: Timestamp) -> Result<Night, CallError> {
    let mut due = Vec::new();
    for dispute in client.items(Disputes::list().limit(100)) {
        let dispute = dispute?;
        match dispute.evidence_details.due_in(now) {
            Some(TimeLeft::Left(left)) if dispute.status.needs_response() && left <= 7 * DAY => {
                due.push((left, dispute));
            }
            _ => {}
        }
    }
    due.sort_by_key(|(left, _)| *left);

    let mut night = Night {
        table: format!(
            "{:<8} {:<22} {:>12}  {}\n",
            "dispute", "reason", "amount", "answer by"
        ),
        failures: Vec::new(),
    };
    for (left, dispute) in &due {
        let due_by = now + *left;
        let amount = format!("{} {}", dispute.amount, dispute.currency);
        let Dispute { id, reason, .. } = dispute;
        // To write to a text never fails.
        let _ = writeln!(night.table, "{id:<8} {reason:<22} {amount:>12}  {due_by}");
    }
    for (_, dispute) in &due {
        if let Err(error) = answer(client, dispute) {
            night.failures.push(format!("{}: {error}", dispute.id));
        }
    }
    Ok(night)
}

/// Uploads what proves the order, stages it, and submits it, if the API has taken it all.
fn answer(client: &blocking::Client, dispute: &Dispute) -> Result<(), Box<dyn Error>> {
    let order = order(dispute).ok_or("no order of this shop: answer it by hand")?;
    let receipt = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(order.receipt);
    let receipt = client.upload(receipt, |file| {
        Files::create(file, FileUploadPurpose::DisputeEvidence)
    })?;

    let evidence = DisputeEvidenceParams::new()
        .customer_name(order.customer)
        .maybe(
            order.tracking_number,
            DisputeEvidenceParams::shipping_tracking_number,
        )
        .receipt(&receipt);
    let staged = client.send(Disputes::update(dispute).evidence(evidence).stage())?;
    if !staged.evidence_details.has_evidence {
        return Err("nothing was staged".into());
    }
    // The bank sees what is staged now.
    client.send(Disputes::update(dispute).submit_irreversibly())?;
    Ok(())
}

/// The order that a dispute is about, from the shop's database.
fn order(dispute: &Dispute) -> Option<Order> {
    let payment = dispute.payment_intent.as_ref()?.id();
    (payment == "pi_1").then_some(Order {
        customer: "Jane Austen",
        tracking_number: Some("1Z999AA10123456784"),
        receipt: "receipt.pdf",
    })
}

/// The API: a dispute to answer soon, one to answer later, one that is won, and one of no order. The first change fails.
///
/// # Errors
/// If the server can't be started.
pub fn api(now: Timestamp) -> Result<Server, MockError> {
    let disputes = [
        ("dp_later", "pi_1", "needs_response", 20),
        ("dp_soon", "pi_1", "needs_response", 6),
        ("dp_won", "pi_1", "won", 2),
        ("dp_other", "pi_2", "warning_needs_response", 1),
    ];
    let disputes = disputes.map(|(id, payment, status, days)| {
        let due = json!({"due_by": (now + days * DAY).as_unix()});
        let dispute = json!({
            "id": id, "payment_intent": payment, "status": status, "reason": "general", "evidence_details": due,
        });
        (id.to_owned(), dispute)
    });
    let server = Server::start()?;
    server.seed(json!({ "dispute": Map::from_iter(disputes) }))?;
    let change = server.on("POST /v1/disputes/*").times(1);
    change.fail("status=500")?;
    Ok(server)
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let now = Timestamp::now();
    let api = api(now)?;
    let night = answer_all(&api.blocking_client()?, now)?;
    print!("{}", night.table);
    for failure in &night.failures {
        eprintln!("{failure}");
    }
    // Whoever starts the job hears of what is left to do.
    Ok(match night.failures.is_empty() {
        true => ExitCode::SUCCESS,
        false => ExitCode::FAILURE,
    })
}
