//! Members that a document does not name.
//!
//! In: objects with such members, from texts, from trees and from other formats. Out: nothing, if they are written again as they
//! came, read when asked for, and cost no stack, however deep they are.

use std::collections::HashMap;
use std::fmt;

use form_runtime::{DebugFull, List, MemberName, UnknownMembers, decode_json};
use serde::de::value::MapDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

/// What the generator emits for an object with one member.
#[derive(Clone, Debug, Default, PartialEq)]
struct Thing {
    id: Option<String>,
    unknown: UnknownMembers,
}

impl<'de> Deserialize<'de> for Thing {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ThingVisitor;

        impl<'de> Visitor<'de> for ThingVisitor {
            type Value = Thing;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a Thing object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Thing, A::Error> {
                let mut thing = Thing::default();
                while let Some(member) = access.next_key::<MemberName<'de>>()? {
                    match member.as_str() {
                        "id" => thing.id = access.next_value()?,
                        _ => thing.unknown.keep(member, &mut access)?,
                    }
                }
                Ok(thing)
            }
        }

        deserializer.deserialize_map(ThingVisitor)
    }
}

impl Serialize for Thing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(id) = &self.id {
            map.serialize_entry("id", id)?;
        }
        self.unknown.write(&mut map)?;
        map.end()
    }
}

