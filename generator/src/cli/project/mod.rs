//! A crate, and what it is made from.
//!
//! In: the configuration, or a document that was named instead. Out: [`Project`]s. What always holds: paths are relative to the
//! configuration, whatever the current folder is; what is on the command line counts more than the configuration.

mod beside;
mod find;
mod inputs;
mod lock;
mod lowered;
mod revision;
mod tree;

use std::path::{Path, PathBuf};

pub use crate::files::FilesBeside;
pub use find::{Configured, chosen, find, one};
pub use inputs::{Inputs, MeantInputs};
pub use lock::Lock;
pub use lowered::{Lowered, lowered};
pub use revision::Revision;
pub use tree::FileTree;

use super::config::{Config, CrateConfig};
use super::input::InputFile;

/// A crate, and what it is made from.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder of the configuration. Empty for a document that was named on the command line: its paths are as they were typed.
    pub root: PathBuf,
    /// The configuration, if the crate has one.
    pub config: Option<ConfigFile>,
    /// What the crate is made from.
    pub of: CrateConfig,
    /// The command that the generated files name.
    pub command: String,
}

/// A configuration, and the file that it is in.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// The file, named from the folder that it is in.
    pub file: InputFile,
    /// What it says.
    pub config: Config,
}

impl Project {
    /// A path of the configuration.
    #[must_use]
    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// The folder of the configuration, if there is one.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.config.as_ref().map(|_| self.root.as_path())
    }

    /// What the crate is made from, as it is now.
    ///
    /// # Errors
    ///
    /// If something can't be read.
    pub fn inputs(&self) -> Result<Inputs, String> {
        let tree = FileTree::Folder {
            root: &self.root,
            only_files: self.config.is_some(),
        };
        match Inputs::read(&tree, &self.of, &self.command)? {
            Some(inputs) => Ok(Inputs {
                described_in: self.config.as_ref().map(|config| config.file.name.clone()),
                ..inputs
            }),
            None => Err(format!(
                "error: there is no {}\n  = help: {}",
                self.path(&self.of.document).display(),
                match &self.config {
                    Some(config) => format!("{} says that the document is there", config.file.name),
                    None => "check the path of the document".to_owned(),
                }
            )),
        }
    }

    /// What the crate was made from in a revision, by the configuration that it has there, else by that of now; `None` if it has no
    /// document there.
    ///
    /// # Errors
    ///
    /// If git does not tell, or the configuration of then can't be read.
    pub fn inputs_of(&self, revision: &Revision<'_>) -> Result<Option<Inputs>, String> {
        let then = self.config_of(revision)?;
        let of = then.as_ref().and_then(|then| {
            let mut crates = then.config.crates.iter();
            let same = crates
                .clone()
                .find(|one| one.named.name == self.of.named.name);
            // A crate that was called otherwise is known by its folder.
            same.or_else(|| crates.find(|one| one.out == self.of.out))
        });
        Inputs::read(
            &FileTree::Revision(revision),
            of.unwrap_or(&self.of),
            &self.command,
        )
    }

    /// The configuration of a revision; `None` also if it is one that another version of this program wrote, and this one can't read.
    ///
    /// # Errors
    ///
    /// If git does not tell.
    pub fn config_of(&self, revision: &Revision<'_>) -> Result<Option<ConfigFile>, String> {
        let Some(config) = &self.config else {
            return Ok(None);
        };
        let name = &config.file.name;
        let Some(bytes) = revision.file(name)? else {
            return Ok(None);
        };
        let file = InputFile {
            name: name.clone(),
            bytes,
        };
        let config = Config::read(&file).ok();
        Ok(config.map(|config| ConfigFile { file, config }))
    }
}
