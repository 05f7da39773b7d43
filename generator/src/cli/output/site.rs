//! Where a crate is, or will be.
//!
//! In: a path, as it was given. Out: the folder that it leads to, and where a run may stage what is to come. What always
//! holds: a path that leads to something else than a folder is an error that names it.

use std::fs;
use std::path::{Path, PathBuf};

use super::found::{self, Kind};

/// The folder for staging, where it is in the folder that changes.
pub const INSIDE: &str = ".form-codegen";

/// Where a crate is, or will be.
#[derive(Clone, Debug)]
pub struct Site {
    /// The path as it was given.
    pub shown: PathBuf,
    /// The folder itself, reached without a link.
    pub live: PathBuf,
    /// The folder above it, which may be missing.
    pub parent: PathBuf,
    /// Beside the folder: what is staged here can come for the folder as a whole.
    pub beside: PathBuf,
    /// In the folder, which may be where nothing can be written beside it.
    pub inside: PathBuf,
}

impl Site {
    /// Looks where a path leads.
    ///
    /// # Errors
    ///
    /// If no folder is there and none can be made.
    pub fn find(path: &Path) -> Result<Self, String> {
        let live = match found::kind(path)? {
            None => missing(path)?,
            Some(Kind::Special | Kind::File) => {
                return Err(format!("{} is no folder", path.display()));
            }
            Some(Kind::Folder | Kind::Link) => {
                let live = fs::canonicalize(path)
                    .map_err(|error| format!("{} leads nowhere: {error}", path.display()))?;
                if !live.is_dir() {
                    return Err(format!("{} leads to no folder", path.display()));
                }
                live
            }
        };
        let (Some(parent), Some(name)) = (live.parent(), live.file_name()) else {
            return Err(format!("{} can't be a crate", path.display()));
        };
        let mut staging = std::ffi::OsString::from(".");
        staging.push(name);
        staging.push(".form-codegen");
        Ok(Self {
            shown: path.to_path_buf(),
            parent: parent.to_path_buf(),
            beside: parent.join(staging),
            inside: live.join(INSIDE),
            live,
        })
    }

    /// Whether the folder may be exchanged as a whole: no other file system begins there, and it is not this program's
    /// working directory, whose owner would find himself in the old one.
    #[must_use]
    pub fn may_be_exchanged(&self) -> bool {
        let is_here = std::env::current_dir().is_ok_and(|here| here.starts_with(&self.live));
        !is_here && !self.is_mounted()
    }

    #[cfg(unix)]
    fn is_mounted(&self) -> bool {
        use std::os::unix::fs::MetadataExt as _;
        let device = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev()).ok();
        device(&self.live) != device(&self.parent)
    }

    #[cfg(not(unix))]
    fn is_mounted(&self) -> bool {
        false
    }
}

/// Where a folder will be that is not there yet: below the deepest folder that is.
fn missing(path: &Path) -> Result<PathBuf, String> {
    let failed = |error| format!("{} can't be a folder: {error}", path.display());
    let path = std::path::absolute(path).map_err(failed)?;
    let there = path.ancestors().find(|ancestor| ancestor.exists());
    let there = there.unwrap_or(Path::new("/"));
    let rest = path.strip_prefix(there).unwrap_or(&path);
    if rest.iter().any(|part| part == "..") {
        return Err(format!(
            "{} leads through a folder that is not there",
            path.display()
        ));
    }
    Ok(fs::canonicalize(there).map_err(failed)?.join(rest))
}
