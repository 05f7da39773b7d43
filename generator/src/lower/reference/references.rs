//! Places of components: what a pointer says of who is referred to.
//!
//! In: the pointer to something that a reference may lead to. Out: names. What always holds: what is no component has none.

use crate::api::Pointer;
use crate::names;

/// The key behind `/components/SECTION/`, if that is all a pointer says.
pub fn component_key(pointer: &Pointer, section: &str) -> Option<String> {
    let tokens: Vec<String> = pointer.tokens().collect();
    match tokens.as_slice() {
        [root, found, key] if root == "components" && found == section => Some(key.clone()),
        _ => None,
    }
}

/// What is inside a component that several operations share is named by the component, not by one of them.
pub fn shared_name(pointer: &Pointer, kind: &str) -> Option<String> {
    let mut tokens = pointer.tokens();
    let root = tokens.next()?;
    let key = tokens.nth(1)?;
    (root == "components").then(|| names::join(&[&key, kind]))
}
