//! What the crate in `generated/` is made from.
//!
//! In: the workspace, or a revision of it. Out: document, overlays and name, and the crate or the model that they make.
//! What always holds: this is what `codegen` without options makes its crate from.

use std::path::Path;

use form_codegen::api::Api;
use form_codegen::diagnostic::{Diagnostic, Report, Severity};
use form_codegen::guide::Guide;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{Document, DocumentSource, SourceText, examine, examine_as_published};
use form_codegen::{Error, GenerateOptions, Generated};

use crate::arguments::{COMMAND, Overlays};
use crate::beside::Beside;
use crate::codegen::{guide_paths, overlay_paths};
use crate::color::Color;
use crate::crate_file::{CRATE_FILE, CrateFile};
use crate::input::InputFile;
use crate::revision::Revision;
use crate::workspace::{DOCUMENT, GUIDE, OVERLAYS};

/// The fault of an action that adds something without saying so, and was applied all the same.
const CREATION: &str = "overlay-creation";

/// How a document is read.
type Examine = fn(DocumentSource<'_>, &[SourceText<'_>]) -> Result<Document, Report>;

/// What the crate is made from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The document.
    pub document: InputFile,
    /// Its overlays, in the order in which they are applied.
    pub overlays: Vec<InputFile>,
    /// The chapters of its guide.
    pub guide: Vec<InputFile>,
    /// What the crate is called, and its version.
    pub named: CrateFile,
    /// What the document refers to beside it.
    pub beside: Beside,
}

impl Inputs {
    /// Reads the working tree.
    ///
    /// # Errors
    ///
    /// If something can't be read.
    pub fn of_folder(root: &Path) -> Result<Self, String> {
        let paths = overlay_paths(&Overlays::Folder(root.join(OVERLAYS)))?;
        let overlays = paths.iter().map(|path| InputFile::read(path, Some(root)));
        let folder = Some(root.join(GUIDE)).filter(|folder| folder.is_dir());
        let chapters = folder.map(|folder| guide_paths(&folder)).transpose()?;
        let chapters = chapters.unwrap_or_default();
        let guide = chapters
            .iter()
            .map(|path| InputFile::read(path, Some(root)));
        Ok(Self {
            document: InputFile::read(&root.join(DOCUMENT), Some(root))?,
            overlays: overlays.collect::<Result<_, _>>()?,
            guide: guide.collect::<Result<_, _>>()?,
            named: CrateFile::read(&CrateFile::path(root))?,
            beside: Beside::of(&root.join(DOCUMENT), DOCUMENT),
        })
    }

    /// Reads a revision; `None` if it has no document.
    ///
    /// # Errors
    ///
    /// If git does not tell, or the name of the crate can't be read.
    pub fn of_revision(revision: &Revision<'_>) -> Result<Option<Self>, String> {
        let Some(bytes) = revision.file(DOCUMENT)? else {
            return Ok(None);
        };
        let files = |folder: &str, endings: &[&str]| -> Result<Vec<InputFile>, String> {
            let ends = |file: &InputFile| {
                let ending = file.name.rsplit_once('.').map(|(_, ending)| ending);
                ending.is_some_and(|ending| endings.contains(&ending))
            };
            Ok(revision.folder(folder)?.into_iter().filter(ends).collect())
        };
        let named = revision.file(CRATE_FILE)?;
        Ok(Some(Self {
            document: InputFile {
                name: DOCUMENT.to_owned(),
                bytes,
            },
            overlays: files(OVERLAYS, &["json", "yaml", "yml"])?,
            guide: files(GUIDE, &["md"])?,
            named: named.map_or(Ok(CrateFile::default()), |text| CrateFile::parse(&text))?,
            beside: Beside::in_revision(revision, DOCUMENT),
        }))
    }

    /// The crate.
    ///
    /// # Errors
    ///
    /// What the generator says, for people.
    pub fn generate(&self, color: Color) -> Result<Generated, String> {
        let overlays: Vec<SourceText<'_>> = self.overlays.iter().map(InputFile::source).collect();
        let chapters: Vec<SourceText<'_>> = self.guide.iter().map(InputFile::source).collect();
        // All of it is said here, so that nothing that is added is forgotten.
        let options = GenerateOptions {
            package: self.named.name.clone(),
            version: self.named.version,
            command: COMMAND.to_owned(),
            guide: Guide::read(&chapters).map_err(|fault| format!("error: {fault}"))?,
            keep_going: false,
        };
        let document = self.document.source().with_files(&self.beside);
        let generated = form_codegen::generate(document, &overlays, &options);
        generated.map_err(|error: Error| match color.on_stderr() {
            true => error.to_ansi(),
            false => error.to_string(),
        })
    }

    /// What they mean, without a crate.
    ///
    /// # Errors
    ///
    /// What the generator says, for people.
    pub fn model(&self, color: Color) -> Result<MeantInputs, String> {
        self.meant(color, |_| true)
    }

    /// The same of what was there before: overlays may add things without `x-create`, from before they had to say so.
    ///
    /// # Errors
    ///
    /// What the generator says, for people.
    pub fn former_model(&self, color: Color) -> Result<MeantInputs, String> {
        self.meant(color, |fault| fault.code != CREATION)
    }

    fn meant(&self, color: Color, counts: fn(&Diagnostic) -> bool) -> Result<MeantInputs, String> {
        let (meant, report) = self.lowered(
            color,
            |document, overlays| examine(document, overlays),
            counts,
        )?;
        match report.has_errors() {
            true => Err(color.show(&report)),
            false => Ok(meant),
        }
    }

    /// The same of what overlays may not fit yet: what they say amiss is left out, and comes out as errors.
    ///
    /// # Errors
    ///
    /// Everything that is wrong, for people, if anything that the document itself says is.
    pub fn model_in_part(&self, color: Color) -> Result<(MeantInputs, Vec<Diagnostic>), String> {
        let (meant, report) = self.lowered(
            color,
            |document, overlays| examine_as_published(document, overlays),
            |_| true,
        )?;
        let errors = report.diagnostics().iter();
        let errors = errors.filter(|one| one.severity == Severity::Error);
        let errors: Vec<Diagnostic> = errors.cloned().collect();
        let is_passed = |one: &Diagnostic| meant.document.is_of_overlay(&one.place);
        match errors.iter().all(is_passed) {
            true => Ok((meant, errors)),
            false => Err(color.show(&report)),
        }
    }

    fn lowered(
        &self,
        color: Color,
        examine: Examine,
        counts: fn(&Diagnostic) -> bool,
    ) -> Result<(MeantInputs, Report), String> {
        let overlays: Vec<SourceText<'_>> = self.overlays.iter().map(InputFile::source).collect();
        let document = examine(self.document.source().with_files(&self.beside), &overlays);
        let mut document = document.map_err(|report| color.show(&report))?;
        document.faults.retain(counts);
        let (api, found) = lower(&document.spec, LowerOptions { keep_going: false });
        let report = document.report_with(found);
        Ok((MeantInputs { document, api }, report))
    }
}

/// What the crate is made from, and what it means.
#[derive(Debug)]
pub struct MeantInputs {
    /// The document, which knows the places of what the model holds.
    pub document: Document,
    /// The model.
    pub api: Api,
}
