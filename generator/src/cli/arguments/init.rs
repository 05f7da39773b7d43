//! The options of `init`.
//!
//! In: words. Out: [`InitArgs`]. What always holds: there is a document.

use std::path::PathBuf;

use clap::Args;

/// What to describe.
#[derive(Args, Clone, Debug)]
pub struct InitArgs {
    /// An OpenAPI document, YAML or JSON.
    #[arg(value_name = "DOCUMENT")]
    pub document: PathBuf,
    /// What to call the crate; otherwise, it is named after the document's title.
    #[arg(long, value_name = "NAME")]
    pub package: Option<String>,
    /// Where the crate is to go; otherwise, into a folder of its name.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}
