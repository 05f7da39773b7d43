//! What happens on one connection.
//!
//! In: a connection and what to do with each request. Out: what arrived. What always holds: nothing waits for ever.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use super::wire::{PATIENCE, Wire};
use super::{Act, Arrived, Handler, State};

pub(crate) fn serve(
    wire: Box<dyn Wire>,
    state: &Mutex<State>,
    handler: &Handler,
) -> io::Result<()> {
    wire.tcp().set_read_timeout(Some(PATIENCE))?;
    wire.tcp().set_nodelay(true)?;
    let mut reader = BufReader::new(wire);
    loop {
        if reader.fill_buf()?.is_empty() {
            return Ok(());
        }
        let scripted = state.lock().unwrap().script.pop_front();
        if matches!(scripted, Some(Act::ResetBefore)) {
            return reset(reader.get_ref().tcp());
        }
        let request = read(&mut reader)?;
        let act = scripted.unwrap_or_else(|| handler(&request));
        state.lock().unwrap().arrived.push(request);
        if !perform(act, reader.get_mut())? {
            return Ok(());
        }
    }
}

fn reset(stream: &TcpStream) -> io::Result<()> {
    socket2::SockRef::from(stream).set_linger(Some(Duration::ZERO))
}

/// Whether the connection is kept.
fn perform(act: Act, wire: &mut Box<dyn Wire>) -> io::Result<bool> {
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
        Act::ResetAfter | Act::ResetBefore => reset(wire.tcp())?,
        Act::Close => wire.finish()?,
        Act::ThenClose(time, act) => {
            perform(*act, wire)?;
            thread::sleep(time);
            wire.finish()?;
        }
    }
    wire.flush()?;
    Ok(false)
}

/// Waits until the client gives up.
fn stall(wire: &mut Box<dyn Wire>) -> io::Result<()> {
    wire.read(&mut [0]).map(|_| ())
}

/// Reads a request with its body.
pub(crate) fn read(reader: &mut impl BufRead) -> io::Result<Arrived> {
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
    let mut arrived = Arrived {
        method,
        target,
        headers,
        body: Vec::new(),
    };
    let length = arrived
        .header("content-length")
        .map_or(0, |length| length.parse().unwrap());
    arrived.body.resize(length, 0);
    reader.read_exact(&mut arrived.body)?;
    Ok(arrived)
}
