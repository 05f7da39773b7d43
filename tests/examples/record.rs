//! Records anew what the SDKs for Node of this and of two other vendors send: `cargo run -p acceptance --example record`.
//!
//! In: `tests/node` and the recordings by others in `tests/wire`. Out: `tests/wire/node.json` and `vendors.json`. It needs Node 20 and, the
//! first time, a network: npm then installs the SDK into the target folder.

use std::fs;
use std::path::Path;

use acceptance::node::Node;

fn main() -> Result<(), String> {
    let node = Node::find()?;
    let wire = Path::new(env!("CARGO_MANIFEST_DIR")).join("wire");
    for (name, recording) in [
        ("node.json", node.record()?),
        ("vendors.json", node.record_others()?),
    ] {
        let file = wire.join(name);
        fs::write(&file, recording).map_err(|error| error.to_string())?;
        println!("recorded: {}", file.display());
    }
    Ok(())
}
