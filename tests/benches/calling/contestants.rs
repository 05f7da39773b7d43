//! Who calls: for each transport a client of this crate, the same work by hand on the bare HTTP client, and that client
//! alone, with a request made beforehand and a response that nobody decodes.
//!
//! What always holds: within a transport all send the same, but for the value of the idempotency key, which is always
//! another one with ours. By hand, that key is a constant, and nobody checks limits or looks at a clock: nothing ends a call
//! that takes too long.

use std::hint::black_box;
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use hyper_util::client::legacy::Client as Pool;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use loopback::{Act, Arrived, Loopback};
use stripe_disputes::client::{self, Api, CallError};
use stripe_disputes::runtime::{Form, Key, ReqwestTransport, Vendor as _};
use stripe_disputes::{Client, Disputes, Operation, RetrieveDispute, UpdateDispute};
use ureq::Agent;

use super::{Contestant, Failure, Load};
use crate::exchange::{DISPUTE, ID, evidence};

const SECRET: &str = "sk_test_123";

/// The client of this crate.
pub const OURS: &str = "ours";
/// The same work by hand.
pub const BY_HAND: &str = "by hand";
/// The HTTP client and nothing else.
pub const ALONE: &str = "alone";
/// By hand, with time limits of the HTTP client's own; where it has none unless asked, and pays for them.
pub const TIMED: &str = "by hand, timed";

/// An operation that is called.
pub trait Asked: Operation<Output: Send, Error: Send + Sync> + Send + 'static {
    /// The operation, as a program makes it.
    fn ask() -> Self;

    /// The body of its request, if it has one, without a request around it.
    fn form() -> Option<Bytes>;
}

impl Asked for RetrieveDispute {
    fn ask() -> Self {
        Disputes::retrieve(ID)
    }

    fn form() -> Option<Bytes> {
        None
    }
}

impl Asked for UpdateDispute {
    fn ask() -> Self {
        Disputes::update(ID).evidence(evidence())
    }

    fn form() -> Option<Bytes> {
        let mut form = Form::body();
        form.field(&Key::new("evidence"), &evidence());
        Some(form.into_bytes())
    }
}

/// How the contestants of a transport are made.
pub type Entry = fn(&str) -> Result<Vec<Contestant>, Failure>;

