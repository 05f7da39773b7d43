//! Node, and the counterparts of ours that npm installs.
//!
//! In: `tests/node`, which says what is installed, and what is done with it. Out: programs that run in Node, or why they
//! cannot. What always holds: nothing is written outside the target folder; an installation is either whole or not there.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{self, Command, Stdio};
use std::sync::{OnceLock, mpsc};
use std::thread;
use std::time::Duration;

use super::folder::target;
use crate::process::{Running, run};
use crate::skip::skip;

/// What decides what is installed.
const SOURCES: [(&str, &str); 3] = [
    (".npmrc", include_str!("../../node/.npmrc")),
    ("package.json", include_str!("../../node/package.json")),
    (
        "package-lock.json",
        include_str!("../../node/package-lock.json"),
    ),
];

/// The oldest Node that the vendor's SDK runs in.
const OLDEST: u32 = 20;

/// An installation takes ten seconds on a usual connection.
const INSTALLATION: Duration = Duration::from_secs(120);

/// The scripts give up by themselves after a minute.
const RECORDING: Duration = Duration::from_secs(70);

const START: Duration = Duration::from_secs(20);

/// What npm calls a lock that does not fit the packages: not the fault of the machine.
const OURS_TO_MEND: [&str; 2] = ["EUSAGE", "EINTEGRITY"];

/// Node, with everything installed.
#[derive(Debug)]
pub struct Node {
    folder: PathBuf,
}

impl Node {
    /// Node, unless there is none on this machine, or npm cannot install what is needed. That is tried once in a process.
    ///
    /// # Errors
    /// Why there is none.
    ///
    /// # Panics
    /// If what is installed is not what the lock says.
    pub fn find() -> Result<&'static Self, &'static str> {
        static NODE: OnceLock<Result<Node, String>> = OnceLock::new();
        let node = NODE.get_or_init(|| {
            version()?;
            installed().map(|folder| Node { folder })
        });
        node.as_ref().map_err(String::as_str)
    }

    /// Node, or a line that says why the test is skipped, which the test harness shows even if the test succeeds.
    ///
    /// # Panics
    /// As [`find`](Self::find).
    #[must_use]
    pub fn find_or_skip(test: &str) -> Option<&'static Self> {
        let node = Self::find();
        if let Err(why) = node {
            skip(test, why);
        }
        node.ok()
    }

    /// Records anew what the vendor's SDK sends: what is to stand in `wire/node.json`.
    ///
    /// # Errors
    /// What the recorder says, if it fails.
    pub fn record(&self) -> Result<String, String> {
        let mut command = self.script("record.mjs");
        self.recorded(command.arg(here().join("wire")), "vendor")
    }

    /// Records anew what the SDKs of other vendors send: what is to stand in `wire/vendors.json`.
    ///
    /// # Errors
    /// What the recorder says, if it fails.
    pub fn record_others(&self) -> Result<String, String> {
        self.recorded(&mut self.script("vendors.mjs"), "others")
    }

    /// What a recorder writes into the file that is its last argument.
    fn recorded(&self, command: &mut Command, name: &str) -> Result<String, String> {
        let own = |kind| {
            let name = format!("recording-{name}-{}.{kind}", process::id());
            self.folder.join(name)
        };
        let (file, log) = (own("json"), own("log"));
        let outcome = run(command.arg(&file), &log, RECORDING);
        let text = fs::read_to_string(&file).map_err(|error| error.to_string());
        for file in [file, log] {
            let _ = fs::remove_file(file);
        }
        outcome.and(text)
    }

    /// A command that runs a script of `tests/node`, with the folder of what is installed as its first argument.
    #[must_use]
    pub fn script(&self, name: &str) -> Command {
        let mut command = Command::new("node");
        command
            .arg(here().join("node").join(name))
            .arg(&self.folder);
        command
    }
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Whether there is a Node that is new enough.
fn version() -> Result<(), String> {
    let output = Command::new("node").arg("--version").output();
    let output = output.map_err(|_| "Node is not installed".to_owned())?;
    let version = String::from_utf8_lossy(&output.stdout);
    let version = version.trim();
    let major = version.trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major >= OLDEST => Ok(()),
        _ => Err(format!("Node {OLDEST} is needed, this is {version:?}")),
    }
}

/// The folder with `node_modules`. It is named after what is in it, so that a changed lock leads to another one.
fn installed() -> Result<PathBuf, String> {
    let mut hasher = DefaultHasher::new();
    SOURCES.hash(&mut hasher);
    let name = format!("{:016x}", hasher.finish());
    let folder = target()?.join("node").join(&name);
    if folder.exists() {
        return Ok(folder);
    }
    // Other processes may install at the same time: whoever is first to rename has made the one that counts.
    let draft = folder.with_extension(process::id().to_string());
    let outcome = install(&draft);
    if outcome.is_ok() && fs::rename(&draft, &folder).is_ok() {
        return Ok(folder);
    }
    let _ = fs::remove_dir_all(&draft);
    match outcome {
        Ok(()) if folder.exists() => Ok(folder),
        Ok(()) => Err(format!("{} can't be made", folder.display())),
        Err(why) => {
            let ours = OURS_TO_MEND.iter().any(|code| why.contains(code));
            assert!(!ours, "{why}");
            let code = why.lines().find(|line| line.contains("error code"));
            let why = code.unwrap_or(&why);
            Err(format!("npm can't install the counterparts: {why}"))
        }
    }
}

fn install(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    for (name, text) in SOURCES {
        fs::write(folder.join(name), text).map_err(|error| error.to_string())?;
    }
    let mut npm = Command::new("npm");
    npm.arg("ci").current_dir(folder);
    run(&mut npm, &folder.join("npm.log"), INSTALLATION)
}

/// `stripe-stateful-mock`, running. It ends when this is dropped.
#[derive(Debug)]
pub struct Mock {
    _running: Running,
    url: String,
}

impl Mock {
    /// Starts it on a free port of this machine.
    ///
    /// # Errors
    /// If it does not come up.
    pub fn start(node: &Node) -> Result<Self, String> {
        let mut command = node.script("mock.mjs");
        // It ends with its standard input, so also when this process is killed.
        let mut running = Running::start(command.stdin(Stdio::piped()).stdout(Stdio::piped()))?;
        let output = running.child().stdout.take().ok_or("no output")?;
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            let mut line = String::new();
            let read = BufReader::new(output).read_line(&mut line);
            let _ = sender.send(read.map(|_| line));
        });
        let line = receiver.recv_timeout(START);
        let line = line.map_err(|_| format!("the mock is not up after {START:?}"))?;
        let line = line.map_err(|error| error.to_string())?;
        let port: u16 = line
            .trim()
            .parse()
            .map_err(|_| format!("the mock has no port: {line:?}"))?;
        Ok(Self {
            _running: running,
            url: format!("http://127.0.0.1:{port}"),
        })
    }

    /// The base URL.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}
