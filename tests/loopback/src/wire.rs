//! What a server reads from and writes to.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// No thread waits longer than that.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A connection to a client.
pub(crate) trait Wire: Read + Write {
    /// The connection below.
    fn tcp(&self) -> &TcpStream;

    /// Announces the end, if that is something other than ending.
    fn finish(&mut self) -> io::Result<()>;
}

impl Wire for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A connection without encryption.
pub(crate) fn plain(stream: TcpStream) -> Box<dyn Wire> {
    Box::new(stream)
}