/// The transports, with those that call on them.
pub fn entries<O: Asked>() -> [(&'static str, Entry); 3] {
    [
        ("hyper", hyper::<O>),
        ("ureq", ureq::<O>),
        ("reqwest", reqwest::<O>),
    ]
}

/// Makes contestants call a server that keeps what arrived, and compares it.
///
/// # Errors
/// If they don't all send the same.
pub fn check(entry: Entry) -> Result<(), Failure> {
    let server = Loopback::answering(|_| Act::answer(200, DISPUTE));
    let once = Load {
        in_flight: 1,
        calls: 1,
    };
    for contestant in entry(&server.url())? {
        contestant.run(once)?;
    }
    let arrived: Vec<Arrived> = server.arrived().into_iter().map(comparable).collect();
    match arrived.iter().find(|request| **request != arrived[0]) {
        Some(other) => Err(format!("not the same: {:?} and {other:?}", arrived[0]).into()),
        None => Ok(()),
    }
}

/// A request without the order of its headers, and with no more of an idempotency key than that there is one.
fn comparable(mut request: Arrived) -> Arrived {
    for (name, value) in &mut request.headers {
        if name == "idempotency-key" {
            value.clear();
        }
    }
    request.headers.sort();
    request
}

/// The address, as a program writes it.
fn address(url: &str) -> String {
    format!("{url}/v1/disputes/{ID}")
}

/// What the clients of this crate add to a request.
fn headers(has_form: bool) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut add = |name: &'static str, value: &'static str| {
        let (name, value) = (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        headers.insert(name, value);
    };
    add("authorization", "Bearer sk_test_123");
    add("user-agent", Api::PROFILE.product);
    add("stripe-version", "2023-10-16");
    if has_form {
        add("content-type", "application/x-www-form-urlencoded");
        add("idempotency-key", "0d3b4f5e-8a52-4b6e-9a7e-0f1f2c3d4e5f");
    }
    headers
}

/// A request, as a program makes it.
fn request<B>(
    method: Method,
    url: &str,
    headers: HeaderMap,
    body: B,
) -> Result<Request<B>, Failure> {
    let mut request = Request::new(body);
    *request.method_mut() = method;
    *request.uri_mut() = Uri::from_maybe_shared(address(url))?;
    *request.headers_mut() = headers;
    Ok(request)
}

/// Reads a response as a client does.
fn read<O: Asked>(status: StatusCode, body: &[u8]) -> Result<(), Failure> {
    black_box(O::decode(succeeded(status)?, body)?);
    Ok(())
}

fn succeeded(status: StatusCode) -> Result<StatusCode, Failure> {
    match status.is_success() {
        true => Ok(status),
        false => Err(status.to_string().into()),
    }
}

/// What our clients return.
fn finish<O: Asked>(
    result: Result<client::Response<O::Output>, CallError<O::Error>>,
) -> Result<(), Failure> {
    black_box(result.map_err(|error| error.to_string())?);
    Ok(())
}

type HyperPool = Pool<HttpConnector, Full<Bytes>>;

fn hyper_pool() -> HyperPool {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    Pool::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .build(connector)
}

async fn whole(response: Response<Incoming>) -> Result<(StatusCode, Bytes), Failure> {
    let status = succeeded(response.status())?;
    Ok((status, response.into_body().collect().await?.to_bytes()))
}

fn hyper<O: Asked>(url: &str) -> Result<Vec<Contestant>, Failure> {
    let client = Client::builder(SECRET).base_url(url).build()?;
    let ours = move || {
        let client = client.clone();
        async move { finish::<O>(client.send(O::ask()).await) }
    };
    let headers = headers(O::form().is_some());
    let body = || Full::new(O::form().unwrap_or_default());
    let (made, pool) = (
        request(O::METHOD, url, headers.clone(), body())?,
        hyper_pool(),
    );
    let alone = move || {
        let sent = pool.request(made.clone());
        async { whole(sent.await?).await.map(drop) }
    };
    let (url, pool) = (url.to_owned(), hyper_pool());
    let by_hand = move || {
        let request = request(O::METHOD, &url, headers.clone(), body());
        let sent = request.map(|request| pool.request(request));
        async {
            let (status, body) = whole(sent?.await?).await?;
            read::<O>(status, &body)
        }
    };
    Ok(vec![
        Contestant::tasks(OURS, ours)?,
        Contestant::tasks(BY_HAND, by_hand)?,
        Contestant::tasks(ALONE, alone)?,
    ])
}

fn reqwest_client() -> Result<::reqwest::Client, Failure> {
    // Other packages of this workspace have reqwest built with TLS. Then it wants to know by whose hand; once is enough.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let no_redirects = ::reqwest::redirect::Policy::none();
    Ok(::reqwest::Client::builder()
        .redirect(no_redirects)
        .build()?)
}

async fn whole_of_reqwest(response: ::reqwest::Response) -> Result<(StatusCode, Bytes), Failure> {
    let status = succeeded(response.status())?;
    Ok((status, response.bytes().await?))
}

fn reqwest<O: Asked>(url: &str) -> Result<Vec<Contestant>, Failure> {
    let config = Client::builder(SECRET).base_url(url).config()?;
    let client = Client::with_transport(config, ReqwestTransport::new(reqwest_client()?));
    let ours = move || {
        let client = client.clone();
        async move { finish::<O>(client.send(O::ask()).await) }
    };
    let headers = headers(O::form().is_some());
    let make = move |bare: &::reqwest::Client, url: &str| {
        let request = bare.request(O::METHOD, address(url));
        let request = request.headers(headers.clone());
        match O::form() {
            Some(form) => request.body(form),
            None => request,
        }
    };
    let bare = reqwest_client()?;
    let made = make(&bare, url).build()?;
    let alone = move || {
        let sent = made.try_clone().map(|made| bare.execute(made));
        async {
            let response = sent.ok_or("a request with a body in memory")?.await?;
            whole_of_reqwest(response).await.map(drop)
        }
    };
    let (bare, url) = (reqwest_client()?, url.to_owned());
    let by_hand = move || {
        let sent = make(&bare, &url).send();
        async {
            let (status, body) = whole_of_reqwest(sent.await?).await?;
            read::<O>(status, &body)
        }
    };
    Ok(vec![
        Contestant::tasks(OURS, ours)?,
        Contestant::tasks(BY_HAND, by_hand)?,
        Contestant::tasks(ALONE, alone)?,
    ])
}

fn agent(timeout: Option<Duration>) -> Agent {
    let config = Agent::config_builder().http_status_as_error(false);
    let config = config.max_redirects(0).timeout_global(timeout);
    config.build().new_agent()
}

/// Sends a request with a body, or without one: for ureq, these are two types.
fn send(agent: &Agent, request: Request<Option<Bytes>>) -> Result<(StatusCode, Vec<u8>), Failure> {
    let (parts, body) = request.into_parts();
    let response = match body {
        Some(body) => agent.run(Request::from_parts(parts, &*body)),
        None => agent.run(Request::from_parts(parts, ())),
    }?;
    let status = succeeded(response.status())?;
    Ok((status, response.into_body().read_to_vec()?))
}

fn ureq<O: Asked>(url: &str) -> Result<Vec<Contestant>, Failure> {
    let client = Client::builder(SECRET).base_url(url).build_blocking()?;
    let ours = move || finish::<O>(client.send(O::ask()));
    let headers = headers(O::form().is_some());
    let (made, bare) = (
        request(O::METHOD, url, headers.clone(), O::form())?,
        agent(None),
    );
    let alone = move || send(&bare, made.clone()).map(drop);
    let by_hand = |bare: Agent| {
        let (url, headers) = (url.to_owned(), headers.clone());
        move || {
            let request = request(O::METHOD, &url, headers.clone(), O::form())?;
            let (status, body) = send(&bare, request)?;
            read::<O>(status, &body)
        }
    };
    let timed = agent(Some(Duration::from_secs(80)));
    Ok(vec![
        Contestant::threads(OURS, ours),
        Contestant::threads(BY_HAND, by_hand(agent(None))),
        Contestant::threads(ALONE, alone),
        Contestant::threads(TIMED, by_hand(timed)),
    ])
}
