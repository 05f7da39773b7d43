//! What a configuration says of the client, merged into the document.
//!
//! In: the table of the configuration, and the document after its overlays. Out: the document, whose `x-client` has what the table says. What
//! always holds: it is merged as the update of an overlay is, behind all of them; what is wrong with it is said where it stands.

use serde_json::Value;

use super::merge::Merge;
use crate::diagnostic::{Diagnostic, Place};
use crate::place::{Pointer, Provenance, Subtree};
use crate::source::version::Version;

/// The extension that says it in a document.
const CLIENT: &str = "x-client";

/// Merges what stands at a place of a file, by its index, into `x-client` of a document.
pub(crate) fn state_client(
    client: &Value,
    (file, at): (usize, &Pointer),
    (version, document): (Version, &mut Value),
    provenance: &mut Provenance,
) -> Option<Diagnostic> {
    let members = document.as_object_mut()?;
    let path = [CLIENT.to_owned()];
    let origin = Subtree::of((file, at.clone()));
    let Some(stated) = members.get_mut(CLIENT) else {
        members.insert(CLIENT.to_owned(), client.clone());
        provenance.put(&path, origin);
        return None;
    };
    let mut merge = Merge {
        version,
        provenance,
        created: Vec::new(),
    };
    let mismatch = merge.update(stated, client, &path, &origin, false).err()?;
    let below = mismatch.below.iter();
    let place = below.fold(at.clone(), |at, token| at.child(token));
    let told = mismatch.told(Place::File(file, place));
    Some(told.help("take the old value out of the document with an overlay first"))
}
