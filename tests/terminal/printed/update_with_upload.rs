// Needs `stripe-disputes` with the feature `blocking`.
use stripe_disputes::client::blocking::Client;
use stripe_disputes::{
    DisputeEvidenceParams, Disputes, FileUploadPurpose, Files, RequestOptions, Upload,
};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let uploaded = client.send(
        Files::create(
            Upload::from_path("../tests/examples/receipt.pdf")?,
            FileUploadPurpose::DisputeEvidence,
        ),
    )?;
    let response = client.send_with(
        Disputes::update("dp_1MtJUT2eZvKYlo2CNaw2HvEv")
            .evidence(
                DisputeEvidenceParams::new()
                    .customer_name("Jenny Rosen")
                    .receipt(uploaded.id.clone())
                    .clear_service_date(),
            )
            .metadata([("order_id", "6735")])
            .unset_metadata("note")
            .stage(),
        &RequestOptions::new().idempotency_key("7e3c"),
    )?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}
