//! Both clients behind one interface, so that whatever is tried is tried with each.

// Not every test needs everything.
#![allow(dead_code)]

use http::Method;
use serde_json::Value;
use stripe_disputes::client::{
    CallError, Client, ClientBuilder, RequestOptions, Response, blocking,
};
use stripe_disputes::{Dispute, Error, ListDisputes, Operation};
use tokio::runtime::{Builder, Runtime};

/// What a list gives, item by item.
pub type Items = Vec<Result<Dispute, CallError<Error>>>;

/// A client.
pub trait Calls {
    /// The client with those settings.
    fn build(builder: ClientBuilder) -> Self;

    /// Makes a call.
    fn send<O>(
        &self,
        operation: O,
        options: &RequestOptions,
    ) -> Result<Response<O::Output>, CallError<O::Error>>
    where
        O: Operation<Output: Send, Error: Send>;

    /// Makes a call that the document does not describe.
    fn raw(
        &self,
        method: Method,
        path: &str,
        params: &[(&str, &str)],
        options: &RequestOptions,
    ) -> Result<Response<Value>, CallError<Value>>;

    /// The first items of a list.
    fn items(&self, list: ListDisputes, options: RequestOptions, most: usize) -> Items;
}

impl Calls for blocking::Client {
    fn build(builder: ClientBuilder) -> Self {
        builder.build_blocking().unwrap()
    }

    fn send<O>(
        &self,
        operation: O,
        options: &RequestOptions,
    ) -> Result<Response<O::Output>, CallError<O::Error>>
    where
        O: Operation<Output: Send, Error: Send>,
    {
        self.send_with(operation, options)
    }

    fn raw(
        &self,
        method: Method,
        path: &str,
        params: &[(&str, &str)],
        options: &RequestOptions,
    ) -> Result<Response<Value>, CallError<Value>> {
        self.raw(method, path, params.iter().copied(), options)
    }

    fn items(&self, list: ListDisputes, options: RequestOptions, most: usize) -> Items {
        self.items(list, options).take(most).collect()
    }
}

/// The asynchronous client, in a runtime of its own.
#[derive(Debug)]
pub struct Asynchronous {
    client: Client,
    runtime: Runtime,
}

impl Calls for Asynchronous {
    fn build(builder: ClientBuilder) -> Self {
        Self {
            client: builder.build().unwrap(),
            runtime: Builder::new_current_thread().enable_all().build().unwrap(),
        }
    }

    fn send<O>(
        &self,
        operation: O,
        options: &RequestOptions,
    ) -> Result<Response<O::Output>, CallError<O::Error>>
    where
        O: Operation<Output: Send, Error: Send>,
    {
        self.runtime
            .block_on(self.client.send_with(operation, options))
    }

    fn raw(
        &self,
        method: Method,
        path: &str,
        params: &[(&str, &str)],
        options: &RequestOptions,
    ) -> Result<Response<Value>, CallError<Value>> {
        let call = self
            .client
            .raw(method, path, params.iter().copied(), options);
        self.runtime.block_on(call)
    }

    fn items(&self, list: ListDisputes, options: RequestOptions, most: usize) -> Items {
        let mut items = self.client.items(list, options);
        self.runtime.block_on(async {
            let mut taken = Vec::new();
            while taken.len() < most {
                let Some(item) = items.next().await else {
                    break;
                };
                taken.push(item);
            }
            taken
        })
    }
}
