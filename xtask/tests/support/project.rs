//! A folder with a document, and room for a crate.
//!
//! In: arguments. Out: what the program printed, and the folder as it left it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use super::picture::{Picture, picture};

/// A document with one resource, `pets`.
pub const PETS: &str = "
openapi: 3.0.0
info: {title: Pets, version: '1'}
servers: [{url: https://pets.example}]
paths:
  /pets/{pet}:
    get:
      parameters: [{name: pet, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: There is such a pet.}}
";

/// A second resource for [`PETS`], `toys`.
pub const TOYS: &str = "  /toys/{toy}:
    get:
      parameters: [{name: toy, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: There is such a toy.}}
";

/// A folder with a document, and room for a crate.
pub struct Project {
    folder: TempDir,
}

impl Project {
    /// The document is [`PETS`], and the crate is not there yet.
    pub fn new() -> Self {
        let project = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        project.describe(PETS);
        project
    }

    /// The same, with the crate.
    pub fn generated() -> Self {
        let project = Self::new();
        project.run_well(&[]);
        project
    }

    /// Replaces the document.
    pub fn describe(&self, document: &str) {
        fs::write(self.spec(), document).unwrap();
    }

    /// The folder with all of it.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The document.
    pub fn spec(&self) -> PathBuf {
        self.folder().join("pets.yaml")
    }

    /// A path in the folder of the crate.
    pub fn out(&self, name: &str) -> PathBuf {
        let out = self.folder().join("pets");
        if name.is_empty() { out } else { out.join(name) }
    }

    /// Puts a file into the folder of the crate.
    pub fn put(&self, name: &str, text: &str) {
        let path = self.out(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The command, with further arguments.
    pub fn command(&self, extra: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command
            .args(["codegen", "--package", "pets", "--spec"])
            .arg(self.spec())
            .arg("--out")
            .arg(self.out(""))
            .args(extra);
        command
    }

    /// Runs it.
    pub fn run(&self, extra: &[&str]) -> Output {
        self.command(extra).output().unwrap()
    }

    /// Runs it, and gives what it printed.
    pub fn run_well(&self, extra: &[&str]) -> String {
        let output = self.run(extra);
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
    }

    /// Runs it, and gives what it said was wrong. Nothing changes.
    pub fn run_refused(&self, extra: &[&str]) -> String {
        let before = self.picture();
        let output = self.run(extra);
        assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
        assert_eq!(before, self.picture());
        stderr(&output)
    }

    /// All that is there, document and crate.
    pub fn picture(&self) -> Picture {
        picture(self.folder())
    }
}

/// What a program printed.
pub fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// What a program said was wrong.
pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
