//! The same call by each of the transports.

#![allow(dead_code)]

use std::future::Future;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use form_runtime::{
    BlockingClient, CallError, Cause, Client, ClientBuilder, HyperTransport, Operation,
    ReqwestTransport, Response, TransportErrorKind, UreqTransport,
};
use rustls::RootCertStore;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use serde_json::Value;
use tokio::runtime::Runtime;

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

/// A client on reqwest, which trusts nobody but that root.
pub fn reqwest(
    builder: ClientBuilder<Shop>,
    root: Option<&[u8]>,
) -> Client<Shop, ReqwestTransport> {
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
pub enum Caller {
    Hyper(Runtime, Client<Shop, HyperTransport>),
    Ureq(BlockingClient<Shop, UreqTransport>),
    Reqwest(Runtime, Client<Shop, ReqwestTransport>),
}

impl Caller {
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
    pub fn client(self, builder: ClientBuilder<Shop>) -> Caller {
        self.client_trusting(builder, None)
    }

    /// A client that trusts a root certificate, in DER.
    pub fn client_trusting(self, mut builder: ClientBuilder<Shop>, root: Option<&[u8]>) -> Caller {
        if let (Some(root), Self::Hyper | Self::Ureq) = (root, self) {
            builder = builder.root_certificate(root);
        }
        match self {
            Self::Hyper => Caller::Hyper(runtime(), builder.build().unwrap()),
            Self::Ureq => Caller::Ureq(builder.build_blocking().unwrap()),
            Self::Reqwest => Caller::Reqwest(runtime(), reqwest(builder, root)),
        }
    }

    /// Makes calls one after another with one client.
    pub fn call<O>(self, builder: ClientBuilder<Shop>, operations: &[O]) -> Vec<Outcome>
    where
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
