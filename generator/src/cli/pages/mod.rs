//! `docs`: reference pages of a document.
//!
//! In: a document with its overlays, and a folder. Out: the folder with the pages. What always holds: a file that no run wrote is left alone; of those
//! that an earlier run wrote, the ones that are no longer made go; an error or a kill leaves the old pages or the new ones, or a journal
//! with which the next run makes it so.

use crate::cli::arguments::PagesArgs;
use crate::cli::diff::model_of;
use crate::cli::generate::report;
use crate::cli::output::Folder;
use crate::cli::output::disk::System;
use crate::cli::output::plan::Policy;
use crate::cli::project::{Lowered, lowered};
use crate::cli::session::Session;
use crate::diff::diff;
use crate::emit::{CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails};
use crate::guide::Guide;
use crate::mock::TestData;
use crate::pages::SinceChanges;
use crate::render::Files;

/// What the manifest names as the command that wrote the files.
const COMMAND: &str = "form-codegen docs";

/// Writes the pages.
///
/// # Errors
///
/// If the document can't be read, or a file can't be written.
pub fn run(session: &Session, options: &PagesArgs) -> Result<bool, String> {
    let files = files(session, options)?;
    let size: usize = files.values().map(String::len).sum();
    let pages = files.keys().filter(|path| path.ends_with(".html")).count();
    write(options, files)?;
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
    let since = options.since.as_ref().map(|word| {
        let (overlays, krate) = (&options.overlay, options.krate.clone());
        let (name, old) = model_of(session, word, overlays, krate, document.is_none())?;
        Ok::<_, String>(SinceChanges {
            name,
            changes: diff(&old, &lowered.api),
        })
    });
    pages(&lowered, name, since.transpose()?.as_ref())
}

fn pages(lowered: &Lowered, name: &str, since: Option<&SinceChanges>) -> Result<Files, String> {
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
    let Lowered { api, model, .. } = lowered;
    Ok(crate::pages::pages(api, model, &options, since))
}

/// Makes the folder so, as a whole or not at all: by the transaction that crates are written in.
fn write(options: &PagesArgs, files: Files) -> Result<(), String> {
    let error = |message: String| format!("error: {message}");
    let mut folder = Folder::open(&System, &options.out).map_err(error)?;
    if !folder.interrupted().map_err(error)?.is_empty() {
        let kept = folder.recover().map_err(error)?;
        remark!("put in order what an interrupted run had left");
        report::kept(&kept);
    }
    let policy = Policy {
        force: options.force,
        ours: false,
    };
    let plan = folder.plan(files, COMMAND, policy).map_err(error)?;
    if plan.is_forbidden() {
        return Err(report::refusal(&plan, &options.out));
    }
    report::kept(&folder.write(&plan).map_err(error)?);
    Ok(())
}
