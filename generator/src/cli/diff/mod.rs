//! `diff BASE [NEW]`: what changes between two documents, on the wire and in Rust.
//!
//! In: two files or revisions. Out: what differs, in one of the formats, and an exit code. What always holds: nothing is changed
//! but what GitHub gives a job to write to; a comparison that could not be made is never taken for one that found nothing.

mod around;
mod github;
mod locks;
mod manifests;
mod model;
mod side;

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::SystemTime;

use crate::api::Api;
use crate::change_report::{AllowFile, CalendarDate, ChangeReport, FailOn};
use crate::diff::{ChangeId, diff};

use crate::cli::arguments::{DiffArgs, DiffFormat};
use crate::cli::input::InputFile;
use crate::cli::session::Session;
use around::Around;
use model::Model;
use side::Side;

/// A change fails the run, by `--fail-on`.
const FAILS: u8 = 1;

/// Nothing could be compared, or the file of allowed changes is at fault.
const ERROR: u8 = 2;

/// Compares, and shows what differs.
#[must_use]
pub fn run(session: &Session, options: &DiffArgs) -> ExitCode {
    match compare(session, options) {
        Ok(code) => code,
        Err(message) => {
            eprintln!("{message}");
            if options.format() == DiffFormat::Github {
                github::fail(&message);
            }
            ExitCode::from(ERROR)
        }
    }
}

fn compare(session: &Session, options: &DiffArgs) -> Result<ExitCode, String> {
    let mut fail_on = FailOn::default();
    for words in &options.fail_on {
        let added = fail_on.add(words);
        added.map_err(|why| format!("error: `--fail-on`: {why}"))?;
    }
    let (old, new, allow) = inputs(session, options)?;
    let models = both(old.model(session, options), new.model(session, options));
    let allow_file = match &allow {
        Some(file) => AllowFile::read(file.source())
            .map(Some)
            .map_err(|report| session.color.show(&report)),
        None => Ok(None),
    };
    let ((old_model, new_model), allow_file) = both(models, allow_file)?;
    let misfits = said(&[(&old, &old_model), (&new, &new_model)], session, options);
    let mut report = ChangeReport::new(
        diff(&old_model.api, &new_model.api),
        (old.compared_in(&old_model), &old_model.document),
        (new.compared_in(&new_model), &new_model.document),
    );
    add_of_crate(&mut report, &old, &new);
    let wrong = allow_file.map(|file| file.apply(&mut report, today()));
    let fails = report.judge(fail_on);
    show(&report, session, options)?;
    let wrong = wrong.filter(|wrong| !wrong.is_empty());
    let wrong: Vec<String> = wrong
        .map(|wrong| session.color.show(&wrong))
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
fn inputs(
    session: &Session,
    options: &DiffArgs,
) -> Result<(Side, Side, Option<InputFile>), String> {
    if options.base == "-" && options.new.as_deref().is_some_and(|new| new == "-") {
        let message = "only one of BASE and NEW can be `-`: the standard input is read once";
        return Err(format!("error: {message}"));
    }
    let around = Around::find(session, options)?;
    let old = Side::find(Some(&options.base), &around);
    let new = Side::find(options.new.as_deref(), &around);
    let root = around.root();
    let allow = match &options.allow {
        Some(path) => InputFile::read(path, root).map(Some),
        None => Ok(None),
    };
    let ((old, mut new), allow) = both(both(old, new), allow)?;
    if !options.overlay.is_empty() && !old.is_lone && !new.is_lone {
        let message = "`--overlay` is for files that are not the configured document: here, its own overlays are applied";
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

fn show(report: &ChangeReport, session: &Session, options: &DiffArgs) -> Result<(), String> {
    let text = match options.format() {
        DiffFormat::Terminal => report.to_terminal(session.color.on_stdout()),
        DiffFormat::Markdown => report.to_markdown(),
        DiffFormat::Json => report.to_json(),
        DiffFormat::Annotations => report.to_annotations(),
        DiffFormat::Stat => report.stat(),
        DiffFormat::Github => return github::write(report),
    };
    let text = text.trim_end();
    if !text.is_empty() {
        say!("{text}");
    }
    Ok(())
}

/// What a word means that stands for something to compare with, and its model. A file that is not the configured document is taken with the
/// overlays that are given, or, `as_configured`, with those of the crate as far as they fit.
///
/// # Errors
///
/// If it means nothing, or can't be read.
pub fn model_of(
    session: &Session,
    word: &OsStr,
    overlays: &[PathBuf],
    krate: Option<String>,
    as_configured: bool,
) -> Result<(String, Api), String> {
    let options = DiffArgs {
        base: word.to_owned(),
        new: None,
        krate,
        overlay: overlays.to_vec(),
        format: None,
        stat: false,
        github: false,
        fail_on: Vec::new(),
        allow: None,
        keep_going: true,
    };
    let around = Around::find(session, &options)?;
    let mut side = Side::find(Some(word), &around)?;
    if side.is_lone && as_configured {
        side.overlays = around.project()?.inputs()?.overlays;
    }
    let model = side.model(session, &options)?;
    for note in side.notes.iter().chain(&model.note) {
        eprintln!("note: {note}");
    }
    if !model.is_whole() {
        eprintln!(
            "note: overlays do not fit {}, and are left out as far as they do not: {} in all",
            side.compared.name,
            model.left_out()
        );
    }
    Ok((side.compared.name, model.api))
}

/// Says what a person should know of both sides: of the old one's document only what is not as it should be. What comes out
/// says whose overlays do not fit.
fn said(sides: &[(&Side, &Model); 2], session: &Session, options: &DiffArgs) -> Vec<String> {
    let [(old_side, old), (new_side, new)] = sides;
    let is_asked = options.keep_going || !old.is_whole();
    let models = is_asked.then_some(old).into_iter().chain([new]);
    for model in models.filter(|model| !model.report.is_empty()) {
        eprintln!("{}", session.color.show(&model.report));
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
