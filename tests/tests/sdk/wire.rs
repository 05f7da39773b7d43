//! What the vendor's SDKs send, sent by the generated crate.
//!
//! In: the recordings in `wire/requests.json`. Out: nothing, if for each of them the same call of the generated crate
//! gives the same request, decoded. `wire/decisions.json` lists the cases for which that is not the plain truth.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use acceptance::interpret;
use acceptance::json::Json;
use acceptance::multipart;
use acceptance::recorded::{
    AHEAD, AS_NODE, AS_PYTHON, Case, Differing, cases, decisions, is_ahead,
};
use acceptance::sent::{Sent, comparable};
use acceptance::{served, surface};
use bytes::Bytes;
use http::Request;
use serde_json::{Value, json};
use stripe_disputes::{
    CursorPaged, DisputeList, Disputes, FileUploadPurpose, Files, Operation, Upload,
};

/// The treatments in `wire/decisions.json`; a case that it does not list is plain.
const TREATMENTS: [&str; 7] = [
    AHEAD,
    "by_hand",
    AS_NODE,
    AS_PYTHON,
    "other_option",
    "pages",
    "refused",
];

fn all() -> BTreeMap<String, Case> {
    let cases = cases().unwrap();
    cases
        .into_iter()
        .map(|case| (case.name.clone(), case))
        .collect()
}

fn listed(treatment: &str) -> BTreeSet<String> {
    let mut decisions = decisions().unwrap();
    decisions
        .remove(treatment)
        .unwrap_or_default()
        .into_keys()
        .collect()
}

#[track_caller]
fn assert_same(name: &str, request: &Request<Bytes>, recorded: &Sent) {
    let sent = Sent::read(request);
    assert_eq!(sent.method, recorded.method, "{name}: method");
    assert_eq!(sent.segments, recorded.segments, "{name}: path");
    let (query, body) = (comparable(&sent.query), comparable(&sent.body));
    assert_eq!(query, comparable(&recorded.query), "{name}: query");
    assert_eq!(body, comparable(&recorded.body), "{name}: body");
}

#[test]
fn every_case_is_run_or_listed_once() {
    let decisions = decisions().unwrap();
    let treatments: Vec<&str> = decisions.keys().map(String::as_str).collect();
    assert_eq!(treatments, TREATMENTS);
    let mut listed = BTreeSet::new();
    for (treatment, cases) in &decisions {
        for (name, reason) in cases {
            assert!(!reason.is_empty(), "{name} is {treatment} without a reason");
            assert!(listed.insert(name.clone()), "{name} is listed twice");
        }
    }
    let known: BTreeSet<String> = all().into_keys().collect();
    // A setter, or a server.
    listed.retain(|name| known.contains(name) || !is_ahead(name).unwrap());
    let unknown: Vec<_> = listed.difference(&known).collect();
    assert!(unknown.is_empty(), "listed, but not recorded: {unknown:?}");
    assert_eq!(cases().unwrap().len(), 83, "each has a name of its own");
    assert_eq!(known.len(), 83);
}

#[test]
fn sends_what_the_sdks_send() {
    let listed: BTreeSet<String> = TREATMENTS
        .iter()
        .filter(|&&treatment| ![AS_NODE, AS_PYTHON, "other_option"].contains(&treatment))
        .flat_map(|treatment| listed(treatment))
        .collect();
    let [as_node, as_python] = [AS_NODE, AS_PYTHON].map(self::listed);
    let (mut run, mut differing) = (0, Differing::default());
    for (name, case) in all().iter().filter(|(name, _)| !listed.contains(*name)) {
        assert_eq!(
            case.python.is_some(),
            as_node.contains(name) || as_python.contains(name),
            "{name}: the SDKs differ, so say which one is right"
        );
        let right = as_python.contains(name).then_some(AS_PYTHON);
        differing.attempt(name, || {
            let request = interpret::request(&case.input)
                .unwrap_or_else(|reason| panic!("{name} cannot be said with types: {reason}"))
                .unwrap_or_else(|error| panic!("{name} is refused: {error}"));
            let recorded = case.expected(right).iter();
            recorded.for_each(|recorded| assert_same(name, &request, recorded));
        });
        run += 1;
    }
    differing.check();
    // What the document is ahead of is run no longer; all else is.
    let ahead = all().into_keys().filter(|name| is_ahead(name).unwrap());
    assert!(run + ahead.count() >= 65, "{run}");
}

