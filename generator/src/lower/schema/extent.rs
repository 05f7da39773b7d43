//! How much text a value is: what decides how a place that takes text writes it.
//!
//! In: a type, of which the components may not be lowered yet. Out: its [`Extent`]. What always holds: references and
//! aliases are looked through, to a bounded depth; what is not known to be text counts as more.

use super::view::View;
use crate::api::{Pointer, Type, TypeId, TypeKind};
use crate::lower::context::Lowering;
use crate::lower::reference::references::Node;

/// How many references, aliases and alternatives are looked through.
const DEEPEST: usize = 16;

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
    /// Anything else, such as a list of objects.
    Nested,
}

impl<'d> Lowering<'d> {
    /// The extent of a type.
    pub fn extent(&self, ty: &Type) -> Extent {
        self.extent_of_type(ty, DEEPEST)
    }

    fn extent_of_type(&self, ty: &Type, depth: usize) -> Extent {
        if depth == 0 {
            return Extent::Nested;
        }
        match ty {
            Type::Bool
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Text(_)
            | Type::Timestamp
            | Type::Bytes
            | Type::File
            | Type::Id(_) => Extent::One,
            Type::Boxed(inner) => self.extent_of_type(inner, depth - 1),
            Type::Clearable(inner) | Type::Nullable(inner) => {
                either([self.extent_of_type(inner, depth - 1), Extent::One].into_iter())
            }
            Type::List(element) => several(self.extent_of_type(element, depth - 1)),
            Type::Expand { .. } => Extent::Several,
            Type::Map(_) | Type::Entries(_) | Type::ClearableEntries | Type::Page(_) => {
                Extent::Members
            }
            Type::Json | Type::Range(_) => Extent::Any,
            Type::Expandable(_) => Extent::Nested,
            Type::Named(id) => self.extent_of_definition(*id, depth - 1),
        }
    }

    fn extent_of_definition(&self, id: TypeId, depth: usize) -> Extent {
        match self.type_def(id).map(|def| &def.kind) {
            Some(TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ExpandPaths(_)) => {
                Extent::One
            }
            Some(TypeKind::Struct(_)) => Extent::Members,
            Some(TypeKind::Alias(target)) => self.extent_of_type(target, depth),
            Some(TypeKind::Union(union)) => either(
                union
                    .variants
                    .iter()
                    .map(|variant| self.extent_of_type(&variant.ty, depth)),
            ),
            // A component that is not lowered yet: its schema tells.
            None => {
                let schemas = self
                    .document
                    .openapi
                    .components
                    .as_ref()
                    .map(|components| &components.schemas);
                let component = self
                    .components
                    .get_index(id.index())
                    .map(|(_, component)| component.key);
                let schema = schemas
                    .zip(component)
                    .and_then(|(schemas, key)| schemas.get(key));
                schema.map_or(Extent::Nested, |schema| {
                    self.extent_of_schema(schema.into(), depth)
                })
            }
        }
    }

    fn extent_of_schema(&self, node: Node<'d>, depth: usize) -> Extent {
        let Some((_, schema)) = self.target(node, &Pointer::root()).filter(|_| depth > 0) else {
            return Extent::Nested;
        };
        let view = View::of(schema);
        if let Some(wrapped) = self.wrapped(&view) {
            return self.extent_of_schema(wrapped, depth - 1);
        }
        let alternatives = [view.one_of, view.any_of]
            .into_iter()
            .find(|alternatives| !alternatives.is_empty());
        if let Some(alternatives) = alternatives.filter(|_| view.properties.is_none()) {
            return either(
                alternatives
                    .iter()
                    .map(|node| self.extent_of_schema(node.into(), depth / 2)),
            );
        }
        match view.kind {
            _ if !view.values.is_empty() => Extent::One,
            Some("string" | "integer" | "number" | "boolean") => Extent::One,
            _ if view.is_unconstrained() => Extent::Any,
            Some("array") => view.items.map_or(Extent::Nested, |items| {
                several(self.extent_of_schema(items.into(), depth - 1))
            }),
            _ => Extent::Members,
        }
    }
}

fn several(element: Extent) -> Extent {
    if element == Extent::One {
        Extent::Several
    } else {
        Extent::Nested
    }
}

/// The extent of a value that is one of these.
fn either(mut extents: impl Iterator<Item = Extent>) -> Extent {
    let first = extents.next().unwrap_or(Extent::Nested);
    if extents.all(|next| next == first) && first != Extent::Several {
        first
    } else {
        Extent::Nested
    }
}
