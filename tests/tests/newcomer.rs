//! Ten programs of five lines that somebody new to the crate would write first: as they stand here, they compile and do what
//! they say.
//!
//! In: a client, and what a program has. Out: requests; each program is compared with those that arrive.

use std::time::{Duration, SystemTime};

use acceptance::served::{dispute, file, list};
use loopback::{Act, Arrived, Loopback};
use serde_json::json;
use stripe_disputes::client::ClientBuilder;
use stripe_disputes::{
    Client, DisputeEvidenceParams, DisputeStatus, Disputes, FileUploadPurpose, Files, ListDisputes,
    Timestamp, Upload, blocking,
};

type Outcome = Result<(), Box<dyn std::error::Error + Send + Sync>>;

async fn show_a_dispute(client: &Client) -> Outcome {
    let dispute = client.send(Disputes::retrieve("dp_1")).await?;
    println!(
        "{:<24} {:>8} {}",
        dispute.status, dispute.amount, dispute.created
    );
    assert_eq!(dispute.id, "dp_1");
    Ok(())
}

async fn list_disputes(client: &Client) -> Outcome {
    for dispute in client.send(Disputes::list()).await? {
        println!("{} {}", dispute.id, dispute.status);
    }
    Ok(())
}

async fn list_those_of_a_week(client: &Client) -> Outcome {
    let week = Duration::from_secs(7 * 24 * 60 * 60);
    client
        .send(Disputes::list().created(SystemTime::now() - week..))
        .await?;
    client
        .send(Disputes::list().created(Timestamp::now() - week..))
        .await?;
    Ok(())
}

async fn list_those_of_a_charge(client: &Client, charge: Option<String>) -> Outcome {
    let list = Disputes::list()
        .maybe(charge, ListDisputes::charge)
        .limit(3);
    let mut disputes = client.items(list);
    while let Some(dispute) = disputes.next().await {
        println!("{}", dispute?.id);
    }
    Ok(())
}

async fn attach_a_file(client: &Client, path: &str) -> Outcome {
    let file = client
        .upload(path, |file| Files::create(file, "dispute_evidence"))
        .await?;
    println!("{} has {} bytes", file.id, file.size);
    let evidence = DisputeEvidenceParams::new().receipt(&file);
    client
        .send(Disputes::update("dp_1").evidence(evidence).stage())
        .await?;
    Ok(())
}

async fn attach_what_is_in_memory(client: &Client, pdf: Vec<u8>) -> Outcome {
    let file = Upload::new("receipt.pdf", pdf);
    let file = client
        .send(Files::create(file, FileUploadPurpose::DisputeEvidence))
        .await?;
    let evidence = DisputeEvidenceParams::new().receipt(file);
    client
        .send(Disputes::update("dp_1").evidence(evidence).stage())
        .await?;
    Ok(())
}

/// What the shop knows of an order.
#[derive(Default)]
struct Order {
    number: u64,
    gift: bool,
    name: Option<String>,
    email: Option<String>,
    tracking: Option<String>,
}

async fn stage_evidence(client: &Client, order: Order) -> Outcome {
    let evidence = DisputeEvidenceParams::new()
        .maybe(order.name, DisputeEvidenceParams::customer_name)
        .maybe(
            order.email.as_deref(),
            DisputeEvidenceParams::customer_email_address,
        )
        .maybe(
            order.tracking,
            DisputeEvidenceParams::shipping_tracking_number,
        );
    client
        .send(Disputes::update("dp_1").evidence(evidence).stage())
        .await?;
    Ok(())
}

async fn note_the_order(client: &Client, order: &Order) -> Outcome {
    let update = Disputes::update("dp_1")
        .metadata([("order", order.number)])
        .metadata([("gift", order.gift)])
        .stage();
    client.send(update).await?;
    Ok(())
}

async fn see_the_customer(client: &Client) -> Outcome {
    let list = Disputes::list().expand(["charge", "charge.customer"]);
    for dispute in &client.send(list).await? {
        let email = dispute
            .charge
            .object()
            .and_then(|charge| charge.receipt_email.as_deref());
        println!("{:?} {}", email, dispute.charge.id());
    }
    Ok(())
}

fn give_in(client: &blocking::Client, id: &str) -> Outcome {
    let dispute = client.send(Disputes::retrieve(id))?;
    if dispute.status == DisputeStatus::NeedsResponse || dispute.status == "warning_needs_response"
    {
        client.send(Disputes::close_irreversibly(&dispute))?;
    }
    Ok(())
}

