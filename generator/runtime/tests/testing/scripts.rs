//! Scripts, recordings and what was sent: without a network.

#[path = "../support/api.rs"]
mod api;

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use api::{SECRET, Shop, builder};
use form_runtime::{
    BlockingClient, DecodeError, Key, Multipart, Operation, Recorder, Recording, Replay, Reply,
    RequestBuilder, Script, Sent, SentBody, Tested, TransportErrorKind, Upload, decode_json,
};
use http::{Method, StatusCode};
use serde_json::{Value, json};

impl Tested for Shop {
    const KEPT: &'static [&'static str] = &["id", "receipt"];
    const WORDS: &'static [&'static [&'static str]] = &[&["lost", "won"]];
    const OPEN: &'static [&'static str] = &["metadata"];
}

/// Changes a thing by a form.
#[derive(Clone)]
struct UpdateThing {
    id: &'static str,
    pairs: Vec<(&'static str, &'static str)>,
}

/// Keys are as a form has them.
fn update(pairs: &[(&'static str, &'static str)]) -> UpdateThing {
    UpdateThing {
        id: "th_1",
        pairs: pairs.to_vec(),
    }
}

impl Operation for UpdateThing {
    type Output = Value;
    type Error = Value;
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1/things/{thing}";
    const SERVER: &'static str = "https://api.shop.example";

    fn build(&self, request: &mut RequestBuilder) {
        request.literal("/v1/things/");
        request.path("thing", self.id);
        for (key, value) in &self.pairs {
            request.form().field(&Key::new(key), *value);
        }
    }

    fn decode(_: StatusCode, body: &[u8]) -> Result<Value, DecodeError> {
        decode_json(body)
    }
}

/// Sends a file.
#[derive(Clone)]
struct Send(&'static str);

impl Operation for Send {
    type Output = String;
    type Error = Value;
    const METHOD: Method = Method::POST;
    const PATH: &'static str = "/v1/files";
    const SERVER: &'static str = "https://files.shop.example";

    fn build(&self, request: &mut RequestBuilder) {
        request.literal("/v1/files");
        let parts: &mut Multipart = request.multipart();
        parts.field(&Key::new("purpose"), "proof \"1\"");
        let upload = Upload::new(self.0, b"a\r\nb".as_slice());
        parts.file(&Key::new("file"), &upload);
    }

    fn decode(_: StatusCode, body: &[u8]) -> Result<String, DecodeError> {
        form_runtime::decode_text(body)
    }
}

fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("waits"),
    }
}

#[test]
fn answers_come_to_what_was_expected_in_any_order() {
    let script = Script::<Shop>::new();
    script.on(update(&[("a", "1")])).reply(&json!({"a": 1}));
    script.on(update(&[("b", "2")])).reply(&json!({"b": 2}));
    let client = script.client().unwrap();
    let second = now(client.send(update(&[("b", "2")]))).unwrap();
    let first = now(client.send(update(&[("a", "1")]))).unwrap();
    assert_eq!((&*first, &*second), (&json!({"a": 1}), &json!({"b": 2})));
    let sent = script.sent();
    assert!(sent[0].is(&update(&[("b", "2")])) && !sent[0].is(&update(&[("b", "3")])));
    assert_eq!(sent[1], Sent::of(&update(&[("a", "1")])).unwrap());
    assert_eq!((sent[0].value("b"), sent[0].value("c")), (Some("2"), None));
    script.verify().unwrap();
}

#[test]
fn one_answer_after_the_other_and_no_time_passes() {
    let script = Script::<Shop>::new();
    script
        .on(update(&[]))
        .fail_with(TransportErrorKind::Timeout)
        .refuse(500, &json!({"error": {"code": "busy"}}))
        .reply(&json!("done"));
    let client = script.blocking_client().unwrap();
    let response = client.send(update(&[])).unwrap();
    assert_eq!((response.attempts(), &*response), (3, &json!("done")));
    assert_eq!(script.waits().len(), 2);
    script.verify().unwrap();
}

#[test]
fn what_nobody_expects_is_said_with_what_differs() {
    let script = Script::<Shop>::new();
    script
        .on(update(&[
            ("name", "a"),
            ("metadata%5Bk%5D", "1"),
            ("gone", "x"),
        ]))
        .reply(&json!({}));
    let client = script.blocking_client().unwrap();
    let sent = update(&[("metadata%5Bk%5D", "2"), ("name", "a"), ("new", "y")]);
    let error = client.send(sent).unwrap_err();
    assert_eq!(
        error.to_string().lines().next().unwrap(),
        "the request could not be sent: POST /v1/things/th_1 was not expected; gone: \"x\" expected, not sent; \
         metadata[k]: \"1\" expected, \"2\" sent; new: not expected, \"y\" sent"
    );
    assert_eq!(
        error.attempts(),
        1,
        "nobody answers, however often it is tried"
    );
    let failed = script.verify().unwrap_err().to_string();
    let lines: Vec<&str> = failed.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[1].starts_with("not sent as often as the script has answers (1 left): POST"));
}

#[test]
fn what_is_said_for_any_request_comes_after_what_is_said_for_one() {
    let script = Script::<Shop>::new();
    script.then((404, json!({}))).then(Reply::empty());
    script.on(update(&[])).reply(&json!(1));
    let client = script.blocking_client().unwrap();
    assert_eq!(*client.send(update(&[])).unwrap(), json!(1));
    assert!(client.send(update(&[])).unwrap_err().is_not_found());
    script
        .on(update(&[("a", "")]))
        .always(Reply::json(200, &json!(2)));
    for _ in 0..3 {
        assert_eq!(*client.send(update(&[("a", "")])).unwrap(), json!(2));
    }
    let left = script.verify().unwrap_err().to_string();
    assert!(left.ends_with("(1 left): any request"), "{left}");
}

