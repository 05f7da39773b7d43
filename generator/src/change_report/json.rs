//! Changes for programs.
//!
//! In: a report. Out: JSON, as `schema.json` beside this file describes it. What always holds: nothing is cut; what is added to the
//! format leaves its version, what changes or goes raises it.

use serde_json::{Value, json};

use super::report::{ChangeEntry, ChangeReport, ComparedSide};
use crate::diagnostic::Location;
use crate::diff::Reached;
use crate::place::Pointer;

/// The version of the format.
const VERSION: u32 = 1;

/// What describes the format: a JSON Schema (draft 2020-12).
pub const SCHEMA: &str = include_str!("schema.json");

impl ChangeReport {
    /// All changes, most severe first, with all that is known of them: JSON in the format of [`SCHEMA`].
    #[must_use]
    pub fn to_json(&self) -> String {
        let (wire, rust) = self.worst();
        let changes: Vec<Value> = self
            .entries()
            .iter()
            .map(|entry| self.entry_json(entry))
            .collect();
        let value = json!({
            "version": VERSION,
            "old": side(&self.old),
            "new": side(&self.new),
            "worst": { "wire": wire.as_str(), "rollout": self.worst_rollout().as_str(), "rust": rust.as_str() },
            "fails": self.entries().iter().any(|entry| entry.fails),
            "changes": changes,
        });
        format!("{value:#}\n")
    }

    fn entry_json(&self, entry: &ChangeEntry) -> Value {
        let change = &entry.change;
        let place = |side: &ComparedSide, pointer: &Option<Pointer>, at: &Option<Location>| {
            let Location { file, line, column } = at.as_ref()?;
            let pointer = pointer.as_ref().map(Pointer::as_str);
            let file = side.path_of(file);
            Some(json!({ "file": file, "line": line, "column": column, "pointer": pointer }))
        };
        let reach: Vec<Value> = change.reach.iter().map(reached).collect();
        let allowed = entry.allowed.as_ref().map(|allowed| {
            json!({
                "reason": allowed.reason,
                "until": allowed.until.to_string(),
                "at": allowed.at.as_ref().map(|at| location_json(&self.new, at)),
            })
        });
        json!({
            "id": change.id.as_str(),
            "place": change.place,
            "wire": {
                "old_program": change.wire.old_program.as_str(),
                "new_program": change.wire.new_program.as_str(),
            },
            "rust": change.rust.as_str(),
            "old": place(&self.old, &change.old, &entry.old),
            "new": place(&self.new, &change.new, &entry.new),
            "before": change.before,
            "after": change.after,
            "follows": change.follows,
            "reach": reach,
            "about": change.id.about(),
            "advice": change.advice,
            "allowed": allowed,
            "fails": entry.fails,
        })
    }
}

fn side(side: &ComparedSide) -> Value {
    json!({
        "name": side.name,
        "revision": side.revision,
        "document": side.path_of(&side.document),
        "overlays": side.overlays.iter().map(|name| side.path_of(name)).collect::<Vec<_>>(),
        "package": side.package,
        "left_out": side.left_out,
    })
}

fn location_json(side: &ComparedSide, location: &Location) -> Value {
    let Location { file, line, column } = location;
    json!({ "file": side.path_of(file), "line": line, "column": column })
}

fn reached(reached: &Reached) -> Value {
    let Reached { root, way, path } = reached;
    json!({ "root": root, "way": way.as_str(), "path": path })
}