fn read(text: &str) -> Thing {
    decode_json(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn written(thing: &Thing) -> String {
    serde_json::to_string(thing).unwrap()
}

/// Numbers beyond any of Rust's, digits that say nothing, an order that is not that of the alphabet, names with escapes.
const ODD: &str = r#"{"id":"x","z":123456789012345678901234567890,"a":[1.10,1e5,-0,0.1,18446744073709551615,-9223372036854775808,3.14159265358979323846264338327950288],"q\"\n":{"b":null,"a":{"":[],"é":{}}},"t":true,"s":"ü\n\""}"#;

#[test]
fn every_digit_and_the_order_survive() {
    let thing = read(ODD);
    assert_eq!(thing.id.as_deref(), Some("x"));
    assert_eq!(written(&thing), ODD);
    assert_eq!(read(&written(&thing)), thing);
    let reader: Thing = serde_json::from_reader(ODD.as_bytes()).unwrap();
    assert_eq!(written(&reader), ODD);
    let pretty = serde_json::to_string_pretty(&thing).unwrap();
    assert_eq!(written(&read(&pretty)), ODD);
}

/// A tree of serde_json's has its numbers.
#[test]
fn by_way_of_a_tree() {
    let tree: Value = serde_json::from_str(ODD).unwrap();
    let thing = Thing::deserialize(&tree).unwrap();
    assert_eq!(serde_json::to_value(&thing).unwrap(), tree);
    assert_eq!(
        serde_json::from_value::<Thing>(tree.clone()).unwrap(),
        thing
    );
    assert_eq!(serde_json::to_value(read(ODD)).unwrap(), tree);
}

#[test]
fn all_of_any_object_is_written_again() {
    for text in [
        "{}",
        r#"{"a":1}"#,
        r#"{"a":1,"a":2}"#,
        r#"{"":""}"#,
        r#"{"a":[[],{},null,false]}"#,
        r#"{"$serde_json::private::RawValue":"1","b":{"$serde_json::private::RawValue":"[]"}}"#,
    ] {
        assert_eq!(written(&read(text)), text);
    }
    let spaced = " { \"a\" : [ 1 , { \"b\" : 2 } ] } ";
    assert_eq!(written(&read(spaced)), r#"{"a":[1,{"b":2}]}"#);
}

/// Values of plain types, of which no deserialiser makes anything else.
#[test]
fn from_other_deserialisers() {
    let plain = MapDeserializer::<_, serde::de::value::Error>::new(
        HashMap::from([("a", "text")]).into_iter(),
    );
    let thing = Thing::deserialize(plain).unwrap();
    assert_eq!(thing.unknown.as_json(), r#"{"a":"text"}"#);
}

#[test]
fn read_when_asked_for() {
    let thing = read(r#"{"id":"x","n":12345678901234567890,"t":"text","o":{"a":[1]},"n":3}"#);
    let unknown = &thing.unknown;
    assert_eq!(unknown.names().collect::<Vec<_>>(), ["n", "t", "o", "n"]);
    assert_eq!(unknown.get::<u64>("n").unwrap().unwrap(), 3);
    assert_eq!(unknown.get::<String>("t").unwrap().unwrap(), "text");
    assert_eq!(
        unknown.get::<Value>("o").unwrap().unwrap(),
        json!({"a": [1]})
    );
    assert!(unknown.get::<Value>("id").is_none());
    let error = unknown.get::<Vec<String>>("o").unwrap().unwrap_err();
    assert!(error.message.contains("expected"), "{error}");
    assert!(UnknownMembers::new().is_empty() && !unknown.is_empty());
    assert_eq!(UnknownMembers::new().as_json(), "{}");
    assert_eq!(UnknownMembers::new().names().count(), 0);
}

#[test]
fn equal_as_values_are() {
    let unknown = |text: &str| read(text).unknown;
    assert_eq!(
        unknown(r#"{"a":1,"b":[2]}"#),
        unknown(r#"{ "b" : [ 2 ], "a" : 1 }"#)
    );
    assert_eq!(unknown(r#"{"a":"\u00e9"}"#), unknown(r#"{"a":"é"}"#));
    assert_ne!(unknown(r#"{"a":1}"#), unknown(r#"{"a":2}"#));
    assert_ne!(unknown(r#"{"a":1}"#), unknown("{}"));
}

#[test]
fn names_and_lengths_are_shown() {
    let thing = read(r#"{"later":"Jane Austen","\u001b[31m":1}"#);
    assert_eq!(
        format!("{:?}", thing.unknown),
        r#"{"later": <13 bytes>, "\u{1b}[31m": <1 byte>}"#
    );
    let full = format!("{:?}", thing.unknown.debug_full());
    assert!(full.contains("Jane Austen"), "{full}");
    assert_eq!(format!("{:?}", UnknownMembers::new()), "{}");
}

#[test]
fn nothing_is_allocated_where_there_are_none() {
    assert_eq!(size_of::<UnknownMembers>(), size_of::<usize>());
    let of = |text: &'static str| {
        allocation_counter::measure(|| {
            read(text);
        })
        .count_total
    };
    assert_eq!(of("{}"), 0);
    // The box and its text.
    assert!(of(r#"{"a":[1,2,3]}"#) <= 2);
}

/// Not read before it is asked for, and then as deep as any JSON.
#[test]
fn depth() {
    let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    for levels in [1, 30, 31, 32, 33, 34, 126] {
        let text = format!(r#"{{"a":{}}}"#, deep(levels));
        assert_eq!(written(&read(&text)), text, "{levels}");
        let tree: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_value(read(&text)).unwrap(), tree, "{levels}");
    }
    let levels = 100_000;
    let text = format!(
        r#"{{"a":{},"b":{}1{}}}"#,
        deep(levels),
        r#"{"a":"#.repeat(levels),
        "}".repeat(levels)
    );
    let thing = read(&text);
    assert!(written(&thing) == text, "as it came");
    assert!(thing == read(&text));
    assert!(serde_json::to_value(&thing).is_err());
    assert!(thing.unknown.get::<Value>("a").unwrap().is_err());
    assert_eq!(thing.unknown.names().count(), 2);
    assert!(!format!("{thing:?}").contains('['));
}

/// Texts that JSON allows and Rust cannot hold are passed on.
#[test]
fn half_a_character() {
    let text = r#"{"a":"\ud800","b":1}"#;
    let thing = read(text);
    assert_eq!(written(&thing), text);
    assert!(thing.unknown.get::<String>("a").unwrap().is_err());
}

#[test]
fn what_is_no_json_is_refused() {
    for text in [
        r#"{"a":}"#,
        r#"{"a":[1,]}"#,
        r#"{"a":01}"#,
        r#"{"a":tru}"#,
        r#"{"a":"}"#,
        r#"{"a":[}]}"#,
        "{\"a\":\"\u{1}\"}",
        r#"{"a":1 2}"#,
    ] {
        assert!(decode_json::<Thing>(text.as_bytes()).is_err(), "{text}");
    }
}

#[test]
fn pages() {
    let text = r#"{"object":"list","data":[{"id":"x","new":1.50}],"has_more":false,"url":"/v1/things","next_page":"p_2"}"#;
    let page: List<Thing> = decode_json(text.as_bytes()).unwrap();
    assert_eq!(
        page.unknown.get::<String>("next_page").unwrap().unwrap(),
        "p_2"
    );
    assert_eq!(serde_json::to_string(&page).unwrap(), text);
    assert!(!format!("{page:?}").contains("p_2"));
}
