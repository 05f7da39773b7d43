//! One of the two that are compared.
//!
//! In: a word, and the configuration. Out: a [`Side`]: the document with its overlays, and what it is called. What always holds: the
//! working tree is not touched; what a word could mean besides is said; files of a revision are named `REVISION:path`.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use crate::change_report::{ChangeEntry, ComparedSide};
use crate::diagnostic::Location;
use crate::diff::{ChangeId, RustClass};

use super::around::Around;
use super::{locks, manifests};
use crate::cli::config::CrateConfig;
use crate::cli::input::{self, InputFile, display_name};
use crate::cli::project::{ConfigFile, FilesBeside, Inputs, Project, Revision};

/// One of the two that are compared.
pub struct Side {
    /// How it is shown.
    pub compared: ComparedSide,
    /// The document.
    pub document: InputFile,
    /// What the document refers to beside it.
    pub beside: FilesBeside,
    /// The overlays, in their order.
    pub overlays: Vec<InputFile>,
    /// The chapters of its guide, which are not compared.
    pub guide: Vec<InputFile>,
    /// Whether it is a file that is not the configured document.
    pub is_lone: bool,
    /// The file of allowed changes that it has.
    pub allow: Option<InputFile>,
    /// The manifest of its crate, if one was generated.
    pub manifest: Option<InputFile>,
    /// What a person should know.
    pub notes: Vec<String>,
    /// What it is by the configuration, if it is a crate of one.
    pub of: Option<CrateConfig>,
    /// Where it says what the crate is called.
    package_at: Option<Location>,
}

impl Side {
    /// Finds out what a word means, and reads that; without a word, it is the working tree.
    ///
    /// # Errors
    ///
    /// If it means nothing, or can't be read.
    pub fn find(word: Option<&OsStr>, around: &Around) -> Result<Self, String> {
        let Some(word) = word else {
            let project = around.project().map_err(|why| {
                format!(
                    "{}, or name two files",
                    why.lines().next().unwrap_or_default()
                )
            })?;
            return Self::of_project(project, "the working tree".to_owned());
        };
        let path = Path::new(word);
        if word == "-" {
            return Self::of_document(input::of_stdin()?, around);
        }
        let is_file = path.exists();
        let found = match (around.project(), word.to_str()) {
            (Ok(project), Some(name)) => {
                let found = Revision::find(&project.root, name);
                found.map(|found| (project, found, name))
            }
            (Err(why), _) => Err(format!(
                "{}, so that there are no revisions",
                why.lines().next().unwrap_or_default()
            )),
            (_, None) => Err("error: it is not UTF-8".to_owned()),
        };
        match found {
            Ok((project, revision, name)) => {
                let mut side = Self::of_revision(project, &revision, name)?;
                if is_file {
                    side.notes.push(format!(
                        "`{name}` is a revision and a file: the revision is compared; `./{name}` is the file"
                    ));
                }
                Ok(side)
            }
            Err(_) if is_file => Self::of_file(path, around),
            Err(why) => Err(format!(
                "error: `{}` is no file, and no revision\n{}",
                path.display(),
                why.replacen("error: ", "  = note: ", 1)
            )),
        }
    }

    fn of_file(path: &Path, around: &Around) -> Result<Self, String> {
        if path.is_dir() {
            let path = path.display();
            return Err(format!("error: {path} is a folder: name a document in it"));
        }
        let whole = fs::canonicalize(path);
        if let (Ok(project), Ok(whole)) = (around.project(), &whole)
            && fs::canonicalize(project.path(&project.of.document))
                .is_ok_and(|document| document == *whole)
        {
            return Self::of_project(project, project.of.document.clone());
        }
        let document = read(path, around.root())?;
        let beside = FilesBeside::of(path, &document.name);
        let side = Self::of_document(document, around)?;
        Ok(Self { beside, ..side })
    }

