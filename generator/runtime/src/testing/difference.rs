//! What differs between two requests.
//!
//! In: what was expected and what was sent. Out: a [`Difference`] for each key, part or place of JSON. What always holds: there is one if,
//! and only if, an API could tell the two apart, but for headers and the server, which clients may add.

use std::fmt;

use serde_json::Value;

use super::contents::{SentBody, SentPart, Shortly};
use super::sent::Sent;
use crate::runtime::operation::Operation;

/// A place in which a request differs from what was expected. It is shown as `key: "a" expected, "b" sent`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The key of a form or query, the name of a part or a header, the JSON pointer in a body; `method`, `path` or `body`.
    pub place: String,
    /// What was expected there, if anything was.
    pub expected: Option<String>,
    /// What was sent there, if anything was.
    pub sent: Option<String>,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = &self.place;
        match (&self.expected, &self.sent) {
            (Some(expected), Some(sent)) => write!(f, "{place}: {expected} expected, {sent} sent"),
            (Some(expected), None) => write!(f, "{place}: {expected} expected, not sent"),
            (None, Some(sent)) => write!(f, "{place}: not expected, {sent} sent"),
            (None, None) => f.write_str(place),
        }
    }
}

impl Sent {
    /// Whether it is what the operation sends. Headers that the operation does not set count for nothing.
    #[must_use]
    pub fn is<O: Operation>(&self, operation: &O) -> bool {
        Self::of(operation).is_ok_and(|wanted| self.differences(&wanted).is_empty())
    }

    /// Where it differs from what was expected. Headers and the server that only this one has count for nothing.
    #[must_use]
    pub fn differences(&self, expected: &Self) -> Vec<Difference> {
        between(expected, self)
    }
}

/// All that differs.
fn between(expected: &Sent, sent: &Sent) -> Vec<Difference> {
    let mut all = Differences::default();
    all.compare(
        "method",
        Some(expected.method.as_str()),
        Some(sent.method.as_str()),
    );
    all.compare("path", Some(&expected.path), Some(&sent.path));
    all.pairs(&expected.query, &sent.query);
    for (name, value) in &expected.headers {
        let found = sent.headers.iter().find(|(known, _)| known == name);
        all.compare(
            name,
            Some(value.as_str()),
            found.map(|(_, value)| value.as_str()),
        );
    }
    all.bodies(&expected.body, &sent.body);
    all.0
}

#[derive(Default)]
struct Differences(Vec<Difference>);

impl Differences {
    fn add(&mut self, place: &str, expected: Option<String>, sent: Option<String>) {
        self.0.push(Difference {
            place: place.to_owned(),
            expected,
            sent,
        });
    }

    fn compare(&mut self, place: &str, expected: Option<&str>, sent: Option<&str>) {
        if expected != sent {
            let quoted = |text: &str| format!("{text:?}");
            self.add(place, expected.map(quoted), sent.map(quoted));
        }
    }

    /// Pairs, which stand in the order of their keys: those of one key are compared one after the other.
    fn pairs(&mut self, expected: &[(String, String)], sent: &[(String, String)]) {
        let mut keys: Vec<&str> = Vec::new();
        for (key, _) in expected.iter().chain(sent) {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
        for key in keys {
            let mut wanted = values(expected, key);
            let mut found = values(sent, key);
            loop {
                match (wanted.next(), found.next()) {
                    (None, None) => break,
                    (expected, sent) => self.compare(key, expected, sent),
                }
            }
        }
    }

    fn bodies(&mut self, expected: &SentBody, sent: &SentBody) {
        const NONE: &[(String, String)] = &[];
        match (expected, sent) {
            (SentBody::Form(expected), SentBody::Form(sent)) => self.pairs(expected, sent),
            (SentBody::Form(expected), SentBody::Empty) => self.pairs(expected, NONE),
            (SentBody::Empty, SentBody::Form(sent)) => self.pairs(NONE, sent),
            (SentBody::Parts(expected), SentBody::Parts(sent)) => self.parts(expected, sent),
            (SentBody::Json(expected), SentBody::Json(sent)) => self.json("", expected, sent),
            (expected, sent) if expected == sent => {}
            (expected, sent) => self.add("body", Some(kind(expected)), Some(kind(sent))),
        }
    }

    fn parts(&mut self, expected: &[SentPart], sent: &[SentPart]) {
        let mut expected = expected.iter();
        let mut sent = sent.iter();
        loop {
            let (wanted, found) = match (expected.next(), sent.next()) {
                (None, None) => return,
                (wanted, found) => (wanted, found),
            };
            let name = wanted.or(found).map_or("", |part| part.name.as_str());
            if wanted != found {
                let shown = |part: &SentPart| format!("{:?}", PartShown(part));
                self.add(name, wanted.map(shown), found.map(shown));
            }
        }
    }

    fn json(&mut self, place: &str, expected: &Value, sent: &Value) {
        match (expected, sent) {
            (Value::Object(expected), Value::Object(sent)) => {
                for (name, value) in expected {
                    let place = format!("{place}/{}", escaped(name));
                    match sent.get(name) {
                        Some(sent) => self.json(&place, value, sent),
                        None => self.add(&place, Some(value.to_string()), None),
                    }
                }
                for (name, value) in sent
                    .iter()
                    .filter(|(name, _)| !expected.contains_key(*name))
                {
                    let place = format!("{place}/{}", escaped(name));
                    self.add(&place, None, Some(value.to_string()));
                }
            }
            (Value::Array(expected), Value::Array(sent)) if expected.len() == sent.len() => {
                for (index, (expected, sent)) in expected.iter().zip(sent).enumerate() {
                    self.json(&format!("{place}/{index}"), expected, sent);
                }
            }
            (expected, sent) if expected == sent => {}
            (expected, sent) => {
                let place = if place.is_empty() { "body" } else { place };
                self.add(place, Some(expected.to_string()), Some(sent.to_string()));
            }
        }
    }
}

fn values<'a>(pairs: &'a [(String, String)], key: &'a str) -> impl Iterator<Item = &'a str> {
    let of_key = pairs.iter().filter(move |(name, _)| name == key);
    of_key.map(|(_, value)| value.as_str())
}

/// A name in a JSON pointer (RFC 6901, section 3).
fn escaped(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

fn kind(body: &SentBody) -> String {
    match body {
        SentBody::Empty => "no body".to_owned(),
        SentBody::Form(_) => "a form".to_owned(),
        SentBody::Parts(_) => "a multipart body".to_owned(),
        SentBody::Json(value) => format!("JSON {value}"),
        SentBody::Bytes(bytes) => format!("{:?}", Shortly(bytes)),
    }
}

struct PartShown<'a>(&'a SentPart);

impl fmt::Debug for PartShown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = self.0;
        write!(f, "{} ", part.name)?;
        if let Some(name) = &part.file_name {
            write!(f, "(file {name:?}) ")?;
        }
        if let Some(content_type) = &part.content_type {
            write!(f, "({content_type}) ")?;
        }
        write!(f, "{:?}", Shortly(&part.contents))
    }
}
