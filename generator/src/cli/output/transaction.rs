//! A crate put in place as a whole.
//!
//! In: units, their new files, and a folder for staging. Out: the new crate, or the old one and an error. What always
//! holds: while anything is in the folder for staging, a file in it says how far the run is, so that the next run can
//! finish or clear it: [`PLAN`] (nothing has moved), [`JOURNAL`] (units are moving), [`DONE`] (all have moved).
//!
//! Each unit has two places there: `0.new` for what is to come and `0.old` for what was there. Where the system can
//! exchange the two in one step, the old one ends up in `0.new`.

use std::io;
use std::path::{Path, PathBuf};

use super::clear::clear;
use super::disk::Disk;
use super::found::{self, Kind};
use super::journal::Journal;
use super::manifest::sha256;
use super::plan::Plan;
use super::prepare::prepare;
use super::units::{Act, Unit, at};

/// The journal, while what is to come is being written: nothing has moved.
pub const PLAN: &str = "plan";
/// The journal, while units are moving.
pub const JOURNAL: &str = "journal";
/// The journal, when all have moved and what was there before has to go.
pub const DONE: &str = "done";

/// A crate on its way to its place.
pub struct Transaction<'a> {
    /// What moves.
    pub disk: &'a dyn Disk,
    /// The folder of the crate.
    pub live: &'a Path,
    /// The folder for staging.
    pub staging: &'a Path,
    /// What is to be done.
    pub journal: Journal,
}

/// Why the units are not in place.
#[derive(Debug)]
pub enum Failure {
    /// The folder of the crate can't be exchanged as a whole; nor may it be missing for a moment: others would put
    /// something in its place. All is as it was.
    NoExchange,
    /// Something failed; all is as it was.
    Undone(String),
    /// Something failed, and not all could be taken back.
    Stuck(String),
}

impl Failure {
    /// The error for people.
    #[must_use]
    pub fn why(self) -> String {
        match self {
            Self::NoExchange => "the folder can't be exchanged".to_owned(),
            Self::Undone(why) | Self::Stuck(why) => why,
        }
    }
}

impl From<String> for Failure {
    fn from(why: String) -> Self {
        Self::Undone(why)
    }
}

/// A step that was taken, and can be taken back.
enum Step {
    Moved(PathBuf, PathBuf),
    Exchanged(PathBuf, PathBuf),
}

impl<'a> Transaction<'a> {
    /// A transaction that has not begun.
    #[must_use]
    pub fn new(
        disk: &'a dyn Disk,
        (live, staging): (&'a Path, &'a Path),
        plan: &Plan,
        units: Vec<Unit>,
    ) -> Self {
        let is_in = |name: &str| {
            let mut paths = units.iter().map(|unit| &unit.path);
            paths.any(|path| entry_of(name, path).is_some())
        };
        let mut old = plan.owned.clone();
        old.retain(|name, _| is_in(name));
        let new = plan.wanted.iter().filter(|(name, _)| is_in(name));
        let new = new
            .map(|(name, text)| (name.clone(), plan.digest(name, text)))
            .collect();
        Self {
            disk,
            live,
            staging,
            journal: Journal { units, old, new },
        }
    }

    /// Puts all units in place, or none, and leaves nothing in the folder for staging, which must be there and empty.
    /// Gives the places of what others wrote meanwhile and was kept.
    ///
    /// # Errors
    ///
    /// If something can't be written, moved or removed.
    pub fn run(&self, plan: &Plan) -> Result<Vec<PathBuf>, Failure> {
        let moved = prepare(self, plan)
            .map_err(Failure::Undone)
            .and_then(|()| self.commit());
        match moved {
            Ok(()) => clear(self, true).map_err(|error| {
                let live = self.live.display();
                Failure::Stuck(format!(
                    "{error}\n  = note: {live} is as it should be; the next run removes what is left"
                ))
            }),
            Err(Failure::Undone(why)) => Err(Failure::Undone(self.give_up(why))),
            Err(Failure::NoExchange) => {
                clear(self, false)?;
                Err(Failure::NoExchange)
            }
            Err(stuck) => Err(stuck),
        }
    }

    /// Nothing has moved, or all is back.
    fn give_up(&self, why: String) -> String {
        match clear(self, false) {
            Ok(kept) => kept.iter().fold(why, |why, path| {
                format!("{why}\n  = note: kept {}", path.display())
            }),
            Err(error) => format!("{why}\nerror: {error}\n  = note: the next run removes it"),
        }
    }

    fn commit(&self) -> Result<(), Failure> {
        let mut steps = Vec::new();
        let Err(failure) = self.begin_and_move(&mut steps) else {
            return Ok(());
        };
        for step in steps.iter().rev() {
            // Twice, as for clearing.
            let undone = self.undo(step).or_else(|_| self.undo(step));
            undone.map_err(|error| self.stuck(&failure, &error))?;
        }
        Err(failure)
    }

    fn undo(&self, step: &Step) -> Result<(), String> {
        match step {
            Step::Moved(from, to) => self.disk.rename(to, from).map_err(failed("move", to)),
            Step::Exchanged(live, place) => {
                let undone = self.disk.exchange(live, place);
                undone.map_err(failed("restore", live))
            }
        }
    }

    fn stuck(&self, failure: &Failure, error: &str) -> Failure {
        let why = match failure {
            Failure::Undone(why) | Failure::Stuck(why) => format!("{why}\nerror: "),
            Failure::NoExchange => String::new(),
        };
        let staging = self.staging.display();
        Failure::Stuck(format!(
            "{why}{error}\n  = help: {staging} holds what is not in place: the next run finishes"
        ))
    }

