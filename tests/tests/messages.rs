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
        "struct HttpClient;
        fn program(config: Config) {
            let _ = Client::with_transport(config, HttpClient);
        }",
    ),
    (
        "an_http_client_as_blocking_transport",
        "struct HttpClient;
        fn program(config: Config) {
            let _ = blocking::Client::with_transport(config, HttpClient);
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
    let notes = message["children"].as_array()?.iter();
    // How rustc came there is its own affair.
    let notes = notes.filter(|note| {
        !note["message"]
            .as_str()
            .is_some_and(|text| text.starts_with("required "))
    });
    for note in
        notes.filter(|note| note["level"] == "note" && note["spans"] == Value::Array(vec![]))
    {
        writeln!(words, "  note: {}", note["message"].as_str()?).unwrap();
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
            all.entry(name.to_owned()).or_default().push(words);
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
