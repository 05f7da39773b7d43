//! Connections as ureq sees them.
//!
//! In: a connection to the host of a request, encrypted or not. Out: what ureq sends on and reads from. What always holds:
//! a request goes out as soon as its response is waited for; a connection that breaks is an error, never the end of a
//! response; what was sent is wiped when the connection is dropped, as the secret was with it.

use std::fmt;
use std::io::{self, ErrorKind};

use ureq::Error;
use ureq::config::Config as Settings;
use ureq::unversioned::transport::{Buffers, NextTimeout, Transport};
use zeroize::Zeroizing;

use super::error::{TransportError, TransportErrorKind};
use super::ureq_socket::{Deadline, SocketStream};

/// A connection to the host of a request.
pub(super) struct UreqLink {
    stream: Box<dyn SocketStream>,
    is_encrypted: bool,
    buffers: LinkBuffers,
}

impl UreqLink {
    pub(super) fn new(
        stream: Box<dyn SocketStream>,
        is_encrypted: bool,
        settings: &Settings,
    ) -> Self {
        let buffers = LinkBuffers {
            input: vec![0; settings.input_buffer_size()],
            read: 0,
            filled: 0,
            is_new: false,
            output: Zeroizing::new(vec![0; settings.output_buffer_size()]),
            held: 0,
        };
        Self {
            stream,
            is_encrypted,
            buffers,
        }
    }

    /// Sends what was held back.
    fn release(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.buffers.held);
        if let Some(held @ [_, ..]) = self.buffers.output.get(..held) {
            self.stream.write_all(held)?;
            self.stream.flush()?;
        }
        Ok(())
    }

    /// Sends what was held back, and reads what there is.
    fn exchange(&mut self) -> io::Result<usize> {
        self.release()?;
        self.stream.read(self.buffers.input_append_buf())
    }
}

impl Transport for UreqLink {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    /// Headers and a body come one after the other. In one piece, they are one packet, and one call of the system.
    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.buffers.held = self.buffers.held.saturating_add(amount);
        if self.buffers.held <= MOST_HELD {
            return Ok(());
        }
        self.stream
            .socket()
            .set_deadline(Deadline::after(*timeout.after));
        self.release().map_err(|error| failure(error, timeout))
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        self.stream
            .socket()
            .set_deadline(Deadline::after(*timeout.after));
        let read = self.exchange().map_err(|error| failure(error, timeout))?;
        self.buffers.input_appended(read);
        Ok(read > 0)
    }

    fn is_open(&mut self) -> bool {
        self.buffers.held == 0 && self.stream.socket().is_open()
    }

    fn is_tls(&self) -> bool {
        self.is_encrypted
    }
}

/// Nothing of what was sent or read.
impl fmt::Debug for UreqLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UreqLink")
    }
}

/// What became of a connection: an error that ureq hands on as it is. Of some I/O errors it takes the response to be whole.
fn failure(error: io::Error, timeout: NextTimeout) -> Error {
    match error.kind() {
        ErrorKind::TimedOut => Error::Timeout(timeout.reason),
        _ => Error::Other(TransportError::new(TransportErrorKind::Broken, error).into()),
    }
}

/// How much is held back at most: the headers of a request, and a form of usual length.
const MOST_HELD: usize = 16 << 10;

/// What ureq writes to and reads from.
struct LinkBuffers {
    input: Vec<u8>,
    /// How much of the input ureq has read.
    read: usize,
    /// How much of the input there is.
    filled: usize,
    /// Whether ureq has not seen the rest of the input yet.
    is_new: bool,
    output: Zeroizing<Vec<u8>>,
    /// How much of the output is still to be sent.
    held: usize,
}

/// All but the first bytes, so many.
fn rest(bytes: &mut [u8], used: usize) -> &mut [u8] {
    bytes.get_mut(used..).unwrap_or_default()
}

impl Buffers for LinkBuffers {
    fn output(&mut self) -> &mut [u8] {
        rest(&mut self.output, self.held)
    }

    fn input(&self) -> &[u8] {
        self.input.get(self.read..self.filled).unwrap_or_default()
    }

    fn input_append_buf(&mut self) -> &mut [u8] {
        if self.read > 0 {
            self.input.copy_within(self.read..self.filled, 0);
            self.filled -= self.read;
            self.read = 0;
        }
        rest(&mut self.input, self.filled)
    }

    fn tmp_and_output(&mut self) -> (&mut [u8], &mut [u8]) {
        (
            rest(&mut self.input, self.filled),
            rest(&mut self.output, self.held),
        )
    }

    fn input_appended(&mut self, amount: usize) {
        self.filled = self.filled.saturating_add(amount).min(self.input.len());
    }

    fn input_consume(&mut self, amount: usize) {
        self.is_new = amount > 0;
        self.read = self.read.saturating_add(amount).min(self.filled);
    }

    fn can_use_input(&self) -> bool {
        self.is_new && self.read < self.filled
    }
}
