//! A document as a model, for what is made of it besides a crate.
//!
//! In: a document that was named, or the configuration. Out: the model, what the test server knows of it, and what the crate is called. What always
//! holds: what no client can express is left out, and so asked for by nobody; it is said on the standard error.

use std::path::{Path, PathBuf};

use form_mock::model::Model;

use super::{FilesBeside, one};
use crate::api::Api;
use crate::cli::input::{self, InputFile};
use crate::cli::session::Session;
use crate::lower::{LowerOptions, lower};
use crate::mock;
use crate::selection::{Selection, choose};
use crate::source::{SourceText, examine};

/// A document, lowered.
pub struct Lowered {
    /// The model.
    pub api: Api,
    /// What the test server knows of it.
    pub model: Model,
    /// The name of the crate, where the configuration says it.
    pub name: Option<String>,
}

/// Reads the document with its overlays; without one, that of the crate in the configuration.
///
/// # Errors
///
/// If it can't be read, or is no document.
pub fn lowered(
    session: &Session,
    document: Option<&Path>,
    overlays: &[PathBuf],
    krate: Option<&str>,
) -> Result<Lowered, String> {
    let Some(document) = document else {
        let project = one(session, krate)?;
        let meant = project.inputs()?.model(session.color)?;
        return Ok(Lowered {
            model: mock::model(&meant.api, &meant.document.spec),
            api: meant.api,
            name: Some(project.of.named.name),
        });
    };
    let overlays = overlays.iter().map(|path| InputFile::read(path, None));
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
    if !report.is_empty() {
        // What is left out is looked for in vain.
        eprintln!("{}", session.color.show(&report));
    }
    Ok(Lowered {
        model: mock::model(&api, &document.spec),
        api,
        name: None,
    })
}
