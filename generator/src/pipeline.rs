//! All stages, one after the other.
//!
//! In: a document, its overlays and what to call the crate. Out: the files of the crate, with what the user should know.
//! What always holds: there are files only where no diagnostic is an error.

use std::fmt;
use std::time::{Duration, Instant};

use crate::api::Api;
use crate::diagnostic::Report;
use crate::emit::{CrateOptions, CrateVersion, FeatureChoice};
use crate::emit::{Package, PackageDetails, UnknownFeature};
use crate::guide::Guide;
use crate::mock::TestData;
use crate::names::{self, PackageFault};
use crate::place::Pointer;
use crate::render::{Files, RenderError};
use crate::selection::{Selection, choose};
use crate::source::{Document, DocumentSource, SourceText};
use crate::{emit, lower, render, source};

/// The version of the generator.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What the caller decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GenerateOptions {
    /// The name of the crate.
    pub package: String,
    /// The version of the crate: the caller's to keep, whatever version the document has.
    pub version: CrateVersion,
    /// The command that the generated files name: what a person types to make them anew.
    pub command: String,
    /// The file that says what the crate is made from, if there is one: the generated README names it.
    pub described_in: Option<String>,
    /// The chapters that the crate's guide has besides those that hold for every API.
    pub guide: Guide,
    /// What the manifest says besides name and version.
    pub details: PackageDetails,
    /// Which operations the crate has.
    pub selection: Selection,
    /// Which Cargo features the crate has.
    pub features: FeatureChoice,
    /// Whether operations that can't be expressed are left out with a warning, instead of being errors.
    pub keep_going: bool,
}

impl GenerateOptions {
    /// A crate of that name in its [first](CrateVersion::FIRST) version, made by `cargo xtask codegen`, with everything that the document describes.
    #[must_use]
    pub fn new(package: impl Into<String>) -> Self {
        Self {
            package: package.into(),
            version: CrateVersion::FIRST,
            command: "cargo xtask codegen".to_owned(),
            described_in: None,
            guide: Guide::default(),
            details: PackageDetails::default(),
            selection: Selection::default(),
            features: FeatureChoice::default(),
            keep_going: false,
        }
    }
}

/// A stage of the pipeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Text becomes a document.
    Read,
    /// The document becomes a model.
    Lower,
    /// The model becomes tokens, and these become text, part by part.
    Render,
}

impl Stage {
    /// The stage in a word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Lower => "lower",
            Self::Render => "render",
        }
    }
}

/// What a run is at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunProgress {
    /// The stage.
    pub stage: Stage,
    /// How many parts of it are done.
    pub done: usize,
    /// How many it has: operations to lower, or parts of the crate to render; none where that is not known.
    pub all: usize,
}

/// A generated crate.
#[derive(Debug)]
pub struct Generated {
    /// The files, by their path in the crate.
    pub files: Files,
    /// The model they were made from.
    pub api: Api,
    /// What the user should know; empty in the best case.
    pub warnings: Report,
    /// How long each stage took.
    pub timings: Vec<(Stage, Duration)>,
}

/// Why there is no crate.
#[derive(Debug)]
pub enum Error {
    /// The document or an overlay is at fault.
    Document(Report),
    /// The name can't be the crate's, and why.
    Package(String, PackageFault),
    /// The crate has no such feature.
    Feature(UnknownFeature),
    /// The generator is at fault.
    Render(RenderError),
}

