//! `cargo xtask semver`, in a repository of its own.

use crate::workspace::{DOCUMENT, Workspace, stderr, stdout};

const SURFACE: &str =
    "---\nsource: a\n---\nresources::Pets: fn retrieve(pet: impl Into<String>) -> RetrievePet\n";

/// A workspace that is committed, with a snapshot; `None` where there is no git.
fn committed() -> Option<Workspace> {
    let workspace = Workspace::generated();
    workspace.put("tests/snapshots/surface.snap", SURFACE);
    workspace.put("generator/src/lib.rs", "");
    workspace.commit().then_some(workspace)
}

#[test]
fn the_documents_and_the_surface_change_together() {
    let Some(workspace) = committed() else { return };
    let agree = |said: &str| {
        let output = workspace.run(&["semver", "HEAD"]);
        let text = stdout(&output) + &stderr(&output);
        assert!(text.contains(said), "{said}: {text}");
        output.status.code()
    };
    assert_eq!(
        agree("documents: patch; surface: 0 removed, 0 added"),
        Some(0)
    );
    let spec = "spec/stripe-disputes-api-openapi.yml";
    let more = "  /dogs: {get: {responses: {'204': {description: Dogs.}}}}\n";
    workspace.put(spec, &format!("{DOCUMENT}{more}"));
    assert_eq!(
        agree("the documents differ for users, but the surface does not"),
        Some(1)
    );
    let dogs = "resources::Dogs: fn retrieve() -> RetrieveDogs\n";
    let snapshot = "tests/snapshots/surface.snap";
    workspace.put(snapshot, &format!("{SURFACE}{dogs}"));
    assert_eq!(
        agree("documents: minor; surface: 0 removed, 1 added"),
        Some(0)
    );
    // As much, but of something else.
    let cats = dogs.replace("Dogs", "Cats");
    workspace.put(snapshot, &format!("{SURFACE}{cats}"));
    assert_eq!(agree("only in the surface: resources::Cats: "), Some(1));
    assert_eq!(agree("only in the documents: operation-added "), Some(1));
    workspace.put(snapshot, &format!("{SURFACE}{dogs}{cats}"));
    assert_eq!(agree("these items changed on one side only"), Some(1));
    workspace.put(snapshot, &SURFACE.replace("pet: impl Into<String>", ""));
    assert_eq!(agree("are said to break none"), Some(1));
    workspace.put(spec, DOCUMENT);
    assert_eq!(
        agree("what classifies their changes misses something"),
        Some(1)
    );
    // A new generator may offer other things from the same document.
    workspace.put("generator/src/lib.rs", "//! New.\n");
    assert_eq!(agree("the generator changed, too"), Some(0));
    workspace.put(spec, &format!("{DOCUMENT}{more}"));
    workspace.put(snapshot, SURFACE);
    assert_eq!(agree("the documents differ for users"), Some(1));
}

#[test]
fn what_is_no_revision_is_refused() {
    let Some(workspace) = committed() else { return };
    for (arguments, said, code) in [
        (&["semver"][..], "<BASE>", 2),
        (
            &["semver", "nothing"],
            "git knows no revision `nothing` here",
            1,
        ),
        (
            &["semver", "--", "--output=a"],
            "git knows no revision `--output=a` here",
            1,
        ),
    ] {
        let output = workspace.run(arguments);
        assert_eq!(output.status.code(), Some(code));
        assert!(stderr(&output).contains(said), "{}", stderr(&output));
    }
    assert!(!workspace.exists("a"));
}
