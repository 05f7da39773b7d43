//! The arguments of `ci`.
//!
//! In: the words behind `cargo xtask ci`. Out: [`ChecksArgs`]. What always holds: a part that there is not is an error
//! that names those that there are.

use clap::{Args, ValueEnum};

/// Which checks to run.
#[derive(Args, Clone, Debug)]
pub struct ChecksArgs {
    /// Only the checks that take less than two minutes in all, once everything is compiled.
    #[arg(long)]
    pub quick: bool,
    /// Only the checks of this part, with what only runs when it is named; may be repeated.
    #[arg(long, value_name = "PART", value_enum)]
    pub only: Vec<Part>,
    /// Install the oldest Rust (by rustup) and cargo-deny where they are missing, instead of skipping.
    #[arg(long)]
    pub install: bool,
    /// Print what would run, and run nothing.
    #[arg(long)]
    pub list: bool,
}

/// Checks that belong together: what `--only` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// How sources are laid out.
    Formatting,
    /// Whether what is generated is what the generator would write.
    Freshness,
    /// Clippy, with each set of features.
    Lints,
    /// Rustdoc.
    Documentation,
    /// The oldest Rust that the manifests name.
    OldestRust,
    /// What may come in with a dependency.
    Dependencies,
    /// What has become known about the dependencies since.
    Advisories,
    /// The tests.
    Tests,
    /// The tests of what has to work on each system: the generator and the runtime.
    PortableTests,
}
