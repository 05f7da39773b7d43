//! An HTTP/1.1 server on this machine that does what a script says, however wrong that is.
//!
//! In: what to do with each request, as a script or as a function of it. Out: what arrived. Each connection has a thread;
//! nothing waits for ever.
//!
//! ```
//! use std::io::{Read, Write};
//! use std::net::TcpStream;
//!
//! use loopback::{Act, Loopback};
//!
//! let server = Loopback::start([Act::answer(404, "nothing here")]);
//! let mut stream = TcpStream::connect(server.address())?;
//! stream.write_all(b"GET /v1/things HTTP/1.1\r\nconnection: close\r\n\r\n")?;
//! stream.shutdown(std::net::Shutdown::Write)?;
//! let mut answer = String::new();
//! stream.read_to_string(&mut answer)?;
//! assert!(answer.starts_with("HTTP/1.1 404"));
//! assert_eq!(server.arrived()[0].target, "/v1/things");
//! # Ok::<(), std::io::Error>(())
//! ```

mod act;
mod nobody;
mod proxy;
mod serve;
#[cfg(feature = "tls")]
mod tls;
mod wire;

use std::collections::VecDeque;
use std::fmt;
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, Weak};
use std::thread;

pub use act::Act;
pub use nobody::Nobody;
use nobody::listen;
pub use proxy::{Passage, Proxy};
#[cfg(feature = "tls")]
pub use tls::{Authority, Identity, Validity};
use wire::{Wire, plain};

/// A request that arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    /// The method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Arrived {
    /// The value of a header.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        headers
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// Decides what to do with a request.
type Handler = dyn Fn(&Arrived) -> Act + Send + Sync;

/// Decides whether to reset a connection instead of reading the request on it.
type Early = dyn Fn() -> bool + Send + Sync;

fn ok(_: &Arrived) -> Act {
    Act::answer(200, r#"{"ok":true}"#)
}

struct State {
    script: VecDeque<Act>,
    arrived: Vec<Arrived>,
    broken_off: Vec<Arrived>,
    is_kept: bool,
    requests: usize,
    connections: usize,
    open: usize,
    streams: Vec<Weak<TcpStream>>,
}

/// The server. It ends with the process.
#[derive(Clone)]
pub struct Loopback {
    scheme: &'static str,
    address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl fmt::Debug for Loopback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Loopback({})", self.url())
    }
}

impl Loopback {
    /// Starts a server. After the script, everything is answered with 200 and `{"ok":true}`.
    ///
    /// # Panics
    /// If this machine gives no port.
    #[must_use]
    pub fn start(script: impl IntoIterator<Item = Act>) -> Self {
        Self::serve("http", plain, script, || false, ok)
    }

    /// The same, by TLS.
    ///
    /// # Panics
    /// If this machine gives no port.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn encrypted(identity: &Identity, script: impl IntoIterator<Item = Act>) -> Self {
        Self::serve("https", identity.wire(), script, || false, ok)
    }

    /// Starts a server that asks a function what to do with each request. It is called by many threads at once.
    ///
    /// # Panics
    /// If this machine gives no port.
    #[must_use]
    pub fn answering(handler: impl Fn(&Arrived) -> Act + Send + Sync + 'static) -> Self {
        Self::serve("http", plain, [], || false, handler)
    }

    /// The same, but each request is first announced to another function: if that says so, the connection is reset before
    /// the request was read, and the request does not count as arrived.
    ///
    /// # Panics
    /// If this machine gives no port.
    #[must_use]
    pub fn resetting(
        early: impl Fn() -> bool + Send + Sync + 'static,
        handler: impl Fn(&Arrived) -> Act + Send + Sync + 'static,
    ) -> Self {
        Self::serve("http", plain, [], early, handler)
    }

    fn serve(
        scheme: &'static str,
        wire: impl Fn(Arc<TcpStream>) -> Box<dyn Wire> + Send + Sync + 'static,
        script: impl IntoIterator<Item = Act>,
        early: impl Fn() -> bool + Send + Sync + 'static,
        handler: impl Fn(&Arrived) -> Act + Send + Sync + 'static,
    ) -> Self {
        let listener = listen().unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State {
            script: script.into_iter().collect(),
            arrived: Vec::new(),
            broken_off: Vec::new(),
            is_kept: true,
            requests: 0,
            connections: 0,
            open: 0,
            streams: Vec::new(),
        }));
        let shared = Arc::clone(&state);
        let (early, handler): (Arc<Early>, Arc<Handler>) = (Arc::new(early), Arc::new(handler));
        let wire = Arc::new(wire);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, shared) = (Arc::new(stream.unwrap()), Arc::clone(&shared));
                let (early, handler) = (Arc::clone(&early), Arc::clone(&handler));
                let wire = Arc::clone(&wire);
                shared.lock().unwrap().note(&stream);
                thread::spawn(move || {
                    // Whatever a client does to its connection is no fault of the server.
                    let _ = serve::serve(wire(stream), &shared, &*early, &*handler);
                    shared.lock().unwrap().open -= 1;
                });
            }
        });
        Self {
            scheme,
            address,
            state,
        }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("{}://{}", self.scheme, self.address)
    }

    /// Everything that arrived whole so far and was kept.
    #[must_use]
    pub fn arrived(&self) -> Vec<Arrived> {
        self.state.lock().unwrap().arrived.clone()
    }

    /// What arrived of requests whose bodies broke off so far.
    #[must_use]
    pub fn broken_off(&self) -> Vec<Arrived> {
        self.state.lock().unwrap().broken_off.clone()
    }

    /// How many requests arrived so far, kept or not.
    #[must_use]
    pub fn requests(&self) -> usize {
        self.state.lock().unwrap().requests
    }

    /// Keeps no request any longer, for tests that measure memory.
    pub fn forget(&self) {
        let mut state = self.state.lock().unwrap();
        state.is_kept = false;
        state.arrived = Vec::new();
    }

    /// Closes all connections, without a word.
    pub fn hang_up(&self) {
        let streams = std::mem::take(&mut self.state.lock().unwrap().streams);
        for stream in streams.iter().filter_map(Weak::upgrade) {
            // It may be closed by now.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }

    /// How many connections were made so far.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.state.lock().unwrap().connections
    }

    /// How many connections are open.
    #[must_use]
    pub fn open(&self) -> usize {
        self.state.lock().unwrap().open
    }
}

impl State {
    fn note(&mut self, stream: &Arc<TcpStream>) {
        self.connections += 1;
        self.open += 1;
        self.streams.retain(|known| known.strong_count() > 0);
        self.streams.push(Arc::downgrade(stream));
    }

    fn arrive(&mut self, request: Arrived) {
        self.requests += 1;
        if self.is_kept {
            self.arrived.push(request);
        }
    }
}