impl Error {
    /// The same text as `Display`, coloured by ANSI escape codes where it is a report, for a terminal.
    #[must_use]
    pub fn to_ansi(&self) -> String {
        match self {
            Self::Document(report) => report.to_ansi(),
            Self::Package(..) | Self::Feature(_) | Self::Render(_) => self.to_string(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Document(report) => report.fmt(f),
            Self::Package(name, fault) => write!(
                f,
                "error: `{name}` can't be the name of the crate: {fault}\n  = help: take another, such as `{}`",
                names::package_ident(name)
            ),
            Self::Feature(unknown) => write!(f, "error: {unknown}"),
            Self::Render(error) => write!(f, "error: {error}"),
        }
    }
}

impl std::error::Error for Error {}

/// Runs all stages.
///
/// # Errors
///
/// If the document or an overlay can't be read, if something in it can't be expressed and [`GenerateOptions::keep_going`] is
/// off, if the package's name is no crate's, or if a feature is to be on by default that the crate lacks. All problems of the document are reported together.
pub fn generate<'a>(
    document: impl Into<DocumentSource<'a>>,
    overlays: &[SourceText<'_>],
    options: &GenerateOptions,
) -> Result<Generated, Error> {
    generate_observed(document, overlays, options, &mut |_| {})
}

/// The same; `observe` is told of each stage before it begins, and how far it has come.
///
/// # Errors
///
/// As [`generate`].
pub fn generate_observed<'a>(
    document: impl Into<DocumentSource<'a>>,
    overlays: &[SourceText<'_>],
    options: &GenerateOptions,
    observe: &mut dyn FnMut(RunProgress),
) -> Result<Generated, Error> {
    let mut clock = Clock::start(observe);
    let package = Package::parse(&options.package)
        .map_err(|fault| Error::Package(options.package.clone(), fault))?;
    clock.enter(Stage::Read, 0);
    let mut document = source::examine(document, overlays).map_err(Error::Document)?;
    choose(&mut document, &options.selection);
    let paths = document.spec.paths.iter();
    clock.enter(Stage::Lower, paths.map(|path| path.operations.len()).sum());
    let (mut api, diagnostics) = lower::lower(
        &document.spec,
        lower::LowerOptions {
            keep_going: options.keep_going,
        },
    );
    let warnings = match options.keep_going {
        true => document.report_of_rest(diagnostics),
        false => document.report_with(diagnostics),
    };
    if warnings.has_errors() {
        return Err(Error::Document(warnings));
    }
    let test_data = TestData::of(&api, &document.spec);
    publish(&mut api, &document);
    // Nothing reads the document any more.
    drop(document);
    let crate_options = crate_options(package, options, test_data);
    if let Some(unknown) = emit::unknown_feature(&api, &crate_options) {
        return Err(Error::Feature(unknown));
    }
    let parts = emit::CrateParts::new(&api, &crate_options);
    clock.enter(Stage::Render, parts.len());
    let printed = render::render_parts(parts.len(), |index| parts.get(index), &mut |done| {
        clock.tell(done)
    });
    let files = printed.map_err(Error::Render)?;
    Ok(Generated {
        files,
        api,
        warnings,
        timings: clock.finish(),
    })
}

fn crate_options(package: Package, options: &GenerateOptions, test_data: TestData) -> CrateOptions {
    CrateOptions {
        package,
        version: options.version,
        command: options.command.clone(),
        described_in: options.described_in.clone(),
        guide: options.guide.clone(),
        details: options.details.clone(),
        features: options.features.clone(),
        test_data,
    }
}

/// Names the places of what the crate shows as they were published.
fn publish(api: &mut Api, document: &Document) {
    let operations = api.resources.iter_mut();
    let operations = operations.flat_map(|resource| &mut resource.operations);
    let operations = operations.map(|operation| &mut operation.pointer);
    let types = api.types.iter_mut().map(|def| &mut def.pointer);
    let events = api.webhooks.iter_mut().chain(&mut api.callbacks);
    let events = events.flat_map(|events| &mut events.events);
    let events = events.map(|event| &mut event.pointer);
    for pointer in operations.chain(types).chain(events) {
        // What shows it puts the sign before a pointer that says no file.
        let reference = document.reference(pointer);
        let within = reference.strip_prefix('#').unwrap_or(&reference);
        *pointer = Pointer::from_text(within);
    }
}

/// Measures stages.
struct Clock<'o> {
    observe: &'o mut dyn FnMut(RunProgress),
    current: Option<(RunProgress, Instant)>,
    stages: Vec<(Stage, Duration)>,
}

impl<'o> Clock<'o> {
    fn start(observe: &'o mut dyn FnMut(RunProgress)) -> Self {
        Self {
            observe,
            current: None,
            stages: Vec::new(),
        }
    }

    fn enter(&mut self, stage: Stage, all: usize) {
        self.leave();
        let begun = RunProgress {
            stage,
            done: 0,
            all,
        };
        self.current = Some((begun, Instant::now()));
        self.tell(0);
    }

    /// So many parts of the stage are done.
    fn tell(&mut self, done: usize) {
        if let Some((begun, _)) = self.current {
            (self.observe)(RunProgress { done, ..begun });
        }
    }

    fn leave(&mut self) {
        let left = self.current.take();
        self.stages
            .extend(left.map(|(at, since)| (at.stage, since.elapsed())));
    }

    fn finish(mut self) -> Vec<(Stage, Duration)> {
        self.leave();
        self.stages
    }
}
