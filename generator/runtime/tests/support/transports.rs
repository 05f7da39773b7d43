//! The same call by each of the transports.

#![allow(dead_code)]

use std::any::Any;
use std::future::Future;
use std::sync::{Mutex, mpsc};
use std::thread;
use std::time::Duration;

use form_runtime::{
    BlockingClient, CallError, Cause, Client, ClientBuilder, HyperTransport, Operation,
    ReqwestTransport, Response, TransportErrorKind, UreqTransport, Vendor,
};
use rustls::RootCertStore;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use serde_json::Value;
use tokio::runtime::Runtime;

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
    reqwest_trusting(builder, None)
}

/// A client on reqwest, which trusts nobody but that root.
fn reqwest_trusting<V: Vendor>(
    builder: ClientBuilder<V>,
    root: Option<&[u8]>,
) -> Client<V, ReqwestTransport> {
    let config = builder.config().unwrap();
    let mut roots = RootCertStore::empty();
    if let Some(root) = root {
        roots.add(CertificateDer::from(root.to_vec())).unwrap();
    }
    let tls = rustls::ClientConfig::builder_with_provider(ring::default_provider().into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let transport = reqwest::Client::builder()
        .no_proxy()
        .tls_backend_preconfigured(tls)
        .connect_timeout(config.connect_timeout());
    Client::with_transport(config, ReqwestTransport::build(transport).unwrap())
}

/// Runs a future in a runtime of its own.
pub fn block_on<T>(future: impl Future<Output = T>) -> T {
    runtime().block_on(future)
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap()
}

/// A client on one of the transports. Nothing runs between its calls but while it waits.
pub enum Caller<V> {
    Hyper(Runtime, Client<V, HyperTransport>),
    Ureq(BlockingClient<V, UreqTransport>),
    Reqwest(Runtime, Client<V, ReqwestTransport>),
}

impl<V: Vendor> Caller<V> {
    /// Makes a call.
    pub fn call<O>(&self, operation: O) -> Outcome
    where
        O: Operation<Output = Value, Error = Value>,
    {
        match self {
            Self::Hyper(runtime, client) => runtime.block_on(client.send(operation)),
            Self::Ureq(client) => client.send(operation),
            Self::Reqwest(runtime, client) => runtime.block_on(client.send(operation)),
        }
    }

    /// Waits, as a program does that has something else to do.
    pub fn wait(&self, time: Duration) {
        match self {
            Self::Hyper(runtime, _) | Self::Reqwest(runtime, _) => {
                runtime.block_on(async { tokio::time::sleep(time).await });
            }
            Self::Ureq(_) => thread::sleep(time),
        }
    }
}

impl By {
    /// A client.
    pub fn client<V: Vendor>(self, builder: ClientBuilder<V>) -> Caller<V> {
        self.client_trusting(builder, None)
    }

    /// A client that trusts a root certificate, in DER.
    pub fn client_trusting<V: Vendor>(
        self,
        mut builder: ClientBuilder<V>,
        root: Option<&[u8]>,
    ) -> Caller<V> {
        if let (Some(root), Self::Hyper | Self::Ureq) = (root, self) {
            builder = builder.root_certificate(root);
        }
        match self {
            Self::Hyper => Caller::Hyper(runtime(), builder.build().unwrap()),
            Self::Ureq => Caller::Ureq(builder.build_blocking().unwrap()),
            Self::Reqwest => Caller::Reqwest(runtime(), reqwest_trusting(builder, root)),
        }
    }

    /// Makes calls one after another with one client.
    pub fn call<V, O>(self, builder: ClientBuilder<V>, operations: &[O]) -> Vec<Outcome>
    where
        V: Vendor,
        O: Operation<Output = Value, Error = Value> + Clone,
    {
        let client = self.client(builder);
        let operations = operations.iter().cloned();
        operations.map(|operation| client.call(operation)).collect()
    }
}

/// How a transport failed, and after how many attempts.
pub fn failure(outcome: &Outcome) -> (TransportErrorKind, u32) {
    let error = outcome.as_ref().unwrap_err();
    match error.cause() {
        Cause::Transport(failure) => (failure.kind(), error.attempts()),
        other => panic!("{other:?}"),
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
