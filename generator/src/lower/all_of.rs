//! `allOf`: several schemas that one value has to meet.
//!
//! In: a schema with `allOf`. Out: one struct with the members of all, or the one schema that says more than notes.
//! What always holds: what can't be put together is reported, not guessed.

use super::context::{Lowered, Lowering, Site};
use super::objects::Object;
use super::references::Node;
use super::schemas::Definition;
use super::view::View;
use crate::api::Pointer;

/// How deep `allOf` may stand in `allOf`.
const DEEPEST: usize = 32;

/// A schema among those of an `allOf`.
#[derive(Debug)]
struct Part<'d> {
    node: Node<'d>,
    /// Where the part stands in the `allOf`.
    here: Pointer,
    /// Where its schema stands: the same, or where its reference leads.
    pointer: Pointer,
    view: View<'d>,
}

impl<'d> Lowering<'d> {
    /// A schema with `allOf`.
    pub fn define_all_of(&mut self, view: &View<'d>, site: &Site) -> Lowered<Definition> {
        let mut parts = Vec::new();
        self.collect_parts(view, &site.pointer, 0, &mut parts)?;
        let own = View { all_of: &[], ..view.clone() };
        let meaningful: Vec<&Part<'d>> = parts.iter().filter(|part| !part.view.is_unconstrained()).collect();
        if let ([only], true) = (meaningful.as_slice(), own.is_unconstrained() || own.kind.is_some() && own.properties.is_none()) {
            let site = Site { pointer: only.here.clone(), depth: site.depth + 1, ..site.clone() };
            return self.use_of(only.node, &site).map(|found| Definition::Use(Box::new(found)));
        }
        if meaningful.is_empty() {
            return self.define(&own, site);
        }
        if let Some(odd) = meaningful.iter().find(|part| !is_object(&part.view)) {
            let at = odd.here.clone();
            return self.fail(
                "unsupported-all-of",
                &at,
                "`allOf` puts together schemas that are not all objects",
                "this one is no object",
                "say in an overlay what the value is, in one schema",
            );
        }
        let mut object = Object::default();
        for part in &meaningful {
            object.add(&part.view, &part.pointer);
        }
        object.add(&own, &site.pointer);
        self.define_members(&object, site)
    }

    fn collect_parts(&mut self, view: &View<'d>, at: &Pointer, depth: usize, parts: &mut Vec<Part<'d>>) -> Lowered<()> {
        if depth > DEEPEST {
            return self.fail(
                "too-deep",
                at,
                format!("`allOf` stands more than {DEEPEST} deep in itself"),
                "this schema",
                "a schema can't be part of itself: correct the reference in an overlay",
            );
        }
        for (index, part) in view.all_of.iter().enumerate() {
            let node = Node::from(part);
            let here = at.child("allOf").child(index);
            let Some((pointer, schema)) = self.target(node, &here) else { continue };
            let inner = View::of(schema);
            if inner.all_of.is_empty() {
                parts.push(Part { node, here, pointer, view: inner });
            } else {
                self.collect_parts(&inner, &pointer, depth + 1, parts)?;
                let own = View { all_of: &[], ..inner };
                if own.properties.is_some() {
                    parts.push(Part { node, here, pointer, view: own });
                }
            }
        }
        Ok(())
    }
}

fn is_object(view: &View<'_>) -> bool {
    (view.kind == Some("object") || view.kind.is_none())
        && view.one_of.is_empty()
        && view.any_of.is_empty()
        && view.values.is_empty()
        && view.items.is_none()
        && !view.not
}
