//! Objects: structs, maps, pages, and the resources that components describe.
//!
//! In: the view of an object schema. Out: a struct, a map or a page of a list. What always holds: the fields keep the
//! document's order and their names are unique in the struct.

use crate::lower::reference::resources::resource_name;
use indexmap::IndexMap;
use serde_json::Value;

use super::limits;
use super::view::View;
use crate::api::{
    Additional, Constant, Encoding, Field, Limits, Pointer, Presence, Struct, TextFormat, Type,
    TypeId, TypeKind,
};
use crate::lower::context::{Definition, Direction, Lowered, Lowering, Site, TypeUse};
use crate::names::{self, Scope};
use crate::percent;
use crate::spec::{AdditionalProperties, Between, Schema, SchemaType, SchemaUse, Spec};

/// An object schema, or several that `allOf` puts together.
#[derive(Debug, Default)]
pub struct ObjectSchema<'d> {
    /// The properties, in the document's order.
    pub properties: IndexMap<&'d str, &'d SchemaUse>,
    /// The names of those that are required.
    pub required: Vec<&'d str>,
    /// What becomes of other members, and where the document says so.
    pub additional: Option<(&'d AdditionalProperties, Pointer)>,
    /// `x-maxTotalLength`.
    pub max_total_length: Option<u64>,
    /// Where it says how many members there may be.
    pub counted: Option<Pointer>,
    /// What the names of other members may be: `x-propertyNames`.
    pub names: Option<Box<Limits>>,
    /// The member that tells apart what is made of this object: its `discriminator`.
    pub discriminator: Option<&'d str>,
}

impl<'d> ObjectSchema<'d> {
    /// Adds what an object schema says; properties that are there already are replaced in their place, unless this one
    /// says less.
    pub fn add(&mut self, schema: &'d Schema, spec: &'d Spec) {
        for (name, property) in &schema.properties {
            let says_nothing = property.reference.is_none()
                && View::of(spec.schemas.of(property)).is_unconstrained();
            if !(says_nothing && self.properties.contains_key(name.as_str())) {
                self.properties.insert(name, property);
            }
        }
        self.required
            .extend(schema.required.iter().map(String::as_str));
        if let Some(additional) = &schema.additional {
            self.additional = Some((additional, schema.at.child("additionalProperties")));
        }
        self.max_total_length = schema.total_length.or(self.max_total_length);
        if schema.members != Between::default() {
            self.counted = Some(schema.at.clone());
        }
        self.names = limits::keys(schema).or(self.names.take());
        let discriminator = schema.discriminator.as_deref();
        let discriminator = discriminator.map(|it| it.member.as_str());
        self.discriminator = discriminator.or(self.discriminator);
    }
}

impl<'d> Lowering<'d> {
    /// An object schema: a page, a map or a struct.
    pub fn define_object(&mut self, view: View<'d>, site: &Site) -> Lowered<Definition> {
        let mut object = ObjectSchema::default();
        object.add(view.schema, self.spec);
        self.define_members(&object, site)
    }

    /// The same for what `allOf` put together.
    pub fn define_members(
        &mut self,
        object: &ObjectSchema<'d>,
        site: &Site,
    ) -> Lowered<Definition> {
        if let Some(item) = self.page_item(object, site) {
            let site = Site {
                pointer: item.at.clone(),
                depth: site.depth + 1,
                ..site.clone()
            };
            let element = self.element_of(item, &site)?;
            return Ok(Type::Page(Box::new(element)).into());
        }
        if object.properties.is_empty()
            && !matches!(
                object.additional,
                Some((AdditionalProperties::Forbidden, _))
            )
        {
            return self.define_map(object, site);
        }
        Ok(Definition::Kind(TypeKind::Struct(
            self.define_struct(object, site)?,
        )))
    }

