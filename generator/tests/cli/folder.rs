//! A folder, and the program started in it.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder of one test.
pub struct Folder(TempDir);

/// What came of a run.
pub struct Run {
    /// The exit code.
    pub code: Option<i32>,
    /// What it printed.
    pub out: String,
    /// What it said was wrong.
    pub err: String,
}

impl Run {
    /// It ended well.
    #[track_caller]
    pub fn succeeds(&self) -> &Self {
        assert_eq!(self.code, Some(0), "{}\n{}", self.out, self.err);
        self
    }

    /// It ended with another code.
    #[track_caller]
    pub fn fails(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{}\n{}", self.out, self.err);
        self
    }
}

impl Folder {
    /// An empty one.
    pub fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// One with a document, and the configuration that `init` writes for it.
    pub fn described(document: &str) -> Self {
        let folder = Self::new();
        folder.put("pets.yaml", document);
        folder.run(&["init", "pets.yaml"]).succeeds();
        folder
    }

    /// The place of a file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Writes a file.
    pub fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("/"))).expect("a folder");
        fs::write(path, text).expect("a file");
    }

    /// What is in a file.
    #[track_caller]
    pub fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).expect(name)
    }

    /// Whether something is there.
    pub fn exists(&self, name: &str) -> bool {
        self.path(name).exists()
    }

    /// Starts the program.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.start("", arguments, "")
    }

    /// The same in a folder below.
    pub fn run_in(&self, below: &str, arguments: &[&str]) -> Run {
        self.start(below, arguments, "")
    }

    /// The same with a standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Run {
        self.start("", arguments, input)
    }

    fn start(&self, below: &str, arguments: &[&str], input: &str) -> Run {
        let mut child = Command::new(env!("CARGO_BIN_EXE_form-codegen"))
            .args(arguments)
            .current_dir(self.path(below))
            .env_remove("NO_COLOR")
            .env_remove("CLICOLOR_FORCE")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program");
        let mut stdin = child.stdin.take().expect("an input");
        // A program that reads none has closed it.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        let output = child.wait_with_output().expect("an end");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Run {
            code: output.status.code(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }
}
