//! Examples are values that a crate reads.
//!
//! In: fixtures and the disputes. Out: nothing, if each crate reads each example that it has, in one program that has all crates. With
//! `EXAMPLES=all`, these are all fixtures.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use acceptance::crates::Workspace;
use acceptance::fixtures::{crate_path, fixtures};
use form_codegen::source::SourceText;
use form_codegen::{Files, GenerateOptions, generate};
use stripe_disputes::testing::{Example as _, ExampleEvent as _, Reply, Script};
use stripe_disputes::webhooks::Event;
use stripe_disputes::{Dispute, DisputeStatus, Disputes, EventKind};

#[test]
fn a_program_is_tested_with_examples() {
    let dispute = Dispute::example_with(|dispute| {
        dispute.status = DisputeStatus::Won;
        dispute.amount = 995;
    });
    let script = Script::new();
    script.on(Disputes::retrieve("dp_1")).reply(&dispute);

    let client = script.blocking_client().unwrap();
    let retrieved = client.send(Disputes::retrieve("dp_1")).unwrap();
    assert_eq!(retrieved.status, DisputeStatus::Won);
    assert_eq!(retrieved.amount, 995);
    let whole: &Dispute = &retrieved;
    assert_eq!(*whole, dispute);
    assert_eq!(Dispute::example(), Dispute::example());
}

#[test]
fn an_answer_may_be_an_examples_json() {
    let script = Script::new();
    script
        .on(Disputes::retrieve("dp_1"))
        .reply_with(Reply::bytes(200, "application/json", Dispute::JSON));
    let client = script.blocking_client().unwrap();
    let retrieved = client.send(Disputes::retrieve("dp_1")).unwrap();
    assert!(retrieved.id.as_str().starts_with("dp_"));
}

#[test]
fn events_are_about_examples() {
    let event = Event::example_of(&EventKind::ChargeDisputeCreated).unwrap();
    assert_eq!(event.kind(), EventKind::ChargeDisputeCreated);
    assert_eq!(event.dispute(), Some(&Dispute::example()));
    let unknown = EventKind::from("charge.dispute.imagined");
    assert_eq!(Event::example_body(&unknown), None);
}

/// What a program says of the examples of a crate: a line for each.
fn lines(name: &str, files: &Files) -> String {
    let mut lines = String::new();
    for (path, text) in files {
        if path.starts_with("src/testing/examples/") {
            for line in text.lines() {
                let Some(head) = line.strip_prefix("impl Example for ") else {
                    continue;
                };
                let ty = head.trim_end_matches(" {").rsplit("::").next().unwrap();
                let _ = writeln!(
                    lines,
                    "    let _ = <{name}::models::{ty} as {name}::testing::Example>::example();"
                );
            }
        }
        for events in ["webhooks", "callbacks"] {
            if *path == format!("src/testing/{events}.rs") {
                lines.push_str(&event_lines(name, events, text));
            }
        }
    }
    lines
}

fn event_lines(name: &str, module: &str, text: &str) -> String {
    let after = |head: &str| {
        let rest = text.split_once(head).unwrap().1;
        let end = rest.find([' ', ';']).unwrap();
        rest[..end].rsplit("::").next().unwrap().to_owned()
    };
    let (event, kind) = (after("impl ExampleEvent for "), after("type Kind = "));
    let mut lines = String::new();
    for line in text.lines() {
        let variant = line.trim().split_once(" => ").map(|(pattern, _)| pattern);
        let variant = variant.and_then(|pattern| pattern.rsplit_once("::"));
        if let Some((_, variant)) = variant {
            let kind = format!("{name}::models::{kind}::{variant}");
            let event = format!("<{name}::{module}::{event} as {name}::testing::ExampleEvent>");
            let _ = writeln!(
                lines,
                "    assert!({event}::example_of(&{kind}).is_some(), \"{{:?}}\", {kind});"
            );
        }
    }
    lines
}

#[test]
fn each_example_is_read() {
    let mut workspace = Workspace::new(Path::new(env!("CARGO_TARGET_TMPDIR")), "examples");
    let mut manifest =
        "[package]\nname = \"reader\"\nedition = \"2024\"\n\n[dependencies]\n".to_owned();
    let mut all = String::new();
    let mut add = |workspace: &mut Workspace, package: &str, files: &Files| {
        let name = package.replace('-', "_");
        let lines = lines(&name, files);
        if lines.is_empty() {
            return;
        }
        let _ = writeln!(
            manifest,
            "{package} = {{ path = \"../{package}\", default-features = false, features = [\"test-util\"] }}"
        );
        all.push_str(&lines);
        workspace.add(package, files);
    };
    // To compile a client for each takes minutes.
    let folders: &[&str] = match std::env::var_os("EXAMPLES").is_some() {
        true => &[
            "accept",
            "behaviour",
            "hostile",
            "keep_going",
            "over_loopback",
        ],
        false => &["behaviour", "hostile"],
    };
    for folder in folders {
        for fixture in fixtures(folder) {
            let package = format!("{folder}-{}", fixture.name).replace(['/', '_'], "-");
            let options = GenerateOptions {
                keep_going: true,
                ..GenerateOptions::new(&package)
            };
            let source = SourceText {
                name: &fixture.name,
                bytes: fixture.text.as_bytes(),
            };
            let generated = generate(source, &[], &options);
            let files = generated.unwrap_or_else(|error| panic!("{error}")).files;
            add(&mut workspace, &package, &files);
        }
    }
    let mut files = Files::new();
    collect(&crate_path("../generated"), "", &mut files);
    add(&mut workspace, "stripe-disputes", &files);
    let count = all.lines().count();
    assert!(count > 150, "{count}");
    let program = format!("#[test]\nfn each_example_is_read() {{\n{all}}}\n");
    let reader = [
        ("Cargo.toml".to_owned(), manifest),
        ("src/lib.rs".to_owned(), program),
    ];
    workspace.add("reader", &reader.into_iter().collect());
    let test = ["test", "--package", "reader", "--quiet", "--lib"];
    let outcome = workspace.cargo(&test);
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}

/// The files of a crate.
fn collect(folder: &Path, within: &str, found: &mut Files) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let path = format!("{within}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), found);
        } else if path.ends_with(".rs") || path == "Cargo.toml" {
            found.insert(path, fs::read_to_string(entry.path()).unwrap());
        }
    }
}
