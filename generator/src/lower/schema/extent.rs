//! How much text a value is: what decides how a place that takes text writes it.
//!
//! In: a type, of which the components may not be lowered yet. Out: its [`Extent`]. What always holds: references, aliases
//! and alternatives are looked through to the end, each once, without recursion; what is not known to be text counts as
//! more.

use std::collections::BTreeSet;

use super::view::View;
use crate::api::{Type, TypeId, TypeKind};
use crate::lower::context::Lowering;
use crate::spec::{SchemaId, SchemaType, SchemaUse};

/// How much text a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// One piece.
    One,
    /// A list of such.
    Several,
    /// An object with members.
    Members,
    /// Any JSON, or bounds that the API reads in brackets.
    Any,
    /// One of several of these, such as a text or a list of texts.
    Mixed,
    /// Anything else, such as a list of objects.
    Nested,
}

/// Something of which the extent is asked.
#[derive(Clone, Copy)]
enum Item<'t> {
    /// The empty text.
    Nothing,
    Type(&'t Type),
    Schema(&'t SchemaUse),
}

/// What is known of it by looking at it alone.
enum Look<'t> {
    /// Its extent.
    Known(Extent),
    /// It is this.
    Same(Item<'t>),
    /// It is one of these.
    Alternatives(Vec<Item<'t>>),
    /// It is a list of these.
    List(Item<'t>),
    /// It was looked at before.
    Again,
}

/// What was looked at.
#[derive(Default)]
struct Seen {
    types: BTreeSet<TypeId>,
    schemas: BTreeSet<SchemaId>,
}

impl<'d> Lowering<'d> {
    /// The extent of a type.
    pub fn extent(&self, ty: &Type) -> Extent {
        self.extent_of(Item::Type(ty))
    }

    /// The extent of what a schema describes.
    pub fn schema_extent(&self, used: &SchemaUse) -> Extent {
        self.extent_of(Item::Schema(used))
    }

    fn extent_of(&self, item: Item<'_>) -> Extent {
        let mut seen = Seen::default();
        let mut pending = vec![(item, false)];
        let (mut found, mut in_alternatives) = (Vec::new(), false);
        while let Some((item, in_list)) = pending.pop() {
            let look = match item {
                Item::Nothing => Look::Known(Extent::One),
                Item::Type(ty) => self.look_at_type(ty, &mut seen),
                Item::Schema(used) => self.look_at_schema(used, &mut seen),
            };
            match look {
                Look::Known(Extent::One) if in_list => found.push(Extent::Several),
                Look::Known(_) | Look::List(_) if in_list => return Extent::Nested,
                Look::Known(extent) => found.push(extent),
                Look::Same(item) => pending.push((item, in_list)),
                Look::Alternatives(items) => {
                    in_alternatives |= !in_list;
                    pending.extend(items.into_iter().map(|item| (item, in_list)));
                }
                Look::List(element) => pending.push((element, true)),
                Look::Again => {}
            }
        }
        match found.split_first() {
            None => Extent::Nested,
            Some(_) if found.contains(&Extent::Nested) => Extent::Nested,
            Some((first, others)) if others.iter().any(|other| other != first) => Extent::Mixed,
            Some((Extent::Several, _)) if in_alternatives => Extent::Mixed,
            Some((first, _)) => *first,
        }
    }

    fn look_at_type<'t>(&'t self, ty: &'t Type, seen: &mut Seen) -> Look<'t> {
        match ty {
            Type::Bool
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Text(_)
            | Type::Timestamp
            | Type::Bytes
            | Type::File
            | Type::Id(_) => Look::Known(Extent::One),
            Type::Boxed(inner) => Look::Same(Item::Type(inner)),
            Type::Clearable(inner) | Type::Nullable(inner) => {
                Look::Alternatives(vec![Item::Type(inner), Item::Nothing])
            }
            Type::List(element) => Look::List(Item::Type(element)),
            Type::Expand { .. } => Look::Known(Extent::Several),
            Type::Map(_) | Type::Entries(_) | Type::ClearableEntries | Type::Page(_) => {
                Look::Known(Extent::Members)
            }
            Type::Json | Type::Range(_) => Look::Known(Extent::Any),
            Type::Expandable(_) => Look::Known(Extent::Nested),
            Type::Named(id) if seen.types.insert(*id) => self.look_at_definition(*id),
            Type::Named(_) => Look::Again,
        }
    }

    fn look_at_definition(&self, id: TypeId) -> Look<'_> {
        match self.type_def(id).map(|def| &def.kind) {
            Some(TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ExpandPaths(_)) => {
                Look::Known(Extent::One)
            }
            Some(TypeKind::Struct(_)) => Look::Known(Extent::Members),
            Some(TypeKind::Alias(target)) => Look::Same(Item::Type(target)),
            Some(TypeKind::Union(union)) => {
                let types = union.variants.iter().map(|variant| &variant.ty);
                Look::Alternatives(types.map(Item::Type).collect())
            }
            // A component that is not lowered yet: its schema tells.
            None => {
                let component = self.spec.components.get_index(id.index());
                component.map_or(Look::Known(Extent::Nested), |(_, component)| {
                    Look::Same(Item::Schema(component))
                })
            }
        }
    }

    fn look_at_schema(&self, used: &SchemaUse, seen: &mut Seen) -> Look<'d> {
        if used.reference.is_some() && !seen.schemas.insert(used.schema) {
            return Look::Again;
        }
        let view = View::of(self.schema(used));
        if let Some(wrapped) = self.wrapped(view) {
            return Look::Same(Item::Schema(wrapped));
        }
        let alternatives = [view.one_of, view.any_of]
            .into_iter()
            .find(|alternatives| !alternatives.is_empty());
        if let Some(alternatives) = alternatives.filter(|_| view.properties.is_empty()) {
            return Look::Alternatives(alternatives.iter().map(Item::Schema).collect());
        }
        match view.kind {
            _ if !view.values.is_empty() => Look::Known(Extent::One),
            Some(
                SchemaType::Text | SchemaType::Integer | SchemaType::Number | SchemaType::Boolean,
            ) => Look::Known(Extent::One),
            _ if view.is_unconstrained() => Look::Known(Extent::Any),
            Some(SchemaType::Array) => match &view.schema.items {
                Some(items) => Look::List(Item::Schema(items)),
                None => Look::Known(Extent::Nested),
            },
            _ => Look::Known(Extent::Members),
        }
    }
}
