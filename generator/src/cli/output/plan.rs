//! What is to be done to a folder.
//!
//! In: the generated files, and a folder. Out: a [`Plan`]: what differs, what may be replaced, what may not. What always
//! holds: the folder is only read, and only where a generated file is, was or must be.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::Files;

use super::change::{Change, What, diff};
use super::found::{self, Found};
use super::manifest::{self, Digests, MANIFEST, is_unedited, sha256};
use super::written::{Written, is_marked};

/// What may be in a folder before a crate is generated into it, besides what begins with a dot.
const BESIDE: [&str; 2] = ["target", "Cargo.lock"];

/// What the caller allows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policy {
    /// Whether files that somebody edited are overwritten.
    pub force: bool,
    /// Whether the crate may go beside whatever is in the folder.
    pub ours: bool,
}

/// What is to be done to a folder.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is not as it should be.
    pub changes: Vec<Change>,
    /// What should be in the folder, by path.
    pub wanted: BTreeMap<String, String>,
    /// What is there and may be replaced or removed, with the SHA-256 that it has now.
    pub owned: Digests,
    /// All paths that the generator wrote before or wants now.
    pub known: BTreeSet<String>,
    /// How many files count as generated because their first lines say so: the folder has no manifest.
    pub by_mark: Option<usize>,
    up_to_date: BTreeSet<String>,
    /// The SHA-256 of what is wanted, but for what people own.
    digests: Digests,
    policy: Policy,
}

impl Plan {
    /// Compares a folder with what should be in it.
    ///
    /// # Errors
    ///
    /// If the folder or its manifest can't be read, or if a crate may not go there.
    pub fn new(root: &Path, files: Files, command: &str, policy: Policy) -> Result<Self, String> {
        let mut digests = manifest::digests(&files);
        let manifest = manifest::print(&digests, command);
        digests.insert(MANIFEST.to_owned(), sha256(manifest.as_bytes()));
        let mut wanted: BTreeMap<String, String> = files.into_iter().collect();
        wanted.insert(MANIFEST.to_owned(), manifest);
        let written = Written::read(root, wanted.keys(), policy.force)?;
        if !policy.ours && written.digests.is_empty() {
            refuse_others(root)?;
        }
        let marked = written.digests.keys().filter(|name| *name != MANIFEST);
        let marked = (!written.listed).then(|| marked.count());
        let known = wanted.keys().chain(written.digests.keys());
        let mut plan = Self {
            known: known.cloned().collect(),
            by_mark: marked.filter(|count| *count > 0),
            digests,
            policy,
            ..Self::default()
        };
        for (name, text) in &wanted {
            plan.compare(root, name, text, &written)?;
        }
        for (name, digest) in &written.digests {
            if !wanted.contains_key(name) {
                plan.look_at_former(root, name, digest.as_deref())?;
            }
        }
        plan.wanted = wanted;
        Ok(plan)
    }

    /// Makes the plan of a folder that of one above it, from which `prefix` leads down.
    #[must_use]
    pub fn seen_from_above(mut self, prefix: &str) -> Self {
        let above = |name: &String| format!("{prefix}/{name}");
        self.wanted = self
            .wanted
            .into_iter()
            .map(|(name, text)| (above(&name), text))
            .collect();
        self.owned = self
            .owned
            .into_iter()
            .map(|(name, digest)| (above(&name), digest))
            .collect();
        self.digests = self
            .digests
            .into_iter()
            .map(|(name, digest)| (above(&name), digest))
            .collect();
        self.known = self.known.iter().map(above).collect();
        self.up_to_date = self.up_to_date.iter().map(above).collect();
        self
    }

    /// Adds a file that people own: it becomes `text`, or goes.
    ///
    /// # Errors
    ///
    /// If it can't be read, or if something else than a file is there.
    pub fn add_file(
        &mut self,
        root: &Path,
        name: &str,
        text: Option<String>,
    ) -> Result<(), String> {
        let present = match found::look(root, name)? {
            Found::Nothing => None,
            Found::File(bytes) => Some(bytes),
            Found::Other { at, kind } => {
                return Err(format!(
                    "{kind}, where a file must be: {}",
                    root.join(at).display()
                ));
            }
        };
        self.known.insert(name.to_owned());
        if let Some(bytes) = &present {
            self.own(name, bytes);
        }
        let what = match (&present, &text) {
            (None, Some(_)) => Some(What::Missing),
            (Some(_), None) => Some(What::Superfluous),
            (Some(bytes), Some(text)) if bytes != text.as_bytes() => {
                Some(What::Stale(diff(bytes, text)))
            }
            _ => {
                self.up_to_date.insert(name.to_owned());
                None
            }
        };
        if let Some(what) = what {
            self.add(root.join(name), what);
        }
        self.wanted.extend(text.map(|text| (name.to_owned(), text)));
        Ok(())
    }

