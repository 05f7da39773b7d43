//! The recordings of what the vendor's SDKs send.
//!
//! In: `wire/requests.json`, as it was recorded, and `wire/decisions.json`, which says what is made of the cases that are
//! not plain. Out: cases to run, each with the requests that it has to give.

use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde::Deserialize as _;

use crate::sdk::json::Json;
use crate::sdk::sent::{Pairs, Sent};

const REQUESTS: &str = include_str!("../../wire/requests.json");
const DECISIONS: &str = include_str!("../../wire/decisions.json");

/// What is made of a case in which the SDKs differ and the one for Node is right.
pub const AS_NODE: &str = "of_two_as_node";

/// The same, if the one for Python is right.
pub const AS_PYTHON: &str = "of_two_as_python";

/// What the document has, and the SDKs that were recorded do not know yet: recorded calls that are made in another way now, setters
/// (`UpdateDispute::evidence`) that no recorded call has, and servers of the tests. Each has a reason.
pub const AHEAD: &str = "ahead";

/// A recorded call.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// What the call was given; `Null` where that was not recorded.
    pub input: Json,
    /// What was sent by the SDK for Node.
    pub requests: Vec<Sent>,
    /// What was sent by the SDK for Python, if that differs.
    pub python: Option<Vec<Sent>>,
    /// Whether a request has a multipart body, which was not recorded.
    pub multipart: bool,
}

impl Case {
    /// The requests that the crate has to give, by what is made of the case: those of the SDK for Node, unless the one for
    /// Python is right.
    #[must_use]
    pub fn expected(&self, treatment: Option<&str>) -> &[Sent] {
        let python = self.python.as_deref();
        let python = python.filter(|_| treatment == Some(AS_PYTHON));
        python.unwrap_or(&self.requests)
    }
}

/// All recorded calls, in order.
///
/// # Errors
/// If the file is not as `Case` describes it.
pub fn cases() -> Result<Vec<Case>, String> {
    let Json::List(cases) = read(REQUESTS)? else {
        return Err("not a list".to_owned());
    };
    cases.iter().map(case).collect()
}

/// What is made of the cases that are not plain: for each kind of treatment the cases, each with a reason.
///
/// # Errors
/// If the file is not an object of objects of texts.
pub fn decisions() -> Result<BTreeMap<String, BTreeMap<String, String>>, String> {
    serde_json::from_str(DECISIONS).map_err(|error| error.to_string())
}

/// Whether the document is ahead of what was recorded in this.
///
/// # Errors
/// As [`decisions`].
pub fn is_ahead(what: &str) -> Result<bool, String> {
    let ahead = decisions()?;
    Ok(ahead
        .get(AHEAD)
        .is_some_and(|ahead| ahead.contains_key(what)))
}

/// The cases that come out in another way than was recorded: all of them are tried, so that one run names all.
#[derive(Debug, Default)]
pub struct Differing(BTreeSet<String>);

impl Differing {
    /// Tries a case, which panics if it differs: that says how.
    pub fn attempt(&mut self, name: &str, run: impl FnOnce()) {
        if catch_unwind(AssertUnwindSafe(run)).is_err() {
            self.0.insert(name.to_owned());
        }
    }

    /// What to do about them; `None` if there is none.
    #[must_use]
    pub fn advice(&self) -> Option<String> {
        let lines = self.0.iter().map(|name| format!("    \"{name}\": \"why\""));
        let lines: Vec<String> = lines.collect();
        (!lines.is_empty()).then(|| {
            format!(
                "these recorded calls are made in another way now, as said above for each. Where `src/sdk/interpret*` or the \
                 generator is wrong, correct that; where the document is ahead of the recorded SDKs, move them to `ahead` in \
                 `tests/wire/decisions.json`, with a reason, and out of where else they stand there:\n{}",
                lines.join(",\n")
            )
        })
    }

    /// Goes on if there is none.
    ///
    /// # Panics
    /// If there is one, with the advice.
    #[track_caller]
    pub fn check(&self) {
        assert!(self.0.is_empty(), "{}", self.advice().unwrap_or_default());
    }
}

fn read(text: &str) -> Result<Json, String> {
    Json::deserialize(&mut serde_json::Deserializer::from_str(text))
        .map_err(|error| error.to_string())
}

fn case(json: &Json) -> Result<Case, String> {
    let name = text(json, "case")?;
    let requests = sent(json.get("requests").unwrap_or(&Json::Null));
    let python = json.get("python_requests").map(sent).transpose();
    let differs = json.get("python_same") == Some(&Json::Bool(false));
    let python = python.map_err(|error| format!("{name}: {error}"))?;
    Ok(Case {
        input: json.get("input").cloned().unwrap_or(Json::Null),
        requests: requests.map_err(|error| format!("{name}: {error}"))?,
        python: python.filter(|_| differs),
        multipart: name.starts_with("file_upload"),
        name,
    })
}

fn sent(json: &Json) -> Result<Vec<Sent>, String> {
    let Json::List(requests) = json else {
        return Err("the requests are not a list".to_owned());
    };
    requests
        .iter()
        .map(|request| {
            let Some(Json::List(segments)) = request.get("path_segments") else {
                return Err("no path".to_owned());
            };
            let segments = segments.iter().filter_map(Json::as_text);
            Ok(Sent {
                method: text(request, "method")?,
                segments: segments.map(str::to_owned).collect(),
                query: pairs(request.get("query")),
                body: pairs(request.get("body")),
            })
        })
        .collect()
}

fn pairs(json: Option<&Json>) -> Pairs {
    let Some(Json::List(pairs)) = json else {
        return Pairs::new();
    };
    let pair = |pair: &Json| match pair {
        Json::List(pair) => match pair.as_slice() {
            [Json::Text(key), Json::Text(value)] => Some((key.clone(), value.clone())),
            _ => None,
        },
        _ => None,
    };
    pairs.iter().filter_map(pair).collect()
}

fn text(json: &Json, name: &str) -> Result<String, String> {
    let text = json.get(name).and_then(Json::as_text);
    text.map(str::to_owned).ok_or_else(|| format!("no {name}"))
}

#[cfg(test)]
mod tests {
    use super::Differing;

    /// The first case that differs hides no other, and there is something to paste.
    #[test]
    fn all_cases_that_differ_are_named() {
        let mut differing = Differing::default();
        differing.attempt("same", || {});
        assert_eq!(differing.advice(), None);
        differing.attempt("close_plain", || panic!("the path"));
        differing.attempt("close_expand", || panic!("the path"));
        let advice = differing.advice().unwrap_or_default();
        let lines = "\n    \"close_expand\": \"why\",\n    \"close_plain\": \"why\"";
        assert!(advice.ends_with(lines), "{advice}");
    }
}
