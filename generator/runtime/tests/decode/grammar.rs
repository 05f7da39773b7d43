//! What is JSON, and what it says: cases in the manner of JSONTestSuite, and texts changed at random, with serde_json as the witness.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Bound;

use form_runtime::decode_json;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// Elements of lists that are JSON.
const TAKEN: &str = include_str!("taken.txt");

/// The same, with spaces, line ends and characters that are shown as escapes here.
const TAKEN_OTHERS: &[&str] = &[
    "",
    " ",
    "1\n",
    "[1\n]",
    "2 ",
    " 4",
    "{\n\"a\": \"b\"\n}",
    "\"\u{10ffff}\"",
    "\"\u{ffff}\"",
    "\"\u{3c0}\"",
    "\"\u{1bfff}\"",
    "\"\u{2028}\"",
    "\"\u{2029}\"",
    "\"new\u{a0}line\"",
    "\"\u{20ac}\u{1d11e}\"",
    "\"a\u{7f}a\"",
    "\t\r\n 7 \t\r\n",
];

/// Bodies that are no JSON.
const REFUSED: &str = include_str!("refused.txt");

/// The same, with spaces, line ends and characters that are shown as escapes here.
const REFUSED_OTHERS: &[&str] = &[
    "",
    " ",
    "[\"a\",\n4\n,1,",
    "[\"\u{b}a\"\\f]",
    "[1,\n1\n,1",
    "[\u{ff11}]",
    "{\u{1f1e8}\u{1f1ed}}",
    "[\u{e9}]",
    "[\"\\\0\"]",
    "[\"\\\t\"]",
    "[\"\\\u{1f300}\"]",
    "[\"a\0a\"]",
    "[\"new\nline\"]",
    "[\"\t\"]",
    "a\u{30a}",
    "\u{feff}\u{feff}{}",
    "[\u{c}]",
    "\u{2060}[]",
    "{\"a\":1\u{a0}}",
    "[\"\u{1f}1234567\"]",
    "[\"1234567\u{1f}\"]",
];

/// Reads anything, and tells whether it was read from the text itself, where nobody knows how much is to come.
struct Seen {
    is_direct: bool,
}

impl<'de> Deserialize<'de> for Seen {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct List;

        impl<'de> Visitor<'de> for List {
            type Value = Seen;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Seen, A::Error> {
                let is_direct = list.size_hint().is_none();
                while list.next_element::<Value>()?.is_some() {}
                Ok(Seen { is_direct })
            }
        }

        deserializer.deserialize_seq(List)
    }
}

#[test]
fn json_is_taken_and_says_what_it_says_to_others() {
    for elements in TAKEN.lines().chain(TAKEN_OTHERS.iter().copied()) {
        let text = format!("[{elements}]");
        let found: Value = decode_json(text.as_bytes()).expect(elements);
        assert_eq!(
            found,
            serde_json::from_str::<Value>(&text).expect(elements),
            "{text}"
        );
        let seen: Seen = decode_json(text.as_bytes()).expect(elements);
        assert!(seen.is_direct, "{text} was read twice");
        agree(&text);
    }
}

fn refused() -> impl Iterator<Item = &'static str> {
    REFUSED.lines().chain(REFUSED_OTHERS.iter().copied())
}

#[test]
fn what_is_no_json_is_refused() {
    for text in refused() {
        assert!(decode_json::<Value>(text.as_bytes()).is_err(), "{text}");
        agree(text);
    }
    for bytes in [
        &b"[\"\xff\"]"[..],
        b"[\xff]",
        b"\xff\xfe[\0]\0",
        b"[\"\xed\xa0\x80\"]",
        b"[\"\xe0\xff\"]",
    ] {
        assert!(decode_json::<Value>(bytes).is_err(), "{bytes:?}");
    }
}

#[test]
fn what_is_skipped_is_checked() {
    for text in refused() {
        let body = format!("{{\"a\":{text}}}");
        // Some end what is around them.
        let is_json = serde_json::from_str::<IgnoredAny>(&body).is_ok();
        assert_eq!(
            decode_json::<IgnoredAny>(body.as_bytes()).is_ok(),
            is_json,
            "{body}"
        );
    }
}

#[test]
fn depth_is_bounded_where_it_takes_stack_alone() {
    let deep = |depth: usize| ["[".repeat(depth), "]".repeat(depth)].concat();
    for (depth, is_read) in [(127, true), (128, false), (100_000, false)] {
        let read = decode_json::<Value>(deep(depth).as_bytes());
        assert_eq!(read.is_ok(), is_read, "{depth}");
        assert_eq!(
            serde_json::from_str::<Value>(&deep(depth)).is_ok(),
            is_read,
            "{depth}"
        );
        decode_json::<IgnoredAny>(deep(depth).as_bytes()).expect("skipped");
    }
    for depth in [63, 64, 65, 128, 129, 1000] {
        let mixed = ["[{\"a\":".repeat(depth), "1".into(), "}]".repeat(depth)].concat();
        decode_json::<IgnoredAny>(mixed.as_bytes()).expect("skipped");
        let wrong = [
            "[{\"a\":".repeat(depth),
            "1".into(),
            "}]".repeat(depth - 1),
            "]}".into(),
        ]
        .concat();
        assert!(
            decode_json::<IgnoredAny>(wrong.as_bytes()).is_err(),
            "{depth}"
        );
        let open = &mixed[..mixed.len() - 1];
        assert!(
            decode_json::<IgnoredAny>(open.as_bytes()).is_err(),
            "{depth}"
        );
    }
}

