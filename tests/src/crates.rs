//! Generated crates on disk, to see that they compile.
//!
//! In: generated files. Out: a workspace of crates below the target folder, and what cargo says of it. What always
//! holds: nothing is fetched; what an earlier run left is replaced.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use form_codegen::Files;

/// A workspace of generated crates.
#[derive(Debug)]
pub struct Workspace {
    folder: PathBuf,
    members: Vec<String>,
}

impl Workspace {
    /// An empty workspace of that name.
    ///
    /// # Panics
    ///
    /// If the folder can't be written.
    #[must_use]
    pub fn new(scratch: &Path, name: &str) -> Self {
        let folder = scratch.join(name);
        let _ = fs::remove_dir_all(folder.join("crates"));
        fs::create_dir_all(folder.join("crates")).unwrap();
        Self {
            folder,
            members: Vec::new(),
        }
    }

    /// Adds a crate.
    ///
    /// # Panics
    ///
    /// If a file can't be written.
    pub fn add(&mut self, name: &str, files: &Files) {
        let folder = self.folder.join("crates").join(name);
        for (path, text) in files {
            let path = folder.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        self.members.push(format!("\"crates/{name}\""));
    }

    /// Runs a command of cargo on all crates together.
    ///
    /// # Errors
    ///
    /// What cargo prints, if it fails.
    ///
    /// # Panics
    ///
    /// If cargo can't be run.
    pub fn cargo(&self, arguments: &[&str]) -> Result<(), String> {
        // Nobody looks at these with a debugger; what one needs takes time to write.
        let manifest = format!(
            "[workspace]\nresolver = \"3\"\nmembers = [{}]\n\n[profile.dev]\ndebug = false\n",
            self.members.join(", ")
        );
        fs::write(self.folder.join("Cargo.toml"), manifest).unwrap();
        // The versions that this repository has, so that nothing has to be fetched.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, self.folder.join("Cargo.lock")).unwrap();
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target"))
            .env("CARGO_NET_OFFLINE", "true")
            .env("CARGO_INCREMENTAL", "0")
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap();
        if output.status.success() {
            Ok(())
        } else {
            let printed = [output.stdout, output.stderr].concat();
            Err(String::from_utf8_lossy(&printed).into_owned())
        }
    }
}
