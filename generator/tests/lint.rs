//! Findings of the lint: each kind is found in its example, and mended by the actions that it suggests.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use form_codegen::lint::{
    EXPLANATIONS, Explanation, Finding, OverlayAction, SentBody, lint, overlay,
};
use form_codegen::source::{SourceText, examine};
use form_codegen::{GenerateOptions, generate};

fn sent(explanation: &Explanation) -> Vec<SentBody> {
    let bodies = explanation.sent.iter();
    let bodies = bodies.map(|(name, text)| SentBody {
        name: (*name).to_owned(),
        value: serde_json::from_str(text).unwrap(),
    });
    bodies.collect()
}

/// What is found in an example with these actions applied, by the id that it is for and by others.
fn found(explanation: &Explanation, actions: &[OverlayAction]) -> (Vec<Finding>, Vec<Finding>) {
    let text = overlay("Mended", actions);
    let overlays = [SourceText {
        name: "mended.yaml",
        bytes: text.as_bytes(),
    }];
    let overlays = if actions.is_empty() {
        &[][..]
    } else {
        &overlays
    };
    let document = SourceText {
        name: "pets.yaml",
        bytes: explanation.example.as_bytes(),
    };
    let document = examine(document, overlays).unwrap_or_else(|report| panic!("{text}\n{report}"));
    let errors: Vec<_> = document
        .faults
        .iter()
        .filter(|one| one.code != "dangling-ref")
        .collect();
    assert!(errors.is_empty(), "{}: {text}\n{errors:?}", explanation.id);
    let all = lint(&document, &sent(explanation));
    all.into_iter().partition(|one| one.id() == explanation.id)
}

#[test]
fn each_kind_is_found_in_its_example_and_mended_by_what_is_suggested() {
    let mut summary = String::new();
    for explanation in &EXPLANATIONS {
        let (own, others) = found(explanation, &[]);
        let others: BTreeSet<_> = others.iter().map(Finding::id).collect();
        assert_eq!(
            (own.is_empty(), others),
            (false, BTreeSet::new()),
            "{}",
            explanation.id
        );
        let actions: Vec<_> = own.iter().flat_map(|one| one.actions.clone()).collect();
        let (left, new) = found(explanation, &actions);
        assert!(left.is_empty(), "{}: {left:#?}", explanation.id);
        assert!(new.is_empty(), "{}: {new:#?}", explanation.id);
        for one in &own {
            let _ = writeln!(summary, "{}: {}", one.id(), one.diagnostic.message);
            for action in &one.actions {
                summary.push_str(&action.to_yaml());
            }
        }
    }
    insta::assert_snapshot!("lint", summary);
}

/// The kinds that say nothing of the code: what they speak of is not read.
const SAME_CODE: [&str; 2] = ["useless-tag", "empty-enum"];

#[test]
fn what_is_mended_changes_the_code() {
    for explanation in &EXPLANATIONS {
        let (own, _) = found(explanation, &[]);
        let actions: Vec<_> = own.iter().flat_map(|one| one.actions.clone()).collect();
        let mended = overlay("Mended", &actions);
        let code = |overlays: &[SourceText<'_>]| {
            let document = SourceText {
                name: "pets.yaml",
                bytes: explanation.example.as_bytes(),
            };
            generate(document, overlays, &GenerateOptions::new("pets")).map(|made| made.files)
        };
        let before = code(&[]).ok();
        let after = code(&[SourceText {
            name: "mended.yaml",
            bytes: mended.as_bytes(),
        }]);
        let after = after.unwrap_or_else(|error| panic!("{}: {error}", explanation.id));
        let is_same = before == Some(after);
        assert_eq!(
            is_same,
            SAME_CODE.contains(&explanation.id),
            "{}",
            explanation.id
        );
    }
}
