//! Input files.
//!
//! In: a path, or the standard input. Out: what is in the file, under the name by which people know it. What always holds: no name has
//! a path of this machine in it, where the file is in the repository.

use std::io::{self, Read as _};

pub use crate::files::{InputFile, display_name};

/// The name of the standard input, for people.
const STDIN: &str = "<stdin>";

/// Reads the standard input.
///
/// # Errors
///
/// That it can't be read, and why.
pub fn of_stdin() -> Result<InputFile, String> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| format!("error: can't read the standard input: {error}"))?;
    Ok(InputFile {
        name: STDIN.to_owned(),
        bytes,
    })
}
