//! What `Debug` shows of values that may be private: how much there is, unless all is asked for.

use std::collections::BTreeMap;
use std::fmt::Debug;

use bytes::Bytes;
use form_runtime::{
    Clearable, ClearableEntries, DebugFull, Entries, Expandable, Extent, Id, List, Private,
    RangeFilter, Timestamp, Upload,
};
use serde_json::{Map, Value, json};

/// What is shown without a wish, and with one.
fn shown(value: &impl Debug) -> (String, String) {
    let (short, full) = (format!("{value:?}"), format!("{value:-?}"));
    // In several lines, nothing else is shown.
    assert_eq!(
        format!("{value:#?}").contains("private"),
        short.contains("private")
    );
    assert_eq!(format!("{:?}", value.debug_full()), full);
    assert_eq!(format!("{:#?}", value.debug_full()), format!("{value:-#?}"));
    (short, full)
}

fn check<T: Extent + Debug>(value: &T, expected: &str) {
    let (short, full) = shown(&Private(value));
    assert_eq!(short, expected);
    assert_eq!(full, format!("{value:-?}"));
}

#[test]
fn texts_and_what_holds_them() {
    let text = || "private".to_owned();
    check(&text(), "<7 characters>");
    check(&"é".to_owned(), "<1 character>");
    check(&Some(text()), "Some(<7 characters>)");
    check(&None::<String>, "None");
    check(&Box::new(text()), "<7 characters>");
    check(&vec![text(), text()], "<2 elements>");
    check(&BTreeMap::from([(text(), 1)]), "<1 entry>");
    check(&Bytes::from_static(b"private"), "<7 bytes>");
    check(&Some(Clearable::Set(text())), "Some(Set(<7 characters>))");
    check(&Some(Clearable::<String>::Clear), "Some(Clear)");
    check(&List::<String>::default(), "<0 elements>");
    check(&RangeFilter::Exactly(text()), "Exactly(<7 characters>)");
    check(
        &RangeFilter::Within(RangeFilter::gt(text())),
        "Within(<1 bound>)",
    );
}

#[test]
fn json() {
    check(&json!(null), "null");
    check(&json!(true), "true");
    check(&json!(1.5), "1.5");
    check(&json!("private"), "<7 characters>");
    check(&json!(["private"]), "<1 element>");
    check(&json!({"private": 1, "b": 2}), "<2 entries>");
    check(
        &Map::from_iter([("private".to_owned(), Value::Null)]),
        "<1 entry>",
    );
}

#[test]
fn types_of_the_runtime() {
    let (short, full) = shown(&Entries::from_iter([("private", "private")]));
    assert_eq!(
        (&*short, &*full),
        ("<1 entry>", r#"{"private": "private"}"#)
    );

    let mut changes = ClearableEntries::from_iter([("private", "private")]);
    changes.unset("private too");
    let (short, full) = shown(&changes);
    assert_eq!(short, "<2 changes>");
    assert_eq!(full, r#"{"private": Some("private"), "private too": None}"#);
    changes.clear();
    assert_eq!(shown(&changes).0, "<all cleared> <0 changes>");

    let file = Upload::new("private.pdf", "private").content_type("application/pdf");
    let (short, full) = shown(&file);
    let expected = r#"Upload { file_name: <11 characters>, content_type: Some("application/pdf"), bytes: <7 bytes> }"#;
    assert_eq!(short, expected);
    assert!(full.contains(r#"file_name: "private.pdf""#), "{full}");

    let list: List<i64> =
        serde_json::from_value(json!({"data": [1], "has_more": true, "url": "/private"})).unwrap();
    let (short, full) = shown(&list);
    let expected =
        "List { data: [1], has_more: true, url: <8 characters>, total_count: None, unknown: {} }";
    assert_eq!(short, expected);
    assert!(full.contains("/private"));
}

/// Without these, no log would be of use.
#[test]
fn what_is_shown() {
    let id: Id<String> = "dp_1".into();
    assert_eq!(shown(&id).0, r#""dp_1""#);
    assert_eq!(shown(&Expandable::Id(id)).0, r#"Id("dp_1")"#);
    assert_eq!(shown(&Timestamp::from_unix(5)).0, "Timestamp(5)");
    assert_eq!(shown(&RangeFilter::Exactly(-5)).0, "Exactly(-5)");
    let long: Id<String> = "i".repeat(5_000).into();
    assert!(shown(&long).1.ends_with("… (1000 of 5000 characters)"));
}

#[test]
fn what_shows_all_compares_as_its_value() {
    let one = Entries::from_iter([("a", "private")]);
    let other = Entries::from_iter([("a", "private too")]);
    assert_eq!(one.debug_full(), one.clone().debug_full());
    assert_ne!(one.debug_full(), other.debug_full());
}
