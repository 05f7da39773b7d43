//! `cargo xtask codegen`.
//!
//! In: a document, its overlays and a folder. Out: the crate in that folder, or what is not up to date. What always
//! holds: nothing is written before everything is generated; a run that fails leaves the folder as it was.

use std::fs;
use std::path::{Path, PathBuf};

use form_codegen::source::SourceText;
use form_codegen::{Generated, Options as Generation};

use crate::arguments::{Options, Overlays, root};
use crate::lock::Lock;
use crate::output::{Change, Folder};

/// The command, without what it was given.
const COMMAND: &str = "cargo xtask codegen";

/// An input file.
pub struct File {
    /// The path as people know it: from the root of the repository, with forward slashes.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// Generates, and writes or compares. `Ok(false)` says that something is not up to date.
pub fn run(options: &Options) -> Result<bool, String> {
    let spec = read(&options.spec)?;
    let overlays = overlay_paths(&options.overlays)?
        .iter()
        .map(|path| read(path))
        .collect::<Result<Vec<_>, _>>()?;
    let generated = generate(&spec, &overlays, options)?;
    let folder = Folder::read(&options.out, &generated.files, options.lock.is_some())?;
    let lock = options
        .lock
        .as_deref()
        .map(|path| Lock::new(path, &spec, &overlays))
        .transpose()?;
    let mut changes = folder.changes();
    if options.check {
        changes.extend(lock.as_ref().and_then(Lock::change));
        return Ok(report(&changes, &options.given));
    }
    folder.write()?;
    if let Some(lock) = &lock {
        lock.write()?;
    }
    crate::say!("{}", summary(&generated, &changes, &folder));
    Ok(true)
}

fn generate(spec: &File, overlays: &[File], options: &Options) -> Result<Generated, String> {
    let sources: Vec<SourceText<'_>> = overlays.iter().map(source).collect();
    let generation = Generation {
        package: options.package.clone(),
        command: command(options),
        keep_going: options.keep_going,
    };
    let generated = form_codegen::generate(source(spec), &sources, &generation).map_err(
        |error| match options.color.on_stderr() {
            true => error.to_ansi(),
            false => error.to_string(),
        },
    )?;
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
fn command(options: &Options) -> String {
    if options.lock.is_some() {
        COMMAND.to_owned()
    } else {
        format!("{COMMAND} --spec … --out … --package {}", options.package)
    }
}

fn source(file: &File) -> SourceText<'_> {
    SourceText {
        name: &file.name,
        bytes: &file.bytes,
    }
}

fn read(path: &Path) -> Result<File, String> {
    let bytes =
        fs::read(path).map_err(|error| format!("error: can't read {}: {error}", path.display()))?;
    Ok(File {
        name: display_name(path),
        bytes,
    })
}

/// A path as people know it: from the root of the repository where it is inside, with forward slashes.
fn display_name(path: &Path) -> String {
    let shown = path.strip_prefix(root()).unwrap_or(path);
    shown.to_string_lossy().replace('\\', "/")
}

fn overlay_paths(overlays: &Overlays) -> Result<Vec<PathBuf>, String> {
    let folder = match overlays {
        Overlays::Files(files) => return Ok(files.clone()),
        Overlays::Folder(folder) => folder,
    };
    let failed = |error: std::io::Error| format!("error: can't list {}: {error}", folder.display());
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path
            .extension()
            .is_some_and(|ending| ending == "yaml" || ending == "yml" || ending == "json")
        {
            paths.push(path);
        }
    }
    paths.sort();
    Ok(paths)
}

/// Prints what is not up to date; whether all is.
fn report(changes: &[Change], given: &str) -> bool {
    for change in changes {
        crate::say!("{}", change.to_string().trim_end());
    }
    if changes.is_empty() {
        crate::say!("up to date");
    } else {
        crate::say!(
            "{} not up to date: run `{COMMAND}{given}` and commit what it changes",
            count(changes.len(), "file")
        );
    }
    changes.is_empty()
}

fn summary(generated: &Generated, changes: &[Change], folder: &Folder<'_>) -> String {
    let operations: usize = generated
        .api
        .resources
        .iter()
        .map(|resource| resource.operations.len())
        .sum();
    let changed = if changes.is_empty() {
        "nothing changed".to_owned()
    } else {
        format!("{} changed", count(changes.len(), "file"))
    };
    format!(
        "{} with {} and {} in {}: {changed}",
        count(generated.files.len(), "file"),
        count(generated.api.types.len(), "type"),
        count(operations, "operation"),
        display_name(folder.path()),
    )
}

fn count(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}
