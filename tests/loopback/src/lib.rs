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

mod proxy;
mod serve;
#[cfg(feature = "tls")]
mod tls;
mod wire;

use std::collections::VecDeque;
use std::fmt;
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

pub use proxy::{Passage, Proxy};
#[cfg(feature = "tls")]
pub use tls::{Authority, Identity, Validity};
use wire::Wire;

/// What to do with a request.
#[derive(Clone, Debug)]
pub enum Act {
    /// Answer with a status, headers and a body.
    Answer(u16, Vec<(&'static str, String)>, String),
    /// Answer with these bytes, and close the connection.
    Bytes(Vec<u8>),
    /// The same, but as if someone cut the connection: with TLS, the end is not announced.
    Cut(Vec<u8>),
    /// Wait, then do something else.
    Delay(Duration, Box<Act>),
    /// Answer with the first half of a body, then close the connection.
    Partial,
    /// Answer with the first half of a body, then say nothing more.
    StallInBody,
    /// Say nothing.
    Stall,
    /// Reset the connection before anything was read.
    ResetBefore,
    /// Reset the connection after the request was read.
    ResetAfter,
    /// Close the connection after the request was read.
    Close,
    /// Do something else, and close the connection a while after that, as servers do with connections that are idle.
    ThenClose(Duration, Box<Act>),
}

impl Act {
    /// An answer without headers of its own.
    #[must_use]
    pub fn answer(status: u16, body: &str) -> Self {
        Self::Answer(status, Vec::new(), body.to_owned())
    }

    /// An answer with a header.
    #[must_use]
    pub fn with(status: u16, name: &'static str, value: &str) -> Self {
        Self::Answer(status, vec![(name, value.to_owned())], "{}".to_owned())
    }
}

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

fn ok(_: &Arrived) -> Act {
    Act::answer(200, r#"{"ok":true}"#)
}

struct State {
    script: VecDeque<Act>,
    arrived: Vec<Arrived>,
    connections: usize,
    open: usize,
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
        Self::serve("http", script, wire::plain, ok)
    }

    /// The same, by TLS.
    ///
    /// # Panics
    /// If this machine gives no port.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn encrypted(identity: &Identity, script: impl IntoIterator<Item = Act>) -> Self {
        Self::serve("https", script, identity.wire(), ok)
    }

    /// Starts a server that asks a function what to do with each request. It is called by many threads at once.
    ///
    /// # Panics
    /// If this machine gives no port.
    #[must_use]
    pub fn answering(handler: impl Fn(&Arrived) -> Act + Send + Sync + 'static) -> Self {
        Self::serve("http", [], wire::plain, handler)
    }

    fn serve(
        scheme: &'static str,
        script: impl IntoIterator<Item = Act>,
        wire: impl Fn(std::net::TcpStream) -> Box<dyn Wire> + Send + Sync + 'static,
        handler: impl Fn(&Arrived) -> Act + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State {
            script: script.into_iter().collect(),
            arrived: Vec::new(),
            connections: 0,
            open: 0,
        }));
        let shared = Arc::clone(&state);
        let handler: Arc<Handler> = Arc::new(handler);
        let wire = Arc::new(wire);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, shared) = (stream.unwrap(), Arc::clone(&shared));
                let (handler, wire) = (Arc::clone(&handler), Arc::clone(&wire));
                shared.lock().unwrap().connections += 1;
                shared.lock().unwrap().open += 1;
                thread::spawn(move || {
                    // Whatever a client does to its connection is no fault of the server.
                    let _ = serve::serve(wire(stream), &shared, &*handler);
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

    /// Everything that arrived so far.
    #[must_use]
    pub fn arrived(&self) -> Vec<Arrived> {
        self.state.lock().unwrap().arrived.clone()
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
