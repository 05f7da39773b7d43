//! Schemas: from a schema to the type that holds its values.
//!
//! In: a schema and the [`Site`] where it stands. Out: a [`TypeUse`], or the [`Definition`] of a type. What always holds:
//! a component is one type, whoever refers to it; an inline schema is lowered where it stands, to a bounded depth.

use super::limits::{limits, merged};
use super::view::View;
use crate::api::{Ident, Limits, Pointer, TextFormat, Type, TypeId, TypeKind};
use crate::lower::context::{
    Definition, Direction, Lowered, Lowering, Notes, Site, TypeDraft, TypeUse,
};
use crate::names::{self};
use crate::spec::{AdditionalProperties, Beside, Schema, SchemaType, SchemaUse};

/// How deep inline schemas may stand in each other.
const DEEPEST: usize = 64;

impl<'d> Lowering<'d> {
    /// What a place that holds this schema's values needs to know.
    pub fn use_of(&mut self, used: &'d SchemaUse, site: &Site) -> Lowered<TypeUse> {
        if used.reference.is_some() {
            return self.use_of_reference(used, site);
        }
        self.use_of_schema(self.schema(used), site)
    }

    /// The same of a schema that stands at `site`.
    pub fn use_of_schema(&mut self, schema: &'d Schema, site: &Site) -> Lowered<TypeUse> {
        let view = View::of(schema);
        let name = self.name_of_object(schema, site);
        let inner = self.around(name, site, |lowering| lowering.define(view, site))?;
        let inner = self.settled(inner, schema, site);
        let mut found = self.annotated(schema, self.kind_of(view), inner);
        for part in &schema.all_of {
            let said = self.notes(part);
            found.read_only |= said.read_only;
            found.write_only |= said.write_only;
        }
        let sent = site.direction == Direction::Request;
        Ok(if schema.clearable && sent {
            found.clearable()
        } else {
            found
        })
    }

    /// What an object that stands inline is called, unless its title is free.
    fn name_of_object(&self, schema: &Schema, site: &Site) -> Option<Ident> {
        if schema.properties.is_empty() && schema.all_of.is_empty() {
            return None;
        }
        let is_titled = title(schema).is_some_and(|title| {
            let names = names::type_names(&title);
            names.iter().any(|name| self.type_names.is_free(name))
        });
        let mut names = names::type_names(&site.name).into_iter();
        names.next().filter(|_| !is_titled)
    }

    /// The use of what was defined inline.
    pub fn settled(&mut self, found: Definition, schema: &Schema, site: &Site) -> TypeUse {
        match found {
            Definition::Use(found) => *found,
            Definition::Kind(kind) => TypeUse::plain(self.inline(kind, schema, site)),
            Definition::OpenEnum(values) => {
                let ty = self.inline(TypeKind::StringEnum(values), schema, site);
                if let Type::Named(id) = ty {
                    self.open_enums.insert(id);
                }
                TypeUse::plain(ty)
            }
        }
    }

    /// Adds what a schema says beside its type to what was found inside it, which is of that kind.
    pub fn annotated(&self, schema: &Schema, kind: Option<SchemaType>, inner: TypeUse) -> TypeUse {
        let since = schema.since.clone().or(inner.docs.since.clone());
        let example = schema.example.clone().or(inner.docs.example.clone());
        let docs = if schema.description.is_some() {
            self.docs(schema.description.as_deref())
        } else {
            inner.docs
        };
        let docs = docs.since(since).example(example);
        TypeUse {
            ty: inner.ty,
            nullable: inner.nullable || self.may_be_null(schema),
            limits: merged(limits(schema, kind), inner.limits),
            docs,
            deprecated: inner.deprecated || schema.deprecated,
            read_only: inner.read_only || schema.read_only,
            write_only: inner.write_only || schema.write_only,
            default: schema
                .default
                .as_ref()
                .map(ToString::to_string)
                .or(inner.default),
        }
    }

    fn use_of_reference(&mut self, used: &'d SchemaUse, site: &Site) -> Lowered<TypeUse> {
        let schema = self.schema(used);
        let direct = used.reference.as_ref().map(|reference| &reference.direct);
        let named = direct.and_then(|direct| self.component(direct));
        let mut inner = match named.or_else(|| self.component(&schema.at)) {
            Some(id) => {
                let Notes {
                    nullable,
                    limits,
                    depth: _,
                    read_only,
                    write_only,
                    default,
                } = self.notes(used);
                TypeUse {
                    limits,
                    nullable,
                    read_only,
                    write_only,
                    default,
                    ..TypeUse::plain(Type::Named(id))
                }
            }
            None => self.use_outside(used.schema, schema, site)?,
        };
        let between = self.notes_between(used);
        inner.nullable |= between.nullable;
        inner.read_only |= between.read_only;
        inner.write_only |= between.write_only;
        inner.default = between.default.or(inner.default);
        inner.deprecated |= schema.deprecated;
        if let Some(beside) = &used.beside {
            self.add_beside(beside, &mut inner);
        }
        Ok(inner)
    }

    /// OpenAPI 3.0 says to ignore what stands beside a `$ref`; vendors mean it, so what it says of this place is kept.
    fn add_beside(&self, beside: &Beside, target: &mut TypeUse) {
        if let Some(description) = &beside.description {
            let (since, example) = (target.docs.since.take(), target.docs.example.take());
            target.docs = self.docs(Some(description)).since(since).example(example);
        }
        if beside.example.is_some() {
            target.docs.example.clone_from(&beside.example);
        }
        if beside.since.is_some() {
            target.docs.since.clone_from(&beside.since);
        }
        target.nullable |= beside.nullable;
        target.deprecated |= beside.deprecated;
        target.read_only |= beside.read_only;
        target.write_only |= beside.write_only;
        if let Some(default) = &beside.default {
            target.default = Some(default.to_string());
        }
    }

