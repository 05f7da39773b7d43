//! Every setting of a client and of a call: what can be used is taken, and what cannot is an error before anything is sent.

#[path = "../support/api.rs"]
mod api;

#[path = "../support/setters.rs"]
mod setters;

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use api::{Shop, Write, builder};
use form_runtime::{Auth, Call, Cause, ClientBuilder, ConfigError, Moment, RequestOptions};
use setters::setters;

type Builder = ClientBuilder<Shop>;

/// A setter, what it is given, and how the error starts; nothing, if that can be used.
type Case<T> = (&'static str, fn(T) -> T, &'static str);

const SECOND: Duration = Duration::from_secs(1);

const BUILDER: &[Case<Builder>] = &[
    ("base_url", |all| all.base_url("https://api.example"), ""),
    (
        "base_url",
        |all| all.base_url("https://api.example:65535/v1/"),
        "",
    ),
    (
        "base_url",
        |all| all.base_url("HTTPS://API.EXAMPLE:443"),
        "",
    ),
    ("base_url", |all| all.base_url(""), "a base URL"),
    (
        "base_url",
        |all| all.base_url("https://api.example:99999"),
        "a base URL",
    ),
    (
        "base_url",
        |all| all.base_url("https://api.example:0"),
        "a base URL",
    ),
    (
        "base_url",
        |all| all.base_url("https://api.example:"),
        "a base URL",
    ),
    (
        "base_url",
        |all| all.base_url("https://[::1]:99999"),
        "a base URL",
    ),
    (
        "base_url",
        |all| all.base_url("https://api.example/?v=1"),
        "a base URL",
    ),
    (
        "base_url",
        |all| all.base_url("http://api.example"),
        "http:// would send",
    ),
    (
        "base_url",
        |all| all.base_url("https://api.example/v1/../v2"),
        "a base URL",
    ),
    (
        "base_url",
        |all| all.base_url("https://api.example/%2E%2e"),
        "a base URL",
    ),
    // Meanwhile right: the last one counts.
    (
        "base_url",
        |all| all.base_url("nowhere").base_url("https://api.example"),
        "",
    ),
    (
        "server",
        |all| all.server("https://api.shop.example", "https://one.example"),
        "",
    ),
    (
        "server",
        |all| all.server("HTTPS://Api.Shop.Example:443//", "https://one.example"),
        "",
    ),
    (
        "server",
        |all| all.server("https://api.shop.example", ""),
        "a base URL",
    ),
    (
        "server",
        |all| all.server("https://api.shop.example", "https://one.example:99999"),
        "a base URL",
    ),
    (
        "server",
        |all| all.server("", "https://one.example"),
        "no request goes to \"\"",
    ),
    (
        "server",
        |all| all.server("https://api.shop.exmple", "https://one.example"),
        "no request goes to",
    ),
    (
        "server",
        |all| all.server("http://api.shop.example", "https://one.example"),
        "no request goes to",
    ),
    (
        "server",
        |all| all.server("https://api.shop.example:8443", "https://one.example"),
        "no request goes to",
    ),
    (
        "server",
        |all| all.server("https://api.shop.example/v1", "https://one.example"),
        "no request goes to",
    ),
    (
        "server",
        |all| {
            all.server("https://api.shop.example", "nowhere")
                .server("https://API.shop.example/", "https://one.example")
        },
        "",
    ),
    (
        "server",
        |all| {
            all.server("https://api.shop.exmple", "nowhere")
                .base_url("https://one.example")
        },
        "",
    ),
    ("api_version", |all| all.api_version("2027-01-01"), ""),
    (
        "api_version",
        |all| all.api_version(""),
        "the value of the header \"Shop-Version\"",
    ),
    (
        "api_version",
        |all| all.api_version("2027\n"),
        "the value of the header \"Shop-Version\"",
    ),
    ("account", |all| all.account("acct_1"), ""),
    (
        "account",
        |all| all.account(""),
        "the value of the header \"Shop-Account\"",
    ),
    ("context", |all| all.context("org_1"), ""),
    (
        "context",
        |all| all.context(""),
        "the value of the header \"Shop-Context\" is empty",
    ),
    ("header", |all| all.header("x-till", "1"), ""),
    (
        "header",
        |all| all.header("x till", "1"),
        "the name of the header \"x till\"",
    ),
    (
        "only_loopback",
        |all| all.base_url("http://localhost:1").only_loopback(),
        "",
    ),
    (
        "only_loopback",
        |all| all.only_loopback(),
        "a request would go to",
    ),
    ("auth", |all| all.auth(Auth::Basic), ""),
    (
        "auth",
        |_| Builder::new("sk:1").auth(Auth::Basic),
        "the secret",
    ),
    ("auth", |_| Builder::new("sk:1"), ""),
    ("connect_timeout", |all| all.connect_timeout(SECOND), ""),
    (
        "connect_timeout",
        |all| all.connect_timeout(Duration::ZERO),
        "`connect_timeout` is zero",
    ),
    (
        "connect_timeout",
        |all| all.connect_timeout(81 * SECOND),
        "`connect_timeout` is longer than `timeout`",
    ),
    (
        "connect_timeout",
        |all| all.connect_timeout(9 * SECOND).attempt_timeout(8 * SECOND),
        "`connect_timeout` is longer than `attempt_timeout`",
    ),
    ("timeout", |all| all.timeout(Duration::from_nanos(1)), ""),
    ("timeout", |all| all.timeout(Duration::MAX), ""),
    (
        "timeout",
        |all| all.timeout(Duration::ZERO),
        "`timeout` is zero",
    ),
    (
        "attempt_timeout",
        |all| all.attempt_timeout(80 * SECOND),
        "",
    ),
    (
        "attempt_timeout",
        |all| all.attempt_timeout(90 * SECOND).timeout(90 * SECOND),
        "",
    ),
    (
        "attempt_timeout",
        |all| all.attempt_timeout(Duration::ZERO),
        "`attempt_timeout` is zero",
    ),
    (
        "attempt_timeout",
        |all| all.attempt_timeout(90 * SECOND),
        "`attempt_timeout` is longer than `timeout`",
    ),
    ("max_retries", |all| all.max_retries(0), ""),
    ("max_retries", |all| all.max_retries(u32::MAX), ""),
    (
        "max_retry_after",
        |all| all.max_retry_after(Duration::ZERO),
        "",
    ),
    (
        "max_retry_after",
        |all| all.max_retry_after(81 * SECOND),
        "`max_retry_after` is longer than `timeout`",
    ),
    ("max_response_bytes", |all| all.max_response_bytes(1), ""),
    (
        "max_response_bytes",
        |all| all.max_response_bytes(0),
        "`max_response_bytes` is zero",
    ),
    (
        "app_info",
        |all| all.app_info("Till", "2.1", "https://till.example"),
        "",
    ),
    ("app_info", |all| all.app_info("Till", "", ""), ""),
    (
        "app_info",
        |all| all.app_info("Till\n", "", ""),
        "the value of the header \"user-agent\"",
    ),
    (
        "app_info",
        |all| all.app_info("", "2.1", ""),
        "`app_info` has no name",
    ),
    (
        "app_info",
        |all| all.app_info("", "", "https://till.example"),
        "`app_info` has no name",
    ),
    (
        "app_info",
        |all| all.app_info("Till\n", "", "").app_info("", "", ""),
        "",
    ),
    (
        "allow_plain_http",
        |all| all.base_url("http://api.example").allow_plain_http(),
        "",
    ),
    ("proxy", |all| all.proxy("http://proxy.example:3128"), ""),
    ("proxy", |all| all.proxy(""), "the proxy"),
    ("proxy", |all| all.proxy("proxy.example:99999"), "the proxy"),
    ("proxy", |all| all.proxy("proxy.example:0"), "the proxy"),
    ("proxy", |all| all.proxy("http://proxy.example:3128/"), ""),
    (
        "proxy",
        |all| all.proxy("socks5://proxy.example:1080"),
        "the proxy",
    ),
    (
        "proxy",
        |all| all.no_proxy().proxy("nowhere:x"),
        "the proxy",
    ),
    ("no_proxy", |all| all.no_proxy(), ""),
    ("no_proxy", |all| all.proxy("nowhere:x").no_proxy(), ""),
    ("root_certificate", |all| all.root_certificate(*b"\x30"), ""),
    (
        "root_certificate",
        |all| all.root_certificate(*b""),
        "a root certificate",
    ),
];

