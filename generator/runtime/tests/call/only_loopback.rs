//! Tests that must never reach the API itself: whatever leads elsewhere is refused.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/child.rs"]
mod child;
#[path = "../support/transports.rs"]
mod transports;

use api::{Read, builder};
use child::child;
use form_runtime::ConfigError;
use loopback::{Act, Loopback};
use transports::ALL;

#[test]
fn settings_that_lead_elsewhere() {
    let local = || builder().only_loopback().base_url("http://localhost:1");
    assert!(local().config().is_ok());
    assert!(
        local()
            .base_url("https://[::1]:1")
            .proxy("127.0.0.1:1")
            .config()
            .is_ok()
    );
    for (refused, host) in [
        (builder().only_loopback(), "api.shop.example"),
        (
            local().base_url("https://localhost.example"),
            "localhost.example",
        ),
        (
            local().allow_plain_http().base_url("http://10.0.0.1"),
            "10.0.0.1",
        ),
        (local().proxy("proxy.example:3128"), "proxy.example"),
        (
            local().server("https://api.shop.example", "https://other.example"),
            "other.example",
        ),
    ] {
        let error = refused.config().unwrap_err();
        assert_eq!(error, ConfigError::NotLoopback(host.to_owned()));
        let message = error.to_string();
        assert!(
            message.contains(host) && message.contains("`only_loopback`"),
            "{message}"
        );
    }
}

#[test]
fn a_redirect_is_an_answer() {
    for by in ALL {
        let elsewhere = Loopback::start([]);
        let server = Loopback::start([Act::with(302, "location", &elsewhere.url())]);
        let client = by.client(builder().only_loopback().base_url(server.url()));
        let error = client.call(Read).unwrap_err();
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(302),
            "{error}"
        );
        assert!(elsewhere.arrived().is_empty());
    }
}

#[test]
#[ignore = "a part of `a_proxy_of_the_environment`, which runs it in a program of its own"]
fn a_client_with_a_proxy_around() {
    let config = builder()
        .only_loopback()
        .base_url("http://localhost:1")
        .config()
        .unwrap();
    let elsewhere = "http://api.shop.example".parse().unwrap();
    println!("=> {:?}", config.proxy_for(&elsewhere));
}

#[test]
fn a_proxy_of_the_environment() {
    let proxy = ("ALL_PROXY", "http://proxy.example:3128");
    let lines = child("a_client_with_a_proxy_around", &[proxy]);
    assert_eq!(lines, ["Ok(None)"]);
}

/// Who did not answer is said, and the proxy on the way.
#[test]
fn a_refused_connection_names_host_and_port() {
    for by in ALL {
        let nobody = loopback::Nobody::new();
        let address = nobody.address();
        let builder = builder()
            .max_retries(0)
            .no_proxy()
            .base_url(format!("http://{address}"));
        let error = by.client(builder).call(Read).unwrap_err().to_string();
        let expected = format!("no connection to {address} could be made: ");
        assert!(error.starts_with(&expected), "{by:?}: {error}");
    }
    for by in [transports::By::Hyper, transports::By::Ureq] {
        let nobody = loopback::Nobody::new();
        let proxy = format!("http://user:secret@{}", nobody.address());
        let builder = builder().max_retries(0).proxy(proxy);
        let error = by.client(builder).call(Read).unwrap_err().to_string();
        let expected = format!(
            "no connection to api.shop.example:443 (by the proxy {}) could be made: ",
            nobody.address()
        );
        assert!(error.starts_with(&expected), "{by:?}: {error}");
    }
}
