//! TCP connections of the transport on ureq, and what is between them and HTTP.
//!
//! In: a connection, and the moment by which what is under way has to end. Out: bytes, there and back. What always holds:
//! no read and no write lasts longer than that moment, however slowly the other side takes or gives.

use std::io::{self, ErrorKind, IoSlice, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rustls::{ClientConnection, StreamOwned};

use super::contract::LONGEST;

/// The moment by which something has to end.
#[derive(Clone, Copy)]
pub(super) struct Deadline(Instant);

impl Deadline {
    pub(super) fn after(time: Duration) -> Self {
        let now = Instant::now();
        Self(now.checked_add(time.min(LONGEST)).unwrap_or(now))
    }

    /// The time that is left.
    ///
    /// # Errors
    /// If there is none: `TimedOut`.
    pub(super) fn left(self) -> io::Result<Duration> {
        match self.0.saturating_duration_since(Instant::now()) {
            Duration::ZERO => Err(ErrorKind::TimedOut.into()),
            left => Ok(left),
        }
    }
}

/// A TCP connection. What blocks longer than the deadline allows fails with `TimedOut`.
pub(super) struct Socket {
    stream: TcpStream,
    deadline: Deadline,
    read_timeout: SocketTimeout,
    write_timeout: SocketTimeout,
    is_blocking: bool,
}

/// How long the system lets an operation block. To set that is a call of the system: for most requests, none is needed.
struct SocketTimeout {
    set: fn(&TcpStream, Option<Duration>) -> io::Result<()>,
    time: Option<Duration>,
}

impl SocketTimeout {
    fn new(set: fn(&TcpStream, Option<Duration>) -> io::Result<()>) -> Self {
        Self { set, time: None }
    }

    /// Does something that may block, again and again until it is done or the deadline has passed.
    fn run<T>(
        &mut self,
        stream: &TcpStream,
        deadline: Deadline,
        mut act: impl FnMut(&TcpStream) -> io::Result<T>,
    ) -> io::Result<T> {
        loop {
            let time = rounded_down(deadline.left()?);
            if self.time != Some(time) {
                match (self.set)(stream, Some(time)) {
                    Ok(()) => self.time = Some(time),
                    // What the other side has closed takes no new limit on macOS, and does not block.
                    Err(error) if error.kind() == ErrorKind::InvalidInput => {}
                    Err(error) => return Err(error),
                }
            }
            match act(stream) {
                Err(error) if is_early(error.kind()) => {}
                done => return done,
            }
        }
    }
}

/// A time that is not longer, and mostly the same for one request as for the next: a power of two, in seconds.
fn rounded_down(left: Duration) -> Duration {
    match left.as_secs().checked_ilog2() {
        Some(power) => Duration::from_secs(1 << power),
        None => left,
    }
}

/// Whether nothing came, and there may be time left to wait for it. Systems differ in how they say so.
fn is_early(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted
    )
}

impl Socket {
    pub(super) fn new(stream: TcpStream, deadline: Deadline) -> io::Result<Self> {
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            deadline,
            read_timeout: SocketTimeout::new(TcpStream::set_read_timeout),
            write_timeout: SocketTimeout::new(TcpStream::set_write_timeout),
            is_blocking: true,
        })
    }

    /// By when reads and writes have to end from now on.
    pub(super) fn set_deadline(&mut self, deadline: Deadline) {
        self.deadline = deadline;
    }

    fn set_blocking(&mut self, is_blocking: bool) -> io::Result<()> {
        if self.is_blocking != is_blocking {
            self.stream.set_nonblocking(!is_blocking)?;
            self.is_blocking = is_blocking;
        }
        Ok(())
    }

    /// Whether the other side has neither closed the connection nor sent what nobody asked for.
    // It stays non-blocking until it is used: ureq asks this before it keeps a connection and again before it takes it.
    pub(super) fn is_open(&mut self) -> bool {
        self.set_blocking(false).is_ok()
            && matches!(self.stream.peek(&mut [0]), Err(error) if error.kind() == ErrorKind::WouldBlock)
    }
}

impl Read for Socket {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.set_blocking(true)?;
        let read = |mut stream: &TcpStream| stream.read(buffer);
        self.read_timeout.run(&self.stream, self.deadline, read)
    }
}

impl Write for Socket {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_vectored(&[IoSlice::new(bytes)])
    }

    fn write_vectored(&mut self, parts: &[IoSlice<'_>]) -> io::Result<usize> {
        self.set_blocking(true)?;
        let write = |mut stream: &TcpStream| stream.write_vectored(parts);
        self.write_timeout.run(&self.stream, self.deadline, write)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A connection of any kind: bare, encrypted, or encrypted in one that is encrypted.
pub(super) trait SocketStream: Read + Write + Send + Sync + 'static {
    /// The TCP connection below.
    fn socket(&mut self) -> &mut Socket;
}

impl SocketStream for Socket {
    fn socket(&mut self) -> &mut Socket {
        self
    }
}

impl SocketStream for StreamOwned<ClientConnection, Box<dyn SocketStream>> {
    fn socket(&mut self) -> &mut Socket {
        self.sock.socket()
    }
}
