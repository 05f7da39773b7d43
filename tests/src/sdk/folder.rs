//! Where counterparts are installed.

use std::path::{Path, PathBuf};

/// Cargo's target folder: programs stand in `target/<profile>/<kind>`.
pub fn target() -> Result<PathBuf, String> {
    let program = std::env::current_exe().map_err(|error| error.to_string())?;
    let target = program.ancestors().nth(3);
    target
        .map(Path::to_owned)
        .ok_or_else(|| "there is no target folder".to_owned())
}
