//! Names in lists of overlays that a new document does not have.
//!
//! In: a document with its overlays, and what is wrong with it. Out: the elements of `x-valueGroups` and `x-valueFields` that
//! can go. What always holds: only what is wrong itself goes, and only from lines on which nothing else stands.

use crate::api::Pointer;
use crate::diagnostic::{Diagnostic, Place};
use crate::source::Document;

use super::gone::{BASELESS_WHY, Gone, GonePart};
use crate::cli::input::InputFile;

/// The extensions whose lists name what the document has.
const LISTS: [&str; 2] = ["x-valueGroups", "x-valueFields"];

/// The codes of errors about a name that the document does not have.
const CODES: [&str; 2] = ["unknown-value", "value-fields"];

/// The elements of lists, and the keys of their maps, that name what the document does not have.
pub fn names(document: &Document, found: &[Diagnostic], overlays: &[InputFile]) -> Vec<Gone> {
    let found = found.iter().filter(|one| CODES.contains(&one.code));
    let gone = found.filter_map(|one| {
        let at = one.place.in_document()?;
        let target = name(document, &one.place, at)?;
        let (overlay, lines) = document.lines_in_overlay(&one.place)?;
        Some(Gone {
            overlay,
            action: None,
            name: overlays.get(overlay)?.name.clone(),
            lines,
            is_alone: true,
            part: GonePart::Member,
            target,
            why: BASELESS_WHY,
            instead: None,
        })
    });
    gone.collect()
}

/// What an element or a key below `values` of a list names; `None` for any other place.
fn name(document: &Document, place: &Place, at: &Pointer) -> Option<String> {
    let tokens: Vec<String> = at.tokens().collect();
    let list = tokens
        .iter()
        .rposition(|token| LISTS.contains(&token.as_str()))?;
    let below = tokens.get(list + 2..)?;
    let ["values", .., last] = below.iter().map(String::as_str).collect::<Vec<_>>()[..] else {
        return None;
    };
    match place {
        Place::Key(_) => Some(last.to_owned()),
        _ => Some(match document.value(at)? {
            serde_json::Value::String(text) => text.clone(),
            value if value.is_number() => value.to_string(),
            _ => return None,
        }),
    }
}
