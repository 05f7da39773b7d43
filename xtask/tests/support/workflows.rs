//! The workflows, read.
//!
//! In: the files in `.github/workflows`. Out: what they say, as far as the tests ask. What always holds: what a test does
//! not know of is an error, so that no workflow says more than is looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_yaml::{Mapping, Value};

/// A workflow.
pub struct Workflow {
    /// The name of its file.
    pub file: String,
    /// Its text.
    pub text: String,
    /// What starts it.
    pub events: BTreeSet<String>,
    /// What all of its jobs may do: `name: right`, in their order.
    pub permissions: Vec<String>,
    /// What only one run at a time is for.
    pub group: String,
    /// Whether a later run cancels an earlier one.
    pub cancels: String,
    /// Its jobs.
    pub jobs: Vec<Job>,
}

/// A job.
pub struct Job {
    /// What it is called.
    pub id: String,
    /// What it may do, if it says so itself.
    pub permissions: Option<Vec<String>>,
    /// When it is ended.
    pub timeout_minutes: Option<u64>,
    /// What it adds to the environment.
    pub env: BTreeMap<String, String>,
    /// Its steps.
    pub steps: Vec<Step>,
}

/// A step.
pub struct Step {
    /// The action that it is.
    pub uses: Option<String>,
    /// What the action is given.
    pub with: BTreeMap<String, String>,
    /// The command that it runs.
    pub run: Option<String>,
    /// What runs the command.
    pub shell: Option<String>,
    /// What it adds to the environment.
    pub env: BTreeMap<String, String>,
}

/// The repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// All of them.
pub fn workflows() -> Vec<Workflow> {
    let mut workflows = Vec::new();
    for entry in fs::read_dir(root().join(".github/workflows")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_name().unwrap().to_string_lossy().into_owned();
        workflows.push(Workflow::parse(file, fs::read_to_string(&path).unwrap()));
    }
    assert!(!workflows.is_empty());
    workflows
}

impl Workflow {
    fn parse(file: String, text: String) -> Self {
        let value: Mapping = serde_yaml::from_str(&text).unwrap();
        only(
            &value,
            &["name", "on", "permissions", "concurrency", "env", "jobs"],
        );
        let events = value["on"].as_mapping().unwrap();
        let concurrency = strings(value.get("concurrency"));
        let jobs = value["jobs"].as_mapping().unwrap().iter();
        Self {
            file,
            events: events.keys().map(plain).collect(),
            permissions: permissions(value.get("permissions")).unwrap(),
            group: concurrency["group"].clone(),
            cancels: concurrency["cancel-in-progress"].clone(),
            jobs: jobs.map(|(id, job)| Job::parse(plain(id), job)).collect(),
            text,
        }
    }
}

impl Job {
    fn parse(id: String, value: &Value) -> Self {
        let value = value.as_mapping().unwrap();
        let known = [
            "name",
            "if",
            "runs-on",
            "timeout-minutes",
            "permissions",
            "strategy",
            "outputs",
            "env",
            "steps",
        ];
        only(value, &known);
        let steps = value["steps"].as_sequence().unwrap();
        Self {
            id,
            permissions: permissions(value.get("permissions")),
            timeout_minutes: value.get("timeout-minutes").and_then(Value::as_u64),
            env: strings(value.get("env")),
            steps: steps.iter().map(Step::parse).collect(),
        }
    }
}

impl Step {
    fn parse(value: &Value) -> Self {
        let value = value.as_mapping().unwrap();
        only(value, &["id", "uses", "with", "run", "shell", "env"]);
        let text = |name: &str| value.get(name).map(plain);
        Self {
            uses: text("uses"),
            with: strings(value.get("with")),
            run: text("run"),
            shell: text("shell"),
            env: strings(value.get("env")),
        }
    }
}

fn permissions(value: Option<&Value>) -> Option<Vec<String>> {
    value?;
    let rights = strings(value).into_iter();
    Some(
        rights
            .map(|(name, right)| format!("{name}: {right}"))
            .collect(),
    )
}

fn strings(value: Option<&Value>) -> BTreeMap<String, String> {
    let Some(value) = value else {
        return BTreeMap::new();
    };
    let members = value.as_mapping().unwrap().iter();
    members
        .map(|(name, value)| (plain(name), plain(value)))
        .collect()
}

/// Text, a number or a boolean, as it is written.
fn plain(value: &Value) -> String {
    let text = serde_yaml::to_string(value).unwrap();
    value
        .as_str()
        .map_or(text.trim_end().to_owned(), str::to_owned)
}

fn only(value: &Mapping, known: &[&str]) {
    for name in value.keys().map(plain) {
        assert!(known.contains(&name.as_str()), "unknown: {name}");
    }
}
