//! Objects: structs, maps, pages, and the resources that components describe.
//!
//! In: the view of an object schema. Out: a struct, a map or a page of a list. What always holds: the fields keep the
//! document's order and their names are unique in the struct.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{AdditionalProperties, ReferenceOr, Schema};
use serde_json::Value;

use super::schemas::{Definition, Use};
use super::view::View;
use crate::api::{
    Additional, Constant, Encoding, Field, Limits, Pointer, Presence, Struct, TextFormat, Type,
    TypeId, TypeKind,
};
use crate::lower::context::{Direction, Lowered, Lowering, Site};
use crate::lower::reference::references::Node;
use crate::names::{self, Scope};
use crate::percent;

/// The components that bear an `x-resourceId`.
#[derive(Debug, Default)]
pub struct ResourceKeys<'d> {
    keys: Vec<&'d str>,
    by_name: BTreeMap<&'d str, Vec<&'d str>>,
}

impl<'d> ResourceKeys<'d> {
    /// The resources that exactly one component describes, and its key.
    pub fn unique_names(&self) -> impl Iterator<Item = (&'d str, &'d str)> + '_ {
        self.by_name
            .iter()
            .filter_map(|(name, keys)| match keys.as_slice() {
                [only] => Some((*name, *only)),
                _ => None,
            })
    }
}

/// Collects the resources among the components.
pub fn resource_keys(schemas: &IndexMap<String, ReferenceOr<Schema>>) -> ResourceKeys<'_> {
    let mut found = ResourceKeys::default();
    for (key, schema) in schemas {
        if let ReferenceOr::Item(schema) = schema
            && let Some(Value::String(name)) = schema.schema_data.extensions.get("x-resourceId")
        {
            found.keys.push(key);
            found.by_name.entry(name).or_default().push(key);
        }
    }
    found
}

/// The component whose module holds this one: the resource whose key it continues, else itself.
pub fn home<'k>(key: &'k str, resources: &ResourceKeys<'k>) -> &'k str {
    let continues = |resource: &&&str| {
        key.strip_prefix(**resource)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['_', '.', '-']))
    };
    resources
        .keys
        .iter()
        .filter(continues)
        .min_by_key(|resource| resource.len())
        .copied()
        .unwrap_or(key)
}

/// `x-resourceId`.
pub fn resource_name<'d>(view: &View<'d>) -> Option<&'d str> {
    view.extension("x-resourceId")?.as_str()
}

/// A property of an object, wherever it stands.
#[derive(Clone, Debug)]
pub struct Property<'d> {
    /// Its schema.
    pub node: Node<'d>,
    /// Where the schema stands.
    pub pointer: Pointer,
}

/// An object schema, or several that `allOf` puts together.
#[derive(Debug, Default)]
pub struct Object<'d> {
    /// The properties, in the document's order.
    pub properties: IndexMap<&'d str, Property<'d>>,
    /// The names of those that are required.
    pub required: Vec<&'d str>,
    /// What becomes of other members, and where the document says so.
    pub additional: Option<(&'d AdditionalProperties, Pointer)>,
    /// `x-maxTotalLength`.
    pub max_total_length: Option<u64>,
    /// The member that tells apart what is made of this object: its `discriminator`.
    pub discriminator: Option<&'d str>,
}

impl<'d> Object<'d> {
    /// Adds what an object schema says; properties that are there already are replaced in their place, unless this one
    /// says less.
    pub fn add(&mut self, view: &View<'d>, at: &Pointer) {
        for (name, schema) in view.properties.into_iter().flatten() {
            let property = Property {
                node: schema.into(),
                pointer: at.child("properties").child(name),
            };
            if !(says_nothing(property.node) && self.properties.contains_key(name.as_str())) {
                self.properties.insert(name, property);
            }
        }
        self.required
            .extend(view.required.iter().map(String::as_str));
        if let Some(additional) = view.additional {
            self.additional = Some((additional, at.child("additionalProperties")));
        }
        let total = view.extension("x-maxTotalLength").and_then(Value::as_u64);
        self.max_total_length = total.or(self.max_total_length);
        let discriminator = view.discriminator.map(|it| it.property_name.as_str());
        self.discriminator = discriminator.or(self.discriminator);
    }
}

