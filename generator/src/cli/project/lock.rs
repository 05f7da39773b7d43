//! The lock: which inputs `generated/` was made from.
//!
//! In: the inputs. Out: `spec/lock.json`, with the origin and the SHA-256 of each and the generator's version. What
//! always holds: an origin that a person wrote stays; all else follows from the files. It is written after the crate: a
//! run that ends in between leaves a lock that `--check` calls stale and the next run writes.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::cli::input::InputFile;
use crate::cli::output::change::{Change, What, diff};
use crate::cli::output::disk::Disk;
use crate::cli::output::manifest::sha256;

/// The lock as it is and as it should be.
pub struct Lock {
    path: PathBuf,
    present: Option<Vec<u8>>,
    wanted: String,
}

impl Lock {
    /// Reads the lock and computes what it should be.
    ///
    /// `origin` is where the document was published, if it is another one than the lock knows.
    pub fn new<'f>(
        path: &Path,
        spec: &InputFile,
        others: impl Iterator<Item = &'f InputFile>,
        origin: Option<&str>,
    ) -> Result<Self, String> {
        let present = match fs::read(path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
            Err(error) => return Err(format!("error: can't read {}: {error}", path.display())),
        };
        // A lock that can't be read is written anew; only the origins are lost.
        let known: Value = present
            .as_deref()
            .and_then(|bytes| serde_json::from_slice(bytes).ok())
            .unwrap_or_default();
        let spec = entry(
            spec,
            &known,
            origin,
            "unknown: write here where the document was published",
        );
        let others = others.map(|file| entry(file, &known, None, "this repository"));
        let inputs: Vec<Value> = std::iter::once(spec).chain(others).collect();
        let lock = json!({ "generator": crate::VERSION, "inputs": inputs });
        let wanted = format!("{lock:#}\n");
        Ok(Self {
            path: path.to_path_buf(),
            present,
            wanted,
        })
    }

    /// What it should be.
    pub fn wanted(&self) -> &str {
        &self.wanted
    }

    /// What is not as it should be.
    pub fn change(&self) -> Option<Change> {
        let what = match &self.present {
            None => What::Missing,
            Some(bytes) if bytes != self.wanted.as_bytes() => {
                What::Stale(diff(bytes, &self.wanted))
            }
            Some(_) => return None,
        };
        let path = self.path.clone();
        Some(Change { path, what })
    }

    /// Writes it, if it is not as it should be.
    pub fn write(&self, disk: &dyn Disk) -> Result<(), String> {
        let staged = self.path.with_extension("json.new");
        // What a run left that was interrupted.
        if staged.exists() {
            disk.remove_file(&staged)
                .map_err(|error| format!("error: can't remove {}: {error}", staged.display()))?;
        }
        if self.change().is_none() {
            return Ok(());
        }
        let written = disk
            .create_file(&staged, self.wanted.as_bytes())
            .and_then(|()| {
                disk.sync(std::slice::from_ref(&staged))
                    .map_err(|(_, error)| error)
            })
            .and_then(|()| disk.replace(&staged, &self.path));
        written.map_err(|error| {
            let _ = disk.remove_file(&staged);
            format!("error: can't write {}: {error}", self.path.display())
        })
    }
}

fn entry(file: &InputFile, known: &Value, new: Option<&str>, unknown: &str) -> Value {
    let inputs = known.get("inputs").and_then(Value::as_array);
    let same = inputs
        .into_iter()
        .flatten()
        .find(|input| input.get("path").and_then(Value::as_str) == Some(&file.name));
    let known = same.and_then(|input| input.get("origin"));
    let origin = new.or(known.and_then(Value::as_str)).unwrap_or(unknown);
    let digest = sha256(&file.bytes);
    json!({ "path": file.name, "origin": origin, "sha256": digest })
}
