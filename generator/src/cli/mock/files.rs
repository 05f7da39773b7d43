//! Files of the test server.
//!
//! In: paths. Out: values, and files. What always holds: YAML and JSON are read as documents are, with the place of what is wrong.

use std::fs::File;
use std::io::Write as _;
use std::path::Path;
use std::sync::Mutex;

use form_mock::serve::Record;
use serde_json::Value;

use crate::cli::input::InputFile;
use crate::source::PlainText;

/// The value in a file, YAML or JSON.
///
/// # Errors
///
/// If it can't be read.
pub fn value(path: &Path) -> Result<Value, String> {
    let file = InputFile::read(path, None)?;
    let read = PlainText::read(file.source());
    let text = read.map_err(|report| report.to_string())?;
    Ok(text.value().clone())
}

/// Writes objects into a file.
///
/// # Errors
///
/// If it can't be written.
pub fn dump(path: &Path, value: &Value) -> Result<(), String> {
    let text = format!("{value:#}\n");
    let written = std::fs::write(path, text);
    written.map_err(|error| format!("error: can't write {}: {error}", path.display()))
}

/// What writes exchanges into a file, a line each.
///
/// # Errors
///
/// If the file can't be made.
pub fn recorder(path: &Path) -> Result<Record, String> {
    let file = File::create(path)
        .map_err(|error| format!("error: can't write {}: {error}", path.display()))?;
    let file = Mutex::new(file);
    Ok(Box::new(move |exchange| {
        let mut file = file
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        // A full disk is no reason to answer no more.
        let _ = writeln!(file, "{exchange}");
    }))
}
