//! The options of `lint` and `explain`.
//!
//! In: words. Out: [`LintArgs`] and [`ExplainArgs`]. What always holds: without a file, the documents are those of the
//! configuration, with their overlays.

use std::path::PathBuf;

use clap::Args;

/// What to look for, and where.
#[derive(Args, Clone, Debug, Default)]
pub struct LintArgs {
    /// An OpenAPI document, YAML or JSON; `-` is the standard input.
    #[arg(value_name = "FILE")]
    pub document: Option<PathBuf>,
    /// Which crate of the configuration, where there are several.
    #[arg(long = "crate", value_name = "NAME", conflicts_with = "document")]
    pub krate: Option<String>,
    /// An OpenAPI overlay to apply to FILE; may be repeated.
    #[arg(long, value_name = "FILE", requires = "document")]
    pub overlay: Vec<PathBuf>,
    /// Bodies of real responses as *.json, named after a schema or an operationId, or tagged.
    #[arg(long, value_name = "DIR")]
    pub responses: Option<PathBuf>,
    /// Only this kind of finding; may be repeated.
    #[arg(long, value_name = "ID")]
    pub only: Vec<String>,
    /// Every finding, where otherwise a kind that comes often is cut.
    #[arg(long)]
    pub all: bool,
    /// Write the actions that need no word of yours into this overlay.
    #[arg(long, value_name = "OVERLAY")]
    pub fix: Option<PathBuf>,
    /// Tell why a kind matters, with the code before and after; `all` lists them.
    #[arg(long, value_name = "ID", conflicts_with_all = ["document", "fix", "responses"])]
    pub explain: Option<String>,
}

/// What to explain.
#[derive(Args, Clone, Debug)]
pub struct ExplainArgs {
    /// The kind, as a diagnostic shows it; `all` lists them.
    #[arg(value_name = "CODE")]
    pub code: String,
}