    /// Adds an inline type and names it: by its title, else by its path.
    pub fn inline(&mut self, kind: TypeKind, schema: &Schema, site: &Site) -> Type {
        let mut wishes: Vec<String> = title(schema)
            .filter(|title| *title != site.name)
            .into_iter()
            .collect();
        // Where several things are called alike, what kind of thing it is says more than a number.
        wishes.extend([
            site.name.clone(),
            names::join(&[&site.name, kind_word(&kind)]),
        ]);
        let draft = TypeDraft {
            kind,
            docs: self.docs_of(schema),
            deprecated: schema.deprecated,
        };
        if let Some(name) = stated_name(schema) {
            let wishes = wishes.iter().flat_map(|wish| names::type_names(wish));
            let wishes: Vec<Ident> = [names::type_ident(name)]
                .into_iter()
                .chain(wishes)
                .collect();
            return Type::Named(self.add_named(&wishes, draft, site));
        }
        Type::Named(self.add_inline(&wishes, draft, site))
    }

    /// What a schema is.
    pub fn define(&mut self, view: View<'d>, site: &Site) -> Lowered<Definition> {
        if site.depth > DEEPEST {
            return self.fail(
                "too-deep",
                &site.pointer,
                format!("inline schemas stand more than {DEEPEST} deep in each other"),
                "this schema",
                "move an inner schema to `components.schemas` and refer to it",
            );
        }
        if !view.all_of.is_empty() {
            return self.define_all_of(view, site);
        }
        if !view.one_of.is_empty() || !view.any_of.is_empty() {
            return self.define_union(view, site);
        }
        if !view.values.is_empty() {
            return self.define_enum(view.schema, site);
        }
        self.define_by_type(view, site)
    }

    fn define_by_type(&mut self, view: View<'d>, site: &Site) -> Lowered<Definition> {
        match view.kind {
            Some(SchemaType::Text) => Ok(self.text(view.schema, site).into()),
            Some(SchemaType::Integer) => Ok(self.whole_number(view.schema, site).into()),
            Some(SchemaType::Number) => Ok(self.number(view.schema, site).into()),
            Some(SchemaType::Boolean) => Ok(Type::Bool.into()),
            Some(SchemaType::Array) => self.define_list(view, site),
            None if view.items.is_some() => self.define_list(view, site),
            Some(SchemaType::Object) => self.define_object(view, site),
            None if !view.properties.is_empty() => self.define_object(view, site),
            None if matches!(
                view.additional,
                Some(AdditionalProperties::Any | AdditionalProperties::Each(_))
            ) =>
            {
                self.define_object(view, site)
            }
            None => Ok(Type::Json.into()),
        }
    }

    fn text(&mut self, schema: &Schema, site: &Site) -> Type {
        if let Some(id) = self.identified(schema, &site.pointer) {
            return Type::Id(id);
        }
        match schema.format.as_deref() {
            None => Type::Text(TextFormat::Plain),
            Some("binary") => Type::Bytes,
            Some("date") => Type::Text(TextFormat::Date),
            Some("date-time" | "datetime") => Type::Text(TextFormat::DateTime),
            Some("decimal") => Type::Text(TextFormat::Decimal),
            Some("byte") => Type::Text(TextFormat::Base64),
            Some("password") => Type::Text(TextFormat::Password),
            Some(other) => Type::Text(TextFormat::Other(other.to_owned())),
        }
    }

    fn define_list(&mut self, view: View<'d>, site: &Site) -> Lowered<Definition> {
        let Some(items) = &view.schema.items else {
            return Ok(Type::List(Box::new(Type::Json)).into());
        };
        let site = site.child(&["items"], names::singular(&site.name));
        let element = self.use_of(items, &site)?;
        let (ty, limits) = element.into_element();
        let mut list = TypeUse::plain(Type::List(Box::new(ty)));
        list.limits.each = (limits != Limits::default()).then(|| Box::new(limits));
        Ok(Definition::Use(Box::new(list)))
    }

    /// The resource whose id a plain string is: the document names it in `x-expansionResources`.
    pub fn identified(&mut self, schema: &Schema, at: &Pointer) -> Option<TypeId> {
        let [only] = schema.resources.as_deref()? else {
            return None;
        };
        let id = self.component(&only.direct);
        if id.is_none() {
            self.warn(
                "unknown-resource",
                at,
                format!(
                    "`x-expansionResources` names `{}`, which is no component",
                    only.text
                ),
                "this id is plain text",
                "correct the reference in an overlay",
            );
        }
        id
    }
}

/// `x-typeName`: what its type is called, whatever the length.
pub fn stated_name(schema: &Schema) -> Option<&str> {
    let name = schema.extensions.get("x-typeName")?.as_str()?;
    (!name.trim().is_empty()).then_some(name)
}

/// The title of a schema, where it can serve as a name.
pub fn title(schema: &Schema) -> Option<String> {
    let title = schema.title.as_deref()?.trim();
    let words = title.split_whitespace().count();
    (!title.is_empty() && words <= 6).then(|| names::type_ident(title).bare().to_owned())
}

/// What kind of thing a type is.
const fn kind_word(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "object",
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => "value",
        TypeKind::Union(_) => "choice",
        TypeKind::Alias(_) => "alias",
        TypeKind::ExpandPaths(_) => "expand",
    }
}
