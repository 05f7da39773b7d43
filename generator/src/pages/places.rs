//! Where everything has its page.
//!
//! In: the model. Out: paths of pages. What always holds: no two things have the same page, also where a file system does not tell letters
//! by their case.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, Operation, Pointer, Resource, TypeDef, TypeId, TypeKind};

/// The pages of types and events.
pub struct Places {
    types: BTreeMap<TypeId, String>,
    events: Vec<String>,
    /// The places of operations in the model, by where the document defines them.
    operations: BTreeMap<Pointer, usize>,
}

impl Places {
    /// The pages of an API.
    pub fn new(api: &Api) -> Self {
        let mut taken = BTreeSet::new();
        let mut types = BTreeMap::new();
        for (index, def) in api.types.iter().enumerate() {
            if let Some(folder) = folder(def) {
                let path = free(format!("{folder}/{}", def.name.bare()), &mut taken);
                types.insert(TypeId::new(index), path);
            }
        }
        let events = api.received().flat_map(|received| &received.events);
        let events = events.map(|event| free(format!("events/{}", slug(&event.wire)), &mut taken));
        let operations = api.operations().enumerate();
        let operations = operations.map(|(index, operation)| (operation.pointer.clone(), index));
        Self {
            operations: operations.collect(),
            events: events.collect(),
            types,
        }
    }

    /// The place of an operation among all.
    pub fn index_of(&self, operation: &Operation) -> Option<usize> {
        self.operations.get(&operation.pointer).copied()
    }

    /// The page of a type, if it has one.
    pub fn of_type(&self, id: TypeId) -> Option<&str> {
        self.types.get(&id).map(String::as_str)
    }

    /// The pages of the events, in the order of the model.
    pub fn events(&self) -> &[String] {
        &self.events
    }
}

/// The page of an operation.
pub fn of_operation(resource: &Resource, operation: &Operation) -> String {
    format!(
        "operations/{}/{}",
        resource.module.bare(),
        operation.name.bare()
    )
}

/// The folder of a type: none for what is only told where it is used.
fn folder(def: &TypeDef) -> Option<&'static str> {
    let is_component = def.pointer.as_str().matches('/').count() <= 3;
    match &def.kind {
        TypeKind::Struct(_) | TypeKind::Union(_) => is_component.then_some("objects"),
        TypeKind::StringEnum(list) => (list.variants.len() > 1).then_some("enums"),
        TypeKind::IntegerEnum(_) => Some("enums"),
        TypeKind::Alias(_) | TypeKind::ExpandPaths(_) => None,
    }
}

/// A name that stands in addresses as it is.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        match c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-') {
            true => slug.push(c),
            false if slug.ends_with('-') => {}
            false => slug.push('-'),
        }
    }
    let slug = slug.trim_matches(['-', '.']);
    match slug.is_empty() {
        true => "item".to_owned(),
        false => slug.to_owned(),
    }
}

/// The path, or the first with a number that nobody has.
fn free(path: String, taken: &mut BTreeSet<String>) -> String {
    let mut candidate = path.clone();
    let mut number = 1;
    while !taken.insert(candidate.to_lowercase()) {
        number += 1;
        candidate = format!("{path}-{number}");
    }
    candidate
}

/// Anchors of one page.
#[derive(Default)]
pub struct Anchors(BTreeSet<String>);

impl Anchors {
    /// None of these is given to a name.
    pub fn without(taken: &[&str]) -> Self {
        Self(taken.iter().map(|name| (*name).to_owned()).collect())
    }

    /// The anchor of a name.
    pub fn of(&mut self, name: &str) -> String {
        free(slug(name), &mut self.0)
    }
}
