//! What the vendor's SDKs send is taken, and what differs from it in one thing is refused with the parameter that differs.

use std::collections::BTreeSet;

use acceptance::recorded::is_ahead;
use serde_json::{Map, Value, json};

use super::support::{Mock, disputes, encoded};

const REQUESTS: &str = include_str!("../../wire/requests.json");

/// The one recorded request that no server of the document can take: the id is a step of the path, which URL parsers take away.
const OUTSIDE: &str = "retrieve_id_dots";

type Pairs = Vec<(String, String)>;

/// A recorded request.
struct Recorded {
    case: String,
    method: String,
    path: String,
    query: Pairs,
    /// `None` for an upload, whose body was not recorded.
    body: Option<Pairs>,
}

fn recorded() -> Vec<Recorded> {
    let cases: Vec<Value> = serde_json::from_str(REQUESTS).unwrap();
    let pairs = |value: &Value| -> Option<Pairs> {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let pairs = value.as_array()?.iter();
        Some(pairs.map(|pair| (text(&pair[0]), text(&pair[1]))).collect())
    };
    assert_eq!(cases.len(), 83);
    let requests = cases.iter().flat_map(|case| {
        let requests = case["requests"].as_array().unwrap().iter();
        requests.map(|request| Recorded {
            case: case["case"].as_str().unwrap().to_owned(),
            method: request["method"].as_str().unwrap().to_owned(),
            path: request["path"].as_str().unwrap().to_owned(),
            query: pairs(&request["query"]).unwrap_or_default(),
            body: pairs(&request["body"]),
        })
    });
    requests.collect()
}

/// A server with every dispute and file that the recordings name.
fn mock(all: &[Recorded]) -> Mock {
    let mock = Mock::new(disputes());
    let (mut disputes, mut files) = (Map::new(), Map::new());
    let mut add = |id: &str| {
        let group = match id {
            id if id.starts_with("dp") => &mut disputes,
            id if id.starts_with("file_") => &mut files,
            _ => return,
        };
        group.insert(id.to_owned(), json!({ "id": id }));
    };
    for request in all {
        for segment in request.path.split('/') {
            add(&form_mock::read::decoded(segment, false));
        }
        let body = request.body.iter().flatten();
        for (_, value) in request.query.iter().chain(body) {
            add(value);
        }
    }
    mock.engine
        .seed(&json!({ "dispute": disputes, "file": files }))
        .unwrap();
    mock
}

impl Recorded {
    fn send(&self, mock: &Mock, query: &Pairs, body: &Pairs) -> (u16, Value) {
        let query = encoded(query);
        let target = match query.is_empty() {
            true => self.path.clone(),
            false => format!("{}?{query}", self.path),
        };
        if self.body.is_none() {
            let parts = [part("purpose", "dispute_evidence"), file_part()];
            return upload(mock, &target, &parts.concat());
        }
        let media_type = match self.method.as_str() {
            "GET" => "",
            _ => "application/x-www-form-urlencoded",
        };
        mock.send(&self.method, &target, media_type, encoded(body).as_bytes())
    }

    fn is_outside(&self) -> bool {
        self.case == OUTSIDE
    }
}

