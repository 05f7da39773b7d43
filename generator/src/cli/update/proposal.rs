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

use crate::diagnostic::{Diagnostic, Location};
use crate::emit::CrateVersion;
use crate::source::Document;
use crate::{Files, Generated};

use super::actions::{Settled, settle};
use super::changelog::Entry;
use super::changes::Changed;
use super::gone::Gone;
use super::mentions::mentions;
use super::parts::{self, NewDocument};
use super::{cargo_lock, lines, lists, version};
use crate::cli::arguments::UpdateArgs;
use crate::cli::color::Color;
use crate::cli::config::{NamedCrate, with_version};
use crate::cli::input::InputFile;
use crate::cli::project::Lock;
use crate::cli::project::{Inputs, MeantInputs, Project, Revision};
use crate::cli::session::Session;

const CARGO_LOCK: &str = "Cargo.lock";

/// What a new document makes of the workspace.
pub struct Proposal {
    /// The crate; or why there can be none yet, and what is to be done, for people.
    pub generated: Result<Generated, String>,
    /// The files besides the crate: as they should be, or gone.
    pub files: BTreeMap<String, Option<String>>,
    /// What the crate was called, and its version.
    pub before: NamedCrate,
    /// What stands in the working tree of that.
    pub present: NamedCrate,
    /// What it is called, and its version.
    pub after: NamedCrate,
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
    /// The file that says what the crate is called, and the changelog, if there is one.
    told_in: (String, Option<String>),
}

impl Proposal {
    /// Looks what a document makes of the workspace; `None` if it is the one that is there.
    ///
    /// # Errors
    ///
    /// If something can't be read, or if the document itself is at fault.
    pub fn make(
        new: &NewDocument,
        project: &Project,
        session: &Session,
        options: &UpdateArgs,
    ) -> Result<Option<Self>, String> {
        let color = session.color;
        let present = project.inputs()?;
        let base = base(project)?.unwrap_or_else(|| present.clone());
        let document = &new.file;
        let taken = present.with(document.clone(), new.beside.clone(), Vec::new());
        if parts::are_same(&taken, &present) && parts::are_same(&taken, &base) {
            return Ok(None);
        }
        let old = base.former_model(color).map_err(|why| {
            format!("{why}\nerror: what was there before can't be compared with: mend it first")
        })?;
        let mut settled = settle(
            (&base.document, document),
            present.overlays.clone(),
            options.drop,
            color,
        )?;
        let overlays = std::mem::take(&mut settled.overlays);
        let mut inputs = present.with(document.clone(), new.beside.clone(), overlays);
        let (mut new, refusal) = meant(&mut inputs, &mut settled, options.drop, color)?;
        if refusal.is_empty() && options.drop {
            inputs.overlays = lines::without(&present.overlays, &inputs.overlays, &settled.gone);
            new = inputs.model(color)?;
        }
        let changed = Changed::between(
            ("what is committed", &base, &old),
            ("the new document", &inputs, &new),
        );
        // From here on it is the configured one.
        inputs.document.name.clone_from(&present.document.name);
        inputs.of.named.version = next_version(&changed, &base, &present);
        let generated = match refusal.is_empty() {
            true => inputs.generate(color, &mut |_| {}),
            false => Err(refusal),
        };
        let mut proposal = Self {
            generated,
            files: BTreeMap::new(),
            before: base.of.named.clone(),
            present: present.of.named.clone(),
            after: inputs.of.named.clone(),
            changed,
            gone: settled.gone,
            dropped: options.drop,
            entry: String::new(),
            mentions: Vec::new(),
            told_in: (config_name(project), project.of.changelog.clone()),
        };
        proposal.mentions((&inputs, &base), project, color)?;
        proposal.inputs((&present, &inputs), project, options)?;
        proposal.versions(project)?;
        Ok(Some(proposal))
    }

    /// What still speaks of what is gone, among what no check compiles with the workspace.
    fn mentions(
        &mut self,
        (inputs, base): (&Inputs, &Inputs),
        project: &Project,
        color: Color,
    ) -> Result<(), String> {
        let former = base.generate(color, &mut |_| {}).map(|made| made.files);
        let texts = inputs.overlays.iter().chain(&inputs.guide).cloned();
        let mut texts: Vec<InputFile> = texts.collect();
        for name in &project.of.mentioned_in {
            texts.extend(present(&project.root, name)?.map(|text| InputFile {
                name: name.clone(),
                bytes: text.into_bytes(),
            }));
        }
        let none = Files::new();
        let files = self.generated.as_ref().map_or(&none, |made| &made.files);
        self.mentions = mentions(
            &self.changed.report,
            &texts,
            &inputs.document,
            (&former.unwrap_or_default(), files),
        );
        Ok(())
    }

