//! Typed operations as HTTP requests, and responses as values.

use bytes::Bytes;
use form_runtime::{
    DecodeError, Key, Limits, Operation, RequestBuilder, ResponseError, Upload, Violations,
    decode_json,
};
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode};
use serde_json::{Value, json};

/// An operation whose request is written by a function.
struct Call<F>(F);

impl<F: Fn(&mut RequestBuilder)> Operation for Call<F> {
    type Output = Vec<i64>;
    type Error = Value;
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1/things/{thing}";
    const SERVER: &'static str = "https://api.example.com/";

    fn build(&self, request: &mut RequestBuilder) {
        (self.0)(request);
    }

    fn check(&self, violations: &mut Violations) {
        violations.check(&Key::new("checked"), "ok", Limits::new().max_length(2));
    }

    fn decode(_: StatusCode, body: &[u8]) -> Result<Self::Output, DecodeError> {
        decode_json(body)
    }
}

fn request(build: fn(&mut RequestBuilder)) -> Request<Bytes> {
    Call(build).to_request().unwrap()
}

fn refused(build: fn(&mut RequestBuilder)) -> String {
    Call(build).to_request().unwrap_err().to_string()
}

fn content_type(request: &Request<Bytes>) -> &str {
    request.headers()["content-type"].to_str().unwrap()
}

#[test]
fn path_parameters_are_escaped() {
    let cases = [
        ("dp_1", "dp_1"),
        ("a/b", "a%2Fb"),
        ("a b", "a%20b"),
        ("%2e%2E", "%252e%252E"),
        ("...", "..."),
        ("~-._*", "~-._%2A"),
        ("?#é\0", "%3F%23%C3%A9%00"),
    ];
    for (id, escaped) in cases {
        let call = Call(|request: &mut RequestBuilder| {
            request.literal("/v1/things/");
            request.path("thing", id);
            request.literal("/close");
        });
        let uri = call.to_request().unwrap().uri().to_string();
        assert_eq!(
            uri,
            format!("https://api.example.com/v1/things/{escaped}/close")
        );
    }
}

#[test]
fn ids_that_change_the_path_are_refused() {
    for (id, length) in [
        ("", "0 characters"),
        (".", "1 character"),
        ("..", "2 characters"),
    ] {
        let call = Call(|request: &mut RequestBuilder| {
            request.literal("/v1/things/");
            request.path("thing", id);
        });
        let error = call.to_request().unwrap_err().to_string();
        assert_eq!(
            error,
            format!("thing: {length}, an empty text, `.` and `..` cannot be part of a path")
        );
    }
}

#[test]
fn the_query_follows_the_path() {
    let listed = request(|request| {
        request.literal("/v1/things");
        request.query().field(&Key::new("limit"), &3_i64);
        request.query().field(&Key::new("q"), "a b");
    });
    assert_eq!(
        listed.uri(),
        "https://api.example.com/v1/things?limit=3&q=a%20b"
    );
    assert_eq!(listed.method(), Method::POST);
    assert!(listed.headers().is_empty());
    assert!(listed.body().is_empty());
    let call = Call(|request: &mut RequestBuilder| request.literal("/x"));
    assert_eq!(
        call.to_request_at("http://localhost:1/base").unwrap().uri(),
        "http://localhost:1/base/x"
    );
    assert_eq!(call.to_request_at("").unwrap().uri(), "/x");
}

#[test]
fn bodies_have_their_content_type() {
    let form = request(|request| {
        request.literal("/x");
        request.form().field(&Key::new("a"), "b c");
    });
    assert_eq!(content_type(&form), "application/x-www-form-urlencoded");
    assert_eq!(form.body(), "a=b+c");
    let empty = request(|request| {
        request.literal("/x");
        request.form();
    });
    assert_eq!(content_type(&empty), "application/x-www-form-urlencoded");
    assert!(empty.body().is_empty());
    let json = request(|request| {
        request.literal("/x");
        request.json("application/json", &json!({"a": 1}));
    });
    assert_eq!(
        (content_type(&json), &json.body()[..]),
        ("application/json", &b"{\"a\":1}"[..])
    );
    let raw = request(|request| {
        request.literal("/x");
        request.raw("text/plain", "hello");
    });
    assert_eq!(
        (content_type(&raw), &raw.body()[..]),
        ("text/plain", &b"hello"[..])
    );
}

