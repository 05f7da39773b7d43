//! One of the two that are compared.
//!
//! In: a word, and the workspace. Out: a [`Side`]: the document with its overlays, and what it is called. What always holds: the
//! working tree is not touched; what a word could mean besides is said; files of a revision are named `REVISION:path`.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use form_codegen::api::Pointer;
use form_codegen::change_report::{ChangeEntry, ComparedSide};
use form_codegen::diagnostic::Location;
use form_codegen::diff::{ChangeId, RustClass};
use form_codegen::source::PlainText;

use super::{locks, manifests};
use crate::arguments::NO_WORKSPACE;
use crate::beside::Beside;
use crate::crate_file::CRATE_FILE;
use crate::input::{InputFile, display_name};
use crate::inputs::Inputs;
use crate::revision::Revision;
use crate::workspace::{DOCUMENT, LOCK};

/// The file of changes that are allowed, from the root of the repository.
pub const ALLOW: &str = "spec/allowed-changes.yaml";

/// One of the two that are compared.
pub struct Side {
    /// How it is shown.
    pub compared: ComparedSide,
    /// The document.
    pub document: InputFile,
    /// What the document refers to beside it.
    pub beside: Beside,
    /// The overlays, in their order.
    pub overlays: Vec<InputFile>,
    /// The chapters of its guide, which are not compared.
    pub guide: Vec<InputFile>,
    /// Whether it is a file that is not the workspace's document.
    pub is_lone: bool,
    /// The file of allowed changes that it has.
    pub allow: Option<InputFile>,
    /// The manifest of its crate, if one was generated.
    pub manifest: Option<InputFile>,
    /// What a person should know.
    pub notes: Vec<String>,
    /// Where it says what the crate is called.
    package_at: Option<Location>,
}

impl Side {
    /// Finds out what a word means, and reads that; without a word, it is the working tree.
    ///
    /// # Errors
    ///
    /// If it means nothing, or can't be read.
    pub fn find(
        word: Option<&OsStr>,
        root: Option<&Path>,
        overlays: &[PathBuf],
    ) -> Result<Self, String> {
        let Some(word) = word else {
            let root = root.ok_or_else(|| format!("error: {NO_WORKSPACE}, or name two files"))?;
            return Self::of_workspace(root, "the working tree".to_owned());
        };
        let path = Path::new(word);
        if word == "-" {
            return Self::of_document(InputFile::of_stdin()?, root, overlays);
        }
        let is_file = path.exists();
        let found = match (root, word.to_str()) {
            (Some(root), Some(name)) => Revision::find(root, name).map(|found| (found, name)),
            _ => Err(format!(
                "error: {NO_WORKSPACE}, so that there are no revisions"
            )),
        };
        match found {
            Ok((revision, name)) => {
                let mut side = Self::of_revision(&revision, name)?;
                if is_file {
                    side.notes.push(format!(
                        "`{name}` is a revision and a file: the revision is compared; `./{name}` is the file"
                    ));
                }
                Ok(side)
            }
            Err(_) if is_file => Self::of_file(path, root, overlays),
            Err(why) => Err(format!(
                "error: `{}` is no file, and no revision\n{}",
                path.display(),
                why.replacen("error: ", "  = note: ", 1)
            )),
        }
    }

    fn of_file(path: &Path, root: Option<&Path>, overlays: &[PathBuf]) -> Result<Self, String> {
        if path.is_dir() {
            let path = path.display();
            return Err(format!("error: {path} is a folder: name a document in it"));
        }
        let whole = fs::canonicalize(path);
        if let (Some(root), Ok(whole)) = (root, &whole)
            && fs::canonicalize(root.join(DOCUMENT)).is_ok_and(|document| document == *whole)
        {
            return Self::of_workspace(root, DOCUMENT.to_owned());
        }
        let document = read(path, root)?;
        let beside = Beside::of(path, &document.name);
        let side = Self::of_document(document, root, overlays)?;
        Ok(Self { beside, ..side })
    }

    /// A document that is not the workspace's.
    fn of_document(
        document: InputFile,
        root: Option<&Path>,
        overlays: &[PathBuf],
    ) -> Result<Self, String> {
        let overlays = overlays.iter().map(|path| read(path, root));
        let overlays = overlays.collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            compared: compared(document.name.clone(), None, &document, &overlays),
            document,
            beside: Beside::default(),
            overlays,
            guide: Vec::new(),
            is_lone: true,
            allow: None,
            manifest: None,
            notes: Vec::new(),
            package_at: None,
        })
    }

    fn of_workspace(root: &Path, name: String) -> Result<Self, String> {
        let inputs = Inputs::of_folder(root)?;
        let file = |name: &str| -> Result<Option<InputFile>, String> {
            let path = root.join(name);
            let read = || InputFile::read(&path, Some(root));
            path.exists().then(read).transpose()
        };
        Self::of_inputs(name, None, inputs, &file)
    }

    fn of_revision(revision: &Revision<'_>, name: &str) -> Result<Self, String> {
        let inputs = Inputs::of_revision(revision)
            .map_err(|why| format!("{why}\n  = note: this is of {name}"))?
            .ok_or_else(|| {
                format!("error: {name} has no {DOCUMENT}: there is nothing to compare")
            })?;
        let file = |name: &str| -> Result<Option<InputFile>, String> {
            let bytes = revision.file(name)?;
            Ok(bytes.map(|bytes| InputFile {
                name: name.to_owned(),
                bytes,
            }))
        };
        Self::of_inputs(name.to_owned(), Some(name), inputs, &file)
    }

    /// A side that has what a workspace has; `file` reads a file of it, if it is there.
    fn of_inputs(
        name: String,
        revision: Option<&str>,
        inputs: Inputs,
        file: &dyn Fn(&str) -> Result<Option<InputFile>, String>,
    ) -> Result<Self, String> {
        let Inputs {
            mut document,
            mut overlays,
            guide,
            named,
            beside,
        } = inputs;
        let known = std::iter::once(&document).chain(&overlays).chain(&guide);
        let known: Vec<&InputFile> = known.collect();
        let notes = match file(LOCK)? {
            Some(lock) => locks::notes(&name, &lock.bytes, &known),
            None => Vec::new(),
        };
        let (mut allow, mut crate_file) = (file(ALLOW)?, file(CRATE_FILE)?);
        let mut manifest = file(manifests::MANIFEST)?;
        if let Some(revision) = revision {
            let own = overlays.iter_mut().chain(&mut allow).chain(&mut crate_file);
            for file in own.chain(&mut manifest).chain([&mut document]) {
                file.name = format!("{revision}:{}", file.name);
            }
        }
        let mut compared = compared(name, revision, &document, &overlays);
        compared.package = Some(named.name);
        let package_at = crate_file.and_then(|file| {
            let text = PlainText::read(file.source()).ok()?;
            text.locate(&Pointer::root().child("name"))
        });
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
            package_at,
        })
    }
}

/// A file, named from the root of the workspace if it is inside.
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
        "one of both has no generated/Cargo.toml: neither `rust-version` nor features are compared",
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
