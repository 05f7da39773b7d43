//! Every fixture in `fixtures/accept`: a few lines of YAML in, the model and the Rust out.

use acceptance::fixtures::{Fixture, crate_path, fixtures};
use acceptance::{excerpt, invariants};
use form_codegen::api::outline;

#[test]
fn each_fixture_becomes_its_model_and_its_rust() {
    let mut failed = Vec::new();
    for fixture in fixtures("accept") {
        let checked = std::panic::catch_unwind(|| check(&fixture));
        failed.extend(checked.err().map(|_| fixture.name));
    }
    assert!(failed.is_empty(), "{} fixtures: {failed:?}", failed.len());
}

fn check(fixture: &Fixture) {
    let (document, api, found) = fixture.lower(false);
    let report = document.report(found);
    assert!(!report.has_errors(), "{}:\n{report}", fixture.name);
    assert_eq!(invariants::broken(&api), [""; 0], "{}", fixture.name);
    let mut text = outline(&api);
    if !report.is_empty() {
        text.push_str(&format!("\n{report}\n"));
    }
    text.push_str(&excerpt::of(&fixture.generate(false).files).unwrap());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(crate_path("snapshots/accept").join(fixture.topic()));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(fixture.title(), text));
}
