//! Whole calls on a transport in memory, which answers at once: what the clients decide and carry from one end to the
//! other, without anything that waits.
//!
//! What always holds: both clients and the peer build the same request, from an operation made anew, and read the same
//! response, which is made anew, too. The peer only does that: the rest is what the clients take for themselves.

use std::future::{Future, pending};
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response};
use stripe_disputes::client::{
    AttemptLimits, BlockingTransport, Body, Config, Transport, TransportError,
};
use stripe_disputes::{Client, Dispute, Disputes, Operation, blocking};

use super::Workload;
use super::exchange::{DISPUTE, HEADERS, ID, evidence};

/// Both clients and the peer, for a request without and one with a body.
pub fn workloads() -> Vec<Workload> {
    let retrieve = of("retrieve", || Disputes::retrieve(ID));
    let update = of("update", || Disputes::update(ID).evidence(evidence()));
    retrieve.into_iter().chain(update).collect()
}

fn of<O>(name: &str, ask: fn() -> O) -> [Workload; 3]
where
    O: Operation<Output = Dispute, Error: Send> + 'static,
{
    let client = Client::with_transport(config(), Memory);
    let waiting = blocking::Client::with_transport(config(), Memory);
    let ours = move || {
        done(client.send(ask()))?
            .ok()
            .map(|found| found.into_value())
    };
    let blocking = move || waiting.send(ask()).ok().map(|found| found.into_value());
    let peer = move || build_and_read(&ask());
    for found in [ours(), blocking(), peer()] {
        assert_eq!(found.map(|found| found.id), Some(ID.into()), "{name}");
    }
    [
        Workload::new(format!("{name}: ours"), ours),
        Workload::new(format!("{name}: ours, blocking"), blocking),
        Workload::new(format!("{name}: build and read"), peer),
    ]
}

fn config() -> Config {
    let config = Client::builder("sk_test_123").config();
    config.expect("a secret that can be sent")
}

/// Answers every request with the dispute.
struct Memory;

impl Transport for Memory {
    async fn send(
        &self,
        request: Request<Body>,
        _: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        Ok(answer(request))
    }

    async fn sleep(&self, _: Duration) {
        pending().await
    }
}

impl BlockingTransport for Memory {
    fn send(
        &self,
        request: Request<Body>,
        _: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        Ok(answer(request))
    }
}

fn answer<B>(request: Request<B>) -> Response<Bytes> {
    drop(black_box(request));
    let mut response = Response::new(Bytes::from_static(DISPUTE.as_bytes()));
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        let name = HeaderName::from_static(name);
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

fn build_and_read<O: Operation>(operation: &O) -> Option<O::Output> {
    let response = answer(operation.to_request().ok()?);
    O::parse(response.status(), response.headers(), response.body()).ok()
}

/// What a future that never waits gives.
fn done<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
