//! Ranges: an exact value, or bounds on it.
//!
//! In: the alternatives of a schema in a request. Out: a [`Type::Range`] with the limits of both, if that is what they are.
//! What always holds: a range says of each bound the same; bounds that differ make it a union.

use super::view::Alternative;
use crate::api::{Limits, Type};
use crate::lower::context::{Lowered, Lowering, Site, TypeUse};
use crate::spec::{Schema, SchemaType};

impl<'d> Lowering<'d> {
    /// `anyOf` of bounds and X, if the bounds are all alike, and of the same type as X.
    pub fn range(&mut self, branches: &[Alternative<'d>], site: &Site) -> Lowered<Option<TypeUse>> {
        let (bounds, exact) = match branches {
            [one, other] if self.is_range(&one.view, &other.view) => (one, other),
            [one, other] if self.is_range(&other.view, &one.view) => (other, one),
            _ => return Ok(None),
        };
        let at = Site {
            pointer: exact.used.at.clone(),
            depth: site.depth + 1,
            ..site.clone()
        };
        let exact = self.use_of(exact.used, &at)?;
        let mut alike = None;
        for bound in bounds.view.schema.properties.values() {
            let at = Site {
                pointer: bound.at.clone(),
                ..at.clone()
            };
            let bound = self.use_of(bound, &at)?;
            let limits = alike.get_or_insert_with(|| bound.limits.clone());
            if bound.ty != exact.ty || bound.limits != *limits {
                return Ok(None);
            }
        }
        let each = alike.filter(|limits| *limits != Limits::default());
        let mut range = TypeUse::plain(Type::Range(Box::new(exact.ty)));
        range.limits = Limits {
            each: each.map(Box::new),
            ..exact.limits
        };
        Ok(Some(range))
    }

    /// Whether two alternatives are bounds, and a value that there can be bounds on.
    pub fn is_range(&self, bounds: &Schema, exact: &Schema) -> bool {
        let names = self.conventions.range.all();
        let is_bound = |name: &String| names.contains(&name.as_str());
        let are_bounds = !bounds.properties.is_empty() && bounds.properties.keys().all(is_bound);
        let is_scalar = matches!(
            exact.kind,
            Some(SchemaType::Integer | SchemaType::Number | SchemaType::Text)
        );
        are_bounds && is_scalar && exact.values.is_empty()
    }
}
