//! Connections for the transport on ureq: name lookup, TCP, proxies, TLS.
//!
//! In: the address of a request. Out: a connection to its host, by way of a proxy if there is one for it. What always
//! holds: it takes no longer than allowed, all of it together; nothing is looked up for a request that goes over a
//! connection that is there; whoever is at the other end of an encrypted one has proved to be the host.
//!
//! ureq looks names up itself, for each request, before it looks for a connection; and where there is a time limit, it
//! starts a thread for that. So it is told that there is nothing to look up.

use std::fmt;
use std::io::{self, ErrorKind};
use std::net::{IpAddr, SocketAddr, TcpStream, ToSocketAddrs};
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::Duration;

use http::Uri;
use http::uri::Scheme;
use memchr::memmem;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use ureq::Error;
use ureq::config::Config as Settings;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{self, ConnectionDetails, NextTimeout};
use zeroize::Zeroizing;

use super::error::{TransportError, TransportErrorKind};
use super::tls;
use super::ureq_link::UreqLink;
use super::ureq_socket::{Deadline, Socket, SocketStream};
use crate::runtime::config::{Config, Proxies, Proxy, without_brackets};

/// Finds nothing: [`UreqConnector`] looks up what it needs.
#[derive(Debug)]
pub(super) struct NoLookup;

impl Resolver for NoLookup {
    fn resolve(&self, _: &Uri, _: &Settings, _: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        Ok(self.empty())
    }
}

/// Makes connections, by way of a proxy if there is one for the address.
pub(super) struct UreqConnector {
    proxies: Arc<Proxies>,
    tls: Arc<ClientConfig>,
}

impl UreqConnector {
    pub(super) fn new(config: &Config, tls: Arc<ClientConfig>) -> Self {
        Self {
            proxies: Arc::clone(&config.proxies),
            tls,
        }
    }

    fn stream(
        &self,
        uri: &Uri,
        deadline: Deadline,
    ) -> Result<Box<dyn SocketStream>, TransportError> {
        let other = |error| TransportError::new(TransportErrorKind::Other, error);
        let proxy = self.proxies.for_uri(uri).map_err(other)?;
        let stream = || match proxy {
            None => self.direct(uri, deadline),
            Some(proxy) => {
                let mut stream = self.direct(proxy.uri(), deadline)?;
                open_tunnel(&mut *stream, proxy, uri)?;
                self.encrypt_if_asked(uri, stream)
            }
        };
        stream().map_err(failure)
    }

    /// A connection to the host of an address itself, be it a proxy or not.
    fn direct(&self, uri: &Uri, deadline: Deadline) -> io::Result<Box<dyn SocketStream>> {
        let addresses = look_up(host(uri), port(uri), deadline)?;
        let stream = connect(&addresses, deadline)?;
        self.encrypt_if_asked(uri, Box::new(Socket::new(stream, deadline)?))
    }

    fn encrypt_if_asked(
        &self,
        uri: &Uri,
        mut stream: Box<dyn SocketStream>,
    ) -> io::Result<Box<dyn SocketStream>> {
        if !is_https(uri) {
            return Ok(stream);
        }
        let name = without_brackets(host(uri)).to_owned();
        let name = ServerName::try_from(name).map_err(io::Error::other)?;
        let connection = ClientConnection::new(Arc::clone(&self.tls), name);
        let mut connection = connection.map_err(io::Error::other)?;
        connection.complete_io(&mut stream)?;
        Ok(Box::new(StreamOwned::new(connection, stream)))
    }
}

impl transport::Connector for UreqConnector {
    type Out = UreqLink;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        _: Option<()>,
    ) -> Result<Option<UreqLink>, Error> {
        let deadline = Deadline::after(*details.timeout.after);
        let stream = self.stream(details.uri, deadline);
        let stream = stream.map_err(|error| Error::Other(error.into()))?;
        let is_encrypted = is_https(details.uri);
        Ok(Some(UreqLink::new(stream, is_encrypted, details.config)))
    }
}

/// Leaves out the proxies.
impl fmt::Debug for UreqConnector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UreqConnector")
    }
}

fn is_https(uri: &Uri) -> bool {
    uri.scheme() == Some(&Scheme::HTTPS)
}

fn host(uri: &Uri) -> &str {
    uri.host().unwrap_or_default()
}

fn port(uri: &Uri) -> u16 {
    uri.port_u16()
        .unwrap_or(if is_https(uri) { 443 } else { 80 })
}

