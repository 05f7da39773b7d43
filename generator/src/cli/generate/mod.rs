//! `generate` and `check`.
//!
//! In: a document, its overlays, a guide and a folder. Out: the crate in that folder, or what is not up to date. What always
//! holds: nothing is written before everything is generated; a run that fails leaves the folder as it was.

mod machine;
mod progress;
pub mod report;
mod task;

use std::path::Path;

use crate::Generated;

use super::arguments::GenerateArgs;
use super::output::Folder;
use super::output::change::Change;
use super::output::disk::System;
use super::output::plan::Policy;
use super::project::{Inputs, Lock, Project};
use super::session::Session;
use progress::ProgressLine;

/// Generates, and writes or compares, each crate that is asked for. `Ok(false)` says that something is not up to date.
///
/// # Errors
///
/// What keeps a crate from being generated or written, for people. The crates before it are done.
pub fn run(session: &Session, options: &GenerateArgs) -> Result<bool, String> {
    let projects = task::projects(session, options)?;
    let mut all = true;
    for project in &projects {
        all &= one(session, options, project)?;
    }
    Ok(all)
}

fn one(session: &Session, options: &GenerateArgs, project: &Project) -> Result<bool, String> {
    let out = project.path(&project.of.out);
    let mut folder = Folder::open(&System, &out).map_err(error)?;
    let mut interrupted = left_by_others(&mut folder, options.check)?;
    if let Some(mut whole) = update_in_progress(project)? {
        interrupted.extend(left_by_others(&mut whole, options.check)?);
    }
    let inputs = project.inputs()?;
    let generated = generate(session, options, &inputs)?;
    let policy = Policy {
        force: options.force,
        ours: project.config.is_some(),
    };
    let mut plan = folder
        .plan(generated.files.clone(), &project.command, policy)
        .map_err(error)?;
    let lock = lock(project, &inputs)?;
    report::by_mark(&plan);
    if options.check {
        plan.changes.splice(0..0, interrupted);
    } else if plan.is_forbidden() {
        return Err(report::refusal(&plan, &out));
    } else {
        report::kept(&folder.write(&plan).map_err(error)?);
    }
    plan.changes.extend(lock.as_ref().and_then(Lock::change));
    if let Some(lock) = lock.filter(|_| !options.check) {
        lock.write(&System)?;
    }
    match (options.report, options.check) {
        (Some(_), check) => say!("{}", machine::report(project, &generated, &plan, !check)),
        (None, true) => report::check(&plan.changes, session),
        (None, false) => report::summary(&generated, &plan, project),
    }
    Ok(!options.check || plan.changes.is_empty())
}

/// What an interrupted run left in a folder; it is put in order, unless nothing may be changed.
fn left_by_others(folder: &mut Folder<'_>, check: bool) -> Result<Vec<Change>, String> {
    let left = folder.interrupted().map_err(error)?;
    if !check && !left.is_empty() {
        let kept = folder.recover().map_err(error)?;
        remark!("put in order what an interrupted run had left");
        report::kept(&kept);
    }
    Ok(left)
}

/// The folder of the configuration, if `update` was interrupted in it: that is put in order before its files are read.
fn update_in_progress(project: &Project) -> Result<Option<Folder<'static>>, String> {
    match project.folder().filter(|root| Folder::is_staging_in(root)) {
        Some(root) => Folder::open(&System, root).map(Some).map_err(error),
        None => Ok(None),
    }
}

fn lock(project: &Project, inputs: &Inputs) -> Result<Option<Lock>, String> {
    let Some(name) = &project.of.lock else {
        return Ok(None);
    };
    let parts = inputs.beside.files();
    let others = inputs.overlays.iter().chain(&inputs.guide).chain(&parts);
    let path: &Path = &project.path(name);
    Lock::new(path, &inputs.document, others, None).map(Some)
}

fn error(message: String) -> String {
    format!("error: {message}")
}

fn generate(
    session: &Session,
    options: &GenerateArgs,
    inputs: &Inputs,
) -> Result<Generated, String> {
    let mut progress = ProgressLine::new(&inputs.of.named.name, options.report.is_none());
    let generated = inputs.generate(session.color, &mut |at| progress.show(at));
    progress.clear();
    let generated = generated?;
    if !generated.warnings.is_empty() {
        match session.color.on_stderr() {
            true => eprintln!("{}", generated.warnings.to_ansi()),
            false => eprintln!("{}", generated.warnings),
        }
    }
    // A report has them.
    if options.timings && options.report.is_none() {
        for (stage, time) in &generated.timings {
            let (stage, time) = (stage.as_str(), time.as_secs_f64() * 1e3);
            say!("{stage:>10} {time:>8.2} ms");
        }
    }
    Ok(generated)
}
