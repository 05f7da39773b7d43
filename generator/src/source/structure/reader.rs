//! Typed access to the members of an object, with a diagnostic for whatever is not as expected.
//!
//! In: a JSON value, its place and what should stand there. Out: the typed value, or nothing and a diagnostic. What always
//! holds: reading goes on after a mismatch, so that all are found; null counts as absent, as openapiv3 has it.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::{Map, Number, Value};

use super::Published;
use super::table::{GivenValue, SchemaTable};
use super::target::Target;
use crate::diagnostic::{Diagnostic, Place};
use crate::place::{At, Pointer};
use crate::source::kind::ObjectKind;
use crate::source::version::Version;
use crate::source::{keywords, needs, shape};
use crate::spec::{Body, Event, Operation, Parameter, Reference, Response, SecurityScheme, Server};

/// Reads one value at its place; `None`: a diagnostic says why.
pub(super) type ReadFn<T> = fn(&mut SpecReader<'_>, &Value, &At<'_>) -> Option<T>;

/// A pass over one document.
pub(super) struct SpecReader<'v> {
    pub(super) root: &'v Value,
    pub(super) published: &'v Published,
    pub(super) found: Vec<Diagnostic>,
    /// Where something wrong is referred to, and where that is.
    pub(super) gaps: Vec<(Pointer, Pointer)>,
    /// Faults of missing members that are only notes.
    pub(super) spared: Vec<Diagnostic>,
    /// Values that the document gives for a schema.
    pub(super) samples: Vec<GivenValue>,
    /// Where each `$ref` leads that was seen so far, by its text.
    pub(super) targets: HashMap<String, Target>,
    /// What each of them names itself.
    pub(super) named: HashMap<String, Arc<Reference>>,
    /// The schemas read so far, and those that are referred to.
    pub(super) schemas: SchemaTable,
    /// What else can be referred to, by its place; `None` if it is wrong, which has been reported.
    pub(super) shared: Shared,
    /// The path items around what is being read.
    pub(super) open_items: Vec<Pointer>,
    /// What holds for an operation that does not say it.
    pub(super) servers: Vec<Server>,
    pub(super) security: Vec<Vec<String>>,
    pub(super) states_security: bool,
}

/// Objects of one kind by places.
pub(super) type ByPlace<T> = HashMap<Pointer, Option<Arc<T>>>;

/// Everything but schemas that can be referred to and is kept.
#[derive(Default)]
pub(super) struct Shared {
    pub(super) parameters: ByPlace<Parameter>,
    pub(super) bodies: ByPlace<Body>,
    pub(super) responses: ByPlace<Response>,
    pub(super) path_items: ByPlace<[Operation]>,
    pub(super) callbacks: ByPlace<[Event]>,
    pub(super) security_schemes: ByPlace<SecurityScheme>,
}

/// An object of a known kind at its place.
#[derive(Clone, Copy)]
pub(super) struct ObjectNode<'a> {
    pub(super) members: &'a Map<String, Value>,
    pub(super) at: &'a At<'a>,
    pub(super) kind: ObjectKind,
}

impl<'a> ObjectNode<'a> {
    /// A member that is there and not null.
    pub(super) fn get(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name).filter(|value| !value.is_null())
    }
}

impl<'v> SpecReader<'v> {
    pub(super) fn new(root: &'v Value, published: &'v Published) -> Self {
        Self {
            root,
            published,
            found: Vec::new(),
            gaps: Vec::new(),
            spared: Vec::new(),
            samples: Vec::new(),
            targets: HashMap::new(),
            named: HashMap::new(),
            schemas: SchemaTable::default(),
            shared: Shared::default(),
            open_items: Vec::new(),
            servers: Vec::new(),
            security: Vec::new(),
            states_security: false,
        }
    }

    /// Reports a value of another type than expected.
    pub(super) fn mismatch(&mut self, at: &At<'_>, what: &str, expected: &str, found: &Value) {
        let place = Place::Document(at.pointer());
        let wrong = shape::wrong_type(place, what, expected, found);
        self.found.push(wrong);
    }

