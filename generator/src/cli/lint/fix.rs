//! What `--fix` writes.
//!
//! In: findings. Out: an overlay with the actions of those that are sure. What always holds: the overlay is tried before it is
//! written; one that was there keeps what it says, and gets the actions at its end.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use crate::lint::{LintFinding, OverlayAction, overlay, sure_actions};
use crate::source::Document;

use super::{LintInputs, is_sure};
use crate::cli::input::{InputFile, display_name};

/// Writes the actions of sure findings into the overlay at `path`.
pub(super) fn fix(
    inputs: &LintInputs,
    before: &Document,
    found: &[LintFinding],
    path: &Path,
) -> Result<bool, String> {
    let actions = sure_actions(found);
    let left = found.iter().filter(|one| !is_sure(one)).count();
    let name = display_name(path, inputs.root.as_deref());
    if actions.is_empty() {
        say!("nothing to write into {name}: {}", yours(left));
        return Ok(left == 0);
    }
    let text = match fs::read_to_string(path) {
        Ok(there) => appended(&there, &actions),
        Err(_) if !path.exists() => overlay("What the lint has mended", &actions),
        Err(error) => return Err(format!("error: can't read {}: {error}", path.display())),
    };
    try_out(inputs, before, &name, &text)?;
    write(path, &text)
        .map_err(|error| format!("error: can't write {}: {error}", path.display()))?;
    let written = match actions.len() {
        1 => "1 action".to_owned(),
        count => format!("{count} actions"),
    };
    say!("{written} written into {name}; {}", yours(left));
    Ok(left == 0)
}

/// How many findings nobody but a person can mend.
fn yours(left: usize) -> String {
    match left {
        0 => "nothing is left to you".to_owned(),
        1 => "1 finding needs words or a choice of yours".to_owned(),
        count => format!("{count} findings need words or a choice of yours"),
    }
}

fn appended(there: &str, actions: &[OverlayAction]) -> String {
    let mut text = there.trim_end().to_owned();
    text.push('\n');
    actions
        .iter()
        .for_each(|action| text.push_str(&action.to_yaml()));
    text
}

/// Refuses an overlay with which something is wrong that was right before.
fn try_out(inputs: &LintInputs, before: &Document, name: &str, text: &str) -> Result<(), String> {
    let changed = || InputFile {
        name: name.to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let mut tried = inputs.clone();
    match tried
        .overlays
        .iter_mut()
        .find(|overlay| overlay.name == name)
    {
        Some(overlay) => *overlay = changed(),
        None => tried.overlays.push(changed()),
    }
    let after = tried.examine()?;
    let known = |message: &str| before.faults.iter().any(|fault| fault.message == message);
    let new: Vec<_> = after
        .faults
        .iter()
        .filter(|fault| !known(&fault.message))
        .cloned()
        .collect();
    match new.is_empty() {
        true => Ok(()),
        false => Err(format!(
            "{}\n\n{name} is not written: with these actions, the document would be wrong in another way. \
             Take the actions one by one, with `--only ID`.",
            after.report(new)
        )),
    }
}

/// Writes a file as a whole or not at all.
fn write(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let mut file = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}
