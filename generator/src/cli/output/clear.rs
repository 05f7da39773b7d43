//! The folder for staging, cleared.
//!
//! In: a transaction of which nothing is moving. Out: no such folder. What always holds: only what the journal lists is
//! removed; what others wrote into a folder while it was the live one goes to its live place.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::found::{self, Found, Kind};
use super::manifest::sha256;
use super::transaction::{DONE, JOURNAL, PLAN, Transaction, failed};
use super::units::{below, join};

/// Clears the folder for staging. With `moved`, what is in it was live until now: a file that is not as the journal knows
/// it was edited at the last moment, and is kept. Gives the places of what was kept.
///
/// # Errors
///
/// If something can't be removed. It can be tried again.
pub fn clear(transaction: &Transaction<'_>, moved: bool) -> Result<Vec<PathBuf>, String> {
    let mut clearing = Clearing {
        transaction,
        names: transaction.journal.names(),
        moved,
        kept: Vec::new(),
    };
    // Twice: a scanner for viruses or an indexer holds a file only for a moment.
    clearing.run().or_else(|_| clearing.run())?;
    Ok(clearing.kept)
}

struct Clearing<'a> {
    transaction: &'a Transaction<'a>,
    names: BTreeSet<String>,
    moved: bool,
    kept: Vec<PathBuf>,
}

impl Clearing<'_> {
    fn run(&mut self) -> Result<(), String> {
        let Transaction {
            disk,
            staging,
            journal,
            ..
        } = self.transaction;
        for (index, unit) in journal.units.iter().enumerate() {
            self.entry(&unit.path, &self.transaction.new_place(index))?;
            self.entry(&unit.path, &self.transaction.old_place(index))?;
        }
        // Last, so that a run that is ended here can be cleared by the next one.
        for state in [PLAN, JOURNAL, DONE] {
            let path = staging.join(state);
            if found::kind(&path)?.is_some() {
                disk.remove_file(&path).map_err(failed("remove", &path))?;
            }
        }
        disk.remove_folder(staging)
            .map_err(failed("remove", staging))
    }

    /// Removes a file or a folder, if the generator wrote it.
    fn entry(&mut self, path: &str, place: &Path) -> Result<(), String> {
        let disk = self.transaction.disk;
        match found::kind(place)? {
            None => Ok(()),
            Some(Kind::File) if self.is_known(path, place)? => {
                disk.remove_file(place).map_err(failed("remove", place))
            }
            Some(Kind::Folder) if below(&self.names, path).next().is_some() => {
                for name in found::list(place)? {
                    match name.to_str() {
                        Some(text) => self.entry(&join(path, text), &place.join(text))?,
                        None => self.keep(&Path::new(path).join(&name), &place.join(&name))?,
                    }
                }
                disk.remove_folder(place).map_err(failed("remove", place))
            }
            Some(_) => self.keep(Path::new(path), place),
        }
    }

    fn is_known(&self, path: &str, place: &Path) -> Result<bool, String> {
        if !self.names.contains(path) || !self.moved {
            return Ok(self.names.contains(path));
        }
        let Transaction { live, journal, .. } = self.transaction;
        let digest = sha256(&found::read(place)?);
        let mut known = [&journal.old, &journal.new].into_iter();
        if known.any(|digests| digests.get(path) == Some(&digest)) {
            return Ok(true);
        }
        // One file under two names, or just as good.
        let live = found::look(live, path)?;
        Ok(matches!(live, Found::File(bytes) if sha256(&bytes) == digest))
    }

    /// Moves something of others to its live place, or beside what is there.
    fn keep(&mut self, path: &Path, place: &Path) -> Result<(), String> {
        let Transaction { disk, live, .. } = self.transaction;
        let mut folder = live.to_path_buf();
        for part in path.parent().into_iter().flat_map(Path::iter) {
            folder.push(part);
            if found::kind(&folder)?.is_none() {
                disk.create_folder(&folder)
                    .map_err(failed("create", &folder))?;
            }
        }
        let mut target = live.join(path);
        while found::kind(&target)?.is_some() {
            let mut name = target.into_os_string();
            name.push(".kept");
            target = name.into();
        }
        disk.rename(place, &target).map_err(failed("keep", place))?;
        self.kept.push(target);
        Ok(())
    }
}
