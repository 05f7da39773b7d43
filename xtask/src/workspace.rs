//! The workspace that a command works on.
//!
//! In: a folder. Out: the nearest one above it, or itself, that is a workspace with a `spec/`. What always holds: where
//! the program was built does not matter.

use std::fs;
use std::path::{Path, PathBuf};

/// The vendor's document, from the root.
pub const DOCUMENT: &str = "spec/stripe-disputes-api-openapi.yml";

/// The folder of its overlays.
pub const OVERLAYS: &str = "spec/overlays";

/// The folder of the chapters of its guide, which may be missing.
pub const GUIDE: &str = "spec/guide";

/// The lock.
pub const LOCK: &str = "spec/lock.json";

/// The crate.
pub const CRATE: &str = "generated";

/// The nearest workspace with a `spec/`.
pub fn find(from: &Path) -> Option<PathBuf> {
    let is_workspace = |folder: &&Path| {
        let manifest = fs::read_to_string(folder.join("Cargo.toml"));
        folder.join("spec").is_dir()
            && manifest.is_ok_and(|text| text.lines().any(|line| line.starts_with("[workspace")))
    };
    from.ancestors().find(is_workspace).map(Path::to_path_buf)
}
