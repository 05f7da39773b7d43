//! What is to come, written beside what is there.
//!
//! In: a transaction that has not begun. Out: its new files, in the folder for staging. What always holds: nothing has
//! moved; the journal is written first, so that the next run knows what it finds; when all is written, all of it goes down
//! to the disk at once.

use std::fs;
use std::path::{Path, PathBuf};

use super::plan::Plan;
use super::transaction::{PLAN, Transaction, failed};
use super::units::{Act, at, below, join};

/// Writes what is to come into the folder for staging.
///
/// # Errors
///
/// If something can't be written.
pub fn prepare(transaction: &Transaction<'_>, plan: &Plan) -> Result<(), String> {
    let Transaction {
        staging, journal, ..
    } = transaction;
    let mut preparation = Preparation {
        transaction,
        plan,
        written: Vec::new(),
    };
    preparation.create(&staging.join(PLAN), &journal.print())?;
    preparation.written.push(staging.to_path_buf());
    preparation.sync()?;
    for (index, unit) in journal.units.iter().enumerate() {
        let place = transaction.new_place(index);
        if plan.wanted.contains_key(&unit.path) {
            preparation.file(&unit.path, &place)?;
        } else if unit.act != Act::Remove {
            preparation.folder(&unit.path, &place)?;
        }
    }
    preparation.written.push(staging.to_path_buf());
    preparation.sync()
}

struct Preparation<'a> {
    transaction: &'a Transaction<'a>,
    plan: &'a Plan,
    /// What is not on the disk yet.
    written: Vec<PathBuf>,
}

impl Preparation<'_> {
    fn folder(&mut self, folder: &str, place: &Path) -> Result<(), String> {
        let created = self.transaction.disk.create_folder(place);
        created.map_err(failed("create", place))?;
        let start = join(folder, "").len();
        let mut last = None;
        let Plan { known, wanted, .. } = self.plan;
        for name in below(known, folder).filter(|name| wanted.contains_key(*name)) {
            let entry = name.get(start..).unwrap_or_default();
            match entry.split_once('/') {
                Some((child, _)) if last == Some(child) => {}
                Some((child, _)) => {
                    last = Some(child);
                    let below = name.get(..start + child.len()).unwrap_or_default();
                    self.folder(below, &place.join(child))?;
                }
                None => self.file(name, &place.join(entry))?,
            }
        }
        self.permit_as(folder, place)?;
        self.written.push(place.to_path_buf());
        Ok(())
    }

    fn file(&mut self, name: &str, place: &Path) -> Result<(), String> {
        let Transaction { disk, live, .. } = self.transaction;
        // A second name for the same file keeps its time: cargo does not build anew what did not change.
        if self.plan.is_up_to_date(name) && disk.link(&live.join(name), place).is_ok() {
            return Ok(());
        }
        let text = self.plan.wanted.get(name);
        self.create(place, text.map_or("", String::as_str))?;
        self.permit_as(name, place)
    }

    fn create(&mut self, path: &Path, text: &str) -> Result<(), String> {
        let created = self.transaction.disk.create_file(path, text.as_bytes());
        created.map_err(failed("write", path))?;
        self.written.push(path.to_path_buf());
        Ok(())
    }

    fn sync(&mut self) -> Result<(), String> {
        self.transaction.sync(&std::mem::take(&mut self.written))
    }

    /// Lets the same people in as at the live place.
    fn permit_as(&self, name: &str, place: &Path) -> Result<(), String> {
        let Transaction { disk, live, .. } = self.transaction;
        let Ok(old) = fs::symlink_metadata(at(live, name)) else {
            return Ok(());
        };
        let new = fs::symlink_metadata(place).map_err(failed("look at", place))?;
        if old.permissions() == new.permissions() {
            return Ok(());
        }
        disk.permit(place, old.permissions())
            .map_err(failed("set the permissions of", place))
    }
}
