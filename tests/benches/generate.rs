//! Large documents become crates: `cargo bench -p acceptance --bench generate`.
//!
//! In: `../shared/specs/stripe-full.json`, beside the repository, or the document that `DOCUMENT` names; without one, that is said. Out:
//! for the document and for two, four and eight times all of it, the CPU time of one run, of all threads, the time on the clock and the
//! most memory, each the least of some runs. What always holds: nothing is written; a copy has names of its own, so that it says as
//! much as the original.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use form_codegen::source::SourceText;
use form_codegen::{GenerateOptions, generate};
use peak_alloc::PeakAlloc;
use serde_json::{Map, Value};

#[expect(dead_code, reason = "only the time is asked for")]
#[path = "calling/cpu.rs"]
mod cpu;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const DOCUMENT: &str = "../shared/specs/stripe-full.json";

const RUNS: usize = 3;

const TIMES: [usize; 4] = [1, 2, 4, 8];

fn main() {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(DOCUMENT);
    let path = std::env::var_os("DOCUMENT").map_or(beside, PathBuf::from);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!(
            "{} is not there: there is nothing to generate",
            path.display()
        );
        return;
    };
    let document: Value = serde_json::from_str(&text).expect("a document in JSON");
    println!(
        "{:<8}{:>10}{:>12}{:>10}{:>10}{:>10}",
        "", "MB in", "operations", "CPU s", "s", "MB"
    );
    for times in TIMES {
        let text = repeated(&document, times).to_string();
        measure(times, &text);
    }
}

/// Prints the least of some runs.
fn measure(times: usize, text: &str) {
    let (mut cpu, mut clock, mut most) = (Duration::MAX, Duration::MAX, 0);
    let mut operations = 0;
    for _ in 0..RUNS {
        HEAP.reset_peak_usage();
        let (before, used, start) = (HEAP.current_usage(), cpu::time(), Instant::now());
        operations = generated(text);
        cpu = cpu.min(cpu::time().saturating_sub(used));
        clock = clock.min(start.elapsed());
        most = most.max(HEAP.peak_usage().saturating_sub(before));
    }
    println!(
        "{:<8}{:>10.1}{operations:>12}{:>10.2}{:>10.2}{:>10}",
        format!("{times}x"),
        text.len() as f64 / 1e6,
        cpu.as_secs_f64(),
        clock.as_secs_f64(),
        most >> 20
    );
}

/// How many operations the crate has.
fn generated(text: &str) -> usize {
    let options = GenerateOptions {
        keep_going: true,
        ..GenerateOptions::new("large")
    };
    let source = SourceText {
        name: "large.json",
        bytes: text.as_bytes(),
    };
    let generated = generate(source, &[], &options).unwrap_or_else(|error| panic!("{error}"));
    let resources = generated.api.resources.iter();
    resources.map(|resource| resource.operations.len()).sum()
}

/// A document so many times: the copies' paths, components and ids of operations have a number, and so has what refers to them.
fn repeated(document: &Value, times: usize) -> Value {
    let mut all = document.clone();
    for copy in 1..times {
        let mut more = document.clone();
        rename(&mut more, copy);
        let paths = more.get_mut("paths").map(Value::take);
        if let (Some(Value::Object(to)), Some(Value::Object(from))) = (all.get_mut("paths"), paths)
        {
            to.extend(
                from.into_iter()
                    .map(|(path, item)| (format!("/copy{copy}{path}"), item)),
            );
        }
        let Some(Value::Object(components)) = more.get_mut("components").map(Value::take) else {
            continue;
        };
        for (kind, members) in components {
            // Clients have the same schemes for all.
            if let (Value::Object(from), false) = (members, kind == "securitySchemes") {
                let to = &mut all["components"][kind];
                let mut joined = to.as_object().cloned().unwrap_or_else(Map::new);
                joined.extend(
                    from.into_iter()
                        .map(|(name, value)| (format!("{name}_copy{copy}"), value)),
                );
                *to = Value::Object(joined);
            }
        }
    }
    all
}

fn rename(value: &mut Value, copy: usize) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, copy)),
        Value::Object(members) => {
            for (name, member) in members {
                match (name.as_str(), member) {
                    ("$ref", Value::String(to)) if to.starts_with("#/components/") => {
                        *to = format!("{to}_copy{copy}");
                    }
                    ("operationId", Value::String(id)) => *id = format!("{id}Copy{copy}"),
                    (_, member) => rename(member, copy),
                }
            }
        }
        _ => {}
    }
}
