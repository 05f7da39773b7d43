//! The options of `update`.
//!
//! In: words. Out: [`UpdateArgs`]. What always holds: there is exactly one document.

use std::path::PathBuf;

use clap::Args;

/// What to take, and how.
#[derive(Args, Clone, Debug)]
pub struct UpdateArgs {
    /// The new document; `-` is the standard input.
    #[arg(value_name = "FILE")]
    pub document: PathBuf,
    /// Which crate of the configuration, where there are several.
    #[arg(long = "crate", value_name = "NAME")]
    pub krate: Option<String>,
    /// Show everything, and change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Take actions out of the overlays that are void or no longer needed.
    #[arg(long)]
    pub drop: bool,
    /// Where the document was published, for the lock.
    #[arg(long, value_name = "TEXT")]
    pub origin: Option<String>,
}
