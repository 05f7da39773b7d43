//! The commands of others that `propose` runs.
//!
//! In: words. Out: what the command printed, or that it failed. What always holds: no shell reads them; a command that is
//! not trusted does not see the tokens in the environment.

use std::io::Read as _;
use std::process::{Command, Stdio};

use super::address::Address;
use std::path::Path;

use form_codegen::cli::tokens;

/// How large a document may be, in bytes.
const MAX_BYTES: usize = 64 << 20;

/// How long fetching may take, in seconds.
const MAX_SECONDS: u32 = 300;

/// A command.
#[derive(Clone, Debug)]
pub struct Line {
    words: Vec<String>,
    /// Whether it sees the tokens.
    trusted: bool,
}

impl Line {
    /// A command without tokens.
    pub fn plain<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let words = words.into_iter().map(str::to_owned).collect();
        let trusted = false;
        Self { words, trusted }
    }

    /// A command that asks the host of the repository.
    pub fn trusted<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        let trusted = true;
        Self {
            trusted,
            ..Self::plain(words)
        }
    }

    /// What it is called, in a few words.
    fn name(&self) -> String {
        let words = self.words.iter().map(String::as_str);
        let plain = |word: &&str| word.chars().all(|letter| letter.is_ascii_lowercase());
        words.filter(plain).take(3).collect::<Vec<_>>().join(" ")
    }

    fn command(&self) -> Command {
        let mut words = self.words.iter();
        let mut command = Command::new(words.next().map_or("", String::as_str));
        command.args(words);
        if !self.trusted {
            tokens::hide(&mut command);
        }
        command
    }
}

/// A command as a person would type it.
pub fn print(line: &Line) -> String {
    let is_plain = |word: &str| {
        let is_plain =
            |letter: char| letter.is_ascii_alphanumeric() || "-_=:/.\"$".contains(letter);
        !word.is_empty() && word.chars().all(is_plain)
    };
    let words = line.words.iter().map(|word| match is_plain(word) {
        true => word.clone(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Runs a command to its end.
///
/// # Errors
///
/// If it can't be run, or fails.
pub fn run_line(line: &Line, root: &Path) -> Result<(), String> {
    let status = line.command().current_dir(root).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!("error: `{}` failed", line.name())),
        Err(error) => Err(format!("error: can't run `{}`: {error}", line.name())),
    }
}

/// What a command prints.
///
/// # Errors
///
/// If it can't be run, or fails.
pub fn output(line: &Line, root: &Path) -> Result<String, String> {
    let mut command = line.command();
    command.current_dir(root).stderr(Stdio::inherit());
    match command.output() {
        Ok(output) if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Ok(_) => Err(format!("error: `{}` failed", line.name())),
        Err(error) => Err(format!("error: can't run `{}`: {error}", line.name())),
    }
}

/// The command that fetches an address.
pub fn curl(address: &str) -> Line {
    let (seconds, bytes) = (MAX_SECONDS.to_string(), MAX_BYTES.to_string());
    Line::plain([
        "curl",
        // What a person has set up for curl may hold passwords; this has to come first.
        "--disable",
        "--fail",
        "--silent",
        "--show-error",
        "--location",
        "--proto",
        "=https",
        "--proto-redir",
        "=https",
        "--max-redirs",
        "5",
        "--connect-timeout",
        "30",
        "--max-time",
        &seconds,
        "--max-filesize",
        &bytes,
        "--url",
        address,
    ])
}

/// Fetches the document.
///
/// # Errors
///
/// If it can't be fetched, takes too long or is too large.
pub fn fetch(address: &Address) -> Result<Vec<u8>, String> {
    let failed = |why: String| format!("error: can't fetch {address}: {why}");
    let mut command = curl(&address.to_string()).command();
    command.stdout(Stdio::piped()).stdin(Stdio::null());
    let mut child = command.spawn().map_err(|error| failed(error.to_string()))?;
    let mut bytes = Vec::new();
    let limit = MAX_BYTES as u64 + 1;
    // curl itself only knows the size if the server tells it.
    let read = match child.stdout.take() {
        Some(stdout) => stdout.take(limit).read_to_end(&mut bytes),
        None => Ok(0),
    };
    if bytes.len() > MAX_BYTES {
        let _ = child.kill();
        let _ = child.wait();
        return Err(failed(format!("it has more than {MAX_BYTES} bytes")));
    }
    let status = child.wait().map_err(|error| failed(error.to_string()))?;
    read.map_err(|error| failed(error.to_string()))?;
    if !status.success() {
        return Err(failed("curl failed".to_owned()));
    }
    if bytes.is_empty() {
        return Err(failed("it is empty".to_owned()));
    }
    Ok(bytes)
}
