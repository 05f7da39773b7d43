//! `allOf`: several schemas that one value has to meet.
//!
//! In: a schema with `allOf`. Out: one struct with the members of all, or the one schema that says more than notes.
//! What always holds: what can't be put together is reported, not guessed; a part that is reached twice counts once.

use std::collections::BTreeSet;

use super::objects::Object;
use super::schemas::Definition;
use super::view::View;
use crate::api::Pointer;
use crate::lower::context::{Lowered, Lowering, Site};
use crate::lower::reference::references::Node;

/// How deep `allOf` may stand in `allOf`.
const DEEPEST: usize = 32;

/// A schema among those of an `allOf`.
#[derive(Debug)]
pub struct Part<'d> {
    node: Node<'d>,
    /// Where the part stands in the `allOf`.
    here: Pointer,
    /// Where its schema stands: the same, or where its reference leads.
    pub pointer: Pointer,
    /// Its schema.
    pub view: View<'d>,
}

/// A walk through all parts.
#[derive(Default)]
struct Walk<'d> {
    parts: Vec<Part<'d>>,
    /// The schemas around this one.
    around: Vec<Pointer>,
    seen: BTreeSet<Pointer>,
}

impl<'d> Lowering<'d> {
    /// A schema with `allOf`.
    pub fn define_all_of(&mut self, view: &View<'d>, site: &Site) -> Lowered<Definition> {
        let own = View {
            all_of: &[],
            ..view.clone()
        };
        self.no_alternatives(&own, site)?;
        let (notes, meaningful) = divided(self.direct_parts(view, &site.pointer));
        let requires =
            !own.required.is_empty() || notes.iter().any(|part| !part.view.required.is_empty());
        match meaningful.as_slice() {
            [] => self.define(
                &View {
                    one_of: &[],
                    any_of: &[],
                    ..own
                },
                site,
            ),
            [only] if is_note(&own) && !(requires && has_members(&only.view)) => {
                let site = Site {
                    pointer: only.here.clone(),
                    depth: site.depth + 1,
                    ..site.clone()
                };
                let found = self.use_of(only.node, &site)?;
                let noted = |found, part: &Part<'d>| {
                    self.annotated(
                        &View {
                            kind: only.view.kind,
                            ..part.view.clone()
                        },
                        found,
                    )
                };
                Ok(Definition::Use(Box::new(notes.iter().fold(found, noted))))
            }
            _ => self.define_together(view, &own, site),
        }
    }

    fn define_together(
        &mut self,
        view: &View<'d>,
        own: &View<'d>,
        site: &Site,
    ) -> Lowered<Definition> {
        let (notes, meaningful) = divided(self.parts(view, &site.pointer)?);
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
        for part in meaningful.iter().chain(&notes) {
            object.add(&part.view, &part.pointer);
        }
        object.add(own, &site.pointer);
        self.define_members(&object, site)
    }

    fn direct_parts(&self, view: &View<'d>, at: &Pointer) -> Vec<Part<'d>> {
        let part = |(index, part)| {
            let (node, here) = (Node::from(part), at.child("allOf").child(index));
            let (pointer, schema) = self.target(node, &here)?;
            Some(Part {
                node,
                here,
                pointer,
                view: self.without_demands(View::of(schema)),
            })
        };
        view.all_of.iter().enumerate().filter_map(part).collect()
    }

    /// Alternatives beside `allOf` may only say which members go together.
    fn no_alternatives(&mut self, own: &View<'d>, site: &Site) -> Lowered<()> {
        let own = self.without_demands(own.clone());
        if own.one_of.is_empty() && own.any_of.is_empty() {
            return Ok(());
        }
        self.fail(
            "unsupported-all-of",
            &site.pointer,
            "`allOf` stands beside alternatives",
            "this schema",
            "keep `allOf`, `oneOf` or `anyOf`, only one of them, in an overlay",
        )
    }

    /// A schema without alternatives that only say which members go together: Rust's types can't.
    fn without_demands(&self, view: View<'d>) -> View<'d> {
        let says_nothing = |node| {
            let target = self.target(Node::from(node), &Pointer::root());
            target.is_some_and(|(_, schema)| View::of(schema).is_unconstrained())
        };
        if view.one_of.iter().chain(view.any_of).all(says_nothing) {
            return View {
                one_of: &[],
                any_of: &[],
                ..view
            };
        }
        view
    }

    /// All parts of a schema with `allOf`, those of parts included.
    pub fn parts(&mut self, view: &View<'d>, at: &Pointer) -> Lowered<Vec<Part<'d>>> {
        let mut walk = Walk::default();
        walk.around.push(at.clone());
        self.collect_parts(view, at, &mut walk)?;
        Ok(walk.parts)
    }

    fn collect_parts(&mut self, view: &View<'d>, at: &Pointer, walk: &mut Walk<'d>) -> Lowered<()> {
        for part in self.direct_parts(view, at) {
            let Part {
                here,
                pointer,
                view: inner,
                ..
            } = &part;
            if walk.around.contains(pointer) || walk.around.len() > DEEPEST {
                return self.fail(
                    "recursive-all-of",
                    here,
                    "`allOf` makes a schema a part of itself",
                    "this leads back to it",
                    "a schema can't be part of itself: correct the reference in an overlay",
                );
            }
            if !walk.seen.insert(pointer.clone()) {
                continue;
            }
            walk.around.push(pointer.clone());
            self.collect_parts(inner, pointer, walk)?;
            walk.around.pop();
            let own = View {
                all_of: &[],
                ..inner.clone()
            };
            if inner.all_of.is_empty() || !own.is_unconstrained() || !own.required.is_empty() {
                walk.parts.push(Part { view: own, ..part });
            }
        }
        Ok(())
    }
}

/// Those that only say something beside the type, and the others.
fn divided(parts: Vec<Part<'_>>) -> (Vec<Part<'_>>, Vec<Part<'_>>) {
    parts
        .into_iter()
        .partition(|part| part.view.is_unconstrained())
}

/// Whether a schema says nothing of its own that changes the type.
fn is_note(own: &View<'_>) -> bool {
    own.properties.is_none()
        && own.additional.is_none()
        && own.values.is_empty()
        && own.items.is_none()
}

/// Whether a schema may have members that can be required.
fn has_members(view: &View<'_>) -> bool {
    is_object(view) || !view.all_of.is_empty()
}

fn is_object(view: &View<'_>) -> bool {
    (view.kind == Some("object") || view.kind.is_none())
        && view.one_of.is_empty()
        && view.any_of.is_empty()
        && view.values.is_empty()
        && view.items.is_none()
        && !view.not
}
