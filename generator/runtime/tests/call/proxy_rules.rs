//! Which requests go through which proxy: settings, and the rules of the environment.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/child.rs"]
mod child;

use api::builder;
use child::child;
use form_runtime::ConfigError;

/// What shows `user name` and `p@ss:word`.
const AUTHORIZATION: &str = "Basic dXNlciBuYW1lOnBAc3M6d29yZA==";

#[test]
fn settings() {
    let proxy = |text: &str| {
        let config = builder().proxy(text).config()?;
        let uri = "https://api.shop.example/v1".parse().unwrap();
        let proxy = config.proxy_for(&uri)?.cloned();
        let proxy = proxy.unwrap();
        let authorization = proxy.authorization().map(|value| {
            assert!(value.is_sensitive());
            value.to_str().unwrap().to_owned()
        });
        for shown in [format!("{proxy:?}"), format!("{config:?}")] {
            assert!(
                !shown.contains("p@ss") && !shown.contains("p%40ss"),
                "{shown}"
            );
        }
        Ok::<_, ConfigError>((proxy.uri().to_string(), authorization))
    };
    let user = Some(AUTHORIZATION.to_owned());
    for (text, uri, authorization) in [
        ("proxy.example:3128", "http://proxy.example:3128/", None),
        ("http://proxy.example", "http://proxy.example/", None),
        (
            "HTTPS://proxy.example:8443/",
            "https://proxy.example:8443/",
            None,
        ),
        (" http://[::1]:3128 ", "http://[::1]:3128/", None),
        (
            "http://user%20name:p%40ss:word@proxy.example:1",
            "http://proxy.example:1/",
            user.clone(),
        ),
        (
            "user%20name:p@ss:word@proxy.example:1",
            "http://proxy.example:1/",
            user,
        ),
        (
            "http://name@proxy.example",
            "http://proxy.example/",
            Some("Basic bmFtZTo=".to_owned()),
        ),
    ] {
        assert_eq!(proxy(text), Ok((uri.to_owned(), authorization)), "{text}");
    }
    for text in [
        "",
        "http://",
        "http://@",
        ":3128",
        "socks5://proxy.example",
        "ftp://proxy.example",
        "proxy.example:",
        "proxy.example:99999",
        "proxy example",
        "http://a%ZZ:b@proxy.example",
        "http://a%f:b@proxy.example",
        "http://a%ff:b@proxy.example",
        "http://a%3Ab:c@proxy.example", // A name with a colon would end there.
        "http://proxy.example:3128/path",
        "http://user:12/3@proxy.example:3128", // A slash within a password: `user` is no host.
    ] {
        let error = proxy(text).unwrap_err();
        assert_eq!(
            error,
            ConfigError::Proxy("`ClientBuilder::proxy`"),
            "{text}"
        );
    }
}

#[test]
#[ignore = "a part of `rules`, which runs it with an environment"]
fn print_proxies() {
    let Ok(urls) = std::env::var("TEST_URLS") else {
        return;
    };
    let config = builder().config().unwrap();
    for url in urls.split_whitespace() {
        let line = match config.proxy_for(&url.parse().unwrap()) {
            Ok(Some(proxy)) => proxy.uri().host().unwrap().to_owned(),
            Ok(None) => "-".to_owned(),
            Err(error) => error.to_string(),
        };
        println!("=> {line}");
    }
}

/// Checks which hosts the proxies for some URLs are, in an environment such as `HTTPS_PROXY=a;NO_PROXY=b`.
fn rule(environment: &str, urls: &str, expected: &str) {
    let mut variables = vec![("TEST_URLS", urls)];
    variables.extend(
        environment
            .split(';')
            .filter_map(|pair| pair.split_once('=')),
    );
    let printed = child("print_proxies", &variables).join(" ");
    assert_eq!(printed, expected, "{environment}");
}

const BOTH: &str = "https://a.example http://a.example";

#[test]
fn rules() {
    rule("", BOTH, "- -");
    rule("HTTPS_PROXY=http://s", BOTH, "s -");
    rule("https_proxy=http://s;http_proxy=h", BOTH, "s h");
    rule("HTTP_PROXY=h;ALL_PROXY=all", BOTH, "all h");
    rule("HTTPS_PROXY=s;all_proxy=all", BOTH, "s all");
    rule("HTTPS_PROXY= ;https_proxy=;ALL_PROXY=all", BOTH, "all all");
    // What a web server hands to a program is not all by the hand of its operator.
    rule("HTTP_PROXY=h;HTTPS_PROXY=s;REQUEST_METHOD=GET", BOTH, "s -");
    rule("http_proxy=h;REQUEST_METHOD=GET", BOTH, "- h");
    let here =
        "https://localhost http://LOCALHOST:1 https://127.0.0.1 http://127.9.9.9 http://[::1]";
    rule("ALL_PROXY=all", here, "- - - - -");
}

#[test]
fn exceptions_by_name() {
    rule("ALL_PROXY=all;NO_PROXY=*", BOTH, "- -");
    rule("ALL_PROXY=all;no_proxy=*", BOTH, "- -");
    let names = "https://shop.example https://API.shop.example https://a.b.shop.example \
                 https://myshop.example https://shop.example.org https://shop.example.";
    for list in [
        "shop.example",
        ".shop.example",
        "*.shop.example",
        "x, SHOP.example ,y",
        "x shop.example.",
    ] {
        let environment = format!("ALL_PROXY=all;NO_PROXY={list}");
        rule(&environment, names, "- - - all all -");
    }
    let nothing = "ALL_PROXY=all;NO_PROXY=,, . *. ,/,10.0.0.0/x";
    rule(nothing, names, "all all all all all all");
}

#[test]
fn exceptions_by_address() {
    let addresses =
        "http://10.0.0.1 http://10.0.1.1 https://11.0.0.1 https://[fd00::1] https://[fe00::1]";
    for (list, expected) in [
        ("10.0.0.1,fd00::1", "- all all - all"),
        ("10.0.0.0/24, fd00::/8", "- all all - all"),
        ("10.0.0.0/8 [fe00::1]", "- - all all -"),
        ("10.0.0.0/7", "- - - all all"),
        ("0.0.0.0/0", "- - - all all"),
        ("::/0,10.0.0.1/99", "- all all - -"),
    ] {
        rule(
            &format!("ALL_PROXY=all;NO_PROXY={list}"),
            addresses,
            expected,
        );
    }
}

#[test]
fn one_that_cannot_be_used_is_no_reason_to_go_without() {
    let variables = [
        ("ALL_PROXY", "socks5://user:hidden@s"),
        ("TEST_URLS", "https://a.example http://localhost"),
    ];
    let lines = child("print_proxies", &variables);
    assert!(lines[0].contains("ALL_PROXY"), "{lines:?}");
    assert!(!lines[0].contains("hidden"), "{lines:?}");
    assert_eq!(lines[1], "-");
}

/// What is no Unicode is not as if nobody had set it.
#[cfg(unix)]
#[test]
fn one_that_is_no_text_is_no_reason_to_go_without() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let variables = [
        ("HTTPS_PROXY", OsStr::from_bytes(b"http://me:pa\xffss@s")),
        ("ALL_PROXY", OsStr::new("all")),
        ("NO_PROXY", OsStr::from_bytes(b"\xff,b.example")),
        (
            "TEST_URLS",
            OsStr::new("https://a.example http://a.example https://b.example"),
        ),
    ];
    let lines = child::child_of("print_proxies", &variables);
    assert!(lines[0].contains("HTTPS_PROXY"), "{lines:?}");
    assert_eq!(lines[1..], ["all", "-"]);
}
