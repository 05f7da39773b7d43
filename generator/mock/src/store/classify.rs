//! What each operation does to which objects.
//!
//! In: a model. Out: [`Roles`]: for each operation what it does, and the resources. What always holds: it is found from paths, methods and types
//! alone; an operation that fits nothing answers with an example.

use std::collections::BTreeMap;

use super::form::{ListForm, id_member, object_in};
use crate::mock::model::{Kind, Model, Operation, Payload, Piece, Shape, TypeIndex};

/// What an operation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Makes an object.
    Create,
    /// Lists objects.
    List,
    /// Gives an object.
    Retrieve,
    /// Changes an object; whether nested values are replaced.
    Update,
    /// Takes an object out.
    Delete,
    /// Does something else to an object.
    Sub,
    /// Anything else.
    Example,
}

/// What an operation does, and to what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// What it does.
    pub action: Action,
    /// The resource, by its index.
    pub resource: Option<usize>,
    /// The input of the path that is the object's id.
    pub key: Option<usize>,
    /// The members that lead to the object in the answer.
    pub location: Vec<String>,
    /// The type of the object in the answer.
    pub ty: Option<TypeIndex>,
    /// Where the items are, of a list.
    pub list: Option<ListForm>,
}

/// A resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceKind {
    /// Its name.
    pub name: String,
    /// The type of its objects.
    pub ty: TypeIndex,
    /// The member that is the id.
    pub id: Option<String>,
    /// A pattern that ids have, by the parameter that takes them.
    pub pattern: Option<String>,
    /// Whether an operation makes objects of it.
    pub is_created: bool,
    /// Whether an operation gives an object by its id.
    pub is_kept: bool,
}

/// What operations do, and the resources.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roles {
    /// For each operation, in the model's order.
    pub acts: Vec<Act>,
    /// The resources.
    pub resources: Vec<ResourceKind>,
}

/// A path as its segments, parameters as `{}`.
type Path = Vec<String>;

impl Roles {
    /// What the operations of a model do.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let paths: Vec<Path> = model.operations.iter().map(segments).collect();
        let types = collections(model, &paths);
        let mut roles = Self::default();
        for (operation, path) in model.operations.iter().zip(&paths) {
            let act = roles.act(model, operation, path, &types);
            roles.acts.push(act);
        }
        roles
    }

    fn act(
        &mut self,
        model: &Model,
        operation: &Operation,
        path: &Path,
        types: &BTreeMap<Path, TypeIndex>,
    ) -> Act {
        let key = last_input(operation);
        let parameter = key.and_then(|key| operation.inputs.get(key));
        let parameter = parameter.map(|input| input.member.name.as_str());
        let shape = match &operation.outcome.payload {
            Payload::Json(shape) => Some(shape),
            Payload::Empty | Payload::Text | Payload::Bytes => None,
        };
        let list = shape.and_then(|shape| ListForm::of(model, shape, operation.paging.as_ref()));
        let object = shape.and_then(|shape| object_in(model, shape, parameter));
        let method = operation.method.as_str();
        let is_item = path.last().is_some_and(|last| last == "{}");
        let (collection, action) = match (method, is_item, path.as_slice()) {
            ("GET", true, [above @ .., _]) => (above, Action::Retrieve),
            ("POST" | "PUT" | "PATCH", true, [above @ .., _]) => (above, Action::Update),
            ("DELETE", true, [above @ .., _]) => (above, Action::Delete),
            ("GET", false, path) if list.is_some() => (path, Action::List),
            ("POST" | "PUT" | "PATCH" | "DELETE", false, [above @ .., item, _])
                if item == "{}" && same(types.get(above), object.as_ref()) =>
            {
                (above, Action::Sub)
            }
            ("POST", false, path) if types.contains_key(path) => (path, Action::Create),
            _ => (path.as_slice(), Action::Example),
        };
        let (location, ty) = match object {
            Some((location, ty)) => (location, Some(ty)),
            None => (Vec::new(), None),
        };
        let ty_of = types.get(collection).copied();
        let resource = ty_of.filter(|_| action != Action::Example).map(|ty| {
            let is_by_id = !matches!(action, Action::List | Action::Create);
            self.resource(model, operation, ty, key.filter(|_| is_by_id), action)
        });
        Act {
            action: resource.map_or(Action::Example, |_| action),
            resource,
            key: key.filter(|_| !matches!(action, Action::List | Action::Create)),
            location,
            ty,
            list,
        }
    }

    fn resource(
        &mut self,
        model: &Model,
        operation: &Operation,
        ty: TypeIndex,
        key: Option<usize>,
        action: Action,
    ) -> usize {
        let input = key.and_then(|key| operation.inputs.get(key));
        let parameter = input.map(|input| input.member.name.as_str());
        let object = match model.definition(ty).map(|found| &found.kind) {
            Some(Kind::Object(object)) => Some(object),
            _ => None,
        };
        let id = object.and_then(|object| id_member(model, object, parameter));
        let known = self.resources.iter().position(|known| known.ty == ty);
        let index = known.unwrap_or_else(|| {
            self.resources.push(ResourceKind {
                name: model.type_name(ty).to_owned(),
                ty,
                id: None,
                pattern: None,
                is_created: false,
                is_kept: false,
            });
            self.resources.len() - 1
        });
        if let Some(resource) = self.resources.get_mut(index) {
            resource.is_created |= action == Action::Create;
            resource.is_kept |= action == Action::Retrieve;
            // The parameter that takes an id knows best what it is.
            if input.is_some() || resource.id.is_none() {
                resource.id = id.map(str::to_owned).or(resource.id.take());
            }
            let pattern = input.and_then(|input| input.member.bounds.pattern.clone());
            resource.pattern = resource.pattern.take().or(pattern);
        }
        index
    }
}

