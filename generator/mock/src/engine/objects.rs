//! New objects, and objects as answers have them.

use serde_json::{Map, Value};

use super::{Engine, Run};
use crate::mock::answer::{Expander, Maker};
use crate::mock::model::{Kind, Model, Object, Shape, TextKind, TypeIndex};
use crate::mock::read::Given;
use crate::mock::store::{Merge, ResourceKind, Stored};

/// The object that a type is.
pub fn object_of(model: &Model, ty: TypeIndex) -> Option<&Object> {
    match model.definition(ty).map(|found| &found.kind) {
        Some(Kind::Object(object)) => Some(object),
        _ => None,
    }
}

/// A new id for an object of a resource.
pub fn new_id(maker: &mut Maker<'_>, resource: &ResourceKind) -> Value {
    let object = object_of(maker.model, resource.ty);
    let member = object.and_then(|object| object.member(resource.id.as_deref()?));
    let shape = member.map(|member| maker.model.value(&member.shape));
    match shape {
        Some(Shape::Integer { .. }) => return Value::from(maker.ids.number()),
        Some(Shape::Text(TextKind::Other(format))) if format == "uuid" => {
            return Value::String(maker.ids.uuid());
        }
        _ => {}
    }
    if let (Some(pattern), Some(shape)) = (&resource.pattern, shape) {
        let bounds = crate::mock::model::Bounds {
            pattern: Some(pattern.clone()),
            ..Default::default()
        };
        if let Shape::Text(kind) = shape {
            return Value::String(crate::mock::answer::text(
                kind, "", &bounds, maker.now, maker.ids,
            ));
        }
    }
    Value::String(maker.id(resource.ty))
}

impl Engine {
    /// Begins with one object of each resource that nothing makes.
    pub(super) fn begin_with_examples(&self) {
        let mut state = self.lock();
        let now = self.now();
        let state = &mut *state;
        for (index, resource) in self.roles.resources.iter().enumerate() {
            if resource.is_created || !resource.is_kept {
                continue;
            }
            let Some(definition) = self.model.definition(resource.ty) else {
                continue;
            };
            let mut maker = Maker {
                model: &self.model,
                now,
                ids: &mut state.ids,
                full: true,
            };
            let mut object = maker.new_object(definition);
            let id = name_object(&mut maker, resource, &mut object, None);
            let value = Value::Object(object);
            state.store.put(index, &id, value, Map::new());
        }
    }
}

/// Gives an object its id, if it has none that the document shows.
pub fn name_object(
    maker: &mut Maker<'_>,
    resource: &ResourceKind,
    object: &mut Map<String, Value>,
    given: Option<Value>,
) -> String {
    let Some(member) = &resource.id else {
        let id = given.unwrap_or_else(|| new_id(maker, resource));
        return crate::mock::store::text_of(&id);
    };
    let model = maker.model;
    let shown = object_of(model, resource.ty)
        .and_then(|object| object.member(member)?.example.as_ref())
        .and_then(|_| object.get(member).cloned());
    let id = given.or(shown).unwrap_or_else(|| new_id(maker, resource));
    object.insert(member.clone(), id.clone());
    crate::mock::store::text_of(&id)
}

impl Run<'_, '_> {
    /// A new object of a resource from what was given, with its id.
    pub fn new_object(
        &mut self,
        resource: &ResourceKind,
        given: &Given,
        id: Option<Value>,
    ) -> (String, Map<String, Value>) {
        let model = &self.engine.model;
        let mut maker = Maker {
            model,
            now: self.now,
            ids: &mut self.state.ids,
            full: true,
        };
        let (Some(definition), Some(object)) =
            (model.definition(resource.ty), object_of(model, resource.ty))
        else {
            return (maker.ids.id(""), Map::new());
        };
        let mut value = maker.new_object(definition);
        let mut merge = Merge {
            maker: &mut maker,
            replaces: false,
        };
        merge.merge(&mut value, object, &given.path);
        let members = without_files(&given.body, given);
        merge.merge(&mut value, object, &members);
        for (_, file) in &given.files {
            describe_file(&mut value, object, file);
        }
        let own = resource.id.as_ref().and_then(|member| {
            let named = given.body.get(member);
            named.filter(|value| !value.is_null()).cloned()
        });
        let fresh = id.or(own).unwrap_or_else(|| new_id(&mut maker, resource));
        let id = name_object(&mut maker, resource, &mut value, Some(fresh));
        (id, value)
    }

    /// Expands an answer.
    pub fn expand(&mut self, value: &mut Value, shape: &Shape, paths: &[(String, String)]) {
        let engine = self.engine;
        let now = self.now;
        let state = &mut *self.state;
        let mut fetch = |shape: &Shape, id: &str| fetched(engine, state, now, shape, id);
        let mut expander = Expander {
            model: &engine.model,
            fetch: &mut fetch,
        };
        for (_, path) in paths {
            expander.expand(value, shape, path);
        }
    }

    /// An object as an answer of another type has it.
    pub fn projected(&mut self, value: &Value, ty: TypeIndex) -> Value {
        let model = &self.engine.model;
        let Some(object) = object_of(model, ty) else {
            return value.clone();
        };
        let mut found = self.maker().object(object, 0);
        if let Value::Object(members) = value {
            for member in &object.members {
                if let Some(value) = members.get(&member.name) {
                    found.insert(member.name.clone(), value.clone());
                }
            }
        }
        Value::Object(found)
    }
}

/// The object with an id: one that is there, or else an example.
fn fetched(engine: &Engine, state: &mut super::State, now: i64, shape: &Shape, id: &str) -> Value {
    let Some((ty, _)) = engine.model.object(shape) else {
        return Value::String(id.to_owned());
    };
    let mut resources = engine.roles.resources.iter();
    let resource = resources.position(|resource| resource.ty == ty);
    let stored = resource.and_then(|index| state.store.get(index, id));
    if let Some(Stored { value, .. }) = stored {
        return value.clone();
    }
    let mut maker = Maker {
        model: &engine.model,
        now,
        ids: &mut state.ids,
        full: true,
    };
    let definition = engine.model.definition(ty);
    let mut object = definition.map_or_else(Map::new, |found| maker.new_object(found));
    object.insert(engine.model.names.id.clone(), Value::String(id.to_owned()));
    Value::Object(object)
}

fn without_files(body: &Map<String, Value>, given: &Given) -> Map<String, Value> {
    let is_file = |name: &String| given.files.iter().any(|(part, _)| part == name);
    let rest = body.iter().filter(|(name, _)| !is_file(name));
    rest.map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}

/// Says in members that are called so what a file is.
fn describe_file(
    value: &mut Map<String, Value>,
    object: &Object,
    file: &crate::mock::read::FilePart,
) {
    let filename = file.filename.clone();
    let ending = filename
        .as_deref()
        .and_then(|name| name.rsplit_once('.'))
        .map(|(_, ending)| ending.to_lowercase());
    let size = Value::from(file.bytes.len());
    let text = |text: Option<String>| text.map_or(Value::Null, Value::String);
    let known = [
        ("filename", text(filename.clone())),
        ("file_name", text(filename)),
        ("size", size.clone()),
        ("bytes", size),
        ("type", text(ending)),
        ("content_type", Value::String(file.content_type.clone())),
        ("mime_type", Value::String(file.content_type.clone())),
    ];
    for (name, found) in known {
        let member = object.member(name);
        if member.is_some_and(|member| member.nullable || !found.is_null()) {
            value.insert(name.to_owned(), found);
        }
    }
}
