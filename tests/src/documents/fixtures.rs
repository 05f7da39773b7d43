//! Fixtures: documents of a few lines each.
//!
//! In: a folder below `tests/fixtures`. Out: its files, read and lowered. What always holds: a fixture that does not say
//! `openapi:` or `swagger:` gets the members that every document needs, after its own lines, so that line numbers stay.

use std::fs;
use std::path::{Path, PathBuf};

use form_codegen::api::Api;
use form_codegen::diagnostic::{Diagnostic, Report};
use form_codegen::lower::{self, lower};
use form_codegen::source::{Document, SourceText, examine, read};
use form_codegen::{GenerateOptions, Generated, generate};

/// One fixture.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// The path below the folder, with `/`, without the extension, such as `idiom/expandable`.
    pub name: String,
    /// The whole document.
    pub text: String,
}

impl Fixture {
    /// The folder within the fixtures: `idiom` of `idiom/expandable`.
    #[must_use]
    pub fn topic(&self) -> &str {
        self.name.rsplit_once('/').map_or("", |(topic, _)| topic)
    }

    /// The name within the folder.
    #[must_use]
    pub fn title(&self) -> &str {
        self.name
            .rsplit_once('/')
            .map_or(self.name.as_str(), |(_, title)| title)
    }

    /// Reads the document.
    ///
    /// # Errors
    ///
    /// What the source stage refuses.
    pub fn read(&self) -> Result<Document, Report> {
        let name = format!("{}.yaml", self.title());
        read(
            SourceText {
                name: &name,
                bytes: self.text.as_bytes(),
            },
            &[],
        )
    }

    /// Reads what is right in the document.
    ///
    /// # Errors
    ///
    /// If nothing is.
    pub fn examine(&self) -> Result<Document, Report> {
        let name = format!("{}.yaml", self.title());
        let bytes = self.text.as_bytes();
        examine(SourceText { name: &name, bytes }, &[])
    }

    /// Reads and lowers the document.
    ///
    /// # Panics
    ///
    /// If the source stage refuses it: fixtures are well-formed documents.
    #[must_use]
    pub fn lower(&self, keep_going: bool) -> (Document, Api, Vec<Diagnostic>) {
        let read = match keep_going {
            true => self.examine(),
            false => self.read(),
        };
        let document = match read {
            Ok(document) => document,
            Err(report) => panic!("{} can't be read:\n{report}", self.name),
        };
        let (api, found) = lower(&document.spec, lower::LowerOptions { keep_going });
        (document, api, found)
    }

    /// Generates a crate named `fixture`.
    ///
    /// # Panics
    ///
    /// If the document is refused.
    #[must_use]
    pub fn generate(&self, keep_going: bool) -> Generated {
        let name = format!("{}.yaml", self.title());
        let source = SourceText {
            name: &name,
            bytes: self.text.as_bytes(),
        };
        let options = GenerateOptions {
            keep_going,
            ..GenerateOptions::new("fixture")
        };
        match generate(source, &[], &options) {
            Ok(generated) => generated,
            Err(error) => panic!("{}:\n{error}", self.name),
        }
    }
}

/// The fixtures of a folder below `tests/fixtures`, in the order of their names.
///
/// # Panics
///
/// If the folder can't be read or is empty.
#[must_use]
pub fn fixtures(folder: &str) -> Vec<Fixture> {
    let root = crate_path("fixtures").join(folder);
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    assert!(!paths.is_empty(), "{} has no fixtures", root.display());
    let mut found: Vec<Fixture> = paths.iter().map(|path| fixture(&root, path)).collect();
    found.sort_by(|one, other| one.name.cmp(&other.name));
    found
}

/// A path of this crate.
#[must_use]
pub fn crate_path(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(relative)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.filter_map(Result::ok) {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, found);
        } else if path
            .extension()
            .is_some_and(|extension| extension == "yaml")
        {
            found.push(path);
        }
    }
}

fn fixture(root: &Path, path: &Path) -> Fixture {
    let relative = path.strip_prefix(root).unwrap_or(path).with_extension("");
    let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
    let text =
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    Fixture {
        name: parts.join("/"),
        text: completed(text),
    }
}

/// Adds the members that every document needs and a fixture need not repeat.
fn completed(mut text: String) -> String {
    let has = |member: &str| text.lines().any(|line| line.starts_with(member));
    if has("openapi:") || has("swagger:") || text.starts_with('{') {
        return text;
    }
    let missing: String = [
        ("paths:", "paths: {}\n"),
        ("servers:", "servers: [{url: 'https://api.example'}]\n"),
        ("info:", "info: {title: Fixture, version: '1'}\n"),
    ]
    .iter()
    .filter(|(member, _)| !has(member))
    .map(|(_, line)| *line)
    .collect();
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text + &missing + "openapi: 3.0.3\n"
}
