//! What forms look like on the wire, checked against tables and against a parser that none of us wrote.

use std::collections::BTreeMap;

use form_runtime::{
    Clearable, ClearableEntries, Entries, ExpandPath, Form, FormValue, Id, Key, RangeFilter,
    Timestamp, plain, plain_joined,
};
use serde_json::json;

fn body(value: &(impl FormValue + ?Sized)) -> String {
    let mut form = Form::body();
    form.field(&Key::new("k"), value);
    form.into_string()
}

fn query(value: &(impl FormValue + ?Sized)) -> String {
    let mut form = Form::query();
    form.field(&Key::new("k"), value);
    form.into_string()
}

#[test]
fn text_is_escaped() {
    let cases = [
        ("", "k=", "k="),
        ("plain-._", "k=plain-._", "k=plain-._"),
        ("a b", "k=a+b", "k=a%20b"),
        ("*~", "k=*%7E", "k=*~"),
        (
            "&=+%#?/",
            "k=%26%3D%2B%25%23%3F%2F",
            "k=%26%3D%2B%25%23%3F%2F",
        ),
        ("[]", "k=%5B%5D", "k=%5B%5D"),
        ("\r\n\t\0\u{7f}", "k=%0D%0A%09%00%7F", "k=%0D%0A%09%00%7F"),
        ("é", "k=%C3%A9", "k=%C3%A9"),
        ("😀", "k=%F0%9F%98%80", "k=%F0%9F%98%80"),
        (
            "0123456789abcde,",
            "k=0123456789abcde%2C",
            "k=0123456789abcde%2C",
        ),
        (
            ",0123456789abcdef,",
            "k=%2C0123456789abcdef%2C",
            "k=%2C0123456789abcdef%2C",
        ),
    ];
    for (text, in_body, in_query) in cases {
        assert_eq!(body(text), in_body, "{text:?} in a body");
        assert_eq!(query(text), in_query, "{text:?} in a query");
    }
}

#[test]
fn every_byte_is_escaped_as_the_standard_says_at_every_place_of_a_block() {
    for byte in 0..=127_u8 {
        for before in 0..40 {
            let text = format!("{}{}z", "a".repeat(before), char::from(byte));
            let expected: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
            assert_eq!(body(&text), format!("k={expected}"));
        }
    }
}

#[test]
fn every_value_has_its_form() {
    let entries = Entries::from_iter([("b", 1_i64), ("a", 2)]);
    let map = BTreeMap::from([("b".to_owned(), true), ("a".to_owned(), false)]);
    let id: Id<str> = Id::new("dp_1");
    let cases: [(&dyn FormValue, &str); 22] = [
        (&true, "k=true"),
        (&false, "k=false"),
        (&i32::MIN, "k=-2147483648"),
        (&i64::MIN, "k=-9223372036854775808"),
        (&0_i64, "k=0"),
        (&u64::MAX, "k=18446744073709551615"),
        (&1.5_f32, "k=1.5"),
        (&-0.1_f64, "k=-0.1"),
        (&id, "k=dp_1"),
        (&Timestamp::from_unix(-1), "k=-1"),
        (&vec!["x", "y"], "k%5B0%5D=x&k%5B1%5D=y"),
        (&vec![vec![1_i64], vec![]], "k%5B0%5D%5B0%5D=1"),
        (&Vec::<String>::new(), ""),
        (&entries, "k%5Bb%5D=1&k%5Ba%5D=2"),
        (&map, "k%5Ba%5D=false&k%5Bb%5D=true"),
        (&Some("x"), "k=x"),
        (&None::<String>, "k="),
        (
            &vec![Some("x"), None, Some("y")],
            "k%5B0%5D=x&k%5B1%5D=&k%5B2%5D=y",
        ),
        (&Clearable::Set(5_i64), "k=5"),
        (&Clearable::<i64>::Clear, "k="),
        (&Box::new("x"), "k=x"),
        (&bytes::Bytes::from_static(b"\xff "), "k=%FF+"),
    ];
    for (at, (value, expected)) in cases.into_iter().enumerate() {
        let mut form = Form::body();
        value.write(&Key::new("k"), &mut form);
        assert_eq!(form.into_string(), expected, "case {at}");
    }
}

#[test]
fn free_json_is_written_with_brackets() {
    let value = json!({"a": [1, {"b": null}], "c": {}, "d": "x y", "e": 1.5, "f": true});
    assert_eq!(
        body(&value),
        "k%5Ba%5D%5B0%5D=1&k%5Ba%5D%5B1%5D%5Bb%5D=&k%5Bd%5D=x+y&k%5Be%5D=1.5&k%5Bf%5D=true"
    );
}

#[test]
fn ranges_are_exact_or_bounded() {
    let cases: [(RangeFilter<i64>, &str); 9] = [
        (5.into(), "k=5"),
        (RangeFilter::Exactly(5), "k=5"),
        (
            RangeFilter::gt(1).and_lte(2).into(),
            "k%5Bgt%5D=1&k%5Blte%5D=2",
        ),
        (
            RangeFilter::lte(3).and_lt(4).and_gte(2).and_gt(1).into(),
            "k%5Bgt%5D=1&k%5Bgte%5D=2&k%5Blt%5D=4&k%5Blte%5D=3",
        ),
        ((1..2).into(), "k%5Bgte%5D=1&k%5Blt%5D=2"),
        ((1..=2).into(), "k%5Bgte%5D=1&k%5Blte%5D=2"),
        ((1..).into(), "k%5Bgte%5D=1"),
        ((..2).into(), "k%5Blt%5D=2"),
        ((..=2).into(), "k%5Blte%5D=2"),
    ];
    for (range, expected) in cases {
        assert_eq!(body(&range), expected, "{range:?}");
    }
    assert_eq!(body(&RangeFilter::<Timestamp>::from(7)), "k=7");
    assert_eq!(body(&RangeFilter::<Timestamp>::from(7..)), "k%5Bgte%5D=7");
}

