//! The file of allowed changes, where it is and what it does to the exit code.

use crate::repository::Repository;
use crate::{SPEC, ends, without_toys};

const ALLOWED: &str = "spec/allowed-changes.yaml";

fn allow(ids: &[&str], until: &str) -> String {
    let entries = ids
        .iter()
        .map(|id| format!("  - {{id: {id}, reason: Nobody has toys., until: {until}}}\n"));
    entries.fold("allow:\n".to_owned(), |text, entry| text + &entry)
}

/// The kinds of changes when an operation is gone.
const GONE: [&str; 2] = ["operation-removed", "resource-removed"];

#[test]
fn what_is_allowed_does_not_fail() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let workspace = &repository.workspace;
    workspace.put(SPEC, &without_toys());
    let fail_on = ["--fail-on", "wire=breaking", "--fail-on", "rust=major"];
    let failing = [&["HEAD"], &fail_on[..]].concat();
    ends(&repository, &failing, 1, &[]);
    workspace.put(ALLOWED, &allow(&GONE, "9999-12-31"));
    ends(
        &repository,
        &failing,
        0,
        &["allowed until 9999-12-31: Nobody has toys."],
    );
    // Of a revision, it is the revision's.
    repository.commit();
    let revisions = [&["HEAD~1", "HEAD"], &fail_on[..]].concat();
    ends(&repository, &revisions, 0, &["allowed until 9999-12-31"]);
    // One that is named counts instead.
    workspace.put("other.yaml", "allow: []\n");
    ends(
        &repository,
        &[&revisions[..], &["--allow", "other.yaml"]].concat(),
        1,
        &[],
    );
    ends(
        &repository,
        &["HEAD", "--allow", "missing.yaml"],
        2,
        &["can't read missing.yaml"],
    );
}

#[test]
fn what_allows_nothing_is_an_error_at_its_place() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let workspace = &repository.workspace;
    workspace.put(ALLOWED, &allow(&GONE, "9999-12-31"));
    let said = [
        "error[allowance-unused]: there is no `operation-removed`",
        " --> spec/allowed-changes.yaml:2:5",
    ];
    ends(&repository, &["HEAD"], 2, &said);
    workspace.put(SPEC, &without_toys());
    workspace.put(ALLOWED, &allow(&GONE, "2020-01-01"));
    // The changes are shown all the same.
    let said = [
        "error[allowance-expired]",
        " --> spec/allowed-changes.yaml:3:5",
        "  operation-removed GET /toys/{toy}",
    ];
    ends(&repository, &["HEAD"], 2, &said);
    workspace.put(ALLOWED, &allow(&["operation-remved"], "9999-12-31"));
    ends(
        &repository,
        &["HEAD"],
        2,
        &["did you mean `operation-removed`?"],
    );
    // Files that have nothing to do with the workspace have nothing to do with what it allows.
    workspace.put("vendor.yaml", &without_toys());
    ends(
        &repository,
        &["vendor.yaml", "vendor.yaml"],
        0,
        &["nothing differs"],
    );
}
