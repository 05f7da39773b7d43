//! What a new document makes of the workspace.
//!
//! In: the document, and the workspace. Out: a [`Proposal`]: the files as they should be, and what to say of it. What
//! always holds: nothing is written here; what changes is told also where no crate can be made of it yet; it is compared with
//! what is committed, so that a second run before the commit, with corrected overlays or a still newer document, says the same
//! as if it were the first.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use form_codegen::diagnostic::{Diagnostic, Location};
use form_codegen::source::Document;
use form_codegen::{Files, Generated};

use super::actions::{Gone, Settled, settle};
use super::changelog::Entry;
use super::changes::Changed;
use super::mentions::mentions;
use super::{cargo_lock, lines, lists, version};
use crate::arguments::UpdateOptions;
use crate::color::Color;
use crate::crate_file::{CRATE_FILE, CrateFile};
use crate::input::InputFile;
use crate::inputs::{Inputs, MeantInputs};
use crate::lock::Lock;
use crate::revision::Revision;
use crate::workspace::{DOCUMENT, LOCK};

const CHANGELOG: &str = "CHANGELOG.md";
const CARGO_LOCK: &str = "Cargo.lock";
const README: &str = "README.md";

/// What a new document makes of the workspace.
pub struct Proposal {
    /// The crate; or why there can be none yet, and what is to be done, for people.
    pub generated: Result<Generated, String>,
    /// The files besides the crate: as they should be, or gone.
    pub files: BTreeMap<String, Option<String>>,
    /// What the crate was called, and its version.
    pub before: CrateFile,
    /// What stands in the working tree of that.
    pub present: CrateFile,
    /// What it is called, and its version.
    pub after: CrateFile,
    /// What changes.
    pub changed: Changed,
    /// Actions that can go, or went.
    pub gone: Vec<Gone>,
    /// Whether they went.
    pub dropped: bool,
    /// The entry of the changelog; empty if nothing changes for users.
    pub entry: String,
    /// Lines of the project's own texts that speak of what is gone.
    pub mentions: Vec<String>,
}

impl Proposal {
    /// Looks what a document makes of the workspace; `None` if it is the one that is there.
    ///
    /// # Errors
    ///
    /// If something can't be read, or if the document itself is at fault.
    pub fn make(document: &InputFile, options: &UpdateOptions) -> Result<Option<Self>, String> {
        let root = &options.root;
        let present = Inputs::of_folder(root)?;
        let base = base(root)?.unwrap_or_else(|| present.clone());
        let is_there = |known: &Inputs| known.document.bytes == document.bytes;
        if is_there(&present) && is_there(&base) {
            return Ok(None);
        }
        let old = base.former_model(options.color).map_err(|why| {
            format!("{why}\nerror: what spec/ held before can't be compared with: mend it first")
        })?;
        let mut settled = settle(
            (&base.document, document),
            present.overlays.clone(),
            options.drop,
            options.color,
        )?;
        let mut inputs = Inputs {
            document: document.clone(),
            overlays: std::mem::take(&mut settled.overlays),
            ..present.clone()
        };
        let (mut new, refusal) = meant(&mut inputs, &mut settled, options)?;
        if refusal.is_empty() && options.drop {
            inputs.overlays = lines::without(&present.overlays, &inputs.overlays, &settled.gone);
            new = inputs.model(options.color)?;
        }
        let changed = Changed::between(
            ("what is committed", &base, &old),
            ("the new document", &inputs, &new),
        );
        // From here on it is the workspace's.
        DOCUMENT.clone_into(&mut inputs.document.name);
        if let Some(weight) = changed.weight() {
            let next = version::next(base.named.version, weight);
            // What somebody has raised further stays.
            inputs.named.version = next.max(present.named.version);
        }
        let generated = match refusal.is_empty() {
            true => inputs.generate(options.color),
            false => Err(refusal),
        };
        let mut proposal = Self {
            generated,
            files: BTreeMap::new(),
            before: base.named,
            present: present.named.clone(),
            after: inputs.named.clone(),
            changed,
            gone: settled.gone,
            dropped: options.drop,
            entry: String::new(),
            mentions: Vec::new(),
        };
        proposal.mentions(&inputs, root)?;
        proposal.inputs(&present, &inputs, options)?;
        proposal.versions(root)?;
        Ok(Some(proposal))
    }

    /// What still speaks of what is gone: overlays, chapters of the guide and the README.
    fn mentions(&mut self, inputs: &Inputs, root: &Path) -> Result<(), String> {
        let readme = present(root, README)?.map(|text| InputFile {
            name: README.to_owned(),
            bytes: text.into_bytes(),
        });
        let texts = inputs.overlays.iter().chain(&inputs.guide).cloned();
        let texts: Vec<InputFile> = texts.chain(readme).collect();
        let none = Files::new();
        let files = self.generated.as_ref().map_or(&none, |made| &made.files);
        self.mentions = mentions(&self.changed.report, &texts, &inputs.document, files);
        Ok(())
    }

    /// The document, the overlays and the lock.
    fn inputs(
        &mut self,
        present: &Inputs,
        inputs: &Inputs,
        options: &UpdateOptions,
    ) -> Result<(), String> {
        let Inputs {
            document,
            overlays,
            guide,
            beside,
            ..
        } = inputs;
        let unknown = "unknown: write here where the document was published";
        let is_new = present.document.bytes != document.bytes;
        let origin = options.origin.as_deref().or(is_new.then_some(unknown));
        let lock = options.root.join(LOCK);
        let lock = Lock::new(
            &lock,
            document,
            overlays.iter().chain(guide).chain(&beside.files()),
            origin,
        )?;
        let lock = Some(lock.wanted().to_owned());
        self.files.insert(LOCK.to_owned(), lock);
        for file in &present.overlays {
            self.files.insert(file.name.clone(), None);
        }
        for file in overlays.iter().chain([document]) {
            self.files.insert(file.name.clone(), Some(text(file)?));
        }
        Ok(())
    }

