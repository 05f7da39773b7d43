//! The options of `docs`.
//!
//! In: words. Out: [`PagesArgs`]. What always holds: a folder is named.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::Args;

/// What to write pages of, and where.
#[derive(Args, Clone, Debug)]
pub struct PagesArgs {
    /// An OpenAPI document, YAML or JSON; `-` is the standard input. Without it, the configuration says what.
    #[arg(value_name = "DOCUMENT")]
    pub document: Option<PathBuf>,
    /// Which crate of the configuration, where there are several.
    #[arg(long = "crate", value_name = "NAME", conflicts_with = "document")]
    pub krate: Option<String>,
    /// An OpenAPI overlay to apply to DOCUMENT; may be repeated.
    #[arg(long, value_name = "FILE", requires = "document")]
    pub overlay: Vec<PathBuf>,
    /// What the crate is called that examples in Rust use.
    #[arg(
        long,
        value_name = "NAME",
        requires = "document",
        default_value = "client"
    )]
    pub package: String,
    /// The folder to write; what these pages have not written there is left alone.
    #[arg(long, value_name = "FOLDER")]
    pub out: PathBuf,
    /// A document, or a revision of git: a page says what changed since then.
    #[arg(long, value_name = "BASE")]
    pub since: Option<OsString>,
    /// Overwrite pages that somebody edited.
    #[arg(long)]
    pub force: bool,
}
