//! What a server reads from and writes to.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
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

/// A connection without encryption. The server has it, too, to end it.
pub(crate) struct Tcp(pub(crate) Arc<TcpStream>);

impl Read for Tcp {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        (&*self.0).read(bytes)
    }
}

impl Write for Tcp {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        (&*self.0).write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Wire for Tcp {
    fn tcp(&self) -> &TcpStream {
        &self.0
    }

    fn finish(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(crate) fn plain(stream: Arc<TcpStream>) -> Box<dyn Wire> {
    Box::new(Tcp(stream))
}
