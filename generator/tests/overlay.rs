//! What overlay actions do to a document: Overlay 1.1, action by action.

use form_codegen::api::Pointer;
use form_codegen::source::{Outcome, SourceText, read, survey};
use serde_json::{Value, json};

/// Applies actions to a document that holds `content` in its extension `x-it`; answers what that then is, or the codes.
fn apply_as(version: &str, content: &Value, actions: &Value) -> Result<Value, Vec<&'static str>> {
    let info = json!({"title": "A", "version": "1"});
    let document =
        json!({"openapi": "3.0.3", "info": info, "paths": {}, "x-it": content}).to_string();
    let overlay = json!({"overlay": version, "info": info, "actions": actions}).to_string();
    let overlays = [SourceText {
        name: "overlay.json",
        bytes: overlay.as_bytes(),
    }];
    match read(
        SourceText {
            name: "document.json",
            bytes: document.as_bytes(),
        },
        &overlays,
    ) {
        Ok(document) => Ok(document
            .value(&Pointer::from_text("/x-it"))
            .cloned()
            .unwrap_or_default()),
        Err(report) => Err(report
            .diagnostics()
            .iter()
            .map(|diagnostic| diagnostic.code)
            .collect()),
    }
}

fn apply(content: Value, actions: Value) -> Result<Value, Vec<&'static str>> {
    apply_as("1.1.0", &content, &actions)
}

const IT: &str = "$['x-it']";

#[test]
fn objects_merge_member_by_member() {
    let update = json!({"a": {"c": 3}, "d": [1]});
    let merged = apply(
        json!({"a": {"b": 1, "c": 2}}),
        json!([{"target": IT, "update": update}]),
    );
    assert_eq!(merged, Ok(json!({"a": {"b": 1, "c": 3}, "d": [1]})));
}

#[test]
fn arrays_are_concatenated_and_take_single_entries() {
    let actions = json!([
        {"target": IT, "update": {"list": [2, 3]}},
        {"target": "$['x-it'].list", "update": [4]},
        {"target": "$['x-it'].list", "update": {"five": 5}},
        {"target": "$['x-it'].list", "update": "six"},
    ]);
    assert_eq!(
        apply(json!({"list": [1]}), actions),
        Ok(json!({"list": [1, 2, 3, 4, {"five": 5}, "six"]}))
    );
}

#[test]
fn overlay_1_0_appends_an_array_as_one_entry() {
    let actions = json!([{"target": "$['x-it'].list", "update": [4]}]);
    assert_eq!(
        apply_as("1.0.0", &json!({"list": [1]}), &actions),
        Ok(json!({"list": [1, [4]]}))
    );
}

#[test]
fn overlay_1_0_has_no_copy() {
    let actions = json!([{"target": IT, "copy": "$.info"}]);
    let codes = apply_as("1.0.0", &json!({}), &actions).unwrap_err();
    assert!(codes.contains(&"unknown-member"), "{codes:?}");
}

#[test]
fn primitives_replace_primitives_of_any_type() {
    let actions =
        json!([{"target": "$['x-it'].a", "update": null}, {"target": IT, "update": {"b": true}}]);
    assert_eq!(
        apply(json!({"a": "text", "b": 1}), actions),
        Ok(json!({"a": null, "b": true}))
    );
}

#[test]
fn kinds_do_not_mix() {
    for (content, update) in [
        (json!({"a": []}), json!({"a": "text"})),
        (json!({"a": []}), json!({"a": {}})),
        (json!({"a": {}}), json!({"a": []})),
        (json!({"a": "text"}), json!({"a": []})),
        (json!({"a": null}), json!({"a": {}})),
        (json!({}), json!([])),
        (json!("text"), json!({})),
    ] {
        let result = apply(content.clone(), json!([{"target": IT, "update": update}]));
        assert_eq!(result, Err(vec!["overlay-kind"]), "{update} into {content}");
    }
}

#[test]
fn an_action_sees_the_result_of_the_one_before() {
    let actions = json!([
        {"target": IT, "update": {"a": {"new": true}}},
        {"target": "$['x-it'].a", "update": {"b": 1}},
        {"target": "$['x-it'].a.new", "remove": true},
    ]);
    assert_eq!(apply(json!({}), actions), Ok(json!({"a": {"b": 1}})));
}

#[test]
fn an_array_becomes_a_string_by_remove_then_update() {
    let actions =
        json!([{"target": "$['x-it'].a", "remove": true}, {"target": IT, "update": {"a": "text"}}]);
    assert_eq!(
        apply(json!({"a": ["text"]}), actions),
        Ok(json!({"a": "text"}))
    );
}

#[test]
fn elements_are_removed_from_the_back() {
    let content = json!({"list": [0, 1, 2, 3, 4], "other": {"list": [5, 6]}});
    let actions = json!([{"target": "$['x-it'].list[0,2,4,2]", "remove": true}]);
    assert_eq!(
        apply(content.clone(), actions),
        Ok(json!({"list": [1, 3], "other": {"list": [5, 6]}}))
    );
    let actions = json!([{"target": "$['x-it']..[?@ > 1]", "remove": true}]);
    assert_eq!(
        apply(content, actions),
        Ok(json!({"list": [0, 1], "other": {"list": []}}))
    );
}

#[test]
fn a_node_and_what_is_in_it_can_go_at_once() {
    let actions = json!([{"target": "$['x-it']..a", "remove": true}]);
    assert_eq!(
        apply(json!({"a": [{"a": 1}], "b": {"a": 2}}), actions),
        Ok(json!({"b": {}}))
    );
}