/// A server that has whatever it is asked for.
fn server() -> Loopback {
    Loopback::answering(|request| {
        let path = request.target.split('?').next().unwrap_or_default();
        let mut needing = dispute("dp_1");
        needing["status"] = json!("needs_response");
        let body = match path {
            "/v1/disputes" => list((&["dp_1"], false)),
            "/v1/files" => file("file_1"),
            _ => needing,
        };
        Act::answer(200, &body.to_string())
    })
}

fn builder(server: &Loopback) -> ClientBuilder {
    Client::builder("sk_test_1").base_url(server.url())
}

/// What arrived: method, target and, of a form, the body, decoded.
fn told(server: &Loopback) -> Vec<String> {
    let decoded = |text: &[u8]| {
        let pairs = form_urlencoded::parse(text).map(|(key, value)| format!("{key}={value}"));
        pairs.collect::<Vec<_>>().join("&")
    };
    let line = |request: &Arrived| {
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((&request.target, ""));
        let is_form = request.header("content-type") == Some("application/x-www-form-urlencoded");
        let body = if is_form {
            decoded(&request.body)
        } else {
            String::new()
        };
        format!(
            "{} {path} {}{body}",
            request.method,
            decoded(query.as_bytes())
        )
        .trim_end()
        .to_owned()
    };
    server.arrived().iter().map(line).collect()
}

#[tokio::test]
async fn what_is_read() -> Outcome {
    let server = server();
    let client = builder(&server).build()?;
    show_a_dispute(&client).await?;
    list_disputes(&client).await?;
    see_the_customer(&client).await?;
    list_those_of_a_charge(&client, Some("ch_1".to_owned())).await?;
    list_those_of_a_charge(&client, None).await?;
    assert_eq!(
        told(&server),
        [
            "GET /v1/disputes/dp_1",
            "GET /v1/disputes",
            "GET /v1/disputes expand[0]=data.charge&expand[1]=data.charge.customer",
            "GET /v1/disputes charge=ch_1&limit=3",
            "GET /v1/disputes limit=3",
        ]
    );
    list_those_of_a_week(&client).await?;
    for line in &told(&server)[5..] {
        assert!(line.starts_with("GET /v1/disputes created[gte]="), "{line}");
    }
    Ok(())
}

#[tokio::test]
async fn what_is_changed() -> Outcome {
    let server = server();
    let client = builder(&server).build()?;
    let order = || Order {
        number: 6735,
        name: Some("Jane Austen".to_owned()),
        ..Order::default()
    };
    stage_evidence(&client, order()).await?;
    note_the_order(&client, &order()).await?;
    assert_eq!(
        told(&server),
        [
            "POST /v1/disputes/dp_1 evidence[customer_name]=Jane Austen&submit=false",
            "POST /v1/disputes/dp_1 metadata[order]=6735&metadata[gift]=false&submit=false",
        ]
    );
    Ok(())
}

#[tokio::test]
async fn files() -> Outcome {
    let server = server();
    let client = builder(&server).build()?;
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/receipt.pdf");
    attach_a_file(&client, path).await?;
    attach_what_is_in_memory(&client, std::fs::read(path)?).await?;
    let receipt = "POST /v1/disputes/dp_1 evidence[receipt]=file_1&submit=false";
    assert_eq!(
        told(&server),
        ["POST /v1/files", receipt, "POST /v1/files", receipt]
    );
    let arrived = server.arrived();
    for upload in [&arrived[0], &arrived[2]] {
        let text = String::from_utf8_lossy(&upload.body);
        assert!(text.contains("Content-Type: application/pdf"), "{text}");
    }
    Ok(())
}

#[test]
fn without_async() -> Outcome {
    let server = server();
    give_in(&builder(&server).build_blocking()?, "dp_1")?;
    assert_eq!(
        told(&server),
        ["GET /v1/disputes/dp_1", "POST /v1/disputes/dp_1/close"]
    );
    Ok(())
}

#[tokio::test]
async fn with_a_client_that_the_program_has() -> Outcome {
    // Other packages of this workspace have reqwest built with TLS. Then it wants to know by whose hand; once is enough.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let server = server();
    let own = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let client = builder(&server).build_with_reqwest(own)?;
    client.send(Disputes::retrieve("dp_1")).await?;
    assert_eq!(told(&server), ["GET /v1/disputes/dp_1"]);
    Ok(())
}
