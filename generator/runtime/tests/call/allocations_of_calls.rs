//! What a call allocates beside its request, its response and its value. A binary of its own, as it replaces the allocator
//! by one that counts.

#[path = "../support/api.rs"]
mod api;

use std::future::{Future, pending};
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use allocation_counter::measure;
use api::{Read, Shop, Write, builder};
use bytes::Bytes;
use form_runtime::{
    AttemptLimits, BlockingClient, BlockingTransport, Body, Client, Operation, Transport,
    TransportError,
};
use http::{HeaderName, HeaderValue, Request, Response};

const THING: &[u8] = br#"{"id": "th_1", "note": "last_error"}"#;

/// Answers at once.
struct Memory;

impl Memory {
    fn answer<B>(_: Request<B>) -> Response<Bytes> {
        let mut response = Response::new(Bytes::from_static(THING));
        let id = HeaderName::from_static("request-id");
        let headers = response.headers_mut();
        headers.insert(id, HeaderValue::from_static("req_1"));
        response
    }
}

impl Transport for Memory {
    async fn send(
        &self,
        request: Request<Body>,
        _: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        Ok(Self::answer(request))
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
        Ok(Self::answer(request))
    }
}

/// What building the request, answering and reading takes without a client.
fn alone<O: Operation>(operation: &O) -> u64 {
    let info = measure(|| {
        let response = Memory::answer(operation.to_request().unwrap());
        let (status, headers) = (response.status(), response.headers());
        assert!(O::parse(status, headers, response.body()).is_ok());
    });
    info.count_total
}

fn done<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

/// How many allocations both clients make for themselves.
fn added<O: Operation<Output: Send, Error: Send>>(make: fn() -> O) -> [u64; 2] {
    let client = Client::<Shop, _>::with_transport(builder().config().unwrap(), Memory);
    let waiting = BlockingClient::<Shop, _>::with_transport(builder().config().unwrap(), Memory);
    // What is shared between calls is made with the first one.
    assert!(done(client.send(make())).is_ok() && waiting.send(make()).is_ok());
    let alone = alone(&make());
    let both = [
        measure(|| assert!(done(client.send(make())).is_ok())),
        measure(|| assert!(waiting.send(make()).is_ok())),
    ];
    both.map(|info| info.count_total - alone)
}

#[test]
fn a_call_adds_few_allocations() {
    // A map of headers and its copy, in case there is another attempt: two each.
    assert_eq!(added(|| Read), [4, 4]);
    // The map is there already, with the form's type, which is one for all. The copy of the map: two. The key, as text and as
    // a header; the length; and one each for what the copy shares with the original: key and length.
    assert_eq!(added(|| Write), [7, 7]);
}
