//! Addresses, with and without somebody behind them.

use std::io;
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::time::Duration;

use socket2::{Domain, Socket, Type};

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
pub(crate) fn listen() -> io::Result<TcpListener> {
    let socket = bound()?;
    socket.listen(1024)?;
    Ok(socket.into())
}
