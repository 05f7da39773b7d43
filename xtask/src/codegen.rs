//! `cargo xtask codegen`.
//!
//! In: a document, its overlays, a guide and a folder. Out: the crate in that folder, or what is not up to date. What always
//! holds: nothing is written before everything is generated; a run that fails leaves the folder as it was.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use form_codegen::emit::CrateVersion;
use form_codegen::guide::Guide;
use form_codegen::source::SourceText;
use form_codegen::{GenerateOptions, Generated};

use crate::arguments::{COMMAND, CodegenOptions, Overlays};
use crate::beside::Beside;
use crate::crate_file::CrateFile;
use crate::input::InputFile;
use crate::lock::Lock;
use crate::output::Folder;
use crate::output::change::Change;
use crate::output::disk::System;
use crate::output::plan::Policy;
use crate::report;

/// Generates, and writes or compares. `Ok(false)` says that something is not up to date.
pub fn run(options: &CodegenOptions) -> Result<bool, String> {
    let mut folder = Folder::open(&System, &options.out).map_err(error)?;
    let mut interrupted = left_by_others(&mut folder, options.check)?;
    if let Some(mut whole) = update_in_progress(options)? {
        interrupted.extend(left_by_others(&mut whole, options.check)?);
    }
    let spec = read(&options.spec, options)?;
    let overlays = overlay_paths(&options.overlays)?
        .iter()
        .map(|path| read(path, options))
        .collect::<Result<Vec<_>, _>>()?;
    let guide = options.guide.as_deref().map(guide_paths).transpose()?;
    let guide = guide.unwrap_or_default();
    let guide = guide
        .iter()
        .map(|path| read(path, options))
        .collect::<Result<Vec<_>, _>>()?;
    let named = named(options)?;
    let beside = Beside::of(&options.spec, &spec.name);
    let generated = generate((&spec, &beside), (&overlays, &guide), options, &named)?;
    let policy = Policy {
        force: options.force,
        ours: options.lock.is_some(),
    };
    let plan = folder
        .plan(&generated.files, &command(options, &named), policy)
        .map_err(error)?;
    let parts = beside.files();
    let lock = options
        .lock
        .as_deref()
        .map(|path| {
            Lock::new(
                path,
                &spec,
                overlays.iter().chain(&guide).chain(&parts),
                None,
            )
        })
        .transpose()?;
    report::by_mark(&plan);
    if options.check {
        interrupted.extend(plan.changes.iter().cloned());
        interrupted.extend(lock.as_ref().and_then(Lock::change));
        return Ok(report::check(&interrupted, &options.given));
    }
    if plan.is_forbidden() {
        return Err(report::refusal(&plan, &options.out));
    }
    let kept = folder.write(&plan).map_err(error)?;
    report::kept(&kept);
    if let Some(lock) = &lock {
        lock.write(&System)?;
    }
    report::summary(&generated, &plan, lock.as_ref(), options);
    Ok(true)
}

/// What an interrupted run left in a folder; it is put in order, unless nothing may be changed.
fn left_by_others(folder: &mut Folder<'_>, check: bool) -> Result<Vec<Change>, String> {
    let left = folder.interrupted().map_err(error)?;
    if !check && !left.is_empty() {
        let kept = folder.recover().map_err(error)?;
        crate::say!("put in order what an interrupted run had left");
        report::kept(&kept);
    }
    Ok(left)
}

/// The workspace, if `update` was interrupted in it: that is put in order before its files are read.
fn update_in_progress(options: &CodegenOptions) -> Result<Option<Folder<'static>>, String> {
    let Some(root) = options.root.as_deref().filter(|_| options.lock.is_some()) else {
        return Ok(None);
    };
    if !Folder::is_staging_in(root) {
        return Ok(None);
    }
    Folder::open(&System, root).map(Some).map_err(error)
}