    /// An object that may not be a reference.
    pub(super) fn object<'a>(
        &mut self,
        value: &'a Value,
        at: &'a At<'a>,
        kind: ObjectKind,
    ) -> Option<ObjectNode<'a>> {
        let Value::Object(members) = value else {
            self.mismatch(at, kind.name(), "an object", value);
            return None;
        };
        if members.contains_key("$ref") {
            let place = Place::Document(at.member("$ref").pointer());
            let message = format!("{} cannot be a reference", kind.name());
            self.found.push(
                Diagnostic::error("misplaced-ref", place, message)
                    .label("this `$ref` would be ignored")
                    .help("write the object out here, or refer from within it"),
            );
            return None;
        }
        keywords::check(
            Version::OpenApi30,
            kind,
            members.keys(),
            at,
            &mut self.found,
        );
        Some(ObjectNode { members, at, kind })
    }

    /// An object that is not kept, or a `$ref` to one of the same kind: it is checked.
    pub(super) fn reference_or(
        &mut self,
        value: &Value,
        at: &At<'_>,
        kind: ObjectKind,
        check: ReadFn<()>,
    ) -> Option<()> {
        match self.reference_in(value, at, kind) {
            Some(end) => end.map(drop),
            None => check(self, value, at),
        }
    }

    /// An object, or a `$ref` to one of the same kind, wherever that stands. It is read once.
    pub(super) fn shared<T: ?Sized>(
        &mut self,
        value: &Value,
        at: &At<'_>,
        kind: ObjectKind,
        known: fn(&mut Shared) -> &mut ByPlace<T>,
        read: ReadFn<Arc<T>>,
    ) -> Option<Arc<T>> {
        let (value, pointer) = match self.reference_in(value, at, kind) {
            None => (value, at.pointer()),
            Some(None) => return None,
            Some(Some(end)) => (self.root.pointer(end.as_str())?, Pointer::clone(&end)),
        };
        let known_here = known(&mut self.shared).get(&pointer).cloned();
        let found = known_here.unwrap_or_else(|| {
            let found = read(self, value, &At::of(&pointer));
            known(&mut self.shared).insert(pointer.clone(), found.clone());
            found
        });
        if found.is_none() {
            self.gaps.push((at.pointer(), pointer));
        }
        found
    }

    /// Where a `$ref` leads, if there is one; `Some(None)` if it is wrong, which is reported.
    pub(super) fn reference_in(
        &mut self,
        value: &Value,
        at: &At<'_>,
        kind: ObjectKind,
    ) -> Option<Option<Arc<Pointer>>> {
        let at = at.member("$ref");
        Some(match value.get("$ref")? {
            Value::String(text) => self.reference(text, &at, kind),
            other => {
                self.mismatch(&at, "`$ref`", "a string", other);
                None
            }
        })
    }

    /// The value of a member, if `pick` takes it.
    fn pick<'a, T>(
        &mut self,
        object: ObjectNode<'a>,
        name: &str,
        expected: &str,
        pick: impl FnOnce(&'a Value) -> Option<T>,
    ) -> Option<T> {
        let value = object.get(name)?;
        let picked = pick(value);
        if picked.is_none() {
            let what = format!("`{name}` of {}", object.kind.name());
            self.mismatch(&object.at.member(name), &what, expected, value);
        }
        picked
    }

    pub(super) fn text(&mut self, object: ObjectNode<'_>, name: &str) -> Option<String> {
        self.pick(object, name, "a string", Value::as_str)
            .map(str::to_owned)
    }

    /// A version of the API.
    pub(super) fn version(&mut self, object: ObjectNode<'_>, name: &str) -> Option<String> {
        self.pick(object, name, VERSION, version).map(str::to_owned)
    }

    pub(super) fn flag(&mut self, object: ObjectNode<'_>, name: &str) -> Option<bool> {
        self.pick(object, name, "a boolean", Value::as_bool)
    }

    /// Whether a flag is there and true.
    pub(super) fn is_set(&mut self, object: ObjectNode<'_>, name: &str) -> bool {
        self.flag(object, name).unwrap_or(false)
    }

    pub(super) fn number<'a>(&mut self, object: ObjectNode<'a>, name: &str) -> Option<&'a Number> {
        self.pick(object, name, "a number", Value::as_number)
    }

    /// A whole number of things; `5.0` passes as 5.
    pub(super) fn count(&mut self, object: ObjectNode<'_>, name: &str) -> Option<u64> {
        self.pick(object, name, "a whole number of at least 0", |value| {
            #[allow(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "the value is in range"
            )]
            let whole = |n: f64| {
                let is_whole = n.fract() == 0.0 && (0.0..9e15).contains(&n);
                is_whole.then_some(n as u64)
            };
            value.as_u64().or_else(|| value.as_f64().and_then(whole))
        })
    }

    /// A whole number.
    pub(super) fn whole(&mut self, object: ObjectNode<'_>, name: &str) -> Option<i64> {
        self.pick(object, name, "a whole number", Value::as_i64)
    }

    /// Reports a required member that is absent.
    pub(super) fn require(&mut self, object: ObjectNode<'_>, name: &str) {
        if object.get(name).is_none() {
            self.missing(object, &format!("`{name}`"));
        }
    }

    /// Reports every member that is none of these; for extensions, which have no members of other people's.
    pub(super) fn only(&mut self, object: ObjectNode<'_>, known: &[&str]) {
        for name in object.members.keys() {
            if !known.contains(&name.as_str()) {
                let place = Place::Key(object.at.member(name).pointer());
                let kind = object.kind.name();
                let wrong = shape::unknown_member(place, kind, name, &shape::list(known));
                self.found.push(wrong);
            }
        }
    }

    pub(super) fn missing(&mut self, object: ObjectNode<'_>, name: &str) {
        let here = Place::Document(object.at.pointer());
        let fault = shape::missing(here, object.kind.name(), name);
        if needs::is_note(object.kind, name.trim_matches('`')) {
            self.spared.push(fault.clone());
        }
        self.found.push(fault);
    }

    pub(super) fn required_text(&mut self, object: ObjectNode<'_>, name: &str) -> String {
        self.require(object, name);
        self.text(object, name).unwrap_or_default()
    }

    /// One of several words.
    pub(super) fn choice<T: Clone>(
        &mut self,
        object: ObjectNode<'_>,
        name: &str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let text = self.pick(object, name, "a string", Value::as_str)?;
        let mut all = choices.iter();
        let chosen = all.find_map(|(word, one)| (*word == text).then(|| one.clone()));
        if chosen.is_none() {
            let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
            let place = Place::Document(object.at.member(name).pointer());
            let what = format!("`{name}` of {}", object.kind.name());
            let wrong = shape::wrong_value(place, &what, text, &words);
            self.found.push(wrong);
        }
        chosen
    }

    /// A member that `read` takes.
    pub(super) fn member<T>(
        &mut self,
        object: ObjectNode<'_>,
        name: &str,
        read: ReadFn<T>,
    ) -> Option<T> {
        let value = object.get(name)?;
        read(self, value, &object.at.member(name))
    }

    /// An array whose elements `read` takes.
    pub(super) fn list<T>(
        &mut self,
        object: ObjectNode<'_>,
        name: &str,
        read: ReadFn<T>,
    ) -> Option<Vec<T>> {
        let elements = self.pick(object, name, "an array", Value::as_array)?;
        let at = object.at.member(name);
        let mut list = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            list.extend(read(self, element, &at.element(index)));
        }
        Some(list)
    }

    /// A map whose values `read` takes.
    pub(super) fn map<T>(
        &mut self,
        object: ObjectNode<'_>,
        name: &str,
        read: ReadFn<T>,
    ) -> IndexMap<String, T> {
        let Some(members) = self.pick(object, name, "an object", Value::as_object) else {
            return IndexMap::new();
        };
        self.entries(members, &object.at.member(name), read)
    }

    pub(super) fn entries<T>(
        &mut self,
        members: &Map<String, Value>,
        at: &At<'_>,
        read: ReadFn<T>,
    ) -> IndexMap<String, T> {
        let mut map = IndexMap::with_capacity(members.len());
        for (name, value) in members {
            if let Some(value) = read(self, value, &at.member(name)) {
                map.insert(name.clone(), value);
            }
        }
        map
    }
}

/// What a version of the API is.
const VERSION: &str = "a version as a string of one line";

/// A version of the API, as the document writes it.
fn version(value: &Value) -> Option<&str> {
    let is_line = |text: &&str| !text.trim().is_empty() && !text.contains(char::is_control);
    value.as_str().map(str::trim).filter(is_line)
}

/// A version of the API in a map.
pub(super) fn version_of(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<String> {
    let found = version(value);
    if found.is_none() {
        reader.mismatch(at, "a value", VERSION, value);
    }
    found.map(str::to_owned)
}

/// A string in an array or a map.
pub(super) fn string(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<String> {
    let Value::String(text) = value else {
        reader.mismatch(at, "a value", "a string", value);
        return None;
    };
    Some(text.clone())
}
