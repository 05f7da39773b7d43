//! `allOf`: several schemas that one value has to meet.
//!
//! In: a schema with `allOf`. Out: one struct with the members of all, or the one schema that says more than notes.
//! What always holds: what can't be put together is reported, not guessed; a part that is reached twice counts once; the
//! stack does not grow with the depth of parts in parts.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::objects::ObjectSchema;
use super::view::View;
use crate::api::Pointer;
use crate::diagnostic;
use crate::lower::context::{Definition, Failed, Lowered, Lowering, Site};
use crate::lower::reference::references;
use crate::spec::{SchemaType, SchemaUse};

/// How many parts, and members from them, all schemas together may have. Where each of many parts adds to the one before,
/// this grows with the square of their number.
const MOST_MEMBERS: usize = 500_000;

/// A schema among those of an `allOf`.
#[derive(Debug)]
pub struct Part<'d> {
    /// Where the part stands in the `allOf`.
    used: &'d SchemaUse,
    /// Its schema.
    pub view: View<'d>,
}

/// A schema whose parts are being walked through.
struct OpenSchema<'d> {
    /// The schema, as a part of the one around it; the outermost is none.
    part: Option<Part<'d>>,
    pointer: &'d Pointer,
    rest: std::vec::IntoIter<Part<'d>>,
}

impl<'d> Lowering<'d> {
    /// A schema with `allOf`.
    pub fn define_all_of(&mut self, view: View<'d>, site: &Site) -> Lowered<Definition> {
        let own = self.without_demands(view.without_parts());
        let (notes, meaningful) = divided(self.direct_parts(view));
        if !own.one_of.is_empty() || !own.any_of.is_empty() {
            return self.define_together(view, site);
        }
        if let Some(found) = self.define_refined(own, &notes, &meaningful, site) {
            return found;
        }
        let requires =
            !own.required.is_empty() || notes.iter().any(|part| !part.view.required.is_empty());
        match meaningful.as_slice() {
            [] => self.define(own.without_alternatives(), site),
            // What a discriminator tells apart from the part it is made of is more than another name for it.
            [only]
                if is_note(own)
                    && !(requires && has_members(only.view))
                    && !self.bases.is_told_apart(&view.schema.at) =>
            {
                let site = Site {
                    pointer: only.used.at.clone(),
                    depth: site.depth + 1,
                    ..site.clone()
                };
                let found = self.use_of(only.used, &site)?;
                let kind = only.view.kind;
                let noted = |found, part: &Part<'d>| self.annotated(&part.view, kind, found);
                Ok(Definition::Use(Box::new(notes.iter().fold(found, noted))))
            }
            _ => self.define_together(view, site),
        }
    }

    /// Parts of the same kind that are no objects: the one that says most, with what the others say beside the type.
    fn define_refined(
        &mut self,
        own: View<'d>,
        notes: &[Part<'d>],
        meaningful: &[Part<'d>],
        site: &Site,
    ) -> Option<Lowered<Definition>> {
        if !self.are_of_one_kind(meaningful)
            || !own.properties.is_empty()
            || own.additional.is_some()
        {
            return None;
        }
        if !own.values.is_empty() {
            return Some(self.define(own, site));
        }
        let main = self.main_part(meaningful)?;
        let kind = self.kind_of(main.view);
        let at = Site {
            pointer: main.used.at.clone(),
            depth: site.depth + 1,
            ..site.clone()
        };
        let others = meaningful
            .iter()
            .filter(|part| part.used.at != main.used.at);
        Some(self.use_of(main.used, &at).map(|found| {
            let noted = |found, part: &Part<'d>| self.annotated(&part.view, kind, found);
            let found = others.chain(notes).fold(found, noted);
            Definition::Use(Box::new(found))
        }))
    }

    /// Whether parts have one kind of value, which is no object.
    fn are_of_one_kind(&self, parts: &[Part<'d>]) -> bool {
        let kinds: Vec<Option<SchemaType>> =
            parts.iter().map(|part| self.kind_of(part.view)).collect();
        let is_object = |kind: &Option<SchemaType>| matches!(kind, Some(SchemaType::Object) | None);
        let is_number = |kind: &Option<SchemaType>| {
            matches!(kind, Some(SchemaType::Integer | SchemaType::Number))
        };
        let is_first = |kind: &Option<SchemaType>| Some(kind) == kinds.first();
        !kinds.is_empty()
            && !kinds.iter().any(is_object)
            && (kinds.iter().all(is_first) || kinds.iter().all(is_number))
    }

    /// Of several parts the one that says most, if the others allow all of it.
    fn main_part<'p>(&self, parts: &'p [Part<'d>]) -> Option<&'p Part<'d>> {
        let says = |part: &Part<'d>| {
            let view = part.view;
            let is_whole = self.kind_of(view) == Some(SchemaType::Integer);
            let has_parts = !view.all_of.is_empty();
            let says = [
                view.items.is_some(),
                has_parts,
                view.format.is_some(),
                is_whole,
            ];
            says.into_iter().filter(|says| *says).count()
        };
        let rank = |part: &&Part<'d>| {
            let values = Some(part.view.values.len()).filter(|values| *values > 0);
            (values.unwrap_or(usize::MAX), Reverse(says(part)))
        };
        let main = parts.iter().min_by_key(rank)?;
        let allows = |other: &Part<'d>| {
            let values = &other.view.values;
            let is_same = other.view.schema.at == main.view.schema.at;
            let all =
                values.is_empty() || main.view.values.iter().all(|value| values.contains(value));
            is_same || all && other.view.items.is_none()
        };
        (parts.len() > 1 && parts.iter().all(allows)).then_some(main)
    }

