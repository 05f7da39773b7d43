//! Security schemes that are needed.
//!
//! In: a document before and after operations were taken out. Out: the document without the schemes that only those needed. What always
//! holds: a scheme that no operation has ever named stays, with what is said of it.

use std::collections::BTreeSet;

use crate::place::Pointer;
use crate::spec::Spec;

/// The names of the schemes that operations need.
pub fn needed(spec: &Spec) -> BTreeSet<String> {
    let operations = spec.paths.iter().flat_map(|path| path.operations.iter());
    let names = operations.flat_map(|operation| operation.security.iter().flatten());
    names.cloned().collect()
}

/// Takes out of a document the schemes that were needed, and are no more; gives their places.
pub fn take(spec: &mut Spec, before: &BTreeSet<String>) -> Vec<Pointer> {
    let now = needed(spec);
    let is_gone = |name: &String| before.contains(name) && !now.contains(name);
    let mut gone = Vec::new();
    spec.security_schemes.retain(|name, scheme| {
        if is_gone(name) {
            gone.push(scheme.at.clone());
        }
        !is_gone(name)
    });
    // What operations need by themselves has them no more: none of those that are left is one of these.
    spec.security.retain(|all| !all.iter().any(is_gone));
    gone
}