    /// The items of a cursor-paged list: an object with these, whether there are more, and nothing but what such lists
    /// have, each of its kind.
    fn page_item(&self, object: &ObjectSchema<'d>, site: &Site) -> Option<&'d SchemaUse> {
        let names = &self.conventions.page;
        let kinds = [
            (&names.items, SchemaType::Array),
            (&names.more, SchemaType::Boolean),
            (&names.tag, SchemaType::Text),
            (&names.total, SchemaType::Integer),
            (&names.url, SchemaType::Text),
        ];
        let is_of_kind = |(name, property): (&&str, &&SchemaUse)| {
            let expected = kinds
                .iter()
                .find(|(known, _)| **known == **name)
                .map(|(_, kind)| *kind);
            expected.is_some() && self.schema(property).kind == expected
        };
        let is_page = site.direction == Direction::Response
            && object.properties.contains_key(names.more.as_str())
            && object.properties.iter().all(is_of_kind);
        let items = object.properties.get(names.items.as_str()).copied();
        items.filter(|items| is_page && items.reference.is_none())
    }

    fn element_of(&mut self, data: &'d SchemaUse, site: &Site) -> Lowered<Type> {
        let list = self.use_of(data, site)?;
        if let Type::List(element) = list.ty {
            return Ok(*element);
        }
        Ok(list.ty)
    }

    fn define_map(&mut self, object: &ObjectSchema<'d>, site: &Site) -> Lowered<Definition> {
        let mut site = site.child(&["additionalProperties"], format!("{} value", site.name));
        if let Some((_, at)) = &object.additional {
            site.pointer = at.clone();
        }
        let value = match &object.additional {
            Some((AdditionalProperties::Each(each), _)) => self.use_of(each, &site)?,
            Some((AdditionalProperties::Any | AdditionalProperties::Forbidden, _)) | None => {
                TypeUse::plain(Type::Json)
            }
        };
        let (ty, limits) = value.into_element();
        let mut map = TypeUse::plain(Type::Map(Box::new(ty)));
        map.limits.each = (limits != Limits::default()).then(|| Box::new(limits));
        Ok(Definition::Use(Box::new(map)))
    }

    /// Says that nobody counts the members of an object that has names for them.
    pub fn warn_counted(&mut self, object: &ObjectSchema<'d>) {
        if let Some(at) = &object.counted {
            self.warn(
                "members-not-counted",
                at,
                "`minProperties` and `maxProperties` are checked only of maps, which have no `properties`",
                "the number of members is not checked",
                "remove them in an overlay, and say in the description what the API refuses",
            );
        }
    }

    /// A struct with these members. All of them are looked at, so that every problem is reported at once.
    pub fn define_struct(&mut self, object: &ObjectSchema<'d>, site: &Site) -> Lowered<Struct> {
        self.warn_counted(object);
        let own_id = self.own_resource(site);
        let mut scope = Scope::fields();
        let mut lowered = Struct {
            fields: Vec::new(),
            constants: Vec::new(),
            additional: Additional::Ignored,
            unknown: None,
            nulls: None,
            args: None,
            max_total_length: object.max_total_length,
            made_of: Vec::new(),
        };
        let mut failure = None;
        for (&wire, &property) in &object.properties {
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
                    if let Some(id) =
                        own_id.filter(|_| wire == self.conventions.id && is_plain_text(&field.ty))
                    {
                        field.ty = Type::Id(id);
                    }
                    lowered.fields.push(field);
                }
                Err(failed) => failure = Some(failed),
            }
        }
        self.check_deadlines(&lowered.fields, object);
        lowered.additional = self.additional(object, &mut scope, site)?;
        failure.map_or(Ok(lowered), Err)
    }

    fn own_resource(&self, site: &Site) -> Option<TypeId> {
        let index = self.components.get_index_of(&site.pointer)?;
        let id = TypeId::new(index);
        let (_, component) = self.spec.components.get_index(index)?;
        let extensions = &self.schema(component).extensions;
        extensions.contains_key("x-resourceId").then_some(id)
    }

    fn field(
        &mut self,
        wire: &str,
        property: &'d SchemaUse,
        required: bool,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Field> {
        let site = Site {
            pointer: property.at.clone(),
            name: names::join(&[&site.name, wire]),
            depth: site.depth + 1,
            ..site.clone()
        };
        let claimed = scope.claim(&[names::field_ident(wire)]);
        let found = self.use_of(property, &site)?;
        let deadline = self.deadline(property, &found.ty, &site);
        let irreversible = self.irreversible(property, &found, required, &site);
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
            deadline,
            irreversible,
            presence: Presence::default(),
            pointer: property.at.clone(),
        })
    }

    /// Whether a member with that one value says no more than what the object is, so that Rust's type says it already: it
    /// is only sent, it tells alternatives of a union apart, or it holds the name of the component or of its resource.
    /// Any other one is data, and the document's value is only the first that the API came up with.
    fn is_constant(&self, value: &str, property: &SchemaUse, site: &Site) -> bool {
        site.direction == Direction::Request
            || self.tag_members.contains(&property.at)
            || self.is_own_name(value, site)
    }

    /// Whether a text is the name of the component that stands here, or of its resource, however it is written.
    fn is_own_name(&self, text: &str, site: &Site) -> bool {
        let Some(index) = self.components.get_index_of(&site.pointer) else {
            return false;
        };
        let Some((key, component)) = self.spec.components.get_index(index) else {
            return false;
        };
        let resource = resource_name(self.schema(component));
        let mut names = [Some(key.as_str()), resource].into_iter().flatten();
        names.any(|name| names::type_ident(name) == names::type_ident(text))
    }

    /// The one value that a property can have, if it is text.
    fn only_value(&self, property: &SchemaUse) -> Option<String> {
        let schema = self.schema(property);
        match (schema.kind, schema.nullable, schema.values.as_slice()) {
            (Some(SchemaType::Text), false, [Value::String(only)]) if !only.is_empty() => {
                Some(only.clone())
            }
            _ => None,
        }
    }

    fn additional(
        &mut self,
        object: &ObjectSchema<'d>,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Additional> {
        let (value, limits) = match &object.additional {
            None => return Ok(Additional::Ignored),
            Some((AdditionalProperties::Forbidden, _)) => return Ok(Additional::Forbidden),
            Some((AdditionalProperties::Any, _)) => (Type::Json, Limits::default()),
            Some((AdditionalProperties::Each(each), _)) => {
                let name = names::join(&[&site.name, "value"]);
                let site = Site {
                    pointer: each.at.clone(),
                    name,
                    depth: site.depth + 1,
                    ..site.clone()
                };
                self.use_of(each, &site)?.into_element()
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
            limits: Box::new(Limits {
                keys: object.names.clone(),
                each: (limits != Limits::default()).then(|| Box::new(limits)),
                ..Limits::default()
            }),
        })
    }
}

fn is_plain_text(ty: &Type) -> bool {
    matches!(ty, Type::Text(TextFormat::Plain))
}