    fn define_together(&mut self, view: View<'d>, site: &Site) -> Lowered<Definition> {
        let parts = self.parts(view)?;
        let own = view.without_parts();
        let mut views: Vec<View<'d>> = parts.iter().map(|part| part.view).collect();
        views.push(own);
        let members = self.members_of(&views);
        for view in &mut views {
            *view = self.without_refinements(*view, &members);
        }
        let has_alternatives = |view: &View<'_>| !view.one_of.is_empty() || !view.any_of.is_empty();
        let mut unions = views.iter().copied().filter(has_alternatives);
        if let (Some(union), None) = (unions.next(), unions.next())
            && (union.one_of.is_empty() || union.any_of.is_empty())
        {
            let beside = views.into_iter().map(View::without_alternatives);
            let beside: Vec<View<'d>> = beside.collect();
            if let Some(odd) = beside.iter().position(|view| !is_object(*view)) {
                return self.fail_no_object(parts.get(odd), site);
            }
            let branches = self.branches(union);
            return self.define_with_members(branches, &beside, union, site);
        }
        if let Some(odd) = views.iter().position(|view| !is_object(*view)) {
            return self.fail_no_object(parts.get(odd), site);
        }
        let mut object = ObjectSchema::default();
        let (notes, meaningful): (Vec<View<'d>>, Vec<View<'d>>) = parts
            .iter()
            .map(|part| part.view)
            .partition(View::is_unconstrained);
        for part in meaningful.iter().chain(&notes) {
            object.add(part.schema, self.spec);
        }
        object.add(view.schema, self.spec);
        self.define_members(&object, site)
    }

    fn fail_no_object<T>(&mut self, part: Option<&Part<'d>>, site: &Site) -> Lowered<T> {
        let at = part.map_or(&site.pointer, |part| &part.used.at).clone();
        self.fail(
            "unsupported-all-of",
            &at,
            "`allOf` puts together schemas that are not all objects",
            "this one is no object",
            "say in an overlay what the value is, in one schema",
        )
    }

