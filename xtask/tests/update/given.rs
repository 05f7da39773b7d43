//! What is wrong with a document is located in what was given, and what helps is what `update` has.

use std::io::Write as _;
use std::process::Stdio;

use crate::next;
use crate::workspace::{Workspace, stderr};

#[test]
fn a_fault_is_located_in_the_file_that_was_given() {
    let workspace = Workspace::generated();
    for text in ["{", "openapi: 3.0.0\npaths: [\n", "openapi: 3.0.0\n"] {
        workspace.put("new.yaml", text);
        let said = workspace.refused(&["update", "new.yaml"]);
        assert!(said.contains("new.yaml:"), "{said}");
        assert!(!said.contains("openapi.yml:"), "{said}");
    }
}

#[test]
fn a_fault_of_the_standard_input_is_located_there() {
    let workspace = Workspace::generated();
    let mut child = workspace
        .command(&["update", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"{").unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(!output.status.success());
    let said = stderr(&output);
    assert!(said.contains("<stdin>:"), "{said}");
    assert!(!said.contains("openapi.yml:"), "{said}");
}

#[test]
fn an_edited_file_is_not_overwritten_and_nothing_is_advised_that_update_lacks() {
    let workspace = Workspace::generated();
    let edited = workspace.text("generated/Cargo.toml") + "# Mine.\n";
    workspace.put("generated/Cargo.toml", &edited);
    workspace.put("new.yaml", &next());
    let said = workspace.refused(&["update", "new.yaml"]);
    assert!(said.contains("run `cargo xtask codegen --force`"), "{said}");
    assert!(!said.contains("`--force` overwrites"), "{said}");
    assert_eq!(workspace.text("generated/Cargo.toml"), edited);
}
