//! Ids in what is given: of what operations make, they have to be of something that is there.

use serde_json::Value;

use super::Run;
use crate::mock::model::{Encoding, Kind, Model, Operation, Place, Shape};
use crate::mock::read::{Given, Violation, ViolationKind};

impl Run<'_, '_> {
    /// What is named in a body and is not there.
    pub fn missing_references(&self, operation: &Operation, given: &Given) -> Vec<Violation> {
        let model = &self.engine.model;
        let mut found = Vec::new();
        let inputs = operation.inputs.iter();
        for input in inputs.filter(|input| input.place == Place::Body) {
            let member = &input.member;
            let is_whole = matches!(operation.body, crate::mock::model::BodyKind::Json(_));
            let uses_brackets = !is_whole && member.encoding == Encoding::Brackets;
            let mut walk = Walk {
                model,
                run: self,
                uses_brackets,
                found: &mut found,
            };
            match (is_whole, given.body.get(&member.name)) {
                (true, _) => {
                    let whole = Value::Object(given.body.clone());
                    walk.value(&whole, &member.shape, "");
                }
                (false, Some(value)) => walk.value(value, &member.shape, &member.name),
                (false, None) => {}
            }
        }
        found
    }

    fn is_missing(&self, ty: usize, id: &str) -> Option<&str> {
        let mut resources = self.engine.roles.resources.iter().enumerate();
        let (index, resource) = resources.find(|(_, resource)| resource.ty == ty)?;
        let is_there = self.state.store.get(index, id).is_some();
        (resource.is_created && !is_there).then_some(resource.name.as_str())
    }
}

struct Walk<'w, 'e, 's> {
    model: &'w Model,
    run: &'w Run<'e, 's>,
    uses_brackets: bool,
    found: &'w mut Vec<Violation>,
}

impl Walk<'_, '_, '_> {
    fn value(&mut self, value: &Value, shape: &Shape, param: &str) {
        let model = self.model;
        match (model.value(shape), value) {
            (Shape::Id(ty), Value::String(id)) => {
                if let Some(name) = self.run.is_missing(*ty, id) {
                    self.found.push(Violation {
                        param: param.to_owned(),
                        kind: ViolationKind::Reference,
                        message: format!("No such {name}: '{id}'"),
                    });
                }
            }
            (Shape::List(inner), Value::Array(items)) => {
                for (place, item) in items.iter().enumerate() {
                    self.value(item, inner, &format!("{param}[{place}]"));
                }
            }
            (Shape::Map(inner), Value::Object(entries)) => {
                for (key, value) in entries {
                    self.value(value, inner, &self.below(param, key));
                }
            }
            (Shape::Named(index), value) => match model.definition(*index).map(|def| &def.kind) {
                Some(Kind::Object(object)) => {
                    for member in &object.members {
                        if let Some(value) = value.get(&member.name) {
                            let param = self.below(param, &member.name);
                            self.value(value, &member.shape, &param);
                        }
                    }
                }
                Some(Kind::OneOf(union)) => {
                    let mut variants = union.variants.iter();
                    let variant = variants.find(|variant| {
                        model.object(&variant.shape).is_some() == value.is_object()
                    });
                    if let Some(variant) = variant {
                        self.value(value, &variant.shape, param);
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }

    fn below(&self, above: &str, name: &str) -> String {
        match (above, self.uses_brackets) {
            ("", _) => name.to_owned(),
            (above, true) => format!("{above}[{name}]"),
            (above, false) => format!("{above}.{name}"),
        }
    }
}
