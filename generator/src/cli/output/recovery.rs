//! What a run left that was interrupted.
//!
//! In: a folder for staging, as it was found. Out: the crate as that run would have left it, and no such folder. What
//! always holds: a folder that is not of this program is refused.

use std::path::{Path, PathBuf};

use super::clear::clear;
use super::disk::Disk;
use super::found::{self, Kind};
use super::journal::Journal;
use super::transaction::{DONE, Failure, JOURNAL, PLAN, Transaction, failed};

/// Finishes what the run in a folder for staging had begun, or clears it if nothing had moved. Gives the places of what
/// others wrote meanwhile and was kept.
///
/// # Errors
///
/// If something can't be moved or removed, or is not of this program.
pub fn recover(disk: &dyn Disk, live: &Path, staging: &Path) -> Result<Vec<PathBuf>, String> {
    let names = found::list(staging)?;
    let state = [DONE, JOURNAL, PLAN]
        .into_iter()
        .find(|state| names.iter().any(|name| name == state));
    let Some(state) = state else {
        return if names.is_empty() {
            remove_folder(disk, staging)
        } else {
            Err(not_ours(staging, "it says nothing about itself"))
        };
    };
    let path = staging.join(state);
    if found::kind(&path)? != Some(Kind::File) {
        return Err(not_ours(staging, &format!("{state} is no file in it")));
    }
    let text = found::read(&path)?;
    let journal = match Journal::parse(&text) {
        Ok(journal) => journal,
        // It comes first: there is nothing else yet.
        Err(_) if state == PLAN && names.len() == 1 && Journal::is_begun(&text) => {
            disk.remove_file(&path).map_err(failed("remove", &path))?;
            return remove_folder(disk, staging);
        }
        Err(why) => return Err(not_ours(&path, &why)),
    };
    let transaction = Transaction {
        disk,
        live,
        staging,
        journal,
    };
    if state == JOURNAL {
        match transaction.finish() {
            Ok(()) => {}
            // The one unit there is has not moved, nor can it.
            Err(Failure::NoExchange) => return clear(&transaction, false),
            Err(Failure::Undone(why) | Failure::Stuck(why)) => {
                return Err(format!(
                    "{why}\n  = note: {} holds what a run that was interrupted has not put in place",
                    staging.display()
                ));
            }
        }
    }
    clear(&transaction, state != PLAN)
}

fn remove_folder(disk: &dyn Disk, folder: &Path) -> Result<Vec<PathBuf>, String> {
    disk.remove_folder(folder)
        .map_err(failed("remove", folder))?;
    Ok(Vec::new())
}

fn not_ours(path: &Path, why: &str) -> String {
    format!(
        "{} is in the way: {why}\n  = help: a run that is interrupted leaves such a folder, but not this one; look what is \
         in it, and move it away",
        path.display()
    )
}