const OPTIONS: &[Case<RequestOptions>] = &[
    ("idempotency_key", |all| all.idempotency_key("mine"), ""),
    (
        "idempotency_key",
        |all| all.idempotency_key(""),
        "the value of the header \"Idempotency-Key\"",
    ),
    ("account", |all| all.account("acct_1"), ""),
    (
        "account",
        |all| all.account(""),
        "the value of the header \"Shop-Account\"",
    ),
    ("context", |all| all.context("org_1"), ""),
    ("api_version", |all| all.api_version("2027-01-01"), ""),
    (
        "api_version",
        |all| all.api_version(" "),
        "the value of the header \"Shop-Version\"",
    ),
    ("timeout", |all| all.timeout(Duration::MAX), ""),
    (
        "timeout",
        |all| all.timeout(Duration::ZERO),
        "`timeout` is zero",
    ),
    ("max_retries", |all| all.max_retries(0), ""),
    ("header", |all| all.header("x-till", "1"), ""),
    (
        "header",
        |all| all.header("x-till", ""),
        "the value of the header \"x-till\"",
    ),
    (
        "header",
        |all| all.header("", "1"),
        "a header has an empty name",
    ),
    (
        "header",
        |all| all.header("content-length", "1"),
        "the header \"content-length\" is set by the client",
    ),
];

