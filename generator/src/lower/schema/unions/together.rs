//! Alternatives beside members: of the same schema, or of other parts of an `allOf`.
//!
//! In: alternatives, and what stands beside them. Out: nothing, where the alternatives only say more of the members that are there,
//! such as which go together: Rust's types can't say that. Else a union, of which each alternative has all those members as well.
//! What always holds: no member is lost.

use std::collections::BTreeSet;

use crate::lower::context::{Definition, Lowered, Lowering, Site, TypeUse};
use crate::lower::schema::objects::ObjectSchema;
use crate::lower::schema::view::{Alternative, View};
use crate::spec::{SchemaType, SchemaUse};

/// How many alternatives may stand in each other where they only refine what is there.
const DEEPEST: usize = 8;

impl<'d> Lowering<'d> {
    /// The names of the members of which these schemas say something.
    pub fn members_of(&self, views: &[View<'d>]) -> BTreeSet<&'d str> {
        let members = views.iter().flat_map(|view| &view.schema.properties);
        let told = members.filter(|(_, member)| self.says_something(member));
        told.map(|(name, _)| name.as_str()).collect()
    }

    fn says_something(&self, used: &SchemaUse) -> bool {
        used.reference.is_some() || !View::of(self.schema(used)).is_unconstrained()
    }

    /// The same without alternatives that only refine members of these names.
    pub fn without_refinements(&self, view: View<'d>, members: &BTreeSet<&str>) -> View<'d> {
        let own = view.without_alternatives();
        // Alternatives that say nothing leave all as it is, if there is something.
        if members.is_empty() && own.is_unconstrained() {
            return view;
        }
        let refines = |alternatives: &[SchemaUse]| {
            let mut all = alternatives.iter();
            all.all(|used| self.only_refines(used, members, DEEPEST))
        };
        View {
            one_of: if refines(view.one_of) {
                &[]
            } else {
                view.one_of
            },
            any_of: if refines(view.any_of) {
                &[]
            } else {
                view.any_of
            },
            ..view
        }
    }

    fn only_refines(&self, used: &SchemaUse, members: &BTreeSet<&str>, levels: usize) -> bool {
        let Some(levels) = levels.checked_sub(1) else {
            return false;
        };
        let view = View::of(self.schema(used));
        let is_object = matches!(view.kind, None | Some(SchemaType::Object))
            && view.values.is_empty()
            && view.items.is_none()
            && view.additional.is_none();
        let mut properties = view.properties.iter();
        let adds_nothing = |(name, member): (&String, &SchemaUse)| {
            members.contains(name.as_str()) || !self.says_something(member)
        };
        let mut parts = view.schema.composed();
        is_object
            && properties.all(adds_nothing)
            && parts.all(|part| self.only_refines(part, members, levels))
    }

    /// A union of which each alternative has the members of what stands beside them as well.
    pub fn define_with_members(
        &mut self,
        branches: Vec<Alternative<'d>>,
        beside: &[View<'d>],
        view: View<'d>,
        site: &Site,
    ) -> Lowered<Definition> {
        let is_null = |branch: &Alternative<'_>| super::is_null(&branch.view);
        let branches: Vec<_> = branches.into_iter().filter(|one| !is_null(one)).collect();
        self.union(&branches, beside, view, site)
    }

    /// An alternative with the members of what stands beside it.
    pub fn use_with_members(
        &mut self,
        branch: &Alternative<'d>,
        beside: &[View<'d>],
        site: &Site,
    ) -> Lowered<TypeUse> {
        let parts = self.parts(branch.view)?;
        let mut views: Vec<View<'d>> = beside.to_vec();
        views.extend(parts.iter().map(|part| part.view));
        views.push(branch.view.without_parts());
        let members = self.members_of(&views);
        let mut object = ObjectSchema::default();
        for view in views {
            let view = self.without_refinements(view, &members);
            if !super::super::all_of::is_object(view) {
                return self.fail(
                    "unsupported-union",
                    &site.pointer,
                    "members stand beside an alternative that is no object",
                    "this alternative",
                    "say in an overlay what the value is: an object, or something else",
                );
            }
            object.add(view.schema, self.spec);
        }
        let found = self.define_members(&object, site)?;
        Ok(self.settled(found, branch.view.schema, site))
    }
}