/// Our verdicts and values are those of serde_json, whatever is asked for.
fn agree(text: &str) {
    if text.starts_with('\u{feff}') {
        return;
    }
    same::<Value>(text);
    same::<String>(text);
    same::<bool>(text);
    same::<f64>(text);
    same::<f32>(text);
    same::<char>(text);
    same::<()>(text);
    same::<Option<Vec<Value>>>(text);
    same::<Vec<Option<f64>>>(text);
    same::<Vec<String>>(text);
    same::<(Value, Value)>(text);
    same::<BTreeMap<String, Value>>(text);
    same::<BTreeMap<String, BTreeMap<String, Value>>>(text);
    same::<BTreeMap<bool, Value>>(text);
    same::<Bound<Value>>(text);
    same::<Vec<Bound<bool>>>(text);
    at_least::<Vec<i8>>(text);
    at_least::<i64>(text);
    at_least::<Vec<i64>>(text);
    at_least::<Vec<u64>>(text);
    at_least::<Vec<i128>>(text);
    at_least::<Vec<u128>>(text);
    at_least::<BTreeMap<i64, Value>>(text);
    raw(text);
}

fn same<T: DeserializeOwned + PartialEq + fmt::Debug>(text: &str) {
    let found = decode_json::<T>(text.as_bytes()).ok();
    let expected = serde_json::from_str::<T>(text).ok();
    assert_eq!(
        found,
        expected,
        "{text:?} as {}",
        std::any::type_name::<T>()
    );
}

/// Whole numbers are taken in more ways than serde_json takes them.
fn at_least<T: DeserializeOwned + PartialEq + fmt::Debug>(text: &str) {
    if let Ok(expected) = serde_json::from_str::<T>(text) {
        let found = decode_json::<T>(text.as_bytes()).ok();
        assert_eq!(
            found,
            Some(expected),
            "{text:?} as {}",
            std::any::type_name::<T>()
        );
    }
}

/// What is kept as text is the same text.
fn raw(text: &str) {
    let found = decode_json::<Vec<Box<RawValue>>>(text.as_bytes()).ok();
    let expected = serde_json::from_str::<Vec<Box<RawValue>>>(text).ok();
    let texts = |values: Option<Vec<Box<RawValue>>>| {
        values.map(|values| {
            values
                .iter()
                .map(|value| value.get().to_owned())
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(texts(found), texts(expected), "{text:?}");
}

/// Pieces that texts are made of.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\"a\"",
    "\"a\":",
    "\"longer than a word\":",
    "\"\\n\"",
    "\\u00e9",
    "\\ud83d",
    "\\ude00",
    "null",
    "true",
    "false",
    "0",
    "1",
    "-",
    "9",
    ".5",
    "e3",
    "E-2",
    "1e400",
    "18446744073709551615",
    "-9223372036854775808",
    "99999999999999999999",
    "3.0",
    " ",
    "\n        ",
    "\t",
    "\u{1}",
    "\u{e9}",
    "\u{1f600}",
    "12345678",
    "\"Included\":",
    "\"Unbounded\"",
    "\"7\":",
    "\"true\":",
    "[1,2]",
    "{\"a\":{\"b\":[]}}",
    "\0",
    "[[",
    "]]",
    "\"x\",",
    "1,",
];

#[test]
fn texts_made_at_random_are_read_as_by_serde_json() {
    let mut random = Random(7);
    for _ in 0..8_000 {
        let mut text = String::new();
        for _ in 0..random.below(12) + 1 {
            text.push_str(PIECES[random.below(PIECES.len())]);
        }
        agree(&text);
        agree(&format!("[{text}]"));
        agree(&format!("{{\"a\":{text}}}"));
    }
}

#[test]
fn bodies_changed_at_random_are_read_as_by_serde_json() {
    const BODY: &str = "{\n  \"id\": \"dp_1\",\n  \"amount\": 1000, \"list\": [1.5, -2, {\"\\u00e9\": null}],\n  \"text\": \"a \\\"quoted\\\" \u{e9} text\", \"none\": {}\n}";
    let mut random = Random(11);
    for _ in 0..8_000 {
        let mut bytes = BODY.as_bytes().to_vec();
        for _ in 0..random.below(4) + 1 {
            if bytes.is_empty() {
                break;
            }
            let at = random.below(bytes.len());
            let piece = PIECES[random.below(PIECES.len())].bytes();
            match random.below(4) {
                0 => drop(bytes.splice(at..at, piece)),
                1 => drop(bytes.remove(at)),
                2 => bytes[at] = u8::try_from(random.below(256)).unwrap_or(0),
                _ => bytes.truncate(at + 1),
            }
        }
        match std::str::from_utf8(&bytes) {
            Ok(text) => agree(text),
            Err(_) => assert!(decode_json::<Value>(&bytes).is_err(), "{bytes:?}"),
        }
    }
}

/// Maps whose keys are read one by one, as emitted readers do.
#[test]
fn the_last_of_two_members_counts_and_both_are_read() {
    struct Count(usize);

    impl<'de> Deserialize<'de> for Count {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Members;

            impl<'de> Visitor<'de> for Members {
                type Value = Count;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("an object")
                }

                fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Count, A::Error> {
                    let mut count = 0;
                    while map.next_entry::<String, IgnoredAny>()?.is_some() {
                        count += 1;
                    }
                    Ok(Count(count))
                }
            }

            deserializer.deserialize_map(Members)
        }
    }

    let count: Count = decode_json(br#"{"a":1,"a":{"b":2},"c":"d"}"#).expect("members");
    assert_eq!(count.0, 3);
}

/// The same numbers each time (xorshift, Marsaglia 2003).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap_or(0)
    }
}
