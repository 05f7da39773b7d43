//! Requests that no operation describes, files from the disk, and the secret from the environment.

#[path = "../support/api.rs"]
mod api;

use std::io::Cursor;
use std::time::Duration;

use api::{SECRET, Shop, builder};
use form_runtime::{
    BlockingClient, Cause, ClientBuilder, ConfigError, RawRequest, RequestOptions, Upload,
};
use http::Method;
use loopback::{Act, Loopback};
use serde_json::{Value, json};

#[test]
fn raw_calls() {
    let server = Loopback::start([
        Act::answer(500, ""),
        Act::Answer(204, Vec::new(), String::new()),
        Act::answer(402, "{\"error\": {\"code\": 1}}"),
        Act::answer(200, "{}"),
        Act::answer(200, ""),
    ]);
    let builder = builder()
        .base_url(server.url())
        .timeout(Duration::from_secs(10));
    let client = builder.build_blocking().unwrap();
    let none: [(&str, &str); 0] = [];
    let params = [("metadata[order id]", "a&b"), ("amount", "5")];
    let made = client.raw(Method::POST, "/v1/charges", &params).unwrap();
    assert_eq!((made.attempts(), made.value()), (2, &Value::Null));
    // JSON of the API is private, whatever it is.
    let charge = format!("{:?}", made.map(|_| json!({"name": "Jane Austen"})));
    assert!(
        charge.starts_with("Response { value: <1 entry>, status: 204, "),
        "{charge}"
    );
    let error = client
        .raw(Method::GET, "/v1/charges/ch_1", &params)
        .unwrap_err();
    assert_eq!(
        error.api().unwrap().error,
        Some(json!({"error": {"code": 1}}))
    );
    client
        .raw(Method::DELETE, "/v1/charges/ch_1", &none)
        .unwrap();
    let arrived = server.arrived();
    assert_eq!(arrived[0], arrived[1]);
    assert_eq!(arrived[0].body, b"metadata%5Border+id%5D=a%26b&amount=5");
    assert!(arrived[0].header("idempotency-key").is_some());
    assert_eq!(
        arrived[2].target,
        "/v1/charges/ch_1?metadata%5Border%20id%5D=a%26b&amount=5"
    );
    assert_eq!(arrived[3].method, "DELETE");
    let error = client
        .raw(Method::POST, "/v1/charges", &params)
        .unwrap_err();
    assert!(
        matches!(error.cause(), Cause::Decode(_)),
        "nothing where a charge should be: {error}"
    );
    for path in [
        "",
        "v1",
        "//evil.example",
        "/v1/../x",
        "/v1/%2e%2E/x",
        "/v1/./x",
        "/a?b",
        "/a#b",
        "/a b",
        "/ä",
        "/a\\b",
        "/v1/charges//refunds", // An id that is empty.
        "/v1/charges/100%",
        "/v1/charges/%zz",
        "/a\nb",
    ] {
        let error = client.raw(Method::GET, path, &none).unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Config(ConfigError::Path)),
            "{path:?}: {error}"
        );
    }
    assert_eq!(server.arrived().len(), 5);
}

#[test]
fn requests_part_by_part() {
    let server = Loopback::start([Act::answer(200, "x"), Act::answer(200, "y")]);
    let builder = builder()
        .base_url(server.url())
        .timeout(Duration::from_secs(10));
    let client = builder.build_blocking().unwrap();
    let options = RequestOptions::new().idempotency_key("k");
    let upload = RawRequest::new(Method::POST, "/v1/files")
        .query("a[b]", "c d")
        .header("X-Own", "1")
        .cookie("session", "s")
        .part("purpose", "proof")
        .file("file", Upload::new("a.txt", "contents"));
    let answer = client.raw_request(&upload, &options).unwrap();
    assert_eq!(
        (answer.status().as_u16(), &answer.value()[..]),
        (200, &b"x"[..])
    );
    let form = [("metadata[k]".to_owned(), String::new())];
    let form = RawRequest::new(Method::POST, "/v1/charges").form(form);
    client.raw_request(&form, &options).unwrap();
    let arrived = server.arrived();
    assert_eq!(arrived[0].target, "/v1/files?a%5Bb%5D=c%20d");
    assert_eq!(arrived[0].header("x-own"), Some("1"));
    assert_eq!(arrived[0].header("cookie"), Some("session=s"));
    assert_eq!(arrived[0].header("idempotency-key"), Some("k"));
    let body = String::from_utf8_lossy(&arrived[0].body);
    assert!(body.contains("name=\"purpose\"\r\n\r\nproof"), "{body}");
    assert!(body.contains("filename=\"a.txt\""), "{body}");
    assert_eq!(arrived[1].body, b"metadata%5Bk%5D=");
    let elsewhere = form.clone().server("https://other.example");
    let error = client.raw_request(&elsewhere, &options).unwrap_err();
    assert!(
        matches!(
            error.cause(),
            Cause::Config(ConfigError::UnknownServer { .. })
        ),
        "{error}"
    );
    for wrong in [
        form.clone().header("X Own", "1"),
        form.clone().header("X-Own", "a\nb"),
        form.header("X-Own", "ä"),
    ] {
        let error = client.raw_request(&wrong, &options).unwrap_err();
        assert!(matches!(error.cause(), Cause::Invalid(_)), "{error}");
    }
    assert_eq!(server.arrived().len(), 2);
    assert_eq!(format!("{upload:?}"), "RawRequest { method: POST, .. }");
}

#[test]
fn files() {
    let folder = std::env::temp_dir().join(format!("form-runtime-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, content_type) in [
        ("receipt.pdf", Some("application/pdf")),
        ("scan.JPG", Some("image/jpeg")),
        ("scan.png", Some("image/png")),
        ("unknown.zzzz", None),
        ("none", None),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, b"bytes").unwrap();
        let upload = Upload::from_path(&path).unwrap();
        assert_eq!(upload.content_type.as_deref(), content_type);
        assert_eq!((&*upload.file_name, upload.len()), (name, 5));
        assert_eq!(upload.contents().to_bytes().unwrap(), "bytes");
        // The name tells as much, wherever the contents are.
        let held = Upload::new(name, "bytes");
        let read = Upload::from_reader(name, Cursor::new("bytes")).unwrap();
        for upload in [held, read] {
            assert_eq!(upload.content_type.as_deref(), content_type);
        }
    }
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(Upload::from_path(folder.join("receipt.pdf")).is_err());
    assert!(Upload::from_path("/").is_err());
}

#[test]
fn clients_are_cheap_to_share() {
    fn assert_shared<T: Clone + Send + Sync + 'static>(_: &T) {}
    let client = builder().build_blocking().unwrap();
    assert_shared(&client);
    assert_shared(&ClientBuilder::<Shop>::new(SECRET).build().unwrap());
    assert!(!format!("{client:?}").contains(SECRET));
    let error = BlockingClient::<Shop, _>::from_env().unwrap_err();
    assert_eq!(
        error,
        ConfigError::SecretVariable("FORM_RUNTIME_TEST_SECRET")
    );
}
