//! `lint` and `explain`.
//!
//! In: a document, its overlays and bodies of responses. Out: findings with the actions that mend them, and, where it is asked
//! for, an overlay of these. What always holds: nothing but that overlay is written, and only if the document is right with it.

mod explain;
mod fix;

pub use explain::explain;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::Severity;
use crate::lint::{LintFinding, SentBody, lint};
use crate::source::{Document, SourceText, examine};

use crate::cli::arguments::LintArgs;
use crate::cli::color::Color;
use crate::cli::config::{AllowedLint, CrateConfig};
use crate::cli::input::{self, InputFile};
use crate::cli::project::{FilesBeside, one};
use crate::cli::session::Session;

/// How many findings of a kind are shown, unless all are asked for.
const EACH: usize = 5;

/// Shows what is wrong. `Ok(false)` says that there is an error among it.
///
/// # Errors
///
/// If the document can't be read, or the arguments name what is not there.
pub fn run(session: &Session, options: &LintArgs) -> Result<bool, String> {
    if let Some(id) = &options.explain {
        return explain::explain(id);
    }
    let inputs = LintInputs::read(session, options)?;
    let document = inputs.examine()?;
    let sent = options
        .responses
        .as_deref()
        .map_or(Ok(Vec::new()), bodies)?;
    let mut found = lint(&document, &sent);
    let is_known = |id: &String| found.iter().any(|one| one.id() == id) || explain::is_known(id);
    if let Some(unknown) = options.only.iter().find(|id| !is_known(id)) {
        return Err(format!(
            "error: nothing is called `{unknown}`\n  = help: `--explain all` lists the ids"
        ));
    }
    let is_allowed = inputs.allow(&mut found)?;
    found.retain(|one| options.only.is_empty() || options.only.iter().any(|id| id == one.id()));
    if let Some(path) = &options.fix {
        return fix::fix(&inputs, &document, &found, path);
    }
    show(&document, &found, options.all, session.color);
    is_allowed.iter().for_each(|line| say!("{line}"));
    let is_error = |one: &LintFinding| one.diagnostic.severity == Severity::Error;
    Ok(!found.iter().any(is_error))
}

fn show(document: &Document, found: &[LintFinding], all: bool, color: Color) {
    let coloured = color.on_stdout();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for finding in found {
        let (count, sure) = counts.entry(finding.id()).or_default();
        *count += 1;
        *sure += usize::from(is_sure(finding));
        if *count > EACH && !all {
            continue;
        }
        let mended = (finding.diagnostic.clone(), finding.actions.clone());
        for text in document.report_of(vec![mended]).each(coloured) {
            say!("{text}");
        }
        say!("");
    }
    for (id, (count, sure)) in &counts {
        let shown = match *count > EACH && !all {
            true => format!(", {EACH} of them shown: `--all` shows all"),
            false => String::new(),
        };
        say!("{count:>6} {id} ({sure} that `--fix` mends{shown})");
    }
    match counts.is_empty() {
        true => say!("nothing found"),
        false => say!(
            "`--explain ID` tells why a kind matters; `--fix OVERLAY` writes what needs no word of yours"
        ),
    }
}

/// Whether the actions of a finding can be written as they are.
fn is_sure(finding: &LintFinding) -> bool {
    finding.sure && !finding.actions.is_empty()
}

/// A document and its overlays, and what is known of them.
#[derive(Clone)]
struct LintInputs {
    document: InputFile,
    beside: FilesBeside,
    overlays: Vec<InputFile>,
    of: CrateConfig,
    root: Option<PathBuf>,
    color: Color,
}

impl LintInputs {
    fn read(session: &Session, options: &LintArgs) -> Result<Self, String> {
        let color = session.color;
        let Some(document) = &options.document else {
            let project = one(session, options.krate.as_deref())?;
            let inputs = project.inputs()?;
            return Ok(Self {
                document: inputs.document,
                beside: inputs.beside,
                overlays: inputs.overlays,
                of: inputs.of,
                root: Some(project.root),
                color,
            });
        };
        let overlays = options.overlay.iter();
        let overlays = overlays.map(|path| InputFile::read(path, None));
        let (document, beside) = match document.as_os_str() == "-" {
            true => (input::of_stdin()?, FilesBeside::default()),
            false => {
                let file = InputFile::read(document, None)?;
                let beside = FilesBeside::of(document, &file.name);
                (file, beside)
            }
        };
        Ok(Self {
            document,
            beside,
            overlays: overlays.collect::<Result<_, _>>()?,
            of: CrateConfig::default(),
            root: None,
            color,
        })
    }

    fn examine(&self) -> Result<Document, String> {
        let overlays: Vec<SourceText<'_>> = self.overlays.iter().map(source).collect();
        let document = source(&self.document).with_files(&self.beside);
        let document = document.with_client(self.of.client());
        examine(document, &overlays).map_err(|report| self.color.show(&report))
    }

    /// Takes out what the configuration allows; says how much that was.
    ///
    /// # Errors
    ///
    /// If it allows what is not there.
    fn allow(&self, found: &mut Vec<LintFinding>) -> Result<Vec<String>, String> {
        let mut lines = Vec::new();
        for AllowedLint { id, reason } in &self.of.allowed_lints {
            let before = found.len();
            found.retain(|one| one.id() != id);
            match before - found.len() {
                0 => {
                    return Err(format!(
                        "error: the configuration allows `{id}`, and there is none\n  = help: delete the entry"
                    ));
                }
                count => lines.push(format!("{count:>6} {id} (allowed: {reason})")),
            }
        }
        Ok(lines)
    }
}

fn source(file: &InputFile) -> SourceText<'_> {
    SourceText {
        name: &file.name,
        bytes: &file.bytes,
    }
}

/// The bodies in a folder, in the order of their names.
fn bodies(folder: &Path) -> Result<Vec<SentBody>, String> {
    let failed = |error: std::io::Error| format!("error: can't list {}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(failed)?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = paths.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort();
    let bodies = paths.iter().map(|path| {
        let file = InputFile::read(path, Some(folder))?;
        let value = serde_json::from_slice(&file.bytes);
        let value =
            value.map_err(|error| format!("error: {} is not JSON: {error}", path.display()))?;
        Ok(SentBody {
            name: file.name,
            value,
        })
    });
    bodies.collect()
}
