//! `cargo xtask update`: a new document of the vendor becomes a tree that is ready to be committed.
//!
//! In: the document, and the workspace. Out: what changes for users, the next version, and the workspace with all of it:
//! document, overlays, crate, locks, version and changelog. What always holds: either all of it is written or nothing is,
//! whatever fails; with `--dry-run`, nothing is.

mod actions;
mod cargo_lock;
mod changelog;
mod changes;
mod lines;
mod lists;
mod mentions;
mod proposal;
mod selectors;
mod version;

use std::fs;
use std::path::Path;

use form_codegen::Generated;

use crate::arguments::{COMMAND, NewDocument, UpdateOptions};
use crate::input::InputFile;
use crate::output::Folder;
use crate::output::disk::System;
use crate::output::plan::{Plan, Policy};
use crate::report;
use crate::workspace::{CRATE, DOCUMENT};
pub use proposal::Proposal;

/// Takes the document.
pub fn run(options: &UpdateOptions) -> Result<bool, String> {
    let document = read(&options.document)?;
    take(&document, options)?;
    Ok(true)
}

/// Takes a document; `None` if it is the one that is there. What is wrong with it is located in it by its name; in the
/// workspace, it has its own.
///
/// # Errors
///
/// If nothing can be made of it, or not all of it can be written: then nothing is.
pub fn take(document: &InputFile, options: &UpdateOptions) -> Result<Option<Proposal>, String> {
    let root = &options.root;
    // This one waits for other runs of `codegen`, the other for those of `update`.
    let mut crate_folder = Folder::open(&System, &root.join(CRATE)).map_err(error)?;
    let mut folder = Folder::open(&System, root).map_err(error)?;
    for folder in [&mut folder, &mut crate_folder] {
        recover(folder, options.dry_run)?;
    }
    let Some(proposal) = Proposal::make(document, options)? else {
        crate::say!("{DOCUMENT} is this document already: there is nothing to do");
        return Ok(None);
    };
    let warnings = proposal.generated.as_ref().map(|made| &made.warnings);
    if let Ok(warnings) = warnings
        && !warnings.is_empty()
    {
        match options.color.on_stderr() {
            true => eprintln!("{}", warnings.to_ansi()),
            false => eprintln!("{warnings}"),
        }
    }
    crate::say!("{}", proposal.print(options.color).trim_end());
    // What changes is seen in any case; what is to be done before it can be written comes behind it.
    let generated = proposal.generated.as_ref().map_err(String::clone)?;
    let plan = plan(&proposal, generated, &crate_folder, root)?;
    if options.dry_run {
        crate::say!("with --dry-run, nothing is written; this would be:");
    } else {
        let kept = folder.write(&plan).map_err(error)?;
        report::kept(&kept);
    }
    report::workspace(&plan, root, CRATE);
    Ok(Some(proposal))
}

fn error(message: String) -> String {
    format!("error: {message}")
}

fn read(document: &NewDocument) -> Result<InputFile, String> {
    match document {
        NewDocument::File(path) => InputFile::read(path, None),
        NewDocument::Stdin => InputFile::of_stdin(),
    }
}

/// Puts in order what an interrupted run left.
fn recover(folder: &mut Folder<'_>, dry_run: bool) -> Result<(), String> {
    let left = folder.interrupted().map_err(error)?;
    let Some(change) = left.first() else {
        return Ok(());
    };
    if dry_run {
        return Err(format!(
            "error: {}\n  = help: `cargo xtask codegen` puts it in order",
            change.headline()
        ));
    }
    let kept = folder.recover().map_err(error)?;
    crate::say!("put in order what an interrupted run had left");
    report::kept(&kept);
    Ok(())
}

/// All that is to be written, as one plan for the whole workspace.
fn plan(
    proposal: &Proposal,
    generated: &Generated,
    crate_folder: &Folder<'_>,
    root: &Path,
) -> Result<Plan, String> {
    let out = root.join(CRATE);
    if fs::symlink_metadata(&out).is_ok_and(|found| !found.is_dir()) {
        return Err(format!("error: {CRATE}/ is no folder"));
    }
    let policy = Policy {
        force: false,
        ours: true,
    };
    let plan = crate_folder
        .plan(&generated.files, COMMAND, policy)
        .map_err(error)?;
    report::by_mark(&plan);
    if plan.is_forbidden() {
        return Err(report::refusal_of_update(&plan, &out));
    }
    let mut plan = plan.seen_from_above(CRATE);
    for (name, text) in &proposal.files {
        plan.add_file(root, name, text.clone()).map_err(error)?;
    }
    Ok(plan)
}
