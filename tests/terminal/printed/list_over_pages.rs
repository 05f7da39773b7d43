// Needs `stripe-disputes` with the feature `blocking`.
use stripe_disputes::client::blocking::Client;
use stripe_disputes::{DisputeExpand, Disputes, RangeFilter, RequestOptions, Timestamp};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = Client::from_env()?;
    let items = client.items_with(
        Disputes::list()
            .created(RangeFilter::gte(Timestamp::from_unix(1580428800)))
            .expand([DisputeExpand::Charge])
            .limit(3),
        &RequestOptions::new().api_version("2023-10-16"),
    );
    for item in items.take(3) {
        println!("{:?}", item?);
    }
    Ok(())
}
