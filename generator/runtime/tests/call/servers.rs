//! Which server a request goes to: the document's, or another one that was given instead of it.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/child.rs"]
mod child;

use std::sync::Arc;

use api::{Read, SECRET, Shop, builder};
use child::child;
use form_runtime::{
    Call, ClientBuilder, ConfigError, Moment, OneSecret, Profile, RequestOptions, ServerTemplate,
    ServerVariable, Vendor,
};

type Builder = ClientBuilder<Shop>;

/// An API with several servers.
struct Mall;

impl Vendor for Mall {
    type Error = serde_json::Value;
    const PROFILE: Profile = Profile::new("mall/1.0", "https://api.shop.example").with_servers(&[
        "https://api.shop.example",
        "https://files.shop.example/up",
        "/relative",
    ]);
}

#[test]
fn an_unknown_server_is_told_with_the_known_ones() {
    let error = |url: &str| {
        let builder = ClientBuilder::<Mall>::new(SECRET).server(url, "https://one.example");
        builder
            .config()
            .map(|_| ())
            .map_err(|error| error.to_string())
    };
    assert_eq!(
        error("https://file.shop.example").unwrap_err(),
        "no request goes to \"https://file.shop.example\", so that nothing could go elsewhere instead: the servers are \
         \"https://api.shop.example\", \"https://files.shop.example/up\", \"/relative\""
    );
    for known in [
        "https://FILES.shop.example:443/up/",
        "/relative/",
        "https://api.shop.example:443",
    ] {
        assert_eq!(error(known), Ok(()), "{known}");
    }
    // What could be a password is not repeated.
    for secret in [
        "https://me:pa55word@api.shop.example",
        "https://api.shop.example/?key=pa55word",
        "pa55word@x",
    ] {
        let shown = error(secret).unwrap_err();
        assert!(!shown.contains("pa55word"), "{shown}");
    }
}

impl OneSecret for Mall {}

/// An API whose document names no server.
struct Nowhere;

impl Vendor for Nowhere {
    type Error = serde_json::Value;
    const PROFILE: Profile = Profile::new("nowhere/1.0", "");
}

impl OneSecret for Nowhere {}

#[test]
fn a_document_without_a_server_needs_one() {
    let builder = || ClientBuilder::<Nowhere>::new(SECRET);
    let error = builder().config().err();
    assert_eq!(error, Some(ConfigError::NoServer("")));
    assert!(
        error
            .unwrap()
            .to_string()
            .starts_with("the document names no server")
    );
    for builder in [
        builder().base_url("https://one.example"),
        builder().server("", "https://one.example"),
        builder().server("/", "https://one.example"),
    ] {
        assert!(builder.config().is_ok());
    }
    // It is enough that one of several can be asked.
    assert!(ClientBuilder::<Mall>::new(SECRET).config().is_ok());
}

/// An API whose document names a server relative to itself.
struct Relative;

impl Vendor for Relative {
    type Error = serde_json::Value;
    const PROFILE: Profile = Profile::new("relative/1.0", "/api/v1");
}

#[test]
fn a_relative_server_needs_a_whole_one() {
    let builder = ClientBuilder::<Relative>::without_credentials;
    assert_eq!(
        builder().config().unwrap_err().to_string(),
        "the document names the server \"/api/v1\" alone, which is relative to where it is published: set the whole one by \
         `base_url`, such as https://host/api/v1"
    );
    assert!(
        builder()
            .base_url("https://one.example/api/v1")
            .config()
            .is_ok()
    );
}

/// An API whose base URLs have variables.
struct Regions;

impl Vendor for Regions {
    type Error = serde_json::Value;
    const PROFILE: Profile = Profile::new("regions/1.0", "https://eu.shop.example/v2")
        .with_servers(&[
            "https://eu.shop.example/v2",
            "https://{tenant}.shop.example",
            "https://plain.example",
        ])
        .with_variables(
            &[
                ServerVariable::new("region").or("eu").one_of(&["eu", "us"]),
                ServerVariable::new("version").or("v2"),
                ServerVariable::new("tenant"),
            ],
            &[
                ServerTemplate::new(
                    "https://eu.shop.example/v2",
                    "https://{region}.shop.example/{version}",
                ),
                ServerTemplate::new(
                    "https://{tenant}.shop.example",
                    "https://{tenant}.shop.example",
                ),
            ],
        );
}

