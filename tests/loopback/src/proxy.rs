//! A proxy for HTTP on this machine that opens tunnels.
//!
//! In: where tunnels lead, whatever their name. Out: what it was asked. Nothing waits for ever.

use std::io::{self, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::Arrived;
use super::serve::read_head;
use super::wire::PATIENCE;

/// What becomes of those who ask for a tunnel.
#[derive(Clone, Copy, Debug)]
pub enum Passage {
    /// They get one that ends there.
    To(SocketAddr),
    /// They get this status.
    Refused(u16),
    /// They get no answer.
    Stalled,
    /// They get an answer that has no end, of which a byte comes each time that much has passed.
    Dripping(Duration),
}

/// The proxy. It ends with the process.
#[derive(Clone, Debug)]
pub struct Proxy {
    address: SocketAddr,
    arrived: Arc<Mutex<Vec<Arrived>>>,
}

impl Proxy {
    /// Starts a proxy.
    ///
    /// # Panics
    /// If this machine gives no port.
    #[must_use]
    pub fn start(passage: Passage) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let arrived = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::clone(&arrived);
        thread::spawn(move || {
            for client in listener.incoming() {
                let (client, shared) = (client.unwrap(), Arc::clone(&shared));
                thread::spawn(move || {
                    // Whatever a client does to its connection is no fault of the proxy.
                    let _ = pass(&client, passage, &shared);
                    let _ = client.shutdown(Shutdown::Both);
                });
            }
        });
        Self { address, arrived }
    }

    /// Its URL, with a user and a password or without.
    #[must_use]
    pub fn url(&self, user: Option<&str>) -> String {
        match user {
            Some(user) => format!("http://{user}@{}", self.address),
            None => format!("http://{}", self.address),
        }
    }

    /// Everything that it was asked so far.
    #[must_use]
    pub fn arrived(&self) -> Vec<Arrived> {
        self.arrived.lock().unwrap().clone()
    }
}

fn pass(client: &TcpStream, passage: Passage, arrived: &Mutex<Vec<Arrived>>) -> io::Result<()> {
    client.set_read_timeout(Some(PATIENCE))?;
    // One byte at a time: what follows belongs to the tunnel.
    let (request, _) = read_head(&mut BufReader::with_capacity(1, client))?;
    let is_connect = request.method == "CONNECT";
    arrived.lock().unwrap().push(request);
    let mut client = client;
    let server = match passage {
        Passage::To(server) if is_connect => TcpStream::connect(server)?,
        Passage::To(_) => return client.write_all(b"HTTP/1.1 405 No\r\n\r\n"),
        Passage::Refused(status) => {
            let answer = format!("HTTP/1.1 {status} No\r\ncontent-length: 0\r\n\r\n");
            return client.write_all(answer.as_bytes());
        }
        Passage::Stalled => return client.read(&mut [0]).map(|_| ()),
        Passage::Dripping(time) => {
            client.write_all(b"HTTP/1.1 200 Go\r\nx: ")?;
            loop {
                thread::sleep(time);
                client.write_all(b"y")?;
            }
        }
    };
    server.set_read_timeout(Some(PATIENCE))?;
    client.write_all(b"HTTP/1.1 200 Go\r\n\r\n")?;
    thread::scope(|both| {
        both.spawn(|| carry(client, &server));
        carry(&server, client);
    });
    Ok(())
}

/// Carries bytes until one side ends; then the other one ends, too.
fn carry(mut from: &TcpStream, mut to: &TcpStream) {
    let _ = io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Write);
}
