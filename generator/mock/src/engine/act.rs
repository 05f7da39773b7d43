//! What each kind of operation does.
//!
//! In: an operation, what it does, and what was given. Out: an answer of success, or a refusal. What always holds: a refusal comes before the
//! first change.

use bytes::Bytes;
use serde_json::{Map, Value};

use super::objects::object_of;
use super::{Done, Run, rules};
use crate::mock::answer::{ErrorKind, Failure, Maker};
use crate::mock::faults::{Twist, twist};
use crate::mock::model::{Operation, Payload, TypeIndex};
use crate::mock::read::{Given, Incoming};
use crate::mock::store::{Act, Action, Merge, ResourceKind, is_below, put_at, text_of};

impl Run<'_, '_> {
    /// Does what an operation does.
    pub fn act(
        &mut self,
        operation: &Operation,
        act: &Act,
        given: &Given,
        on: Option<&str>,
        differs: &Twist,
        incoming: &Incoming,
    ) -> Result<Done, Failure> {
        let resources = &self.engine.roles.resources;
        let kind = act
            .resource
            .and_then(|index| Some((index, resources.get(index)?)));
        let mut done = match (act.action, kind) {
            (Action::List, Some((index, kind))) => {
                self.list(operation, act, given, on, (index, kind, differs), incoming)?
            }
            (Action::Create, Some(kind)) => self.create(operation, act, given, kind)?,
            (Action::Retrieve, Some(kind)) => {
                let (_, value) = self.existing(operation, act, given, kind)?;
                rules::holding(operation, given, Some(&value))?;
                self.object(operation, act, kind.1.ty, value)
            }
            (Action::Update | Action::Sub, Some(kind)) => {
                self.update(operation, act, given, kind)?
            }
            (Action::Delete, Some(kind)) => self.delete(operation, act, given, kind)?,
            (Action::Example, _) | (_, None) => self.example(operation, given)?,
        };
        if let (Some(value), Payload::Json(shape)) = (&mut done.value, &operation.outcome.payload) {
            self.expand(value, shape, &given.expand);
            if *differs != Twist::default() {
                twist(&self.engine.model, shape, value, differs);
            }
        }
        Ok(done)
    }

    /// The object that the path names.
    fn existing(
        &self,
        operation: &Operation,
        act: &Act,
        given: &Given,
        (index, kind): (usize, &ResourceKind),
    ) -> Result<(String, Value), Failure> {
        let key = act.key.and_then(|key| operation.inputs.get(key));
        let name = key.map_or("id", |input| input.member.name.as_str());
        let id = given.path.get(name).map(text_of).unwrap_or_default();
        let stored = self.state.store.get(index, &id);
        let above = parents(given, name);
        let stored = stored.filter(|stored| is_below(stored, &above));
        match stored {
            Some(stored) => Ok((id, stored.value.clone())),
            None => {
                let message = format!("No such {}: '{id}'", kind.name);
                Err(Failure::new(404, ErrorKind::Invalid, message)
                    .code("resource_missing")
                    .param(name))
            }
        }
    }

    fn create(
        &mut self,
        operation: &Operation,
        act: &Act,
        given: &Given,
        (index, kind): (usize, &ResourceKind),
    ) -> Result<Done, Failure> {
        let rules = rules::holding(operation, given, None)?;
        let (id, mut value) = self.new_object(kind, given, None);
        if self.state.store.get(index, &id).is_some() {
            let message = format!("There is a {} '{id}' already.", kind.name);
            let failure = Failure::new(409, ErrorKind::Invalid, message);
            return Err(failure.code("resource_already_exists"));
        }
        rules::apply(&rules, &mut value);
        let value = Value::Object(value);
        let above = given.path.clone();
        self.state.store.put(index, &id, value.clone(), above);
        self.emit(&rules, None, &value);
        Ok(self.object(operation, act, kind.ty, value))
    }

