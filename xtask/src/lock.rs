//! The lock: which inputs `generated/` was made from.
//!
//! In: the inputs. Out: `spec/lock.json`, with the origin and the SHA-256 of each and the generator's version. What
//! always holds: an origin that a person wrote stays; all else follows from the files.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::codegen::File;
use crate::output::{Change, diff};

/// The lock as it is and as it should be.
pub struct Lock {
    path: PathBuf,
    present: Option<Vec<u8>>,
    wanted: String,
}

impl Lock {
    /// Reads the lock and computes what it should be.
    pub fn new(path: &Path, spec: &File, overlays: &[File]) -> Result<Self, String> {
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
            "unknown: write here where the document was published",
        );
        let overlays = overlays
            .iter()
            .map(|file| entry(file, &known, "this repository"));
        let inputs: Vec<Value> = std::iter::once(spec).chain(overlays).collect();
        let lock = json!({ "generator": form_codegen::VERSION, "inputs": inputs });
        let wanted = format!("{lock:#}\n");
        Ok(Self {
            path: path.to_path_buf(),
            present,
            wanted,
        })
    }

    /// What is not as it should be.
    pub fn change(&self) -> Option<Change> {
        match &self.present {
            None => Some(Change::Missing(self.path.clone())),
            Some(bytes) if bytes != self.wanted.as_bytes() => {
                Some(Change::Stale(self.path.clone(), diff(bytes, &self.wanted)))
            }
            Some(_) => None,
        }
    }

    /// Writes it, if it is not as it should be.
    pub fn write(&self) -> Result<(), String> {
        if self.change().is_none() {
            return Ok(());
        }
        let staged = self.path.with_extension("json.new");
        fs::write(&staged, &self.wanted)
            .and_then(|()| fs::rename(&staged, &self.path))
            .map_err(|error| format!("error: can't write {}: {error}", self.path.display()))
    }
}

fn entry(file: &File, known: &Value, origin: &str) -> Value {
    let inputs = known.get("inputs").and_then(Value::as_array);
    let same = inputs
        .into_iter()
        .flatten()
        .find(|input| input.get("path").and_then(Value::as_str) == Some(&file.name));
    let origin = same
        .and_then(|input| input.get("origin"))
        .and_then(Value::as_str)
        .unwrap_or(origin);
    let digest = Sha256::digest(&file.bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect::<String>();
    json!({ "path": file.name, "origin": origin, "sha256": digest })
}
