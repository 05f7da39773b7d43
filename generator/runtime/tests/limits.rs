//! What is refused before it is sent, and how that is told.

use std::collections::BTreeMap;

use form_runtime::{
    Actual, Check, Clearable, ClearableEntries, Entries, Id, InvalidRequest, Key, Limit, Limits,
    Measured, Number, RangeFilter, Timestamp, Violations,
};

fn told(value: &(impl Measured + ?Sized), limits: Limits) -> String {
    let mut violations = Violations::new();
    violations.check(&Key::new("k"), value, limits);
    shown(violations)
}

fn shown(violations: Violations) -> String {
    violations
        .into_result()
        .err()
        .map(|error| error.to_string())
        .unwrap_or_default()
}

#[test]
fn lengths_are_counted_in_characters() {
    let limits = Limits::new().min_length(2).max_length(4);
    let cases = [
        ("", "k: 0 characters, at least 2 allowed"),
        ("é", "k: 1 character, at least 2 allowed"),
        ("éé", ""),
        ("😀😀😀😀", ""),
        ("abcd", ""),
        ("abcde", "k: 5 characters, at most 4 allowed"),
        ("ééééé", "k: 5 characters, at most 4 allowed"),
    ];
    for (text, expected) in cases {
        assert_eq!(told(text, limits), expected, "{text:?}");
    }
    assert_eq!(
        told(&Id::<()>::new("abcde"), limits),
        "k: 5 characters, at most 4 allowed"
    );
    assert_eq!(
        told(&Clearable::Set("a".to_owned()), limits),
        "k: 1 character, at least 2 allowed"
    );
    assert_eq!(told(&Clearable::<String>::Clear, limits), "");
    assert_eq!(
        told("x", Limits::new().min_length(u64::MAX)),
        format!("k: 1 character, at least {} allowed", u64::MAX)
    );
}

#[test]
fn elements_are_counted() {
    let limits = Limits::new().min_items(2).max_items(2);
    assert_eq!(told(&vec![1], limits), "k: 1 element, at least 2 allowed");
    assert_eq!(told(&vec![1, 2], limits), "");
    assert_eq!(
        told(&[1, 2, 3][..], limits),
        "k: 3 elements, at most 2 allowed"
    );
    assert_eq!(
        told(&Entries::from_iter([("a", 1)]), limits),
        "k: 1 element, at least 2 allowed"
    );
    assert_eq!(
        told(&BTreeMap::<String, i64>::new(), limits),
        "k: 0 elements, at least 2 allowed"
    );
}

#[test]
fn keys_are_counted_and_named() {
    let limits = Limits::new().min_length(2).max_length(4);
    let mut changes = ClearableEntries::from_iter([("a", "1"), ("ab", "2"), ("größe", "3")]);
    changes.unset("longer");
    let mut violations = Violations::new();
    violations.keys(&Key::new("k"), &Some(changes), limits);
    assert_eq!(
        shown(violations),
        "k[a]: 1 character, at least 2 allowed in a key\n\
         k[größe]: 5 characters, at most 4 allowed in a key\n\
         k[longer]: 6 characters, at most 4 allowed in a key"
    );
}

#[test]
fn numbers_keep_their_bounds() {
    let closed = Limits::new().minimum(1.0).maximum(100.0);
    let open = Limits::new()
        .exclusive_minimum(1.0)
        .exclusive_maximum(100.0);
    assert_eq!(told(&0_i64, closed), "k: 0, at least 1 allowed");
    assert_eq!(told(&1_i64, closed), "");
    assert_eq!(told(&100_u64, closed), "");
    assert_eq!(told(&101_i32, closed), "k: 101, at most 100 allowed");
    assert_eq!(told(&1_i64, open), "k: 1, more than 1 expected");
    assert_eq!(told(&2_i64, open), "");
    assert_eq!(told(&100.0_f64, open), "k: 100, less than 100 expected");
    assert_eq!(told(&99.5_f32, open), "");
    assert_eq!(
        told(&f64::NAN, closed),
        "k: NaN, at least 1 allowed\nk: NaN, at most 100 allowed"
    );
    assert_eq!(
        told(&Timestamp::from_unix(0), closed),
        "k: 0, at least 1 allowed"
    );
    assert_eq!(
        told(&RangeFilter::Exactly(0_i64), closed),
        "k: 0, at least 1 allowed"
    );
    assert_eq!(told(&RangeFilter::<i64>::from(0..1), closed), "");
    // Beyond 2^53 neighbours have the same f64.
    let limit = 9_007_199_254_740_992_i64;
    let most = Limits::new().maximum(9_007_199_254_740_992.0);
    assert_eq!(told(&limit, most), "");
    assert_ne!(told(&(limit + 1), most), "");
    let fraction = Limits::new().minimum(1.5).maximum(2.5);
    assert_ne!(told(&1_i64, fraction), "");
    assert_eq!(told(&2_i64, fraction), "");
    assert_ne!(told(&3_i64, fraction), "");
}

