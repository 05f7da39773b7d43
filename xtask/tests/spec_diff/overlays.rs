//! A new document that its overlays do not fit yet: they are named, and all else is compared.

use crate::cases::{self, CASES, OVERLAY_OF_CASES};
use crate::repository::Repository;
use crate::workspace::{DOCUMENT, Workspace, stderr, stdout};
use crate::{SPEC, ends};

/// Compares a document with the same without some lines, both with the overlay.
fn without(lines: &str) -> (Option<i32>, String) {
    let workspace = Workspace::generated();
    for (name, text) in [
        ("old.yml", CASES),
        ("new.yml", &cases::without(lines)),
        ("own.yml", OVERLAY_OF_CASES),
    ] {
        workspace.put(name, text);
    }
    let words = ["spec-diff", "old.yml", "new.yml", "--overlay", "own.yml"];
    let output = workspace.run(&words);
    (output.status.code(), stdout(&output) + &stderr(&output))
}

fn said(text: &str, said: &[&str]) {
    for said in said {
        assert!(text.contains(said), "`{said}` is not in:\n{text}");
    }
}

#[test]
fn a_property_that_is_gone_is_shown_though_overlays_speak_of_it() {
    let (code, text) = without("        signature: {type: string}\n");
    assert_eq!(code, Some(2), "{text}");
    said(
        &text,
        &[
            "error[overlay-creation]",
            "error[overlay-partial-match]",
            "error[value-fields]: the object has no field `signature`",
            "\nerror: overlays do not fit new.yml, as said above",
            "field-removed",
        ],
    );
}

#[test]
fn a_value_that_is_gone_is_shown_though_overlays_speak_of_it() {
    let (code, text) = without("            - won\n");
    assert_eq!(code, Some(2), "{text}");
    said(
        &text,
        &[
            "error[unknown-value]: a value of the group `is_closed` cannot be `won`",
            "\nerror: overlays do not fit new.yml, as said above",
            "enum-value-removed CaseStatus value won",
            "question-changed CaseStatus question is_closed",
        ],
    );
}

/// Only what an overlay says is passed over: what is wrong with the document hides what is there.
#[test]
fn a_fault_of_the_document_is_none_of_the_overlays() {
    let Some(repository) = Repository::new() else {
        return;
    };
    let workspace = &repository.workspace;
    let overlay = "overlay: 1.1.0
info: {title: More, version: '1'}
actions:
  - target: $.paths['/toys/{toy}'].get.parameters[0]
    update: {schema: {type: strong}}
";
    workspace.put("spec/overlays/20-more.yaml", overlay);
    let said = [
        " --> spec/overlays/20-more.yaml:5:29",
        "\nerror: overlays do not fit the working tree, as said above",
    ];
    ends(&repository, &["HEAD"], 2, &said);
    workspace.put(
        "spec/overlays/20-more.yaml",
        "overlay: 1.1.0\ninfo: {title: More, version: '1'}\nactions: []\n",
    );
    workspace.put(
        SPEC,
        &DOCUMENT.replacen("{type: string}", "{type: strong}", 1),
    );
    let said = ["the working tree can't be compared"];
    ends(&repository, &["HEAD"], 2, &said);
}
