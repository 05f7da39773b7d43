//! References that become the objects themselves.
//!
//! In: an answer, its shape and paths. Out: the answer with objects in the places of ids. What always holds: a path that leads to nothing that
//! can be expanded is refused before anything happens.

use serde_json::{Map, Value};

use crate::mock::model::{Model, Shape};

/// Whether all paths lead to what can be expanded.
///
/// # Errors
///
/// The parameter and what is wrong with it, of the first that doesn't.
pub fn check_paths(
    model: &Model,
    shape: &Shape,
    paths: &[(String, String)],
) -> Result<(), (String, String)> {
    for (param, path) in paths {
        let steps = path
            .split('.')
            .filter(|step| *step != model.names.page.items);
        if steps.count() > model.names.expand_levels {
            let levels = model.names.expand_levels;
            let message = format!("{path} has more than {levels} levels to expand.");
            return Err((param.clone(), message));
        }
        if !leads(model, shape, path) {
            let message = format!("This property cannot be expanded ({path}).");
            return Err((param.clone(), message));
        }
    }
    Ok(())
}

fn leads(model: &Model, shape: &Shape, path: &str) -> bool {
    let mut shape = shape;
    let mut is_reference = false;
    for step in path.split('.') {
        let shapes = step_into(model, shape, step);
        let Some((next, reference)) = shapes else {
            return false;
        };
        (shape, is_reference) = (next, reference);
    }
    is_reference
}

/// The shape of a member, and whether it is a reference.
fn step_into<'m>(model: &'m Model, shape: &'m Shape, step: &str) -> Option<(&'m Shape, bool)> {
    let shape = match model.value(shape) {
        Shape::Page(inner) if step == model.names.page.items => return Some((inner, false)),
        Shape::List(inner) if is_step_of_lists(model, inner, step) => return Some((shape, false)),
        Shape::List(inner) => inner,
        shape => shape,
    };
    let (_, object) = model.object(shape)?;
    let member = object.member(step)?;
    Some((&member.shape, is_reference(model, &member.shape)))
}

/// Paths may name the items of a list as they do those of a page, though they are the list.
fn is_step_of_lists(model: &Model, inner: &Shape, step: &str) -> bool {
    let object = model.object(inner);
    step == model.names.page.items
        && object.is_some_and(|(_, object)| object.member(step).is_none())
}

fn is_reference(model: &Model, shape: &Shape) -> bool {
    match model.resolve(shape) {
        Shape::Expandable(_) => true,
        Shape::Nullable(inner) | Shape::Clearable(inner) | Shape::List(inner) => {
            is_reference(model, inner)
        }
        _ => false,
    }
}

/// Expands answers; `fetch` gives the object of a shape with an id.
pub struct Expander<'m, 'f> {
    /// The API.
    pub model: &'m Model,
    /// Gives the object of a shape with an id.
    pub fetch: &'f mut dyn FnMut(&Shape, &str) -> Value,
}

impl<'m> Expander<'m, '_> {
    /// Expands what a path leads to.
    pub fn expand(&mut self, value: &mut Value, shape: &'m Shape, path: &str) {
        let (first, rest) = match path.split_once('.') {
            Some((first, rest)) => (first, Some(rest)),
            None => (path, None),
        };
        let model = self.model;
        match (model.value(shape), value) {
            (Shape::Page(inner), Value::Object(page)) if first == model.names.page.items => {
                if let (Some(Value::Array(items)), Some(rest)) = (page.get_mut(first), rest) {
                    for item in items {
                        self.expand(item, inner, rest);
                    }
                }
            }
            (Shape::List(inner), Value::Array(items)) => {
                let path = match rest {
                    Some(rest) if is_step_of_lists(model, inner, first) => rest,
                    _ => path,
                };
                for item in items {
                    self.expand(item, inner, path);
                }
            }
            (shape, Value::Object(members)) => self.member(members, shape, first, rest),
            _ => {}
        }
    }

    fn member(
        &mut self,
        members: &mut Map<String, Value>,
        shape: &'m Shape,
        first: &str,
        rest: Option<&str>,
    ) {
        let Some((_, object)) = self.model.object(shape) else {
            return;
        };
        let (Some(member), Some(value)) = (object.member(first), members.get_mut(first)) else {
            return;
        };
        if is_reference(self.model, &member.shape) {
            match &mut *value {
                Value::Array(items) => {
                    for item in items {
                        self.reference(item, &member.shape);
                    }
                }
                value => self.reference(value, &member.shape),
            }
        }
        if let Some(rest) = rest {
            self.expand(value, &member.shape, rest);
        }
    }

    fn reference(&mut self, value: &mut Value, shape: &'m Shape) {
        let shape = match self.model.value(shape) {
            Shape::List(inner) => self.model.value(inner),
            shape => shape,
        };
        if let Value::String(id) = value {
            *value = (self.fetch)(shape, id);
        }
    }
}
