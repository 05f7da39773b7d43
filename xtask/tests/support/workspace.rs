//! A workspace with a document, an overlay and a crate.
//!
//! In: arguments. Out: what the program printed, and the workspace as it left it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::thread;

use tempfile::TempDir;

use super::picture::{Picture, picture};

#[path = "../../../tests/src/skip.rs"]
mod skip;

/// A document with two resources, `pets` and `toys`.
pub const DOCUMENT: &str = "openapi: 3.0.0
info: {title: Pets, version: '1'}
servers: [{url: https://pets.example}]
paths:
  /pets/{pet}:
    get:
      parameters: [{name: pet, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: There is such a pet.}}
  /toys/{toy}:
    get:
      parameters: [{name: toy, in: path, required: true, schema: {type: string}}]
      responses: {'204': {description: There is such a toy.}}
";

/// What its overlay says.
pub const OVERLAY: &str = "overlay: 1.1.0
info: {title: Corrections, version: '1'}
actions:
  - target: $.paths['/pets/{pet}'].get.responses['204']
    description: The vendor says too much.
    update: {description: A pet.}
";

/// What describes its crate.
pub const CONFIG: &str = "[[crate]]
name = \"my-pets\"
version = \"0.1.0\"
document = \"spec/stripe-disputes-api-openapi.yml\"
overlays = [\"spec/overlays/\"]
guide = \"spec/guide\"
out = \"generated\"
lock = \"spec/lock.json\"
changelog = \"CHANGELOG.md\"
mentioned-in = [\"README.md\", \"tests/benches/program/src/main.rs\"]
allowed-changes = \"spec/allowed-changes.yaml\"
";

/// The workspace.
pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// With all that `update` writes.
    pub fn generated() -> Self {
        let workspace = Self {
            // Nobody else waits for a folder in it.
            folder: tempfile::tempdir().unwrap(),
        };
        for (name, text) in [
            ("Cargo.toml", "[workspace]\n"),
            (
                "Cargo.lock",
                "[[package]]\nname = \"my-pets\"\nversion = \"0.1.0\"\n",
            ),
            (
                "CHANGELOG.md",
                "# Changes\n\n## Unreleased\n\n- What was there.\n",
            ),
            ("form-codegen.toml", CONFIG),
            ("spec/guide/10-care.md", "# Care\n\nPets need it.\n"),
            ("spec/overlays/10-own.yaml", OVERLAY),
            ("spec/stripe-disputes-api-openapi.yml", DOCUMENT),
        ] {
            workspace.put(name, text);
        }
        workspace.well(&["codegen"]);
        workspace
    }

    /// The same, committed; `None` where there is no git.
    pub fn committed() -> Option<Self> {
        let workspace = Self::generated();
        workspace.commit().then_some(workspace)
    }

    /// Commits all that is there; `false` where there is no git.
    pub fn commit(&self) -> bool {
        let commit = ["commit", "--quiet", "--message", "a"];
        for words in [&["init", "--quiet"][..], &["add", "--all"], &commit] {
            let mut git = Command::new("git");
            git.args(["-c", "user.name=a", "-c", "user.email=a@example.com"])
                .args(words)
                .current_dir(self.root());
            if !git.status().is_ok_and(|status| status.success()) {
                let thread = thread::current();
                // The harness names each test's thread after it.
                skip::skip(thread.name().unwrap_or("a test"), "there is no git");
                return false;
            }
        }
        true
    }

    /// The place of a file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    fn root(&self) -> PathBuf {
        self.folder.path().join("repository")
    }

    /// Writes a file.
    pub fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What is in a file.
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// Whether a file is there.
    pub fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// All that is there.
    pub fn picture(&self) -> Picture {
        picture(&self.root())
    }

    /// The program.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
        command.args(arguments).current_dir(self.root());
        command
    }

    /// Runs it.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs it, and gives what it printed.
    pub fn well(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{}", stderr(&output));
        stdout(&output)
    }

    /// Runs it, and gives what it said was wrong. Nothing changes.
    pub fn refused(&self, arguments: &[&str]) -> String {
        let before = self.picture();
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{}", stdout(&output));
        assert_eq!(before, self.picture());
        stderr(&output)
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
