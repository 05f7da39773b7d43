//! The asynchronous client.
//!
//! In: operations. Out: what they return. What always holds: everything is decided by [`Call`]; here, its steps are only
//! taken. A future that is dropped stops the call; no attempt goes on behind it.

use std::fmt;
use std::future::{Future, poll_fn};
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Method;
use serde_json::Value;

use super::events::{self, Observer, Span};
use super::pages::{Items, Pages};
use super::{entropy, raw};
use crate::runtime::call::{Call, CallError, Moment, RequestOptions, Response, Step};
use crate::runtime::config::{Config, Vendor};
use crate::runtime::operation::{Operation, Paged, RawRequest};
use crate::runtime::transport::{Transport, TransportErrorKind, tokens, too_late};

/// Makes calls, asynchronously. A clone is cheap, and shares everything.
pub struct Client<V, T> {
    config: Arc<Config>,
    transport: Arc<T>,
    vendor: PhantomData<fn() -> V>,
}

impl<V, T> Clone for Client<V, T> {
    fn clone(&self) -> Self {
        Self {
            config: Arc::clone(&self.config),
            transport: Arc::clone(&self.transport),
            vendor: PhantomData,
        }
    }
}

impl<V, T> fmt::Debug for Client<V, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

impl<V: Vendor, T> Client<V, T> {
    /// A client on another transport. What the settings say of connections is the transport's to keep to.
    pub fn with_transport(config: Config, transport: T) -> Self
    where
        // Not asked for above: the compiler then says what is missing, instead of that there is no such function.
        T: Transport + 'static,
    {
        Self {
            config: Arc::new(config),
            transport: Arc::new(transport),
            vendor: PhantomData,
        }
    }
}

impl<V: Vendor, T: Transport + 'static> Client<V, T> {
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
    ) -> impl Future<Output = Result<Response<O::Output>, CallError<O::Error>>> + Send + use<V, T, O>
    where
        O::Output: Send,
        O::Error: Send,
    {
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
    ) -> impl Future<Output = Result<Response<O::Output>, CallError<O::Error>>> + Send + use<V, T, O>
    where
        O::Output: Send,
        O::Error: Send,
    {
        let mut call = entropy::for_key(&O::METHOD).and_then(|random| {
            Call::new(&self.config, &operation, options, Moment::default(), random)
        });
        let transport = Arc::clone(&self.transport);
        async move {
            // Its time begins when it is first polled: it may have stood in a queue for long.
            let start = Instant::now();
            let span = Span::start(&O::METHOD, O::PATH);
            // Driven where it is: a future holds twice what is moved inside of it.
            if let Ok(call) = &mut call {
                span.around(pin!(drive(&*transport, call, start))).await;
            }
            span.inside(|| events::told(call, start, Call::into_result::<O>))
        }
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
    ) -> impl Future<Output = Result<Response<Value>, CallError<V::Error>>> + Send + use<V, T> {
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
    ) -> impl Future<Output = Result<Response<Value>, CallError<V::Error>>> + Send + use<V, T> {
        let mut call = raw_call::<V::Error>(&self.config, &method, path, params, options);
        let transport = Arc::clone(&self.transport);
        async move {
            let start = Instant::now();
            let span = Span::start(&method, raw::PATH);
            if let Ok(call) = &mut call {
                span.around(pin!(drive(&*transport, call, start))).await;
            }
            span.inside(|| events::told(call, start, raw::into_result::<V::Error>))
        }
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
    ) -> impl Future<Output = Result<Response<Bytes>, CallError<V::Error>>> + Send + use<V, T> {
        let mut call = raw::call::<V::Error>(&self.config, request, options);
        let (transport, method) = (Arc::clone(&self.transport), request.method.clone());
        async move {
            let start = Instant::now();
            let span = Span::start(&method, raw::PATH);
            if let Ok(call) = &mut call {
                span.around(pin!(drive(&*transport, call, start))).await;
            }
            span.inside(|| events::told(call, start, raw::into_bytes::<V::Error>))
        }
    }

    /// The pages of a list, from the one that the operation asks for, in the direction of its cursor: forwards, or
    /// backwards if it has one to end before.
    pub fn pages<O>(&self, operation: O) -> Pages<O>
    where
        V: 'static,
        O: Paged + Send + Sync + 'static,
        O::Output: Send,
        O::Error: Send,
    {
        self.pages_with(operation, &RequestOptions::new())
    }

    /// The same with settings of its own for each page. An idempotency key is sent with the first page alone.
    pub fn pages_with<O>(&self, operation: O, options: &RequestOptions) -> Pages<O>
    where
        V: 'static,
        O: Paged + Send + Sync + 'static,
        O::Output: Send,
        O::Error: Send,
    {
        let client = self.clone();
        let send = move |operation: O, options: &RequestOptions| -> super::pages::Fetch<O> {
            Box::pin(client.send_with(operation, options))
        };
        Pages::new(operation, options.clone(), Box::new(send))
    }

    /// The items of a list, over all its pages; see [`pages`](Self::pages). Backwards, the last item of each page comes
    /// first.
    pub fn items<O>(&self, operation: O) -> Items<O>
    where
        V: 'static,
        O: Paged + Send + Sync + 'static,
        O::Output: Send,
        O::Error: Send,
    {
        Items::new(self.pages(operation))
    }

    /// The same with settings of its own for each page; see [`pages_with`](Self::pages_with).
    pub fn items_with<O>(&self, operation: O, options: &RequestOptions) -> Items<O>
    where
        V: 'static,
        O: Paged + Send + Sync + 'static,
        O::Output: Send,
        O::Error: Send,
    {
        Items::new(self.pages_with(operation, options))
    }
}