#[test]
fn removal_keeps_the_order_of_members() {
    let actions = json!([{"target": "$['x-it'].a", "remove": true}]);
    let left = apply(json!({"z": 1, "a": 2, "y": 3, "b": 4}), actions).unwrap();
    assert_eq!(left.to_string(), r#"{"z":1,"y":3,"b":4}"#);
}

#[test]
fn every_selected_node_is_updated_once() {
    let actions = json!([{"target": "$['x-it'][*,0].list", "update": [1]}]);
    let content = json!([{"list": []}, {"list": [0]}]);
    assert_eq!(
        apply(content, actions),
        Ok(json!([{"list": [1]}, {"list": [0, 1]}]))
    );
}

#[test]
fn selected_nodes_are_of_one_kind() {
    let actions = json!([{"target": "$['x-it'].*", "update": {"b": 1}}]);
    assert_eq!(
        apply(json!({"a": {}, "b": []}), actions),
        Err(vec!["overlay-kind"])
    );
}

#[test]
fn a_copy_merges_as_an_update_does() {
    let content = json!({"from": {"a": {"b": 1}, "list": [2]}, "to": {"a": {"c": 3}, "list": [1]}});
    let actions = json!([{"target": "$['x-it'].to", "copy": "$['x-it'].from"}]);
    let copied = apply(content, actions).unwrap();
    assert_eq!(copied["to"], json!({"a": {"c": 3, "b": 1}, "list": [1, 2]}));
}

#[test]
fn a_copy_takes_the_value_from_before_the_action() {
    let actions = json!([{"target": "$['x-it']", "copy": "$['x-it'].a"}, {"target": IT, "copy": "$['x-it'].a"}]);
    assert_eq!(
        apply(json!({"a": {"b": [1]}}), actions),
        Ok(json!({"a": {"b": [1]}, "b": [1, 1]}))
    );
}

#[test]
fn a_copy_selects_exactly_one_node() {
    for path in ["$['x-it'].none", "$['x-it'].*"] {
        let actions = json!([{"target": IT, "copy": path}]);
        assert_eq!(
            apply(json!({"a": {}, "b": {}}), actions),
            Err(vec!["overlay-copy"])
        );
    }
}

#[test]
fn remove_makes_an_update_void() {
    let actions = json!([{"target": "$['x-it'].a", "remove": true, "update": {"b": 1}}]);
    assert_eq!(apply(json!({"a": {}}), actions), Ok(json!({})));
    let actions = json!([{"target": "$['x-it'].a", "remove": false, "update": {"b": 1}}]);
    assert_eq!(apply(json!({"a": {}}), actions), Ok(json!({"a": {"b": 1}})));
}

#[test]
fn an_action_that_matches_nothing_says_so_unless_it_is_optional() {
    let action = |optional: bool| json!([{"target": "$['x-it'].none", "remove": true, "x-optional": optional}]);
    assert_eq!(
        apply(json!({}), action(false)),
        Err(vec!["overlay-no-match"])
    );
    assert_eq!(apply(json!({}), action(true)), Ok(json!({})));
}

#[test]
fn every_action_that_fails_is_reported() {
    let actions = json!([
        {"target": "$", "remove": true},
        {"target": "$.none", "update": {}},
        {"target": IT, "update": []},
    ]);
    assert_eq!(
        apply(json!({}), actions),
        Err(vec!["overlay-root", "overlay-no-match", "overlay-kind"])
    );
}

/// What becomes of each action, and where it stands: of those that do not fit, the codes.
fn surveyed(document: &str, overlay: &str) -> Vec<String> {
    let text = |name, text: &'static str| SourceText {
        name,
        bytes: text.as_bytes(),
    };
    let document = text("a.yaml", String::leak(document.to_owned()));
    let overlay = text("b.yaml", String::leak(overlay.to_owned()));
    let survey = survey(document, &[overlay]).unwrap_or_else(|report| panic!("{report}"));
    let said = survey.actions.iter().map(|action| {
        let what = match &action.outcome {
            Outcome::Changed => "changed".to_owned(),
            Outcome::Unchanged => "unchanged".to_owned(),
            Outcome::Failed(wrong) => {
                let codes: Vec<&str> = wrong.iter().map(|wrong| wrong.code).collect();
                codes.join(" ")
            }
        };
        format!("{}-{} {what}", action.lines.start(), action.lines.end())
    });
    said.collect()
}

#[test]
fn what_an_action_does_is_told_with_its_lines() {
    let document =
        "{openapi: 3.0.3, info: {title: A, version: '1'}, paths: {}, x-it: {a: 1, b: [2]}}";
    let overlay = "overlay: 1.1.0
info: {title: A, version: '1'}
actions:
  - target: $['x-it'].c
    description: >-
      The vendor has taken out what this speaks of.

    update: 3

  # This one is still needed.
  - target: $['x-it']
    update: {b: [3]}
  - {target: \"$['x-it']\", update: {a: 1}}
  - target: $['x-it'].b[?@ > 9]
    x-optional: true
    remove: true
  - target: $['x-it'].b
    remove: true
  - target: $['x-it'].b
    update: [1]
";
    assert_eq!(
        surveyed(document, overlay),
        [
            "4-8 overlay-no-match",
            "11-12 changed",
            "13-13 unchanged",
            "14-16 unchanged",
            "17-18 changed",
            "19-20 overlay-no-match",
        ]
    );
}
