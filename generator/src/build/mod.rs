//! A client as a module of another crate: what that crate's `build.rs` calls.
//!
//! In: the path of a document, those of its overlays, and what to make of them. Out: one file in `OUT_DIR`, for `include!` in a
//! module, and lines for Cargo. What always holds: the file has no inner attribute and no path from the crate's root, so that any module
//! may include it; each file that was read is named to Cargo, whether or not there is a client; a file that is up to date is not
//! written.
//!
//! ```no_run
//! # // build.rs
//! use form_codegen::build::Build;
//!
//! fn main() {
//!     Build::new("openapi.yaml")
//!         .overlay("corrections.yaml")
//!         .features(["hyper"])
//!         .compile_or_exit();
//! }
//! ```
//!
//! The crate includes it, in a module of the same name: `mod openapi { include!(concat!(env!("OUT_DIR"), "/openapi.rs")); }`. The
//! runtime is part of the file, so that the crate depends on what the runtime depends on: [`Build::dependencies`] has the lines,
//! and an error those that are missing. The crate's edition has to be 2024.

mod docs;
mod error;
mod fits;
mod manifest;
mod module;
mod needs;
mod predicate;
mod tokens;

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::{env, fs, process};

pub use error::BuildError;

use crate::api::Api;
use crate::diagnostic::Report;
use crate::emit::FeatureChoice;
use crate::emit::Package;
use crate::files::{FilesBeside, InputFile};
use crate::names::package_ident;
use crate::selection::Selection;
use crate::source::SourceText;
use crate::{Error, GenerateOptions, Generated, generate};
use module::Inclusion;

/// A client that is to be made of a document.
#[derive(Clone, Debug)]
#[must_use = "nothing is made before `compile`"]
pub struct Build {
    document: PathBuf,
    overlays: Vec<PathBuf>,
    selection: Selection,
    keep_going: bool,
    features: Vec<String>,
    name: Option<String>,
    out_dir: Option<PathBuf>,
    root: Option<PathBuf>,
}

impl Build {
    /// A client of the API that a document describes, in YAML or JSON. The path is relative to the package's folder.
    pub fn new(document: impl Into<PathBuf>) -> Self {
        Self {
            document: document.into(),
            overlays: Vec::new(),
            selection: Selection::default(),
            keep_going: false,
            features: Vec::new(),
            name: None,
            out_dir: None,
            root: None,
        }
    }

