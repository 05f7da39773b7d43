//! What a side's document means.
//!
//! In: a side. Out: its document and its model. What always holds: nothing is emitted, as nobody asks for it; what is wrong with
//! overlays is said, is left out, and hides nothing else: a new document is often looked at before its overlays are mended.

use crate::api::Api;
use crate::change_report::ComparedSide;
use crate::diagnostic::{Report, Severity};
use crate::lower::{LowerOptions, lower};
use crate::source::{Document, OVERLAY_CREATION, SourceText, examine, examine_as_published};

use super::side::Side;
use crate::cli::arguments::DiffArgs;
use crate::cli::config::CrateConfig;
use crate::cli::input::InputFile;
use crate::cli::session::Session;
use crate::selection::choose;

/// What a document means.
pub struct Model {
    /// The document, which knows places.
    pub document: Document,
    /// Its model.
    pub api: Api,
    /// What the user should know: warnings, and what of the overlays does not fit.
    pub report: Report,
    /// The same of a revision, in short.
    pub note: Option<String>,
}

impl Side {
    /// Reads the document and lowers it.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, with excerpts, if anything that the document itself says is.
    pub fn model(&self, session: &Session, options: &DiffArgs) -> Result<Model, String> {
        let overlays: Vec<SourceText<'_>> = self.overlays.iter().map(InputFile::source).collect();
        let failed = |report: &Report| {
            let name = &self.compared.name;
            let shown = session.color.show(report);
            format!("{shown}\nerror: {name} can't be compared: what is wrong with it stands above")
        };
        // What a revision was made from is as it was; what is new may lack what overlays still describe.
        let client = self.of.as_ref().and_then(CrateConfig::client);
        let document = self.document.source().with_files(&self.beside);
        let document = document.with_client(client);
        let document = match self.compared.revision {
            Some(_) => examine(document, &overlays),
            None => examine_as_published(document, &overlays),
        };
        let mut document = document.map_err(|report| failed(&report))?;
        let note = self.revision_note(&mut document);
        if let Some(of) = &self.of {
            choose(&mut document, &of.selection);
        }
        let is_left_out = self.of.as_ref().is_some_and(|of| of.keep_going);
        let (api, found) = lower(
            &document.spec,
            LowerOptions {
                keep_going: options.keep_going || is_left_out,
            },
        );
        let report = document.report_with(found);
        let diagnostics = report.diagnostics().iter();
        let mut faults = diagnostics.filter(|one| one.severity == Severity::Error);
        match faults.all(|fault| document.is_of_overlay(&fault.place)) {
            true => Ok(Model {
                document,
                api,
                report,
                note,
            }),
            false => Err(failed(&report)),
        }
    }

    /// Takes out of a revision's faults what nobody can mend there and what hides nothing: things that overlays add without
    /// saying so, from before they had to. What comes out says how many there are.
    fn revision_note(&self, document: &mut Document) -> Option<String> {
        let revision = self.compared.revision.as_deref()?;
        let count = document.faults.len();
        document
            .faults
            .retain(|fault| fault.code != OVERLAY_CREATION);
        match count - document.faults.len() {
            0 => None,
            count => Some(format!(
                "what overlays of {revision} add without `x-create` (counted: {count}) is compared as it is"
            )),
        }
    }
}

impl Side {
    /// What is compared, and how much of it does not count.
    pub fn compared_in(&self, model: &Model) -> ComparedSide {
        ComparedSide {
            left_out: model.left_out(),
            ..self.compared.clone()
        }
    }
}

impl Model {
    /// How many things that the overlays say do not fit, and were left out.
    pub fn left_out(&self) -> usize {
        let diagnostics = self.report.diagnostics().iter();
        diagnostics
            .filter(|one| one.severity == Severity::Error)
            .count()
    }

    /// Whether all that the overlays say fits.
    pub fn is_whole(&self) -> bool {
        !self.report.has_errors()
    }
}
