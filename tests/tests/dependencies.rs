//! What comes with the generated crate.
//!
//! In: the dependency tree as cargo resolves it. Out: nothing, if there is no procedural macro in it: those are what
//! makes a build slow, and run code at build time.

use std::process::Command;

/// The packages that a package needs to be built without features, one a line.
fn tree(package: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--no-default-features",
            "--prefix",
            "none",
        ])
        .args([
            "--edges",
            "normal,build",
            "--format",
            "{p}",
            "--package",
            package,
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn no_procedural_macros() {
    let tree = tree("stripe-disputes");
    for known in ["bytes v", "http v", "serde v", "serde_json v"] {
        assert!(tree.contains(known), "{known} is not in the tree:\n{tree}");
    }
    assert!(!tree.contains("(proc-macro)"), "{tree}");
    for known in ["syn v", "quote v", "proc-macro2 v", "serde_derive v"] {
        assert!(!tree.contains(known), "{known} is in the tree:\n{tree}");
    }
}
