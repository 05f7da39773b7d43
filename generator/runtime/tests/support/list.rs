//! A list in memory, behind transports of the kind that anyone can bring.

#![allow(dead_code)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use form_runtime::{
    AttemptLimits, BlockingTransport, Body, Cursor, CursorPaged, DecodeError, Key, List, Operation,
    RequestBuilder, Transport, TransportError, TransportErrorKind, decode_json,
};
use http::{Method, Request, Response, StatusCode};
use serde_json::{Value, json};

/// Lists things.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListThings {
    /// A filter.
    pub color: Option<String>,
    /// The cursor forwards.
    pub after: Option<String>,
    /// The cursor backwards.
    pub before: Option<String>,
}

impl Operation for ListThings {
    type Output = List<Value>;
    type Error = Value;
    const METHOD: Method = Method::GET;
    const PATH: &'static str = "/v1/things";
    const SERVER: &'static str = "https://api.shop.example";

    fn build(&self, request: &mut RequestBuilder) {
        request.literal("/v1/things");
        request.query().optional(&Key::new("color"), &self.color);
        request
            .query()
            .optional(&Key::new("starting_after"), &self.after);
        request
            .query()
            .optional(&Key::new("ending_before"), &self.before);
    }

    fn decode(_: StatusCode, body: &[u8]) -> Result<List<Value>, DecodeError> {
        decode_json(body)
    }
}

impl CursorPaged for ListThings {
    type Item = Value;

    fn cursor(&self) -> Option<Cursor<'_>> {
        let before = self.before.as_deref().map(Cursor::Before);
        before.or(self.after.as_deref().map(Cursor::After))
    }

    fn at(&self, cursor: Cursor<'_>) -> Option<Self> {
        let (mut after, mut before) = (None, None);
        match cursor {
            Cursor::After(id) => after = Some(id.to_owned()),
            Cursor::Before(id) => before = Some(id.to_owned()),
        }
        Some(Self {
            after,
            before,
            ..self.clone()
        })
    }

    fn cursor_of(item: &Value) -> Option<&str> {
        item.get("id")?.as_str()
    }
}

/// What becomes of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Nothing.
    Right,
    /// The second page fails, once.
    FailsOnce,
    /// Every page is the first one.
    Repeats,
    /// The second page is empty and claims that there is more.
    Empty,
}

/// Query and idempotency key of a request.
pub type Seen = (String, Option<String>);

/// Ten things, th_0 to th_9, in pages of three.
#[derive(Clone)]
pub struct Memory {
    /// What becomes of it.
    pub mode: Mode,
    /// Query and idempotency key of each request.
    pub seen: Arc<Mutex<Vec<Seen>>>,
}

impl Memory {
    /// A list.
    pub fn new(mode: Mode) -> Self {
        Self {
            mode,
            seen: Arc::default(),
        }
    }

    /// The queries that arrived.
    pub fn queries(&self) -> Vec<String> {
        self.seen
            .lock()
            .unwrap()
            .iter()
            .map(|(query, _)| query.clone())
            .collect()
    }

    fn page(&self, request: &Request<Body>) -> Result<Response<Bytes>, TransportError> {
        let query = request.uri().query().unwrap_or_default().to_owned();
        let key = request.headers().get("idempotency-key");
        let key = key.map(|key| key.to_str().unwrap().to_owned());
        let mut seen = self.seen.lock().unwrap();
        seen.push((query.clone(), key));
        let number = |name: &str| {
            let pair = query.split('&').find_map(|pair| pair.strip_prefix(name));
            pair.map(|id| id.trim_start_matches("th_").parse::<usize>().unwrap())
        };
        let (range, more) = match (number("starting_after="), number("ending_before=")) {
            (_, Some(before)) => (before.saturating_sub(3)..before, before > 3),
            (Some(after), _) => (after + 1..(after + 4).min(10), after + 4 < 10),
            (None, None) => (0..3, true),
        };
        let (range, more) = match (self.mode, seen.len()) {
            (Mode::FailsOnce, 2) => return Err(TransportErrorKind::Other.into()),
            (Mode::Repeats, _) => (0..3, true),
            (Mode::Empty, 2) => (0..0, true),
            _ => (range, more),
        };
        let data: Vec<Value> = range
            .map(|number| json!({"id": format!("th_{number}")}))
            .collect();
        let page = json!({"object": "list", "data": data, "has_more": more});
        Ok(Response::new(Bytes::from(page.to_string())))
    }
}

impl BlockingTransport for Memory {
    fn send(
        &self,
        request: Request<Body>,
        _: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        self.page(&request)
    }
}

impl Transport for Memory {
    async fn send(
        &self,
        request: Request<Body>,
        _: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        self.page(&request)
    }

    async fn sleep(&self, _: Duration) {
        std::future::pending().await
    }
}
