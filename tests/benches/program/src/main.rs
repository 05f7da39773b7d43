//! Lists, retrieves, updates and closes a dispute, by the client that the features bring; without one, it prints the
//! requests.

use std::error::Error;

use stripe_disputes::{DisputeEvidenceParams, Disputes, UpdateDispute};

fn update() -> UpdateDispute {
    let evidence = DisputeEvidenceParams::new().customer_name("Jane Austen");
    Disputes::update("dp_1").evidence(evidence).stage()
}

#[cfg(feature = "hyper")]
fn main() -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let client = stripe_disputes::Client::from_env()?;
        println!("{}", client.send(Disputes::list()).await?.data.len());
        println!("{}", client.send(Disputes::retrieve("dp_1")).await?.id);
        println!("{}", client.send(update()).await?.id);
        println!("{}", client.send(Disputes::close_irreversibly("dp_1")).await?.id);
        Ok(())
    })
}

#[cfg(all(feature = "blocking", not(feature = "hyper")))]
fn main() -> Result<(), Box<dyn Error>> {
    let client = stripe_disputes::blocking::Client::from_env()?;
    println!("{}", client.send(Disputes::list())?.data.len());
    println!("{}", client.send(Disputes::retrieve("dp_1"))?.id);
    println!("{}", client.send(update())?.id);
    println!("{}", client.send(Disputes::close_irreversibly("dp_1"))?.id);
    Ok(())
}

#[cfg(not(any(feature = "blocking", feature = "hyper")))]
fn main() -> Result<(), Box<dyn Error>> {
    use http::{HeaderMap, StatusCode};
    use stripe_disputes::{CloseDispute, ListDisputes, Operation, RetrieveDispute};
    let (ok, none) = (StatusCode::OK, HeaderMap::new());
    println!("{}", Disputes::list().to_request()?.uri());
    println!("{}", ListDisputes::parse(ok, &none, b"{}")?.data.len());
    println!("{}", Disputes::retrieve("dp_1").to_request()?.uri());
    println!("{}", RetrieveDispute::parse(ok, &none, b"{}")?.id);
    println!("{}", update().to_request()?.uri());
    println!("{}", UpdateDispute::parse(ok, &none, b"{}")?.id);
    println!("{}", Disputes::close_irreversibly("dp_1").to_request()?.uri());
    println!("{}", CloseDispute::parse(ok, &none, b"{}")?.id);
    Ok(())
}
