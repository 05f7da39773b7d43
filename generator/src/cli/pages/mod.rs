//! `docs`: reference pages of a document.
//!
//! In: a document with its overlays, and a folder. Out: the folder with the pages. What always holds: a file that these pages do not have is left
//! alone; of those that an earlier run wrote, the ones that are no longer made go.

use std::path::Path;

use crate::api::Api;
use crate::cli::arguments::PagesArgs;
use crate::cli::project::lowered;
use crate::cli::session::Session;
use crate::emit::{CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails};
use crate::guide::Guide;
use crate::mock::TestData;
use crate::render::Files;

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
    let document = options.document.as_deref();
    let krate = options.krate.as_deref();
    let lowered = lowered(session, document, &options.overlay, krate)?;
    let name = lowered.name.as_ref().unwrap_or(&options.package);
    pages(&lowered.api, &lowered.model, name)
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
        test_data: TestData::default(),
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