impl<'d> Lowering<'d> {
    /// An object schema: a page, a map or a struct.
    pub fn define_object(&mut self, view: &View<'d>, site: &Site) -> Lowered<Definition> {
        let mut object = Object::default();
        object.add(view, &site.pointer);
        self.define_members(&object, site)
    }

    /// The same for what `allOf` put together.
    pub fn define_members(&mut self, object: &Object<'d>, site: &Site) -> Lowered<Definition> {
        if let Some(item) = self.page_item(object, site) {
            let site = Site {
                pointer: item.pointer.clone(),
                depth: site.depth + 1,
                ..site.clone()
            };
            let element = self.element_of(&item, &site)?;
            return Ok(Type::Page(Box::new(element)).into());
        }
        if object.properties.is_empty()
            && !matches!(
                object.additional,
                Some((AdditionalProperties::Any(false), _))
            )
        {
            return self.define_map(object, site);
        }
        Ok(Definition::Kind(TypeKind::Struct(
            self.define_struct(object, site)?,
        )))
    }

    /// The `data` of a cursor-paged list: an object with `data`, `has_more` and nothing but what such lists have, each of
    /// its kind.
    fn page_item(&self, object: &Object<'d>, site: &Site) -> Option<Property<'d>> {
        let kinds = [
            ("data", "array"),
            ("has_more", "boolean"),
            ("object", "string"),
            ("total_count", "integer"),
            ("url", "string"),
        ];
        let is_of_kind = |(name, property): (&&str, &Property<'d>)| {
            let expected = kinds
                .iter()
                .find(|(known, _)| known == name)
                .map(|(_, kind)| *kind);
            let target = self.target(property.node, &property.pointer);
            expected.is_some()
                && target.is_some_and(|(_, schema)| View::of(schema).kind == expected)
        };
        let is_page = site.direction == Direction::Response
            && object.properties.contains_key("has_more")
            && object.properties.iter().all(is_of_kind);
        object
            .properties
            .get("data")
            .filter(|data| is_page && matches!(data.node, Node::Schema(_)))
            .cloned()
    }

    fn element_of(&mut self, data: &Property<'d>, site: &Site) -> Lowered<Type> {
        let list = self.use_of(data.node, site)?;
        if let Type::List(element) = list.ty {
            return Ok(*element);
        }
        Ok(list.ty)
    }

    fn define_map(&mut self, object: &Object<'d>, site: &Site) -> Lowered<Definition> {
        let site = site.child(&["additionalProperties"], format!("{} value", site.name));
        let value = match &object.additional {
            Some((AdditionalProperties::Schema(schema), _)) => {
                self.use_of((&**schema).into(), &site)?
            }
            Some((AdditionalProperties::Any(_), _)) | None => Use::plain(Type::Json),
        };
        let (ty, limits) = value.into_element();
        let mut map = Use::plain(Type::Map(Box::new(ty)));
        map.limits.each = (limits != Limits::default()).then(|| Box::new(limits));
        Ok(Definition::Use(Box::new(map)))
    }

    /// A struct with these members. All of them are looked at, so that every problem is reported at once.
    pub fn define_struct(&mut self, object: &Object<'d>, site: &Site) -> Lowered<Struct> {
        let own_id = self.own_resource(site);
        let mut scope = Scope::fields();
        let mut lowered = Struct {
            fields: Vec::new(),
            constants: Vec::new(),
            additional: Additional::Ignored,
            max_total_length: object.max_total_length,
        };
        let mut failure = None;
        for (&wire, property) in &object.properties {
            let required = object.required.contains(&wire);
            let only = required.then(|| self.only_value(property)).flatten();
            let is_kind = |only: &String| {
                object.discriminator == Some(wire) || self.is_constant(only, property, site)
            };
            if let Some(value) = only.filter(is_kind) {
                let key = percent::form_name(wire);
                lowered.constants.push(Constant {
                    wire: wire.to_owned(),
                    key,
                    value,
                });
                continue;
            }
            match self.field(wire, property, required, &mut scope, site) {
                Ok(mut field) => {
                    if let Some(id) = own_id.filter(|_| wire == "id" && is_plain_text(&field.ty)) {
                        field.ty = Type::Id(id);
                    }
                    lowered.fields.push(field);
                }
                Err(failed) => failure = Some(failed),
            }
        }
        lowered.additional = self.additional(object, &mut scope, site)?;
        failure.map_or(Ok(lowered), Err)
    }

    fn own_resource(&self, site: &Site) -> Option<TypeId> {
        let index = self.components.get_index_of(&site.pointer)?;
        let id = TypeId::new(index);
        let (pointer, _) = self.components.get_index(index)?;
        let value = self.document.value(pointer)?;
        value.get("x-resourceId").map(|_| id)
    }

    fn field(
        &mut self,
        wire: &str,
        property: &Property<'d>,
        required: bool,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Field> {
        let site = Site {
            pointer: property.pointer.clone(),
            name: names::join(&[&site.name, wire]),
            depth: site.depth + 1,
            ..site.clone()
        };
        let claimed = scope.claim(&[names::field_ident(wire)]);
        let found = self.use_of(property.node, &site)?;
        Ok(Field {
            name: claimed.ident,
            wire: wire.to_owned(),
            key: percent::form_name(wire),
            ty: found.ty,
            required,
            nullable: found.nullable,
            encoding: Encoding::Brackets,
            limits: found.limits,
            default: found.default,
            docs: found.docs,
            deprecated: found.deprecated,
            read_only: found.read_only,
            write_only: found.write_only,
            presence: Presence::default(),
            pointer: property.pointer.clone(),
        })
    }

    /// Whether a member with that one value says no more than what the object is, so that Rust's type says it already: it
    /// is only sent, it tells alternatives of a union apart, or it holds the name of the component or of its resource.
    /// Any other one is data, and the document's value is only the first that the API came up with.
    fn is_constant(&self, value: &str, property: &Property<'d>, site: &Site) -> bool {
        site.direction == Direction::Request
            || self.tag_members.contains(&property.pointer)
            || self.is_own_name(value, site)
    }

    /// Whether a text is the name of the component that stands here, or of its resource, however it is written.
    fn is_own_name(&self, text: &str, site: &Site) -> bool {
        let Some(component) = self.components.get(&site.pointer) else {
            return false;
        };
        let schema = self.document.value(&site.pointer);
        let resource = schema.and_then(|schema| schema.get("x-resourceId")?.as_str());
        let mut names = [Some(component.key), resource].into_iter().flatten();
        names.any(|name| names::type_ident(name) == names::type_ident(text))
    }

    /// The one value that a property can have, if it is text.
    fn only_value(&self, property: &Property<'d>) -> Option<String> {
        let (_, schema) = self.target(property.node, &property.pointer)?;
        let view = View::of(schema);
        match (view.kind, view.nullable, view.values.as_slice()) {
            (Some("string"), false, [Value::String(only)]) if !only.is_empty() => {
                Some(only.clone())
            }
            _ => None,
        }
    }

    fn additional(
        &mut self,
        object: &Object<'d>,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Additional> {
        let (value, limits) = match &object.additional {
            None => return Ok(Additional::Ignored),
            Some((AdditionalProperties::Any(false), _)) => return Ok(Additional::Forbidden),
            Some((AdditionalProperties::Any(true), _)) => (Type::Json, Limits::default()),
            Some((AdditionalProperties::Schema(schema), pointer)) => {
                let name = names::join(&[&site.name, "value"]);
                let site = Site {
                    pointer: pointer.clone(),
                    name,
                    depth: site.depth + 1,
                    ..site.clone()
                };
                self.use_of((&**schema).into(), &site)?.into_element()
            }
        };
        let name = scope
            .claim(&[
                names::field_ident("extra"),
                names::field_ident("additional_members"),
            ])
            .ident;
        Ok(Additional::Kept {
            name,
            value,
            limits: Box::new(limits),
        })
    }
}

fn says_nothing(node: Node<'_>) -> bool {
    matches!(node, Node::Schema(schema) if View::of(schema).is_unconstrained())
}

fn is_plain_text(ty: &Type) -> bool {
    matches!(ty, Type::Text(TextFormat::Plain))
}
