// Needs `stripe-disputes` with the feature `blocking`.
use stripe_disputes::client::blocking::Client;
use stripe_disputes::{FileUploadPurpose, Files, Upload};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let response = client.send(
        Files::create(
            Upload::from_path("../tests/examples/receipt.pdf")?,
            FileUploadPurpose::DisputeEvidence,
        ),
    )?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}
