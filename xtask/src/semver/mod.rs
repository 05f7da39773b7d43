//! `cargo xtask semver BASE`: what the comparison of documents says of Rust, and what the surface says.
//!
//! In: a revision, and the working tree. Out: whether both agree. What always holds: the two know nothing of each other: one
//! compares models, the other what the generated sources offer; where the generator changed as well, only that is asked
//! which still follows.

mod items;
mod surface;

use std::collections::BTreeSet;
use std::fs;

use form_codegen::diff::{Change, Changes, RustClass, diff};

use form_codegen::cli::project::{Project, Revision};
use form_codegen::cli::session::Session;

use crate::arguments::SemverArgs;
use items::Disagreement;
use surface::Moved;

/// What the crate offers, an item a line.
const SURFACE: &str = "tests/snapshots/surface.snap";

/// What besides the document decides what the crate offers, and how that is listed.
const GENERATOR: [&str; 5] = [
    "generator/Cargo.toml",
    "generator/src",
    "generator/runtime/Cargo.toml",
    "generator/runtime/src",
    "tests/src/documents",
];

/// How many lines and changes are named.
const NAMED: usize = 20;

/// Compares. `Ok(false)` says that the two do not agree.
pub fn run(session: &Session, project: &Project, options: &SemverArgs) -> Result<bool, String> {
    let root = &project.root;
    let base = Revision::find(root, &options.base)?;
    let Some(before) = base.file(SURFACE)? else {
        crate::say!(
            "{SURFACE} is not in {}: there is nothing to compare with",
            options.base
        );
        return Ok(true);
    };
    let after = fs::read_to_string(root.join(SURFACE));
    let after = after.map_err(|error| format!("error: can't read {SURFACE}: {error}"))?;
    let moved = Moved::between(&String::from_utf8_lossy(&before), &after);
    let old = project.inputs_of(&base)?;
    let Some(old) = old else {
        crate::say!(
            "{} is not in {}: there is nothing to compare with",
            project.of.document,
            options.base
        );
        return Ok(true);
    };
    let same_generator = base.is_same(&GENERATOR)?;
    let old = match old.former_model(session.color) {
        Ok(old) => old,
        Err(why) if same_generator => return Err(why),
        // A generator that has become stricter.
        Err(why) => {
            let why = why.lines().last().unwrap_or_default();
            crate::say!(
                "what {} generates from is refused now ({why}): there is nothing to compare with",
                options.base
            );
            return Ok(true);
        }
    };
    let new = project.inputs()?.model(session.color)?;
    let changes = diff(&old.api, &new.api);
    let (_, said) = changes.worst();
    crate::say!(
        "documents: {}; surface: {} removed, {} added{}",
        said.as_str(),
        moved.removed.len(),
        moved.added.len(),
        if same_generator {
            ""
        } else {
            "; the generator changed, too"
        },
    );
    if let Some(why) = judge(said, &moved, same_generator) {
        show(&moved, &changes);
        eprintln!("error: {why}");
        return Ok(false);
    }
    let apart = Disagreement::between(&changes.list, [&old.api, &new.api], &moved);
    Ok(agree(apart, same_generator))
}

/// Whether both see the same items change; shows those that only one sees.
fn agree(mut apart: Disagreement, same_generator: bool) -> bool {
    if !same_generator {
        // It moves lines for reasons of its own.
        apart.unexplained.clear();
    }
    if apart == Disagreement::default() {
        return true;
    }
    name("only in the surface", &apart.unexplained);
    name("only in the documents", &apart.unseen);
    eprintln!(
        "error: these items changed on one side only: accept the snapshot, or mend what classifies the changes"
    );
    false
}

/// Prints what the two see.
fn show(moved: &Moved, changes: &Changes) {
    let told = changes
        .list
        .iter()
        .filter(|change| change.rust != RustClass::Patch);
    name("removed", &moved.removed);
    name("added", &moved.added);
    name("changed", &told.map(line).collect());
}

/// Why the two do not agree, if they do not.
fn judge(said: RustClass, moved: &Moved, same_generator: bool) -> Option<&'static str> {
    match (said, moved.class()) {
        (RustClass::Minor | RustClass::Major, RustClass::Patch) => Some(
            "the documents differ for users, but the surface does not: accept the snapshot, or mend what classifies the changes",
        ),
        _ if !same_generator => None,
        (RustClass::Patch, RustClass::Minor | RustClass::Major) => Some(
            "the surface differs, but the documents do not for users: what classifies their changes misses something",
        ),
        (RustClass::Minor, RustClass::Major) => Some(
            "lines of the surface are gone, which breaks programs, but the documents' changes are said to break none",
        ),
        _ => None,
    }
}

fn line(change: &Change) -> String {
    format!(
        "{} ({}): {}",
        change.id.as_str(),
        change.rust.as_str(),
        change.place
    )
}

fn name(what: &str, lines: &BTreeSet<String>) {
    for line in lines.iter().take(NAMED) {
        crate::say!("  {what}: {line}");
    }
    if let Some(more @ 1..) = lines.len().checked_sub(NAMED) {
        crate::say!("  {what}: and {more} more");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_does_not_change_without_the_other() {
        let lines = |count: usize| (0..count).map(|line| line.to_string()).collect();
        let agree = |said, removed, added, same_generator| {
            let moved = Moved {
                removed: lines(removed),
                added: lines(added),
            };
            judge(said, &moved, same_generator).is_none()
        };
        use RustClass::{Major, Minor, Patch};
        for (said, removed, added, agrees, agrees_with_another_generator) in [
            (Patch, 0, 0, true, true),
            (Patch, 0, 1, false, true),
            (Patch, 1, 0, false, true),
            (Minor, 0, 0, false, false),
            (Minor, 0, 1, true, true),
            (Minor, 1, 1, false, true),
            (Major, 0, 0, false, false),
            (Major, 0, 1, true, true),
            (Major, 1, 0, true, true),
        ] {
            assert_eq!(agree(said, removed, added, true), agrees);
            assert_eq!(
                agree(said, removed, added, false),
                agrees_with_another_generator
            );
        }
    }
}
