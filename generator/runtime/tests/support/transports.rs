//! The same call by each of the transports.

#![allow(dead_code)]

use std::future::Future;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use form_runtime::{
    CallError, Client, ClientBuilder, Operation, RequestOptions, ReqwestTransport, Response,
};
use serde_json::Value;

use super::api::Shop;

/// What a call gave.
pub type Outcome = Result<Response<Value>, CallError<Value>>;

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

/// A client on reqwest.
pub fn reqwest(builder: ClientBuilder<Shop>) -> Client<Shop, ReqwestTransport> {
    let config = builder.config().unwrap();
    let transport = reqwest::Client::builder()
        .no_proxy()
        .connect_timeout(config.connect_timeout());
    Client::with_transport(config, ReqwestTransport::build(transport).unwrap())
}

/// Runs a future in a runtime of its own.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
        .block_on(future)
}

impl By {
    /// Makes calls one after another with one client.
    pub fn call<O>(self, builder: ClientBuilder<Shop>, operations: &[O]) -> Vec<Outcome>
    where
        O: Operation<Output = Value, Error = Value> + Clone,
    {
        let options = RequestOptions::new();
        let operations = operations.iter().cloned();
        match self {
            Self::Hyper => block_on(async {
                let client = builder.build().unwrap();
                let mut outcomes = Vec::new();
                for operation in operations {
                    outcomes.push(client.send_with(operation, &options).await);
                }
                outcomes
            }),
            Self::Reqwest => block_on(async {
                let client = reqwest(builder);
                let mut outcomes = Vec::new();
                for operation in operations {
                    outcomes.push(client.send_with(operation, &options).await);
                }
                outcomes
            }),
            Self::Ureq => {
                let client = builder.build_blocking().unwrap();
                operations
                    .map(|operation| client.send_with(operation, &options))
                    .collect()
            }
        }
    }
}

/// Runs all of these at once; none may take longer than 20 seconds.
pub fn all_at_once(scenarios: Vec<(String, Box<dyn FnOnce() + Send>)>) {
    let running: Vec<_> = scenarios
        .into_iter()
        .map(|(name, scenario)| {
            let (done, wait) = mpsc::channel();
            let thread = thread::spawn(move || {
                scenario();
                let _ = done.send(());
            });
            (name, thread, wait)
        })
        .collect();
    let mut failed = Vec::new();
    for (name, thread, wait) in running {
        match wait.recv_timeout(Duration::from_secs(20)) {
            Err(mpsc::RecvTimeoutError::Timeout) => failed.push(format!("{name}: hangs")),
            _ => {
                if let Err(panic) = thread.join() {
                    let text = panic.downcast_ref::<String>().cloned();
                    failed.push(format!("{name}: {}", text.unwrap_or_default()));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