#[test]
fn what_cannot_be_used_is_refused_when_the_client_is_made() {
    for (index, (name, set, refused)) in BUILDER.iter().enumerate() {
        let told = set(builder()).config().err();
        assert_told(told, refused, &format!("{name}, case {index}"));
    }
}

#[test]
fn what_a_call_cannot_use_is_refused_before_it_is_sent() {
    let config = Arc::new(builder().config().unwrap());
    for (index, (name, set, refused)) in OPTIONS.iter().enumerate() {
        let options = set(RequestOptions::new());
        let call = Call::new(&config, &Write, &options, Moment::default(), [0; 16]);
        let told = call.err().map(|error| match error.into_cause() {
            Cause::Config(error) => error,
            other => panic!("{name}: {other:?}"),
        });
        assert_told(told, refused, &format!("{name}, case {index}"));
    }
}

fn assert_told(told: Option<ConfigError>, refused: &str, case: &str) {
    match told {
        None => assert_eq!(refused, "", "{case}"),
        Some(error) => {
            let text = error.to_string();
            assert!(
                !refused.is_empty() && text.starts_with(refused),
                "{case}: {text}"
            );
        }
    }
}

/// A setter that is added without a case here could be ignored silently.
#[test]
fn no_setter_is_left_out() {
    let tried = |cases: &mut dyn Iterator<Item = &'static str>| -> BTreeSet<String> {
        cases.map(str::to_owned).collect()
    };
    let of_builder = tried(&mut BUILDER.iter().map(|(name, ..)| *name));
    let mut there = setters("builder.rs");
    there.extend(setters("authentication.rs"));
    there.retain(|one| one != "credential" && one != "variable"); // Generated crates call them.
    assert_eq!(there, of_builder);
    let of_options = tried(&mut OPTIONS.iter().map(|(name, ..)| *name));
    assert_eq!(setters("request_options.rs"), of_options);
}
