//! `docs`: reference pages of a document.
//!
//! In: a document with its overlays, and a folder. Out: the folder with the pages. What always holds: a file that these pages do not have is left
//! alone; of those that an earlier run wrote, the ones that are no longer made go.

use std::path::Path;

use crate::api::Api;
use crate::cli::arguments::PagesArgs;
use crate::cli::input::{self, InputFile};
use crate::cli::project::{FilesBeside, one};
use crate::cli::session::Session;
use crate::emit::{CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails};
use crate::guide::Guide;
use crate::lower::{LowerOptions, lower};
use crate::render::Files;
use crate::selection::{Selection, choose};
use crate::source::{SourceText, examine};

/// The file that lists what a run wrote.
const LIST: &str = ".form-codegen.pages";

/// Writes the pages.
///
/// # Errors
///
/// If the document can't be read, or a file can't be written.
pub fn run(session: &Session, options: &PagesArgs) -> Result<bool, String> {
    let files = files(session, options)?;
    let size: usize = files.values().map(String::len).sum();
    let pages = files.keys().filter(|path| path.ends_with(".html")).count();
    write(&options.out, &files)?;
    say!(
        "{pages} pages in {} ({} kB): begin with {}",
        options.out.display(),
        size / 1000,
        options.out.join("index.html").display()
    );
    Ok(true)
}

fn files(session: &Session, options: &PagesArgs) -> Result<Files, String> {
    let Some(document) = &options.document else {
        let project = one(session, options.krate.as_deref())?;
        let meant = project.inputs()?.model(session.color)?;
        let model = crate::mock::model(&meant.api, &meant.document.spec);
        return pages(&meant.api, &model, &project.of.named.name);
    };
    let overlays = options.overlay.iter();
    let overlays = overlays.map(|path| InputFile::read(path, None));
    let overlays = overlays.collect::<Result<Vec<_>, _>>()?;
    let (file, beside) = match document.as_os_str() == "-" {
        true => (input::of_stdin()?, FilesBeside::default()),
        false => {
            let file = InputFile::read(document, None)?;
            let beside = FilesBeside::of(document, &file.name);
            (file, beside)
        }
    };
    let texts: Vec<SourceText<'_>> = overlays.iter().map(InputFile::source).collect();
    let document = examine(file.source().with_files(&beside), &texts);
    let mut document = document.map_err(|report| session.color.show(&report))?;
    choose(&mut document, &Selection::default());
    let (api, found) = lower(&document.spec, LowerOptions { keep_going: true });
    let report = document.report_of_rest(found);
    if report.has_errors() {
        return Err(session.color.show(&report));
    }
    pages(
        &api,
        &crate::mock::model(&api, &document.spec),
        &options.package,
    )
}

fn pages(api: &Api, model: &form_mock::model::Model, name: &str) -> Result<Files, String> {
    let package = Package::parse(name)
        .map_err(|fault| format!("error: `{name}` can't be a crate's name: {fault}"))?;
    let options = CrateOptions {
        package,
        version: CrateVersion::FIRST,
        command: String::new(),
        described_in: None,
        guide: Guide::default(),
        details: PackageDetails::default(),
        features: FeatureChoice::default(),
    };
    Ok(crate::pages::pages(api, model, &options))
}

/// Writes the files, and removes what an earlier run wrote and this one has not.
fn write(folder: &Path, files: &Files) -> Result<(), String> {
    let failed = |path: &Path| {
        let path = path.display().to_string();
        move |error: std::io::Error| format!("error: can't write {path}: {error}")
    };
    std::fs::create_dir_all(folder).map_err(failed(folder))?;
    let list = folder.join(LIST);
    let known = match std::fs::read_to_string(&list) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let mut entries = std::fs::read_dir(folder).map_err(failed(folder))?;
            if entries.next().is_some() {
                return Err(format!(
                    "error: {} has files that `docs` has not written\n  = help: name an empty or a new folder",
                    folder.display()
                ));
            }
            String::new()
        }
        Err(error) => return Err(failed(&list)(error)),
    };
    for path in known.lines().filter(|path| !files.contains_key(*path)) {
        // A list that somebody has changed leads out of the folder no more than the pages do.
        let is_inside = !path.split('/').any(|part| part.is_empty() || part == "..");
        if is_inside && !Path::new(path).is_absolute() {
            let _ = std::fs::remove_file(folder.join(path));
        }
    }
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    std::fs::write(&list, names.join("\n") + "\n").map_err(failed(&list))?;
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(failed(parent))?;
        }
        std::fs::write(&path, text).map_err(failed(&path))?;
    }
    Ok(())
}
