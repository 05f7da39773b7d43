//! HTTPS: who is trusted, what becomes of those who are not, and of connections that are cut.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/transports.rs"]
mod transports;

use std::net::TcpListener;
use std::time::{Duration, Instant};

use api::{Read, SECRET, Shop, Write, builder};
use form_runtime::{
    BlockingClient, Client, ClientBuilder, Config, ConfigError, HyperTransport, TransportErrorKind,
    UreqTransport,
};
use loopback::{Act, Authority, Identity, Loopback, Validity};
use transports::{ALL, By, all_at_once, block_on, failure};

const HERE: [&str; 2] = ["127.0.0.1", "localhost"];

fn authority() -> (Authority, Identity) {
    let authority = Authority::new();
    let identity = authority.identity(&HERE, Validity::Now);
    (authority, identity)
}

/// A client of that server, which waits 5 seconds for an answer and asks once more.
fn client(server: &Loopback) -> ClientBuilder<Shop> {
    builder()
        .base_url(server.url())
        .timeout(Duration::from_secs(5))
        .max_retries(1)
}

#[test]
fn connections_are_kept() {
    let (authority, identity) = authority();
    for by in ALL {
        let server = Loopback::encrypted(&identity, []);
        let caller = by.client_trusting(client(&server), Some(&authority.root()));
        for _ in 0..3 {
            assert_eq!(caller.call(Write).unwrap().attempts(), 1);
        }
        assert_eq!((server.connections(), server.arrived().len()), (1, 3));
        assert_eq!(server.arrived()[0].body, b"note=private+text");
    }
}

#[test]
fn names_and_pem() {
    let (authority, identity) = authority();
    let server = Loopback::encrypted(&identity, []);
    let named = format!("https://localhost:{}", server.address().port());
    let builder = || {
        let other = Authority::new().pem();
        let pem = format!("Ours:\n{}And:\n{other}", authority.pem());
        client(&server).base_url(&named).root_certificate(pem)
    };
    assert!(builder().build_blocking().unwrap().send(Read).is_ok());
    assert!(block_on(builder().build().unwrap().send(Read)).is_ok());
    assert_eq!(
        server.arrived()[0].header("host"),
        named.strip_prefix("https://")
    );
}

#[test]
fn who_cannot_prove_who_they_are_gets_nothing() {
    let authority = Authority::new();
    let root = Some(authority.root());
    for (identity, root, why) in [
        (
            authority.identity(&HERE, Validity::Now),
            None,
            "UnknownIssuer",
        ),
        (
            authority.identity(&HERE, Validity::Now),
            Some(Authority::new().root()),
            "UnknownIssuer",
        ),
        (
            authority.identity(&["shop.example"], Validity::Now),
            root.clone(),
            "not valid for name",
        ),
        (authority.identity(&HERE, Validity::Past), root, "expired"),
    ] {
        for by in ALL {
            let server = Loopback::encrypted(&identity, []);
            let outcome = by
                .client_trusting(client(&server), root.as_deref())
                .call(Write);
            // What TLS reqwest uses is the program's business, and so are its errors.
            let expected = match by {
                By::Reqwest => (TransportErrorKind::Connect, 2),
                By::Hyper | By::Ureq => (TransportErrorKind::Certificate, 1),
            };
            assert_eq!(failure(&outcome), expected, "{by:?}: {outcome:?}");
            let shown = outcome.unwrap_err().to_string();
            assert!(shown.contains(why), "{by:?}: {shown}");
            if by != By::Reqwest {
                assert!(shown.contains("`root_certificate`"), "{by:?}: {shown}");
            }
            assert_eq!(server.arrived(), [], "{by:?}");
        }
    }
}

#[test]
fn a_handshake_that_stalls_is_a_connection_that_was_not_made() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", silent.local_addr().unwrap());
    for by in ALL {
        let start = Instant::now();
        let caller = by.client(
            builder()
                .base_url(&url)
                .connect_timeout(Duration::from_millis(200))
                .timeout(Duration::from_secs(60))
                .max_retries(1),
        );
        let outcome = caller.call(Write);
        assert_eq!(
            failure(&outcome),
            (TransportErrorKind::Connect, 2),
            "{by:?}: {outcome:?}"
        );
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{by:?}: {:?}",
            start.elapsed()
        );
    }
    // Time for an attempt that ends without a connection says as much.
    for by in [By::Hyper, By::Ureq] {
        let caller = by.client(
            builder()
                .base_url(&url)
                .attempt_timeout(Duration::from_millis(200))
                .max_retries(0),
        );
        let expected = (TransportErrorKind::Connect, 1);
        assert_eq!(failure(&caller.call(Write)), expected, "{by:?}");
    }
}

#[test]
fn no_tls_on_the_other_side() {
    for by in ALL {
        let server = Loopback::start([]);
        let url = server.url().replace("http://", "https://");
        let outcome = by.client(client(&server).base_url(url)).call(Write);
        let expected = (TransportErrorKind::Connect, 2);
        assert_eq!(failure(&outcome), expected, "{by:?}: {outcome:?}");
    }
}

