//! What a server answers in the tests.
//!
//! In: ids. Out: bodies as the API sends them: a dispute, a file, pages of a list.

use serde_json::{Value, json};

const DISPUTE: &str = include_str!("../../wire/dispute.json");

/// A page of a list: the ids, and whether there is more.
pub type Page = (&'static [&'static str], bool);

/// A dispute.
///
/// # Panics
/// If the recorded one is not JSON.
#[must_use]
pub fn dispute(id: &str) -> Value {
    let mut dispute: Value = serde_json::from_str(DISPUTE).unwrap();
    dispute["id"] = json!(id);
    dispute
}

/// A file.
#[must_use]
pub fn file(id: &str) -> Value {
    json!({
        "id": id,
        "object": "file",
        "created": 1_680_651_737,
        "expires_at": null,
        "filename": "receipt.pdf",
        "links": null,
        "purpose": "dispute_evidence",
        "size": 8,
        "title": null,
        "type": "pdf",
        "url": null,
    })
}

/// A page of a list of disputes.
#[must_use]
pub fn list((ids, has_more): Page) -> Value {
    let data: Vec<Value> = ids.iter().map(|id| dispute(id)).collect();
    json!({"object": "list", "url": "/v1/disputes", "has_more": has_more, "data": data})
}

/// The pages that the recorder served in a case, as the recorded cursors show.
#[must_use]
pub fn pages(case: &str) -> &'static [Page] {
    const FIRST: Page = (&["dp_1", "dp_2"], true);
    match case {
        "page_backward_3" => &[
            (&["dp_4", "dp_5"], true),
            (&["dp_2", "dp_3"], true),
            (&["dp_1"], false),
        ],
        "page_empty" => &[(&[], false)],
        "page_second_empty_has_more" => &[FIRST, (&[], true)],
        "page_exact_boundary" => &[FIRST, (&["dp_3", "dp_4"], false)],
        "page_same_cursor_loop" => &[FIRST; 4],
        _ => &[FIRST, (&["dp_3", "dp_4"], true), (&["dp_5"], false)],
    }
}
