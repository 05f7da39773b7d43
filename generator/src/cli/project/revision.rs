//! Files as they are in a revision of the repository.
//!
//! In: a revision, as git calls it. Out: files. What always holds: nothing is checked out; a word that git would read as an
//! option is no revision.

use std::path::Path;
use std::process::{Command, Output};

use crate::cli::input::InputFile;
use crate::cli::tokens;

/// A revision of a repository.
#[derive(Clone, Copy, Debug)]
pub struct Revision<'a> {
    root: &'a Path,
    name: &'a str,
}

impl<'a> Revision<'a> {
    /// The root of the repository, and what git calls the revision.
    pub fn parts(&self) -> (&'a Path, &'a str) {
        (self.root, self.name)
    }

    /// Looks whether there is such a revision.
    ///
    /// # Errors
    ///
    /// If git knows no commit by that name.
    pub fn find(root: &'a Path, name: &'a str) -> Result<Self, String> {
        let commit = format!("{name}^{{commit}}");
        let words = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &commit,
        ];
        let found = git(root, &words)?;
        match found.status.success() {
            true => Ok(Self { root, name }),
            // It says why, unless there only is no such revision.
            false if !found.stderr.is_empty() => Err(failed(&found)),
            false => Err(format!(
                "error: git knows no revision `{name}` here\n  = help: in a shallow clone, `git fetch --deepen 1` brings the parent"
            )),
        }
    }

    /// What is in a file; `None` if the revision has no such file.
    ///
    /// # Errors
    ///
    /// If git does not tell.
    pub fn file(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        let place = format!("{}:./{path}", self.name);
        let found = git(self.root, &["cat-file", "-e", "--end-of-options", &place])?;
        if !found.status.success() {
            return Ok(None);
        }
        self.read(&["cat-file", "blob", "--end-of-options", &place])
            .map(Some)
    }

    /// Whether a path is a folder.
    ///
    /// # Errors
    ///
    /// If git does not tell.
    pub fn is_folder(&self, path: &str) -> Result<bool, String> {
        let place = format!("{}:./{path}", self.name);
        let found = git(self.root, &["cat-file", "-t", &place])?;
        Ok(found.status.success() && found.stdout.starts_with(b"tree"))
    }

    /// The files of a folder, without those below it, in the order of their names.
    ///
    /// # Errors
    ///
    /// If git does not tell.
    pub fn folder(&self, path: &str) -> Result<Vec<InputFile>, String> {
        let below = format!("{path}/");
        let names = self.read(&[
            "ls-tree",
            "--name-only",
            "-z",
            "--end-of-options",
            self.name,
            &below,
        ])?;
        let names = String::from_utf8_lossy(&names).into_owned();
        let mut files = Vec::new();
        for name in names.split('\0').filter(|name| !name.is_empty()) {
            let bytes = self.file(name)?;
            files.extend(bytes.map(|bytes| InputFile {
                name: name.to_owned(),
                bytes,
            }));
        }
        files.sort_by(|one, other| one.name.cmp(&other.name));
        Ok(files)
    }

    /// Whether nothing below some paths differs between the revision and the working tree.
    ///
    /// # Errors
    ///
    /// If git does not tell.
    pub fn is_same(&self, paths: &[&str]) -> Result<bool, String> {
        let mut words = vec!["diff", "--quiet", "--end-of-options", self.name, "--"];
        words.extend(paths);
        let compared = git(self.root, &words)?;
        match compared.status.code() {
            Some(0) => Ok(true),
            Some(1) => Ok(false),
            _ => Err(failed(&compared)),
        }
    }

    fn read(&self, words: &[&str]) -> Result<Vec<u8>, String> {
        let output = git(self.root, words)?;
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(failed(&output)),
        }
    }
}

fn git(root: &Path, words: &[&str]) -> Result<Output, String> {
    let mut command = Command::new("git");
    command.args(words).current_dir(root);
    tokens::hide(&mut command);
    command
        .output()
        .map_err(|error| format!("error: can't run git: {error}"))
}

fn failed(output: &Output) -> String {
    let said = String::from_utf8_lossy(&output.stderr);
    format!("error: git: {}", said.trim())
}