fn same(known: Option<&TypeIndex>, object: Option<&(Vec<String>, TypeIndex)>) -> bool {
    known.is_some() && known == object.map(|(_, ty)| ty)
}

/// How little is known of a type that is only made.
const MADE: u8 = 2;

/// The types of the objects of collections, by path: what is retrieved says most, then what is made.
fn collections(model: &Model, paths: &[Path]) -> BTreeMap<Path, TypeIndex> {
    let mut found: BTreeMap<Path, (u8, TypeIndex)> = BTreeMap::new();
    let mut kept = Vec::new();
    for (operation, path) in model.operations.iter().zip(paths) {
        let Payload::Json(shape) = &operation.outcome.payload else {
            continue;
        };
        let key = last_input(operation).and_then(|key| operation.inputs.get(key));
        let parameter = key.map(|input| input.member.name.as_str());
        let is_item = path.last().is_some_and(|last| last == "{}");
        let (above, rank, ty) = match (operation.method.as_str(), is_item, path.as_slice()) {
            ("GET", true, [above @ .., _]) => (above, 0, object(model, shape, parameter)),
            ("POST" | "PUT" | "PATCH", true, [above @ .., _]) => {
                (above, 1, object(model, shape, parameter))
            }
            ("GET", false, path) => {
                let list = ListForm::of(model, shape, operation.paging.as_ref());
                let item = list.and_then(|list| Some(model.object(&list.item)?.0));
                (path, 3, item)
            }
            ("POST", false, path) => (path, MADE, object(model, shape, None)),
            _ => continue,
        };
        if let Some(ty) = ty {
            if rank != MADE {
                kept.push(ty);
            }
            let entry = found.entry(above.to_vec()).or_insert((rank, ty));
            if rank < entry.0 {
                *entry = (rank, ty);
            }
        }
    }
    // What is only made, and neither listed nor found again, is no collection.
    let mut types: BTreeMap<Path, TypeIndex> = BTreeMap::new();
    for (path, (rank, ty)) in found {
        if rank != MADE || kept.contains(&ty) {
            types.insert(path, ty);
        }
    }
    types
}

fn object(model: &Model, shape: &Shape, parameter: Option<&str>) -> Option<TypeIndex> {
    object_in(model, shape, parameter).map(|(_, ty)| ty)
}

fn last_input(operation: &Operation) -> Option<usize> {
    let mut inputs = operation.path.iter().rev();
    inputs.find_map(|piece| match piece {
        Piece::Input(index) => Some(*index),
        Piece::Literal(_) => None,
    })
}

/// The segments of a path without what an ending such as `.json` adds.
fn segments(operation: &Operation) -> Path {
    let mut text = String::new();
    for piece in &operation.path {
        match piece {
            Piece::Literal(literal) => text.push_str(literal),
            Piece::Input(_) => text.push_str("{}"),
        }
    }
    let text = text.trim_matches('/');
    let text = text.strip_suffix(".json").unwrap_or(text);
    text.split('/').map(str::to_owned).collect()
}