#[test]
fn ids_that_would_change_the_path_are_refused() {
    let case = &all()["retrieve_id_dots"];
    let refused = interpret::request(&case.input).unwrap().unwrap_err();
    assert_eq!(
        refused.to_string(),
        "dispute: 2 characters, an empty text, `.` and `..` cannot be part of a path"
    );
    for id in ["", ".", ".."] {
        assert!(Disputes::retrieve(id).to_request().is_err(), "{id:?}");
        assert!(Disputes::update(id).to_request().is_err(), "{id:?}");
        assert!(
            Disputes::close_irreversibly(id).to_request().is_err(),
            "{id:?}"
        );
        assert!(Files::retrieve(id).to_request().is_err(), "{id:?}");
    }
    for id in ["...", "..a", "%2e%2e", "/..", "../../x"] {
        let request = Disputes::retrieve(id).to_request().unwrap();
        assert_eq!(Sent::read(&request).segments, ["v1", "disputes", id]);
        assert!(!request.uri().path().contains("/../"));
    }
}

fn page(ids: &'static [&'static str], has_more: bool) -> DisputeList {
    let page = served::list((ids, has_more)).to_string();
    serde_json::from_str(&page).unwrap()
}

#[test]
fn asks_for_the_pages_that_the_sdks_ask_for() {
    let cases = all();
    for name in listed("pages") {
        let case = &cases[&name];
        let mut requests = vec![interpret::list(&case.input).unwrap()];
        // Whoever takes no further item asks for no further page.
        let taken = if name == "page_stop_early" { 1 } else { 9 };
        for &(ids, has_more) in served::pages(&name).iter().take(taken) {
            let page = page(ids, has_more);
            let last = requests.last().unwrap();
            let next = match name.as_str() {
                "page_backward_3" => last.previous_page(&page),
                _ => last.next_page(&page),
            };
            let Some(next) = next else { break };
            requests.push(next);
        }
        let recorded = match name.as_str() {
            // The third request is the first one that asks again for what the second one gave.
            "page_same_cursor_loop" => &case.requests[..2],
            "page_both_cursors" => &case.requests[..1],
            _ => &case.requests[..],
        };
        if name != "page_both_cursors" {
            assert_eq!(requests.len(), recorded.len(), "{name}");
        }
        for (request, recorded) in requests.iter().zip(recorded) {
            assert_same(&name, &request.to_request().unwrap(), recorded);
        }
    }
}

#[test]
fn a_page_has_one_cursor() {
    let both = Disputes::list()
        .limit(2)
        .starting_after("dp_0")
        .ending_before("dp_9");
    let page = page(&["dp_1", "dp_2"], true);
    let next = both.next_page(&page).unwrap().to_request().unwrap();
    assert_eq!(next.uri().query(), Some("limit=2&starting_after=dp_2"));
    let previous = both.previous_page(&page).unwrap().to_request().unwrap();
    assert_eq!(previous.uri().query(), Some("ending_before=dp_1&limit=2"));
}

/// Without a cursor, `has_more` speaks of the pages after this one; with `ending_before` of those before it.
#[test]
fn has_more_speaks_of_the_direction_of_the_request() {
    let first = Disputes::list();
    assert!(first.previous_page(&page(&["dp_1"], true)).is_none());
    assert!(first.previous_page(&page(&["dp_1"], false)).is_none());
    assert!(first.next_page(&page(&["dp_1"], false)).is_none());
    let later = Disputes::list().starting_after("dp_0");
    assert!(later.previous_page(&page(&["dp_1"], false)).is_some());
    assert!(later.next_page(&page(&["dp_1"], false)).is_none());
    let backwards = Disputes::list().ending_before("dp_9");
    assert!(backwards.previous_page(&page(&["dp_1"], false)).is_none());
    assert!(backwards.next_page(&page(&["dp_1"], false)).is_some());
}

