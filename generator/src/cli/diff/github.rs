//! Where a job of GitHub takes what it shows.
//!
//! In: a report, and what GitHub says in the environment. Out: annotations, the job's summary and its output `stat`. What always
//! holds: what stands in these files already stays.

use std::env;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::PathBuf;

use crate::change_report::{ChangeReport, failure_annotation};

/// The file that a job's summary is appended to, in Markdown.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// The file that a step's outputs are appended to.
const OUTPUT: &str = "GITHUB_OUTPUT";

/// Prints annotations and the line for a label, and appends to the files that GitHub names.
///
/// # Errors
///
/// If such a file can't be written.
pub fn write(report: &ChangeReport) -> Result<(), String> {
    let annotations = report.to_annotations();
    if !annotations.is_empty() {
        say!("{}", annotations.trim_end());
    }
    let stat = report.stat();
    say!("{stat}");
    append(SUMMARY, &report.to_markdown())?;
    append(OUTPUT, &format!("stat={stat}\n"))
}

/// Says at the pull request why nothing was compared, or what is wrong with the allowed changes.
pub fn fail(message: &str) {
    say!("{}", failure_annotation(message).trim_end());
}

fn append(variable: &str, text: &str) -> Result<(), String> {
    let path = env::var_os(variable).filter(|path| !path.is_empty());
    let Some(path) = path.map(PathBuf::from) else {
        return Ok(());
    };
    let file = OpenOptions::new().create(true).append(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        let path = path.display();
        format!("error: can't write {path}, which {variable} names: {error}")
    })
}
