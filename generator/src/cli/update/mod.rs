//! `update`: a new document of the vendor becomes a tree that is ready to be committed.
//!
//! In: the document, and the crate that the configuration describes. Out: what changes for users, the next version, and all of it in the files:
//! document, overlays, crate, locks, version and changelog. What always holds: either all of it is written or nothing is,
//! whatever fails; with `--dry-run`, nothing is.

mod actions;
mod cargo_lock;
mod changelog;
mod changes;
mod gone;
mod lines;
mod lists;
mod mentions;
mod parts;
mod proposal;
mod selectors;
mod version;

use std::fs;

use crate::Generated;

use crate::cli::arguments::UpdateArgs;
use crate::cli::generate::report;
use crate::cli::output::Folder;
use crate::cli::output::disk::System;
use crate::cli::output::manifest::stays_inside;
use crate::cli::output::plan::{Plan, Policy};
use crate::cli::project::{Project, one};
use crate::cli::session::Session;
pub use parts::NewDocument;
pub use proposal::Proposal;

/// Takes the document.
///
/// # Errors
///
/// As [`take`].
pub fn run(session: &Session, options: &UpdateArgs) -> Result<bool, String> {
    let project = one(session, options.krate.as_deref())?;
    let new = NewDocument::read(&options.document, &project)?;
    take(&new, &project, session, options)?;
    Ok(true)
}

/// Takes a document; `None` if it is the one that is there. What is wrong with it is located in it by its name; in the
/// workspace, it has its own.
///
/// # Errors
///
/// If nothing can be made of it, or not all of it can be written: then nothing is.
pub fn take(
    new: &NewDocument,
    project: &Project,
    session: &Session,
    options: &UpdateArgs,
) -> Result<Option<Proposal>, String> {
    let (root, out) = (&project.root, &project.of.out);
    if !stays_inside(out) {
        return Err(format!(
            "error: `update` writes what is in the folder of the configuration as a whole, and {out} is not in it\n  \
             = help: move the configuration above the crate"
        ));
    }
    // This one waits for other runs of `codegen`, the other for those of `update`.
    let mut crate_folder = Folder::open(&System, &project.path(out)).map_err(error)?;
    let mut folder = Folder::open(&System, root).map_err(error)?;
    for folder in [&mut folder, &mut crate_folder] {
        recover(folder, options.dry_run, session)?;
    }
    let Some(proposal) = Proposal::make(new, project, session, options)? else {
        say!(
            "{} is this document already: there is nothing to do",
            project.of.document
        );
        return Ok(None);
    };
    let warnings = proposal.generated.as_ref().map(|made| &made.warnings);
    if let Ok(warnings) = warnings
        && !warnings.is_empty()
    {
        match session.color.on_stderr() {
            true => eprintln!("{}", warnings.to_ansi()),
            false => eprintln!("{warnings}"),
        }
    }
    say!("{}", proposal.print(session.color).trim_end());
    // What changes is seen in any case; what is to be done before it can be written comes behind it.
    let generated = proposal.generated.as_ref().map_err(String::clone)?;
    let plan = plan(&proposal, generated, &crate_folder, (project, session))?;
    if options.dry_run {
        say!("with --dry-run, nothing is written; this would be:");
    } else {
        let kept = folder.write(&plan).map_err(error)?;
        report::kept(&kept);
    }
    report::workspace(&plan, root, out);
    Ok(Some(proposal))
}

fn error(message: String) -> String {
    format!("error: {message}")
}

/// Puts in order what an interrupted run left.
fn recover(folder: &mut Folder<'_>, dry_run: bool, session: &Session) -> Result<(), String> {
    let left = folder.interrupted().map_err(error)?;
    let Some(change) = left.first() else {
        return Ok(());
    };
    if dry_run {
        return Err(format!(
            "error: {}\n  = help: `{}` puts it in order",
            change.headline(),
            session.names.generate
        ));
    }
    let kept = folder.recover().map_err(error)?;
    remark!("put in order what an interrupted run had left");
    report::kept(&kept);
    Ok(())
}

/// All that is to be written, as one plan for the folder of the configuration.
fn plan(
    proposal: &Proposal,
    generated: &Generated,
    crate_folder: &Folder<'_>,
    (project, session): (&Project, &Session),
) -> Result<Plan, String> {
    let name = &project.of.out;
    let out = project.path(name);
    if fs::symlink_metadata(&out).is_ok_and(|found| !found.is_dir()) {
        return Err(format!("error: {name}/ is no folder"));
    }
    let policy = Policy {
        force: false,
        ours: true,
    };
    let plan = crate_folder
        .plan(generated.files.clone(), &project.command, policy)
        .map_err(error)?;
    report::by_mark(&plan);
    if plan.is_forbidden() {
        return Err(report::refusal_of_update(&plan, &out, session));
    }
    let mut plan = plan.seen_from_above(name);
    for (name, text) in &proposal.files {
        plan.add_file(&project.root, name, text.clone())
            .map_err(error)?;
    }
    Ok(plan)
}
