//! What is in the server at first, and what is in it now.
//!
//! In: `{dispute: {first: {…}}, file: {receipt: {…}}}`, in which `{$ref: '#/file/receipt'}` stands for the id of that object. Out: objects; the same
//! form, of all objects. What always holds: what was dumped can be read; what names no resource or member is refused, and nothing is read then.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::Engine;
use super::objects::{name_object, object_of};
use crate::mock::answer::Maker;
use crate::mock::model::{Extra, Object};

/// An object of a file, before it is kept.
struct Fixture {
    resource: usize,
    id: String,
    object: Map<String, Value>,
    given: Map<String, Value>,
}

impl Engine {
    /// Takes in objects; those that were there before are gone.
    ///
    /// # Errors
    ///
    /// What is wrong with them.
    pub fn seed(self: &Arc<Self>, value: &Value) -> Result<usize, String> {
        let groups = value.as_object().ok_or(
            "fixtures are objects by resource and name, such as `dispute: {first: {amount: 1000}}`",
        )?;
        let mut fixtures = Vec::new();
        let mut ids = HashMap::new();
        for (resource, objects) in groups {
            let index = self.resource_named(resource)?;
            let named: Vec<(String, &Value)> = match objects {
                Value::Object(named) => named
                    .iter()
                    .map(|(name, one)| (name.clone(), one))
                    .collect(),
                Value::Array(list) => {
                    let numbered = list.iter().enumerate();
                    numbered
                        .map(|(place, one)| (place.to_string(), one))
                        .collect()
                }
                _ => {
                    return Err(format!(
                        "`{resource}` is neither a list nor objects by name"
                    ));
                }
            };
            for (name, given) in named {
                let at = format!("#/{resource}/{name}");
                let fixture = self
                    .fixture(index, given)
                    .map_err(|fault| format!("{at}: {fault}"))?;
                ids.insert(at, fixture.id.clone());
                fixtures.push(fixture);
            }
        }
        let count = fixtures.len();
        let mut kept = Vec::new();
        for fixture in fixtures {
            let mut object = fixture.object;
            let mut given = Value::Object(fixture.given);
            resolve(&mut given, &ids)?;
            deepen(&mut object, given);
            kept.push((fixture.resource, fixture.id, object));
        }
        let mut state = self.lock();
        state.store = crate::mock::store::Store::default();
        for (resource, id, object) in kept {
            state
                .store
                .put(resource, &id, Value::Object(object), Map::new());
        }
        Ok(count)
    }

    /// The object of a resource with an id.
    #[must_use]
    pub fn object(&self, resource: &str, id: &str) -> Option<Value> {
        let index = self.resource_named(resource).ok()?;
        let state = self.lock();
        let stored = state.store.get(index, id)?;
        Some(stored.value.clone())
    }

    /// The objects of a resource, the newest first.
    #[must_use]
    pub fn objects(&self, resource: &str) -> Vec<Value> {
        let Ok(index) = self.resource_named(resource) else {
            return Vec::new();
        };
        let state = self.lock();
        let newest = state.store.newest(index);
        newest.map(|(_, stored)| stored.value.clone()).collect()
    }

    fn resource_named(&self, name: &str) -> Result<usize, String> {
        let mut resources = self.roles.resources.iter();
        resources
            .position(|known| known.name == name)
            .ok_or_else(|| {
                let known = self.roles.resources.iter().map(|known| known.name.as_str());
                let known: Vec<&str> = known.collect();
                format!(
                    "there is no resource `{name}`: there are {}",
                    known.join(", ")
                )
            })
    }

    fn fixture(&self, index: usize, given: &Value) -> Result<Fixture, String> {
        let given = given.as_object().ok_or("it is no object")?;
        let resource = self
            .roles
            .resources
            .get(index)
            .ok_or("it is of no resource")?;
        let object = object_of(&self.model, resource.ty).ok_or("its resource has no objects")?;
        let unknown = given.keys().find(|name| !has(object, name));
        if let Some(name) = unknown {
            return Err(format!("`{name}` is no member of {}", resource.name));
        }
        let mut state = self.lock();
        let mut maker = Maker {
            model: &self.model,
            now: self.now(),
            ids: &mut state.ids,
            full: true,
        };
        let definition = self.model.definition(resource.ty);
        let mut made = definition.map_or_else(Map::new, |found| maker.new_object(found));
        let own = resource
            .id
            .as_ref()
            .and_then(|member| given.get(member))
            .cloned();
        let fresh = own.unwrap_or_else(|| super::objects::new_id(&mut maker, resource));
        let id = name_object(&mut maker, resource, &mut made, Some(fresh));
        Ok(Fixture {
            resource: index,
            id,
            object: made,
            given: given.clone(),
        })
    }

    /// All objects, oldest first, in the form that [`seed`](Self::seed) takes.
    #[must_use]
    pub fn dump(&self) -> Value {
        let state = self.lock();
        let mut found = Map::new();
        for (index, resource) in self.roles.resources.iter().enumerate() {
            let objects = state.store.newest(index);
            let mut objects: Vec<(String, Value)> = objects
                .map(|(id, stored)| (id.to_owned(), stored.value.clone()))
                .collect();
            objects.reverse();
            if !objects.is_empty() {
                let objects = objects.into_iter().collect();
                found.insert(resource.name.clone(), Value::Object(objects));
            }
        }
        Value::Object(found)
    }
}

fn has(object: &Object, name: &str) -> bool {
    object.member(name).is_some()
        || object.constants.iter().any(|(known, _)| known == name)
        || object.extra != Extra::None
}

/// Puts ids in the places of references.
fn resolve(value: &mut Value, ids: &HashMap<String, String>) -> Result<(), String> {
    match value {
        Value::Object(members) => {
            let reference = members.get("$ref").and_then(Value::as_str);
            if let (Some(reference), 1) = (reference, members.len()) {
                let id = ids.get(reference);
                let id =
                    id.ok_or_else(|| format!("`{reference}` leads to no object of the file"))?;
                *value = Value::String(id.clone());
                return Ok(());
            }
            members
                .values_mut()
                .try_for_each(|value| resolve(value, ids))
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| resolve(item, ids)),
        _ => Ok(()),
    }
}

/// Sets members; objects keep what is not named.
fn deepen(object: &mut Map<String, Value>, given: Value) {
    let Value::Object(given) = given else {
        return;
    };
    for (name, value) in given {
        match (object.get_mut(&name), value) {
            (Some(Value::Object(known)), value @ Value::Object(_)) => deepen(known, value),
            (_, value) => {
                object.insert(name, value);
            }
        }
    }
}
