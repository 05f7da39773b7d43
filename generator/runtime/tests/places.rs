//! Where reading a body stopped: the member's path, what was expected and what came, and no value.

use std::collections::BTreeMap;
use std::fmt;

use form_runtime::{
    DecodeError, Envelope, List, MemberName, additional, alternative, decode_json, ignore, needed,
};
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// A struct that reads itself as emitted ones do.
macro_rules! model {
    ($name:ident, $article:literal, $required:ident: $type:ty, $($member:ident: $of_member:ty),*) => {
        #[derive(Debug)]
        #[allow(dead_code)]
        struct $name {
            $required: $type,
            $($member: Option<$of_member>,)*
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Members;

                impl<'de> Visitor<'de> for Members {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(concat!($article, " ", stringify!($name)))
                    }

                    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<$name, A::Error> {
                        let mut $required = None;
                        $(let mut $member = None;)*
                        while let Some(name) = map.next_key::<MemberName<'de>>()? {
                            match name.as_str() {
                                stringify!($required) => $required = Some(map.next_value()?),
                                $(stringify!($member) => $member = map.next_value()?,)*
                                _ => ignore(&mut map)?,
                            }
                        }
                        Ok($name {
                            $required: needed($required, stringify!($required))?,
                            $($member,)*
                        })
                    }
                }

                deserializer.deserialize_map(Members)
            }
        }
    };
}

model!(Thing, "a", id: String, parts: Vec<Part>, notes: BTreeMap<String, i64>, open: bool);
model!(Part, "a", due_by: i64, small: i32);

fn error(body: &str) -> DecodeError {
    decode_json::<List<Thing>>(body.as_bytes()).unwrap_err()
}

