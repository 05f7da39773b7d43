//! Prints requests as curl would send them: `cargo run -p acceptance --example requests`.
//!
//! In: nothing. Out: what the requests of a dispute's life look like on the wire, decoded for people to read. To send
//! them, add the secret key: `--user "$SECRET_KEY:"`.

use bytes::Bytes;
use http::Request;
use stripe_disputes::models::File;
use stripe_disputes::{
    DisputeEvidenceParams, DisputeExpand, DisputedTransactionParams, Disputes,
    EnhancedEvidenceParams, FileUploadPurpose, Files, Id, InvalidRequest, MerchandiseOrServices,
    Operation, PriorUndisputedTransactionParams, RangeFilter, ShippingAddressParams, Timestamp,
    Upload, VisaCompellingEvidence3Params,
};

fn main() -> Result<(), InvalidRequest> {
    print!("{}", all()?);
    Ok(())
}

/// All requests, each with what it is for.
///
/// # Errors
/// If one breaks a limit, which none does.
pub fn all() -> Result<String, InvalidRequest> {
    let requests = [
        ("Upload a receipt", upload()?),
        (
            "Stage it as evidence, to be submitted later",
            stage(&"file_123".into())?,
        ),
        (
            "Submit Visa Compelling Evidence 3.0",
            submit_compelling_evidence()?,
        ),
        (
            "Clear one metadata key",
            Disputes::update("du_123")
                .unset_metadata("order_id")
                .to_request()?,
        ),
        (
            "Clear all metadata",
            Disputes::update("du_123").clear_metadata().to_request()?,
        ),
        (
            "List the disputes of a PaymentIntent within a month",
            list()?,
        ),
    ];
    let commands = requests.map(|(what, request)| format!("# {what}\n{}", curl(&request)));
    Ok(commands.join("\n"))
}

fn upload() -> Result<Request<Bytes>, InvalidRequest> {
    let receipt = Upload::new("receipt.txt", "Widget: 20.00\n").content_type("text/plain");
    Files::create(receipt, FileUploadPurpose::DisputeEvidence).to_request()
}

/// The file's id is in the response to the upload.
fn stage(receipt: &Id<File>) -> Result<Request<Bytes>, InvalidRequest> {
    let evidence = DisputeEvidenceParams::new()
        .receipt(receipt)
        .customer_name("Jane Austen")
        .product_description("Widget ABC, color: red & blue");
    Disputes::update("du_123")
        .evidence(evidence)
        .stage()
        .to_request()
}

fn submit_compelling_evidence() -> Result<Request<Bytes>, InvalidRequest> {
    let address = ShippingAddressParams::new()
        .line1("510 Townsend St")
        .city("San Francisco")
        .state("CA")
        .postal_code("94103")
        .country("US");
    let disputed = DisputedTransactionParams::new()
        .customer_account_id("jane")
        .customer_purchase_ip("203.0.113.7")
        .merchandise_or_services(MerchandiseOrServices::Merchandise)
        .product_description("Widget ABC")
        .shipping_address(address.clone());
    let prior = ["ch_prior1", "ch_prior2"].map(|charge| {
        PriorUndisputedTransactionParams::new(charge)
            .customer_account_id("jane")
            .customer_purchase_ip("203.0.113.7")
            .product_description("Widget XYZ")
            .shipping_address(address.clone())
    });
    let compelling = VisaCompellingEvidence3Params::new()
        .disputed_transaction(disputed)
        .prior_undisputed_transactions(prior);
    let enhanced = EnhancedEvidenceParams::new().visa_compelling_evidence_3(compelling);
    let evidence = DisputeEvidenceParams::new().enhanced_evidence(enhanced);
    Disputes::update("du_123")
        .evidence(evidence)
        .submit_irreversibly()
        .to_request()
}

fn list() -> Result<Request<Bytes>, InvalidRequest> {
    let (march, april) = (
        Timestamp::from_unix(1_677_628_800),
        Timestamp::from_unix(1_680_307_200),
    );
    Disputes::list()
        .payment_intent("pi_123")
        .created(RangeFilter::gte(march).and_lt(april))
        .expand([DisputeExpand::Charge, DisputeExpand::EvidenceReceipt])
        .limit(100)
        .to_request()
}

/// The command that sends a request. What curl encodes by itself, which are values and parts, is decoded.
fn curl(request: &Request<Bytes>) -> String {
    let uri = request.uri().to_string();
    let (address, query) = uri.split_once('?').unwrap_or((&uri, ""));
    let mut arguments = vec![quoted(address)];
    if query.is_empty() {
        arguments.push(format!("--request {}", request.method()));
    } else {
        arguments.push("--get".to_owned());
        arguments.extend(pairs(query.as_bytes()));
    }
    let content_type = request.headers().get("content-type");
    let content_type = content_type.map_or("", |value| value.to_str().unwrap_or_default());
    if let Some((_, boundary)) = content_type.split_once("; boundary=") {
        // curl chooses a boundary of its own.
        arguments.extend(parts(request.body(), boundary));
    } else if !content_type.is_empty() {
        let header = quoted(&format!("content-type: {content_type}"));
        arguments.push(format!("--header {header}"));
        arguments.extend(pairs(request.body()));
    }
    format!("curl {}\n", arguments.join(" \\\n  "))
}

fn pairs(form: &[u8]) -> impl Iterator<Item = String> {
    form_urlencoded::parse(form)
        .map(|(key, value)| format!("--data-urlencode {}", quoted(&format!("{key}={value}"))))
}

/// The parts of a multipart body; files are named instead of shown.
fn parts(body: &[u8], boundary: &str) -> Vec<String> {
    let (body, boundary) = (String::from_utf8_lossy(body), format!("--{boundary}"));
    let parts = body.split(&boundary).filter_map(|part| {
        let (headers, contents) = part.split_once("\r\n\r\n")?;
        let between = |start: &str, end: &str| headers.split_once(start)?.1.split(end).next();
        let name = between(" name=\"", "\"")?;
        let part = match (
            between(" filename=\"", "\""),
            between("Content-Type: ", "\r\n"),
        ) {
            (Some(file), Some(ty)) => format!("{name}=@{file};type={ty}"),
            _ => format!("{name}={}", contents.trim_end_matches("\r\n")),
        };
        Some(format!("--form {}", quoted(&part)))
    });
    parts.collect()
}

/// A text as a shell takes it for one word.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}
