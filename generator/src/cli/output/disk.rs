//! What changes a disk.
//!
//! In: paths. Out: one step done, or an error of the system. What always holds: every change of the output goes through
//! [`Disk`], so that a test can let each step fail; nothing is overwritten but by [`Disk::replace`].

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many files are written down at once. A file system writes its own journal for each, or for all that wait: one
/// after the other, 2,632 files took 13 s, and 16 at once took 0.6 s.
const AT_ONCE: usize = 16;

/// The steps, each of which happens or does not.
///
/// # Errors
///
/// Each step gives the error of the system.
pub trait Disk {
    /// Makes a folder, in one that is there.
    fn create_folder(&self, path: &Path) -> io::Result<()>;

    /// Writes a file that is not there yet. What is in it survives a loss of power after [`Disk::sync`] only.
    fn create_file(&self, path: &Path, contents: &[u8]) -> io::Result<()>;

    /// Gives a file a second name.
    fn link(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Says who may read and write.
    fn permit(&self, path: &Path, permissions: Permissions) -> io::Result<()>;

    /// Moves a file or a folder to a place where nothing is.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Moves a file over another one.
    fn replace(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Exchanges two files or folders in one step: [`io::ErrorKind::Unsupported`] where the system has no such step.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;

    /// Removes a file.
    fn remove_file(&self, path: &Path) -> io::Result<()>;

    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;

    /// Writes what is in files, and what folders list, down to the disk. An error comes with the path that it is about.
    fn sync(&self, paths: &[PathBuf]) -> Result<(), (PathBuf, io::Error)>;
}

/// The disk of this machine.
#[derive(Clone, Copy, Debug)]
pub struct System;

impl Disk for System {
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn create_file(&self, path: &Path, contents: &[u8]) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(contents)?;
        if cfg!(unix) { Ok(()) } else { file.sync_all() }
    }

    fn link(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::hard_link(from, to)
    }

    fn permit(&self, path: &Path, permissions: Permissions) -> io::Result<()> {
        fs::set_permissions(path, permissions)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        match system::rename(from, to) {
            // What the system can't promise is looked at just before.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                if fs::symlink_metadata(to).is_ok() {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                fs::rename(from, to)
            }
            outcome => outcome,
        }
    }

    fn replace(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        system::exchange(one, other)
    }

    fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }

    fn sync(&self, paths: &[PathBuf]) -> Result<(), (PathBuf, io::Error)> {
        // Elsewhere a folder can't be opened, nor a file that is only read be written down: it was when it was created.
        let paths = if cfg!(unix) { paths } else { &[] };
        let next = AtomicUsize::new(0);
        let work = || -> Result<(), (PathBuf, io::Error)> {
            while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                let synced = File::open(path).and_then(|file| file.sync_all());
                synced.map_err(|error| (path.clone(), error))?;
            }
            Ok(())
        };
        std::thread::scope(|scope| {
            let spawn = |_| std::thread::Builder::new().spawn_scoped(scope, work);
            // Where there can't be more threads, those that are there do it.
            let others: Vec<_> = (1..AT_ONCE.min(paths.len()))
                .map_while(|at| spawn(at).ok())
                .collect();
            let ours = work();
            let others = others.into_iter().map(|thread| match thread.join() {
                Ok(outcome) => outcome,
                Err(panic) => std::panic::resume_unwind(panic),
            });
            others.fold(ours, Result::and)
        })
    }
}

/// Keeps other runs of this program out of a folder until it is dropped or the program ends: they wait. Where the system
/// can't do that, two runs at once are the user's to avoid.
pub fn lock(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    system::lock(&file).ok()?;
    Some(file)
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
mod system {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    use rustix::fs::{CWD, FlockOperation, RenameFlags, flock, renameat_with};
    use rustix::io::Errno;

    pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
        move_with(from, to, RenameFlags::NOREPLACE)
    }

    pub fn exchange(one: &Path, other: &Path) -> io::Result<()> {
        move_with(one, other, RenameFlags::EXCHANGE)
    }

    pub fn lock(file: &File) -> io::Result<()> {
        Ok(flock(file, FlockOperation::LockExclusive)?)
    }

    /// A file system that does not know a flag calls the argument invalid.
    fn move_with(from: &Path, to: &Path, flags: RenameFlags) -> io::Result<()> {
        let unknown = [Errno::INVAL, Errno::NOSYS, Errno::NOTSUP, Errno::OPNOTSUPP];
        renameat_with(CWD, from, CWD, to, flags).map_err(|error| {
            if unknown.contains(&error) {
                io::ErrorKind::Unsupported.into()
            } else {
                error.into()
            }
        })
    }
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
mod system {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    pub fn rename(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub fn lock(_: &File) -> io::Result<()> {
        Err(io::ErrorKind::Unsupported.into())
    }
}
