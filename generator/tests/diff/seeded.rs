//! A large real document against itself with 100 changes of all kinds: each is found, once, and in little memory.
//!
//! In: `../shared/specs/stripe-full.json`, beside the repository; without it the test says so and passes.

use std::path::Path;
use std::time::Instant;

use form_codegen::api::Api;
use form_codegen::diff::{Change, diff};
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, read};
use serde_json::Value;

use super::HEAP;
use super::seeds::seed;

fn model(document: &Value) -> Api {
    let text = document.to_string();
    let source = SourceText {
        name: "stripe-full",
        bytes: text.as_bytes(),
    };
    let document = read(source, &[]).unwrap_or_else(|report| panic!("{report}"));
    lower(&document.spec, LowerOptions { keep_going: true }).0
}

/// Whether a change is at the seed: a parameter that is gone has no place of its own in the new document.
fn is_at(change: &Change, seed: &str) -> bool {
    let (pointer, parameter) = seed.split_once(" query ").unwrap_or((seed, ""));
    let mut places = [&change.old, &change.new].into_iter().flatten();
    match parameter {
        "" => places.any(|place| place.as_str() == pointer),
        name => {
            places.any(|place| place.as_str().starts_with(pointer)) && change.place.ends_with(name)
        }
    }
}

#[test]
fn a_hundred_changes_of_a_large_document_are_found_each_once() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs/stripe-full.json");
    let Ok(text) = std::fs::read(&path) else {
        let test = "a_hundred_changes_of_a_large_document_are_found_each_once";
        return crate::skip::skip(test, "../shared/specs/stripe-full.json is not there");
    };
    let mut document: Value = serde_json::from_slice(&text).unwrap();
    let old = model(&document);
    let seeds = seed(&mut document);
    assert_eq!(seeds.len(), 100);
    let new = model(&document);

    HEAP.reset_peak_usage();
    let (before, start) = (HEAP.current_usage(), Instant::now());
    let changes = diff(&old, &new).list;
    let (took, peak) = (start.elapsed(), HEAP.peak_usage().saturating_sub(before));
    // How long it takes is said, not asserted: that is about the machine.
    eprintln!("{} changes in {took:?}, {} MB", changes.len(), peak >> 20);
    assert!(peak < 250 << 20, "{peak} bytes");

    let causes: Vec<&Change> = changes.iter().filter(|change| !change.follows).collect();
    let line = |one: &&Change| {
        format!(
            "{} {}: {:?} -> {:?}",
            one.id, one.place, one.before, one.after
        )
    };
    let mut wrong = Vec::new();
    for (what, place) in &seeds {
        let found = causes.iter().filter(|change| is_at(change, place));
        let found: Vec<String> = found.map(line).collect();
        if found.len() != 1 {
            wrong.push(format!("{what} at {place}: {found:#?}"));
        }
    }
    let is_stray = |change: &&&Change| !seeds.iter().any(|(_, place)| is_at(change, place));
    wrong.extend(causes.iter().filter(is_stray).map(line));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
