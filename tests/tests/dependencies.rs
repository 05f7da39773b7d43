//! What comes with the generated crate.
//!
//! In: the dependency tree as cargo resolves it. Out: nothing, if there is no procedural macro in it: those are what
//! makes a build slow, and run code at build time; and if a feature brings what it says, and no more.

use std::process::Command;

/// The packages that a package needs to be built with no other features than these, one a line.
fn tree(package: &str, features: &str) -> String {
    let output = Command::new(env!("CARGO"))
        .args([
            "tree",
            "--offline",
            "--no-default-features",
            "--features",
            features,
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
    let tree = tree("stripe-disputes", "");
    for known in ["bytes v", "http v", "serde v", "serde_json v"] {
        assert!(tree.contains(known), "{known} is not in the tree:\n{tree}");
    }
    assert!(!tree.contains("(proc-macro)"), "{tree}");
    for known in ["syn v", "quote v", "proc-macro2 v", "serde_derive v"] {
        assert!(!tree.contains(known), "{known} is in the tree:\n{tree}");
    }
}

/// The test server comes with the program alone.
#[test]
fn the_generator_as_a_library_brings_no_server() {
    let without = tree("form-codegen", "build");
    let with = tree("form-codegen", "cli");
    for known in ["hyper v", "hyper-util v", "tokio v"] {
        assert!(
            !without.contains(known),
            "{known} is in the tree:\n{without}"
        );
        assert!(with.contains(known), "{known} is not in the tree:\n{with}");
    }
}

#[test]
fn events_bring_no_client() {
    let without = tree("stripe-disputes", "");
    let with = tree("stripe-disputes", "webhooks");
    for known in ["hmac v", "sha2 v"] {
        assert!(
            !without.contains(known),
            "{known} is in the tree:\n{without}"
        );
        assert!(with.contains(known), "{known} is not in the tree:\n{with}");
    }
    assert!(!with.contains("(proc-macro)"), "{with}");
    for client in ["hyper v", "reqwest v", "rustls v", "tokio v", "ureq v"] {
        assert!(!with.contains(client), "{client} is in the tree:\n{with}");
    }
}
