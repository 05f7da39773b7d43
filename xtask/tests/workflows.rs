//! The workflows of continuous integration: what they run can be tried on any machine, and they may do no more than they must.

#[path = "../../tests/src/skip.rs"]
mod skip;
mod support {
    pub mod workflows;
}

use std::collections::BTreeSet;
use std::process::{Command, Output};

use support::workflows::{Job, Step, Workflow, root, workflows};

/// Each step that runs something, with what it runs.
fn runs(workflows: &[Workflow]) -> Vec<(&Job, &Step, Vec<String>)> {
    let mut runs = Vec::new();
    for job in workflows.iter().flat_map(|workflow| &workflow.jobs) {
        for step in &job.steps {
            if let Some(line) = &step.run {
                let words = line.split(' ').map(str::to_owned).collect();
                runs.push((job, step, words));
            }
        }
    }
    assert!(!runs.is_empty());
    runs
}

fn xtask(arguments: &[String]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(root())
        .env_remove("GITHUB_OUTPUT")
        .env_remove("GITHUB_STEP_SUMMARY")
        .output()
        .unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The same command, so that it does nothing that lasts.
fn tried(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    let dry = match words[0].as_str() {
        "ci" => Some("--list"),
        "propose" => Some("--dry-run"),
        _ => None,
    };
    words.extend(dry.map(str::to_owned));
    // A checkout may have no history.
    for word in &mut words {
        if word == "HEAD^" {
            "HEAD".clone_into(word);
        }
    }
    words
}

#[test]
fn each_line_is_one_command_that_works_here() {
    let has_history = Command::new("git")
        .args(["rev-parse", "--verify", "--quiet", "HEAD"])
        .current_dir(root())
        .output()
        .is_ok_and(|output| output.status.success());
    for (_, _, words) in runs(&workflows()) {
        let line = words.join(" ");
        assert!(line.starts_with("cargo xtask "), "{line}");
        assert!(
            words.iter().all(|word| !word.is_empty() && is_plain(word)),
            "{line}"
        );
        let arguments = tried(&words[2..]);
        if arguments.contains(&"HEAD".to_owned()) && !has_history {
            let test = "each_line_is_one_command_that_works_here";
            skip::skip(test, format!("{line}: this is no checkout of git"));
            continue;
        }
        let output = xtask(&arguments);
        let said = text(&output.stderr);
        assert!(output.status.success(), "{line}: {said}");
    }
}

/// Nothing that a shell, whichever it is, reads as more than letters.
fn is_plain(word: &str) -> bool {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_^/.".contains(letter);
    word.chars().all(is_plain)
}

#[test]
fn each_check_is_run_by_some_job() {
    let list = |arguments: &[&str]| -> BTreeSet<String> {
        let mut words = vec!["ci".to_owned(), "--list".to_owned()];
        words.extend(arguments.iter().map(|word| (*word).to_owned()));
        let output = xtask(&words);
        assert!(output.status.success(), "{}", text(&output.stderr));
        let what = |line: &str| line.split(": ").next().unwrap_or(line).to_owned();
        text(&output.stdout).lines().map(what).collect()
    };
    let mut all = list(&[]);
    all.extend(list(&["--quick"]));
    let unknown = xtask(&["ci".to_owned(), "--only".to_owned(), "?".to_owned()]);
    let parts = text(&unknown.stderr);
    let (_, parts) = parts.split_once("[possible values: ").unwrap();
    let (parts, _) = parts.split_once(']').unwrap();
    for part in parts.split(", ") {
        all.extend(list(&["--only", part]));
    }
    let mut run = BTreeSet::new();
    for (_, _, words) in runs(&workflows()) {
        if words[2] == "ci" {
            let words: Vec<&str> = words[3..].iter().map(String::as_str).collect();
            run.extend(list(&words));
        }
    }
    assert!(all.len() > 10, "{all:?}");
    assert_eq!(all, run);
}

#[test]
fn a_job_does_not_wait_for_ever() {
    for job in workflows().iter().flat_map(|workflow| &workflow.jobs) {
        let minutes = job.timeout_minutes;
        assert!(
            minutes.is_some_and(|minutes| (1..=90).contains(&minutes)),
            "{}: {minutes:?}",
            job.id
        );
    }
}

#[test]
fn what_is_superseded_in_a_pull_request_is_cancelled() {
    for workflow in workflows() {
        let (group, cancels) = (&workflow.group, &workflow.cancels);
        if workflow.events.contains("pull_request") {
            // Of the runs of one group that wait, all but the last are cancelled, whatever `cancel-in-progress` says.
            let expected = "${{ github.event_name == 'pull_request' && github.ref || github.sha }}";
            assert!(group.ends_with(expected), "{group}");
            assert_eq!(cancels, "${{ github.event_name == 'pull_request' }}");
        } else {
            assert!(!group.is_empty(), "{}", workflow.file);
            assert_eq!(cancels, "false", "{}: half of a change", workflow.file);
        }
        let dangerous = ["pull_request_target", "workflow_run", "issue_comment"];
        assert!(
            !dangerous
                .iter()
                .any(|event| workflow.events.contains(*event))
        );
    }
}

#[test]
fn a_job_may_do_no_more_than_it_must() {
    for workflow in workflows() {
        assert_eq!(workflow.permissions, ["contents: read"]);
        for job in &workflow.jobs {
            let proposes = job.steps.iter().any(|step| {
                let run = step.run.as_deref();
                run.is_some_and(|run| run.starts_with("cargo xtask propose"))
            });
            let expected: Option<&[&str]> =
                proposes.then_some(&["contents: write", "pull-requests: write"]);
            assert_eq!(
                job.permissions.as_deref().map(Vec::from),
                expected.map(|all| all.iter().map(|&one| one.to_owned()).collect()),
                "{}",
                job.id
            );
            // A token is there for the one step that needs it, and not while anything is compiled.
            for step in &job.steps {
                let has_token = step.env.values().any(|value| value.contains("token"));
                let is_it = step.run.as_deref() == Some("cargo xtask propose");
                assert!(!has_token || is_it, "{}", job.id);
            }
            assert!(!job.env.values().any(|value| value.contains("token")));
        }
    }
}

#[test]
fn what_others_wrote_is_pinned_and_gets_no_credentials() {
    for workflow in workflows() {
        for step in workflow.jobs.iter().flat_map(|job| &job.steps) {
            let Some(action) = &step.uses else {
                continue;
            };
            let (name, digest) = action.split_once('@').unwrap();
            assert_eq!(name, "actions/checkout", "no other action is needed");
            let is_digest = digest.len() == 40
                && digest
                    .chars()
                    .all(|letter| matches!(letter, '0'..='9' | 'a'..='f'));
            assert!(is_digest, "{action}");
            assert_eq!(step.with.get("persist-credentials").unwrap(), "false");
        }
        // The digest says nothing to people: the version stands behind it.
        for line in workflow.text.lines().filter(|line| line.contains("uses:")) {
            let (_, version) = line.split_once(" # v").unwrap();
            let numbers: Vec<&str> = version.split('.').collect();
            let is_version =
                numbers.len() == 3 && numbers.iter().all(|number| number.parse::<u32>().is_ok());
            assert!(is_version, "{line}");
        }
    }
}

/// What a stranger chose (the name of a branch, a title) would be run if it stood in a command.
#[test]
fn nothing_is_put_into_a_command() {
    for (_, step, _) in runs(&workflows()) {
        let run = step.run.as_deref().unwrap_or_default();
        assert!(!run.contains("${{"), "{run}");
        assert!(step.shell.is_none(), "{run}");
    }
    for workflow in workflows() {
        for untrusted in [
            "github.head_ref",
            "github.event.pull_request",
            "github.event.issue",
        ] {
            assert!(!workflow.text.contains(untrusted), "{}", workflow.file);
        }
    }
}