/// What the crate is called, and its version.
fn named(options: &CodegenOptions) -> Result<CrateFile, String> {
    let mut named = match &options.crate_file {
        Some(path) => CrateFile::read(path)?,
        None => CrateFile {
            name: String::new(),
            version: CrateVersion::FIRST,
        },
    };
    if let Some(name) = &options.package {
        named.name.clone_from(name);
    }
    named.version = options.version.unwrap_or(named.version);
    Ok(named)
}

fn error(message: String) -> String {
    format!("error: {message}")
}

fn generate(
    (spec, beside): (&InputFile, &Beside),
    (overlays, guide): (&[InputFile], &[InputFile]),
    options: &CodegenOptions,
    named: &CrateFile,
) -> Result<Generated, String> {
    let sources: Vec<SourceText<'_>> = overlays.iter().map(InputFile::source).collect();
    let chapters: Vec<SourceText<'_>> = guide.iter().map(InputFile::source).collect();
    let generation = GenerateOptions {
        package: named.name.clone(),
        version: named.version,
        command: command(options, named),
        guide: Guide::read(&chapters).map_err(|fault| error(fault.to_string()))?,
        keep_going: options.keep_going,
    };
    let generated = form_codegen::generate(spec.source().with_files(beside), &sources, &generation)
        .map_err(|error| match options.color.on_stderr() {
            true => error.to_ansi(),
            false => error.to_string(),
        })?;
    if !generated.warnings.is_empty() {
        match options.color.on_stderr() {
            true => eprintln!("{}", generated.warnings.to_ansi()),
            false => eprintln!("{}", generated.warnings),
        }
    }
    if options.timings {
        for (stage, time) in &generated.timings {
            crate::say!("{stage:>10} {:>8.2} ms", time.as_secs_f64() * 1e3);
        }
    }
    Ok(generated)
}

/// The command that the generated files name. It has no paths in it: they differ from machine to machine.
fn command(options: &CodegenOptions, named: &CrateFile) -> String {
    if options.lock.is_some() {
        COMMAND.to_owned()
    } else {
        let version = match named.version == CrateVersion::FIRST {
            true => String::new(),
            false => format!(" --package-version {}", named.version),
        };
        format!(
            "{COMMAND} --spec … --out … --package {}{version}",
            named.name
        )
    }
}

fn read(path: &Path, options: &CodegenOptions) -> Result<InputFile, String> {
    // What somebody names may be the pipe of a shell. What is found in `spec/` must be a file: of a pipe there, nothing
    // may ever come.
    let is_file = fs::metadata(path).map_or(true, |found| found.is_file());
    if options.lock.is_some() && !is_file {
        let path = path.display();
        return Err(format!(
            "error: {path} is no file: a document or an overlay has to be one"
        ));
    }
    InputFile::read(path, options.root.as_deref())
}

/// The overlays, in the order in which they are applied.
pub fn overlay_paths(overlays: &Overlays) -> Result<Vec<PathBuf>, String> {
    let folder = match overlays {
        Overlays::Files(files) => return Ok(files.clone()),
        Overlays::Folder(folder) => folder,
    };
    paths(folder, &["yaml", "yml", "json"])
}

/// The chapters of a guide, in the order of their names.
pub fn guide_paths(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let chapters = paths(folder, &["md"])?;
    match chapters.is_empty() {
        true => Err(format!(
            "error: there is no chapter, no `*.md`, in {}",
            folder.display()
        )),
        false => Ok(chapters),
    }
}

/// The files of a folder that end so, in the order of their names.
fn paths(folder: &Path, endings: &[&str]) -> Result<Vec<PathBuf>, String> {
    let failed = |error: io::Error| format!("error: can't list {}: {error}", folder.display());
    let mut paths = Vec::new();
    let entries = match fs::read_dir(folder) {
        // git keeps no empty folder.
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(paths),
        entries => entries.map_err(failed)?,
    };
    for entry in entries {
        let path = entry.map_err(failed)?.path();
        if path
            .extension()
            .is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted))
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}
