//! What the benches measure: a name and something to run, so that time and instructions are taken of the same work.
//!
//! In: nothing but files of this repository. Out: workloads that were checked against each other when they were made.

pub mod call;
pub mod codegen;
pub mod decode;
pub mod derived;
pub mod encode;
pub mod exchange;

/// Something to measure.
pub struct Workload {
    /// What runs, such as `ours` or the name of a peer.
    pub name: String,
    run: Box<dyn Fn()>,
}

impl Workload {
    /// A workload; what `run` returns is kept from being optimised away.
    pub fn new<T>(name: impl Into<String>, run: impl Fn() -> T + 'static) -> Self {
        Self {
            name: name.into(),
            run: Box::new(move || drop(std::hint::black_box(run()))),
        }
    }

    /// Runs it once.
    pub fn run(&self) {
        (self.run)();
    }
}
