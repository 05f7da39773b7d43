//! Records anew what the vendor's SDK for Node sends: `cargo run -p acceptance --example record`.
//!
//! In: `tests/node` and the recordings by others in `tests/wire`. Out: `tests/wire/node.json`. It needs Node 20 and, the
//! first time, a network: npm then installs the SDK into the target folder.

use std::fs;
use std::path::Path;

use acceptance::node::Node;

fn main() -> Result<(), String> {
    let recording = Node::find()?.record()?;
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("wire/node.json");
    fs::write(&file, recording).map_err(|error| error.to_string())?;
    println!("recorded: {}", file.display());
    Ok(())
}
