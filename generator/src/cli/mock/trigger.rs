//! `trigger`: an event by hand.
//!
//! In: its name and values. Out: the object that it is about, as the server then has it. What always holds: only a server whose address was
//! named is asked.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Map, Value, json};

use crate::cli::arguments::TriggerArgs;

/// How long the server may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Makes an event.
///
/// # Errors
///
/// If the server can't be asked, or refuses.
pub fn trigger(options: &TriggerArgs) -> Result<bool, String> {
    let mut set = Map::new();
    for pair in &options.set {
        let (path, text) = pair
            .split_once('=')
            .ok_or_else(|| format!("error: `--set {pair}` has no `=`"))?;
        let value = serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned()));
        set.insert(path.to_owned(), value);
    }
    let body = json!({ "event": options.event, "object": options.object, "set": set });
    let (status, answer) = post(&options.server, &body.to_string())
        .map_err(|error| format!("error: can't ask {}: {error}", options.server))?;
    if status != 200 {
        let told = serde_json::from_str::<Value>(&answer).ok();
        let told = told.as_ref().and_then(|value| value.get("error")?.as_str());
        return Err(format!("error: {}", told.unwrap_or(&answer)));
    }
    let value: Value = serde_json::from_str(&answer).unwrap_or(Value::String(answer));
    say!("{value:#}");
    Ok(true)
}

fn post(server: &str, body: &str) -> std::io::Result<(u16, String)> {
    let host = server.trim_start_matches("http://").trim_end_matches('/');
    let mut stream = TcpStream::connect(host)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    let length = body.len();
    write!(
        stream,
        "POST /_mock/trigger HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\nconnection: close\r\n\
         content-length: {length}\r\n\r\n{body}"
    )?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
    let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
    Ok((status.unwrap_or(0), body.to_owned()))
}