fn regions() -> ClientBuilder<Regions> {
    ClientBuilder::without_credentials()
}

/// The base URL that an operation asks whose document names that one.
fn asked(builder: ClientBuilder<Regions>) -> Result<[String; 3], String> {
    macro_rules! at {
        ($config:expr, $server:literal) => {{
            struct At;
            impl form_runtime::Operation for At {
                type Output = ();
                type Error = serde_json::Value;
                const METHOD: http::Method = http::Method::GET;
                const PATH: &'static str = "/";
                const SERVER: &'static str = $server;
                fn build(&self, _: &mut form_runtime::RequestBuilder) {}
                fn decode(_: http::StatusCode, _: &[u8]) -> Result<(), form_runtime::DecodeError> {
                    Ok(())
                }
            }
            $config.base_url(&At).to_owned()
        }};
    }
    let config = builder.config().map_err(|error| error.to_string())?;
    Ok([
        at!(config, "https://eu.shop.example/v2"),
        at!(config, "https://{tenant}.shop.example"),
        at!(config, "https://plain.example"),
    ])
}

#[test]
fn variables_have_their_defaults_unless_given() {
    let made = |builder| asked(builder).unwrap();
    let plain = "https://plain.example";
    let without = "https://{tenant}.shop.example";
    assert_eq!(
        made(regions()),
        ["https://eu.shop.example/v2", without, plain]
    );
    assert_eq!(
        made(
            regions()
                .variable("region", "us")
                .variable("tenant", "acme")
        ),
        [
            "https://us.shop.example/v2",
            "https://acme.shop.example",
            plain
        ]
    );
    // The last word counts, and a path may have several parts.
    let twice = regions()
        .variable("version", "v1")
        .variable("version", "v3/beta");
    assert_eq!(made(twice)[0], "https://eu.shop.example/v3/beta");
    // What is asked instead of another base URL leaves this one alone.
    let other = regions()
        .server("https://plain.example", "https://other.example")
        .variable("region", "us");
    assert_eq!(
        made(other),
        [
            "https://us.shop.example/v2",
            without,
            "https://other.example"
        ]
    );
}

#[test]
fn a_value_that_makes_no_base_url_is_told() {
    let told = |setting, value: &str| asked(regions().variable(setting, value)).unwrap_err();
    assert_eq!(
        told("region", "mars"),
        "`region` cannot be \"mars\": the document allows \"eu\", \"us\""
    );
    for (value, made) in [
        ("", "https://.shop.example"),
        ("a b", "https://a b.shop.example"),
        // The secret would go to another machine.
        ("evil.example/", "https://evil.example/.shop.example"),
        (
            "evil.example:443/",
            "https://evil.example:443/.shop.example",
        ),
        ("evil.example:443", "https://evil.example:443.shop.example"),
        ("evil.example#", "https://evil.example"),
        ("evil.example?", "https://evil.example"),
        ("evil.example\\", "https://evil.example\\\\.shop.example"),
        ("me@", ".shop.example"),
    ] {
        let error = told("tenant", value);
        let start = "the values for \"https://{tenant}.shop.example\" make ";
        assert!(error.starts_with(&format!("{start}\"{made}\"")), "{error}");
    }
    for value in ["", "..", "v1?a=b"] {
        let error = told("version", value);
        assert!(error.contains("is no base URL"), "{error}");
    }
}

