//! Ranges: an exact value, or bounds on it.
//!
//! In: the alternatives of a schema in a request. Out: a [`Type::Range`] with the limits of both, if that is what they are.
//! What always holds: a range says of each bound the same; bounds that differ make it a union.

use super::schemas::Use;
use super::unions::Branch;
use super::view::View;
use crate::api::{Limits, Type};
use crate::lower::context::{Lowered, Lowering, Site};

impl<'d> Lowering<'d> {
    /// `anyOf [{gt, gte, lt, lte}, X]`, if the bounds are all alike, and of the same type as X.
    pub fn range(&mut self, branches: &[Branch<'d>], site: &Site) -> Lowered<Option<Use>> {
        let (bounds, exact) = match branches {
            [one, other] if is_range(&one.view, &other.view) => (one, other),
            [one, other] if is_range(&other.view, &one.view) => (other, one),
            _ => return Ok(None),
        };
        let at = Site {
            pointer: exact.here.clone(),
            depth: site.depth + 1,
            ..site.clone()
        };
        let exact = self.use_of(exact.node, &at)?;
        let mut alike = None;
        for (name, bound) in bounds.view.properties.into_iter().flatten() {
            let at = Site {
                pointer: bounds.pointer.child("properties").child(name),
                ..at.clone()
            };
            let bound = self.use_of(bound.into(), &at)?;
            let limits = alike.get_or_insert_with(|| bound.limits.clone());
            if bound.ty != exact.ty || bound.limits != *limits {
                return Ok(None);
            }
        }
        let each = alike.filter(|limits| *limits != Limits::default());
        let mut range = Use::plain(Type::Range(Box::new(exact.ty)));
        range.limits = Limits {
            each: each.map(Box::new),
            ..exact.limits
        };
        Ok(Some(range))
    }
}

/// Whether two alternatives are bounds, and a value that there can be bounds on.
pub fn is_range(bounds: &View<'_>, exact: &View<'_>) -> bool {
    let names = ["gt", "gte", "lt", "lte"];
    let are_bounds = bounds.properties.is_some_and(|properties| {
        !properties.is_empty() && properties.keys().all(|name| names.contains(&name.as_str()))
    });
    let is_scalar = matches!(exact.kind, Some("integer" | "number" | "string"));
    are_bounds && is_scalar && exact.values.is_empty()
}
