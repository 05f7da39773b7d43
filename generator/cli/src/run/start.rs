//! From the process to a run.
//!
//! In: what the crate holds of its API, and the process. Out: an exit code. What always holds: the process is looked at here alone.

use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use super::around::{Around, Terminals};
use super::program::run;
use super::session::Program;
use crate::cli::send::{ApiClient, Sender, Settings};
use crate::cli::stop::{Class, Stop};
use crate::runtime::Vendor;

/// How wide a line is where nothing says so.
const WIDTH: u16 = 100;

/// Runs the program of an API, of which the model and the words are given as JSON.
#[must_use]
pub fn main<V: Vendor + 'static>(model: &str, words: &str, version: &str) -> ExitCode {
    let (Ok(model), Ok(words)) = (serde_json::from_str(model), serde_json::from_str(words)) else {
        eprintln!("error: this program was not built as it was made");
        return ExitCode::from(Class::Program as u8);
    };
    let program = Program {
        model,
        words,
        version: version.to_owned(),
    };
    let arguments = match texts(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(number) => {
            eprintln!("error: argument {number} is not UTF-8");
            return ExitCode::from(Class::Usage as u8);
        }
    };
    let (stdin, stdout, stderr) = (io::stdin(), io::stdout(), io::stderr());
    let terminals = Terminals {
        input: stdin.is_terminal(),
        out: stdout.is_terminal(),
        err: stderr.is_terminal(),
    };
    let width = terminal_size::terminal_size().map_or(WIDTH, |(width, _)| width.0);
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = since.map_or(0, |since| {
        i64::try_from(since.as_secs()).unwrap_or_default()
    });
    let connect = |settings: Settings| -> Result<Box<dyn Sender>, Stop> {
        Ok(Box::new(ApiClient::<V>::new(settings)?))
    };
    let code = run(
        &program,
        &arguments,
        &mut Around {
            env: &|name| std::env::var(name).ok(),
            input: &mut stdin.lock(),
            // Only locked while it is written to: the test server writes, too.
            out: &mut &stdout,
            err: &mut &stderr,
            terminals,
            width,
            now,
            connect: &connect,
        },
    );
    ExitCode::from(code)
}

/// Arguments as text; or the number of the first that is none, as what would be sent instead is not what was typed.
fn texts(arguments: impl Iterator<Item = OsString>) -> Result<Vec<String>, usize> {
    let numbered = arguments.enumerate();
    let texts = numbered.map(|(number, one)| one.into_string().map_err(|_| number));
    texts.collect()
}
