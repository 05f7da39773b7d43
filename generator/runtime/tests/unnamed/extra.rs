//! Parameters that a document does not name.
//!
//! In: keys and values, and what a request has types for. Out: nothing, if each goes where its request has pairs, or is refused by
//! its key, and no value is shown.

use form_runtime::{
    DebugFull, DecodeError, ExtraParams, InvalidRequest, Key, KeyTable, Multipart, Operation,
    RequestBuilder, TypedKeys, Upload,
};
use http::{Method, StatusCode};
use serde_json::{Value, json};

/// A request with each kind of body.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Query,
    Form,
    Multipart,
    Json,
}

struct Request {
    kind: Kind,
    extra: ExtraParams,
}

struct Address;

impl TypedKeys for Address {
    fn typed_keys() -> KeyTable {
        KeyTable::new(
            &["city"],
            &[("former", 1, <Address as TypedKeys>::typed_keys)],
        )
    }
}

impl TypedKeys for Request {
    fn typed_keys() -> KeyTable {
        KeyTable::new(
            &["thing", "name", "ids[]", "filter[by]"],
            &[
                ("address", 0, <Address as TypedKeys>::typed_keys),
                ("nested", 2, <Address as TypedKeys>::typed_keys),
                ("", 0, spread),
            ],
        )
    }
}

fn spread() -> KeyTable {
    KeyTable::new(&["loose"], &[])
}

impl Operation for Request {
    type Output = Value;
    type Error = Value;
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/things";
    const SERVER: &'static str = "https://api.example.com";

    fn build(&self, request: &mut RequestBuilder) {
        request.literal("/things");
        let key = Key::new("name");
        match self.kind {
            Kind::Query => request.query().text(&key, "n"),
            Kind::Form => request.form().text(&key, "n"),
            Kind::Multipart => request.multipart().field(&key, "n"),
            Kind::Json => request.json("application/json", &json!({"name": "n"})),
        }
        request.extra(&self.extra, Self::typed_keys);
    }

    fn decode(_: StatusCode, body: &[u8]) -> Result<Value, DecodeError> {
        form_runtime::decode_json(body)
    }
}

fn sent(kind: Kind, pairs: &[(&str, &str)]) -> Result<(String, String), InvalidRequest> {
    let mut extra = ExtraParams::new();
    for (key, value) in pairs {
        extra.add(*key, value);
    }
    let request = Request { kind, extra }.to_request()?;
    let query = request.uri().query().unwrap_or_default().to_owned();
    Ok((
        query,
        String::from_utf8(request.into_body().to_vec()).unwrap(),
    ))
}

fn refused(key: &str) -> String {
    let all = [Kind::Query, Kind::Form, Kind::Multipart, Kind::Json];
    let texts = all.map(|kind| sent(kind, &[(key, "v")]).unwrap_err().to_string());
    assert!(texts.iter().all(|text| *text == texts[0]), "{texts:?}");
    texts[0].clone()
}

