//! What happens on one connection.
//!
//! In: a connection and what to do with each request. Out: what arrived. What always holds: nothing waits for ever.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Mutex;

use super::act::{perform, reset};
use super::wire::{PATIENCE, Wire};
use super::{Act, Arrived, Early, Handler, State};

pub(crate) fn serve(
    wire: Box<dyn Wire>,
    state: &Mutex<State>,
    early: &Early,
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
        if matches!(scripted, Some(Act::ResetBefore)) || early() {
            return reset(reader.get_ref().tcp());
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
            return read.and_then(|_| reset(reader.get_ref().tcp()));
        }
        let act = scripted.unwrap_or_else(|| handler(&request));
        state.lock().unwrap().arrive(request);
        if !perform(act, &mut **reader.get_mut())? {
            return Ok(());
        }
    }
}

/// A request without its body, and the body's length.
pub(crate) fn read_head(reader: &mut impl BufRead) -> io::Result<(Arrived, usize)> {
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
