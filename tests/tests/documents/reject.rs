//! Every fixture in `fixtures/reject`: what can't be expressed, and the whole text that says so.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use acceptance::fixtures::{Fixture, crate_path, fixtures};

/// Codes that only long documents reach: `tests/chains.rs` makes them.
const LONG: &[&str] = &["too-many-members", "types-too-deep"];

#[test]
fn each_rejection_says_what_where_and_what_to_do() {
    let mut failed = Vec::new();
    for fixture in fixtures("reject") {
        let checked = std::panic::catch_unwind(|| check(&fixture));
        failed.extend(checked.err().map(|_| fixture.name));
    }
    assert!(failed.is_empty(), "{} fixtures: {failed:?}", failed.len());
}

fn check(fixture: &Fixture) {
    let (document, _, found) = fixture.lower(false);
    assert!(!found.is_empty(), "{} is accepted", fixture.name);
    let report = document.report(found);
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(crate_path("snapshots/reject").join(fixture.topic()));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(fixture.title(), report.to_string()));
}

/// What stands where a diagnostic is made: the code is the first text behind it.
const MAKERS: [&str; 6] = [
    "self.fail(",
    "self.failure(",
    "self.warn(",
    "self.leave_out(",
    "fail::<",
    "code: \"",
];

#[test]
fn each_code_of_the_lowering_has_a_rejected_fixture() {
    let mut codes = BTreeSet::new();
    collect(&crate_path("../generator/src/lower"), &mut codes);
    assert!(codes.len() > 20, "the codes are found no longer: {codes:?}");
    let left_out = fixtures("keep_going");
    let left_out = left_out.iter().flat_map(|fixture| fixture.lower(true).2);
    let shown: BTreeSet<String> = fixtures("reject")
        .iter()
        .flat_map(|fixture| fixture.lower(false).2)
        .chain(left_out)
        .map(|diagnostic| diagnostic.code.to_owned())
        .collect();
    codes.retain(|code| !LONG.contains(&code.as_str()));
    let missing: Vec<_> = codes.difference(&shown).collect();
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
}

fn collect(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, codes);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for maker in MAKERS {
            for (at, _) in text.match_indices(maker) {
                let behind = if maker.ends_with('"') {
                    &text[at + maker.len() - 1..]
                } else {
                    &text[at + maker.len()..]
                };
                codes.extend(
                    behind
                        .split('"')
                        .nth(1)
                        .filter(|code| is_code(code))
                        .map(str::to_owned),
                );
            }
        }
    }
}

fn is_code(text: &str) -> bool {
    !text.is_empty()
        && text
            .chars()
            .all(|char| char.is_ascii_lowercase() || char == '-')
}
