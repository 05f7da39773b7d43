//! Values of queries, forms and multipart bodies.
//!
//! In: what stands under a key, and the shape that it has to be. Out: the value as JSON; null is the wish to clear. What always holds: a list or
//! an object that is not written as the API reads it is refused, not guessed.

use serde_json::{Map, Value};

use super::bounds::{Faults, each};
use super::budget::{Budget, nested};
use super::pairs::{Leaf, Node};
use super::sorts::{anything, count_texts, path_in_brackets, sorted};
use super::{Members, ViolationKind, json, scalar};
use crate::mock::model::{Bounds, Encoding, Extra, Kind, Member, Model, Object, OneOf, Shape};

/// Reads values of a form.
pub struct FormReader<'m> {
    /// The API.
    pub model: &'m Model,
    /// What is wrong.
    pub faults: Faults,
    /// How many alternatives may still be tried.
    pub budget: Budget,
}

/// How a value is written, and what it may be.
#[derive(Clone, Copy)]
pub struct Written<'m> {
    pub shape: &'m Shape,
    pub bounds: &'m Bounds,
    pub encoding: &'m Encoding,
}

impl<'m> Written<'m> {
    /// What a member says.
    pub fn of(member: &'m Member) -> Self {
        Self {
            shape: &member.shape,
            bounds: &member.bounds,
            encoding: &member.encoding,
        }
    }

    fn with(self, shape: &'m Shape) -> Self {
        Self { shape, ..self }
    }

    fn each(self, shape: &'m Shape) -> Self {
        Self {
            shape,
            bounds: each(self.bounds),
            encoding: &Encoding::Brackets,
        }
    }
}

impl<'m> FormReader<'m> {
    /// Reads what stands under a key.
    pub fn value(&mut self, node: Node, written: Written<'m>, param: &str) -> Option<Value> {
        if *written.encoding == Encoding::Json
            && let Some(text) = node.text()
        {
            return self.json(text, written, param);
        }
        match self.model.resolve(written.shape) {
            Shape::Clearable(inner) => match node.text() {
                Some("") => Some(Value::Null),
                _ => self.value(node, written.with(inner), param),
            },
            Shape::Nullable(inner) => self.value(node, written.with(inner), param),
            Shape::List(inner) => self.list(node, written, inner, param),
            Shape::Expand { .. } => self.list(node, written, &TEXT, param),
            Shape::Map(inner) => self.map(node, written.each(inner), written.bounds, param),
            Shape::ClearableMap => match node.text() {
                Some("") => Some(Value::Null),
                _ => self.map(node, written.each(&CLEARABLE), written.bounds, param),
            },
            Shape::Range(inner) => self.range(node, written.with(inner), param),
            Shape::Any => Some(anything(node)),
            Shape::Named(index) => {
                let model = self.model;
                match model.definition(*index).map(|found| &found.kind) {
                    Some(Kind::Object(object)) => self.object(node, object, written, param),
                    Some(Kind::OneOf(union)) => self.one_of(node, union, written, param),
                    _ => self.single(node, written, param),
                }
            }
            _ => self.single(node, written, param),
        }
    }

    fn json(&mut self, text: &str, written: Written<'m>, param: &str) -> Option<Value> {
        match serde_json::from_str(text) {
            Ok(value) => json::value(
                self.model,
                value,
                written.shape,
                written.bounds,
                param,
                &mut self.faults,
            ),
            Err(_) => {
                let message = format!("{param} must be JSON.");
                self.faults.say(ViolationKind::Encoding, param, message);
                None
            }
        }
    }

    fn single(&mut self, node: Node, written: Written<'m>, param: &str) -> Option<Value> {
        let shape = self.model.value(written.shape);
        if !node.children.is_empty() {
            return scalar::wrong(&mut self.faults, param, scalar::in_words(shape));
        }
        let mut leaves = node.leaves.into_iter();
        match (leaves.next(), leaves.next()) {
            (Some(Leaf::Text(text)), None) => {
                let Written { shape, bounds, .. } = written;
                let faults = &mut self.faults;
                scalar::of_text(self.model, &text, shape, bounds, param, faults)
            }
            (Some(Leaf::File(file)), None) => match shape {
                Shape::File | Shape::Any => Some(file.value()),
                other => scalar::wrong(&mut self.faults, param, scalar::in_words(other)),
            },
            (Some(_), Some(_)) => {
                let message = format!("{param} is given more than once.");
                self.faults.say(ViolationKind::Encoding, param, message);
                None
            }
            (None, _) => None,
        }
    }

