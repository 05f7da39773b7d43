//! The headers of a request, all of them.
//!
//! In: what arrived, and the options of the call. Out: nothing, if each header is there that has to be, with the right
//! value, and no other.

use std::collections::{BTreeMap, BTreeSet};

use acceptance::json::Json;
use acceptance::options::SECRET;
use loopback::{Arrived, Loopback};
use stripe_disputes::client::Api;
use stripe_disputes::runtime::Vendor as _;

/// Checks headers, and remembers the keys that the client made up.
#[derive(Default)]
pub struct Headers {
    keys: BTreeSet<String>,
}

impl Headers {
    /// Checks those of one request with a form body, or none.
    pub fn check(&mut self, what: &str, arrived: &Arrived, server: &Loopback, input: &Json) {
        let mut expected = expected(arrived, server, input);
        if arrived.method == "POST" {
            let form = "application/x-www-form-urlencoded".to_owned();
            expected.insert("content-type".to_owned(), form);
        }
        self.check_all(what, arrived, expected);
    }

    /// Checks those of one request with a multipart body. Its content type is left to the caller.
    pub fn check_multipart(
        &mut self,
        what: &str,
        arrived: &Arrived,
        server: &Loopback,
        input: &Json,
    ) {
        let mut expected = expected(arrived, server, input);
        let content_type = arrived.header("content-type").unwrap_or_default();
        expected.insert("content-type".to_owned(), content_type.to_owned());
        self.check_all(what, arrived, expected);
    }

    fn check_all(&mut self, what: &str, arrived: &Arrived, mut expected: BTreeMap<String, String>) {
        let mut found: BTreeMap<String, String> = arrived.headers.iter().cloned().collect();
        assert_eq!(found.len(), arrived.headers.len(), "{what}: {arrived:?}");
        // Some HTTP clients say that they take anything, which is what it means to say nothing (RFC 9110, section 12.5.1).
        let accept = found.remove("accept");
        assert!(accept.is_none_or(|accept| accept == "*/*"), "{what}");
        let key = found.get("idempotency-key");
        if arrived.method == "POST" && !expected.contains_key("idempotency-key") {
            let key = key.unwrap_or_else(|| panic!("{what}: no idempotency key"));
            assert!(is_uuid(key), "{what}: {key}");
            assert!(self.keys.insert(key.clone()), "{what}: {key} again");
            expected.insert("idempotency-key".to_owned(), key.clone());
        }
        assert_eq!(found, expected, "{what}: headers");
    }
}

/// What has to be there, but for the content type and a key that was not given.
fn expected(arrived: &Arrived, server: &Loopback, input: &Json) -> BTreeMap<String, String> {
    let mut expected = BTreeMap::new();
    let mut set = |name: &str, value: &str| {
        expected.insert(name.to_owned(), value.to_owned());
    };
    let text = |of: &str, name: &str| input.get(of)?.get(name)?.as_text();
    let key = text("options", "api_key").unwrap_or(SECRET);
    set("authorization", &format!("Bearer {key}"));
    set("host", &server.address().to_string());
    set("stripe-version", "2023-10-16");
    set("user-agent", &user_agent(input));
    if arrived.method == "POST" {
        set("content-length", &arrived.body.len().to_string());
    }
    for of in ["client", "options"] {
        for (option, header) in [
            ("stripe_account", "stripe-account"),
            ("stripe_context", "stripe-context"),
            ("api_version", "stripe-version"),
            ("idempotency_key", "idempotency-key"),
        ] {
            if let Some(value) = text(of, option) {
                set(header, value);
            }
        }
    }
    let headers = input
        .get("options")
        .and_then(|options| options.get("headers"));
    if let Some(Json::Object(headers)) = headers {
        for (name, value) in headers {
            set(name, value.as_text().unwrap());
        }
    }
    expected
}

/// The product, and the program if it was named.
fn user_agent(input: &Json) -> String {
    let info = input
        .get("client")
        .and_then(|client| client.get("app_info"));
    let text = |name: &str| info?.get(name)?.as_text();
    let product = Api::PROFILE.product;
    match (text("name"), text("version"), text("url")) {
        (Some(name), Some(version), Some(url)) => format!("{product} {name}/{version} ({url})"),
        _ => product.to_owned(),
    }
}

/// Whether a text is a random UUID (RFC 9562, section 5.4).
fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
    let digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    lengths == [8, 4, 4, 4, 12]
        && groups.iter().all(|group| group.bytes().all(digit))
        && groups[2].starts_with('4')
        && groups[3].starts_with(['8', '9', 'a', 'b'])
}