    /// A document that is not the configured one.
    fn of_document(document: InputFile, around: &Around) -> Result<Self, String> {
        let overlays = around.overlays.iter().map(|path| read(path, around.root()));
        let overlays = overlays.collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            compared: compared(document.name.clone(), None, &document, &overlays),
            document,
            beside: FilesBeside::default(),
            overlays,
            guide: Vec::new(),
            is_lone: true,
            allow: None,
            manifest: None,
            notes: Vec::new(),
            of: None,
            package_at: None,
        })
    }

    fn of_project(project: &Project, name: String) -> Result<Self, String> {
        let inputs = project.inputs()?;
        let file = |name: &str| -> Result<Option<InputFile>, String> {
            let path = project.path(name);
            let read = || InputFile::read(&path, Some(&project.root));
            path.exists().then(read).transpose()
        };
        Self::of_inputs(name, None, inputs, (project.config.as_ref(), &file))
    }

    fn of_revision(project: &Project, revision: &Revision<'_>, name: &str) -> Result<Self, String> {
        let noted = |why: String| format!("{why}\n  = note: this is of {name}");
        let inputs = project.inputs_of(revision).map_err(noted)?.ok_or_else(|| {
            format!(
                "error: {name} has no {}: there is nothing to compare",
                project.of.document
            )
        })?;
        let config = project.config_of(revision).map_err(noted)?;
        let file = |name: &str| -> Result<Option<InputFile>, String> {
            let bytes = revision.file(name)?;
            Ok(bytes.map(|bytes| InputFile {
                name: name.to_owned(),
                bytes,
            }))
        };
        let mut side = Self::of_inputs(
            name.to_owned(),
            Some(name),
            inputs,
            (config.as_ref(), &file),
        )?;
        if let (None, Some(now)) = (&config, &project.config) {
            side.notes.push(format!(
                "{name} has no {} that can be read: it is compared as the one of now says",
                now.file.name
            ));
        }
        Ok(side)
    }

    /// A side that has what a configuration says; `file` reads a file of it, if it is there.
    fn of_inputs(
        name: String,
        revision: Option<&str>,
        inputs: Inputs,
        (config, file): (Option<&ConfigFile>, &ReadFile<'_>),
    ) -> Result<Self, String> {
        let Inputs {
            mut document,
            mut overlays,
            guide,
            mut of,
            beside,
            ..
        } = inputs;
        let known = std::iter::once(&document).chain(&overlays).chain(&guide);
        let known: Vec<&InputFile> = known.collect();
        let named = |name: &Option<String>| name.as_deref().map_or(Ok(None), file);
        let notes = match named(&of.lock)? {
            Some(lock) => locks::notes(&name, &lock, &known, &of.out),
            None => Vec::new(),
        };
        let mut allow = named(&of.allowed_changes)?;
        let mut manifest = file(&format!("{}/Cargo.toml", of.out))?;
        let package_at = config.and_then(|config| config.config.locate(&of, "name"));
        let package_at = package_at.map(|at| match revision {
            Some(revision) => Location {
                file: format!("{revision}:{}", at.file),
                ..at
            },
            None => at,
        });
        if let Some(revision) = revision {
            let own = overlays.iter_mut().chain(&mut allow);
            let own = own.chain(&mut of.said_in);
            for file in own.chain(&mut manifest).chain([&mut document]) {
                file.name = format!("{revision}:{}", file.name);
            }
        }
        let mut compared = compared(name, revision, &document, &overlays);
        compared.package = Some(of.named.name.clone());
        compared.overlays.extend(
            of.client()
                .map(|client| format!("{} [crate.client]", client.text.name)),
        );
        Ok(Self {
            compared,
            document,
            beside,
            overlays,
            guide,
            is_lone: false,
            allow,
            manifest,
            notes,
            of: Some(of),
            package_at,
        })
    }
}

/// Reads a file, if it is there.
type ReadFile<'a> = dyn Fn(&str) -> Result<Option<InputFile>, String> + 'a;

/// A file, named from the folder of the configuration if it is inside.
fn read(path: &Path, root: Option<&Path>) -> Result<InputFile, String> {
    let root = root.and_then(|root| fs::canonicalize(root).ok());
    let name = match (fs::canonicalize(path), &root) {
        (Ok(whole), Some(root)) if whole.starts_with(root) => display_name(&whole, Some(root)),
        _ => display_name(path, None),
    };
    let file = InputFile::read(path, None)?;
    Ok(InputFile { name, ..file })
}

fn compared(
    name: String,
    revision: Option<&str>,
    document: &InputFile,
    overlays: &[InputFile],
) -> ComparedSide {
    ComparedSide {
        name,
        revision: revision.map(str::to_owned),
        document: document.name.clone(),
        overlays: overlays.iter().map(|file| file.name.clone()).collect(),
        package: None,
        left_out: 0,
    }
}

/// What differs and is not compared.
pub fn not_compared(old: &Side, new: &Side) -> Vec<&'static str> {
    let chapters = |side: &Side| -> BTreeMap<String, Vec<u8>> {
        let chapters = side.guide.iter();
        chapters
            .map(|file| (file.name.clone(), file.bytes.clone()))
            .collect()
    };
    if old.is_lone || new.is_lone {
        return Vec::new();
    }
    let chapters = (chapters(old) != chapters(new))
        .then_some("chapters of the guide differ, too: git shows how");
    let manifest = (old.manifest.is_none() || new.manifest.is_none()).then_some(
        "of one of both, no crate was generated: neither `rust-version` nor features are compared",
    );
    chapters.into_iter().chain(manifest).collect()
}

/// The change of the crate's name, if both sides have one: no document has it.
pub fn renamed(old: &Side, new: &Side) -> Option<ChangeEntry> {
    let (before, after) = (old.compared.package.clone()?, new.compared.package.clone()?);
    (before != after).then(|| ChangeEntry {
        change: manifests::change(
            ChangeId::PackageRenamed,
            RustClass::Major,
            "the crate".to_owned(),
            [Some(before), Some(after)],
        ),
        old: old.package_at.clone(),
        new: new.package_at.clone(),
        allowed: None,
        fails: false,
    })
}
