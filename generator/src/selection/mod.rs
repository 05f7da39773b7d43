//! Which operations of a document become a crate.
//!
//! In: a document, and what the caller asks for. Out: the document with that, with all that it needs, and with nothing else. What always
//! holds: one that asks for nothing changes nothing; what it names and the document does not have is an error, with the nearest that it
//! has; what is wrong in parts that are not taken keeps nothing from being made.

mod chosen;
mod glob;
mod needed;
mod schemes;
mod tags;
mod unmatched;

use crate::diagnostic::Place;
use crate::source::Document;
use tags::Tags;

/// Which operations are taken, and which schemas stay closed.
///
/// An operation is taken if one of its tags, its path or itself is named, or if nothing is named at all, and if it is not excluded.
/// An event is taken if it is named, or one of its tags is, or if nothing at all is named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// Operations with one of these tags. Where nothing in a document has a tag, the first word of a path that is not common to all stands for
    /// one: `/v1/disputes/{dispute}` has the tag `disputes`.
    pub tags: Vec<String>,
    /// Operations on one of these paths: `*` stands for anything within a segment, `**` for any segments.
    pub paths: Vec<String>,
    /// Operations with one of these ids, or `METHOD /path`.
    pub operations: Vec<String>,
    /// Events of these names; `*` stands for anything between dots, `**` for anything.
    pub events: Vec<String>,
    /// None with one of these tags.
    pub exclude_tags: Vec<String>,
    /// None on one of these paths.
    pub exclude_paths: Vec<String>,
    /// None of these.
    pub exclude_operations: Vec<String>,
    /// Schemas of `components` that stay untyped JSON, so that nothing comes along with them.
    pub opaque: Vec<String>,
}

impl Selection {
    /// Whether everything is taken as it is.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }
}

/// Takes out of a document what is not chosen. What the selection names and the document does not have is one of its faults.
pub fn choose(document: &mut Document, selection: &Selection) {
    if selection.is_everything() {
        return;
    }
    let tags = Tags::of(&document.spec);
    let mut wrong = unmatched::find(&document.spec, tags, selection);
    // It is the caller who is wrong, so that it stays an error where faults of the document are passed over.
    for one in &mut wrong {
        if let Some(at) = one.place.in_document() {
            one.place = Place::File(0, document.published(at));
        }
    }
    needed::close(&mut document.spec, &selection.opaque);
    let secured = schemes::needed(&document.spec);
    let mut gone = chosen::take(&mut document.spec, tags, selection);
    gone.extend(needed::take(&mut document.spec));
    gone.extend(schemes::take(&mut document.spec, &secured));
    document.keep_of_places(|at| !gone.iter().any(|gone| at.is_within(gone)));
    document.faults.extend(wrong);
}