#[test]
fn file_requests() {
    let cases = all();
    let retrieve = Files::retrieve("file_1").to_request().unwrap();
    assert_same(
        "file_retrieve",
        &retrieve,
        &cases["file_retrieve"].requests[0],
    );
    let list = Files::list().purpose("dispute_evidence").limit(3);
    let list = list.to_request().unwrap();
    assert_same("file_list", &list, &cases["file_list"].requests[0]);
    for name in listed("by_hand")
        .iter()
        .filter(|name| cases[*name].multipart)
    {
        let request = upload(Upload::new("receipt.pdf", "%PDF-1.7"));
        let recorded = &cases[name].requests[0];
        assert_eq!(request.method().as_str(), recorded.method, "{name}");
        assert_eq!(request.uri(), "https://files.stripe.com/v1/files", "{name}");
        assert_eq!(recorded.segments, ["v1", "files"], "{name}");
    }
}

fn upload(file: Upload) -> Request<Bytes> {
    let upload = Files::create(file, FileUploadPurpose::DisputeEvidence);
    upload.to_request().unwrap()
}

/// A file part has a name and a type, a text part has neither.
fn body(file_name: &str, content_type: &str, contents: &str) -> String {
    let boundary = "--FormBoundary0000000000000000";
    format!(
        "{boundary}\r\n\
         Content-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\
         Content-Type: {content_type}\r\n\
         \r\n\
         {contents}\r\n\
         {boundary}\r\n\
         Content-Disposition: form-data; name=\"purpose\"\r\n\
         \r\n\
         dispute_evidence\r\n\
         {boundary}--\r\n"
    )
}

#[test]
fn uploads_are_multipart() {
    let request = upload(Upload::new("receipt.pdf", "%PDF\r\n\0").content_type("application/pdf"));
    assert_eq!(
        request.headers()["content-type"],
        "multipart/form-data; boundary=FormBoundary0000000000000000"
    );
    let expected = body("receipt.pdf", "application/pdf", "%PDF\r\n\0");
    assert_eq!(request.body(), &expected);
    let untyped = upload(Upload::new("", "x"));
    assert_eq!(
        untyped.body(),
        &body("file", "application/octet-stream", "x")
    );
}

#[test]
fn file_names_cannot_leave_their_header() {
    for (given, sent) in [
        ("a\"b.pdf", "a%22b.pdf"),
        ("a\r\nX: y.pdf", "a  X: y.pdf"),
        ("Beleg – größe.pdf", "Beleg – größe.pdf"),
        ("/home/me/receipt.pdf", "receipt.pdf"),
        ("C:\\Files\\receipt.pdf", "receipt.pdf"),
    ] {
        let request = upload(Upload::new(given, "x"));
        let expected = body(sent, "application/pdf", "x");
        assert_eq!(request.body(), &expected, "{given:?}");
    }
}

#[test]
fn an_upload_built_twice_is_the_same() {
    let file = Upload::new("a.png", vec![0, 1, 2, 255]).content_type("image/png");
    let create = Files::create(file, FileUploadPurpose::DisputeEvidence);
    let (first, second) = (create.to_request().unwrap(), create.to_request().unwrap());
    assert_eq!(first.body(), second.body());
    assert_eq!(first.headers(), second.headers());
}

