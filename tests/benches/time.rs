//! Time to encode an update, to decode a dispute, to make a call and to generate the crate, beside peers: `cargo bench -p acceptance
//! --bench time`, with a name such as `encode` behind `--` to run that group alone.

mod workloads;

use divan::Bencher;
use workloads::{Workload, call, codegen, decode, encode};

fn main() {
    divan::main();
}

#[divan::bench(args = names(&encode::workloads()))]
fn encode(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, &encode::workloads(), name);
}

#[divan::bench(args = names(&decode::workloads()))]
fn decode(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, &decode::workloads(), name);
}

#[divan::bench(args = names(&call::workloads()))]
fn call(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, &call::workloads(), name);
}

#[divan::bench(args = names(&codegen::workloads()))]
fn codegen(bencher: Bencher<'_, '_>, name: &str) {
    run(bencher, &codegen::workloads(), name);
}

fn names(workloads: &[Workload]) -> Vec<String> {
    workloads
        .iter()
        .map(|workload| workload.name.clone())
        .collect()
}

fn run(bencher: Bencher<'_, '_>, workloads: &[Workload], name: &str) {
    if let Some(workload) = workloads.iter().find(|workload| workload.name == name) {
        bencher.bench_local(|| workload.run());
    }
}
