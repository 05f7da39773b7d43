//! A schema as the lowering looks at it.
//!
//! In: a [`Schema`]. Out: a [`View`] of it, from which the alternatives or parts that are dealt with can be taken away.
//! What always holds: what is not taken away is what the schema says.

use std::ops::Deref;

use crate::spec::{Schema, SchemaUse};

/// A schema, of which some keywords may be dealt with; the others are those of the schema, by the same names.
#[derive(Clone, Copy, Debug)]
pub struct View<'d> {
    /// The whole schema.
    pub schema: &'d Schema,
    /// What is left of `oneOf`.
    pub one_of: &'d [SchemaUse],
    /// What is left of `anyOf`.
    pub any_of: &'d [SchemaUse],
    /// What is left of `allOf`.
    pub all_of: &'d [SchemaUse],
    /// Whether `x-expansionResources` says that an id may be expanded, and this is not dealt with.
    pub is_expandable: bool,
}

/// One alternative of a union.
#[derive(Clone, Copy, Debug)]
pub struct Alternative<'d> {
    /// Where it stands.
    pub used: &'d SchemaUse,
    /// The schema.
    pub view: View<'d>,
}

impl Deref for View<'_> {
    type Target = Schema;

    fn deref(&self) -> &Schema {
        self.schema
    }
}

impl<'d> View<'d> {
    /// Looks at a schema.
    pub fn of(schema: &'d Schema) -> Self {
        Self {
            schema,
            one_of: &schema.one_of,
            any_of: &schema.any_of,
            all_of: &schema.all_of,
            is_expandable: schema.resources.is_some(),
        }
    }

    /// The same without alternatives.
    pub fn without_alternatives(self) -> Self {
        Self {
            one_of: &[],
            any_of: &[],
            ..self
        }
    }

    /// The same without parts.
    pub fn without_parts(self) -> Self {
        Self {
            all_of: &[],
            ..self
        }
    }

    /// Whether nothing is said about the value. What it is not is no type, and told apart (`limits.rs`).
    pub fn is_unconstrained(&self) -> bool {
        self.kind.is_none()
            && self.values.is_empty()
            && self.properties.is_empty()
            && self.additional.is_none()
            && self.items.is_none()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && self.all_of.is_empty()
    }
}
