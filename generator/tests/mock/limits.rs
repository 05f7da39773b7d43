//! What answers say of what may be asked: methods, how much of it, and what a key was used for.

use std::sync::Arc;

use form_mock::engine::{Engine, Settings};
use form_mock::events::Target;

use super::support::{Mock, model};

const FILES: &str = "
x-client: {idempotencyHeader: Idempotency-Key}
components:
  schemas:
    file: {type: object, required: [id], properties: {id: {type: string}, size: {type: integer}}}
paths:
  /files:
    get:
      responses: {'200': {description: d, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/file'}}}}}}
    post:
      requestBody: {content: {multipart/form-data: {schema: {type: object, properties: {file: {type: string, format: binary}}}}}}
      responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/file'}}}}}
";

#[test]
fn methods_are_named() {
    let mock = Mock::new(FILES);
    let answer = mock.form("DELETE", "/files", "");
    assert_eq!(answer.status, 405);
    assert_eq!(answer.header("allow"), Some("GET, POST"));
}

#[test]
fn a_limit_is_told_and_kept() {
    let settings = Settings {
        now: Some(1_700_000_000),
        rate_limit: Some(2),
        ..Settings::default()
    };
    let mock = Mock {
        engine: Arc::new(Engine::new(model(FILES), settings)),
    };
    let told = [(); 3].map(|()| {
        let answer = mock.get("/files");
        let header = |name: &str| answer.header(name).map(str::to_owned);
        let names = ["ratelimit-limit", "ratelimit-remaining", "retry-after"];
        (answer.status, names.map(header))
    });
    let text = |text: &str| Some(text.to_owned());
    assert_eq!(
        told,
        [
            (200, [text("2"), text("1"), None]),
            (200, [text("2"), text("0"), None]),
            (429, [text("2"), text("0"), text("1")]),
        ]
    );
    assert_eq!(
        Mock::new(FILES).get("/files").header("ratelimit-limit"),
        None
    );
}

#[test]
fn a_key_of_an_upload_is_for_what_is_in_it() {
    let mock = Mock::new(FILES);
    let upload = |boundary: &str, text: &str| {
        let body = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n{text}\r\n--{boundary}--\r\n"
        );
        let kind = format!("multipart/form-data; boundary={boundary}");
        mock.send("POST", "/files", &kind, &body, &[("idempotency-key", "k")])
    };
    let first = upload("one", "abc");
    assert_eq!(first.status, 200, "{first:?}");
    let again = upload("another", "abc");
    assert_eq!((again.status, &again.body), (200, &first.body));
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(upload("one", "xyz").status, 400);
}

#[test]
fn events_are_not_sent_by_tls() {
    let refused = Target::new("https://example.com/hook").unwrap_err();
    assert!(refused.contains("without TLS"), "{refused}");
}
