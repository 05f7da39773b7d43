//! Exchanges, as a file has them.
//!
//! In: what was sent and what was answered. Out: JSON that people can read and commit, and the same read back. What always holds: see
//! [`redaction`](super::redaction); a file that was changed by hand is read as far as it says what is needed, or is an error that says where.

use std::path::Path;
use std::{fmt, io};

use http::HeaderMap;
use serde_json::{Map, Value, json};

use super::contents::{SentBody, SentPart};
use super::redaction::{Redaction, removed};
use super::reply::Reply;
use super::sent::Sent;
use crate::runtime::conventions::REQUEST_ID_HEADERS;
use crate::runtime::transport::TransportErrorKind;

/// Requests and what was answered, without secrets and private texts.
#[derive(Clone, Default, PartialEq)]
pub struct Recording {
    pub(super) exchanges: Vec<Recorded>,
}

/// A request and what was answered, as JSON.
#[derive(Clone, PartialEq)]
pub(super) struct Recorded {
    pub(super) request: Value,
    pub(super) answer: Value,
}

/// The first member of a file: the version of its form.
const VERSION: &str = "recording";

/// Headers of answers that programs act on.
const HEADERS: [&str; 3] = ["content-type", "link", "retry-after"];

/// How transports fail, by name.
const FAILURES: [(&str, TransportErrorKind); 6] = [
    ("connect", TransportErrorKind::Connect),
    ("certificate", TransportErrorKind::Certificate),
    ("timeout", TransportErrorKind::Timeout),
    ("broken", TransportErrorKind::Broken),
    ("too large", TransportErrorKind::TooLarge),
    ("other", TransportErrorKind::Other),
];

impl Recording {
    /// Reads a file.
    ///
    /// # Errors
    /// If it can't be read, or is no recording.
    pub fn load(path: impl AsRef<Path>) -> Result<Self, RecordingError> {
        let text = std::fs::read(path).map_err(RecordingError::Read)?;
        Self::from_json(&text)
    }

    /// Reads what a file holds.
    ///
    /// # Errors
    /// If it is no recording.
    pub fn from_json(text: &[u8]) -> Result<Self, RecordingError> {
        let whole: Value = serde_json::from_slice(text).map_err(RecordingError::Json)?;
        if whole.get(VERSION) != Some(&json!(1)) {
            return Err(RecordingError::Form(format!("/{VERSION}: not 1")));
        }
        let exchanges = whole.get("exchanges").and_then(Value::as_array);
        let exchanges = exchanges.into_iter().flatten().enumerate();
        let exchanges = exchanges.map(|(index, exchange)| {
            let part = |name: &str| {
                let part = exchange.get(name).filter(|part| part.is_object());
                let missing =
                    || RecordingError::Form(format!("/exchanges/{index}/{name}: no object"));
                part.cloned().ok_or_else(missing)
            };
            let (request, answer) = (part("request")?, part("answer")?);
            if reply(&answer).is_none() {
                let place = format!("/exchanges/{index}/answer: neither `status` nor `failure`");
                return Err(RecordingError::Form(place));
            }
            Ok(Recorded { request, answer })
        });
        let exchanges = exchanges.collect::<Result<_, _>>()?;
        Ok(Self { exchanges })
    }

    /// The file's text.
    #[must_use]
    pub fn to_json(&self) -> String {
        let exchanges = self.exchanges.iter();
        let exchanges = exchanges
            .map(|one| json!({"request": one.request, "answer": one.answer}))
            .collect::<Vec<_>>();
        let whole = json!({VERSION: 1, "exchanges": exchanges});
        format!("{whole:#}\n")
    }

    /// Writes a file.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn save(&self, path: impl AsRef<Path>) -> io::Result<()> {
        std::fs::write(path, self.to_json())
    }

    /// How many exchanges there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.exchanges.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.exchanges.is_empty()
    }
}

impl fmt::Debug for Recording {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Recording({} exchanges)", self.len())
    }
}

