//! `cargo xtask propose`, with commands that only say how they were called.

use std::env;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::{Command, Output};

use crate::workspace::{DOCUMENT, Workspace, stderr, stdout};

/// What the commands of others do: they write down how they were called, and whether they saw a token.
const OTHERS: &str = r#"#!/bin/sh
name=$(basename "$0")
log="${0%/*}/../log"
printf '%s%s\n' "$name" "${GH_TOKEN:+ (token)}" >> "$log"
for word in "$@"; do printf '  %s\n' "$word" >> "$log"; done
case "$name $*" in
    curl*) cat "${0%/*}/../document";;
    'gh pr list'*) cat "${0%/*}/../known";;
    'gh pr create'*) test ! -s "${0%/*}/../unwilling";;
    *ls-remote*) cat "${0%/*}/../pushed";;
    'git status'*) cat "${0%/*}/../changes";;
    'git config'* | 'git rev-parse'*) exit 1;;
    *' push '*) cat "${0%/*}/../push" && test ! -s "${0%/*}/../push" && echo 'a1b2 refs/heads/document' > "${0%/*}/../pushed";;
esac
"#;

struct Host {
    workspace: Workspace,
    bin: tempfile::TempDir,
}

impl Host {
    /// The vendor publishes this document.
    fn publishing(document: &str) -> Self {
        let bin = tempfile::tempdir().unwrap();
        fs::create_dir(bin.path().join("bin")).unwrap();
        for name in ["curl", "gh", "git"] {
            let path = bin.path().join("bin").join(name);
            fs::write(&path, OTHERS).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        let host = Self {
            workspace: Workspace::generated(),
            bin,
        };
        for (name, text) in [
            ("document", document),
            ("known", ""),
            ("changes", ""),
            ("push", ""),
            ("pushed", ""),
            ("unwilling", ""),
        ] {
            host.say(name, text);
        }
        host
    }

    /// What a command prints.
    fn say(&self, name: &str, text: &str) {
        fs::write(self.bin.path().join(name), text).unwrap();
    }

    fn command(&self, arguments: &[&str], address: Option<&str>) -> Command {
        let old = env::var_os("PATH").unwrap();
        let paths = [self.bin.path().join("bin")].into_iter();
        let path = env::join_paths(paths.chain(env::split_paths(&old))).unwrap();
        let mut command = self.workspace.command(&["propose"]);
        command
            .args(arguments)
            .env("PATH", path)
            .env("GH_TOKEN", "gho_secret")
            .env_remove("SPEC_ADDRESS");
        command.envs(address.map(|address| ("SPEC_ADDRESS", address)));
        command
    }

    fn run(&self) -> Output {
        let address = "https://pets.example/spec.yaml";
        self.command(&[], Some(address)).output().unwrap()
    }

    /// How the commands were called.
    fn log(&self) -> String {
        fs::read_to_string(self.bin.path().join("log")).unwrap_or_default()
    }
}

fn next() -> String {
    format!("{DOCUMENT}  /dogs: {{get: {{responses: {{'204': {{description: Dogs.}}}}}}}}\n")
}

#[test]
fn a_new_document_is_fetched_and_proposed() {
    let host = Host::publishing(&next());
    let output = host.run();
    assert!(output.status.success(), "{}", stderr(&output));
    let log = host.log();
    let is_call = |line: &&str| ["git", "curl", "gh"].contains(&line.trim_end_matches(" (token)"));
    let calls: Vec<&str> = log.lines().filter(is_call).collect();
    // git status, curl, gh pr list, git ls-remote, git rev-parse, git config, switch, add, commit, push, gh pr create: a token where the host is asked.
    assert_eq!(
        calls,
        [
            "git",
            "curl",
            "gh (token)",
            "git (token)",
            "git",
            "git",
            "git",
            "git",
            "git",
            "git (token)",
            "gh (token)"
        ]
    );
    for words in [
        "curl\n  --disable\n  --fail\n",
        "  --proto\n  =https\n  --proto-redir\n  =https\n",
        "  --max-time\n  300\n  --max-filesize\n  67108864\n  --url\n  https://pets.example/spec.yaml\n",
        "  push\n  --quiet\n  origin\n  HEAD:refs/heads/document/",
        "  --title\n  The vendor's current document: my-pets 0.1.1\n",
        "GET /dogs",
        "README, \"When the document changes\"",
    ] {
        assert!(log.contains(words), "{words}: {log}");
    }
    // What is committed and printed does not have the token.
    let lock = host.workspace.text("spec/lock.json");
    assert!(
        lock.contains("\"https://pets.example/spec.yaml\""),
        "{lock}"
    );
    let said = stdout(&output) + &stderr(&output);
    let (_, described) = log.split_once("gh (token)\n  pr\n  create\n").unwrap();
    for text in [&said, described] {
        assert!(!text.contains("gho_secret"), "{text}");
    }
    assert_eq!(host.workspace.well(&["codegen", "--check"]), "up to date\n");
}

#[test]
fn what_is_there_or_was_proposed_is_not_proposed() {
    let host = Host::publishing(DOCUMENT);
    let output = host.run();
    assert!(output.status.success());
    assert!(stdout(&output).contains("there is nothing to do"));
    assert!(!host.log().contains("  commit\n"));

    let host = Host::publishing(&next());
    host.say("known", "https://host.example/pull/7\n");
    let before = host.workspace.picture();
    let output = host.run();
    assert!(output.status.success());
    assert!(stdout(&output).contains("proposed already: https://host.example/pull/7"));
    assert_eq!(before, host.workspace.picture());
}

#[test]
fn what_can_t_be_used_is_refused_before_anything_is_written() {
    for (document, changes, expected) in [
        ("", "", "it is empty"),
        ("openapi: 4.0.0", "", "error[openapi-version]"),
        (DOCUMENT, " M README.md\n", "the checkout holds changes"),
    ] {
        let host = Host::publishing(document);
        host.say("changes", changes);
        let before = host.workspace.picture();
        let output = host.run();
        assert_eq!(output.status.code(), Some(1));
        assert!(stderr(&output).contains(expected), "{}", stderr(&output));
        assert_eq!(before, host.workspace.picture());
        assert!(!host.log().contains("  commit\n"));
    }
    let host = Host::publishing(&next());
    for address in [
        None,
        Some(""),
        Some("http://pets.example"),
        Some("https://a:hidden@b.example"),
        Some("https://pets.example/spec.yaml?key=hidden"),
    ] {
        let output = host.command(&[], address).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = stderr(&output);
        assert!(
            said.contains("SPEC_ADDRESS") && !said.contains("hidden"),
            "{said}"
        );
        assert_eq!(host.log(), "");
    }
}

#[test]
fn a_push_that_fails_is_said() {
    let host = Host::publishing(&next());
    host.say("push", "no");
    let output = host.run();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).contains("error: `git push origin` failed"),
        "{}",
        stderr(&output)
    );
    assert!(!host.log().contains("create\n  --head"));
}

