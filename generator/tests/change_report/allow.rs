//! The file of allowed changes.

use form_codegen::change_report::{AllowFile, CalendarDate, ChangeReport, FailOn};
use form_codegen::source::SourceText;

use super::sample::report;
use super::snapshot;

fn read(text: &str) -> Result<AllowFile, String> {
    let source = SourceText {
        name: "spec/allowed-changes.yaml",
        bytes: text.as_bytes(),
    };
    AllowFile::read(source).map_err(|report| report.to_string())
}

fn applied(text: &str, today: &str) -> (ChangeReport, String) {
    let mut report = report();
    let today = CalendarDate::parse(today).unwrap();
    let wrong = read(text).unwrap().apply(&mut report, today);
    let wrong = match wrong.is_empty() {
        true => String::new(),
        false => wrong.to_string(),
    };
    (report, wrong)
}

fn fails(report: &mut ChangeReport) -> bool {
    let mut fail_on = FailOn::default();
    fail_on.add("wire=breaking,rust=major").unwrap();
    report.judge(fail_on)
}

const ALL: &str = "allow:
  - {id: field-removed, place: Thing.note, reason: Nobody reads it., until: 2027-03-31}
  - {id: operation-removed, reason: Nobody calls it., until: 2027-03-31}
  - {id: resource-removed, reason: Nobody calls it., until: 2027-03-31}
  - {id: parameter-removed, reason: It did nothing., until: 2027-03-31}
  - {id: limit-tightened, reason: There are no longer ones., until: 2027-03-31}
";

#[test]
fn what_is_allowed_is_told_and_does_not_fail() {
    let (mut report, wrong) = applied(ALL, "2027-03-31");
    assert_eq!(wrong, "");
    assert!(!fails(&mut report), "{}", report.to_terminal(false));
    let text = report.to_terminal(false);
    assert!(
        text.contains("allowed until 2027-03-31: Nobody reads it."),
        "{text}"
    );
    assert!(report.stat().ends_with(" allowed=5"), "{}", report.stat());
    assert!(!report.to_annotations().contains("::error "));
}

#[test]
fn what_has_run_out_allows_nothing() {
    let (mut report, wrong) = applied(ALL, "2027-04-01");
    assert!(
        wrong.starts_with("error[allowance-expired]: allowing `field-removed` has run out\n"),
        "{wrong}"
    );
    assert!(wrong.ends_with("\n5 errors"), "{wrong}");
    assert!(fails(&mut report));
    assert!(!report.stat().contains("allowed"));
}

#[test]
fn what_no_change_needs_is_an_error() {
    let text = "allow:
  - id: field-removed
    place: Thing.noted
    reason: Nobody reads it.
    until: 2027-03-31
  - id: events-removed
    reason: Nobody waits for them.
    until: 2026-01-01
  - id: events-added
    reason: Nobody waits for them.
    until: 2027-01-01
";
    let (mut report, wrong) = applied(text, "2026-12-01");
    snapshot("allow_unused", &wrong);
    assert!(fails(&mut report));
}

#[test]
fn what_is_written_wrong_is_an_error() {
    let text = "allow:
  - id: feild-removed
    place: 1
    reason: ' '
    until: 2027-02-30
  - {id: field-removed, until: 2027-03-31, reasons: Nobody reads it.}
  - text
  - {id: type-changed, reason: a, until: 2027-03-31}
  - {id: type-changed, reason: b, until: 2027-03-31}
allows: []
";
    snapshot("allow_wrong", &read(text).unwrap_err());
    for (text, said) in [
        ("", "the file is empty"),
        ("[]", ""),
        ("allow: {}", "`allow` is no list, or not there"),
        ("{}", "`allow` is no list, or not there"),
        ("allow: [", ""),
    ] {
        let found = read(text).unwrap_err();
        assert!(
            found.starts_with("error[") && found.contains(said),
            "{text}: {found}"
        );
    }
}

#[test]
fn nothing_is_allowed_by_an_empty_list() {
    assert_eq!(applied("allow: []", "2026-12-01").1, "");
}
