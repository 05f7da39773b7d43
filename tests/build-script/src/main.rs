//! A program that has the clients of two APIs as modules, side by side and at different depths.
//!
//! In: documents, of which `build.rs` makes the modules. Out: what the program says. What always holds: the lints of the program say
//! nothing of the modules.

#![deny(
    warnings,
    unused,
    missing_debug_implementations,
    unreachable_pub,
    unused_qualifications,
    unused_results
)]
#![deny(clippy::pedantic, clippy::unwrap_used)]

/// The API of the pets, with a client.
mod pets {
    include!(concat!(env!("OUT_DIR"), "/pets.rs"));
}

/// What others offer.
mod others {
    /// The API of the suppliers: requests and responses alone.
    pub(crate) mod suppliers {
        include!(concat!(env!("OUT_DIR"), "/suppliers.rs"));
    }
}

#[cfg(test)]
mod tests;

use others::suppliers::{Deliveries, Operation as _};
use pets::blocking::Client;
use pets::{CallError, Pets};

/// The names of the pets at a server.
///
/// # Errors
///
/// If the call fails.
fn names(client: &Client) -> Result<Vec<String>, CallError> {
    let found = client.send(Pets::list().limit(10))?;
    let pets = found.data.iter().flatten();
    Ok(pets.map(|pet| pet.name.clone()).collect())
}

fn main() {
    match Deliveries::retrieve("d_1").to_request() {
        Ok(request) => println!("{} {}", request.method(), request.uri()),
        Err(error) => println!("{error}"),
    }
    let client = Client::new("token_of_nobody");
    println!("{:?}", client.map(|client| names(&client)).is_ok());
}
