//! A large document against itself with 100 changes: `cargo bench -p acceptance --bench diff`.
//!
//! In: `../shared/specs/stripe-full.json`, beside the repository; without it, that is said. Out: for the comparison, and for all
//! that comes before it, the least time of some runs, and the most memory, beside the goal. What always holds: each run finds
//! as many changes as the first.

use std::path::Path;
use std::time::{Duration, Instant};

use form_codegen::api::Api;
use form_codegen::diff::diff;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, read};
use peak_alloc::PeakAlloc;
use serde_json::Value;

#[path = "../../generator/tests/diff/seeds.rs"]
mod seeds;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const DOCUMENT: &str = "../shared/specs/stripe-full.json";

const RUNS: usize = 5;

/// What a comparison may take at most, in seconds and in megabytes.
const GOAL: (f64, f64) = (1.0, 250.0);

fn main() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(DOCUMENT);
    let Ok(old) = std::fs::read_to_string(path) else {
        println!("{DOCUMENT} is not there: there is nothing to compare");
        return;
    };
    let mut document: Value = serde_json::from_str(&old).expect("JSON");
    let seeded = seeds::seed(&mut document).len();
    let new = document.to_string();
    drop(document);

    let (seconds, megabytes) = GOAL;
    println!("{seeded} changes; the goal is {seconds} s and {megabytes} MB");
    println!("{:<26}{:>10}{:>10}{:>10}", "", "changes", "s", "MB");
    measure("read, lower and compare", || {
        diff(&model(&old), &model(&new)).list.len()
    });
    let (old, new) = (model(&old), model(&new));
    measure("compare", || diff(&old, &new).list.len());
}

/// Prints the least time, and the most memory on top of what there was.
fn measure(what: &str, run: impl Fn() -> usize) {
    let (mut least, mut most) = (Duration::MAX, 0);
    let changes = run();
    for _ in 0..RUNS {
        HEAP.reset_peak_usage();
        let (before, start) = (HEAP.current_usage(), Instant::now());
        assert_eq!(run(), changes);
        least = least.min(start.elapsed());
        most = most.max(HEAP.peak_usage().saturating_sub(before));
    }
    let (seconds, megabytes) = (least.as_secs_f64(), most >> 20);
    println!("{what:<26}{changes:>10}{seconds:>10.3}{megabytes:>10}");
}

fn model(text: &str) -> Api {
    let source = SourceText {
        name: "stripe-full",
        bytes: text.as_bytes(),
    };
    let document = read(source, &[]).unwrap_or_else(|report| panic!("{report}"));
    lower(&document.spec, LowerOptions { keep_going: true }).0
}