#[test]
fn headers_and_cookies_are_written() {
    let sent = request(|request| {
        request.literal("/x");
        request.header("X-Some", "value");
        request.cookie("a", "1; b");
        request.cookie("c", "2");
    });
    assert_eq!(sent.headers()["x-some"], "value");
    assert_eq!(sent.headers()["cookie"], "a=1%3B%20b; c=2");
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let told = refused(|request| {
        request.literal("/x/");
        request.path("id", "..");
        request.header("X-Some", "a\r\nEvil: 1");
        request.header("not a name", "a");
        request.json(
            "application/json",
            &std::collections::BTreeMap::from([(vec![1], 1)]),
        );
        request.query().json(
            &Key::new("q"),
            &std::collections::BTreeMap::from([(vec![1], 1)]),
        );
    });
    assert_eq!(
        told,
        "id: 2 characters, an empty text, `.` and `..` cannot be part of a path\n\
         X-Some: 10 characters, only visible ASCII characters and spaces allowed\n\
         not a name: 1 character, only visible ASCII characters and spaces allowed\n\
         body: cannot be written as what the API reads\n\
         q: cannot be written as what the API reads"
    );
    let call = Call(|request: &mut RequestBuilder| request.path("id", &"x".repeat(70_000)));
    let error = call.to_request_at("/").unwrap_err().to_string();
    assert_eq!(
        error,
        "address: 70000 bytes, a valid URI of at most 65534 bytes expected, of a server without `?` and `#`"
    );
    let call = Call(|request: &mut RequestBuilder| request.literal("/x"));
    // Without an error, the path would be a part of the query.
    for server in ["https://x.example/?v=1", "https://x.example#"] {
        assert!(call.to_request_at(server).is_err(), "{server}");
    }
    let error = call.to_request_at("not a server").unwrap_err().to_string();
    assert_eq!(
        error,
        "address: 14 bytes, a valid URI of at most 65534 bytes expected, of a server without `?` and `#`"
    );
}

fn upload(file: &Upload) -> Request<Bytes> {
    let call = Call(|request: &mut RequestBuilder| {
        request.literal("/v1/files");
        let body = request.multipart();
        body.field(&Key::new("purpose"), "dispute_evidence");
        body.file(&Key::new("file"), file);
        body.optional(&Key::new("list"), &Some(vec!["a\"", "b"]));
    });
    call.to_request().unwrap()
}

#[test]
fn multipart_bodies_have_exact_bytes() {
    let file =
        Upload::new("C:\\dir/sub/re\"ceipt\r\n.png", "\x00\r\n--data").content_type("image/png");
    let first = upload(&file);
    assert_eq!(
        content_type(&first),
        "multipart/form-data; boundary=FormBoundary0000000000000000"
    );
    let expected = "--FormBoundary0000000000000000\r\n\
        Content-Disposition: form-data; name=\"purpose\"\r\n\r\n\
        dispute_evidence\r\n\
        --FormBoundary0000000000000000\r\n\
        Content-Disposition: form-data; name=\"file\"; filename=\"re%22ceipt  .png\"\r\n\
        Content-Type: image/png\r\n\r\n\
        \x00\r\n--data\r\n\
        --FormBoundary0000000000000000\r\n\
        Content-Disposition: form-data; name=\"list[0]\"\r\n\r\n\
        a\"\r\n\
        --FormBoundary0000000000000000\r\n\
        Content-Disposition: form-data; name=\"list[1]\"\r\n\r\n\
        b\r\n\
        --FormBoundary0000000000000000--\r\n";
    assert_eq!(first.body(), expected);
    assert_eq!(first.body(), upload(&file).body());
}

#[test]
fn a_boundary_occurs_in_no_part() {
    let contents =
        "FormBoundary0000000000000000 FormBoundaryFormBoundary0000000000000001 FormBoundaryF";
    let body = upload(&Upload::new("a", contents));
    assert_eq!(
        content_type(&body),
        "multipart/form-data; boundary=FormBoundary0000000000000002"
    );
}

#[test]
fn a_content_type_cannot_smuggle_headers() {
    let told = refused(|request| {
        request.literal("/x");
        let file = Upload::new("a", "b").content_type("text/plain\r\nEvil: 1");
        request.multipart().file(&Key::new("file"), &file);
    });
    assert_eq!(
        told,
        "file: 19 characters, a media type such as `image/png` expected, in visible ASCII characters and spaces"
    );
}

