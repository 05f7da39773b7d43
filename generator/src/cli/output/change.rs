//! What is not as it should be, for people.
//!
//! In: files that are there, and files that should be. Out: lines that name each, with a diff that can be read. What
//! always holds: what the generator has not written is never called superfluous.

use std::fmt;
use std::path::PathBuf;

use similar::TextDiff;

use super::found::Kind;

/// How many lines of a diff are shown.
const SHOWN: usize = 40;

/// A file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Where it is.
    pub path: PathBuf,
    /// What is the matter.
    pub what: What,
}

/// What is the matter with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// It is not there.
    Missing,
    /// It is as an earlier run wrote it, and differs: the diff leads from what is there to what should be.
    Stale(String),
    /// An earlier run wrote it, and it is no longer generated.
    Superfluous,
    /// Somebody has edited it since: the diff leads to what should be, if it is still generated.
    Edited(Option<String>),
    /// It stands where a generated file must be, and was not generated.
    Foreign,
    /// Something that is no file, or no folder, stands where one must be.
    InTheWay(Kind),
    /// It is what a run left that was interrupted.
    Interrupted,
}

impl What {
    /// What is the matter, in a word for programs.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Stale(_) => "stale",
            Self::Superfluous => "superfluous",
            Self::Edited(_) => "edited",
            Self::Foreign => "foreign",
            Self::InTheWay(_) => "in-the-way",
            Self::Interrupted => "interrupted",
        }
    }

    /// Whether nothing may be written while it is so.
    #[must_use]
    pub fn forbids(&self, force: bool) -> bool {
        match self {
            Self::Foreign | Self::InTheWay(_) => true,
            Self::Edited(_) => !force,
            Self::Missing | Self::Stale(_) | Self::Superfluous | Self::Interrupted => false,
        }
    }
}

impl Change {
    /// What is the matter, in a line.
    #[must_use]
    pub fn headline(&self) -> String {
        let path = self.path.display();
        match &self.what {
            What::Missing => format!("missing: {path}"),
            What::Stale(_) => format!("stale: {path}"),
            What::Superfluous => format!("superfluous: {path}"),
            What::Edited(Some(_)) => format!("edited: {path}"),
            What::Edited(None) => format!("edited, and no longer generated: {path}"),
            What::Foreign => format!("not generated, where a generated file must be: {path}"),
            What::InTheWay(kind) => {
                format!("{kind}, where a generated file or folder must be: {path}")
            }
            What::Interrupted => format!("left by a run that was interrupted: {path}"),
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.headline())?;
        match &self.what {
            What::Stale(diff) | What::Edited(Some(diff)) => write!(f, "\n{diff}"),
            _ => Ok(()),
        }
    }
}

/// A unified diff, cut to a length that can be read.
#[must_use]
pub fn diff(old: &[u8], new: &str) -> String {
    let old = String::from_utf8_lossy(old);
    let diff = TextDiff::from_lines(&*old, new);
    let text = diff.unified_diff().context_radius(2).to_string();
    let mut lines: Vec<&str> = text.lines().take(SHOWN).map(str::trim_end).collect();
    let more = text.lines().count().saturating_sub(SHOWN);
    let rest = format!("... and {more} more lines");
    if more > 0 {
        lines.push(&rest);
    }
    let lines: Vec<String> = lines.iter().map(|line| format!("    {line}")).collect();
    lines.join("\n")
}
