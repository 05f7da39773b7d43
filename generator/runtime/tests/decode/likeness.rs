//! Which alternative of a union a value is.

use form_runtime::{Likeness, Members, best_first};
use serde_json::{Value, json};

fn order(value: Value, alternatives: &[Likeness]) -> Vec<usize> {
    best_first(&value, alternatives)
}

#[test]
fn more_members_known_by_name_come_first() {
    const CAT: Likeness = Likeness::Object(Members::named(&["name", "lives"]));
    const DOG: Likeness = Likeness::Object(Members::named(&["name", "bark"]));
    let pets = [CAT, DOG];
    assert_eq!(order(json!({"name": "Rex", "bark": "woof"}), &pets), [1, 0]);
    assert_eq!(order(json!({"name": "Tom", "lives": 7}), &pets), [0, 1]);
    assert_eq!(
        order(json!({"name": "Kim"}), &pets),
        [0, 1],
        "the document's order"
    );
    assert_eq!(order(json!({}), &pets), [0, 1]);
    assert_eq!(order(json!(["name"]), &pets), [0; 0]);
    let lists = [Likeness::List(&CAT), Likeness::List(&DOG)];
    let value = json!([{"name": "Tom", "lives": 7}, {"bark": 1}, {"bark": 2}, 3]);
    assert_eq!(order(value, &lists), [1, 0]);
}

#[test]
fn what_is_required_has_to_be_there() {
    let alternatives = [
        Likeness::Object(Members::named(&["id", "a"]).required(&["id"])),
        Likeness::Object(Members::named(&["id", "b"]).says(&[(&["in", "kind"], "b")])),
    ];
    assert_eq!(order(json!({"a": 1}), &alternatives), [0; 0]);
    assert_eq!(order(json!({"id": null}), &alternatives), [0]);
    assert_eq!(
        order(json!({"id": 1, "in": {"kind": "b"}}), &alternatives),
        [0, 1]
    );
    for other in [json!({"kind": "a"}), json!("b"), json!({"kind": {"b": 1}})] {
        assert_eq!(order(json!({"b": 1, "in": other}), &alternatives), [0; 0]);
    }
}

#[test]
fn what_is_inside_counts_where_it_differs() {
    const CARD: Likeness = Likeness::Object(Members::named(&["brand", "last4"]));
    const BANK: Likeness = Likeness::Object(Members::named(&["iban"]).required(&["iban"]));
    let alternatives = [
        Likeness::Object(Members::named(&[]).inside(&[("data", CARD)])),
        Likeness::Object(Members::named(&[]).inside(&[("data", BANK)])),
    ];
    assert_eq!(order(json!({"data": {"iban": "x"}}), &alternatives), [1, 0]);
    assert_eq!(
        order(json!({"data": {"brand": "x"}}), &alternatives),
        [0, 1]
    );
    assert_eq!(order(json!({"data": null}), &alternatives), [0, 1]);
    let either = [CARD, Likeness::Either(&[Likeness::Text, BANK])];
    assert_eq!(order(json!({"iban": "x"}), &either), [1, 0]);
    assert_eq!(order(json!("x"), &either), [1]);
    assert_eq!(order(json!(1), &either), [0; 0]);
}

#[test]
fn a_place_for_others_counts_behind_names() {
    let alternatives = [
        Likeness::Object(Members::named(&["a"]).without_others()),
        Likeness::Object(Members::named(&["a"])),
        Likeness::Object(Members::named(&[]).with_others()),
    ];
    assert_eq!(order(json!({"a": 1}), &alternatives), [0, 1, 2]);
    assert_eq!(order(json!({"a": 1, "b": 2}), &alternatives), [1, 0, 2]);
    assert_eq!(order(json!({"b": 2}), &alternatives), [2, 1, 0]);
}

#[test]
fn values_are_told_apart_by_their_kind() {
    let all = [
        Likeness::Number,
        Likeness::Text,
        Likeness::Texts(&["a"]),
        Likeness::Integer,
        Likeness::Integers(&[7]),
        Likeness::Bool,
    ];
    assert_eq!(order(json!(true), &all), [5]);
    assert_eq!(
        order(json!("a"), &all),
        [2, 1],
        "a known text is more than any text"
    );
    assert_eq!(order(json!("b"), &all), [1]);
    assert_eq!(order(json!(3), &all), [3, 0], "a whole number stays one");
    assert_eq!(order(json!(7), &all), [3, 4, 0]);
    assert_eq!(order(json!(3.5), &all), [0, 3]);
    assert_eq!(order(json!(null), &all), [0; 0]);
    // A number with a fraction would not have all of its digits.
    let numbers = [Likeness::Number];
    assert_eq!(order(json!(1_u64 << 53), &numbers), [0]);
    assert_eq!(order(json!(u64::MAX), &numbers), [0; 0]);
    assert_eq!(order(json!(i64::MIN), &numbers), [0; 0]);
    assert_eq!(
        order(json!({"a": [1]}), &[Likeness::Any, Likeness::Bool]),
        [0]
    );
}