#[test]
fn a_script_can_expect_nothing_that_is_never_sent() {
    let script = Script::<Shop>::new();
    let wrong = UpdateThing {
        id: "..",
        ..update(&[])
    };
    script.on(wrong).reply(&json!({}));
    let error = script.verify().unwrap_err().to_string();
    assert!(
        error.starts_with("the script expects what can't be sent: thing: "),
        "{error}"
    );
}

#[test]
fn parts_are_read_back() {
    let script = Script::<Shop>::new();
    script.on(Send("a\"b.txt")).reply(&"kept".to_owned());
    let client = script.blocking_client().unwrap();
    assert_eq!(*client.send(Send("a\"b.txt")).unwrap(), "kept");
    let sent = script.sent();
    assert_eq!(sent[0].value("purpose"), Some("proof \"1\""));
    let SentBody::Parts(parts) = sent[0].body() else {
        panic!("{sent:?}")
    };
    assert_eq!(parts[1].file_name.as_deref(), Some("a\"b.txt"));
    assert_eq!(&parts[1].contents[..], b"a\r\nb");
    assert_eq!(sent[0].server(), "https://files.shop.example");
    let other = Sent::of(&Send("c.txt")).unwrap();
    let differences = sent[0].differences(&other);
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0].place, "file");
}

/// Records an update, by a client with a real secret.
fn recorded() -> Recording {
    let script = Script::<Shop>::new();
    let answer = json!({
        "id": "th_1", "owner": "Jenny Rosen", "status": "lost", "amount": 5, "seen": null,
        "metadata": {"id": "private", "word": "won"}, "receipt": [SECRET, "file_1"],
    });
    script.then(
        Reply::json(200, &answer)
            .header("Request-Id", "req_1")
            .header("Set-Cookie", "session=1"),
    );
    script.then(Reply::failure(TransportErrorKind::Broken));
    script.then((
        500,
        json!({"error": {"code": "busy", "message": "Jenny is away"}}),
    ));
    script.then((200, json!(true)));
    let recorder = Recorder::<Shop, _>::new(script);
    let config = builder().config().unwrap();
    let client: BlockingClient<Shop, _> = BlockingClient::with_transport(config, recorder.clone());
    let pairs = [
        ("owner", "Jenny Rosen"),
        ("receipt", "file_1"),
        ("metadata%5Bid%5D", "private"),
    ];
    assert_eq!(
        client.send(update(&pairs)).unwrap()["owner"],
        "Jenny Rosen",
        "unchanged"
    );
    let third = client
        .send(update(&[("status", "lost"), ("owner%5B0%5D", "Jo")]))
        .unwrap();
    assert_eq!(third.attempts(), 3);
    recorder.recording()
}

#[test]
fn a_recording_has_no_secrets_and_no_private_texts() {
    let text = recorded().to_json();
    for private in [SECRET, "Jenny", "private", "session", "Jo\""] {
        assert!(!text.contains(private), "{private}: {text}");
    }
    let whole: Value = serde_json::from_str(&text).unwrap();
    let first = &whole["exchanges"][0];
    assert_eq!(
        first["request"]["form"],
        json!([
            ["metadata[id]", {"$removed": 7}],
            ["owner", {"$removed": 11}],
            ["receipt", "file_1"],
        ])
    );
    assert_eq!(
        first["answer"]["json"],
        json!({
            "id": "th_1", "owner": "xxxxxxxxxxx", "status": "lost", "amount": 5, "seen": null,
            "metadata": {"id": "xxxxxxx", "word": "xxx"}, "receipt": ["x".repeat(SECRET.len()), "file_1"],
        })
    );
    assert_eq!(first["answer"]["headers"]["request-id"], "req_1");
    assert_eq!(
        whole["exchanges"][1]["answer"],
        json!({"failure": "broken"})
    );
    assert_eq!(
        whole["exchanges"][2]["answer"]["json"]["error"]["code"],
        "busy"
    );
}

#[test]
fn a_recording_is_answered_again_by_what_requests_mean() {
    let recording = recorded();
    let read = Recording::from_json(recording.to_json().as_bytes()).unwrap();
    assert_eq!(read, recording);
    let replay = Replay::<Shop>::new(read);
    let client = replay.blocking_client().unwrap();
    // Another order, and other private texts.
    let later = update(&[("owner%5B0%5D", "Somebody"), ("status", "lost")]);
    assert_eq!(client.send(later).unwrap().attempts(), 3);
    let pairs = [
        ("metadata%5Bid%5D", "p"),
        ("receipt", "file_2"),
        ("owner", "J"),
    ];
    let error = client.send(update(&pairs)).unwrap_err().to_string();
    assert!(
        error.contains("was not recorded; form/receipt/1: \"file_1\" expected, \"file_2\" sent"),
        "{error}"
    );
    let left = replay.verify().unwrap_err().to_string();
    assert!(
        left.contains("recorded and not sent: exchange 0, POST /v1/things/th_1"),
        "{left}"
    );
}

#[test]
fn what_is_no_recording_is_an_error() {
    let read = |text: &str| {
        Recording::from_json(text.as_bytes())
            .unwrap_err()
            .to_string()
    };
    assert!(read("[").starts_with("the recording is no JSON: "));
    assert_eq!(read("{}"), "this is no recording: /recording: not 1");
    assert_eq!(
        read(r#"{"recording": 1, "exchanges": [{"request": {}}]}"#),
        "this is no recording: /exchanges/0/answer: no object"
    );
    assert_eq!(
        read(r#"{"recording": 1, "exchanges": [{"request": {}, "answer": {"status": "200"}}]}"#),
        "this is no recording: /exchanges/0/answer: neither `status` nor `failure`"
    );
}
