//! Which members tell the alternatives of a union apart.
//!
//! In: what the document says. Out: the properties of components by which some union of them is told apart. What always
//! holds: a union is looked at wherever it stands, before any component is lowered, so that the order does not count.
//! Alternatives that stand inline are the lowering's own to look at: it reaches them by way of their union.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::api::Pointer;
use crate::spec::{Schema, SchemaUse, Spec};

/// The properties of components that tell alternatives apart.
pub fn tag_members(spec: &Spec) -> BTreeSet<Pointer> {
    let mut found = BTreeSet::new();
    for union in spec.schemas.iter() {
        for alternatives in [&union.one_of, &union.any_of] {
            add_union(spec, union, alternatives, &mut found);
        }
    }
    found
}

/// Adds the properties that tell these alternatives of a schema apart, if something does.
fn add_union(
    spec: &Spec,
    union: &Schema,
    alternatives: &[SchemaUse],
    found: &mut BTreeSet<Pointer>,
) {
    let objects = alternatives
        .iter()
        .map(|used| (used, spec.schemas.of(used)))
        .filter(|(_, schema)| is_object(schema));
    let (uses, schemas): (Vec<&SchemaUse>, Vec<&Schema>) = objects.unzip();
    let named = union.discriminator.as_deref();
    let named = named.map(|discriminator| discriminator.member.as_str());
    let Some(member) = named.or_else(|| telling(spec, &schemas)) else {
        return;
    };
    for (used, schema) in uses.into_iter().zip(schemas) {
        if used.reference.is_some() {
            add_property(spec, schema, member, found);
        }
    }
}

fn is_object(schema: &Schema) -> bool {
    !schema.properties.is_empty() || !schema.all_of.is_empty()
}

/// Adds the property of that name: the component's own, and those of its parts.
fn add_property(spec: &Spec, component: &Schema, member: &str, found: &mut BTreeSet<Pointer>) {
    let mut seen = BTreeSet::new();
    let mut pending = vec![component];
    while let Some(schema) = pending.pop() {
        if !seen.insert(&schema.at) {
            continue;
        }
        if let Some(property) = schema.properties.get(member) {
            found.insert(property.at.clone());
        }
        pending.extend(schema.all_of.iter().map(|part| spec.schemas.of(part)));
    }
}

/// The first member that every alternative requires, with one value that no other one has.
fn telling<'d>(spec: &'d Spec, alternatives: &[&'d Schema]) -> Option<&'d str> {
    let (first, rest) = alternatives
        .split_first()
        .filter(|(_, rest)| !rest.is_empty())?;
    let tells = |member: &&String| {
        let mut seen = BTreeSet::new();
        let mut all = [first].into_iter().chain(rest);
        all.all(|one| only_value(spec, one, member).is_some_and(|it| seen.insert(it)))
    };
    first.properties.keys().find(tells).map(String::as_str)
}

/// The one value of a required member, if it has but one.
fn only_value<'d>(spec: &'d Spec, schema: &'d Schema, member: &str) -> Option<&'d str> {
    schema.required.iter().find(|name| *name == member)?;
    let property = schema.properties.get(member)?;
    match spec.schemas.of(property).values.as_slice() {
        [Value::String(only)] => Some(only),
        _ => None,
    }
}
