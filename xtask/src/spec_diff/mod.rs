//! `cargo xtask spec-diff BASE [NEW]`: what changes between two documents, on the wire and in Rust.
//!
//! In: two files or revisions. Out: what differs, in one of the formats, and an exit code. What always holds: nothing is changed
//! but what GitHub gives a job to write to; a comparison that could not be made is never taken for one that found nothing.

mod github;
mod locks;
mod manifests;
mod model;
mod side;

use std::process::ExitCode;
use std::time::SystemTime;

use form_codegen::change_report::{AllowFile, CalendarDate, ChangeReport};
use form_codegen::diff::{ChangeId, diff};

use crate::arguments::{DiffFormat, SpecDiffOptions};
use crate::input::InputFile;
use model::Model;
use side::Side;

/// A change fails the run, by `--fail-on`.
const FAILS: u8 = 1;

/// Nothing could be compared, or the file of allowed changes is at fault.
const ERROR: u8 = 2;

/// Compares, and shows what differs.
pub fn run(options: &SpecDiffOptions) -> ExitCode {
    match compare(options) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("{message}");
            if options.format == DiffFormat::Github {
                github::fail(&message);
            }
            ExitCode::from(ERROR)
        }
    }
}

fn compare(options: &SpecDiffOptions) -> Result<ExitCode, String> {
    let (old, new, allow) = inputs(options)?;
    let models = both(old.model(options), new.model(options));
    let allow_file = match &allow {
        Some(file) => AllowFile::read(file.source())
            .map(Some)
            .map_err(|report| options.color.show(&report)),
        None => Ok(None),
    };
    let ((old_model, new_model), allow_file) = both(models, allow_file)?;
    let misfits = said(&[(&old, &old_model), (&new, &new_model)], options);
    let mut report = ChangeReport::new(
        diff(&old_model.api, &new_model.api),
        (old.compared_in(&old_model), &old_model.document),
        (new.compared_in(&new_model), &new_model.document),
    );
    add_of_crate(&mut report, &old, &new);
    let wrong = allow_file.map(|file| file.apply(&mut report, today()));
    let fails = report.judge(options.fail_on);
    show(&report, options)?;
    let wrong = wrong.filter(|wrong| !wrong.is_empty());
    let wrong: Vec<String> = wrong
        .map(|wrong| options.color.show(&wrong))
        .into_iter()
        .chain(misfits)
        .collect();
    match wrong.is_empty() {
        false => Err(wrong.join("\n")),
        true if fails => Ok(ExitCode::from(FAILS)),
        true => Ok(ExitCode::SUCCESS),
    }
}

/// Adds what differs in the crate, of which no document knows.
fn add_of_crate(report: &mut ChangeReport, old: &Side, new: &Side) {
    let mut entries = Vec::from_iter(side::renamed(old, new));
    if let (Some(before), Some(after)) = (&old.manifest, &new.manifest) {
        let mut told = report.entries().iter().map(|entry| entry.change.id);
        let events = told.any(|id| matches!(id, ChangeId::EventsAdded | ChangeId::EventsRemoved));
        entries.extend(manifests::changes(before, after, |feature| {
            events && feature == "webhooks"
        }));
    }
    for entry in entries {
        report.add(entry);
    }
}

/// Both sides, and the file of allowed changes if there is one.
fn inputs(options: &SpecDiffOptions) -> Result<(Side, Side, Option<InputFile>), String> {
    let root = options.root.as_deref();
    let old = Side::find(Some(&options.base), root, &options.overlays);
    let new = Side::find(options.new.as_deref(), root, &options.overlays);
    let allow = match &options.allow {
        Some(path) => InputFile::read(path, root).map(Some),
        None => Ok(None),
    };
    let ((old, mut new), allow) = both(both(old, new), allow)?;
    if !options.overlays.is_empty() && !old.is_lone && !new.is_lone {
        let message = "`--overlay` is for files that are not the workspace's document: here, its own overlays are applied";
        return Err(format!("error: {message}"));
    }
    let allow = allow.or_else(|| new.allow.take());
    Ok((old, new, allow))
}

/// Both, or all that is wrong with them.
fn both<A, B>(one: Result<A, String>, other: Result<B, String>) -> Result<(A, B), String> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(wrong), Ok(_)) | (Ok(_), Err(wrong)) => Err(wrong),
        (Err(wrong), Err(more)) if wrong == more => Err(wrong),
        (Err(wrong), Err(more)) => Err(format!("{wrong}\n{more}")),
    }
}

fn show(report: &ChangeReport, options: &SpecDiffOptions) -> Result<(), String> {
    let text = match options.format {
        DiffFormat::Terminal => report.to_terminal(options.color.on_stdout()),
        DiffFormat::Markdown => report.to_markdown(),
        DiffFormat::Json => report.to_json(),
        DiffFormat::Annotations => report.to_annotations(),
        DiffFormat::Stat => report.stat(),
        DiffFormat::Github => return github::write(report),
    };
    let text = text.trim_end();
    if !text.is_empty() {
        crate::say!("{text}");
    }
    Ok(())
}

/// Says what a person should know of both sides: of the old one's document only what is not as it should be. What comes out
/// says whose overlays do not fit.
fn said(sides: &[(&Side, &Model); 2], options: &SpecDiffOptions) -> Vec<String> {
    let [(old_side, old), (new_side, new)] = sides;
    let is_asked = options.keep_going || !old.is_whole();
    let models = is_asked.then_some(old).into_iter().chain([new]);
    for model in models.filter(|model| !model.report.is_empty()) {
        eprintln!("{}", options.color.show(&model.report));
    }
    let notes = sides
        .iter()
        .flat_map(|(side, model)| side.notes.iter().chain(&model.note));
    let notes = notes.map(String::as_str);
    for note in notes.chain(side::not_compared(old_side, new_side)) {
        eprintln!("note: {note}");
    }
    let torn = sides.iter().filter(|(_, model)| !model.is_whole());
    torn.map(|(side, _)| {
        let name = &side.compared.name;
        format!("error: overlays do not fit {name}, as said above: what the errors name is left out here, and what can't do without it")
    })
    .collect()
}

fn today() -> CalendarDate {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    CalendarDate::of_unix(now.unwrap_or_default().as_secs())
}
