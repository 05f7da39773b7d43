//! The generated crate's clients, called alike.
//!
//! In: the settings of a client, then operations. Out: what each of the three transports makes of them. What always holds:
//! the asynchronous ones run in a Tokio runtime of their own, which ends with them.

use std::fmt;
use std::pin::Pin;

use futures_core::Stream;
use http::Method;
use serde_json::Value;
use stripe_disputes::client::{
    CallError, ClientBuilder, RequestOptions, ReqwestTransport, Response,
};
use stripe_disputes::{Client, CursorPaged, List, Operation, blocking};
use tokio::runtime::{Builder, Runtime};

/// One of the transports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The asynchronous one on hyper.
    Hyper,
    /// The blocking one on ureq.
    Ureq,
    /// The asynchronous one on reqwest.
    Reqwest,
}

/// All of them.
pub const ALL: [By; 3] = [By::Hyper, By::Ureq, By::Reqwest];

/// What a call gives.
pub type Outcome<O> =
    Result<Response<<O as Operation>::Output>, CallError<<O as Operation>::Error>>;

/// The pages of a list.
pub type FoundPages<O> =
    Vec<Result<Response<List<<O as CursorPaged>::Item>>, CallError<<O as Operation>::Error>>>;

/// The items of a list.
pub type FoundItems<O> = Vec<Result<<O as CursorPaged>::Item, CallError<<O as Operation>::Error>>>;

/// A client on one of the transports. Its calls block, whatever the transport.
pub struct Caller(Kind);

enum Kind {
    Hyper(Runtime, Client),
    Ureq(blocking::Client),
    Reqwest(Runtime, Client<ReqwestTransport>),
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Hyper(_, client) => client.fmt(f),
            Kind::Ureq(client) => client.fmt(f),
            Kind::Reqwest(_, client) => client.fmt(f),
        }
    }
}

/// The client on reqwest, as a program would make it.
///
/// # Errors
/// If a setting cannot be used.
pub fn reqwest(builder: ClientBuilder) -> Result<Client<ReqwestTransport>, String> {
    let config = builder.config().map_err(|error| error.to_string())?;
    // Other packages of this workspace have reqwest built with TLS. Then it wants to know by whose hand; once is enough.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let transport = reqwest::Client::builder()
        .no_proxy()
        .connect_timeout(config.connect_timeout());
    let transport = ReqwestTransport::build(transport).map_err(|error| error.to_string())?;
    Ok(Client::with_transport(config, transport))
}

fn runtime() -> Result<Runtime, String> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|error| error.to_string())
}

impl Caller {
    /// Makes a client.
    ///
    /// # Errors
    /// If a setting cannot be used.
    pub fn new(by: By, builder: ClientBuilder) -> Result<Self, String> {
        Ok(Self(match by {
            By::Hyper => {
                let client = builder.build().map_err(|error| error.to_string())?;
                Kind::Hyper(runtime()?, client)
            }
            By::Ureq => {
                let client = builder
                    .build_blocking()
                    .map_err(|error| error.to_string())?;
                Kind::Ureq(client)
            }
            By::Reqwest => Kind::Reqwest(runtime()?, reqwest(builder)?),
        }))
    }

    /// Makes a call.
    ///
    /// # Errors
    /// Those of the call.
    pub fn call<O: Operation>(&self, operation: O, options: &RequestOptions) -> Outcome<O>
    where
        O::Output: Send,
        O::Error: Send,
    {
        match &self.0 {
            Kind::Hyper(runtime, client) => runtime.block_on(client.send_with(operation, options)),
            Kind::Ureq(client) => client.send_with(operation, options),
            Kind::Reqwest(runtime, client) => {
                runtime.block_on(client.send_with(operation, options))
            }
        }
    }

    /// Makes a call that the document does not describe.
    ///
    /// # Errors
    /// Those of the call.
    pub fn raw(
        &self,
        method: Method,
        path: &str,
        params: &[(&str, &str)],
        options: &RequestOptions,
    ) -> Result<Response<Value>, CallError<Value>> {
        match &self.0 {
            Kind::Hyper(runtime, client) => {
                runtime.block_on(client.raw_with(method, path, params, options))
            }
            Kind::Ureq(client) => client.raw_with(method, path, params, options),
            Kind::Reqwest(runtime, client) => {
                runtime.block_on(client.raw_with(method, path, params, options))
            }
        }
    }

    /// The first items of a list, no more than that, by a `Stream` or an `Iterator`.
    pub fn items<O>(&self, list: O, options: RequestOptions, most: usize) -> FoundItems<O>
    where
        O: CursorPaged + Send + Sync + 'static,
        O::Item: Send,
        O::Error: Send,
    {
        match &self.0 {
            Kind::Hyper(runtime, client) => {
                runtime.block_on(first(client.items_with(list, &options), most))
            }
            Kind::Ureq(client) => client.items_with(list, &options).take(most).collect(),
            Kind::Reqwest(runtime, client) => {
                runtime.block_on(first(client.items_with(list, &options), most))
            }
        }
    }

    /// The first pages of a list, no more than that, by a `Stream` or an `Iterator`.
    pub fn pages<O>(&self, list: O, options: RequestOptions, most: usize) -> FoundPages<O>
    where
        O: CursorPaged + Send + Sync + 'static,
        O::Item: Send,
        O::Error: Send,
    {
        match &self.0 {
            Kind::Hyper(runtime, client) => {
                runtime.block_on(first(client.pages_with(list, &options), most))
            }
            Kind::Ureq(client) => client.pages_with(list, &options).take(most).collect(),
            Kind::Reqwest(runtime, client) => {
                runtime.block_on(first(client.pages_with(list, &options), most))
            }
        }
    }
}

/// What a stream gives first.
async fn first<S: Stream + Unpin>(mut stream: S, most: usize) -> Vec<S::Item> {
    let mut found = Vec::new();
    while found.len() < most {
        let next = std::future::poll_fn(|context| Pin::new(&mut stream).poll_next(context));
        match next.await {
            Some(item) => found.push(item),
            None => break,
        }
    }
    found
}