/// The addresses of a host.
fn look_up(host: &str, port: u16, deadline: Deadline) -> io::Result<Vec<SocketAddr>> {
    if let Ok(address) = without_brackets(host).parse::<IpAddr>() {
        return Ok(vec![SocketAddr::new(address, port)]);
    }
    let (sender, receiver) = mpsc::sync_channel(1);
    let host = host.to_owned();
    // The system takes as long as it likes, and nothing ends it: the thread may outlive the attempt.
    thread::Builder::new().spawn(move || {
        let found = (host.as_str(), port).to_socket_addrs();
        // Nobody waits for it any more, if it took too long.
        let _ = sender.send(found.map(Vec::from_iter));
    })?;
    match receiver.recv_timeout(deadline.left()?) {
        Ok(found) => found,
        Err(_) => Err(ErrorKind::TimedOut.into()),
    }
}

/// Connects to the first address that accepts. One that does not answer leaves time for the others.
fn connect(addresses: &[SocketAddr], deadline: Deadline) -> io::Result<TcpStream> {
    const LEAST: Duration = Duration::from_millis(1);
    let mut failed = io::Error::new(ErrorKind::NotFound, "the host has no address");
    let mut waiting = u32::try_from(addresses.len()).unwrap_or(u32::MAX);
    for address in addresses {
        let share = deadline.left()? / waiting.max(1);
        match TcpStream::connect_timeout(address, share.max(LEAST)) {
            Ok(stream) => return Ok(stream),
            Err(error) => failed = error,
        }
        waiting = waiting.saturating_sub(1);
    }
    Err(failed)
}

/// Has a proxy connect to the host of an address (RFC 9110, section 9.3.6).
fn open_tunnel(stream: &mut dyn SocketStream, proxy: &Proxy, uri: &Uri) -> io::Result<()> {
    let target = format!("{}:{}", host(uri), port(uri));
    let asked = format!("CONNECT {target} HTTP/1.1\r\nHost: {target}\r\n");
    let request = match proxy.authorization() {
        None => [asked.as_bytes(), b"\r\n"].concat(),
        Some(authorization) => {
            let header: &[u8] = b"Proxy-Authorization: ";
            [
                asked.as_bytes(),
                header,
                authorization.as_bytes(),
                b"\r\n\r\n",
            ]
            .concat()
        }
    };
    stream.write_all(&Zeroizing::new(request))?;
    stream.flush()?;
    match status_of_answer(stream)? {
        [b'2', _, _] => Ok(()),
        [b'4', b'0', b'7'] => {
            let why = "the proxy wants to know who uses it, or does not know this user (407)";
            Err(io::Error::other(why))
        }
        status => {
            let status = status.escape_ascii();
            let why = format!("the proxy opened no tunnel: it answered {status}");
            Err(io::Error::other(why))
        }
    }
}

/// The status of a response to `CONNECT`.
fn status_of_answer(stream: &mut dyn SocketStream) -> io::Result<[u8; 3]> {
    const LONGEST: usize = 16 << 10;
    let mut answer = Vec::new();
    let mut chunk = [0; 1 << 10];
    let end = loop {
        if let Some(end) = memmem::find(&answer, b"\r\n\r\n") {
            break end.saturating_add(4);
        }
        match stream.read(&mut chunk)? {
            0 => return Err(io::Error::other("the proxy closed the connection")),
            _ if answer.len() > LONGEST => {
                return Err(io::Error::other("the proxy's answer is too long"));
            }
            read => answer.extend_from_slice(chunk.get(..read).unwrap_or_default()),
        }
    };
    let status = answer
        .strip_prefix(b"HTTP/1.")
        .and_then(|rest| rest.get(1..5));
    match status {
        // It is the client who speaks first in a tunnel.
        Some(&[b' ', b'2', ..]) if answer.len() > end => {
            Err(io::Error::other("the proxy sent what nobody asked it for"))
        }
        Some(&[b' ', hundreds, tens, ones]) => Ok([hundreds, tens, ones]),
        _ => Err(io::Error::other("the proxy did not answer by HTTP/1.1")),
    }
}

/// Why there is no connection.
fn failure(error: io::Error) -> TransportError {
    let kind = match tls::is_untrusted(&error) {
        true => TransportErrorKind::Certificate,
        false => TransportErrorKind::Connect,
    };
    TransportError::new(kind, error)
}
