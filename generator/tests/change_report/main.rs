//! Changes as people and programs read them: each format once, and what holds for all of them.

mod allow;
mod hostile;
mod sample;
mod schema;

use form_codegen::change_report::{ChangeLevel, FailOn};
use sample::{NEW, OLD, compared, many, report};

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => "snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn each_format() {
    let report = report();
    snapshot("terminal", &report.to_terminal(false));
    snapshot("markdown", &report.to_markdown());
    snapshot("annotations", &report.to_annotations());
    snapshot("json", &report.to_json());
    snapshot("stat", &report.stat());
}

#[test]
fn nothing_differs() {
    let report = compared(NEW, NEW);
    assert_eq!(report.stat(), "no changes");
    assert_eq!(report.to_annotations(), "");
    assert!(report.to_terminal(false).ends_with("\n\nnothing differs\n"));
    assert!(
        report
            .to_markdown()
            .starts_with("### API changes: nothing differs\n")
    );
    assert!(report.to_json().contains("\"changes\": []"));
}

/// Each operation goes to another server, since the API does.
#[test]
fn what_follows_is_told_with_its_cause() {
    let report = compared(NEW, &NEW.replace("//things.example", "//other.example"));
    let follow = report.entries().iter().filter(|one| one.change.follows);
    let follow = follow.count();
    assert!(follow > 1, "{report:?}");
    let said = format!("{follow} changes of the same kind follow from it");
    for text in [
        report.to_terminal(false),
        report.to_markdown(),
        report.to_annotations(),
    ] {
        assert!(text.contains(&said), "{text}");
        assert_eq!(text.matches("server-changed").count(), 1, "{text}");
    }
}

#[test]
fn only_the_terminal_is_coloured() {
    let report = report();
    let coloured = report.to_terminal(true);
    assert!(coloured.contains("\u{1b}[1;31mbreaking\u{1b}[0m"));
    let mut plain = coloured;
    for code in ["1", "1;31", "33", "32", "0"] {
        plain = plain.replace(&format!("\u{1b}[{code}m"), "");
    }
    assert_eq!(plain, report.to_terminal(false));
    let others = [
        report.to_markdown(),
        report.to_annotations(),
        report.to_json(),
        report.stat(),
    ];
    assert!(others.iter().all(|text| !text.contains('\u{1b}')));
}

#[test]
fn the_most_severe_change_is_the_first() {
    let report = report();
    let levels: Vec<ChangeLevel> = report.entries().iter().map(|entry| entry.level()).collect();
    assert!(levels.is_sorted_by(|one, other| one >= other), "{levels:?}");
    for distinct in [ChangeLevel::Error, ChangeLevel::Notice] {
        assert!(levels.contains(&distinct), "{levels:?}");
    }
}

#[test]
fn a_class_fails_with_all_that_is_worse() {
    let fails = |words: &str| {
        let mut fail_on = FailOn::default();
        fail_on.add(words).unwrap();
        let mut report = compared(OLD, NEW);
        let fails = report.judge(fail_on);
        let failing = report.entries().iter().filter(|entry| entry.fails).count();
        assert_eq!(fails, failing > 0);
        assert_eq!(report.to_json().contains("\"fails\": true"), fails);
        failing
    };
    let all = compared(OLD, NEW).entries().len();
    for axis in [
        ["wire=none", "wire=review", "wire=breaking"],
        ["rust=patch", "rust=minor", "rust=major"],
    ] {
        let [any, some, worst] = axis.map(fails);
        assert_eq!(any, all);
        assert!(
            any > some && some >= worst && worst > 0,
            "{axis:?}: {some} {worst}"
        );
    }
    assert_eq!(fails("wire=breaking,rust=patch"), all);
    assert!(fails("rollout=breaking") < all);
    assert!(!compared(OLD, NEW).judge(FailOn::default()));
}

#[test]
fn what_is_no_class_is_refused() {
    for (words, said) in [
        (
            "breaking",
            "`breaking` is no axis and class: write `wire=breaking` or `rust=major`",
        ),
        ("", "`` is no axis and class"),
        (
            "wires=breaking",
            "`wires` is no axis: did you mean `wire`? there are `wire`, `rollout` and `rust`",
        ),
        (
            "wire=braking",
            "`wire=braking`: there is no such class: did you mean `breaking`?",
        ),
        ("rust=breaking", "there are `patch`, `minor`, `major`"),
        ("wire=breaking,", "`` is no axis and class"),
    ] {
        let found = FailOn::default().add(words).unwrap_err();
        assert!(found.contains(said), "{words}: {found}");
    }
}

#[test]
fn a_pull_request_has_room_for_it() {
    let report = many(3_000);
    let markdown = report.to_markdown();
    assert!(markdown.len() < 65_536, "{}", markdown.len());
    let shown = markdown.matches("\n- **wire ").count();
    let left_out = report.entries().len() - shown;
    let said = format!("Not shown, as it would not fit here: {left_out} more, ");
    assert!(left_out > 0 && markdown.contains(&said), "{left_out}");
    let (open, folded) = markdown.split_once("<details><summary>").unwrap();
    assert!(open.lines().count() <= 50, "{open}");
    assert!(folded.ends_with("\n</details>\n"));
    assert_eq!(markdown.matches("<details>").count(), 1);
    // Every other format has room for all.
    assert_eq!(
        report.to_annotations().lines().count(),
        report.entries().len()
    );
    assert!(
        report
            .to_terminal(false)
            .matches("\n  optional-field-added ")
            .count()
            >= 3_000
    );
}

#[test]
fn what_many_operations_reach_is_told_once() {
    let path = |number: usize| {
        let schema = "{$ref: '#/components/schemas/thing'}";
        format!(
            "  /more/{number}: {{get: {{responses: {{'200': {{description: a, content: {{application/json: {{schema: {schema}}}}}}}}}}}}}\n"
        )
    };
    let paths: String = (0..9).map(path).collect();
    let old = NEW.replace("components:\n", &format!("{paths}components:\n"));
    let new = format!("{old}        more: {{type: string}}\n");
    let report = compared(&old, &new);
    let text = report.to_terminal(false);
    assert_eq!(text.matches("optional-field-added").count(), 1, "{text}");
    let heading = "\nDELETE /things/{thing}, GET /more/0, GET /more/1, GET /more/2, GET /more/3, GET /more/4, 5 more\n";
    assert!(text.contains(heading), "{text}");
    assert!(
        text.contains("    reached by response of 11 operations\n"),
        "{text}"
    );
    let markdown = report.to_markdown();
    assert!(markdown.contains("`GET /more/4`, 5 more**\n"), "{markdown}");
    assert_eq!(report.to_json().matches("\"root\"").count(), 11);
}