    fn begin_and_move(&self, steps: &mut Vec<Step>) -> Result<(), Failure> {
        self.step(steps, self.staging.join(PLAN), self.staging.join(JOURNAL))?;
        self.sync(&[self.staging.to_path_buf()])?;
        for (index, unit) in self.journal.units.iter().enumerate() {
            self.advance(index, unit, steps)?;
        }
        self.finish_moving(steps)
    }

    /// Takes the steps that a run has not taken which was interrupted.
    ///
    /// # Errors
    ///
    /// If a unit can't be moved. It can be tried again.
    pub fn finish(&self) -> Result<(), Failure> {
        let mut steps = Vec::new();
        for (index, unit) in self.journal.units.iter().enumerate() {
            if !self.has_moved(index, unit)? {
                self.advance(index, unit, &mut steps)?;
            }
        }
        self.finish_moving(&mut steps)
    }

    fn finish_moving(&self, steps: &mut Vec<Step>) -> Result<(), Failure> {
        let mut folders: Vec<PathBuf> = self
            .journal
            .units
            .iter()
            .filter_map(|unit| at(self.live, &unit.path).parent().map(Path::to_path_buf))
            .collect();
        folders.dedup();
        self.sync(&folders)?;
        self.step(steps, self.staging.join(JOURNAL), self.staging.join(DONE))
    }

    fn advance(&self, index: usize, unit: &Unit, steps: &mut Vec<Step>) -> Result<(), Failure> {
        let live = at(self.live, &unit.path);
        let (new, old) = (self.new_place(index), self.old_place(index));
        let is_there = found::kind(&live)?.is_some();
        match unit.act {
            Act::Remove => self.step(steps, live, old),
            Act::Swap if is_there => match self.disk.exchange(&live, &new) {
                Ok(()) => {
                    steps.push(Step::Exchanged(live, new));
                    Ok(())
                }
                Err(error) if unit.path.is_empty() && is_fixed(&error) => Err(Failure::NoExchange),
                Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                    self.step(steps, live.clone(), old)?;
                    self.step(steps, new, live)
                }
                Err(error) => Err(failed("replace", &live)(error).into()),
            },
            Act::Place | Act::Swap => self.step(steps, new, live),
        }
    }

    /// Whether a unit has moved in a run that was interrupted. Only what is in the folder for staging tells: what is at
    /// the live place may have been edited since.
    fn has_moved(&self, index: usize, unit: &Unit) -> Result<bool, String> {
        let new = found::kind(&self.new_place(index))?.is_some();
        let old = found::kind(&self.old_place(index))?.is_some();
        Ok(match unit.act {
            Act::Place => !new,
            Act::Remove => old || found::kind(&at(self.live, &unit.path))?.is_none(),
            Act::Swap => !new || (!old && !self.is_new(&unit.path, &self.new_place(index))?),
        })
    }

    /// Whether what differs between old and new is new at a place. What does not differ may be one file with that at the
    /// live place, and have been edited there.
    fn is_new(&self, path: &str, place: &Path) -> Result<bool, String> {
        let Journal { old, new, .. } = &self.journal;
        for name in self.journal.names() {
            let Some(entry) = entry_of(&name, path) else {
                continue;
            };
            if old.get(&name) == new.get(&name) {
                continue;
            }
            let file = at(place, entry);
            let digest = match found::kind(&file)? {
                Some(Kind::File) => Some(sha256(&found::read(&file)?)),
                _ => None,
            };
            if digest.as_ref() != new.get(&name) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn step(&self, steps: &mut Vec<Step>, from: PathBuf, to: PathBuf) -> Result<(), Failure> {
        self.disk.rename(&from, &to).map_err(|error| {
            let (from, to) = (from.display(), to.display());
            format!("can't move {from} to {to}: {error}")
        })?;
        steps.push(Step::Moved(from, to));
        Ok(())
    }

    /// Writes what is in files, and what folders list, down to the disk.
    ///
    /// # Errors
    ///
    /// If the system can't.
    pub fn sync(&self, paths: &[PathBuf]) -> Result<(), String> {
        let synced = self.disk.sync(paths);
        synced.map_err(|(path, error)| failed("write", &path)(error))
    }

    /// Where the new version of a unit is until it moves.
    #[must_use]
    pub fn new_place(&self, index: usize) -> PathBuf {
        self.staging.join(format!("{index}.new"))
    }

    /// Where the old version of a unit goes, if it can't be exchanged.
    #[must_use]
    pub fn old_place(&self, index: usize) -> PathBuf {
        self.staging.join(format!("{index}.old"))
    }
}

/// Whether a folder can't be exchanged, although its entries may: something is mounted there, or it belongs to another.
fn is_fixed(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::Unsupported
            | io::ErrorKind::ResourceBusy
            | io::ErrorKind::CrossesDevices
            | io::ErrorKind::PermissionDenied
    )
}

/// An error of the system, with what was tried on what.
pub fn failed<'a>(verb: &'a str, path: &'a Path) -> impl Fn(io::Error) -> String + 'a {
    move |error| format!("can't {verb} {}: {error}", path.display())
}

/// Where a file is in a unit: below it, or the unit itself, which is the empty path.
pub fn entry_of<'a>(name: &'a str, unit: &str) -> Option<&'a str> {
    match name.strip_prefix(unit)? {
        "" => Some(""),
        rest if unit.is_empty() => Some(rest),
        rest => rest.strip_prefix('/'),
    }
}