    fn list(
        &mut self,
        node: Node,
        written: Written<'m>,
        inner: &'m Shape,
        param: &str,
    ) -> Option<Value> {
        let elements = match Self::elements(node, written) {
            Some(elements) => elements,
            None => {
                let (how, sample) = match written.encoding {
                    Encoding::Repeat => ("a pair for each element", format!("{param}=a&{param}=b")),
                    Encoding::Joined(between) => ("one text", format!("{param}=a{between}b")),
                    _ => ("numbered elements", format!("{param}[0]=a")),
                };
                let message = format!("{param} is a list, written as {how}: {sample}.");
                self.faults.say(ViolationKind::Encoding, param, message);
                return None;
            }
        };
        self.faults.items(elements.len(), written.bounds, param);
        let mut found = Vec::new();
        for (name, node) in elements {
            let param = match written.encoding {
                Encoding::Brackets => format!("{param}[{name}]"),
                _ => param.to_owned(),
            };
            found.extend(self.value(node, written.each(inner), &param));
        }
        Some(Value::Array(found))
    }

    /// The elements of a list, each with its place; `None` if it is not written as the API reads it.
    fn elements(node: Node, written: Written<'m>) -> Option<Vec<(String, Node)>> {
        let texts = |node: Node| {
            let leaves = node.leaves.into_iter().map(|leaf| {
                let node = Node {
                    leaves: vec![leaf],
                    children: Vec::new(),
                };
                (String::new(), node)
            });
            leaves.collect::<Vec<_>>()
        };
        match written.encoding {
            Encoding::Brackets if node.leaves.is_empty() => sorted(node.children),
            Encoding::Repeat | Encoding::Styled { explode: true, .. }
                if node.children.is_empty() =>
            {
                Some(texts(node))
            }
            Encoding::Joined(between) | Encoding::Styled { between, .. } => {
                let text = node.text()?;
                let parts = text.split(between.as_str()).filter(|_| !text.is_empty());
                let leaves = parts.map(|part| Leaf::Text(part.to_owned())).collect();
                Some(texts(Node {
                    leaves,
                    children: Vec::new(),
                }))
            }
            Encoding::Spread if node.children.is_empty() => Some(texts(node)),
            // Parts of a multipart body that are files are repeated under one name.
            _ if node.children.is_empty()
                && node.leaves.iter().all(|leaf| matches!(leaf, Leaf::File(_))) =>
            {
                Some(texts(node))
            }
            _ => None,
        }
    }

    fn map(
        &mut self,
        node: Node,
        each: Written<'m>,
        bounds: &Bounds,
        param: &str,
    ) -> Option<Value> {
        if !node.leaves.is_empty() {
            return scalar::wrong(&mut self.faults, param, "an object");
        }
        self.faults.items(node.children.len(), bounds, param);
        let mut found = Map::new();
        for (key, node) in node.children {
            let param = format!("{param}[{key}]");
            self.faults.key(&key, bounds, &param);
            if let Some(value) = self.value(node, each, &param) {
                found.insert(key, value);
            }
        }
        Some(Value::Object(found))
    }

    fn range(&mut self, node: Node, written: Written<'m>, param: &str) -> Option<Value> {
        if node.children.is_empty() {
            return self.single(node, written, param);
        }
        let mut found = Map::new();
        let bounds = Written {
            bounds: each(written.bounds),
            ..written
        };
        for (key, node) in node.children {
            let param = format!("{param}[{key}]");
            if !self.model.names.range.contains(&key) {
                self.unknown(&param, self.model.names.range.iter());
                continue;
            }
            if let Some(value) = self.single(node, bounds, &param) {
                found.insert(key, value);
            }
        }
        Some(Value::Object(found))
    }

    fn object(
        &mut self,
        node: Node,
        object: &'m Object,
        written: Written<'m>,
        param: &str,
    ) -> Option<Value> {
        if !node.leaves.is_empty() {
            return scalar::wrong(&mut self.faults, param, "an object");
        }
        let members = self.members(node, object, Some(param));
        self.faults.items(members.len(), written.bounds, param);
        Some(Value::Object(members))
    }

