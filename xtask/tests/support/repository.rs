//! A workspace in a repository of git.
//!
//! In: files. Out: commits, and what the program says of them. What always holds: no settings of the machine are used.

use std::process::Command;

use super::workspace::Workspace;

/// A workspace that is committed.
pub struct Repository {
    /// The workspace.
    pub workspace: Workspace,
}

impl Repository {
    /// A workspace, committed; `None` where there is no git, which is said.
    pub fn new() -> Option<Self> {
        let workspace = Workspace::committed()?;
        Some(Self { workspace })
    }

    /// Commits all that is there.
    pub fn commit(&self) {
        assert!(self.workspace.commit());
    }

    /// Whether git does this.
    pub fn git(&self, words: &[&str]) -> bool {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=a", "-c", "user.email=a@example.com"])
            .args(words)
            .env("GIT_CONFIG_GLOBAL", "")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .current_dir(self.workspace.path(""));
        git.status().is_ok_and(|status| status.success())
    }
}