/// A request as JSON: whole, or with what a redaction leaves of it.
pub(super) fn asked(sent: &Sent, redaction: Option<&Redaction<'_>>) -> Value {
    let pair = |name: &str, value: &str| match redaction {
        Some(redaction) => redaction.pair(name, value),
        None => value.into(),
    };
    let pairs = |pairs: &[(String, String)]| -> Value {
        let pairs = pairs.iter();
        pairs
            .map(|(name, value)| json!([name, pair(name, value)]))
            .collect()
    };
    let segments = sent.path.split('/').skip(1);
    let segments = segments.map(|segment| match redaction {
        // What has to be encoded is no id.
        Some(_) if segment.contains('%') => removed(segment),
        _ => segment.into(),
    });
    let mut request = Map::new();
    request.insert("method".to_owned(), sent.method.as_str().into());
    request.insert("path".to_owned(), segments.collect());
    request.insert("query".to_owned(), pairs(&sent.query));
    let (name, body) = match &sent.body {
        SentBody::Empty => ("body", Value::Null),
        SentBody::Form(form) => ("form", pairs(form)),
        SentBody::Parts(parts) => (
            "parts",
            parts.iter().map(|part| part_of(part, &pair)).collect(),
        ),
        SentBody::Json(value) => match redaction {
            Some(redaction) => ("json", redaction.asked("", value)),
            None => ("json", value.clone()),
        },
        SentBody::Bytes(bytes) => {
            let text = String::from_utf8_lossy(bytes);
            match redaction {
                Some(_) => ("body", removed(&text)),
                None => ("body", text.into()),
            }
        }
    };
    request.insert(name.to_owned(), body);
    request.into()
}

/// A part of a multipart body. Of a file, what is in it and what it is called are not kept.
fn part_of(part: &SentPart, pair: &dyn Fn(&str, &str) -> Value) -> Value {
    let contents = String::from_utf8_lossy(&part.contents);
    let contents = match part.file_name {
        // No member is called so.
        Some(_) => pair("", &contents),
        None => pair(&part.name, &contents),
    };
    json!({
        "name": part.name,
        "file": part.file_name.is_some(),
        "type": part.content_type,
        "contents": contents,
    })
}

/// An answer as JSON.
pub(super) fn answered(reply: &Reply, redaction: &Redaction<'_>, retry: Option<&str>) -> Value {
    let (status, headers, body) = match reply.parts() {
        Ok(parts) => parts,
        Err(kind) => {
            let name = FAILURES.iter().find(|(_, known)| *known == kind);
            return json!({"failure": name.map_or("other", |(name, _)| name)});
        }
    };
    let mut answer = Map::new();
    answer.insert("status".to_owned(), status.as_u16().into());
    answer.insert("headers".to_owned(), kept_headers(headers, retry));
    match serde_json::from_slice::<Value>(body) {
        Ok(value) => answer.insert("json".to_owned(), redaction.answered("", &value)),
        Err(_) => {
            let length = String::from_utf8_lossy(body).chars().count();
            answer.insert("text".to_owned(), "x".repeat(length).into())
        }
    };
    answer.into()
}

fn kept_headers(headers: &HeaderMap, retry: Option<&str>) -> Value {
    let ids = REQUEST_ID_HEADERS.iter().map(|name| name.as_str());
    let names = HEADERS.into_iter().chain(ids).chain(retry);
    let kept = names.filter_map(|name| {
        let value = headers.get(name)?.to_str().ok()?;
        Some((name.to_ascii_lowercase(), Value::from(value)))
    });
    kept.collect::<Map<_, _>>().into()
}

/// The answer of a recording.
pub(super) fn reply(answer: &Value) -> Option<Reply> {
    if let Some(name) = answer.get("failure").and_then(Value::as_str) {
        let kind = FAILURES.iter().find(|(known, _)| *known == name);
        return kind.map(|(_, kind)| Reply::failure(*kind));
    }
    let status = u16::try_from(answer.get("status")?.as_u64()?).ok()?;
    let reply = match (
        answer.get("json"),
        answer.get("text").and_then(Value::as_str),
    ) {
        (Some(value), _) => Reply::json(status, value),
        (None, text) => Reply::bytes(status, "text/plain", text.unwrap_or_default().to_owned()),
    };
    let headers = answer.get("headers").and_then(Value::as_object);
    let mut headers = headers.into_iter().flatten();
    headers.try_fold(reply, |reply, (name, value)| {
        Some(reply.header(name, value.as_str()?))
    })
}

/// Why there is no recording.
#[derive(Debug)]
#[non_exhaustive]
pub enum RecordingError {
    /// The file can't be read.
    Read(io::Error),
    /// It is no JSON.
    Json(serde_json::Error),
    /// It is another JSON: where, and what is wrong.
    Form(String),
}

impl fmt::Display for RecordingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(f, "the recording can't be read: {error}"),
            Self::Json(error) => write!(f, "the recording is no JSON: {error}"),
            Self::Form(place) => write!(f, "this is no recording: {place}"),
        }
    }
}

impl std::error::Error for RecordingError {}