#[test]
fn changes_to_a_map_clear_only_when_asked() {
    let changes = |make: fn(&mut ClearableEntries)| {
        let mut changes = ClearableEntries::new();
        make(&mut changes);
        body(&changes)
    };
    assert_eq!(changes(|_| {}), "");
    assert_eq!(body(&ClearableEntries::from_iter([("", ""); 0])), "");
    assert_eq!(changes(|c| c.set("a[b]", "1 2")), "k%5Ba%5Bb%5D%5D=1+2");
    assert_eq!(changes(|c| c.unset("a")), "k%5Ba%5D=");
    assert_eq!(changes(ClearableEntries::clear), "k=");
    let twice = changes(|c| {
        c.set("a", "1");
        c.set("b", "2");
        c.set("a", "3");
    });
    assert_eq!(twice, "k%5Ba%5D=3&k%5Bb%5D=2");
    let cleared = changes(|c| {
        c.set("a", "1");
        c.clear();
        c.unset("b");
    });
    assert_eq!(cleared, "k=");
}

#[test]
fn encodings_of_lists_differ() {
    let write = |write: fn(&mut Form)| {
        let mut form = Form::query();
        write(&mut form);
        form.into_string()
    };
    let key = Key::new("k");
    assert_eq!(write(|f| f.repeat(&Key::new("k"), &[1_i64, 2])), "k=1&k=2");
    assert_eq!(
        write(|f| f.joined(&Key::new("k"), ",", &["a,b", "c d"])),
        "k=a%2Cb,c%20d"
    );
    assert_eq!(
        write(|f| f.joined(&Key::new("k"), "|", &["a", "b"])),
        "k=a%7Cb"
    );
    assert_eq!(
        write(|f| f.joined(&Key::new("k"), " ", &["a", "b"])),
        "k=a%20b"
    );
    assert_eq!(write(|f| f.joined::<String>(&Key::new("k"), ",", &[])), "");
    assert_eq!(
        write(|f| f.json(&Key::new("k"), &json!({"a": "b"}))),
        "k=%7B%22a%22%3A%22b%22%7D"
    );
    assert_eq!(plain(&Timestamp::from_unix(7)), "7");
    assert_eq!(plain_joined(",", &["a b", "c%"]), "a b,c%");
    assert_eq!(key.to_string(), "k");
}

#[test]
fn expand_paths_are_indexed_and_prefixed_if_known() {
    struct Path(&'static str, bool);
    impl ExpandPath for Path {
        fn path(&self) -> &str {
            self.0
        }
        fn is_known(&self) -> bool {
            self.1
        }
    }
    let mut form = Form::query();
    let paths = [Path("charge", true), Path("data.x", false)];
    form.expand(&Key::new("expand"), "data.", &paths);
    assert_eq!(
        form.into_string(),
        "expand%5B0%5D=data.charge&expand%5B1%5D=data.x"
    );
}

#[test]
fn keys_are_shown_decoded() {
    let evidence = Key::new("evidence");
    let inner = evidence.member("%5Benhanced_evidence%5D");
    let transactions = inner.member("%5Bprior%20transactions%5D");
    let first = transactions.index(0);
    assert_eq!(
        first.member("%5Bcharge%5D").to_string(),
        "evidence[enhanced_evidence][prior transactions][0][charge]"
    );
    assert_eq!(evidence.entry("ключ").to_string(), "evidence[ключ]");
    let root = Key::root();
    assert_eq!(root.member("%5Bname%5D").to_string(), "name");
    assert_eq!(
        root.member("%5Bname%5D").member("%5Bx%5D").to_string(),
        "name[x]"
    );
    assert_eq!(root.entry("a b").entry("c").to_string(), "a b[c]");
    assert_eq!(Key::new("100%25%C3%A9%").to_string(), "100%é%");
}

#[test]
fn members_of_the_root_stand_without_brackets() {
    let mut form = Form::body();
    form.field(&Key::root(), &json!({"a b": 1, "c": {"d": [2]}}));
    assert_eq!(form.into_string(), "a+b=1&c%5Bd%5D%5B0%5D=2");
}

/// Pairs of a deterministic pseudo-random corpus come back as they went in.
#[test]
fn a_parser_reads_back_what_was_written() {
    const ALPHABET: [char; 24] = [
        'a',
        'Z',
        '0',
        '9',
        '-',
        '.',
        '_',
        '*',
        '~',
        ' ',
        '+',
        '&',
        '=',
        '%',
        '[',
        ']',
        '\0',
        '\n',
        '"',
        'é',
        'ж',
        '中',
        '😀',
        '\u{10ffff}',
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap_or(0)
    };
    for _ in 0..2_000 {
        let mut text = || {
            let length = random(60);
            (0..length)
                .map(|_| ALPHABET[random(ALPHABET.len())])
                .collect::<String>()
        };
        let (name, value, other) = (text(), text(), text());
        for mut form in [Form::body(), Form::query()] {
            let key = Key::new("k");
            form.field(&key.entry(&name), &value);
            form.field(&key, &other);
            let written = form.into_string();
            assert!(written.is_ascii());
            let read: Vec<_> = form_urlencoded::parse(written.as_bytes())
                .into_owned()
                .collect();
            assert_eq!(
                read,
                [
                    (format!("k[{name}]"), value.clone()),
                    ("k".into(), other.clone())
                ]
            );
        }
    }
}