#[test]
fn the_path_and_both_kinds() {
    let item = |item: &str| {
        format!(
            r#"{{"object": "list", "data": [{{"id": "th_1", "x": ["\"}}", {{}}]}}, {item}], "has_more": false}}"#
        )
    };
    let cases = [
        (
            r#"{"id": "th_2", "parts": [{"due_by": 1}, {"due_by": "secret"}]}"#,
            "data[1].parts[1].due_by",
            "expected an integer, found a text",
        ),
        (
            r#"{"id": "th_2", "parts": [{"small": null, "due_by": {"secret": 1}}]}"#,
            "data[1].parts[0].due_by",
            "expected an integer, found an object",
        ),
        (
            r#"{"id": ["secret"]}"#,
            "data[1].id",
            "expected a text, found a list",
        ),
        (
            r#"{"id": null}"#,
            "data[1].id",
            "expected a text, found null",
        ),
        (
            r#"{"open": 7654321}"#,
            "data[1].open",
            "expected true or false, found an integer",
        ),
        (
            r#"{"parts": [{"small": 7654321000, "due_by": 1}]}"#,
            "data[1].parts[0].small",
            "expected i32, found an integer that does not fit",
        ),
        (
            r#"{"id": "th_2", "notes": {"secret_id": true}}"#,
            "data[1].notes.…",
            "expected an integer, found true or false",
        ),
        (
            r#"{"id": "th_2", "notes": {"secret@mail.example": 1.5}}"#,
            "data[1].notes.…",
            "expected an integer, found a number with a fraction",
        ),
        (r#""secret""#, "data[1]", "expected a Thing, found a text"),
    ];
    for (of_item, path, what) in cases {
        let error = error(&item(of_item));
        assert_eq!(error.path(), Some(path), "{of_item}");
        let message = format!("`{path}`: {what} (line 1, column ");
        assert!(error.message.starts_with(&message), "{error}");
        let shown = format!("{error} {error:?}");
        assert!(
            !shown.contains("secret") && !shown.contains("7654321"),
            "{shown}"
        );
    }
}

#[test]
fn what_is_missing_is_named() {
    let cases = [
        (r#"{"data": [], "url": "x"}"#, "has_more"),
        (
            "{\n  \"data\": [{\n    \"id\": \"é\", \"parts\": [ { } ]\n  }]\n}",
            "data[0].parts[0].due_by",
        ),
        (r#"{"data": [{"parts": []}, 1]}"#, "data[0].id"),
    ];
    for (body, path) in cases {
        let error = error(body);
        assert_eq!(error.path(), Some(path), "{error}");
        assert!(
            error
                .message
                .starts_with(&format!("`{path}` is missing (line ")),
            "{error}"
        );
    }
}

#[test]
fn what_is_no_json() {
    for (body, words) in [
        (
            "{",
            "it is cut off: EOF while parsing an object (line 1, column 1)",
        ),
        ("{\"data\": [tru", "it is cut off: "),
        (
            "<html>secret",
            "it is no JSON: expected value (line 1, column 1)",
        ),
        ("{\"secret\": 1, \"data\": [\"\\x", "it is no JSON: "),
        (
            "{\"has_more\": \"secret\", \"data\": tru}",
            "it is no JSON: ",
        ),
        (
            "{\"data\": [], \"has_more\": true} secret",
            "it is no JSON: trailing characters",
        ),
    ] {
        let error = error(body);
        assert!(error.message.starts_with(words), "{error}");
        assert!(!error.to_string().contains("secret"), "{error}");
        assert_eq!(error.path(), None, "{error}");
    }
}

/// What somebody else says is wrong is not repeated, and where it is, is known all the same.
#[test]
fn what_others_say() {
    #[derive(Debug)]
    struct Strict;

    impl<'de> Deserialize<'de> for Strict {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let text = String::deserialize(deserializer)?;
            Err(serde::de::Error::custom(format_args!("not `{text}`")))
        }
    }

    model!(Holder, "a", id: String, strict: Strict);
    let error = decode_json::<Vec<Holder>>(br#"[{"id": "a", "strict": "secret"}]"#).unwrap_err();
    assert_eq!(error.path(), Some("[0].strict"));
    let message = "`[0].strict`: a value that does not fit (line 1, column 32)";
    assert_eq!(error.message, message);
}

/// The way goes on into an alternative of a union, which is read from a tree.
#[test]
fn alternatives() {
    #[derive(Debug)]
    struct Union(#[allow(dead_code)] Thing);

    impl<'de> Deserialize<'de> for Union {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let value = Value::deserialize(deserializer)?;
            alternative(value).map(Union)
        }
    }

    model!(Outer, "an", id: String, union: Vec<Union>);
    let body = r#"{"id": "a", "union": [{"id": "b", "parts": [{"due_by": "secret"}]}]}"#;
    let error = decode_json::<Outer>(body.as_bytes()).unwrap_err();
    assert_eq!(error.path(), Some("union[0].parts[0].due_by"));
    assert!(
        error
            .message
            .contains("`: expected an integer, found a text (")
    );
    // To those who read by other means, it is said in words.
    let error = serde_json::from_str::<Outer>(body).unwrap_err();
    let words = "`parts[0].due_by`: expected an integer, found a text at line 1 column ";
    assert!(error.to_string().starts_with(words), "{error}");
    let error = decode_json::<Outer>(br#"{"id": "a", "union": [{"open": true}]}"#).unwrap_err();
    assert_eq!(error.path(), Some("union[0].id"));
    assert!(decode_json::<Outer>(br#"{"id": "a", "union": [{"id": "b"}]}"#).is_ok());
}

/// Members of one type beside those that have a name, as emitted structs read them: their names are the sender's.
#[test]
fn names_of_typed_members_are_not_shown() {
    #[derive(Debug)]
    struct Open(#[allow(dead_code)] (Option<Part>, BTreeMap<String, Part>));

    impl<'de> Deserialize<'de> for Open {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct Members;

            impl<'de> Visitor<'de> for Members {
                type Value = Open;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("an Open")
                }

                fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Open, A::Error> {
                    let (mut known, mut extra) = (None, BTreeMap::new());
                    while let Some(name) = map.next_key::<MemberName<'de>>()? {
                        match name.as_str() {
                            "known" => known = map.next_value()?,
                            _ => drop(extra.insert(name.into_string(), additional(&mut map)?)),
                        }
                    }
                    Ok(Open((known, extra)))
                }
            }

            deserializer.deserialize_map(Members)
        }
    }

    model!(Holder, "a", id: String, open: Open, small: i32);
    for (body, path) in [
        (
            r#"{"open": {"secret_key": {"due_by": true}}}"#,
            "open.….due_by",
        ),
        (r#"{"open": {"secret_key": {}}}"#, "open.….due_by"),
        (r#"{"open": {"secret_key": 1}}"#, "open.…"),
        (r#"{"open": {"known": 1}}"#, "open.known"),
        (
            r#"{"id": "a", "open": {"a": {"due_by": 1}}, "small": "b"}"#,
            "small",
        ),
    ] {
        // An error of another reader leaves nothing behind.
        serde_json::from_str::<Open>(r#"{"a": 1}"#).unwrap_err();
        let error = decode_json::<Holder>(body.as_bytes()).unwrap_err();
        assert_eq!(error.path(), Some(path), "{body}");
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    }
    assert!(decode_json::<Holder>(br#"{"id": "a", "open": {"a": {"due_by": 1}}}"#).is_ok());
}

/// Whatever stands in it, and wherever it ends: nothing panics.
#[test]
fn any_body() {
    let body = r#"{"object": "list", "data": [{"id": "é\"\u00e9", "notes": {"a": [1, {}]}}], "has_more": 1}"#;
    for end in (0..body.len()).filter(|end| body.is_char_boundary(*end)) {
        assert!(decode_json::<List<Thing>>(&body.as_bytes()[..end]).is_err());
        let broken = [&body[..end], "\u{85}]}\"", &body[end..]].concat();
        let _ = decode_json::<List<Thing>>(broken.as_bytes());
        let _ = decode_json::<List<Value>>(broken.replace(' ', "\n").as_bytes());
    }
}

#[test]
fn an_event_is_no_response() {
    const ENVELOPE: Envelope = Envelope::new("type", &["id"]);
    let errors = [
        ENVELOPE.name(b"{}").unwrap_err(),
        ENVELOPE.name(b"[").unwrap_err(),
        ENVELOPE.unknown(b"{\"type\": \"a\"}").unwrap_err(),
        ENVELOPE.untyped(b"1").unwrap_err(),
        Envelope::known::<Thing>(b"{\"type\": \"a\"}").unwrap_err(),
    ];
    for error in errors {
        assert!(
            error.to_string().starts_with("cannot read the event: "),
            "{error}"
        );
    }
}
