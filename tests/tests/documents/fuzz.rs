//! Documents that nobody would write: each is refused or becomes a crate, in time and without a panic.
//!
//! In: the fixtures, changed at random. `FUZZ_SECONDS=600 FUZZ_SEED=2 cargo test -p acceptance --test fuzz -- --nocapture` runs longer, or
//! elsewhere; without them, it is 20 seconds from a seed that stays. Out: nothing, if every file parses as Rust and stands as
//! prettyplease prints it, and the same document gives the same files again. What fails is kept, and the message names the file.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use acceptance::fixtures::fixtures;
use acceptance::mutate::Mutator;
use acceptance::printed;
use form_codegen::source::SourceText;
use form_codegen::{Error, GenerateOptions, generate};
use serde_json::Value;

/// The time for one document on a busy machine: most take milliseconds.
const LIMIT: Duration = Duration::from_secs(60);

fn number(name: &str, otherwise: u64) -> u64 {
    let given = env::var(name).ok();
    given.map_or(otherwise, |given| {
        given
            .parse()
            .unwrap_or_else(|_| panic!("{name} is no number: {given}"))
    })
}

fn seeds() -> Vec<Value> {
    let folders = [
        "accept",
        "behaviour",
        "hostile",
        "keep_going",
        "over_loopback",
        "reject",
    ];
    let all = folders.into_iter().flat_map(fixtures);
    // What no reader takes for a document is no start for one.
    all.filter_map(|one| serde_yaml::from_str(&one.text).ok())
        .collect()
}

#[test]
fn changed_documents_are_refused_or_become_crates() {
    let (seconds, seed) = (number("FUZZ_SECONDS", 20), number("FUZZ_SEED", 1));
    println!("{seconds} seconds from the seed {seed}");
    let seeds = seeds();
    let mut mutator = Mutator::new(&seeds, seed);
    let started = Instant::now();
    let (mut made, mut refused) = (0_u32, 0_u32);
    while started.elapsed() < Duration::from_secs(seconds) {
        let (document, keep_going) = (mutator.next_document().to_string(), mutator.coin());
        // Should the process end, this is what ended it.
        let kept = kept(&document);
        match watched(document, keep_going) {
            Ok(true) => made += 1,
            Ok(false) => refused += 1,
            Err(wrong) => panic!("keep_going: {keep_going}, {}: {wrong}", kept.display()),
        }
    }
    println!("{made} crates, {refused} documents refused");
    assert!(seconds == 0 || made > 0, "no document was any good");
}

fn kept(document: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz.json");
    fs::write(&path, document).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    path
}

/// Whether there is a crate of a document; what is wrong with it, or with the generator.
fn watched(document: String, keep_going: bool) -> Result<bool, String> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let result = catch_unwind(AssertUnwindSafe(|| made(&document, keep_going)));
        let _ = send.send(result.unwrap_or_else(|_| Err("it panics".to_owned())));
    });
    match receive.recv_timeout(LIMIT) {
        Ok(result) => result,
        Err(error) => Err(format!("no answer within {LIMIT:?}: {error}")),
    }
}

fn made(document: &str, keep_going: bool) -> Result<bool, String> {
    let source = SourceText {
        name: "fuzz.json",
        bytes: document.as_bytes(),
    };
    let options = GenerateOptions {
        keep_going,
        ..GenerateOptions::new("fuzzed")
    };
    let (first, second) = (
        generate(source, &[], &options),
        generate(source, &[], &options),
    );
    let (first, second) = match (first, second) {
        (Ok(first), Ok(second)) => (first, second),
        (Err(Error::Render(error)), _) => return Err(error.to_string()),
        (Err(first), Err(second)) if first.to_string() == second.to_string() => return Ok(false),
        _ => return Err("it is not the same again".to_owned()),
    };
    if first.files != second.files || first.warnings.to_string() != second.warnings.to_string() {
        return Err("it is not the same again".to_owned());
    }
    match first
        .files
        .iter()
        .find_map(|(path, text)| printed::difference(path, text))
    {
        Some(difference) => Err(difference),
        None => Ok(true),
    }
}

/// The generator prints most of what it makes itself, and prettyplease would print the same.
#[test]
fn files_stand_as_prettyplease_prints_them() {
    for fixture in ["accept", "behaviour", "hostile", "keep_going"]
        .into_iter()
        .flat_map(fixtures)
    {
        let generated = fixture.generate(true);
        for (path, text) in &generated.files {
            assert_eq!(printed::difference(path, text), None, "{}", fixture.name);
        }
    }
}
