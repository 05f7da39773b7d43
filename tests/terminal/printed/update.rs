// Needs `stripe-disputes` with the feature `blocking`.
use stripe_disputes::client::blocking::Client;
use stripe_disputes::{DisputeEvidenceParams, Disputes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let response = client.send(
        Disputes::update("dp_1MtJUT2eZvKYlo2CNaw2HvEv")
            .evidence(
                DisputeEvidenceParams::new()
                    .customer_email_address("email@example.com")
                    .shipping_date("2024-02-01"),
            ),
    )?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}
