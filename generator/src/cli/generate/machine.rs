//! What `--report json` prints.
//!
//! In: a generated crate, and what differs from it in its folder. Out: one JSON object, as `report.schema.json` describes it. What always holds:
//! the members stay what they are; others may come with a new number.

use serde_json::{Value, json};

use crate::Generated;
use crate::cli::input::display_name;
use crate::cli::output::change::What;
use crate::cli::output::plan::Plan;
use crate::cli::project::Project;

/// The number of the form.
const VERSION: u32 = 2;

/// The object; `written` says whether what differed was written, rather than only looked at.
pub fn report(project: &Project, generated: &Generated, plan: &Plan, written: bool) -> Value {
    let api = &generated.api;
    let operations = api.resources.iter().flat_map(|resource| {
        resource.operations.iter().map(|operation| {
            json!({
                "method": operation.method.as_str(),
                "path": operation.template,
                "function": format!("{}::{}", resource.name, operation.name),
            })
        })
    });
    let operations: Vec<Value> = operations.collect();
    let timings = generated.timings.iter();
    let timings: serde_json::Map<String, Value> = timings
        .map(|(stage, time)| {
            let milliseconds = (time.as_secs_f64() * 1e6).round() / 1e3;
            (stage.as_str().to_owned(), json!(milliseconds))
        })
        .collect();
    let [added, changed, removed] = counts(plan);
    json!({
        "version": VERSION,
        "crate": project.of.named.name,
        "crate_version": project.of.named.version.to_string(),
        "out": project.of.out,
        "operations": operations,
        "types": api.types.len(),
        "files": {
            "all": plan.wanted.len(),
            "added": added,
            "changed": changed,
            "removed": removed,
        },
        "written": written,
        "changes": plan.changes.iter().map(|change| json!({
            "path": display_name(&change.path, project.folder()),
            "what": change.what.as_str(),
        })).collect::<Vec<_>>(),
        "warnings": warnings(generated),
        "timings_ms": timings,
    })
}

/// What was left out, ignored or guessed, and why.
fn warnings(generated: &Generated) -> Vec<Value> {
    let located = generated.warnings.located();
    let warnings = located.map(|(one, at)| {
        json!({
            "code": one.code,
            "message": one.message,
            "file": at.file,
            "line": at.line,
            "column": at.column,
            "pointer": one.place.in_document().map(ToString::to_string),
            "help": one.help,
            "notes": one.notes,
        })
    });
    warnings.collect()
}

/// How many files are added, changed and removed.
fn counts(plan: &Plan) -> [usize; 3] {
    let mut counts = [0; 3];
    for change in &plan.changes {
        let [added, changed, removed] = &mut counts;
        match change.what {
            What::Missing => *added += 1,
            What::Superfluous | What::Edited(None) => *removed += 1,
            _ => *changed += 1,
        }
    }
    counts
}
