//! What the compiler says of usual mistakes: what is wrong and what to do.
//!
//! In: programs that do not compile, each with one mistake. Out: a snapshot of the compiler's words that come from the
//! generated crate; those of rustc's own that change from version to version are left out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use acceptance::crates::Workspace;
use serde_json::Value;

const PROGRAMS: &[(&str, &str)] = &[
    (
        "asynchronous_items_in_a_for_loop",
        "async fn program<T: Transport + 'static>(client: Client<T>) {
            for dispute in client.items(Disputes::list()) {}
        }",
    ),
    (
        "asynchronous_pages_in_a_for_loop",
        "async fn program<T: Transport + 'static>(client: Client<T>) {
            for page in client.pages(Disputes::list()) {}
        }",
    ),
    (
        "items_of_what_has_no_pages",
        "fn program<T: Transport + 'static>(client: Client<T>) {
            let _ = client.items(Disputes::retrieve(\"dp_1\"));
        }",
    ),
    (
        "blocking_items_of_what_has_no_pages",
        "fn program<T: BlockingTransport>(client: blocking::Client<T>) {
            let _ = client.items(Disputes::retrieve(\"dp_1\"));
        }",
    ),
    (
        "an_http_client_as_transport",
        "fn program(config: Config) {
            let _ = Client::with_transport(config, HttpClient);
        }
        struct HttpClient;",
    ),
    (
        "an_http_client_as_blocking_transport",
        "fn program(config: Config) {
            let _ = blocking::Client::with_transport(config, HttpClient);
        }
        struct HttpClient;",
    ),
    (
        "an_object_of_another_kind_for_an_id",
        "fn program(charge: Charge) {
            let _ = Disputes::retrieve(&charge);
        }",
    ),
    (
        "an_id_of_another_kind_of_object",
        "fn program(dispute: Dispute) {
            let _ = Disputes::list().charge(dispute.id);
        }",
    ),
    (
        "an_id_of_another_kind_in_evidence",
        "fn program(charge: Id<Charge>) {
            let _ = DisputeEvidenceParams::new().receipt(charge);
        }",
    ),
    (
        "a_list_for_one_id",
        "fn program() {
            let _ = Disputes::list().charge([\"ch_1\", \"ch_2\"]);
        }",
    ),
    (
        "a_list_for_one_text",
        "fn program(names: Vec<String>) {
            let _ = DisputeEvidenceParams::new().customer_name(names);
        }",
    ),
    (
        "an_option_for_a_value",
        "fn program(name: Option<String>) {
            let _ = DisputeEvidenceParams::new().customer_name(name);
        }",
    ),
    (
        "a_value_of_another_enum",
        "fn program(file: Upload) {
            let _ = Files::create(file, DisputeReason::General);
        }",
    ),
    (
        "a_path_into_another_response",
        "fn program() {
            let _ = Files::list().expand([DisputeExpand::Charge]);
        }",
    ),
    (
        "a_call_that_is_not_awaited",
        "async fn program<T: Transport + 'static>(client: Client<T>) {
            client.send(Disputes::retrieve(\"dp_1\"));
        }",
    ),
    (
        "a_response_that_is_not_awaited",
        "async fn program<T: Transport + 'static>(client: Client<T>) -> Result<(), CallError> {
            let dispute = client.send(Disputes::retrieve(\"dp_1\"))?;
            println!(\"{}\", dispute.id);
            Ok(())
        }",
    ),
    (
        "a_request_that_is_not_sent",
        "fn program() {
            Disputes::update(\"dp_1\").stage();
        }",
    ),
    (
        "an_object_given_to_send",
        "async fn program<T: Transport + 'static>(client: Client<T>, dispute: Dispute) {
            let _ = client.send(dispute).await;
        }",
    ),
    (
        "a_borrowed_request_given_to_send",
        "fn program<T: BlockingTransport>(client: blocking::Client<T>) {
            let request = Disputes::retrieve(\"dp_1\");
            let _ = client.send(&request);
        }",
    ),
    (
        "a_path_to_expand_without_a_list",
        "fn program() {
            let _ = Disputes::list().expand(\"charge\");
        }",
    ),
];

const HEAD: &str = "#![allow(unused)]
#![deny(unused_must_use)]
use stripe_disputes::client::{BlockingTransport, Config, Transport};
use stripe_disputes::prelude::*;
fn main() {}
";

const MANIFEST: &str = "[package]
name = \"mistakes\"
edition = \"2024\"
[lib]
path = \"lib.rs\"
[dependencies]
stripe-disputes = { path = \"PATH\", default-features = false, features = [\"client\"] }
";

/// What stands at an error: the message, the label, and the notes that point nowhere, as those of the crate do.
fn words(message: &Value) -> Option<String> {
    if message["level"] != "error" || message["spans"].as_array()?.is_empty() {
        return None;
    }
    let mut words = format!("error: {}\n", message["message"].as_str()?);
    let spans = message["spans"].as_array()?.iter();
    for span in spans.filter(|span| span["is_primary"] == true) {
        if let Some(label) = span["label"].as_str() {
            writeln!(words, "  here: {label}").unwrap();
        }
    }
    for child in message["children"].as_array()? {
        let text = child["message"].as_str()?;
        let is_own = child["spans"] == Value::Array(vec![]);
        // How rustc came there, and where it writes long names, is its own affair.
        let is_about_itself = ["required ", "the full name", "consider using `--verbose`"]
            .into_iter()
            .any(|start| text.starts_with(start));
        match child["level"].as_str()? {
            "note" if is_own && !is_about_itself => writeln!(words, "  note: {text}").unwrap(),
            "help" if text.contains("await") => writeln!(words, "  help: {text}").unwrap(),
            _ => {}
        }
    }
    Some(words)
}

#[test]
fn usual_mistakes() {
    let mut workspace = Workspace::new(Path::new(env!("CARGO_TARGET_TMPDIR")), "messages");
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated");
    let mut files = BTreeMap::from([
        ("Cargo.toml".to_owned(), MANIFEST.replace("PATH", path)),
        ("lib.rs".to_owned(), String::new()),
    ]);
    for (name, program) in PROGRAMS {
        files.insert(format!("examples/{name}.rs"), [HEAD, program].concat());
    }
    workspace.add("mistakes", &files.into_iter().collect());
    let arguments = [
        "check",
        "--examples",
        "--keep-going",
        "--message-format=json",
    ];
    let printed = workspace.cargo(&arguments).unwrap_err();
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in printed.lines().filter(|line| line.starts_with('{')) {
        let line: Value = serde_json::from_str(line).unwrap();
        if let (Some(name), Some(words)) =
            (line["target"]["name"].as_str(), words(&line["message"]))
        {
            let said = all.entry(name.to_owned()).or_default();
            if !said.contains(&words) {
                said.push(words);
            }
        }
    }
    assert_eq!(all.len(), PROGRAMS.len(), "{printed}");
    let text = all
        .into_iter()
        .map(|(name, words)| format!("# {name}\n{}", words.concat()));
    insta::with_settings!({prepend_module_to_snapshot => false, snapshot_path => "../snapshots"}, {
        insta::assert_snapshot!("messages", text.collect::<Vec<_>>().join("\n"));
    });
}
