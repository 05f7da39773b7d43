//! What a check is.
//!
//! In: what the command line says. Out: whether a check runs, and how a person would run it. What always holds: where
//! parts are named, no check of another part runs.

use crate::arguments::Part;

/// One check.
pub struct Check {
    /// What it looks at.
    pub what: &'static str,
    /// Which checks it is run with by `--only`.
    pub part: Part,
    /// The arguments of cargo.
    pub arguments: &'static [&'static str],
    /// What it adds to the environment.
    pub variable: Option<(&'static str, &'static str)>,
    /// When it runs.
    pub when: When,
    /// What has to be installed for it; it is skipped where that is not.
    pub needs: Option<Need>,
}

/// What a check needs besides Rust.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// cargo-deny.
    Deny,
    /// A toolchain, as rustup calls it.
    Toolchain(&'static str),
}

/// When a check runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// If nobody is in a hurry.
    Thorough,
    /// With `--quick` alone, as a part of what runs otherwise.
    Quick,
    /// With `--only` alone, as a part of what runs otherwise.
    Subset,
    /// With `--only` alone: it asks a network, and its outcome changes without any commit.
    Online,
}

impl Check {
    /// Whether it runs: `only` holds the parts that were named, all if it is empty.
    #[must_use]
    pub fn runs(&self, quick: bool, only: &[Part]) -> bool {
        let is_named = only.contains(&self.part);
        let when = match self.when {
            When::Always => true,
            When::Thorough => !quick,
            When::Quick => quick,
            When::Subset | When::Online => is_named,
        };
        when && (only.is_empty() || is_named)
    }

    /// The command, as a person types it.
    #[must_use]
    pub fn command(&self) -> String {
        let variable = self.variable;
        let variable = variable.map(|(name, value)| format!("{name}={} ", quoted(value)));
        let words = self.arguments.iter().map(|word| quoted(word));
        let words: Vec<String> = words.collect();
        format!("{}cargo {}", variable.unwrap_or_default(), words.join(" "))
    }
}

/// A word of a command, in quotes where a shell would take it for none or for several.
fn quoted(word: &str) -> String {
    if word.is_empty() || word.contains(' ') {
        format!("'{word}'")
    } else {
        word.to_owned()
    }
}

/// A check that needs nothing besides Rust.
#[must_use]
pub const fn check(
    what: &'static str,
    part: Part,
    when: When,
    arguments: &'static [&'static str],
) -> Check {
    Check {
        what,
        part,
        arguments,
        variable: None,
        when,
        needs: None,
    }
}