/// What the SDK for Node 23.1.0 sends for evidence of an appeal, and for each level of it that is unset.
#[test]
fn appeals() {
    let appeal = "evidence[appeal]";
    let reason = "evidence[appeal][card][reason_for_filing]";
    let files = "evidence[appeal][card][supporting_files]";
    let (first, second) = (format!("{files}[0]"), format!("{files}[1]"));
    let cases: [(Value, Vec<(&str, &str)>); 5] = [
        (
            json!({"card": {"reason_for_filing": "why", "supporting_files": ["file_1", "file_2"]}}),
            vec![(reason, "why"), (&first, "file_1"), (&second, "file_2")],
        ),
        (json!(""), vec![(appeal, "")]),
        (json!({"card": ""}), vec![("evidence[appeal][card]", "")]),
        (
            json!({"card": {"reason_for_filing": "", "supporting_files": ""}}),
            vec![(reason, ""), (files, "")],
        ),
        (json!({"card": {"supporting_files": []}}), vec![]),
    ];
    for (appeal, expected) in cases {
        let params = json!({"evidence": {"appeal": appeal}});
        let input = json!({"op": "update", "id": "dp_1", "params": params}).to_string();
        let input: Json = serde_json::from_str(&input).unwrap();
        let request = interpret::request(&input).unwrap().unwrap();
        let sent = Sent::read(&request).body;
        let sent: Vec<(&str, &str)> = sent.iter().map(|(key, value)| (&**key, &**value)).collect();
        assert_eq!(sent, expected, "{input:?}");
    }
}

/// What the SDK for Node 23.1.0 sends along with a file from which a link is to be made.
#[test]
fn links_to_uploads() {
    let mut parts = Vec::new();
    for link in [
        json!({"create": true, "expires_at": 1_700_000_000, "metadata": {"order": "1", "note": "ä"}}),
        json!({"create": false, "metadata": ""}),
    ] {
        let file = json!({"data": "x", "name": "a.txt"});
        let params = json!({"file": file, "purpose": "dispute_evidence", "file_link_data": link});
        let input: Json = serde_json::from_str(&json!({"params": params}).to_string()).unwrap();
        let request = interpret::files::upload(&input).unwrap();
        let request = request.to_request().unwrap();
        let content_type = request.headers()["content-type"].to_str().unwrap();
        let all = multipart::parts(content_type, request.body()).unwrap();
        for part in all.into_iter().skip(2) {
            let [(name, disposition)] = part.headers.as_slice() else {
                panic!("{part:?}")
            };
            assert_eq!(name, "Content-Disposition");
            parts.push((
                disposition.clone(),
                String::from_utf8(part.contents).unwrap(),
            ));
        }
    }
    let expected = [
        ("[create]", "true"),
        ("[expires_at]", "1700000000"),
        ("[metadata][order]", "1"),
        ("[metadata][note]", "ä"),
        ("[create]", "false"),
        ("[metadata]", ""),
    ];
    let expected = expected.map(|(key, value)| {
        let disposition = format!("form-data; name=\"file_link_data{key}\"");
        (disposition, value.to_owned())
    });
    assert_eq!(parts, expected);
}

/// A new parameter has to be replayed as well.
#[test]
fn every_setter_is_replayed() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
    let surface = surface::of_crate(&src).unwrap();
    let sources = [
        include_str!("../../src/sdk/interpret.rs"),
        include_str!("../../src/sdk/interpret/evidence.rs"),
        include_str!("../../src/sdk/interpret/files.rs"),
    ];
    let replayed: BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| source.split(|c: char| !c.is_ascii_alphanumeric() && c != '_'))
        .collect();
    let mut setters = 0;
    for line in surface.lines() {
        let Some((item, function)) = line.split_once(": fn ") else {
            continue;
        };
        let params = item.starts_with("models::") && item.ends_with("Params");
        let request = item.starts_with("resources::");
        let Some((name, _)) = function.split_once("(self") else {
            continue;
        };
        // One only calls the others, and one is for what no other sets.
        let is_general = name.starts_with("maybe<") || name == "extra";
        if (params || request) && !is_general {
            let type_name = item.rsplit("::").next().unwrap_or(item);
            let setter = format!("{type_name}::{name}");
            assert!(
                replayed.contains(name) || is_ahead(&setter).unwrap(),
                "{line}\nno recorded call is replayed with it: call it in `tests/src/sdk/interpret*`, or, if the recorded SDKs \
                 do not have it yet, say so under `ahead` in `tests/wire/decisions.json`: \"{setter}\": \"why\""
            );
            setters += 1;
        }
    }
    assert!(setters > 90, "{setters}");
}
