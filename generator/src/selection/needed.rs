//! Schemas that are needed.
//!
//! In: a document with the operations that are taken. Out: the document without the components that none of them leads to. What always
//! holds: what may be received instead of a base that a discriminator tells apart is needed with the base; a schema that stays closed leads
//! nowhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::place::Pointer;
use crate::spec::{Reach, Schema, SchemaUse, Spec};

/// Makes schemas untyped JSON.
pub fn close(spec: &mut Spec, names: &[String]) {
    let closed: Vec<_> = names
        .iter()
        .filter_map(|name| Some(spec.components.get(name)?.schema))
        .collect();
    for id in closed {
        if let Some(schema) = spec.schemas.get_mut(id) {
            *schema = Schema {
                at: schema.at.clone(),
                title: schema.title.take(),
                description: schema.description.take(),
                nullable: schema.nullable,
                deprecated: schema.deprecated,
                ..Schema::default()
            };
        }
    }
}

/// Takes out of a document the components that nothing needs; gives the places of what went.
pub fn take(spec: &mut Spec) -> Vec<Pointer> {
    let needed = needed(spec);
    let mut gone = Vec::new();
    spec.components.retain(|_, component| {
        let stays = needed.contains(&component.at);
        if !stays {
            gone.push(component.at.clone());
        }
        stays
    });
    // What belongs to the values of an enum stands in an object that may be gone.
    for schema in spec.schemas.iter_mut() {
        schema
            .value_fields
            .retain(|_, fields| !gone.contains(&fields.of));
    }
    gone
}

/// The places of the components that operations and events lead to.
fn needed(spec: &Spec) -> BTreeSet<Pointer> {
    let made_of = made_of(spec);
    let mut reach = Reach::of(spec);
    for (_, operation) in spec.asked_and_received() {
        reach.add(operation.requested().chain(operation.answered()));
    }
    loop {
        let before = reach.components.len();
        let others: BTreeSet<Pointer> = reach
            .components
            .iter()
            .flat_map(|at| instead_of(spec, at, &made_of))
            .collect();
        others.iter().for_each(|at| reach.add_component(at));
        if reach.components.len() == before {
            return reach.components.into_iter().cloned().collect();
        }
    }
}

/// By the place of a component: the components that have it among their parts.
fn made_of(spec: &Spec) -> BTreeMap<&Pointer, Vec<&Pointer>> {
    let mut made_of: BTreeMap<&Pointer, Vec<&Pointer>> = BTreeMap::new();
    for component in spec.components.values() {
        let parts = spec.schemas.of(component).all_of.iter();
        for base in parts.filter_map(|part| part.reference.as_ref()) {
            made_of.entry(&base.direct).or_default().push(&component.at);
        }
    }
    made_of
}

/// What may come instead of a component that is told apart by a discriminator: what its mapping names, and what is made of it.
fn instead_of(
    spec: &Spec,
    at: &Pointer,
    made_of: &BTreeMap<&Pointer, Vec<&Pointer>>,
) -> Vec<Pointer> {
    let is_here = |component: &&SchemaUse| component.at == *at;
    let Some(component) = spec.components.values().find(is_here) else {
        return Vec::new();
    };
    let schema = spec.schemas.of(component);
    let Some(discriminator) = &schema.discriminator else {
        return Vec::new();
    };
    let mut others: Vec<Pointer> = discriminator
        .mapping
        .values()
        .filter_map(|mapped| mapped.to.clone())
        .collect();
    let mut pending = vec![at];
    while let Some(base) = pending.pop() {
        for child in made_of.get(base).into_iter().flatten() {
            if !others.contains(child) {
                others.push((*child).clone());
                pending.push(child);
            }
        }
    }
    others
}