    fn direct_parts(&self, view: View<'d>) -> Vec<Part<'d>> {
        let part = |used| Part {
            used,
            view: self.as_part(View::of(self.schema(used))),
        };
        view.all_of.iter().map(part).collect()
    }

    /// A schema as a part of another: where its alternatives are made of it, only its own members are meant.
    fn as_part(&self, view: View<'d>) -> View<'d> {
        let is_child = |used| {
            let child: &Pointer = &self.schema(used).at;
            self.bases.is_made_of(child, &view.schema.at)
        };
        let mut alternatives = view.one_of.iter().chain(view.any_of);
        match alternatives.any(is_child) {
            true => view.without_alternatives(),
            false => self.without_demands(view),
        }
    }

    /// A schema without alternatives that only say which members go together: Rust's types can't.
    fn without_demands(&self, view: View<'d>) -> View<'d> {
        let says_nothing = |used| View::of(self.schema(used)).is_unconstrained();
        if view.one_of.iter().chain(view.any_of).all(says_nothing) {
            return view.without_alternatives();
        }
        view
    }

    /// All parts of a schema with `allOf`, those of parts included, before the part that has them.
    pub fn parts(&mut self, view: View<'d>) -> Lowered<Vec<Part<'d>>> {
        let at = &view.schema.at;
        let mut parts = Vec::new();
        let mut seen = BTreeSet::new();
        let mut around = BTreeSet::from([at]);
        let rest = self.direct_parts(view).into_iter();
        let mut open = vec![OpenSchema {
            part: None,
            pointer: at,
            rest,
        }];
        while let Some(innermost) = open.last_mut() {
            let Some(part) = innermost.rest.next() else {
                around.remove(innermost.pointer);
                parts.extend(open.pop().and_then(|done| done.part).and_then(own));
                continue;
            };
            let pointer = &part.view.schema.at;
            if around.contains(pointer) || self.circular_parts.contains_key(pointer) {
                return self.fail_circle(&open, &part);
            }
            if !seen.insert(pointer) {
                continue;
            }
            self.intact(pointer)?;
            self.count_members(&part)?;
            around.insert(pointer);
            open.push(OpenSchema {
                pointer,
                rest: self.direct_parts(part.view).into_iter(),
                part: Some(part),
            });
        }
        Ok(parts)
    }

    /// Reports that a part leads back to a schema around it; once for all schemas of the circle and those that lead to it.
    fn fail_circle<T>(&mut self, open: &[OpenSchema<'d>], part: &Part<'d>) -> Lowered<T> {
        let pointer = &part.view.schema.at;
        let around: Vec<&Pointer> = open.iter().map(|open| open.pointer).collect();
        let failed = match self.circular_parts.get(pointer) {
            Some(known) => *known,
            None => self.report_circular_part(&around, part),
        };
        let around = around.into_iter().cloned().map(|pointer| (pointer, failed));
        self.circular_parts.extend(around);
        Err(failed)
    }

    fn report_circular_part(&mut self, around: &[&Pointer], part: &Part<'d>) -> Failed {
        let pointer = &part.view.schema.at;
        let circle = around.iter().skip_while(|other| **other != pointer);
        let names: Vec<String> = circle.map(|pointer| name_of(pointer)).collect();
        self.failure(
            "recursive-all-of",
            &part.used.at,
            format!(
                "`allOf` makes a schema a part of itself: {}",
                diagnostic::circle(&names)
            ),
            "this leads back to it",
            "a schema can't be part of itself: correct the reference in an overlay",
        )
    }

    /// Counts a part and its members, up to as many as a crate can have; beyond is reported once.
    fn count_members(&mut self, part: &Part<'d>) -> Lowered<()> {
        if let Some(failed) = self.too_many_members {
            return Err(failed);
        }
        self.members_of_parts += 1 + part.view.properties.len();
        if self.members_of_parts <= MOST_MEMBERS {
            return Ok(());
        }
        let failed = self.failure(
            "too-many-members",
            &part.used.at,
            format!(
                "`allOf` gives schemas more than {MOST_MEMBERS} parts and members in all: this schema and those with \
                 parts that come after it can't be expressed"
            ),
            "with this part, it is too many",
            "make the chain of parts shorter, or hold a part in a member instead, in an overlay",
        );
        self.too_many_members = Some(failed);
        Err(failed)
    }
}

/// What a part says itself, without its own parts, if that is anything.
fn own(part: Part<'_>) -> Option<Part<'_>> {
    let has_parts = !part.view.all_of.is_empty();
    let view = part.view.without_parts();
    let says = !has_parts || !view.is_unconstrained() || !view.required.is_empty();
    says.then_some(Part { view, ..part })
}

/// What a schema is called: its key, if it is a component.
fn name_of(pointer: &Pointer) -> String {
    match references::component_key(pointer, "schemas") {
        Some(key) => key,
        None => pointer.as_str().to_owned(),
    }
}

/// Those that only say something beside the type, and the others.
fn divided(parts: Vec<Part<'_>>) -> (Vec<Part<'_>>, Vec<Part<'_>>) {
    parts
        .into_iter()
        .partition(|part| part.view.is_unconstrained())
}

/// Whether a schema says nothing of its own that changes the type.
fn is_note(own: View<'_>) -> bool {
    own.properties.is_empty()
        && own.additional.is_none()
        && own.values.is_empty()
        && own.items.is_none()
}

/// Whether a schema may have members that can be required.
fn has_members(view: View<'_>) -> bool {
    is_object(view) || !view.all_of.is_empty()
}

/// Whether a schema is an object, or says nothing else.
pub fn is_object(view: View<'_>) -> bool {
    matches!(view.kind, Some(SchemaType::Object) | None)
        && view.one_of.is_empty()
        && view.any_of.is_empty()
        && view.values.is_empty()
        && view.items.is_none()
}