    fn update(
        &mut self,
        operation: &Operation,
        act: &Act,
        given: &Given,
        kind: (usize, &ResourceKind),
    ) -> Result<Done, Failure> {
        let (index, resource) = kind;
        let found = self.existing(operation, act, given, kind);
        let puts = operation.method == "PUT" && act.action == Action::Update;
        let (id, before) = match found {
            Ok(found) => found,
            // Where nothing else makes objects, `PUT` does.
            Err(_) if puts && !resource.is_created => {
                return self.put_new(operation, act, given, kind);
            }
            Err(failure) => return Err(failure),
        };
        let rules = rules::holding(operation, given, Some(&before))?;
        let model = &self.engine.model;
        let mut now = before.clone();
        if let (Value::Object(members), Some(object)) = (&mut now, object_of(model, resource.ty)) {
            let mut maker = Maker {
                model,
                now: self.now,
                ids: &mut self.state.ids,
                full: true,
            };
            let mut merge = Merge {
                maker: &mut maker,
                replaces: puts,
            };
            let mut body = given.body.clone();
            // Which object it is does not change.
            if let Some(member) = &resource.id {
                body.remove(member);
            }
            merge.merge(members, object, &body);
            rules::apply(&rules, members);
        }
        let parents = Map::new();
        self.state.store.put(index, &id, now.clone(), parents);
        self.emit(&rules, Some(&before), &now);
        Ok(self.object(operation, act, resource.ty, now))
    }

    fn put_new(
        &mut self,
        operation: &Operation,
        act: &Act,
        given: &Given,
        (index, kind): (usize, &ResourceKind),
    ) -> Result<Done, Failure> {
        let rules = rules::holding(operation, given, None)?;
        let key = act.key.and_then(|key| operation.inputs.get(key));
        let name = key.map_or("id", |input| input.member.name.as_str());
        let id = given.path.get(name).cloned();
        let (id, mut value) = self.new_object(kind, given, id);
        rules::apply(&rules, &mut value);
        let value = Value::Object(value);
        let above = parents(given, name);
        self.state.store.put(index, &id, value.clone(), above);
        self.emit(&rules, None, &value);
        Ok(self.object(operation, act, kind.ty, value))
    }

    fn delete(
        &mut self,
        operation: &Operation,
        act: &Act,
        given: &Given,
        kind: (usize, &ResourceKind),
    ) -> Result<Done, Failure> {
        let (id, before) = self.existing(operation, act, given, kind)?;
        let rules = rules::holding(operation, given, Some(&before))?;
        let (index, resource) = kind;
        self.state.store.remove(index, &id);
        self.emit(&rules, None, &before);
        if act.ty == Some(resource.ty) && act.location.is_empty() {
            return Ok(self.object(operation, act, resource.ty, before));
        }
        let mut done = self.example(operation, given)?;
        if let Some(Value::Object(members)) = &mut done.value {
            for (name, value) in [("id", Value::String(id)), ("deleted", Value::Bool(true))] {
                if members.contains_key(name) {
                    members.insert(name.to_owned(), value);
                }
            }
        }
        Ok(done)
    }

    /// An answer that fits the document, with what was given where it has members of the same name.
    fn example(&mut self, operation: &Operation, given: &Given) -> Result<Done, Failure> {
        let rules = rules::holding(operation, given, None)?;
        let status = operation.outcome.status;
        let model = &self.engine.model;
        let shape = match &operation.outcome.payload {
            Payload::Empty => {
                return Ok(Done {
                    status,
                    ..Done::default()
                });
            }
            Payload::Text | Payload::Bytes => {
                return Ok(Done {
                    status,
                    text: Some(Bytes::from_static(b"example")),
                    ..Done::default()
                });
            }
            Payload::Json(shape) => shape,
        };
        let mut maker = self.maker();
        let mut value = maker.value(shape, "");
        if let (Value::Object(members), Some((_, object))) = (&mut value, model.object(shape)) {
            let mut merge = Merge {
                maker: &mut maker,
                replaces: false,
            };
            merge.merge(members, object, &given.query);
            merge.merge(members, object, &given.body);
            rules::apply(&rules, members);
        }
        Ok(Done {
            status,
            value: Some(value),
            ..Done::default()
        })
    }

    /// An answer that is an object, or has it.
    pub fn object(
        &mut self,
        operation: &Operation,
        act: &Act,
        stored: TypeIndex,
        value: Value,
    ) -> Done {
        let status = operation.outcome.status;
        let Payload::Json(shape) = &operation.outcome.payload else {
            return Done {
                status,
                ..Done::default()
            };
        };
        let value = match act.ty {
            Some(ty) if ty != stored => self.projected(&value, ty),
            _ => value,
        };
        let value = match act.location.is_empty() {
            true => value,
            false => {
                let mut whole = self.maker().value(shape, "");
                put_at(&mut whole, &act.location, value);
                whole
            }
        };
        Done {
            status,
            value: Some(value),
            ..Done::default()
        }
    }
}

/// What stands in the path above an object.
fn parents(given: &Given, key: &str) -> Map<String, Value> {
    let above = given.path.iter().filter(|(name, _)| *name != key);
    above
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
