//! All stages, one after the other.
//!
//! In: a document, its overlays and what to call the crate. Out: the files of the crate, with what the user should know.
//! What always holds: there are files only where no diagnostic is an error.

use std::fmt;
use std::time::{Duration, Instant};

use crate::api::Api;
use crate::diagnostic::Report;
use crate::emit::{CrateVersion, Package};
use crate::guide::Guide;
use crate::names::{self, PackageFault};
use crate::render::{Files, RenderError};
use crate::source::SourceText;
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
    /// The chapters that the crate's guide has besides those that hold for every API.
    pub guide: Guide,
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
            guide: Guide::default(),
            keep_going: false,
        }
    }
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
    pub timings: Vec<(&'static str, Duration)>,
}

/// Why there is no crate.
#[derive(Debug)]
pub enum Error {
    /// The document or an overlay is at fault.
    Document(Report),
    /// The name can't be the crate's, and why.
    Package(String, PackageFault),
    /// The generator is at fault.
    Render(RenderError),
}

impl Error {
    /// The same text as `Display`, coloured by ANSI escape codes where it is a report, for a terminal.
    #[must_use]
    pub fn to_ansi(&self) -> String {
        match self {
            Self::Document(report) => report.to_ansi(),
            Self::Package(..) | Self::Render(_) => self.to_string(),
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
/// off, or if the package's name is no crate's. All problems of the document are reported together.
pub fn generate(
    document: SourceText<'_>,
    overlays: &[SourceText<'_>],
    options: &GenerateOptions,
) -> Result<Generated, Error> {
    let mut clock = Clock::start();
    let package = Package::parse(&options.package)
        .map_err(|fault| Error::Package(options.package.clone(), fault))?;
    let document = source::examine(document, overlays).map_err(Error::Document)?;
    clock.stage("read");
    let (api, diagnostics) = lower::lower(
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
    clock.stage("lower");
    // Nothing reads the document any more.
    drop(document);
    let crate_options = emit::CrateOptions {
        package,
        version: options.version,
        command: options.command.clone(),
        guide: options.guide.clone(),
    };
    let parts = emit::CrateParts::new(&api, &crate_options);
    let printed = render::render_parts(parts.len(), |index| parts.get(index));
    let files = printed.map_err(Error::Render)?;
    clock.stage("emit and render");
    Ok(Generated {
        files,
        api,
        warnings,
        timings: clock.stages,
    })
}

/// Measures stages.
struct Clock {
    last: Instant,
    stages: Vec<(&'static str, Duration)>,
}

impl Clock {
    fn start() -> Self {
        Self {
            last: Instant::now(),
            stages: Vec::new(),
        }
    }

    fn stage(&mut self, name: &'static str) {
        let now = Instant::now();
        self.stages.push((name, now - self.last));
        self.last = now;
    }
}
