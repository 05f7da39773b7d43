//! Examples of what an API sends.
//!
//! In: a model, and the document that it is of. Out: JSON for each type that is read, and for each event. What always holds: what the document
//! refuses is no example; each type has chance of its own, so that another type changes no example but those that hold it.

use std::collections::{BTreeSet, HashMap};

use form_mock::answer::{Ids, Maker};
use form_mock::events::{Cause, envelope, object_shape};
use form_mock::model::{Model, Shape};
use form_mock::store::Roles;
use serde_json::Value;

use crate::api::{Api, Payload, Selector, TypeDef, TypeKind, Webhooks};
use crate::source;
use crate::spec::{SchemaId, Spec};

/// The time in examples: the start of 2026, in seconds since 1970.
const NOW: i64 = 1_767_225_600;

/// What tests of programs are given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TestData {
    /// For each type of the API, by its index: JSON of a value, if it is read.
    pub types: Vec<Option<String>>,
    /// For each of the [webhooks](Api::webhooks), by its index: its body, if that is JSON.
    pub webhooks: Vec<Option<String>>,
    /// For each of the [callbacks](Api::callbacks), by its index: its body, if that is JSON.
    pub callbacks: Vec<Option<String>>,
    /// The model of the test server as JSON, if there is one.
    pub model: Option<String>,
    /// The types of which the server keeps objects, by index, each with what it calls them.
    pub stored: Vec<(usize, String)>,
}

impl TestData {
    /// What the document allows.
    #[must_use]
    pub fn of(api: &Api, spec: &Spec) -> Self {
        let model = super::model(api, spec);
        let stored = stored(api, &model);
        let examples = Examples {
            api,
            model,
            spec,
            schemas: schemas(spec),
        };
        let types = api.types.iter().enumerate();
        Self {
            types: types
                .map(|(index, def)| examples.of_type(index, def))
                .collect(),
            webhooks: examples.of_events(api.webhooks.as_ref()),
            callbacks: examples.of_events(api.callbacks.as_ref()),
            stored,
            model: serde_json::to_string(&examples.model).ok(),
        }
    }
}

/// Each type that is read and of which objects are kept, once.
fn stored(api: &Api, model: &Model) -> Vec<(usize, String)> {
    let mut known = BTreeSet::new();
    let resources = Roles::of(model).resources.into_iter();
    let resources = resources.filter(|resource| {
        api.types.get(resource.ty).is_some_and(is_read) && known.insert(resource.ty)
    });
    resources
        .map(|resource| (resource.ty, resource.name))
        .collect()
}

/// The schemas by their places.
fn schemas(spec: &Spec) -> HashMap<&str, SchemaId> {
    let schemas = spec.schemas.iter_with_ids();
    schemas
        .map(|(id, schema)| (schema.at.as_str(), id))
        .collect()
}

struct Examples<'s> {
    api: &'s Api,
    model: Model,
    spec: &'s Spec,
    schemas: HashMap<&'s str, SchemaId>,
}

impl Examples<'_> {
    fn of_type(&self, index: usize, def: &TypeDef) -> Option<String> {
        if !is_read(def) {
            return None;
        }
        let name = def.name.as_str();
        let mut ids = Ids::new(chance(name));
        let value = self.value(index, name, &mut ids)?;
        let schema = self.schemas.get(def.pointer.as_str());
        let is_refused =
            schema.is_some_and(|schema| !source::allows(&self.spec.schemas, *schema, &value));
        (!is_refused).then(|| value.to_string())
    }

    fn value(&self, index: usize, name: &str, ids: &mut Ids) -> Option<Value> {
        let mut maker = self.maker(ids);
        let definition = self.model.definition(index)?;
        Some(match &definition.kind {
            form_mock::model::Kind::Object(_) => Value::Object(maker.new_object(definition)),
            _ => maker.value(&Shape::Named(index), name),
        })
    }

    fn maker<'m>(&'m self, ids: &'m mut Ids) -> Maker<'m> {
        Maker {
            model: &self.model,
            now: NOW,
            ids,
            full: true,
        }
    }

    fn of_events(&self, events: Option<&Webhooks>) -> Vec<Option<String>> {
        let Some(events) = events else {
            return Vec::new();
        };
        let bodies = events.events.iter().map(|event| match &event.payload {
            Payload::Json(ty) => {
                Some(self.of_event(events, &event.wire, &super::shapes::shape(ty)))
            }
            Payload::Empty | Payload::Text | Payload::Bytes => None,
        });
        bodies.collect()
    }

    /// The body of an event, about the example of what it is about.
    fn of_event(&self, events: &Webhooks, name: &str, shape: &Shape) -> String {
        let mut ids = Ids::new(chance(name));
        let about = object_shape(&self.model, name).and_then(|shape| self.model.object(shape));
        let about = about.and_then(|(index, _)| {
            let name = self.api.types.get(index)?.name.as_str();
            self.value(index, name, &mut Ids::new(chance(name)))
        });
        let mut maker = self.maker(&mut ids);
        if let Some(about) = about
            && let Ok(event) = envelope(&mut maker, name, &about, None, &Cause::default())
        {
            return String::from_utf8_lossy(&event.body).into_owned();
        }
        let mut body = maker.value(shape, name);
        if let (Some(tag), Some((_, rest)), Value::Object(members)) =
            (events.second_tag(), name.split_once('.'), &mut body)
        {
            members.insert(tag.to_owned(), Value::String(rest.to_owned()));
        }
        if let (Some(tag), Value::Object(members)) = (events.tag(), &mut body) {
            members.insert(tag.to_owned(), Value::String(name.to_owned()));
        }
        body.to_string()
    }
}

/// Whether values of a type are read by themselves.
fn is_read(def: &TypeDef) -> bool {
    let is_whole = match &def.kind {
        TypeKind::Struct(_) | TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => true,
        TypeKind::Union(union) => union.selector != Selector::Status,
        TypeKind::Alias(_) | TypeKind::ExpandPaths(_) => false,
    };
    is_whole && def.usage.role().is_read()
}

/// A seed that only the name decides: FNV-1a of 64 bits.
fn chance(name: &str) -> u64 {
    name.bytes().fold(0xCBF2_9CE4_8422_2325, |seed, byte| {
        (seed ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3)
    })
}
