//! The folder of a generated crate.
//!
//! In: the files that should be in it. Out: what differs, and the folder made so. What always holds: what the generator
//! has not written is neither touched nor removed; an error or a kill at any moment leaves the whole old crate or the
//! whole new one, or a journal with which the next run makes it so.
//!
//! [`written`] and [`plan`] look, [`units`] divides the work into steps, [`transaction`] takes them, [`clear`] and
//! [`recovery`] leave nothing behind. Only [`disk`] changes anything.

pub mod change;
pub mod clear;
pub mod disk;
pub mod found;
pub mod journal;
pub mod manifest;
pub mod plan;
pub mod prepare;
pub mod recovery;
pub mod site;
pub mod transaction;
pub mod units;
pub mod written;

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::Files;

use change::{Change, What};
use disk::Disk;
use plan::{Plan, Policy};
use site::Site;
use transaction::{Failure, Transaction, failed};

/// The folder of a generated crate, which no other run of this program changes meanwhile.
pub struct Folder<'a> {
    disk: &'a dyn Disk,
    site: Site,
    _lock: Option<File>,
}

impl<'a> Folder<'a> {
    /// Finds the folder, which may be missing, and waits for other runs to leave it.
    ///
    /// # Errors
    ///
    /// If the path leads to something that can't be a folder.
    pub fn open(disk: &'a dyn Disk, path: &Path) -> Result<Self, String> {
        let site = Site::find(path)?;
        let lock = disk::lock(&site.parent);
        // What the path leads to may have been exchanged while this run waited.
        let site = Site::find(path)?;
        Ok(Self {
            disk,
            site,
            _lock: lock,
        })
    }

    /// Whether a run stages something in a folder, or was interrupted while it did. Waits for nobody.
    #[must_use]
    pub fn is_staging_in(path: &Path) -> bool {
        path.join(site::INSIDE).exists()
    }

    /// What an earlier run left here that was interrupted.
    ///
    /// # Errors
    ///
    /// If the system does not tell.
    pub fn interrupted(&self) -> Result<Vec<Change>, String> {
        let mut left = Vec::new();
        for path in [&self.site.beside, &self.site.inside] {
            if found::kind(path)?.is_some() {
                let path = path.clone();
                let what = What::Interrupted;
                left.push(Change { path, what });
            }
        }
        Ok(left)
    }

    /// Finishes what an earlier run began here that was interrupted. Gives the places of what others wrote meanwhile and
    /// was kept.
    ///
    /// # Errors
    ///
    /// If that is not possible.
    pub fn recover(&mut self) -> Result<Vec<PathBuf>, String> {
        let mut kept = Vec::new();
        for change in self.interrupted()? {
            let found = recovery::recover(self.disk, &self.site.live, &change.path)?;
            kept.extend(found);
        }
        self.site = Site::find(&self.site.shown)?;
        Ok(kept)
    }

    /// Compares the folder with what should be in it, and changes nothing.
    ///
    /// # Errors
    ///
    /// If it can't be read, or if a crate may not go there.
    pub fn plan(&self, files: Files, command: &str, policy: Policy) -> Result<Plan, String> {
        Plan::new(&self.site.shown, files, command, policy)
    }

    /// Carries out a plan that is not forbidden, as a whole or not at all. Gives the places of what others wrote
    /// meanwhile and was kept.
    ///
    /// # Errors
    ///
    /// If something can't be written, moved or removed.
    pub fn write(&self, plan: &Plan) -> Result<Vec<PathBuf>, String> {
        let mut made = Vec::new();
        let outcome = self.write_below(plan, &mut made);
        if outcome.is_err() {
            // They are empty, or somebody needs them.
            for folder in made.iter().rev() {
                let _ = self.disk.remove_folder(folder);
            }
        }
        outcome
    }

    fn write_below(&self, plan: &Plan, made: &mut Vec<PathBuf>) -> Result<Vec<PathBuf>, String> {
        let Site {
            shown,
            live,
            beside,
            inside,
            ..
        } = &self.site;
        let units = units::split(shown, plan, self.site.may_be_exchanged())?;
        let is_whole = units.iter().any(|unit| unit.path.is_empty());
        if units.is_empty() {
            return Ok(Vec::new());
        }
        if is_whole {
            self.create_parents(made)?;
            match self.disk.create_folder(beside) {
                Err(error) if is_closed(&error) && live.exists() => {}
                created => {
                    created.map_err(failed("create", beside))?;
                    let transaction = Transaction::new(self.disk, (live, beside), plan, units);
                    match transaction.run(plan) {
                        Err(Failure::NoExchange) => {}
                        outcome => return outcome.map_err(Failure::why),
                    }
                }
            }
        }
        // Nothing can be put beside the folder, or the folder can't be exchanged: its entries can.
        let units = units::split(shown, plan, false)?;
        self.disk
            .create_folder(inside)
            .map_err(failed("create", inside))?;
        let transaction = Transaction::new(self.disk, (live, inside), plan, units);
        transaction.run(plan).map_err(Failure::why)
    }

    fn create_parents(&self, made: &mut Vec<PathBuf>) -> Result<(), String> {
        let missing = self
            .site
            .parent
            .ancestors()
            .take_while(|path| !path.exists());
        let missing: Vec<&Path> = missing.collect();
        for folder in missing.into_iter().rev() {
            self.disk
                .create_folder(folder)
                .map_err(failed("create", folder))?;
            made.push(folder.to_path_buf());
        }
        Ok(())
    }
}

/// Whether nothing can be written in a folder, although something may be below it.
fn is_closed(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}
