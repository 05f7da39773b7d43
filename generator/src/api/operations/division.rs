//! Which types a resource needs, so that programs compile what they use.
//!
//! In: a model. Out: a feature for each resource, and for each module of types what switches it on. What always holds: whatever is
//! compiled finds what it refers to, as a module of types is taken as a whole, and with it all modules that anything in it names;
//! what events, and errors that all operations have in common, are made of is always compiled.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::{Api, EventValue, Operation, Payload, Type, TypeDef, TypeId, TypeKind};
use crate::api::{SentAgain, ValueSentAgain};

/// The feature that switches on all resources.
pub const ALL_RESOURCES: &str = "all-resources";

/// What the names of features begin with that other features switch on, and no program.
pub const INNER: char = '_';

/// The features of resources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResourceFeatures {
    /// The features, one for each resource, in the order of the model.
    pub resources: Vec<ResourceFeature>,
    /// What several resources need, but not all, by the first module.
    pub groups: Vec<TypeGroup>,
    /// By module of types: the feature that has to be on. One that is not here is always there.
    modules: BTreeMap<String, String>,
}

/// The feature of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceFeature {
    /// Its name.
    pub name: String,
    /// The features of the [`TypeGroup`]s that it switches on.
    pub groups: Vec<String>,
}

/// Modules of types that the same resources need, several but not all of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeGroup {
    /// The name of its feature.
    pub name: String,
    /// The modules.
    pub modules: Vec<String>,
    /// The features of the groups that these modules need: each can be switched on by itself, too.
    pub groups: Vec<String>,
}

impl ResourceFeatures {
    /// The features of a model's resources, of which none has one of the names that are taken.
    #[must_use]
    pub fn of(api: &Api, taken: &BTreeSet<&str>) -> Self {
        let names = names(api, taken);
        let graph = ModuleGraph::of(api);
        let always = graph.reached(graph.modules_of(common(api).into_iter()));
        let mut users: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (index, resource) in api.resources.iter().enumerate() {
            let starts = resource.operations.iter().flat_map(needs);
            let reached = graph.reached(graph.modules_of(starts));
            for module in reached.difference(&always) {
                users.entry(module).or_default().insert(index);
            }
        }
        let mut groups: BTreeMap<&BTreeSet<usize>, Vec<&str>> = BTreeMap::new();
        let mut modules = BTreeMap::new();
        for module in graph.modules().filter(|module| !always.contains(module)) {
            match users.get(module) {
                // What nothing needs may need anything.
                None => {
                    modules.insert(module.to_owned(), ALL_RESOURCES.to_owned());
                }
                Some(all) if all.len() == api.resources.len() => {}
                Some(some) => groups.entry(some).or_default().push(module),
            }
        }
        let mut division = Self {
            resources: names.into_iter().map(ResourceFeature::new).collect(),
            groups: Vec::new(),
            modules,
        };
        for (users, modules) in groups {
            division.add(users, &modules);
        }
        division.finish(&graph)
    }

    /// Has modules switched on by the features of resources.
    fn add(&mut self, users: &BTreeSet<usize>, modules: &[&str]) {
        let only = users.first().filter(|_| users.len() == 1);
        let only = only.and_then(|index| self.resources.get(*index));
        let first = modules.first().copied().unwrap_or_default();
        let name = match only {
            Some(resource) => resource.name.clone(),
            None => format!("{INNER}types-{}", kebab(first)),
        };
        let entries = modules
            .iter()
            .map(|module| ((*module).to_owned(), name.clone()));
        self.modules.extend(entries);
        if only.is_none() {
            for index in users {
                if let Some(resource) = self.resources.get_mut(*index) {
                    resource.groups.push(name.clone());
                }
            }
            let modules = modules.iter().map(|module| (*module).to_owned());
            self.groups.push(TypeGroup {
                name,
                modules: modules.collect(),
                groups: Vec::new(),
            });
        }
    }

    /// What groups need of each other. Who needs a module needs what it names: of several resources, it is always a group's.
    fn finish(mut self, graph: &ModuleGraph<'_>) -> Self {
        self.groups.sort_by(|one, other| one.name.cmp(&other.name));
        let needs = self.groups.iter().map(|group| {
            let starts = group.modules.iter().map(String::as_str);
            let reached = graph.reached(starts.collect());
            let needed = reached
                .into_iter()
                .filter_map(|module| self.of_module(module));
            let needed: BTreeSet<&str> = needed.filter(|name| *name != group.name).collect();
            needed.into_iter().map(str::to_owned).collect()
        });
        let needs: Vec<Vec<String>> = needs.collect();
        for (group, needs) in self.groups.iter_mut().zip(needs) {
            group.groups = needs;
        }
        for resource in &mut self.resources {
            resource.groups.sort();
        }
        self
    }

    /// The feature that has to be on for a module of types, unless it is always there.
    #[must_use]
    pub fn of_module(&self, module: &str) -> Option<&str> {
        self.modules.get(module).map(String::as_str)
    }

