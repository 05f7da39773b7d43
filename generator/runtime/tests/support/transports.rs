//! The same call by each of the transports.

#![allow(dead_code)]

use std::any::Any;
use std::future::Future;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use form_runtime::{
    CallError, Client, ClientBuilder, Operation, RequestOptions, ReqwestTransport, Response, Vendor,
};
use serde_json::Value;

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
pub fn reqwest<V: Vendor>(builder: ClientBuilder<V>) -> Client<V, ReqwestTransport> {
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
    pub fn call<V, O>(self, builder: ClientBuilder<V>, operations: &[O]) -> Vec<Outcome>
    where
        V: Vendor,
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

/// How many scenarios run at once: most of them wait, but not all of them all the time.
const AT_ONCE: usize = 80;

/// How long a scenario may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// A scenario, by its name.
pub type Scenario = (String, Box<dyn FnOnce() + Send>);

/// Runs all of these, many at once; none may hang.
pub fn all_at_once(scenarios: Vec<Scenario>) {
    let waiting = Mutex::new(scenarios);
    let failed = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..AT_ONCE {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap().pop();
                    let Some((name, scenario)) = next else { return };
                    if let Err(why) = watched(scenario) {
                        failed.lock().unwrap().push(format!("{name}: {why}"));
                    }
                }
            });
        }
    });
    let failed = failed.into_inner().unwrap();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// Runs a scenario in a thread of its own, which is left behind if it hangs.
fn watched(scenario: Box<dyn FnOnce() + Send>) -> Result<(), String> {
    let (done, wait) = mpsc::channel();
    let thread = thread::spawn(move || {
        scenario();
        let _ = done.send(());
    });
    if let Err(mpsc::RecvTimeoutError::Timeout) = wait.recv_timeout(PATIENCE) {
        return Err("hangs".to_owned());
    }
    let text = |panic: Box<dyn Any + Send>| match panic.downcast::<String>() {
        Ok(text) => *text,
        Err(panic) => panic
            .downcast::<&str>()
            .map_or_else(|_| String::new(), |text| (*text).to_owned()),
    };
    thread.join().map_err(text)
}
