//! Python, and the vendor's SDK that pip installs.
//!
//! In: `tests/python`, which says what is installed. Out: commands that run in Python, or why they cannot. What always holds: nothing is written
//! outside the target folder; an installation is either whole or not there.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{self, Command};
use std::sync::OnceLock;
use std::time::Duration;

use super::folder::target;
use crate::process::run;
use crate::skip::skip;

/// What decides what is installed.
const REQUIREMENTS: &str = include_str!("../../python/requirements.txt");

/// An installation takes ten seconds on a usual connection.
const INSTALLATION: Duration = Duration::from_secs(120);

/// Python, with everything installed.
#[derive(Debug)]
pub struct Python {
    program: PathBuf,
}

impl Python {
    /// Python, or a line that says why the test is skipped. Whether there is one is tried once in a process.
    #[must_use]
    pub fn find_or_skip(test: &str) -> Option<&'static Self> {
        static PYTHON: OnceLock<Result<Python, String>> = OnceLock::new();
        let python = PYTHON.get_or_init(|| installed().map(|program| Self { program }));
        if let Err(why) = python {
            skip(test, why);
        }
        python.as_ref().ok()
    }

    /// A command that runs a script of `tests/python`.
    #[must_use]
    pub fn script(&self, name: &str) -> Command {
        let mut command = Command::new(&self.program);
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("python");
        command.arg(folder.join(name));
        command
    }
}

/// The interpreter of an environment with the SDK. It is named after what is in it.
fn installed() -> Result<PathBuf, String> {
    let mut hasher = DefaultHasher::new();
    REQUIREMENTS.hash(&mut hasher);
    let name = format!("{:016x}", hasher.finish());
    let folder = target()?.join("python").join(name);
    let program = folder.join("bin/python");
    let whole = folder.join("whole");
    if whole.exists() {
        return Ok(program);
    }
    // An environment can't be moved: what is not whole is made anew.
    let draft = folder.with_extension(process::id().to_string());
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&draft).map_err(|error| error.to_string())?;
    let log = draft.join("log");
    let outcome = install(&folder, &program, &log);
    let _ = fs::remove_dir_all(&draft);
    match outcome {
        Ok(()) => fs::write(whole, "")
            .map(|()| program)
            .map_err(|error| error.to_string()),
        Err(why) => {
            let _ = fs::remove_dir_all(&folder);
            let why = why.lines().next_back().unwrap_or_default().to_owned();
            Err(format!("pip can't install the vendor's SDK: {why}"))
        }
    }
}

fn install(folder: &Path, program: &Path, log: &Path) -> Result<(), String> {
    let mut venv = Command::new("python3");
    run(venv.args(["-m", "venv"]).arg(folder), log, INSTALLATION)?;
    let requirements = folder.join("requirements.txt");
    fs::write(&requirements, REQUIREMENTS).map_err(|error| error.to_string())?;
    let mut pip = Command::new(program);
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
    ]);
    run(pip.arg("-r").arg(requirements), log, INSTALLATION)
}