    /// Corrects the document by an overlay, behind those that were given before.
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.overlays.push(path.into());
        self
    }

    /// Takes only these operations, with everything that they need.
    pub fn select(mut self, selection: Selection) -> Self {
        self.selection = selection;
        self
    }

    /// Leaves out, with a warning, what can't be expressed, instead of failing.
    pub fn keep_going(mut self) -> Self {
        self.keep_going = true;
        self
    }

    /// Switches on features of the client, such as `hyper`; those that they need come along. Without any there are requests and
    /// responses, which do no I/O.
    pub fn features<S: Into<String>>(mut self, features: impl IntoIterator<Item = S>) -> Self {
        self.features.extend(features.into_iter().map(Into::into));
        self
    }

    /// Calls the module, and so the file. It is else called after the document's file.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Writes to this folder instead of `OUT_DIR`.
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Takes this folder for the package's, which is else the one that Cargo names (`CARGO_MANIFEST_DIR`).
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// The lines that `[dependencies]` of the including crate has to have for these features.
    ///
    /// # Errors
    ///
    /// If there is no such feature.
    pub fn dependencies(&self) -> Result<Vec<String>, BuildError> {
        let features = needs::features(&self.features)?;
        let needed = needs::dependencies(&features).into_iter();
        Ok(needed.map(|(_, line)| line).collect())
    }

    /// Makes the client, and tells Cargo what it was made from.
    ///
    /// # Errors
    ///
    /// What is wrong with the document, the settings or the package's dependencies.
    pub fn compile(&self) -> Result<(), BuildError> {
        self.compile_to(&mut io::stdout())
    }

    /// The same; if it fails, says on the standard error why, which Cargo shows, and ends the program with 1.
    pub fn compile_or_exit(&self) {
        if let Err(error) = self.compile() {
            let _ = writeln!(io::stderr(), "{error}");
            process::exit(1);
        }
    }

    /// The same as [`compile`](Self::compile); what Cargo is told goes to `cargo`.
    ///
    /// # Errors
    ///
    /// The same, or that nothing can be written.
    pub fn compile_to(&self, cargo: &mut dyn Write) -> Result<(), BuildError> {
        let mut lines = Vec::new();
        let result = self.run(&mut lines);
        for line in lines {
            writeln!(cargo, "{}", one_line(&line)).map_err(BuildError::Cargo)?;
        }
        result
    }

    fn run(&self, lines: &mut Vec<String>) -> Result<(), BuildError> {
        let root = self.root_folder();
        for path in [&self.document].into_iter().chain(&self.overlays) {
            lines.push(changed(path));
        }
        let name = self.module_name()?;
        let features = needs::features(&self.features)?;
        let doubts = needs::check(&root, &features)?;
        lines.extend(doubts.iter().map(|doubt| warning(doubt)));
        let out_dir = self.out_dir.clone();
        let out_dir = out_dir.or_else(|| env::var_os("OUT_DIR").map(PathBuf::from));
        let out_dir = out_dir.ok_or(BuildError::OutDir)?;

        let package = package();
        let generated = self.generate(&root, &package, lines)?;
        lines.extend(warnings(&generated.warnings));
        lines.extend(limit(&root, &generated.api));
        let inclusion = Inclusion {
            files: &generated.files,
            features: &features,
            crate_name: &package.replace('-', "_"),
            module: &name,
        };
        write(&out_dir.join(format!("{name}.rs")), &inclusion.text())
    }

    /// Makes the files of a crate.
    fn generate(
        &self,
        root: &Path,
        package: &str,
        lines: &mut Vec<String>,
    ) -> Result<Generated, BuildError> {
        let read = |path: &PathBuf| {
            InputFile::read(&root.join(path), Some(root)).map_err(BuildError::Input)
        };
        let document = read(&self.document)?;
        let overlays = self.overlays.iter().map(read);
        let overlays = overlays.collect::<Result<Vec<_>, _>>()?;
        let overlays: Vec<SourceText<'_>> = overlays.iter().map(InputFile::source).collect();
        let beside = FilesBeside::of(&root.join(&self.document), &document.name);
        let options = GenerateOptions {
            command: "build.rs".to_owned(),
            selection: self.selection.clone(),
            keep_going: self.keep_going,
            // The features of a crate are not those of the one that includes the module: `select` says what it has.
            features: FeatureChoice {
                resources_from: Some(0),
                ..FeatureChoice::default()
            },
            ..GenerateOptions::new(package)
        };
        let generated = generate(document.source().with_files(&beside), &overlays, &options);
        let others = beside.files();
        lines.extend(others.iter().map(|file| changed(Path::new(&file.name))));
        generated.map_err(|error| {
            if let Error::Document(report) = &error {
                lines.extend(warnings(report));
            }
            BuildError::Generate(error)
        })
    }

    fn root_folder(&self) -> PathBuf {
        let root = self.root.clone();
        let root = root.or_else(|| env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from));
        root.unwrap_or_default()
    }

    /// What the module is called.
    fn module_name(&self) -> Result<String, BuildError> {
        let Some(name) = &self.name else {
            let stem = self.document.file_stem().unwrap_or_default();
            return Ok(package_ident(&stem.to_string_lossy()).replace('-', "_"));
        };
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic())
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        match is_name {
            true => Ok(name.clone()),
            false => Err(BuildError::Name(name.clone())),
        }
    }
}

/// The package that includes the client, by a name that a generated crate can have.
fn package() -> String {
    let name = env::var("CARGO_PKG_NAME").unwrap_or_default();
    match Package::parse(&name) {
        Ok(_) => name,
        Err(_) => package_ident(&name),
    }
}

/// Tells Cargo that a file was read.
fn changed(path: &Path) -> String {
    format!("cargo:rerun-if-changed={}", path.display())
}

/// Tells Cargo what the user should know, a line each: it shows them for the packages of the workspace.
fn warnings(report: &Report) -> Vec<String> {
    let located = report.located();
    let warnings = located.filter(|(one, _)| one.severity == crate::diagnostic::Severity::Warning);
    let lines = warnings.map(|(one, at)| {
        let place = format!("{}:{}:{}", at.file, at.line, at.column);
        warning(&format!("{place}: {} ({})", one.message, one.code))
    });
    lines.collect()
}

/// A line for what the user should know.
fn warning(text: &str) -> String {
    format!("cargo:warning={text}")
}

/// What a program is told whose types hold each other deep: the limit is an attribute of the including crate, which no module can have.
fn limit(root: &Path, api: &Api) -> Option<String> {
    let limit = api.deep_types?.recursion_limit;
    let is_raised = |file: &str| {
        let text = fs::read_to_string(root.join("src").join(file));
        text.is_ok_and(|text| text.contains("recursion_limit"))
    };
    (!["lib.rs", "main.rs"].into_iter().any(is_raised)).then(|| {
        warning(&format!(
            "types of the client hold each other so deep that rustc may give up: write `#![recursion_limit = \"{limit}\"]` at the head \
             of the crate that includes it"
        ))
    })
}

/// A text that a document may have a part in, without what would begin another line.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// Writes a file that is not up to date.
fn write(path: &Path, text: &str) -> Result<(), BuildError> {
    if fs::read(path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    fs::write(path, text).map_err(|error| BuildError::Output(path.to_path_buf(), error))
}

/// The names of the features that are on.
type Features = BTreeSet<&'static str>;
