//! The blocking client.
//!
//! In: operations. Out: what they return. What always holds: everything is decided by [`Call`]; here, its steps are only
//! taken.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Instant;

use bytes::Bytes;
use http::Method;
use serde_json::Value;

use super::blocking_pages::{BlockingItems, BlockingPages};
use super::client::{raw_call, waited};
use super::events::{self, Observer, Span};
use super::{entropy, raw};
use crate::runtime::call::{Call, CallError, Moment, RequestOptions, Response, Step};
use crate::runtime::config::{Config, Vendor};
use crate::runtime::operation::{Operation, Paged, RawRequest};
use crate::runtime::transport::{BlockingTransport, blocking_tokens};

/// Makes calls, each of which blocks its thread until it ends. A clone is cheap, and shares everything.
pub struct BlockingClient<V, T> {
    config: Arc<Config>,
    transport: Arc<T>,
    vendor: PhantomData<fn() -> V>,
}

impl<V, T> Clone for BlockingClient<V, T> {
    fn clone(&self) -> Self {
        Self {
            config: Arc::clone(&self.config),
            transport: Arc::clone(&self.transport),
            vendor: PhantomData,
        }
    }
}

impl<V, T> fmt::Debug for BlockingClient<V, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BlockingClient")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

impl<V: Vendor, T> BlockingClient<V, T> {
    /// A client on another transport. What the settings say of connections is the transport's to keep to.
    pub fn with_transport(config: Config, transport: T) -> Self
    where
        // Not asked for above: the compiler then says what is missing, instead of that there is no such function.
        T: BlockingTransport,
    {
        Self {
            config: Arc::new(config),
            transport: Arc::new(transport),
            vendor: PhantomData,
        }
    }
}

impl<V: Vendor, T: BlockingTransport> BlockingClient<V, T> {
    pub(super) fn transport(&self) -> &T {
        &self.transport
    }

    /// Makes a call.
    ///
    /// # Errors
    /// If the request breaks limits of the document, or there is no value in the end; see [`Cause`](crate::runtime::call::Cause).
    pub fn send<O: Operation>(
        &self,
        operation: O,
    ) -> Result<Response<O::Output>, CallError<O::Error>> {
        self.send_with(operation, &RequestOptions::new())
    }

    /// Makes a call with settings of its own.
    ///
    /// # Errors
    /// If the request breaks limits of the document, or there is no value in the end; see [`Cause`](crate::runtime::call::Cause).
    pub fn send_with<O: Operation>(
        &self,
        operation: O,
        options: &RequestOptions,
    ) -> Result<Response<O::Output>, CallError<O::Error>> {
        let start = Instant::now();
        let call = entropy::for_key(&O::METHOD).and_then(|random| {
            Call::new(&self.config, &operation, options, Moment::default(), random)
        });
        Span::start(&O::METHOD, O::PATH).inside(|| {
            let call = call.map(|call| drive(&*self.transport, call, start));
            events::told(call, start, Call::into_result::<O>)
        })
    }

    /// Makes a call that the document does not describe: a method, a path such as `/v1/pets/1`, and parameters
    /// such as `("metadata[order]", "6735")`. They are sent as they are: an empty one, too, which in a query most APIs take as
    /// not given.
    ///
    /// # Errors
    /// If the path cannot be sent as it is, or there is no value in the end; see [`Cause`](crate::runtime::call::Cause).
    pub fn raw(
        &self,
        method: Method,
        path: &str,
        params: &[(&str, &str)],
    ) -> Result<Response<Value>, CallError<V::Error>> {
        self.raw_with(method, path, params, &RequestOptions::new())
    }

    /// The same with settings of its own.
    ///
    /// # Errors
    /// As [`raw`](Self::raw).
    pub fn raw_with(
        &self,
        method: Method,
        path: &str,
        params: &[(&str, &str)],
        options: &RequestOptions,
    ) -> Result<Response<Value>, CallError<V::Error>> {
        let start = Instant::now();
        let call = raw_call(&self.config, &method, path, params, options);
        Span::start(&method, raw::PATH).inside(|| {
            let call = call.map(|call| drive(&*self.transport, call, start));
            events::told(call, start, raw::into_result::<V::Error>)
        })
    }

    /// Sends a request that is given part by part, for programs that know only when they run what they ask for; the answer is
    /// the body as it came.
    ///
    /// # Errors
    /// If it cannot be sent as it is, or there is no success in the end; see [`Cause`](crate::runtime::call::Cause).
    pub fn raw_request(
        &self,
        request: &RawRequest,
        options: &RequestOptions,
    ) -> Result<Response<Bytes>, CallError<V::Error>> {
        let start = Instant::now();
        let call = raw::call(&self.config, request, options);
        Span::start(&request.method, raw::PATH).inside(|| {
            let call = call.map(|call| drive(&*self.transport, call, start));
            events::told(call, start, raw::into_bytes::<V::Error>)
        })
    }

    /// The pages of a list, from the one that the operation asks for, in the direction of its cursor: forwards, or
    /// backwards if it has one to end before.
    pub fn pages<O: Paged>(&self, operation: O) -> BlockingPages<O, V, T> {
        self.pages_with(operation, &RequestOptions::new())
    }

    /// The same with settings of its own for each page. An idempotency key is sent with the first page alone.
    pub fn pages_with<O: Paged>(
        &self,
        operation: O,
        options: &RequestOptions,
    ) -> BlockingPages<O, V, T> {
        BlockingPages::new(self.clone(), operation, options.clone())
    }

    /// The items of a list, over all its pages; see [`pages`](Self::pages). Backwards, the last item of each page comes
    /// first.
    pub fn items<O: Paged>(&self, operation: O) -> BlockingItems<O, V, T> {
        BlockingItems::new(self.pages(operation))
    }

    /// The same with settings of its own for each page; see [`pages_with`](Self::pages_with).
    pub fn items_with<O: Paged>(
        &self,
        operation: O,
        options: &RequestOptions,
    ) -> BlockingItems<O, V, T> {
        BlockingItems::new(self.pages_with(operation, options))
    }
}

/// Takes the steps of a call.
fn drive<T: BlockingTransport>(transport: &T, mut call: Call, mut start: Instant) -> Call {
    let mut now = Moment::without_date(start);
    loop {
        match call.step(now) {
            Step::Send(limits) => {
                let observer = Observer::start();
                let attempt = transport.send(call.request(), limits);
                observer.finish(&call, &attempt);
                let random = entropy::for_wait_after(&attempt);
                now = Moment::since(start);
                call.finish_attempt(attempt, now, random);
            }
            Step::Authorize(limits) => {
                let (needed, product) = (call.tokens(), call.product());
                let tokens = blocking_tokens(transport, &needed, product, limits);
                now = Moment::since(start);
                call.authorize(tokens);
            }
            Step::Wait(time) => {
                events::waits(&call, time);
                let since = Instant::now();
                transport.sleep(time);
                start = waited(start, since, time);
                now = Moment::since(start);
            }
            Step::Done => return call,
        }
    }
}
