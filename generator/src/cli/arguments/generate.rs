//! The options of `generate` and `check`.
//!
//! In: words. Out: [`GenerateArgs`]. What always holds: what is given counts more than the configuration; with a document, there
//! is no configuration.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::emit::CrateVersion;
use crate::selection::Selection;

/// What to generate from what.
#[derive(Args, Clone, Debug, Default)]
pub struct GenerateArgs {
    /// An OpenAPI document, YAML or JSON; `-` is the standard input.
    #[arg(value_name = "DOCUMENT", requires_all = ["out", "package"])]
    pub document: Option<PathBuf>,
    /// The same as DOCUMENT.
    #[arg(long, value_name = "FILE", hide = true, conflicts_with = "document", requires_all = ["out", "package"])]
    pub spec: Option<PathBuf>,
    /// Only this crate of the configuration; may be repeated.
    #[arg(long = "crate", value_name = "NAME", conflicts_with_all = ["document", "spec"])]
    pub crates: Vec<String>,
    /// An OpenAPI overlay to apply to the document; may be repeated, applied in the order given.
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// A folder with Markdown files for the guide of the crate.
    #[arg(long, value_name = "DIR")]
    pub guide: Option<PathBuf>,
    /// Where to write the crate.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// What to call the crate.
    #[arg(long, value_name = "NAME")]
    pub package: Option<String>,
    /// Which version the crate has; 0.1.0 if nothing says so.
    #[arg(long, value_name = "VERSION")]
    pub package_version: Option<CrateVersion>,
    /// Which operations.
    #[command(flatten)]
    pub select: SelectArgs,
    /// Leave out operations that can't be expressed, with a warning for each.
    #[arg(long)]
    pub keep_going: bool,
    /// Overwrite generated files that somebody has edited.
    #[arg(long)]
    pub force: bool,
    /// Change nothing; list what is not up to date, and fail if anything is.
    #[arg(long)]
    pub check: bool,
    /// Print how long each stage took.
    #[arg(long)]
    pub timings: bool,
    /// Print what was done in this format instead of words.
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub report: Option<ReportFormat>,
}

impl GenerateArgs {
    /// The document, if one is given.
    #[must_use]
    pub fn lone(&self) -> Option<&PathBuf> {
        self.document.as_ref().or(self.spec.as_ref())
    }
}

/// How to tell programs what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// One JSON object a crate, a line each.
    Json,
}

/// Which operations a crate has.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Choosing")]
pub struct SelectArgs {
    /// Operations with this tag; where nothing has one, the first word of their path. May be repeated, as all of these.
    #[arg(long, value_name = "TAG")]
    pub tag: Vec<String>,
    /// Operations on this path: `*` stands for anything within a segment, `**` for any segments.
    #[arg(long, value_name = "GLOB")]
    pub path: Vec<String>,
    /// Operations with this id, or `METHOD /path`.
    #[arg(long, value_name = "ID")]
    pub operation: Vec<String>,
    /// Events of this name: `*` stands for anything between dots, `**` for anything.
    #[arg(long, value_name = "GLOB")]
    pub event: Vec<String>,
    /// None with this tag.
    #[arg(long, value_name = "TAG")]
    pub exclude_tag: Vec<String>,
    /// None on this path.
    #[arg(long, value_name = "GLOB")]
    pub exclude_path: Vec<String>,
    /// None with this id, or `METHOD /path`.
    #[arg(long, value_name = "ID")]
    pub exclude_operation: Vec<String>,
    /// A schema that stays untyped JSON, so that nothing comes along with it.
    #[arg(long, value_name = "SCHEMA")]
    pub opaque: Vec<String>,
}

impl SelectArgs {
    /// What is chosen: what is given here, each list instead of that of the configuration.
    #[must_use]
    pub fn over(&self, configured: &Selection) -> Selection {
        let list = |given: &Vec<String>, configured: &Vec<String>| match given.is_empty() {
            true => configured.clone(),
            false => given.clone(),
        };
        Selection {
            tags: list(&self.tag, &configured.tags),
            paths: list(&self.path, &configured.paths),
            operations: list(&self.operation, &configured.operations),
            events: list(&self.event, &configured.events),
            exclude_tags: list(&self.exclude_tag, &configured.exclude_tags),
            exclude_paths: list(&self.exclude_path, &configured.exclude_paths),
            exclude_operations: list(&self.exclude_operation, &configured.exclude_operations),
            opaque: list(&self.opaque, &configured.opaque),
        }
    }
}
