//! A disk that fails.
//!
//! In: the step at which to fail. Out: a [`Disk`] on which that step fails, and maybe all after it. What always holds:
//! nothing is written down to the real disk, so that many thousand runs take seconds.

use std::cell::Cell;
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use form_codegen::cli::output::disk::{Disk, System};

/// What happens at a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The step fails, and all after it succeed.
    Error,
    /// The same, because it is not permitted.
    Refusal,
    /// The program ends in the middle of the step: nothing happens from there on.
    Kill,
}

/// A disk that fails at a step.
pub struct Faulty<'a> {
    fault: Option<(usize, Fault)>,
    exchanges: bool,
    steps: Cell<usize>,
    before: Option<Box<dyn Fn(usize) + 'a>>,
}

impl<'a> Faulty<'a> {
    /// A disk that does not fail.
    pub fn sound(exchanges: bool) -> Self {
        Self {
            fault: None,
            exchanges,
            steps: Cell::new(0),
            before: None,
        }
    }

    /// A disk that fails at a step.
    pub fn at(step: usize, fault: Fault, exchanges: bool) -> Self {
        Self {
            fault: Some((step, fault)),
            ..Self::sound(exchanges)
        }
    }

    /// A disk with a neighbour who does something before each step.
    pub fn beside(exchanges: bool, neighbour: impl Fn(usize) + 'a) -> Self {
        Self {
            before: Some(Box::new(neighbour)),
            ..Self::sound(exchanges)
        }
    }

    /// How many steps were tried.
    pub fn steps(&self) -> usize {
        self.steps.get()
    }

    fn step(&self) -> io::Result<()> {
        let step = self.steps.replace(self.steps.get() + 1);
        if let Some(before) = &self.before {
            before(step);
        }
        let fails = match self.fault {
            Some((at, Fault::Error | Fault::Refusal)) => step == at,
            Some((at, Fault::Kill)) => step >= at,
            None => false,
        };
        match self.fault {
            Some((_, Fault::Refusal)) if fails => Err(io::ErrorKind::PermissionDenied.into()),
            _ if fails => Err(io::ErrorKind::StorageFull.into()),
            _ => Ok(()),
        }
    }
}

impl Disk for Faulty<'_> {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::create_dir(path)
    }

    fn create_file(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        let outcome = self.step();
        let is_over = matches!(self.fault, Some((at, Fault::Kill)) if self.steps() > at + 1);
        let length = match outcome {
            Ok(()) => contents.len(),
            Err(_) if is_over => return outcome,
            // A full disk takes a part of it.
            Err(_) => contents.len() / 2,
        };
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(&contents[..length])?;
        outcome
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        fs::hard_link(from, to)
    }

    fn permit(&self, path: &Path, permissions: Permissions) -> io::Result<()> {
        self.step()?;
        fs::set_permissions(path, permissions)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        System.rename(from, to)
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        fs::rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        if !self.exchanges {
            return Err(io::ErrorKind::Unsupported.into());
        }
        self.step()?;
        System.exchange(one, other)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        fs::remove_dir(path)
    }

    fn sync(&self, paths: &[PathBuf]) -> Result<(), (PathBuf, io::Error)> {
        let path = paths.last().cloned().unwrap_or_default();
        self.step().map_err(|error| (path, error))
    }
}
