//! The SDKs of two other vendors: what they send has its place in what is made of their documents.
//!
//! In: `wire/vendors.json`, as `cargo run -p acceptance --example record` made it, and the vendors' documents in
//! `../shared/specs`. Out: for each call the operation, and how it writes each key that the SDK sends. What always holds: what the
//! document does not have is listed in the snapshot, not passed over. What a compiled crate sends is compared with the
//! same recording by `fixtures/over_loopback/counterparts.rs`. Without the documents or Node, a line says what is skipped.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use acceptance::fixtures::crate_path;
use acceptance::node::Node;
use acceptance::skip::skip;
use form_codegen::api::{Api, Encoding, Field, InputLocation, Operation, Type};
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, read};
use serde::Deserialize;

const COMMITTED: &str = include_str!("../../wire/vendors.json");

#[derive(Deserialize)]
struct Recording {
    sdks: Vec<String>,
    twilio: Vec<Call>,
    slack: Vec<Call>,
}

/// What one call of an SDK sent.
#[derive(Deserialize)]
struct Call {
    case: String,
    method: String,
    path: String,
    query: Vec<(String, String)>,
    body: Vec<(String, String)>,
    content_type: Option<String>,
    authorization: String,
}

fn committed() -> Recording {
    serde_json::from_str(COMMITTED).unwrap()
}

#[test]
fn twenty_calls_each_are_recorded_from_what_is_installed() {
    let recording = committed();
    assert_eq!((recording.twilio.len(), recording.slack.len()), (20, 20));
    let manifest: serde_json::Value =
        serde_json::from_str(include_str!("../../node/package.json")).unwrap();
    let installed = ["twilio", "@slack/web-api"].map(|name| {
        let version = manifest["dependencies"][name].as_str().unwrap();
        format!("{name} {version}")
    });
    assert_eq!(recording.sdks, installed);
    let schemes = |calls: &[Call], scheme| {
        let mut calls = calls.iter();
        calls.all(|call| call.authorization.starts_with(scheme))
    };
    assert!(schemes(&recording.twilio, "Basic ") && schemes(&recording.slack, "Bearer "));
}

#[test]
fn a_new_recording_is_the_same() {
    let Some(node) = Node::find_or_skip("a_new_recording_is_the_same") else {
        return;
    };
    let text = node.record_others().unwrap_or_else(|why| panic!("{why}"));
    assert!(
        text == COMMITTED,
        "the SDKs send something else: record anew, and read the diff"
    );
}

#[test]
fn what_is_sent_has_its_place() {
    let recording = committed();
    let vendors = [
        ("twilio-api-v2010", &recording.twilio),
        ("slack", &recording.slack),
    ];
    let mut told = String::new();
    for (name, calls) in vendors {
        let path = crate_path(&format!("../../shared/specs/{name}.json"));
        let Ok(bytes) = fs::read(&path) else {
            let why = format_args!("../shared/specs/{name}.json is not there");
            return skip("what_is_sent_has_its_place", why);
        };
        let bytes = bytes.as_slice();
        let document = read(SourceText { name, bytes }, &[]);
        let document = document.unwrap_or_else(|report| panic!("{report}"));
        let (api, _) = lower(&document.spec, LowerOptions { keep_going: true });
        for call in calls {
            compare(&api, call, &mut told);
        }
    }
    insta::with_settings!({
        snapshot_path => "../../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
        description => "How what the SDKs of other vendors send is written by what is made of their documents.",
    }, {
        insta::assert_snapshot!("vendors", told);
    });
}

fn compare(api: &Api, call: &Call, told: &mut String) {
    let operations = api.resources.iter().flat_map(|one| &one.operations);
    let mut fitting: Vec<&Operation> = operations
        .filter(|one| leads_to(api, one, &call.path))
        .collect();
    let is_same = |one: &&Operation| format!("{:?}", one.method).eq_ignore_ascii_case(&call.method);
    fitting.sort_by_key(|one| !is_same(one));
    let operation = fitting.first();
    let operation =
        operation.unwrap_or_else(|| panic!("{}: nothing leads to {}", call.case, call.path));
    let sent = format!("{} {}", call.method, operation.template);
    let _ = write!(told, "{}: {sent}", call.case);
    if !is_same(operation) {
        let _ = write!(told, ", where the document says {:?}", operation.method);
    }
    told.push('\n');
    let is_form = call.content_type.as_deref() == Some("application/x-www-form-urlencoded");
    assert!(call.body.is_empty() || is_form, "{}: no form", call.case);
    let mut values: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (key, value) in call.query.iter().chain(&call.body) {
        values.entry(key).or_default().push(value);
    }
    for (key, values) in values {
        let has_place = |location| matches!(location, InputLocation::Query | InputLocation::Body);
        let inputs = operation
            .inputs
            .iter()
            .filter(|one| has_place(one.location));
        let field = inputs.map(|one| &one.field).find(|field| field.wire == key);
        let said = match field {
            None => "is not in the document".to_owned(),
            Some(field) => {
                assert!(
                    can_write(api, field, &values),
                    "{}: {key} can't be {values:?}",
                    call.case
                );
                format!("as {:?}", field.encoding)
            }
        };
        let _ = writeln!(told, "  {key} {said}");
    }
}

/// Whether a path is one of an operation's.
fn leads_to(api: &Api, operation: &Operation, path: &str) -> bool {
    let server = match operation.server.is_empty() {
        true => api.servers.first().map_or("", |server| &server.url),
        false => operation.server.as_str(),
    };
    let root = server
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split_once('/'));
    let root = root.map_or(String::new(), |(_, root)| format!("/{root}"));
    let template = root + &operation.template;
    let pairs = || template.split('/').zip(path.split('/'));
    let fits = |(pattern, part): (&str, &str)| match pattern.split_once('{') {
        None => pattern == part,
        Some((before, rest)) => {
            let after = rest.split_once('}').map_or("", |(_, after)| after);
            part.starts_with(before) && part.ends_with(after)
        }
    };
    template.split('/').count() == path.split('/').count() && pairs().all(fits)
}

/// Whether an input can send exactly these values of its key.
fn can_write(api: &Api, field: &Field, values: &[&str]) -> bool {
    let ty = api.behind_aliases(&field.ty);
    let is_list = matches!(ty, Type::List(_));
    let is_json = values.iter().all(|value| value.starts_with(['{', '[']));
    match (&field.encoding, values) {
        (Encoding::Repeat, [_]) if is_json => matches!(ty, Type::Text(_)),
        (Encoding::Repeat, [_]) => true,
        (Encoding::Repeat, _) => is_list,
        (Encoding::Joined(_) | Encoding::Json, [_]) => true,
        (
            Encoding::Joined(_)
            | Encoding::Json
            | Encoding::Brackets
            | Encoding::Spread
            | Encoding::Styled(_),
            _,
        ) => false,
    }
}