#[test]
fn what_was_cut_is_not_whole() {
    let (authority, identity) = authority();
    let answer =
        |headers: &str, body: &str| format!("HTTP/1.1 200 OK\r\n{headers}\r\n{body}").into_bytes();
    let mut scenarios = Vec::new();
    let open_ended = answer("", "{\"ok\":true}");
    for (act, whole) in [
        (Act::Cut(open_ended.clone()), false),
        (Act::Bytes(open_ended), true),
        (
            Act::Cut(answer("content-length: 11\r\n", "{\"ok\":true}")),
            true,
        ),
        (
            Act::Cut(answer("content-length: 12\r\n", "{\"ok\":true}")),
            false,
        ),
        (
            Act::Bytes(answer("content-length: 12\r\n", "{\"ok\":true}")),
            false,
        ),
        (
            Act::Cut(answer(
                "transfer-encoding: chunked\r\n",
                "b\r\n{\"ok\":true}\r\n",
            )),
            false,
        ),
        (Act::Partial, false),
        (Act::ResetAfter, false),
        (Act::Close, false),
    ] {
        for by in ALL {
            let name = format!("{by:?}, {act:?}");
            let server = Loopback::encrypted(&identity, [act.clone(), act.clone()]);
            let caller = by.client_trusting(client(&server), Some(&authority.root()));
            let scenario = move || {
                let outcome = caller.call(Write);
                if whole {
                    assert_eq!(outcome.unwrap().attempts(), 1);
                } else {
                    let expected = (TransportErrorKind::Broken, 2);
                    assert_eq!(failure(&outcome), expected, "{outcome:?}");
                }
                assert!(caller.call(Write).is_ok());
            };
            scenarios.push((name, Box::new(scenario) as Box<dyn FnOnce() + Send>));
        }
    }
    all_at_once(scenarios);
}

fn client_trusting(server: &Loopback, authority: &Authority) -> Config {
    let builder = client(server).root_certificate(authority.root());
    builder.config().unwrap()
}

#[test]
fn settings_of_their_own() {
    let (authority, identity) = authority();
    let server = Loopback::encrypted(&identity, []);
    let mut roots = rustls::RootCertStore::empty();
    roots.add(authority.root().into()).unwrap();
    let provider = rustls::crypto::ring::default_provider();
    let tls = rustls::ClientConfig::builder_with_provider(provider.into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let config = client(&server).config().unwrap();
    let transport = HyperTransport::with_tls(&config, tls.clone()).unwrap();
    let client: Client<Shop, _> = Client::with_transport(config.clone(), transport);
    assert!(block_on(client.send(Read)).is_ok());

    // What these settings cannot keep to is not passed over.
    let trusting = client_trusting(&server, &authority);
    assert!(HyperTransport::with_tls(&trusting, tls.clone()).is_err());
    assert!(UreqTransport::with_tls(&trusting, tls.clone()).is_err());
    let mut other = tls.clone();
    other.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    assert!(HyperTransport::with_tls(&config, other.clone()).is_err());
    assert!(UreqTransport::with_tls(&config, other).is_err());

    let transport = UreqTransport::with_tls(&config, tls).unwrap();
    let client: BlockingClient<Shop, _> = BlockingClient::with_transport(config, transport);
    assert!(client.send(Read).is_ok());
    assert_eq!(server.arrived().len(), 2);
}

/// An agent that trusts nobody but that authority.
fn agent(authority: &Authority) -> ureq::Agent {
    let certificate = ureq::tls::Certificate::from_der(&authority.root()).to_owned();
    let tls = ureq::tls::TlsConfig::builder().root_certs([certificate].into());
    let settings = ureq::Agent::config_builder().tls_config(tls.build());
    settings.build().new_agent()
}

#[test]
fn agents_of_their_own() {
    let (authority, identity) = authority();
    let (stranger, _) = self::authority();
    // ureq does not say whether the end was announced: without a length, it is not taken to be.
    let open_ended = Act::Bytes(b"HTTP/1.1 200 OK\r\n\r\n{}".to_vec());
    let server = Loopback::encrypted(&identity, [Act::answer(200, "{}"), open_ended]);
    let config = client(&server).max_retries(0).config().unwrap();
    let client = |trusted: &Authority| -> BlockingClient<Shop, _> {
        let transport = UreqTransport::with_agent(agent(trusted));
        BlockingClient::with_transport(config.clone(), transport)
    };
    let trusting = client(&authority);
    assert!(trusting.send(Read).is_ok());
    let broken = (TransportErrorKind::Broken, 1);
    assert_eq!(failure(&trusting.send(Read)), broken);
    let untrusted = (TransportErrorKind::Certificate, 1);
    assert_eq!(failure(&client(&stranger).send(Read)), untrusted);
}

#[test]
fn roots_that_cannot_be_read() {
    for root in [
        b"junk".to_vec(),
        Vec::new(),
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n".to_vec(),
        b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_vec(),
        b"-----BEGIN CERTIFICATE-----\nAAAA".to_vec(),
    ] {
        let builder = || ClientBuilder::<Shop>::new(SECRET).root_certificate(root.clone());
        let error = builder().build().map(|_| ()).unwrap_err();
        assert_eq!(error, ConfigError::RootCertificate, "{root:?}");
        let error = builder().build_blocking().map(|_| ()).unwrap_err();
        assert_eq!(error, ConfigError::RootCertificate, "{root:?}");
    }
}
