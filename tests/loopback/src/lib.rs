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

use std::collections::VecDeque;
use std::fmt;
use std::io::{self, BufRead, BufReader, Read};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, Weak};
use std::thread;
use std::time::Duration;

use socket2::{Domain, Socket, Type};

pub use act::Act;
use act::{perform, reset};

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
        let ok = |_: &Arrived| Act::answer(200, r#"{"ok":true}"#);
        Self::serve(script.into_iter().collect(), || false, ok)
    }

    /// Starts a server that asks a function what to do with each request. It is called by many threads at once.
    ///
    /// # Panics
    /// If this machine gives no port.
    #[must_use]
    pub fn answering(handler: impl Fn(&Arrived) -> Act + Send + Sync + 'static) -> Self {
        Self::serve(VecDeque::new(), || false, handler)
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
        Self::serve(VecDeque::new(), early, handler)
    }

    fn serve(
        script: VecDeque<Act>,
        early: impl Fn() -> bool + Send + Sync + 'static,
        handler: impl Fn(&Arrived) -> Act + Send + Sync + 'static,
    ) -> Self {
        let listener = listen().unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(Mutex::new(State {
            script,
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
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, shared) = (Arc::new(stream.unwrap()), Arc::clone(&shared));
                let (early, handler) = (Arc::clone(&early), Arc::clone(&handler));
                shared.lock().unwrap().note(&stream);
                thread::spawn(move || {
                    // Whatever a client does to its connection is no fault of the server.
                    let _ = serve(&stream, &shared, &*early, &*handler);
                    drop(stream);
                    shared.lock().unwrap().open -= 1;
                });
            }
        });
        Self { address, state }
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
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

/// An address at which nobody answers, and which nobody else gets as long as this is there.
#[derive(Debug)]
pub struct Nobody {
    socket: Socket,
    /// Those that fill the queue.
    _waiting: Vec<TcpStream>,
}

impl Nobody {
    /// An address at which nobody listens: connections are refused.
    ///
    /// # Panics
    /// If this machine gives no port.
    #[must_use]
    #[expect(clippy::new_without_default, reason = "an address is taken")]
    pub fn new() -> Self {
        Self {
            socket: bound().unwrap(),
            _waiting: Vec::new(),
        }
    }

    /// An address at which so many wait to be let in that one more hears nothing, not even that it is refused. This is
    /// how Linux does it; elsewhere it may be refused.
    ///
    /// # Panics
    /// If this machine gives no port, or has no end to the queue.
    #[must_use]
    pub fn busy() -> Self {
        let socket = bound().unwrap();
        socket.listen(0).unwrap();
        let address = socket.local_addr().unwrap().as_socket().unwrap();
        let knock = || TcpStream::connect_timeout(&address, Duration::from_millis(100)).ok();
        let waiting: Vec<TcpStream> = std::iter::from_fn(knock).take(100).collect();
        assert!(waiting.len() < 100, "the queue has no end");
        Self {
            socket,
            _waiting: waiting,
        }
    }

    /// The address.
    ///
    /// # Panics
    /// If this machine does not know it.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.socket.local_addr().unwrap().as_socket().unwrap()
    }
}

fn bound() -> io::Result<Socket> {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None)?;
    socket.bind(&SocketAddr::from(([127, 0, 0, 1], 0)).into())?;
    Ok(socket)
}

/// A listener that keeps many clients waiting rather than turn one away, which would come back a second later.
fn listen() -> io::Result<TcpListener> {
    let socket = bound()?;
    socket.listen(1024)?;
    Ok(socket.into())
}

/// No thread waits longer than that.
const PATIENCE: Duration = Duration::from_secs(20);

fn serve(
    stream: &TcpStream,
    state: &Mutex<State>,
    early: &Early,
    handler: &Handler,
) -> io::Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        if reader.buffer().is_empty() && stream.peek(&mut [0])? == 0 {
            return Ok(());
        }
        let scripted = state.lock().unwrap().script.pop_front();
        if matches!(scripted, Some(Act::ResetBefore)) || early() {
            return reset(stream);
        }
        let (mut request, length) = read_head(&mut reader)?;
        let most = match scripted {
            Some(Act::ResetInBody(most)) => most.min(length),
            _ => length,
        };
        let mut body = reader.by_ref().take(most as u64);
        let read = body.read_to_end(&mut request.body);
        if request.body.len() < length {
            state.lock().unwrap().broken_off.push(request);
            return read.and_then(|_| reset(stream));
        }
        let act = scripted.unwrap_or_else(|| handler(&request));
        state.lock().unwrap().arrive(request);
        if !perform(act, stream)? {
            return Ok(());
        }
    }
}

/// A request without its body, and the body's length.
fn read_head(reader: &mut impl BufRead) -> io::Result<(Arrived, usize)> {
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, target) = (
        words.next().unwrap_or_default(),
        words.next().unwrap_or_default(),
    );
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let Some((name, value)) = line.trim_end().split_once(':') else {
            break;
        };
        headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
    }
    let arrived = Arrived {
        method,
        target,
        headers,
        body: Vec::new(),
    };
    let length = arrived
        .header("content-length")
        .map_or(0, |length| length.parse().unwrap());
    Ok((arrived, length))
}
