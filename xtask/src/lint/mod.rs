//! `cargo xtask lint`.
//!
//! In: a document, its overlays and bodies of responses. Out: findings with the actions that mend them, and, where it is asked
//! for, an overlay of these. What always holds: nothing but that overlay is written, and only if the document is right with it.

mod explain;
mod fix;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use form_codegen::diagnostic::Severity;
use form_codegen::lint::{LintFinding, SentBody, lint};
use form_codegen::source::{Document, SourceText, examine};

use crate::arguments::LintOptions;
use crate::beside::Beside;
use crate::codegen::overlay_paths;
use crate::input::InputFile;

/// How many findings of a kind are shown, unless all are asked for.
const EACH: usize = 5;

/// Shows what is wrong. `Ok(false)` says that there is an error among it.
pub fn run(options: &LintOptions) -> Result<bool, String> {
    if let Some(id) = &options.explain {
        return explain::explain(id);
    }
    let inputs = LintInputs::read(options)?;
    let document = inputs.examine(options)?;
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
    found.retain(|one| options.only.is_empty() || options.only.iter().any(|id| id == one.id()));
    if let Some(path) = &options.fix {
        return fix::fix(&inputs, &document, &found, path, options);
    }
    show(&document, &found, options);
    let is_error = |one: &LintFinding| one.diagnostic.severity == Severity::Error;
    Ok(!found.iter().any(is_error))
}

fn show(document: &Document, found: &[LintFinding], options: &LintOptions) {
    let coloured = options.color.on_stdout();
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for finding in found {
        let (count, sure) = counts.entry(finding.id()).or_default();
        *count += 1;
        *sure += usize::from(is_sure(finding));
        if *count > EACH && !options.all {
            continue;
        }
        let mended = (finding.diagnostic.clone(), finding.actions.clone());
        for text in document.report_of(vec![mended]).each(coloured) {
            crate::say!("{text}");
        }
        crate::say!("");
    }
    for (id, (count, sure)) in &counts {
        let shown = match *count > EACH && !options.all {
            true => format!(", {EACH} of them shown: `--all` shows all"),
            false => String::new(),
        };
        crate::say!("{count:>6} {id} ({sure} that `--fix` mends{shown})");
    }
    match counts.is_empty() {
        true => crate::say!("nothing found"),
        false => crate::say!(
            "`--explain ID` tells why a kind matters; `--fix OVERLAY` writes what needs no word of yours"
        ),
    }
}

/// Whether the actions of a finding can be written as they are.
fn is_sure(finding: &LintFinding) -> bool {
    finding.sure && !finding.actions.is_empty()
}

/// A document and its overlays.
struct LintInputs {
    document: InputFile,
    overlays: Vec<InputFile>,
}

impl LintInputs {
    fn read(options: &LintOptions) -> Result<Self, String> {
        let root = options.root.as_deref();
        let overlays = overlay_paths(&options.overlays)?;
        let overlays = overlays.iter().map(|path| InputFile::read(path, root));
        Ok(Self {
            document: InputFile::read(&options.spec, root)?,
            overlays: overlays.collect::<Result<_, _>>()?,
        })
    }

    fn examine(&self, options: &LintOptions) -> Result<Document, String> {
        let overlays: Vec<SourceText<'_>> = self.overlays.iter().map(source).collect();
        let beside = Beside::of(&options.spec, &self.document.name);
        let document = source(&self.document).with_files(&beside);
        examine(document, &overlays).map_err(|report| options.color.show(&report))
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
