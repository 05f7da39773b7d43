//! The page of what changed since another document.
//!
//! In: the changes between the model of that document and this one. Out: a page, on which the most severe change is the first. What always holds: no
//! change is left out without being counted; text of a document stands in code.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::{Change, Changes, RustClass, WireClass};
use crate::sentences;

use super::PageContent;
use super::topic::{text, topic};
use crate::pages::page::{PageBlock, PageRow, ReferencePage};
use crate::pages::places::{self, Anchors};

/// The most changes of a section: more is not read by anybody.
const MOST: usize = 150;

/// The most calls and events that a change names.
const NAMED: usize = 6;

/// What changed since another document.
#[derive(Clone, Debug)]
pub struct SinceChanges {
    /// What people call that document: `v1.2.0`, `old.yaml`.
    pub name: String,
    /// What differs.
    pub changes: Changes,
}

/// The page.
pub fn page(content: &PageContent<'_>, since: &SinceChanges) -> ReferencePage {
    let about = format!("What changed since {}.", sentences::code(&since.name));
    let mut page = topic("changes", "Changes", &about);
    let pages = pages_of_roots(content);
    let list = &since.changes.list;
    let told = match list.len() {
        0 => "Nothing differs.".to_owned(),
        1 => "1 change.".to_owned(),
        count => format!("{count} changes."),
    };
    let told = format!(
        "{about} {told} On the wire, a change is none, to be reviewed or breaking: for programs that run, and for new programs that \
         meet the API as it was. In Rust, it asks for a patch, a minor or a major version of the crate."
    );
    page.add("about", "", vec![text(&[&told])]);
    let mut anchors = Anchors::without(&["about", "breaking", "review", "other"]);
    let sections: [(&str, &str, ChangeTest); 3] = [
        ("breaking", "Breaks programs", is_breaking),
        ("review", "To be reviewed", |change| {
            !is_breaking(change) && change.wire.old_program == WireClass::Review
        }),
        ("other", "Breaks nothing", |change| {
            !is_breaking(change) && change.wire.old_program == WireClass::None
        }),
    ];
    for (anchor, title, is_wanted) in sections {
        let mut wanted: Vec<&Change> = list.iter().filter(|change| is_wanted(change)).collect();
        wanted.sort_by_key(|change| change.follows);
        let rows = wanted.iter().take(MOST);
        let rows: Vec<PageRow> = rows
            .map(|change| row(change, &pages, &mut anchors))
            .collect();
        let mut blocks = Vec::new();
        if !rows.is_empty() {
            blocks.push(PageBlock::Rows(rows));
        }
        if let Some(more) = wanted.len().checked_sub(MOST).filter(|more| *more > 0) {
            let more = format!("{more} more are not shown here; `form-codegen diff` lists all.");
            blocks.push(PageBlock::Text(vec![more]));
        }
        page.add(anchor, title, blocks);
    }
    page
}

/// Whether a change belongs to a section.
type ChangeTest = fn(&Change) -> bool;

fn is_breaking(change: &Change) -> bool {
    change.wire.old_program == WireClass::Breaking || change.rust == RustClass::Major
}

fn row(change: &Change, pages: &BTreeMap<String, String>, anchors: &mut Anchors) -> PageRow {
    let name = match change.place.as_str() {
        "" => "the API",
        place => place,
    };
    let mut lines = Vec::new();
    let values = match (&change.before, &change.after) {
        (Some(before), Some(after)) => Some(format!(
            "It was {} and is {}.",
            sentences::code(before),
            sentences::code(after)
        )),
        (Some(before), None) => Some(format!("It was {}.", sentences::code(before))),
        (None, Some(after)) => Some(format!("It is {}.", sentences::code(after))),
        (None, None) => None,
    };
    lines.extend(values);
    lines.push(match change.follows {
        true => "It follows from other changes.".to_owned(),
        false => prose(&change.advice),
    });
    let facts = [
        format!(
            "On the wire: {} for programs that run, {} for new programs before the API changes.",
            change.wire.old_program.as_str(),
            change.wire.new_program.as_str()
        ),
        format!("In Rust: {}.", change.rust.as_str()),
    ];
    let mut facts = Vec::from(facts);
    facts.extend(reached(change, pages));
    PageRow {
        name: sentences::harmless(name),
        anchor: anchors.of(&format!("{}-{name}", change.id)),
        kind: sentences::code(change.id.as_str()),
        text: lines,
        facts,
        ..PageRow::default()
    }
}

/// The calls and events that meet a change.
fn reached(change: &Change, pages: &BTreeMap<String, String>) -> Option<String> {
    let roots: BTreeSet<&str> = change.reach.iter().map(|one| one.root.as_str()).collect();
    let mut named: Vec<String> = roots
        .iter()
        .take(NAMED)
        .map(|root| match pages.get(*root) {
            Some(page) => format!("[{}](page:{page})", sentences::code(root)),
            None => sentences::code(root),
        })
        .collect();
    match roots.len() - named.len() {
        0 => {}
        more => named.push(format!("{more} more")),
    }
    (!named.is_empty()).then(|| format!("Met by {}.", named.join(", ")))
}

/// The pages of what changes are reached by: calls by method and path, events by name.
fn pages_of_roots(content: &PageContent<'_>) -> BTreeMap<String, String> {
    let calls = content.api.resources.iter().flat_map(|resource| {
        let operations = resource.operations.iter();
        operations.map(move |operation| {
            let root = format!("{} {}", operation.method.as_str(), operation.template);
            (root, places::of_operation(resource, operation))
        })
    });
    let events = content.api.received().flat_map(|all| &all.events);
    let events = events.zip(content.places.events());
    let events = events.map(|(event, path)| (event.wire.clone(), path.clone()));
    calls.chain(events).collect()
}

/// A sentence of the rules: its code spans stay, and what else could be markup is shown as it is.
fn prose(sentence: &str) -> String {
    let parts = sentence.split('`').enumerate();
    let parts = parts.map(|(index, part)| match index % 2 {
        0 => sentences::prose(part),
        _ => sentences::code(part),
    });
    parts.collect()
}
