//! Credentials: each scheme in its place, several together, one of several, none; and no word of them anywhere else.

use std::sync::Arc;

use form_runtime::{
    Alternatives, Call, ClientBuilder, Config, ConfigError, Credential, DecodeError, Key, Moment,
    Operation, Profile, RequestBuilder, RequestOptions, Scheme, SchemeKind, Vendor,
};
use http::{Method, Request, StatusCode};
use serde_json::Value;

/// An API with a scheme of each kind.
struct Bank;

impl Vendor for Bank {
    type Error = Value;
    const PROFILE: Profile = Profile::new("bank/1.0", "https://api.bank.example").with_security(
        &[
            Scheme::new("user", SchemeKind::Basic),
            Scheme::new("token", SchemeKind::Bearer),
            Scheme::new("header", SchemeKind::Header("X-Key")),
            Scheme::new("query", SchemeKind::Query("api key")),
            Scheme::new("cookie", SchemeKind::Cookie("session")),
        ],
        &[&["user"], &["header", "query"]],
    );
}

/// An operation that needs what its number says.
#[derive(Clone)]
struct Ask<const NEEDED: usize>;

const NEEDED: [Option<Alternatives>; 6] = [
    None,
    Some(&[]),
    Some(&[&["cookie"]]),
    Some(&[&[], &["token"]]),
    Some(&[&["query"]]),
    Some(&[&["header"], &["token"]]),
];

impl<const N: usize> Operation for Ask<N> {
    type Output = ();
    type Error = Value;
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1/accounts";
    const SERVER: &'static str = "https://api.bank.example";
    const SECURITY: Option<Alternatives> = NEEDED[N];

    fn build(&self, request: &mut RequestBuilder) {
        request.literal("/v1/accounts");
        request.query().field(&Key::new("limit"), &3_i64);
        request.cookie("theme", "dark");
    }

    fn decode(_: StatusCode, _: &[u8]) -> Result<(), DecodeError> {
        Ok(())
    }
}

fn builder() -> ClientBuilder<Bank> {
    ClientBuilder::without_credentials()
}

fn one(secret: &str) -> Credential {
    Credential::One(secret.into())
}

/// What the request of a call shows: address and the headers that say who is calling.
fn shown<const N: usize>(config: Config) -> Result<String, String> {
    let call = Call::new(
        &Arc::new(config),
        &Ask::<N>,
        &RequestOptions::new(),
        Moment::default(),
        [0; 16],
    );
    let call = call.map_err(|error| error.to_string())?;
    Ok(words(&call.request()))
}

fn words<B>(request: &Request<B>) -> String {
    let mut words = vec![request.uri().to_string()];
    for name in ["authorization", "x-key", "cookie"] {
        if let Some(value) = request.headers().get(name) {
            words.push(format!("{name}: {}", value.to_str().unwrap()));
        }
    }
    words.join(" | ")
}

#[test]
fn each_scheme_has_its_place() {
    let address = "https://api.bank.example/v1/accounts?limit=3";
    let user = builder().credential("user", Credential::Pair("me".into(), "pass: word".into()));
    assert_eq!(
        shown::<0>(user.config().unwrap()).unwrap(),
        format!("{address} | authorization: Basic bWU6cGFzczogd29yZA== | cookie: theme=dark")
    );
    let together = builder()
        .credential("header", one("Token k/1"))
        .credential("query", one("a&b=ü"));
    assert_eq!(
        shown::<0>(together.config().unwrap()).unwrap(),
        format!("{address}&api%20key=a%26b%3D%C3%BC | x-key: Token k/1 | cookie: theme=dark")
    );
    let cookie = builder().credential("cookie", one("a/b=="));
    assert_eq!(
        shown::<2>(cookie.config().unwrap()).unwrap(),
        format!("{address} | cookie: theme=dark; session=a/b==")
    );
    let token = || {
        builder()
            .credential("token", one("t0ken"))
            .config()
            .unwrap()
    };
    let bearer = format!("{address} | authorization: Bearer t0ken | cookie: theme=dark");
    // What is optional is sent where it is there.
    assert_eq!(shown::<3>(token()).unwrap(), bearer);
    assert_eq!(shown::<5>(token()).unwrap(), bearer);
    let plain = format!("{address} | cookie: theme=dark");
    assert_eq!(shown::<3>(builder().config().unwrap()).unwrap(), plain);
    assert_eq!(shown::<1>(token()).unwrap(), plain);
}

