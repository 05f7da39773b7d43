//! What is typed behind the program's name.
//!
//! In: words. Out: the options of a command, each with its help. What always holds: a word that means nothing is an error with the
//! nearest that does; other programs take these options for commands of their own.

mod diff;
mod generate;
mod init;
mod lint;
mod mock;
mod pages;
mod parse;
mod update;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use diff::{DiffArgs, DiffFormat};
pub use generate::{GenerateArgs, ReportFormat, SelectArgs};
pub use init::InitArgs;
pub use lint::{ExplainArgs, LintArgs};
pub use mock::{MockArgs, TriggerArgs};
pub use pages::PagesArgs;
pub use parse::parse;
pub use update::UpdateArgs;

use super::color::Color;

/// What stands below the help of the program.
const AFTER: &str = "\
Without a DOCUMENT, the commands work on what form-codegen.toml describes: that of this folder, or of the nearest one above it.

Exit codes: 0 done; 1 not up to date, findings, or something is wrong with a document or a file; 2 the arguments are wrong, or, of
`diff`, nothing could be compared.";

/// Generates Rust clients for form-encoded HTTP APIs from OpenAPI documents.
#[derive(Debug, Parser)]
#[command(name = "form-codegen", version, after_help = AFTER, disable_help_subcommand = true)]
pub struct Arguments {
    /// What every command takes.
    #[command(flatten)]
    pub common: CommonArgs,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub struct CommonArgs {
    /// Take another configuration than the nearest form-codegen.toml.
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Colour what is shown: NO_COLOR and CLICOLOR_FORCE count where this is `auto`.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub color: Color,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Generate crates from their documents
    Generate(GenerateArgs),
    /// Change nothing, and fail if a crate is not what would be generated
    Check(GenerateArgs),
    /// Show what changes for users between two documents or revisions
    Diff(DiffArgs),
    /// Take a new document: what changes, version, changelog, crate
    Update(UpdateArgs),
    /// Show what hurts the users of a client in a document, with what mends it
    Lint(LintArgs),
    /// Tell why a kind of finding matters, with the code before and after
    Explain(ExplainArgs),
    /// Serve a document to tests: strict, with objects, events and faults
    Mock(Box<MockArgs>),
    /// Have a server that `mock` started make an event
    Trigger(TriggerArgs),
    /// Write reference pages: HTML and Markdown, for people and for tools
    Docs(PagesArgs),
    /// Write a form-codegen.toml for a document
    Init(InitArgs),
    /// Print what completes this program's commands in a shell
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}
