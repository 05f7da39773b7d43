//! What is put in place in one step each.
//!
//! In: a plan and a folder. Out: files and folders, as few as there can be. What always holds: a folder is put in place
//! as a whole only if nothing is in it but what the generator wrote; otherwise each of its files is, and what others put
//! there is not touched.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::found::{self, Kind};
use super::manifest::MANIFEST;
use super::plan::Plan;

/// A file or a folder that is put in place, or taken away, in one step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unit {
    /// The path below the folder of the crate, with `/`; empty if it is that folder.
    pub path: String,
    /// What happens to it.
    pub act: Act,
}

/// What happens to a file or folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// It comes where nothing is.
    Place,
    /// The new one comes for the old one.
    Swap,
    /// It goes.
    Remove,
}

/// What differs, in steps. `whole` says whether the folder of the crate itself may be one.
///
/// # Errors
///
/// If a folder can't be listed.
pub fn split(root: &Path, plan: &Plan, whole: bool) -> Result<Vec<Unit>, String> {
    let mut splitter = Splitter {
        root,
        plan,
        whole,
        units: Vec::new(),
    };
    splitter.folder("")?;
    let mut units = splitter.units;
    // Until the manifest is new, the next run knows all that was there before.
    units.sort_by_key(|unit| unit.path.rsplit('/').next() == Some(MANIFEST));
    Ok(units)
}

struct Splitter<'a> {
    root: &'a Path,
    plan: &'a Plan,
    whole: bool,
    units: Vec<Unit>,
}

impl Splitter<'_> {
    fn folder(&mut self, folder: &str) -> Result<(), String> {
        let known = || below(&self.plan.known, folder);
        let is_wanted = known().any(|name| self.is_wanted(name));
        let differs = known().any(|name| !self.plan.is_up_to_date(name));
        match found::kind(&self.path(folder))? {
            None if is_wanted => self.add(folder, Act::Place),
            None => {}
            // The root may be reached by a link; where a folder was once, others may have put anything.
            Some(kind) if kind != Kind::Folder && !folder.is_empty() => {}
            Some(_) if !self.may_go_as_a_whole(folder)? => self.entries(folder)?,
            Some(_) if !is_wanted => self.add(folder, Act::Remove),
            Some(_) if differs => self.add(folder, Act::Swap),
            Some(_) => {}
        }
        Ok(())
    }

    fn entries(&mut self, folder: &str) -> Result<(), String> {
        let entries: BTreeSet<(String, bool)> = below(&self.plan.known, folder)
            .map(|name| first_step(name, folder))
            .collect();
        for (path, is_folder) in entries {
            if is_folder {
                self.folder(&path)?;
                continue;
            }
            let is_there = self.plan.owned.contains_key(&path);
            match (self.is_wanted(&path), is_there) {
                _ if self.plan.is_up_to_date(&path) => {}
                (true, false) => self.add(&path, Act::Place),
                (true, true) => self.add(&path, Act::Swap),
                (false, _) => self.add(&path, Act::Remove),
            }
        }
        Ok(())
    }

    fn may_go_as_a_whole(&self, folder: &str) -> Result<bool, String> {
        if folder.is_empty() && !self.whole {
            return Ok(false);
        }
        for name in found::list(&self.path(folder))? {
            let Some(name) = name.to_str() else {
                return Ok(false);
            };
            let path = join(folder, name);
            let is_ours = match found::kind(&self.root.join(&path))? {
                None => true,
                Some(Kind::File) => self.plan.owned.contains_key(&path),
                Some(Kind::Folder) => {
                    below(&self.plan.known, &path).next().is_some()
                        && self.may_go_as_a_whole(&path)?
                }
                Some(_) => false,
            };
            if !is_ours {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn is_wanted(&self, name: &str) -> bool {
        self.plan.wanted.contains_key(name)
    }

    fn path(&self, name: &str) -> PathBuf {
        at(self.root, name)
    }

    fn add(&mut self, path: &str, act: Act) {
        let path = path.to_owned();
        self.units.push(Unit { path, act });
    }
}

/// A path below a folder; the folder itself if the name is empty.
#[must_use]
pub fn at(root: &Path, name: &str) -> PathBuf {
    if name.is_empty() {
        root.to_path_buf()
    } else {
        root.join(name)
    }
}

/// The name of an entry of a folder.
#[must_use]
pub fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() {
        name.to_owned()
    } else {
        format!("{folder}/{name}")
    }
}

/// The names that lead below a folder.
pub fn below<'a>(names: &'a BTreeSet<String>, folder: &str) -> impl Iterator<Item = &'a String> {
    let prefix = join(folder, "");
    names
        .range(prefix.clone()..)
        .take_while(move |name| name.starts_with(&prefix))
}

/// The entry of a folder that leads to a name below it, and whether it is a folder.
fn first_step(name: &str, folder: &str) -> (String, bool) {
    let start = join(folder, "").len();
    let behind = name.get(start..).unwrap_or_default();
    let folder = behind
        .find('/')
        .and_then(|length| name.get(..start + length));
    match folder {
        Some(folder) => (folder.to_owned(), true),
        None => (name.to_owned(), false),
    }
}