/// A call that the document does not describe.
pub(super) fn raw_call<E>(
    config: &Arc<Config>,
    method: &Method,
    path: &str,
    params: &[(&str, &str)],
    options: &RequestOptions,
) -> Result<Call, CallError<E>> {
    raw::check_path(path)?;
    let random = entropy::for_key(method)?;
    let request = raw::request(config, method, path, params)?;
    Ok(Call::of_request(
        config,
        (raw::PATH, None),
        request,
        options,
        Moment::default(),
        random,
    )?)
}

/// Takes the steps of a call.
async fn drive<T: Transport>(transport: &T, call: &mut Call, mut start: Instant) {
    let mut now = Moment::without_date(start);
    loop {
        match call.step(now) {
            Step::Send(limits) => {
                let observer = Observer::start();
                let attempt = {
                    let sending = pin!(transport.send(call.request(), limits));
                    let time = pin!(transport.sleep(limits.total));
                    within(sending, time, || Err(TransportErrorKind::Timeout.into())).await
                };
                observer.finish(call, &attempt);
                let random = entropy::for_wait_after(&attempt);
                now = Moment::since(start);
                call.finish_attempt(attempt, now, random);
            }
            Step::Authorize(limits) => {
                let tokens = {
                    let (needed, product) = (call.tokens(), call.product());
                    let fetch = async move { tokens(transport, &needed, product, limits).await };
                    let time = pin!(transport.sleep(limits.total));
                    within(pin!(fetch), time, || Err(too_late())).await
                };
                now = Moment::since(start);
                call.authorize(tokens);
            }
            Step::Wait(time) => {
                events::waits(call, time);
                let since = Instant::now();
                transport.sleep(time).await;
                start = waited(start, since, time);
                now = Moment::since(start);
            }
            Step::Done => return,
        }
    }
}

/// When the call began, as seen after a wait: a transport that has its own time may have waited for less than the clock of the
/// machine shows.
pub(super) fn waited(start: Instant, since: Instant, time: Duration) -> Instant {
    let missing = time.saturating_sub(since.elapsed());
    start.checked_sub(missing).unwrap_or(start)
}

/// What comes first: an attempt's end, or that of its time.
fn within<A>(
    mut attempt: Pin<&mut impl Future<Output = A>>,
    mut time: Pin<&mut impl Future<Output = ()>>,
    late: impl Fn() -> A,
) -> impl Future<Output = A> {
    poll_fn(move |context| match attempt.as_mut().poll(context) {
        Poll::Ready(attempt) => Poll::Ready(attempt),
        Poll::Pending => time.as_mut().poll(context).map(|()| late()),
    })
}