    /// Reads the members of an object; at the root of a form, they have no name before them.
    pub fn members(&mut self, node: Node, object: &'m Object, above: Option<&str>) -> Members {
        let mut found = Map::new();
        for (key, node) in node.children {
            let param = path_in_brackets(above, &key);
            if let Some(member) = object.member(&key).filter(|member| !member.read_only) {
                if let Some(value) = self.value(node, Written::of(member), &param) {
                    found.insert(key, value);
                }
            } else if let Some((_, constant)) =
                object.constants.iter().find(|(name, _)| *name == key)
            {
                if node.text() != Some(constant) {
                    let message = format!("{param} must be {constant}.");
                    self.faults.say(ViolationKind::Choice, &param, message);
                }
            } else if let Extra::Each(shape, bounds) = &object.extra {
                self.faults.key(&key, bounds, &param);
                let written = Written {
                    shape,
                    bounds: each(bounds),
                    encoding: &Encoding::Brackets,
                };
                if let Some(value) = self.value(node, written, &param) {
                    found.insert(key, value);
                }
            } else {
                let known = object.members.iter().map(|member| &member.name);
                self.unknown(&param, known);
            }
        }
        self.complete(object, &found, above);
        found
    }

    /// Says what is missing, and whether all texts together are too long.
    fn complete(&mut self, object: &'m Object, found: &Members, above: Option<&str>) {
        let demanded = object.members.iter();
        let demanded = demanded.filter(|member| member.required && !member.read_only);
        for member in demanded.filter(|member| !found.contains_key(&member.name)) {
            let param = path_in_brackets(above, &member.name);
            let below = format!("{param}[");
            let is_wrong = self
                .faults
                .0
                .iter()
                .any(|fault| fault.param == param || fault.param.starts_with(&below));
            if !is_wrong {
                self.missing(&param);
            }
        }
        if let Some(most) = object.max_total {
            let count = count_texts(self.model, object, found);
            if count > most {
                let param = above.unwrap_or_default();
                let message = format!(
                    "All texts of {param} together have {count} characters, and may have {most} at most."
                );
                self.faults.say(ViolationKind::Limit, param, message);
            }
        }
    }

    /// Says that something is missing.
    pub fn missing(&mut self, param: &str) {
        let message = format!("{param} must be given.");
        self.faults.say(ViolationKind::Missing, param, message);
    }

    /// Says that something is unknown, and what is nearest to it.
    pub fn unknown<'n>(&mut self, param: &str, known: impl Iterator<Item = &'n String>) {
        let message = super::sorts::unknown(param, known);
        self.faults.say(ViolationKind::Unknown, param, message);
    }

    fn one_of(
        &mut self,
        node: Node,
        union: &'m OneOf,
        written: Written<'m>,
        param: &str,
    ) -> Option<Value> {
        let is_object = !node.children.is_empty();
        let mut best: Option<(usize, Faults, Option<Value>)> = None;
        for variant in &union.variants {
            if !self.budget.spend(node.size()) {
                self.faults
                    .say(ViolationKind::Encoding, param, nested(param));
                return None;
            }
            let mut reader = FormReader {
                model: self.model,
                faults: Faults::default(),
                budget: self.budget,
            };
            let each = Written {
                shape: &variant.shape,
                bounds: &variant.bounds,
                encoding: written.encoding,
            };
            let value = reader.value(node.clone(), each, param);
            self.budget = reader.budget;
            if reader.faults.0.is_empty() {
                return value;
            }
            // What is wrong within an object is more telling than that it is no text.
            let fits = super::sorts::is_composed(self.model, &variant.shape) == is_object;
            let weight = reader.faults.0.len() + usize::from(!fits) * 1000;
            if best.as_ref().is_none_or(|(least, _, _)| weight < *least) {
                best = Some((weight, reader.faults, value));
            }
        }
        let (_, faults, value) = best?;
        self.faults.0.extend(faults.0);
        value
    }
}

static TEXT: Shape = Shape::Text(crate::mock::model::TextKind::Plain);
static CLEARABLE: std::sync::LazyLock<Shape> =
    std::sync::LazyLock::new(|| Shape::Clearable(Box::new(TEXT.clone())));
