// Needs `stripe-disputes` with the feature `blocking`.
use stripe_disputes::client::blocking::Client;
use stripe_disputes::Disputes;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let response = client.send(Disputes::close_irreversibly("dp_1MtJUT2eZvKYlo2CNaw2HvEv"))?;
    println!("{} {:?}", response.status(), response.request_id());
    Ok(())
}