#[test]
fn a_key_that_the_address_has_already_is_sent_once() {
    let config = builder().credential("query", one("own")).config().unwrap();
    let link = "https://api.bank.example/v1/accounts?api%20key=own&page=2&api+key=own&api%20keys=3";
    let mut request = Request::get(link).body(()).unwrap();
    config.sign(&Ask::<4>, &mut request).unwrap();
    assert_eq!(
        request.uri().to_string(),
        "https://api.bank.example/v1/accounts?page=2&api%20keys=3&api%20key=own"
    );
}

#[test]
fn a_cookie_that_is_there_already_is_sent_once() {
    let config = builder().credential("cookie", one("own")).config().unwrap();
    let mut request = Request::get("https://api.bank.example/v1/accounts")
        .body(())
        .unwrap();
    let cookies = "session=other; theme=dark;sessions=2".parse().unwrap();
    request.headers_mut().insert("cookie", cookies);
    config.sign(&Ask::<2>, &mut request).unwrap();
    assert_eq!(
        request.headers()["cookie"],
        "theme=dark; sessions=2; session=own"
    );
}

#[test]
fn what_is_missing_is_named_before_anything_is_sent() {
    let half = builder().credential("query", one("secret_private"));
    let error = shown::<0>(half.config().unwrap()).unwrap_err();
    assert_eq!(
        error,
        "the call needs credentials that are not set: those of `user`, or `header` and `query`"
    );
    for (scheme, secret) in [
        ("user", "a\nb"),
        ("token", "a b"),
        ("header", "a\nb"),
        ("cookie", "a;b"),
        ("query", ""),
    ] {
        let error = builder().credential(scheme, one(secret)).config();
        let is_empty = secret.is_empty();
        let scheme_error = ConfigError::Credential { scheme, is_empty };
        assert_eq!(error.err(), Some(scheme_error), "{scheme}");
    }
}

#[test]
fn a_request_without_a_client_is_signed_likewise() {
    let config = builder().credential("query", one("k")).config().unwrap();
    let mut request = Ask::<4>.to_request().unwrap();
    config.sign(&Ask::<4>, &mut request).unwrap();
    assert_eq!(words(&request), shown::<4>(config.clone()).unwrap());
    let mut elsewhere = Ask::<4>.to_request_at("http://bank.example").unwrap();
    let refused = config.sign(&Ask::<4>, &mut elsewhere).unwrap_err();
    assert_eq!(refused, ConfigError::PlainHttp("bank.example".to_owned()));
    assert_eq!(elsewhere.uri().query(), Some("limit=3"));
}

#[test]
fn nothing_shows_a_key() {
    let names = ["user", "token", "header", "query", "cookie"];
    let all = names.into_iter().fold(builder(), |all, name| {
        all.credential(name, one("secret_private"))
    });
    let text = format!("{all:?} {all:#?}");
    let config = all.config().unwrap();
    let call = Call::new(
        &Arc::new(config.clone()),
        &Ask::<4>,
        &RequestOptions::new(),
        Moment::default(),
        [0; 16],
    );
    let text = format!("{text} {config:?} {:?}", call.unwrap());
    assert!(!text.contains("secret_private"), "{text}");
    assert!(text.contains("query(…)"), "{text}");
}

#[test]
fn a_header_that_a_scheme_claims_is_not_the_callers() {
    let with = |name: &str| builder().header(name, "x").config().map(|_| ());
    for claimed in ["Authorization", "x-key"] {
        assert_eq!(
            with(claimed),
            Err(ConfigError::ReservedHeader(claimed.to_owned()))
        );
    }

    /// An API without schemes.
    struct Open;
    impl Vendor for Open {
        type Error = Value;
        const PROFILE: Profile = Profile::new("open/1.0", "https://api.bank.example");
    }
    let open = ClientBuilder::<Open>::without_credentials();
    let config = open.header("Authorization", "Digest private").config();
    let config = config.unwrap();
    assert!(!format!("{config:?}").contains("private"));
    let sent = shown::<1>(config).unwrap();
    assert!(sent.contains("authorization: Digest private"), "{sent}");
}
