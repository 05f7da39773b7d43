//! The folder of a generated crate.
//!
//! In: what should be in it. Out: what differs, and the folder made so. What always holds: a file appears whole or not
//! at all; a folder that was not generated is never touched; a file that is no longer generated goes.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use form_codegen::Files;
use similar::TextDiff;

/// How many lines of a diff are shown.
const SHOWN: usize = 40;

/// What users' own tools put beside the generated files when they build in the folder.
const NOT_OURS: [&str; 3] = ["target", "Cargo.lock", ".git"];

/// A file that is not as it should be.
#[derive(Debug)]
pub enum Change {
    /// It is not there.
    Missing(PathBuf),
    /// It differs; the diff leads from what is there to what should be.
    Stale(PathBuf, String),
    /// It should not be there.
    Superfluous(PathBuf),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => writeln!(f, "missing: {}", path.display()),
            Self::Stale(path, diff) => write!(f, "stale: {}\n{diff}", path.display()),
            Self::Superfluous(path) => writeln!(f, "superfluous: {}", path.display()),
        }
    }
}

/// A folder and what should be in it.
pub struct Folder<'a> {
    path: PathBuf,
    wanted: &'a Files,
    present: BTreeMap<String, Vec<u8>>,
}

impl<'a> Folder<'a> {
    /// Reads what is there. A folder that is `ours` is taken whatever it holds; any other has to be empty, or to say
    /// that it was generated.
    pub fn read(path: &Path, wanted: &'a Files, ours: bool) -> Result<Self, String> {
        let mut present = BTreeMap::new();
        if path.exists() {
            collect(path, path, &mut present)
                .map_err(|error| format!("error: can't read {}: {error}", path.display()))?;
        }
        let marked = |name: &str| present.get(name).is_some_and(|text| is_marked(text));
        if !ours && !present.is_empty() && !marked("Cargo.toml") && !marked("src/lib.rs") {
            return Err(format!(
                "error: {} holds files that were not generated\n  = help: give `--out` an empty folder, or one that an earlier run made",
                path.display()
            ));
        }
        Ok(Self {
            path: path.to_path_buf(),
            wanted,
            present,
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// What is not as it should be.
    pub fn changes(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for (name, text) in self.wanted {
            match self.present.get(name) {
                None => changes.push(Change::Missing(self.path.join(name))),
                Some(bytes) if bytes != text.as_bytes() => {
                    changes.push(Change::Stale(self.path.join(name), diff(bytes, text)));
                }
                Some(_) => {}
            }
        }
        let superfluous = self
            .present
            .keys()
            .filter(|name| !self.wanted.contains_key(name.as_str()));
        changes.extend(superfluous.map(|name| Change::Superfluous(self.path.join(name))));
        changes
    }

    /// Makes the folder as it should be. New files are written beside it first, then moved into their places.
    pub fn write(&self) -> Result<(), String> {
        self.write_files()
            .map_err(|error| format!("error: can't write {}: {error}", self.path.display()))
    }

    fn write_files(&self) -> io::Result<()> {
        let stale = self.wanted.iter().filter(|(name, text)| {
            self.present
                .get(name.as_str())
                .is_none_or(|bytes| bytes != text.as_bytes())
        });
        let parent = self
            .path
            .parent()
            .filter(|parent| !parent.as_os_str().is_empty())
            .unwrap_or(Path::new("."));
        fs::create_dir_all(parent)?;
        // On the same file system, so that moving a file is one step.
        let staging = tempfile::Builder::new()
            .prefix(".codegen-")
            .tempdir_in(parent)?;
        let mut staged = Vec::new();
        for (index, (name, text)) in stale.enumerate() {
            let place = staging.path().join(index.to_string());
            fs::write(&place, text)?;
            staged.push((place, self.path.join(name)));
        }
        for name in self
            .present
            .keys()
            .filter(|name| !self.wanted.contains_key(name.as_str()))
        {
            let path = self.path.join(name);
            fs::remove_file(&path)?;
            self.remove_empty_folders(&path);
        }
        for (from, to) in staged {
            if let Some(folder) = to.parent() {
                fs::create_dir_all(folder)?;
            }
            if to.is_dir() {
                fs::remove_dir_all(&to)?;
            }
            fs::rename(from, to)?;
        }
        Ok(())
    }

    /// A folder that held only files that went goes too; one that still holds something stays.
    fn remove_empty_folders(&self, file: &Path) {
        let mut folder = file.parent();
        while let Some(path) =
            folder.filter(|path| *path != self.path && path.starts_with(&self.path))
        {
            if fs::remove_dir(path).is_err() {
                return;
            }
            folder = path.parent();
        }
    }
}

/// Whether the first line of a file says that it was generated.
fn is_marked(text: &[u8]) -> bool {
    let head = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    ["# ", "// "].iter().any(|comment| {
        let mark = format!("{comment}Generated by `cargo xtask codegen");
        head.starts_with(mark.as_bytes())
    })
}

fn collect(root: &Path, folder: &Path, present: &mut BTreeMap<String, Vec<u8>>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        let is_top = folder == root;
        if is_top && NOT_OURS.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            collect(root, &path, present)?;
        } else if let Ok(name) = path.strip_prefix(root) {
            present.insert(name.to_string_lossy().replace('\\', "/"), fs::read(&path)?);
        }
    }
    Ok(())
}

/// A unified diff, cut to a length that can be read.
pub fn diff(old: &[u8], new: &str) -> String {
    let old = String::from_utf8_lossy(old);
    let diff = TextDiff::from_lines(&*old, new);
    let text = diff.unified_diff().context_radius(2).to_string();
    let mut lines: Vec<&str> = text.lines().take(SHOWN).map(str::trim_end).collect();
    let more = text.lines().count().saturating_sub(SHOWN);
    let rest = format!("... and {more} more lines");
    if more > 0 {
        lines.push(&rest);
    }
    lines.iter().map(|line| format!("    {line}\n")).collect()
}