#[test]
fn a_variable_without_effect_is_told() {
    let told = |builder| asked(builder).unwrap_err();
    for builder in [
        regions()
            .base_url("https://one.example")
            .variable("region", "us"),
        regions()
            .variable("region", "us")
            .base_url("https://one.example"),
        regions()
            .server("https://eu.shop.example/v2", "https://one.example")
            .variable("region", "us"),
    ] {
        let error = told(builder);
        assert!(error.starts_with("`region` has no effect"), "{error}");
    }
}

/// An API whose only base URL has a variable without a default.
struct Tenants;

impl Vendor for Tenants {
    type Error = serde_json::Value;
    const PROFILE: Profile = Profile::new("tenants/1.0", "https://{tenant}.shop.example")
        .with_variables(
            &[ServerVariable::new("tenant")],
            &[ServerTemplate::new(
                "https://{tenant}.shop.example",
                "https://{tenant}.shop.example",
            )],
        );
}

#[test]
fn a_variable_without_a_default_has_to_be_given() {
    let builder = ClientBuilder::<Tenants>::without_credentials;
    assert_eq!(
        builder().config().err(),
        Some(ConfigError::NoVariable("tenant"))
    );
    assert!(builder().variable("tenant", "acme").config().is_ok());
    assert!(builder().base_url("https://one.example").config().is_ok());
}

#[test]
fn the_last_server_wins() {
    let to = |builder: Builder| {
        let config = Arc::new(builder.config().unwrap());
        let call = Call::new(
            &config,
            &Read,
            &RequestOptions::new(),
            Moment::default(),
            [0; 16],
        );
        call.unwrap().request().uri().to_string()
    };
    let twice = builder()
        .server("https://api.shop.example", "https://one.example")
        .server("https://api.shop.example:443/", "https://two.example");
    assert_eq!(to(twice), "https://two.example/v1/things/th_1");
    let one_of_them = builder()
        .base_url("https://base.example")
        .server("HTTPS://API.SHOP.EXAMPLE", "https://one.example");
    assert_eq!(to(one_of_them), "https://one.example/v1/things/th_1");
    // A test that goes to a machine of its own for everything must not reach what was named before.
    let all_of_them = builder()
        .server("https://api.shop.example", "https://one.example")
        .base_url("http://localhost:12111");
    assert_eq!(to(all_of_them), "http://localhost:12111/v1/things/th_1");
}

#[test]
#[ignore = "a program with an environment of its own"]
fn ask_by_the_environment() {
    let asked = |builder: Result<Builder, ConfigError>| {
        let config = builder.and_then(ClientBuilder::config);
        let call = config.map(|config| {
            let options = RequestOptions::new();
            let call = Call::new(
                &Arc::new(config),
                &Read,
                &options,
                Moment::default(),
                [0; 16],
            );
            call.unwrap().request().uri().to_string()
        });
        call.unwrap_or_else(|error| error.to_string())
    };
    println!("=> {}", asked(Builder::from_env()));
    let by_hand = Builder::from_env().map(|all| all.base_url("https://other.example"));
    println!("=> {}", asked(by_hand));
    println!("=> {}", asked(Ok(builder())));
}

#[test]
fn the_environment_names_another_server() {
    let asked = |base: &str| {
        let secret = ("FORM_RUNTIME_TEST_SECRET", SECRET);
        child(
            "ask_by_the_environment",
            &[secret, ("FORM_RUNTIME_TEST_BASE", base)],
        )
    };
    let usual = "https://api.shop.example/v1/things/th_1";
    let other = "https://other.example/v1/things/th_1";
    assert_eq!(asked(""), [usual, other, usual]);
    let local = "http://localhost:12111/v1/things/th_1";
    assert_eq!(asked("http://localhost:12111"), [local, other, usual]);
    let [wrong, by_hand, _] = &asked("localhost:12111")[..] else {
        panic!("three lines");
    };
    assert!(
        wrong.starts_with("the environment variable FORM_RUNTIME_TEST_BASE is no base URL"),
        "{wrong}"
    );
    assert_eq!(by_hand, other);
    let plain = &asked("http://shop.example")[0];
    assert!(
        plain.starts_with("http:// would send the secret"),
        "{plain}"
    );
}