#[test]
fn they_go_where_the_request_has_pairs() {
    let pairs = [("a[b c][0]", "1 2"), ("é", "x&y=[z]"), ("address[zip]", "")];
    let body = "name=n&a%5Bb+c%5D%5B0%5D=1+2&%C3%A9=x%26y%3D%5Bz%5D&address%5Bzip%5D=";
    assert_eq!(
        sent(Kind::Form, &pairs).unwrap(),
        (String::new(), body.to_owned())
    );
    let query = "a%5Bb%20c%5D%5B0%5D=1%202&%C3%A9=x%26y%3D%5Bz%5D";
    let (found, _) = sent(Kind::Query, &pairs[..2]).unwrap();
    assert_eq!(found, format!("name=n&{query}"));
    // A body without keys has no room for them.
    let (found, body) = sent(Kind::Json, &pairs[..2]).unwrap();
    assert_eq!((found.as_str(), body.as_str()), (query, r#"{"name":"n"}"#));
    let (_, parts) = sent(Kind::Multipart, &pairs).unwrap();
    assert!(
        parts.contains("name=\"a[b c][0]\"\r\n\r\n1 2\r\n"),
        "{parts}"
    );
    assert!(
        parts.contains("name=\"address[zip]\"\r\n\r\n\r\n"),
        "{parts}"
    );
}

#[test]
fn they_are_written_as_typed_ones_are() {
    let mut typed = form_runtime::Form::body();
    let key = Key::new("a");
    typed.text(&key.entry("b c").index(0).entry("ü"), "1 2");
    let (_, body) = sent(Kind::Form, &[("a[b c][0][ü]", "1 2")]).unwrap();
    assert_eq!(body, format!("name=n&{}", typed.into_string()));
}

#[test]
fn the_same_key_again_replaces_its_value() {
    let (_, body) = sent(Kind::Form, &[("a", "1"), ("b", "2"), ("a", "3")]).unwrap();
    assert_eq!(body, "name=n&a=3&b=2");
}

#[test]
fn keys_that_are_none() {
    for key in [
        "", "[a]", "a[", "a]", "a[]", "a[b", "a[b]c", "a[b]]", "a[[b]]", "a[b][]", "a[b[c]]", "]a[",
    ] {
        let expected = "a key such as `a[b][c]` expected, in which no name is empty or has brackets of its own";
        assert_eq!(refused(key), format!("{key}: {expected}"));
    }
}

#[test]
fn keys_that_have_a_type() {
    let expected = "an extra parameter expected that the request does not know: set this one by its own function";
    for key in [
        "thing",
        "name",
        "name[a]",
        "name[0][a]",
        "ids",
        "ids[0]",
        "filter[by]",
        "filter[by][a]",
        "address",
        "address[city]",
        "address[city][a]",
        "address[former]",
        "address[former][0]",
        "address[former][0][city]",
        "nested",
        "nested[a]",
        "nested[a][b]",
        "nested[a][b][city]",
        "loose",
        "loose[a]",
    ] {
        assert_eq!(refused(key), format!("{key}: {expected}"));
    }
    for key in [
        "names",
        "filter",
        "filter[from]",
        "address[zip]",
        "address[former][0][zip]",
        "city",
        "address[former][0][former][1][zip]",
        "nested[a][b][zip]",
        "Name",
    ] {
        assert!(sent(Kind::Form, &[(key, "v")]).is_ok(), "{key}");
    }
}

#[test]
fn keys_below_others() {
    let error = sent(Kind::Form, &[("a[b][c]", "1"), ("a[b]", "2"), ("]", "3")]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "a[b][c]: an extra parameter expected that is not below another one\n\
         ]: a key such as `a[b][c]` expected, in which no name is empty or has brackets of its own"
    );
    assert!(sent(Kind::Form, &[("a[b]", "1"), ("a[bc]", "2"), ("ab", "3")]).is_ok());
}

/// As anything in a query: who filters by nothing is shown everything.
#[test]
fn nothing_in_a_query() {
    let error = sent(Kind::Query, &[("a", "")]).unwrap_err();
    assert!(
        error.to_string().starts_with("a: an empty value"),
        "{error}"
    );
}

#[test]
fn control_characters_in_the_key_of_a_part() {
    let error = sent(Kind::Multipart, &[("a\u{1}", "v")]).unwrap_err();
    assert_eq!(error.violations.len(), 1, "{error}");
    assert!(
        sent(Kind::Form, &[("a\u{1}", "v")])
            .unwrap()
            .1
            .ends_with("&a%01=v")
    );
}

#[test]
fn no_value_is_shown() {
    let mut extra = ExtraParams::new();
    assert_eq!(format!("{extra:?}"), "{}");
    extra.add("a[b]", "Jane Austen");
    extra.add("n", 7);
    assert_eq!(
        format!("{extra:?}"),
        r#"{"a[b]": <11 characters>, "n": <1 character>}"#
    );
    let full = format!("{:?}", extra.debug_full());
    assert_eq!(full, r#"{"a[b]": "Jane Austen", "n": "7"}"#);
    for index in 0..200 {
        extra.add(format!("k{index}"), "v");
    }
    assert!(format!("{extra:?}").ends_with(", ..}"));
}

/// Files and extra parameters are parts of one body.
#[test]
fn beside_a_file() {
    let mut multipart = Multipart::new();
    multipart.file(&Key::new("file"), &Upload::new("a.txt", "text"));
    let root = Key::root();
    multipart.field(&root.entry("link[new]"), "v");
    assert_eq!(format!("{multipart:?}"), "Multipart(2 parts)");
}
