//! The arguments.
//!
//! In: the words behind `cargo xtask`. Out: a [`Command`]. What always holds: a word that means nothing is an error; the commands that
//! the generator's own program has take the same options.

mod ci;

use clap::{Args, Parser, Subcommand};
use form_codegen::cli::arguments::{CommonArgs, DiffArgs, GenerateArgs, LintArgs, UpdateArgs};

pub use ci::{ChecksArgs, Part};

/// The maintainers' commands.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
pub struct Arguments {
    /// What every command takes.
    #[command(flatten)]
    pub common: CommonArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate the crate in generated/ from spec/, or another one from a document
    Codegen(Box<GenerateArgs>),
    /// Show what changes for users between two files or revisions
    SpecDiff(Box<DiffArgs>),
    /// Take a new document of the vendor: what changes, version, changelog, crate
    Update(UpdateArgs),
    /// Fetch the vendor's current document from $SPEC_ADDRESS, and open a change with what `update` makes of it
    Propose(ProposeArgs),
    /// Check that the documents' changes since a revision and those of tests/snapshots/surface.snap agree
    Semver(SemverArgs),
    /// Show what hurts the users of a client in a document, with the overlay action that mends it
    Lint(Box<LintArgs>),
    /// Run every check that continuous integration runs
    Ci(ChecksArgs),
}

/// How to propose. No address is among it, so that a workflow puts nothing into a command.
#[derive(Args, Clone, Debug)]
pub struct ProposeArgs {
    /// Print the commands, and run none.
    #[arg(long)]
    pub dry_run: bool,
}

/// What to compare with.
#[derive(Args, Clone, Debug)]
pub struct SemverArgs {
    /// The revision.
    #[arg(value_name = "BASE")]
    pub base: String,
}