    /// The feature of a resource, by its place in the model.
    #[must_use]
    pub fn of_resource(&self, index: usize) -> Option<&str> {
        self.resources
            .get(index)
            .map(|resource| resource.name.as_str())
    }
}

impl ResourceFeature {
    fn new(name: String) -> Self {
        Self {
            name,
            groups: Vec::new(),
        }
    }
}

/// A feature's name for each resource: that of its module, told apart from what is taken.
fn names(api: &Api, taken: &BTreeSet<&str>) -> Vec<String> {
    let mut known: BTreeSet<String> = taken.iter().map(|name| (*name).to_owned()).collect();
    known.insert(ALL_RESOURCES.to_owned());
    let mut names = Vec::new();
    for resource in &api.resources {
        let mut name = kebab(resource.module.bare());
        while !known.insert(name.clone()) {
            name.push_str("-resource");
        }
        names.push(name);
    }
    names
}

/// A module's name, as features are spelled. A letter comes first, as in the names of modules.
fn kebab(module: &str) -> String {
    module.trim_end_matches('_').replace('_', "-")
}

/// What is compiled whichever resources are: what events, and the common errors, are.
fn common(api: &Api) -> Vec<TypeId> {
    let mut found: Vec<TypeId> = api.errors.common.named().into_iter().collect();
    for events in api.received() {
        found.push(events.kind);
        for event in &events.events {
            found.extend(named(&event.payload));
        }
        for accessor in &events.accessors {
            found.extend(accessor.fields.iter().map(|(id, _)| *id));
            if let EventValue::Object(id) = accessor.value {
                found.push(id);
            }
        }
    }
    found
}

fn named(payload: &Payload) -> Option<TypeId> {
    payload.ty()?.named()
}

/// The types that an operation names.
fn needs(operation: &Operation) -> impl Iterator<Item = TypeId> {
    operation.types().into_iter().filter_map(Type::named)
}

/// Which modules of types name which.
struct ModuleGraph<'a> {
    api: &'a Api,
    edges: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> ModuleGraph<'a> {
    fn of(api: &'a Api) -> Self {
        let mut graph = Self {
            api,
            edges: BTreeMap::new(),
        };
        for def in &api.types {
            let named = definitions(def).into_iter();
            let named: Vec<&str> = named.filter_map(|id| graph.module(id)).collect();
            let edges = graph.edges.entry(def.module.as_str()).or_default();
            edges.extend(named);
        }
        for error in &api.errors.types {
            let listed = [error.kind, error.code].into_iter().flatten();
            let listed: Vec<&str> = listed.filter_map(|id| graph.module(id)).collect();
            if let Some(body) = graph.module(error.body) {
                graph.edges.entry(body).or_default().extend(listed);
            }
        }
        graph
    }

    fn module(&self, id: TypeId) -> Option<&'a str> {
        self.api.get(id).map(|def| def.module.as_str())
    }

    fn modules(&self) -> impl Iterator<Item = &'a str> {
        self.edges.keys().copied()
    }

    fn modules_of(&self, types: impl Iterator<Item = TypeId>) -> Vec<&'a str> {
        types.filter_map(|id| self.module(id)).collect()
    }

    /// These modules, and all that they name, over however many.
    fn reached<'m>(&'m self, starts: Vec<&'m str>) -> BTreeSet<&'m str> {
        let mut left = starts;
        let mut reached = BTreeSet::new();
        while let Some(module) = left.pop() {
            if reached.insert(module) {
                left.extend(self.edges.get(module).into_iter().flatten());
            }
        }
        reached
    }
}

/// The definitions that the code of a type names.
fn definitions(def: &TypeDef) -> Vec<TypeId> {
    let used = def.kind.types().into_iter().filter_map(Type::named);
    let mut found: Vec<TypeId> = used.collect();
    match &def.kind {
        TypeKind::Struct(shape) => shape
            .made_of
            .iter()
            .for_each(|made| again(made, &mut found)),
        TypeKind::StringEnum(shape) => {
            let fields = shape.fields.iter();
            found.extend(fields.flat_map(|fields| [fields.object, fields.names]));
        }
        TypeKind::IntegerEnum(_)
        | TypeKind::Union(_)
        | TypeKind::Alias(_)
        | TypeKind::ExpandPaths(_) => {}
    }
    found
}

/// What a conversion names: what was read, and what its parts become.
fn again(made: &SentAgain, found: &mut Vec<TypeId>) {
    found.push(made.read);
    for field in made.fields.iter().flatten() {
        let mut value = &field.value;
        while let ValueSentAgain::Each(inner)
        | ValueSentAgain::Set(inner)
        | ValueSentAgain::Unboxed(inner)
        | ValueSentAgain::Boxed(inner) = value
        {
            value = inner;
        }
        if let ValueSentAgain::Made(id) = value {
            found.push(*id);
        }
    }
}
