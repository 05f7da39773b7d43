//! What the vendor's SDK for Node sends, as `tests/node/record.mjs` wrote it down, beside the recordings by others.

// Not every test needs everything.
#![allow(dead_code)]

use std::collections::BTreeMap;

use acceptance::json::Json;
use acceptance::sent::Pairs;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The text of the committed recording.
pub const COMMITTED: &str = include_str!("../../wire/node.json");

/// The whole recording.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recording {
    /// Name and version of the SDK.
    pub sdk: String,
    /// The version of the API that it asks for unless told otherwise.
    pub api_version: String,
    /// The calls.
    pub requests: Vec<Call>,
    /// What it makes of signed events.
    pub webhooks: Vec<Judged>,
}

/// A call.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// Its name.
    pub case: String,
    /// What it was given, if the recordings by others do not tell.
    pub input: Option<Json>,
    /// What arrived.
    pub requests: Vec<Arrival>,
    /// The pages that were served.
    pub pages: Option<Vec<Page>>,
    /// The error that it ended with.
    pub error: Option<String>,
}

/// A request.
#[derive(Debug, PartialEq, Deserialize)]
pub struct Arrival {
    /// What others recorded as well.
    #[serde(flatten)]
    pub exchange: Exchange,
    /// The parts of a multipart body.
    pub parts: Option<Vec<Part>>,
    /// The headers that matter.
    pub headers: BTreeMap<String, String>,
}

/// What others recorded of a request.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Exchange {
    /// The method.
    pub method: String,
    /// The path as it was sent.
    pub path: String,
    /// The path, decoded.
    pub path_segments: Vec<String>,
    /// The pairs of the query.
    pub query: Pairs,
    /// The pairs of the body; none if it is multipart.
    pub body: Option<Pairs>,
}

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The lines of its headers.
    pub headers: Vec<String>,
    /// Its contents, a byte a character.
    pub contents: String,
}

/// A page of a list of disputes.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The disputes.
    pub ids: Vec<String>,
    /// Whether there are more, as the server said.
    pub has_more: bool,
}

/// A signed event.
#[derive(Debug, PartialEq, Deserialize)]
pub struct Judged {
    /// The name of the case.
    pub case: String,
    /// What the SDK makes of it.
    #[serde(flatten)]
    pub verdict: Verdict,
}

/// What the SDK makes of a signed event.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Whether it is accepted.
    pub ok: bool,
    /// The type of an accepted one.
    #[serde(rename = "type")]
    pub event: Option<String>,
    /// The class of the error.
    pub class: Option<String>,
    /// What the error says.
    pub message: Option<String>,
}

/// A call as others recorded it.
#[derive(Debug, Deserialize)]
pub struct Other {
    /// Its name.
    pub case: String,
    /// What it was given, if that was recorded.
    pub input: Option<Json>,
    /// What arrived.
    pub requests: Vec<Exchange>,
}

/// Reads JSON, showing where it is not as expected.
#[track_caller]
pub fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}"))
}

/// The committed recording.
pub fn committed() -> Recording {
    read(COMMITTED)
}

/// The calls as others recorded them.
pub fn others() -> Vec<Other> {
    read(include_str!("../../wire/requests.json"))
}