/// Where the host opens no pull request, the branch is there already when the next run comes, in a new checkout.
#[test]
fn what_was_pushed_but_not_opened_is_opened_by_the_next_run() {
    let mut host = Host::publishing(&next());
    host.say("unwilling", "Actions may open no pull request");
    let output = host.run();
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    for part in [
        "error: `gh pr create` failed\n  = help: the branch is pushed",
        "\"Allow GitHub Actions to create and approve pull requests\"",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert!(host.log().contains("  push\n"));

    host.say("unwilling", "");
    host.say("log", "");
    host.workspace = Workspace::generated();
    let before = host.workspace.picture();
    let output = host.run();
    assert!(output.status.success(), "{}", stderr(&output));
    let log = host.log();
    for words in ["  switch\n", "  commit\n", "  push\n"] {
        assert!(!log.contains(words), "{log}");
    }
    for words in [
        "  pr\n  create\n  --head\n  document/",
        "  --title\n  The vendor's current document: my-pets 0.1.1\n",
        "An earlier run pushed the branch",
        "GET /dogs",
    ] {
        assert!(log.contains(words), "{words}: {log}");
    }
    assert_eq!(before, host.workspace.picture());
}

#[test]
fn a_dry_run_prints_the_commands_and_runs_none() {
    let host = Host::publishing(&next());
    let before = host.workspace.picture();
    for (address, shown) in [
        (None, "--url \"$SPEC_ADDRESS\"\n"),
        (
            Some("https://pets.example/a"),
            "--url https://pets.example/a\n",
        ),
    ] {
        let output = host.command(&["--dry-run"], address).output().unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
        let said = stdout(&output);
        for line in [
            shown,
            "cargo xtask update - --drop --origin ",
            "gh pr create --head document/DIGEST ",
        ] {
            assert!(said.contains(line), "{line}: {said}");
        }
    }
    assert_eq!(before, host.workspace.picture());
    assert_eq!(host.log(), "");
}
