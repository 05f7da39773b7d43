//! What is around the words that are compared.
//!
//! In: the options. Out: [`Around`]: the crate of the configuration, if there is one, and the overlays for other files. What always holds: that
//! there is no configuration is no fault as long as nobody needs it.

use std::path::{Path, PathBuf};

use crate::cli::arguments::DiffArgs;
use crate::cli::project::{Configured, Project, find, one};
use crate::cli::session::Session;

/// What is around the words that are compared.
pub struct Around {
    /// The crate of the configuration, or why there is none.
    project: Result<Project, String>,
    /// What is applied to files that are not the configured document.
    pub overlays: Vec<PathBuf>,
}

impl Around {
    /// Looks for the configuration.
    ///
    /// # Errors
    ///
    /// If it is there and can't be read.
    pub fn find(session: &Session, options: &DiffArgs) -> Result<Self, String> {
        let project = match find(session)? {
            Configured::Projects(_) => one(session, options.krate.as_deref()),
            Configured::Nothing(why) => Err(format!("error: {why}")),
        };
        Ok(Self {
            project,
            overlays: options.overlay.clone(),
        })
    }

    /// The crate.
    ///
    /// # Errors
    ///
    /// Why there is none.
    pub fn project(&self) -> Result<&Project, String> {
        self.project.as_ref().map_err(String::clone)
    }

    /// The folder of the configuration.
    pub fn root(&self) -> Option<&Path> {
        self.project
            .as_ref()
            .ok()
            .map(|project| project.root.as_path())
    }
}
