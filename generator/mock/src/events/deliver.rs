//! How events get to where they are wanted.
//!
//! In: an event and an address. Out: whether it arrived. What always holds: each attempt is signed anew, as vendors do, so that a late one is
//! not too old to be taken.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{Request, Uri};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use super::{Event, signature};
use crate::mock::model::Model;

/// Where events go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The address: `http://127.0.0.1:8080/webhooks`.
    pub address: Uri,
    /// What they are signed with.
    pub secret: Option<String>,
    /// How often one is sent at most.
    pub attempts: u32,
    /// How long after the first failure it is sent again; twice as long after each other.
    pub pause: Duration,
    /// How long an answer may take.
    pub patience: Duration,
    /// The header with the signature.
    pub signature_header: Option<String>,
    /// The header with the name.
    pub tag_header: Option<String>,
    /// Whether the header has only what stands before the first full stop of the name: the body says the rest.
    pub has_second_tag: bool,
}

impl Target {
    /// Where events go, with five attempts from half a second on.
    ///
    /// # Errors
    ///
    /// If it is no address that begins with `http://`.
    pub fn new(address: &str) -> Result<Self, String> {
        let uri: Uri = address
            .parse()
            .map_err(|_| format!("`{address}` is no address"))?;
        if uri.scheme_str() != Some("http") || uri.host().is_none() {
            return Err(format!("`{address}` has to begin with http://"));
        }
        Ok(Self {
            address: uri,
            secret: None,
            attempts: 5,
            pause: Duration::from_millis(500),
            patience: Duration::from_secs(10),
            signature_header: None,
            tag_header: None,
            has_second_tag: false,
        })
    }

    /// The same, with the headers that events of the model have.
    ///
    /// # Errors
    ///
    /// As [`new`](Self::new).
    pub fn of(model: &Model, address: &str, secret: Option<String>) -> Result<Self, String> {
        let mut target = Self::new(address)?;
        if let Some(events) = &model.events {
            target.secret = secret;
            target.signature_header.clone_from(&events.signature_header);
            target.tag_header.clone_from(&events.tag_header);
            target.has_second_tag = events.second_tag.is_some();
        }
        Ok(target)
    }
}

/// What became of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Delivered {
    /// The name of the event.
    pub event: String,
    /// Its id, if it has one.
    pub id: Option<String>,
    /// How often it was sent.
    pub attempts: u32,
    /// The last status, or why there was none.
    pub outcome: Result<u16, String>,
}

impl Delivered {
    /// Whether it was taken: the last status is one of success.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        matches!(self.outcome, Ok(200..300))
    }
}

/// Sends an event until it is taken.
pub async fn deliver(target: &Target, event: &Event) -> Delivered {
    let mut pause = target.pause;
    let mut attempts = 0;
    loop {
        attempts += 1;
        let sent = tokio::time::timeout(target.patience, send(target, event)).await;
        let outcome = sent.unwrap_or_else(|_| Err("no answer in time".to_owned()));
        let delivered = Delivered {
            event: event.name.clone(),
            id: event.id.clone(),
            attempts,
            outcome,
        };
        if delivered.is_taken() || attempts >= target.attempts {
            return delivered;
        }
        tokio::time::sleep(pause).await;
        pause = pause.saturating_mul(2);
    }
}

async fn send(target: &Target, event: &Event) -> Result<u16, String> {
    let host = target.address.host().unwrap_or("127.0.0.1");
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let port = target.address.port_u16().unwrap_or(80);
    let text = |error: &dyn std::fmt::Display| error.to_string();
    let stream = TcpStream::connect((bare, port))
        .await
        .map_err(|error| text(&error))?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| text(&error))?;
    tokio::spawn(connection);
    let path = target
        .address
        .path_and_query()
        .map_or("/", |path| path.as_str());
    let now = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    let now = i64::try_from(now.as_secs()).unwrap_or_default();
    let mut request = Request::post(path)
        .header("host", format!("{host}:{port}"))
        .header("content-type", "application/json; charset=utf-8");
    if let (Some(header), Some(secret)) = (&target.signature_header, &target.secret) {
        request = request.header(header.as_str(), signature(secret, now, &event.body));
    }
    if let Some(header) = &target.tag_header {
        let name = match event.name.split_once('.') {
            Some((first, _)) if target.has_second_tag => first,
            _ => event.name.as_str(),
        };
        request = request.header(header.as_str(), name);
    }
    let request = request
        .body(Full::<Bytes>::new(event.body.clone()))
        .map_err(|error| text(&error))?;
    let response = sender
        .send_request(request)
        .await
        .map_err(|error| text(&error))?;
    let status = response.status().as_u16();
    // What it says is of no use, but is read, so that the other side can end.
    let _ = response.into_body().collect().await;
    Ok(status)
}