#[test]
fn limits_of_another_type_do_not_apply() {
    let text = Limits::new().max_length(1).min_length(1);
    assert_eq!(told(&12_345_i64, text), "");
    assert_eq!(told(&true, text), "");
    assert_eq!(told("long", Limits::new().max_items(1).maximum(1.0)), "");
    assert_eq!(
        told(&serde_json::json!("ab"), text),
        "k: 2 characters, at most 1 allowed"
    );
}

#[test]
fn elements_have_keys_of_their_own() {
    let limits = Limits::new().max_length(1);
    let mut violations = Violations::new();
    let list = Some(vec!["a".to_owned(), "bb".to_owned()]);
    violations.each(&Key::new("list"), &list, limits);
    violations.each(
        &Key::new("map"),
        &Entries::from_iter([("x]", "ccc")]),
        limits,
    );
    let changes = ClearableEntries::from_iter([("y", "dd")]);
    violations.each(&Key::new("changes"), &Clearable::Set(changes), limits);
    violations.optional(&Key::new("absent"), &None::<String>, limits);
    assert_eq!(
        shown(violations),
        "list[1]: 2 characters, at most 1 allowed\n\
         map[x]]: 3 characters, at most 1 allowed\n\
         changes[y]: 2 characters, at most 1 allowed"
    );
}

#[test]
fn several_fields_share_a_limit() {
    let fields = (
        Some("éé".to_owned()),
        None::<String>,
        Some(Clearable::Set("abc".to_owned())),
    );
    let fields: [&dyn Measured; 3] = [&fields.0, &fields.1, &fields.2];
    let mut violations = Violations::new();
    for enough in [5, 6, 7] {
        violations.max_total_length(&Key::new("evidence"), enough, fields);
        assert!(violations.is_empty(), "{enough}");
    }
    violations.max_total_length(&Key::new("evidence"), 4, fields);
    assert_eq!(
        shown(violations),
        "evidence: 5 characters, at most 4 allowed in all fields together"
    );
}

#[test]
fn nothing_is_unset_by_accident() {
    let told = |make: fn(&mut ClearableEntries)| {
        let mut changes = ClearableEntries::new();
        make(&mut changes);
        let mut violations = Violations::new();
        Some(Box::new(vec![changes])).check(&Key::new("k"), &mut violations);
        shown(violations)
    };
    assert_eq!(told(|c| c.set("a", "1")), "");
    assert_eq!(told(|c| c.unset("a")), "");
    assert_eq!(told(ClearableEntries::clear), "");
    assert_eq!(
        told(|c| c.set("a", "")),
        "k[0][a]: 0 characters, an empty value would unset the entry: unset it explicitly"
    );
    let set_after_clear = told(|c| {
        c.clear();
        c.unset("b");
        c.set("a", "12");
    });
    assert_eq!(
        set_after_clear,
        "k[0][a]: 2 characters, an entry is set while all are cleared: send two requests"
    );
}

#[test]
fn violations_are_data_and_never_hold_the_value() {
    let mut violations = Violations::new();
    violations.check(&Key::new("name"), "secret", Limits::new().max_length(5));
    violations.check(&Key::new("limit"), &0_i64, Limits::new().minimum(1.0));
    let InvalidRequest { violations, .. } = violations.into_result().unwrap_err();
    assert_eq!(violations[0].key, "name");
    assert_eq!(violations[0].limit, Limit::MaxLength(5));
    assert_eq!(violations[0].actual, Actual::Characters(6));
    assert_eq!(violations[1].actual, Actual::Number(Number::Whole(0)));
    assert!(!format!("{violations:?}").contains("secret"));
}