    /// Whether something is in the folder that keeps the plan from being carried out.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.forbidden().next().is_some()
    }

    /// What keeps the plan from being carried out.
    pub fn forbidden(&self) -> impl Iterator<Item = &Change> + Clone {
        self.changes
            .iter()
            .filter(|change| change.what.forbids(self.policy.force))
    }

    /// The SHA-256 of a file that is wanted.
    #[must_use]
    pub fn digest(&self, name: &str, text: &str) -> String {
        let known = self.digests.get(name).cloned();
        known.unwrap_or_else(|| sha256(text.as_bytes()))
    }

    /// Whether nothing is to be done to a file.
    #[must_use]
    pub fn is_up_to_date(&self, name: &str) -> bool {
        self.up_to_date.contains(name)
            || !self.wanted.contains_key(name) && !self.owned.contains_key(name)
    }

    fn compare(
        &mut self,
        root: &Path,
        name: &str,
        text: &str,
        written: &Written,
    ) -> Result<(), String> {
        let bytes = match found::look(root, name)? {
            Found::Nothing => {
                self.add(root.join(name), What::Missing);
                return Ok(());
            }
            Found::Other { at, kind } => {
                let path = root.join(at);
                let what = What::InTheWay(kind);
                let change = Change { path, what };
                // A link for a folder is in the way of many files.
                if !self.changes.contains(&change) {
                    self.changes.push(change);
                }
                return Ok(());
            }
            Found::File(bytes) => bytes,
        };
        if bytes == text.as_bytes() {
            let digest = self.digest(name, text);
            self.owned.insert(name.to_owned(), digest);
            self.up_to_date.insert(name.to_owned());
            return Ok(());
        }
        let what = match written.digests.get(name) {
            Some(Some(digest)) if !is_unedited(&bytes, digest) => {
                What::Edited(Some(diff(&bytes, text)))
            }
            Some(_) => What::Stale(diff(&bytes, text)),
            // Generated, but not by the run that the manifest is of.
            None if is_marked(&bytes) => What::Edited(Some(diff(&bytes, text))),
            None => What::Foreign,
        };
        if !what.forbids(self.policy.force) {
            self.own(name, &bytes);
        }
        self.add(root.join(name), what);
        Ok(())
    }

    /// A file that is no longer generated. What stands there instead of it was never written by the generator.
    fn look_at_former(
        &mut self,
        root: &Path,
        name: &str,
        digest: Option<&str>,
    ) -> Result<(), String> {
        let Found::File(bytes) = found::look(root, name)? else {
            return Ok(());
        };
        let what = match digest {
            Some(digest) if !is_unedited(&bytes, digest) => What::Edited(None),
            _ => What::Superfluous,
        };
        if !what.forbids(self.policy.force) {
            self.own(name, &bytes);
        }
        self.add(root.join(name), what);
        Ok(())
    }

    fn own(&mut self, name: &str, bytes: &[u8]) {
        self.owned.insert(name.to_owned(), sha256(bytes));
    }

    fn add(&mut self, path: PathBuf, what: What) {
        self.changes.push(Change { path, what });
    }
}

/// A folder without a single generated file, but with files of others, is hardly the one that was meant.
fn refuse_others(root: &Path) -> Result<(), String> {
    if found::kind(root)?.is_none() {
        return Ok(());
    }
    let is_other = |name: &std::ffi::OsString| {
        let name = name.to_string_lossy();
        !name.starts_with('.') && !BESIDE.contains(&&*name)
    };
    if found::list(root)?.iter().any(is_other) {
        return Err(format!(
            "{} holds files that were not generated\n  = help: give `--out` an empty folder, or one that an earlier run \
             made",
            root.display()
        ));
    }
    Ok(())
}
