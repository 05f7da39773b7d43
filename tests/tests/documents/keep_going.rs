//! Every fixture in `fixtures/keep_going`: what is left out with what can't be expressed, and what stays.

use acceptance::fixtures::{Fixture, crate_path, fixtures};
use acceptance::invariants;
use form_codegen::api::outline;
use form_codegen::diagnostic::Severity;

#[test]
fn what_can_not_be_expressed_takes_only_what_needs_it() {
    let mut failed = Vec::new();
    for fixture in fixtures("keep_going") {
        let checked = std::panic::catch_unwind(|| check(&fixture));
        failed.extend(checked.err().map(|_| fixture.name));
    }
    assert!(failed.is_empty(), "{} fixtures: {failed:?}", failed.len());
}

fn check(fixture: &Fixture) {
    let (document, api, found) = fixture.lower(true);
    assert_eq!(invariants::broken(&api), [""; 0], "{}", fixture.name);
    let is_warning = |severity| severity == Severity::Warning;
    assert!(found.iter().all(|one| is_warning(one.severity)));
    let stayed: usize = api.resources.iter().map(|one| one.operations.len()).sum();
    let paths = document.spec.paths.iter();
    let all: usize = paths.map(|path| path.operations.len()).sum();
    let named = found
        .iter()
        .filter(|one| one.code == "operation-left-out")
        .count();
    assert_eq!(
        stayed + named,
        all,
        "{}: an operation went without a word",
        fixture.name
    );
    let text = format!("{}\n{}\n", outline(&api), document.report_of_rest(found));
    insta::with_settings!({
        snapshot_path => crate_path("snapshots/keep_going"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(fixture.title(), text);
    });
}
