//! What a side's document means.
//!
//! In: a side. Out: its document and its model. What always holds: nothing is emitted, as nobody asks for it.

use form_codegen::api::Api;
use form_codegen::diagnostic::Report;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{Document, SourceText, read};

use super::side::Side;
use crate::arguments::SpecDiffOptions;
use crate::input::InputFile;

/// What a document means.
pub struct Model {
    /// The document, which knows places.
    pub document: Document,
    /// Its model.
    pub api: Api,
    /// What the user should know.
    pub warnings: Report,
}

impl Side {
    /// Reads the document and lowers it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, with excerpts.
    pub fn model(&self, options: &SpecDiffOptions) -> Result<Model, String> {
        let overlays: Vec<SourceText<'_>> = self.overlays.iter().map(InputFile::source).collect();
        let failed = |report: &Report| {
            let name = &self.compared.name;
            let shown = super::shown(report, options);
            format!("{shown}\nerror: {name} can't be compared: what is wrong with it stands above")
        };
        let document = read(self.document.source(), &overlays).map_err(|report| failed(&report))?;
        let (api, found) = lower(
            &document.spec,
            LowerOptions {
                keep_going: options.keep_going,
            },
        );
        let warnings = document.report([document.warnings.clone(), found].concat());
        match warnings.has_errors() {
            true => Err(failed(&warnings)),
            false => Ok(Model {
                document,
                api,
                warnings,
            }),
        }
    }
}
