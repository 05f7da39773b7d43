//! An API for tests: conventions, and operations of each method.

#![allow(dead_code)]

use form_runtime::{
    BearerOrBasic, ClientBuilder, DecodeError, Key, OneSecret, Operation, Profile, RequestBuilder,
    Scheme, SchemeKind, Vendor, decode_json,
};
use http::{Method, StatusCode};
use serde_json::Value;

/// One secret, shown in one of two ways.
pub const SCHEMES: &[Scheme] = &[
    Scheme::new("basicAuth", SchemeKind::Basic),
    Scheme::new("bearerAuth", SchemeKind::Bearer),
];

/// Either of them.
pub const SECURITY: &[&[&str]] = &[&["basicAuth"], &["bearerAuth"]];

/// Stands for the API.
#[derive(Clone, Copy, Debug)]
pub struct Shop;

impl Vendor for Shop {
    type Error = serde_json::Value;
    const PROFILE: Profile = Profile::new("shop/1.0", "https://api.shop.example")
        .with_security(SCHEMES, SECURITY)
        .with_api_version("2026-01-01")
        .with_version_header("Shop-Version")
        .with_account_header("Shop-Account")
        .with_context_header("Shop-Context")
        .with_idempotency_header("Idempotency-Key")
        .with_retry_header("Shop-Should-Retry")
        .with_secret_variable("FORM_RUNTIME_TEST_SECRET")
        .with_base_url_variable("FORM_RUNTIME_TEST_BASE")
        .with_error_member("error");
}

impl OneSecret for Shop {}

impl BearerOrBasic for Shop {}

/// An API that has none of these conventions.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Vendor for Plain {
    type Error = serde_json::Value;
    const PROFILE: Profile =
        Profile::new("plain/1.0", "https://api.shop.example").with_security(SCHEMES, SECURITY);
}

impl OneSecret for Plain {}

/// The secret of all tests.
pub const SECRET: &str = "sk_test_0123456789";

/// A builder with that secret.
pub fn builder() -> ClientBuilder<Shop> {
    ClientBuilder::new(SECRET)
}

/// Reads a thing.
#[derive(Clone, Debug)]
pub struct Read;

/// Changes a thing.
#[derive(Clone, Debug)]
pub struct Write;

/// Removes a thing.
#[derive(Clone, Debug)]
pub struct Remove;

/// Does something with a thing, and has nothing else to say.
#[derive(Clone, Debug)]
pub struct Close;

/// Puts another thing in the place of one.
#[derive(Clone, Debug)]
pub struct Replace;

/// Changes a part of a thing.
#[derive(Clone, Debug)]
pub struct Amend;

/// Changes a thing by more than connections take at once.
#[derive(Clone, Debug)]
pub struct Fill;

macro_rules! operation {
    ($name:ident, $method:ident, |$request:ident| $build:expr) => {
        impl Operation for $name {
            type Output = Value;
            type Error = Value;
            const METHOD: Method = Method::$method;
            const PATH: &'static str = "/v1/things/{thing}";
            const SERVER: &'static str = "https://api.shop.example";

            fn build(&self, $request: &mut RequestBuilder) {
                $request.literal("/v1/things/");
                $request.path("thing", "th_1");
                let _ = $build;
            }

            fn decode(_: StatusCode, body: &[u8]) -> Result<Value, DecodeError> {
                decode_json(body)
            }
        }
    };
}

operation!(Read, GET, |request| request);
operation!(Remove, DELETE, |request| request);
operation!(Write, POST, |request| {
    request.form().field(&Key::new("note"), "private text")
});
operation!(Close, POST, |request| request.form());
operation!(Replace, PUT, |request| request
    .json("application/json", &["private text"]));
operation!(Amend, PATCH, |request| request
    .json("application/json", &["private text"]));
operation!(Fill, POST, |request| {
    request
        .form()
        .field(&Key::new("note"), &"text".repeat(4 << 20))
});
