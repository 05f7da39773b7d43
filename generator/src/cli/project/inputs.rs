//! What a crate is made from.
//!
//! In: a folder or a revision, and what the configuration says. Out: document, overlays and guide, and the crate or the model that they
//! make. What always holds: this is what `generate` makes its crate from.

use crate::api::Api;
use crate::diagnostic::{Diagnostic, Place, Report, Severity};
use crate::emit::FeatureChoice;
use crate::guide::Guide;
use crate::lower::{LowerOptions, lower};
use crate::selection::choose;
use crate::source::{
    Document, DocumentSource, OVERLAY_CREATION, SourceText, examine, examine_as_published,
};
use crate::{Error, GenerateOptions, Generated, RunProgress, generate_observed};

use super::tree::FileTree;
use crate::cli::color::Color;
use crate::cli::config::CrateConfig;
use crate::cli::input::InputFile;
use crate::files::FilesBeside;

/// How a document is read.
type Examine = fn(DocumentSource<'_>, &[SourceText<'_>]) -> Result<Document, Report>;

/// What a crate is made from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The document.
    pub document: InputFile,
    /// What the document refers to beside it.
    pub beside: FilesBeside,
    /// Its overlays, in the order in which they are applied.
    pub overlays: Vec<InputFile>,
    /// The chapters of its guide.
    pub guide: Vec<InputFile>,
    /// What the configuration says.
    pub of: CrateConfig,
    /// The command that the generated files name.
    pub command: String,
    /// The configuration that they name.
    pub described_in: Option<String>,
}

impl Inputs {
    /// Reads them; `None` if there is no document.
    ///
    /// # Errors
    ///
    /// If something can't be read.
    pub fn read(
        tree: &FileTree<'_>,
        of: &CrateConfig,
        command: &str,
    ) -> Result<Option<Self>, String> {
        let Some(document) = tree.file(&of.document)? else {
            return Ok(None);
        };
        let overlays = of.overlays.iter();
        let overlays = overlays.map(|path| tree.files(path, &["json", "yaml", "yml"]));
        let overlays = overlays.collect::<Result<Vec<_>, _>>()?;
        let guide = of.guide.as_ref().map(|folder| tree.files(folder, &["md"]));
        let guide = guide.transpose()?;
        if let (Some(folder), Some(true)) = (&of.guide, guide.as_ref().map(Vec::is_empty)) {
            return Err(format!(
                "error: there is no chapter, no `*.md`, in {folder}"
            ));
        }
        Ok(Some(Self {
            beside: tree.beside(&of.document),
            document,
            overlays: overlays.into_iter().flatten().collect(),
            guide: guide.unwrap_or_default(),
            of: of.clone(),
            command: command.to_owned(),
            described_in: None,
        }))
    }

    /// The same from another document, what lies beside that, and other overlays.
    #[must_use]
    pub fn with(&self, document: InputFile, beside: FilesBeside, overlays: Vec<InputFile>) -> Self {
        Self {
            document,
            beside,
            overlays,
            ..self.clone()
        }
    }

    /// The files that the document refers to, as it is without its overlays: these apply to no other file.
    #[must_use]
    pub fn parts(&self) -> Vec<InputFile> {
        // What is wrong with it is said by whoever makes something of it.
        let _ = examine(self.source(), &[]);
        self.beside.files()
    }

    /// The document with what lies beside it, and with what the configuration says of its client.
    fn source(&self) -> DocumentSource<'_> {
        let source = self.document.source().with_files(&self.beside);
        source.with_client(self.of.client())
    }

    /// What is applied to the document, in order.
    fn sources(&self) -> Vec<SourceText<'_>> {
        self.overlays.iter().map(InputFile::source).collect()
    }

    /// The crate; `observe` is told how far it has come.
    ///
    /// # Errors
    ///
    /// What the generator says, for people.
    pub fn generate(
        &self,
        color: Color,
        observe: &mut dyn FnMut(RunProgress),
    ) -> Result<Generated, String> {
        let overlays = self.sources();
        let chapters: Vec<SourceText<'_>> = self.guide.iter().map(InputFile::source).collect();
        // All of it is said here, so that nothing that is added is forgotten.
        let options = GenerateOptions {
            package: self.of.named.name.clone(),
            version: self.of.named.version,
            command: self.command.clone(),
            described_in: self.described_in.clone(),
            guide: Guide::read(&chapters).map_err(|fault| format!("error: {fault}"))?,
            details: self.of.details.clone(),
            selection: self.of.selection.clone(),
            features: FeatureChoice {
                default: self.of.default_features.clone(),
                resources_from: self.of.resources_from,
            },
            keep_going: self.of.keep_going,
        };
        let generated = generate_observed(self.source(), &overlays, &options, observe);
        generated.map_err(|error| self.told(&error, color))
    }

    /// An error for people: where the configuration says what is wrong, with that place.
    fn told(&self, error: &Error, color: Color) -> String {
        if let (Error::Feature(unknown), Some(list)) = (error, &self.of.default_features_at) {
            let listed = self.of.default_features.iter().flatten();
            let index = listed.into_iter().position(|name| *name == unknown.name);
            let at = index.map_or_else(|| list.clone(), |index| list.child(index));
            let wrong = Diagnostic::error("config-value", Place::File(0, at), unknown.message());
            let wrong = wrong.label("no such feature").help(unknown.help());
            if let Some(report) = self.of.report(vec![wrong]) {
                return color.show(&report);
            }
        }
        match color.on_stderr() {
            true => error.to_ansi(),
            false => error.to_string(),
        }
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
        self.meant(color, |fault| fault.code != OVERLAY_CREATION)
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
        let overlays = self.sources();
        let document = examine(self.source(), &overlays);
        let mut document = document.map_err(|report| color.show(&report))?;
        document.faults.retain(counts);
        choose(&mut document, &self.of.selection);
        let options = LowerOptions {
            keep_going: self.of.keep_going,
        };
        let (api, found) = lower(&document.spec, options);
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
