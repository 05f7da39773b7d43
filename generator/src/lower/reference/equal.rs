//! Which schemas say the same.
//!
//! In: two schemas. Out: whether they take the same values, by what they say; descriptions, names and examples do not count.
//! What always holds: references are followed, circles are the same if all on them is; nothing recurses.

use std::collections::BTreeSet;

use crate::spec::{AdditionalProperties, Schema, SchemaUse, Schemas};

/// Whether two uses of schemas say the same.
pub fn equal(schemas: &Schemas, one: &SchemaUse, other: &SchemaUse) -> bool {
    let mut seen = BTreeSet::new();
    let mut pending = vec![(one, other)];
    while let Some((one, other)) = pending.pop() {
        if one.beside.as_ref().is_some_and(|beside| beside.nullable)
            != other.beside.as_ref().is_some_and(|beside| beside.nullable)
        {
            return false;
        }
        if one.schema == other.schema || !seen.insert((one.schema, other.schema)) {
            continue;
        }
        let (one, other) = (schemas.of(one), schemas.of(other));
        if !is_alike(one, other) {
            return false;
        }
        // Both have the same members, and as many parts.
        let members = one.properties.iter();
        let members =
            members.filter_map(|(name, member)| Some((member, other.properties.get(name)?)));
        pending.extend(members);
        pending.extend(inner(one).zip(inner(other)));
    }
    true
}

/// The schemas inside of one, without its members.
fn inner(schema: &Schema) -> impl Iterator<Item = &SchemaUse> {
    let each = match &schema.additional {
        Some(AdditionalProperties::Each(each)) => Some(each),
        Some(AdditionalProperties::Any | AdditionalProperties::Forbidden) | None => None,
    };
    let parts = each.into_iter().chain(&schema.items);
    parts.chain(schema.composed()).chain(&schema.not)
}

/// Whether two schemas say the same, what is inside of them aside.
fn is_alike(one: &Schema, other: &Schema) -> bool {
    let kinds = |schema: &Schema| {
        let additional = schema.additional.as_ref().map(std::mem::discriminant);
        let parts = [&schema.one_of, &schema.any_of, &schema.all_of];
        (
            schema.kind,
            additional,
            parts.map(Vec::len),
            schema.items.is_some(),
            schema.not.is_some(),
            schema.properties.len(),
        )
    };
    let flags = |schema: &Schema| {
        let Schema {
            nullable,
            read_only,
            write_only,
            clearable,
            unique,
            ..
        } = schema;
        [*nullable, *read_only, *write_only, *clearable, *unique]
    };
    let required = |schema: &Schema| schema.required.iter().cloned().collect::<BTreeSet<_>>();
    let has_members = one
        .properties
        .keys()
        .all(|name| other.properties.contains_key(name));
    kinds(one) == kinds(other)
        && has_members
        && flags(one) == flags(other)
        && required(one) == required(other)
        && is_alike_by_limits(one, other)
}

fn is_alike_by_limits(one: &Schema, other: &Schema) -> bool {
    let texts = |schema: &Schema| {
        (
            schema.length,
            schema.count,
            schema.members,
            schema.total_length,
        )
    };
    one.format == other.format
        && one.values == other.values
        && one.pattern == other.pattern
        && texts(one) == texts(other)
        && one.names == other.names
        && one.minimum == other.minimum
        && one.maximum == other.maximum
        && one.multiple_of == other.multiple_of
        && one.discriminator == other.discriminator
        && one.resources == other.resources
}