type AnyCall = Call<fn(&mut RequestBuilder)>;

fn parse(
    status: u16,
    id: Option<&'static str>,
    body: &str,
) -> Result<Vec<i64>, ResponseError<Value>> {
    let mut headers = HeaderMap::new();
    if let Some(id) = id {
        headers.insert("request-id", HeaderValue::from_static(id));
        headers.insert("x-request-id", HeaderValue::from_static("other"));
    }
    AnyCall::parse(
        StatusCode::from_u16(status).unwrap(),
        &headers,
        body.as_bytes(),
    )
}

#[test]
fn successes_are_values() {
    assert_eq!(parse(200, None, "[1, 2]"), Ok(vec![1, 2]));
    assert_eq!(parse(299, None, "[]"), Ok(vec![]));
}

#[test]
fn errors_keep_status_request_id_and_body() {
    let error = parse(
        402,
        Some("req_1"),
        "{\"error\": {\"type\": \"card_error\"}}",
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the API answered 402 Payment Required (request req_1): card_error"
    );
    assert_eq!(error.status(), Some(StatusCode::PAYMENT_REQUIRED));
    assert_eq!(error.request_id(), Some("req_1"));
    let ResponseError::Api(api) = &error else {
        panic!("{error:?}")
    };
    assert_eq!(api.error, Some(json!({"error": {"type": "card_error"}})));

    for (body, explanation) in [
        (
            "{\"error\": {\"message\": \"No such pet\", \"code\": \"gone\", \"param\": \"id\"}}",
            Some("No such pet (gone, id)"),
        ),
        (
            "{\"title\": \"Too many\", \"detail\": \"Wait a while\"}",
            Some("Wait a while"),
        ),
        (
            "{\"ok\": false, \"error\": \"not_authed\"}",
            Some("not_authed"),
        ),
        ("{\"ok\": false, \"error\": null}", None),
        ("[]", None),
        ("", None),
    ] {
        let error = parse(400, None, body).unwrap_err();
        let ResponseError::Api(api) = &error else {
            panic!("{error:?}")
        };
        assert_eq!(api.explanation().as_deref(), explanation, "{body}");
    }

    let html = "<html>secret</html>";
    let error = parse(502, None, html).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the API answered 502 Bad Gateway, with a body that is not the documented JSON"
    );
    assert!(!format!("{error:?}").contains("secret"));
    assert!(format!("{error:?}").contains("19 bytes"));
    let ResponseError::Api(api) = error else {
        panic!()
    };
    assert_eq!(api.body, html);
    assert_eq!(
        parse(302, None, "").unwrap_err().status(),
        Some(StatusCode::FOUND)
    );

    let mut headers = HeaderMap::new();
    headers.insert("x-request-id", HeaderValue::from_static("other"));
    assert_eq!(form_runtime::request_id(&headers).as_deref(), Some("other"));
}

#[test]
fn unreadable_successes_say_where_but_not_what() {
    let cases = [
        ("", "the body is empty, but JSON is expected"),
        (
            "[1, \"secret\"]",
            "`[1]`: expected an integer, found a text (line 1, column 12)",
        ),
        (
            "[1, 12.5]",
            "`[1]`: expected an integer, found a number with a fraction (line 1, column 8)",
        ),
        (
            "\"se, expected cret\"",
            "expected a list, found a text (line 1, column 19)",
        ),
        (
            "[1",
            "it is cut off: EOF while parsing a list (line 1, column 2)",
        ),
    ];
    for (body, message) in cases {
        let error = parse(200, Some("req_1"), body).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("cannot read the response 200 OK (request req_1): {message}")
        );
    }
    let error = decode_json::<Value>(b"\"a\xff\"").unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot read the body: the body is not UTF-8 from byte 2 on"
    );
    let deep = "[".repeat(100_000);
    assert!(decode_json::<Value>(deep.as_bytes()).is_err());
}

#[test]
fn a_pair_that_is_always_sent_stands_where_it_was_written() {
    let mut request = RequestBuilder::new(Method::GET, "https://api.shop.example");
    request.literal("/rest");
    let query = request.query();
    query.fixed("method=a.b");
    query.text(&Key::new("q"), "c d");
    query.fixed("flag");
    let request = request.finish().unwrap();
    assert_eq!(
        request.uri(),
        "https://api.shop.example/rest?method=a.b&q=c%20d&flag"
    );
}
