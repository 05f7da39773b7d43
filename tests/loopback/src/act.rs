//! What a server does with a request.
//!
//! In: an act. Out: what the client sees of it, right or wrong.

use std::io;
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use socket2::SockRef;

use crate::wire::{PATIENCE, Wire};

/// What to do with a request.
#[derive(Clone, Debug)]
pub enum Act {
    /// Answer with a status, headers and a body.
    Answer(u16, Vec<(&'static str, String)>, String),
    /// Answer with these bytes, and close the connection.
    Bytes(Vec<u8>),
    /// The same, but as if someone cut the connection: with TLS, the end is not announced.
    Cut(Vec<u8>),
    /// Answer with these bytes, and a little later reset the connection.
    Reset(Vec<u8>),
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
    /// Reset the connection when so many bytes of the request's body were read.
    ResetInBody(usize),
    /// Reset the connection after the request was read.
    ResetAfter,
    /// Close the connection after the request was read.
    Close,
    /// Do something, wait, then close the connection, whatever has arrived on it by then. Nothing announces it.
    ThenClose(Box<Act>, Duration),
    /// Answer with a long body, of which a byte comes each time that much has passed.
    Drip(Duration),
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

/// Makes the end of a connection a reset.
pub(crate) fn reset(stream: &TcpStream) -> io::Result<()> {
    SockRef::from(stream).set_linger(Some(Duration::ZERO))
}

/// Does it. Whether the connection is kept.
pub(crate) fn perform(act: Act, wire: &mut dyn Wire) -> io::Result<bool> {
    const HALF: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"ok\":";
    match act {
        Act::Answer(status, headers, body) => {
            let mut text = format!(
                "HTTP/1.1 {status} Status\r\ncontent-length: {}\r\n",
                body.len()
            );
            for (name, value) in headers {
                text.push_str(&format!("{name}: {value}\r\n"));
            }
            wire.write_all(format!("{text}\r\n{body}").as_bytes())?;
            wire.flush()?;
            return Ok(true);
        }
        Act::Bytes(bytes) => {
            wire.write_all(&bytes)?;
            wire.finish()?;
        }
        Act::Cut(bytes) => wire.write_all(&bytes)?,
        Act::Delay(time, act) => {
            thread::sleep(time);
            return perform(*act, wire);
        }
        Act::Partial => {
            wire.write_all(HALF)?;
            wire.finish()?;
        }
        Act::StallInBody => {
            wire.write_all(HALF)?;
            wire.flush()?;
            stall(wire)?;
        }
        Act::Stall => stall(wire)?,
        Act::ResetAfter | Act::ResetBefore | Act::ResetInBody(_) => reset(wire.tcp())?,
        Act::Reset(bytes) => {
            wire.write_all(&bytes)?;
            wire.flush()?;
            // Before, a client may not even get the bytes.
            thread::sleep(Duration::from_millis(100));
            reset(wire.tcp())?;
        }
        Act::Close => wire.finish()?,
        Act::ThenClose(act, time) => {
            perform(*act, wire)?;
            thread::sleep(time);
        }
        Act::Drip(time) => {
            wire.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n")?;
            for _ in 0..PATIENCE.as_millis() / time.as_millis().max(1) {
                wire.write_all(b" ")?;
                wire.flush()?;
                thread::sleep(time);
            }
        }
    }
    wire.flush()?;
    Ok(false)
}

/// Waits until the client gives up.
fn stall(wire: &mut dyn Wire) -> io::Result<()> {
    wire.read(&mut [0]).map(|_| ())
}
