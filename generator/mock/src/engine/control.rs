//! What a person does to the server: events by hand, and what is in it.
//!
//! In: the name of an event and values. Out: the event, and the object as its retrieval and its lists then have it. What always holds: what names
//! no member of the object is refused.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::objects::{name_object, new_id};
use super::{Engine, State};
use crate::mock::answer::{Maker, set};
use crate::mock::events::{Cause, changed, envelope, object_shape};
use crate::mock::model::{Extra, Model, Shape};

/// An event that is made by hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trigger {
    /// Its name.
    pub event: String,
    /// The object that it is about, by its id.
    pub object: Option<String>,
    /// Members of it: dotted path, and the value.
    pub set: Vec<(String, Value)>,
}

impl Trigger {
    /// What `{"event": …, "object": …, "set": {…}}` says.
    ///
    /// # Errors
    ///
    /// What is wrong with it.
    pub fn read(value: &Value) -> Result<Self, String> {
        let event = value.get("event").and_then(Value::as_str);
        let set = value.get("set").and_then(Value::as_object);
        let set = set.into_iter().flatten();
        Ok(Self {
            event: event.ok_or("`event` names the event")?.to_owned(),
            object: value
                .get("object")
                .and_then(Value::as_str)
                .map(str::to_owned),
            set: set
                .map(|(path, value)| (path.clone(), value.clone()))
                .collect(),
        })
    }
}

impl Engine {
    /// Makes an event by hand. What is created is a new object; anything else happens to the one that is named, or the newest.
    ///
    /// # Errors
    ///
    /// If there is no such event, object or member.
    pub fn trigger(self: &Arc<Self>, trigger: &Trigger) -> Result<Value, String> {
        let name = trigger.event.as_str();
        let known = self.model.events.as_ref();
        let known = known.is_some_and(|events| events.events.iter().any(|(one, _)| one == name));
        if !known {
            let events = self.model.events.iter().flat_map(|events| &events.events);
            let names: Vec<&str> = events.map(|(name, _)| name.as_str()).collect();
            return Err(format!(
                "there is no event `{name}`: there are {}",
                names.join(", ")
            ));
        }
        let shape = object_shape(&self.model, name);
        let ty = shape
            .and_then(|shape| self.model.object(shape))
            .map(|(ty, _)| ty);
        let mut state = self.lock();
        let state = &mut *state;
        let Some(ty) = ty else {
            let about = json!({});
            return self.send(state, name, &about, None);
        };
        for (path, _) in &trigger.set {
            check_path(&self.model, &Shape::Named(ty), path)?;
        }
        let resource = self.roles.resources.iter().position(|known| known.ty == ty);
        let is_new = name.ends_with("created") && trigger.object.is_none();
        let (id, before) = self.about(state, ty, resource, is_new, trigger.object.as_deref())?;
        let mut now = before.clone();
        for (path, value) in &trigger.set {
            set(&mut now, path, value.clone());
        }
        let (before, now) = (Value::Object(before), Value::Object(now));
        if let Some(index) = resource {
            state.store.put(index, &id, now.clone(), Map::new());
        }
        let previous = (!is_new).then(|| changed(&before, &now));
        let previous = previous.filter(|previous| !previous.is_empty());
        self.send(state, name, &now, previous)?;
        Ok(now)
    }

    fn about(
        &self,
        state: &mut State,
        ty: usize,
        resource: Option<usize>,
        is_new: bool,
        wanted: Option<&str>,
    ) -> Result<(String, Map<String, Value>), String> {
        let known = resource.and_then(|index| match wanted {
            Some(id) => state.store.get(index, id).map(|stored| (id, stored)),
            None => state.store.newest(index).next(),
        });
        match known.filter(|_| !is_new) {
            Some((id, stored)) => {
                let value = stored.value.as_object().cloned();
                return Ok((id.to_owned(), value.unwrap_or_default()));
            }
            None => {
                if let Some(id) = wanted {
                    return Err(format!("there is no {} `{id}`", self.model.type_name(ty)));
                }
            }
        }
        let mut maker = Maker {
            model: &self.model,
            now: self.now(),
            ids: &mut state.ids,
            full: true,
        };
        let definition = self.model.definition(ty);
        let mut object = definition.map_or_else(Map::new, |found| maker.new_object(found));
        let id = match resource.and_then(|index| self.roles.resources.get(index)) {
            Some(kind) => {
                let fresh = new_id(&mut maker, kind);
                name_object(&mut maker, kind, &mut object, Some(fresh))
            }
            None => maker.id(ty),
        };
        Ok((id, object))
    }

    fn send(
        &self,
        state: &mut State,
        name: &str,
        about: &Value,
        previous: Option<Map<String, Value>>,
    ) -> Result<Value, String> {
        let mut maker = Maker {
            model: &self.model,
            now: self.now(),
            ids: &mut state.ids,
            full: true,
        };
        let event = envelope(&mut maker, name, about, previous, &Cause::default())?;
        state.events.push(event);
        Ok(about.clone())
    }
}

/// Whether a dotted path leads to a member.
pub fn check_path(model: &Model, shape: &Shape, path: &str) -> Result<(), String> {
    let mut shape = shape;
    for step in path.split('.') {
        shape = match model.value(shape) {
            Shape::Any | Shape::Map(_) | Shape::ClearableMap => return Ok(()),
            value => {
                let found = match model.object(value) {
                    Some((ty, object)) => match (object.member(step), &object.extra) {
                        (Some(member), _) => Ok(&member.shape),
                        (None, Extra::Each(..)) => return Ok(()),
                        (None, Extra::None) => Err(model.type_name(ty)),
                    },
                    None => Err("what it is in"),
                };
                found.map_err(|of| format!("`{step}` of `{path}` is no member of {of}"))?
            }
        };
    }
    Ok(())
}