    /// The version, wherever it stands, and the changelog.
    fn versions(&mut self, root: &Path) -> Result<(), String> {
        if self.before == self.after {
            return Ok(());
        }
        let CrateFile { name, version } = &self.after;
        let mut files = vec![(CRATE_FILE, self.after.print())];
        if let Some(lock) = present(root, CARGO_LOCK)? {
            let lock = cargo_lock::with_version(&lock, name, *version);
            files.extend(lock.map(|lock| (CARGO_LOCK, lock)));
        }
        let entry = Entry {
            name,
            version: *version,
            changes: &self.changed.sentences(),
        };
        let changelog = present(root, CHANGELOG)?;
        files.push((CHANGELOG, entry.put_into(changelog.as_deref())));
        self.entry = entry.print();
        for (name, text) in files {
            self.files.insert(name.to_owned(), Some(text));
        }
        Ok(())
    }

    /// What becomes of the workspace, for people.
    pub fn print(&self, color: Color) -> String {
        let mut text = self.changed.report.to_terminal(color.on_stdout());
        text.truncate(text.trim_end().len());
        text += "\n\n";
        // Where nothing can be made of it yet, they are among what is to be done.
        if !self.gone.is_empty() && self.generated.is_ok() {
            let what = match self.dropped {
                true => "taken out of the overlays:",
                false => "to be deleted from the overlays (`--drop` does it):",
            };
            text += &format!("{what}\n");
            text.extend(self.gone.iter().map(|gone| format!("  {}\n", gone.line())));
        }
        if !self.mentions.is_empty() && self.generated.is_ok() {
            text += "these lines still speak of what is gone:\n";
            text.extend(self.mentions.iter().map(|line| format!("  {line}\n")));
        }
        let (before, after) = (self.before.version, self.after.version);
        let name = &self.after.name;
        if before == after {
            text += &format!("{name} stays {before}: nothing changes for users\n");
        } else if self.present == self.after {
            text += &format!(
                "{name} is {after} already, {before} is committed ({CRATE_FILE}); in {CHANGELOG} this stands or comes anew:\n\n"
            );
            text += &self.entry;
        } else {
            text += &format!(
                "{name} {before} becomes {after} ({CRATE_FILE}), and {CHANGELOG} gets:\n\n"
            );
            text += &self.entry;
        }
        text
    }
}

/// What a new document means, so far as overlays fit it, and why nothing may be made of it: empty if they do. Names in their
/// lists go if the options say so.
fn meant(
    inputs: &mut Inputs,
    settled: &mut Settled,
    options: &UpdateOptions,
) -> Result<(MeantInputs, String), String> {
    let refusal = settled.refusal.take().unwrap_or_default();
    let drop = options.drop && refusal.is_empty();
    let (new, left_out) = loop {
        let model = inputs.model_in_part(options.color);
        let (new, left_out) = model.map_err(|why| joined(&refusal, &why))?;
        let names = lists::names(&new.document, &left_out, &inputs.overlays);
        // What stands behind one of them may be found only without it.
        if names.is_empty() || !drop {
            break (new, left_out);
        }
        let overlays = inputs.overlays.iter();
        inputs.overlays = overlays.map(|file| lines::blank(file, &names)).collect();
        settled.gone.extend(names);
    };
    let misfits = misfits(&new.document, left_out, &settled.told, options.color);
    let before = match drop && !misfits.is_empty() {
        // It may be wrong only without what went.
        true => went(&settled.gone),
        false => refusal,
    };
    Ok((new, joined(&before, &misfits)))
}

/// What overlays say that the new document leaves no sense, for people; empty if there is nothing. What was `told`
/// already is not repeated.
fn misfits(
    document: &Document,
    found: Vec<Diagnostic>,
    told: &[(&'static str, Location)],
    color: Color,
) -> String {
    let is_new = |one: &Diagnostic| {
        let location = document.locate(&one.place);
        location.is_none_or(|location| !told.contains(&(one.code, location)))
    };
    let found: Vec<Diagnostic> = found.into_iter().filter(is_new).collect();
    if found.is_empty() {
        return String::new();
    }
    let report = document.report(found);
    let shown = color.show(&report);
    let shown = shown.trim_end();
    format!(
        "{shown}\nerror: overlays speak of what the new document does not have; nothing was changed\n  \
         = help: `--drop` takes names out of `x-valueGroups` and `x-valueFields`; correct all else, and run this again"
    )
}

/// What `--drop` would take out, for people.
fn went(gone: &[Gone]) -> String {
    gone.iter().map(Gone::line).collect::<Vec<_>>().join("\n")
}

/// One message after the other; either may be empty.
fn joined(one: &str, other: &str) -> String {
    let both = [one, other].into_iter().filter(|text| !text.is_empty());
    both.collect::<Vec<_>>().join("\n")
}

/// What is committed; `None` where nothing is. The working tree may hold half of an update.
fn base(root: &Path) -> Result<Option<Inputs>, String> {
    match Revision::find(root, "HEAD") {
        Ok(head) => Inputs::of_revision(&head),
        Err(_) => Ok(None),
    }
}

/// What is in a file, if it is there.
fn present(root: &Path, name: &str) -> Result<Option<String>, String> {
    match fs::read_to_string(root.join(name)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("error: can't read {name}: {error}")),
    }
}

fn text(file: &InputFile) -> Result<String, String> {
    String::from_utf8(file.bytes.clone())
        .map_err(|error| format!("error: {} is not UTF-8: {error}", file.name))
}
