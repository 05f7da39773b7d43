//! Events: a test server that sends them, signatures, and sending them again.
//!
//! In: bodies of events, a secret, an address. Out: signatures, whether one is right, and deliveries. What always holds: the secret of a signature is read from the
//! environment; events go to no address but the one that was named.

use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::cli::ask::read_value;
use crate::cli::stop::{Class, Stop};
use crate::mock::events::{Event, Target, deliver, signature};
use crate::mock::model::{Events, Model};

/// How old a signature may be, in seconds.
pub const TOLERANCE: i64 = 300;

/// The bytes of a file, or of the standard input for `-`.
///
/// # Errors
///
/// If it cannot be read.
pub fn bytes(path: &str, input: &mut dyn std::io::BufRead) -> Result<Vec<u8>, Stop> {
    let mut found = Vec::new();
    let read = match path {
        "-" => input.read_to_end(&mut found).map(|_| ()),
        path => {
            std::fs::File::open(path).and_then(|mut file| file.read_to_end(&mut found).map(|_| ()))
        }
    };
    match read {
        Ok(()) => Ok(found),
        Err(error) => Err(Stop::usage(format!("{path}: {error}"))),
    }
}

/// Why a signature proves nothing; nothing, if it does.
///
/// # Errors
///
/// What is wrong with it, as a sentence without the secret.
pub fn verified(
    header: &str,
    secret: &str,
    body: &[u8],
    now: i64,
    tolerance: Option<i64>,
) -> Result<(), String> {
    let pairs = header
        .split(',')
        .filter_map(|pair| pair.trim().split_once('='));
    let time = pairs.clone().find(|(name, _)| *name == "t");
    let time = time.and_then(|(_, text)| text.parse::<i64>().ok());
    let time = time.ok_or("the header has no time: t=SECONDS,v1=HEX is expected")?;
    let expected = signature(secret, time, body);
    let expected = expected
        .rsplit_once("v1=")
        .map(|(_, hex)| hex)
        .unwrap_or_default();
    let mut given = pairs.filter(|(name, _)| *name == "v1").peekable();
    if given.peek().is_none() {
        return Err("the header has no signature: t=SECONDS,v1=HEX is expected".to_owned());
    }
    if !given.any(|(_, hex)| hex == expected) {
        return Err(
            "the signature is not of this body under this secret: a body counts byte for byte"
                .to_owned(),
        );
    }
    match tolerance {
        Some(most) if now.saturating_sub(time).abs() > most => Err(format!(
            "the signature is right, and {} seconds old: {most} are allowed",
            now.saturating_sub(time)
        )),
        _ => Ok(()),
    }
}

/// The events in a file: one, a list, or one a line.
///
/// # Errors
///
/// If it has none.
pub fn in_file(path: &Path, events: &Events) -> Result<Vec<Event>, Stop> {
    let values = match read_value(path) {
        Ok(Value::Array(all)) => all,
        Ok(value) => vec![value],
        Err(fault) => by_line(path).ok_or_else(|| Stop::usage(fault))?,
    };
    let made = values.iter().map(|value| event(value, events));
    let made: Option<Vec<Event>> = made.collect();
    let made = made.filter(|all| !all.is_empty());
    made.ok_or_else(|| {
        Stop::usage(format!(
            "{}: JSON of events is expected, each with its name",
            path.display()
        ))
    })
}

fn by_line(path: &Path) -> Option<Vec<Value>> {
    let text = std::fs::read_to_string(path).ok()?;
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    lines.map(|line| serde_json::from_str(line).ok()).collect()
}

fn event(value: &Value, events: &Events) -> Option<Event> {
    let tag = events.tag.as_deref().unwrap_or("type");
    let name = value.get(tag)?.as_str()?.to_owned();
    let id = value.get("id").and_then(Value::as_str);
    Some(Event {
        id: id.map(str::to_owned),
        name,
        body: value.to_string().into(),
    })
}

/// Where events go.
///
/// # Errors
///
/// If it is no address.
pub fn target(model: &Model, address: &str, secret: Option<String>) -> Result<Target, Stop> {
    let target = Target::new(address);
    let mut target = target.map_err(|fault| Stop::usage(format!("--forward-to: {fault}")))?;
    if let Some(events) = &model.events {
        target.secret = secret;
        target.signature_header.clone_from(&events.signature_header);
        target.tag_header.clone_from(&events.tag_header);
        target.has_second_tag = events.second_tag.is_some();
    }
    Ok(target)
}

/// An event as it would be sent.
#[must_use]
pub fn printed(target: &Target, event: &Event, variable: &str) -> String {
    let mut text = format!("POST {}\nContent-Type: application/json\n", target.address);
    if let Some(header) = target
        .signature_header
        .as_ref()
        .filter(|_| target.secret.is_some())
    {
        text.push_str(&format!("{header}: (by the secret of {variable})\n"));
    }
    text + "\n" + &String::from_utf8_lossy(&event.body) + "\n"
}

/// Sends an event; the status of the answer.
///
/// # Errors
///
/// If it is not taken.
pub fn sent(target: &Target, event: &Event) -> Result<u16, Stop> {
    let mut once = target.clone();
    once.attempts = 1;
    once.pause = Duration::ZERO;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    let runtime = runtime.map_err(|error| Stop::new(Class::Program, error.to_string()))?;
    let outcome = runtime.block_on(deliver(&once, event)).outcome;
    match outcome {
        Ok(status @ 200..300) => Ok(status),
        Ok(status) => Err(Stop::new(
            Class::of_status(status),
            format!("{}: the receiver answered {status}", event.name),
        )),
        Err(fault) => Err(Stop::new(
            Class::Network,
            format!("{}: {fault}", event.name),
        )),
    }
}