fn part(name: &str, value: &str) -> String {
    format!("--x\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
}

fn file_part() -> String {
    "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf\r\n\r\nabc\r\n"
        .to_owned()
}

fn upload(mock: &Mock, target: &str, parts: &str) -> (u16, Value) {
    let body = format!("{parts}--x--\r\n");
    mock.send(
        "POST",
        target,
        "multipart/form-data; boundary=x",
        body.as_bytes(),
    )
}

#[test]
fn what_was_recorded_is_taken() {
    let all = recorded();
    let mut refused = BTreeSet::new();
    for request in all
        .iter()
        .filter(|request| !is_ahead(&request.case).unwrap())
    {
        // What one case does to a dispute is no part of another.
        let mock = mock(&all);
        let body = request.body.clone().unwrap_or_default();
        let (status, answer) = request.send(&mock, &request.query, &body);
        if status >= 400 && !request.is_outside() {
            refused.insert(format!("{}: {status} {answer}", request.case));
        }
        assert!(
            !request.is_outside() || status == 404,
            "{}: {answer}",
            request.case
        );
    }
    assert!(
        refused.is_empty(),
        "the server refuses what was recorded: {refused:#?}\nwhere the document is ahead of the recorded SDKs, name the calls \
         under `ahead` in `tests/wire/decisions.json`, with a reason"
    );
}

/// What a request of some name may be changed to, and the parameter that is then at fault.
fn mutations(pairs: &Pairs) -> Vec<(Pairs, String, &'static str)> {
    let mut found = Vec::new();
    for (index, (key, value)) in pairs.iter().enumerate() {
        let changed = |key: String, value: String| {
            let mut pairs = pairs.clone();
            pairs[index] = (key, value);
            pairs
        };
        let misspelt = match key.strip_suffix(']') {
            // Any key of metadata is one, and any number of an element.
            Some(_) if key.starts_with("metadata[") || key.starts_with("expand[") => continue,
            Some(inner) => format!("{inner}x]"),
            None => format!("{key}x"),
        };
        found.push((
            changed(misspelt.clone(), value.clone()),
            misspelt,
            "misspelt",
        ));
        let is_text = key.starts_with("evidence[") && !value.is_empty() && value != "true";
        if is_text {
            let long = "x".repeat(20_001);
            found.push((changed(key.clone(), long), key.clone(), "too long"));
        }
        if key == "limit" {
            found.push((
                changed(key.clone(), "101".to_owned()),
                key.clone(),
                "too large",
            ));
        }
        let is_typed = key == "limit" || key == "submit" || key.starts_with("created");
        if is_typed || key.ends_with("[fee_acknowledged]") {
            found.push((
                changed(key.clone(), "soon".to_owned()),
                key.clone(),
                "of a wrong type",
            ));
        }
        if value.chars().count() > 0 && !key.ends_with(']') && !value.is_empty() {
            let inner = format!("{key}[x]");
            let param = match key.starts_with("created") {
                true => inner.clone(),
                false => key.clone(),
            };
            found.push((changed(inner, value.clone()), param, "an object"));
        }
    }
    found
}

#[test]
fn what_differs_in_one_thing_is_refused() {
    let all = recorded();
    let mock = mock(&all);
    let mut count = 0;
    let known = |request: &&Recorded| !is_ahead(&request.case).unwrap();
    for request in all
        .iter()
        .filter(known)
        .filter(|request| !request.is_outside())
    {
        let body = request.body.clone().unwrap_or_default();
        let mut tried: Vec<(Pairs, Pairs, String, &str)> = Vec::new();
        for (pairs, param, how) in mutations(&request.query) {
            tried.push((pairs, body.clone(), param, how));
        }
        for (pairs, param, how) in mutations(&body) {
            tried.push((request.query.clone(), pairs, param, how));
        }
        // Of a request that has nothing that could differ, something is added.
        let more = |pairs: &Pairs| {
            let added = [("evidense[customer_name]".to_owned(), "a".to_owned())];
            pairs.iter().cloned().chain(added).collect::<Pairs>()
        };
        let unknown = "evidense".to_owned();
        if request.body.is_some() {
            tried.push(match request.method.as_str() {
                "GET" => (more(&request.query), body.clone(), unknown, "unknown"),
                _ => (request.query.clone(), more(&body), unknown, "unknown"),
            });
        }
        for (query, body, param, how) in tried {
            let (status, answer) = request.send(&mock, &query, &body);
            let what = format!("{}: {param} {how}: {answer}", request.case);
            assert_eq!(status, 400, "{what}");
            assert_eq!(answer["error"]["param"], json!(param), "{what}");
            assert_eq!(answer["error"]["type"], "invalid_request_error", "{what}");
            count += 1;
        }
    }
    assert!(count > 200, "{count}");
}

#[test]
fn an_upload_without_one_of_its_parts_is_refused() {
    let mock = mock(&[]);
    let purpose = part("purpose", "dispute_evidence");
    let (status, answer) = upload(&mock, "/v1/files", &purpose);
    assert_eq!((status, &answer["error"]["param"]), (400, &json!("file")));
    let (status, answer) = upload(&mock, "/v1/files", &file_part());
    assert_eq!(
        (status, &answer["error"]["param"]),
        (400, &json!("purpose"))
    );
    let text = part("file", "abc");
    let (status, answer) = upload(&mock, "/v1/files", &[purpose, text].concat());
    assert_eq!((status, &answer["error"]["param"]), (400, &json!("file")));
}

#[test]
fn evidence_is_staged_submitted_and_then_no_longer_taken() {
    let mock = Mock::new(disputes());
    let (_, file) = upload(
        &mock,
        "/v1/files",
        &[part("purpose", "dispute_evidence"), file_part()].concat(),
    );
    let (_, list) = mock.send("GET", "/v1/disputes", "", b"");
    let item = format!("/v1/disputes/{}", list["data"][0]["id"].as_str().unwrap());
    let update = |body: &str| {
        let media_type = "application/x-www-form-urlencoded";
        mock.send("POST", &item, media_type, body.as_bytes())
    };
    let id = file["id"].as_str().unwrap();
    let (_, staged) = update(&format!(
        "evidence[receipt]={id}&submit=false&expand[0]=evidence.receipt"
    ));
    assert_eq!(staged["evidence"]["receipt"], file);
    let details = &staged["evidence_details"];
    assert_eq!(
        (&details["has_evidence"], &details["submission_count"]),
        (&json!(true), &json!(0))
    );
    assert_eq!(staged["status"], "needs_response");
    let (status, answer) = update("evidence[receipt]=file_gone");
    assert_eq!(
        (status, &answer["error"]["param"]),
        (400, &json!("evidence[receipt]"))
    );
    let (_, sent) = update("evidence[customer_name]=Jane");
    assert_eq!(
        (
            &sent["status"],
            &sent["evidence_details"]["submission_count"]
        ),
        (&json!("under_review"), &json!(1))
    );
    assert_eq!(sent["evidence"]["receipt"], json!(id));
    assert_eq!(update("evidence[customer_name]=Jane").0, 400);
    assert_eq!(update("metadata[a]=b").0, 200);
    let close = format!("{item}/close");
    let (_, closed) = mock.send("POST", &close, "", b"");
    assert_eq!(closed["status"], "lost");
    assert_eq!(mock.send("POST", &close, "", b"").0, 400);
    let names = mock
        .engine
        .take_events()
        .into_iter()
        .map(|event| event.name);
    let names: Vec<String> = names.collect();
    assert_eq!(names.last().unwrap(), "charge.dispute.closed");
    assert_eq!(names.len(), 4);
}