    /// The document, the overlays and the lock.
    fn inputs(
        &mut self,
        (present, inputs): (&Inputs, &Inputs),
        project: &Project,
        options: &UpdateArgs,
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
        if let Some(name) = &project.of.lock {
            let lock = project.path(name);
            let parts = beside.files();
            let others = overlays.iter().chain(guide).chain(&parts);
            let lock = Lock::new(&lock, document, others, origin)?;
            let lock = Some(lock.wanted().to_owned());
            self.files.insert(name.clone(), lock);
        }
        for file in &present.overlays {
            self.files.insert(file.name.clone(), None);
        }
        let parts = parts::written(beside)?;
        for file in overlays.iter().chain([document]).chain(&parts) {
            self.files.insert(file.name.clone(), Some(text(file)?));
        }
        Ok(())
    }

    /// The version, wherever it stands, and the changelog.
    fn versions(&mut self, project: &Project) -> Result<(), String> {
        let root = &project.root;
        if self.before == self.after {
            return Ok(());
        }
        let NamedCrate { name, version } = &self.after;
        let mut files = Vec::new();
        if let Some(config) = &project.config {
            let text = text(&config.file)?;
            let text = with_version(&text, project.of.index, *version)?;
            files.push((config.file.name.clone(), text));
        }
        if let Some(lock) = present(root, CARGO_LOCK)? {
            let lock = cargo_lock::with_version(&lock, name, *version);
            files.extend(lock.map(|lock| (CARGO_LOCK.to_owned(), lock)));
        }
        let entry = Entry {
            name,
            version: *version,
            changes: &self.changed.sentences(),
        };
        self.entry = entry.print();
        if let Some(name) = &project.of.changelog {
            let changelog = present(root, name)?;
            files.push((name.clone(), entry.put_into(changelog.as_deref())));
        }
        for (name, text) in files {
            self.files.insert(name, Some(text));
        }
        Ok(())
    }

    /// What becomes of it all, for people.
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
        let (config, changelog) = &self.told_in;
        let (there, gets) = match changelog {
            Some(changelog) => (
                format!("; in {changelog} this stands or comes anew:"),
                format!(", and {changelog} gets:"),
            ),
            None => (": this changes:".to_owned(), ": this changes:".to_owned()),
        };
        if before == after {
            text += &format!("{name} stays {before}: nothing changes for users\n");
        } else if self.present == self.after {
            text +=
                &format!("{name} is {after} already, {before} is committed ({config}){there}\n\n");
            text += &self.entry;
        } else {
            text += &format!("{name} {before} becomes {after} ({config}){gets}\n\n");
            text += &self.entry;
        }
        text
    }
}

/// The version behind a change; what somebody has raised further stays.
fn next_version(changed: &Changed, base: &Inputs, present: &Inputs) -> CrateVersion {
    let present = present.of.named.version;
    match changed.weight() {
        Some(weight) => version::next(base.of.named.version, weight).max(present),
        None => present,
    }
}

/// What a new document means, so far as overlays fit it, and why nothing may be made of it: empty if they do. Names in their
/// lists go if the options say so.
fn meant(
    inputs: &mut Inputs,
    settled: &mut Settled,
    drop: bool,
    color: Color,
) -> Result<(MeantInputs, String), String> {
    let refusal = settled.refusal.take().unwrap_or_default();
    let drop = drop && refusal.is_empty();
    let (new, left_out) = loop {
        let model = inputs.model_in_part(color);
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
    let misfits = misfits(&new.document, left_out, &settled.told, color);
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
fn base(project: &Project) -> Result<Option<Inputs>, String> {
    match Revision::find(&project.root, "HEAD") {
        Ok(head) => project.inputs_of(&head),
        Err(_) => Ok(None),
    }
}

/// What the configuration is called.
fn config_name(project: &Project) -> String {
    let config = project.config.as_ref();
    config.map_or_else(String::new, |config| config.file.name.clone())
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
