//! Schemas: from a schema to the type that holds its values.
//!
//! In: a schema and the [`Site`] where it stands. Out: a [`Use`], or the [`Definition`] of a type. What always holds:
//! a component is one type, whoever refers to it; an inline schema is lowered where it stands, to a bounded depth.

use openapiv3::AdditionalProperties;
use serde_json::Value;

use super::limits::{limits, merged};
use super::notes::Notes;
use super::view::View;
use crate::api::{
    Docs, Integer, Limits, Number, Pointer, StringEnum, TextFormat, Type, TypeId, TypeKind,
};
use crate::lower::context::{Direction, Lowered, Lowering, Site, TypeDraft};
use crate::lower::reference::references::{self, Node};
use crate::names::{self};

/// How deep inline schemas may stand in each other.
const DEEPEST: usize = 64;

/// What a place that holds a value needs to know.
#[derive(Clone, Debug)]
pub struct Use {
    /// The type, without `Option`.
    pub ty: Type,
    /// Whether `null` is a value.
    pub nullable: bool,
    /// What the document allows.
    pub limits: Limits,
    /// The description.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// The default, as JSON.
    pub default: Option<String>,
}

impl Use {
    /// A type that nothing more is said about.
    pub fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            limits: Limits::default(),
            docs: Docs::default(),
            deprecated: false,
            read_only: false,
            write_only: false,
            default: None,
        }
    }
}

impl Use {
    /// The same, where the server takes an empty text as the wish to clear. To give an empty text as a value would
    /// clear without saying so.
    pub fn clearable(mut self) -> Self {
        self.limits.not_empty = true;
        if !matches!(self.ty, Type::Clearable(_) | Type::ClearableEntries) {
            self.ty = Type::Clearable(Box::new(self.ty));
        }
        self
    }

    /// The type of a place that has no word of its own for null: of an element, a map's value or a whole body.
    pub fn or_null(self) -> Type {
        match self.nullable {
            true => self.ty.or_null(),
            false => self.ty,
        }
    }

    /// The type of an element or a map's value, and the limits of what is not null.
    pub fn into_element(self) -> (Type, Limits) {
        let limits = self.limits.clone();
        (self.or_null(), limits)
    }
}

/// What a schema comes to: a type of its own, or the use of another.
#[derive(Debug)]
pub enum Definition {
    /// A type that wants a name.
    Kind(TypeKind),
    /// The same, an enum that the document itself leaves open.
    OpenEnum(StringEnum),
    /// A type that has one, or needs none.
    Use(Box<Use>),
}

impl From<Type> for Definition {
    fn from(ty: Type) -> Self {
        Self::Use(Box::new(Use::plain(ty)))
    }
}

impl<'d> Lowering<'d> {
    /// What a place that holds this schema's values needs to know.
    pub fn use_of(&mut self, node: Node<'d>, site: &Site) -> Lowered<Use> {
        match node {
            Node::Reference(reference) => self.use_of_reference(reference, site),
            Node::Schema(schema) => {
                let view = View::of(schema);
                let inner = self.define(&view, site)?;
                let inner = self.settled(inner, &view, site);
                let found = self.annotated(&view, inner);
                let says_so = view.extension("x-clearable") == Some(&Value::Bool(true));
                let sent = site.direction == Direction::Request;
                Ok(if says_so && sent {
                    found.clearable()
                } else {
                    found
                })
            }
        }
    }

    /// The use of what was defined inline.
    pub fn settled(&mut self, found: Definition, view: &View<'d>, site: &Site) -> Use {
        match found {
            Definition::Use(found) => *found,
            Definition::Kind(kind) => Use::plain(self.inline(kind, view, site)),
            Definition::OpenEnum(values) => {
                let ty = self.inline(TypeKind::StringEnum(values), view, site);
                if let Type::Named(id) = ty {
                    self.open_enums.insert(id);
                }
                Use::plain(ty)
            }
        }
    }

    /// Adds what a schema says beside its type to what was found inside it.
    pub fn annotated(&self, view: &View<'d>, inner: Use) -> Use {
        let docs = if view.description.is_some() {
            self.docs(view.description)
        } else {
            inner.docs
        };
        Use {
            ty: inner.ty,
            nullable: inner.nullable || view.nullable,
            limits: merged(limits(view), inner.limits),
            docs,
            deprecated: inner.deprecated || view.deprecated,
            read_only: inner.read_only || view.read_only,
            write_only: inner.write_only || view.write_only,
            default: view.default.map(ToString::to_string).or(inner.default),
        }
    }

    fn use_of_reference(&mut self, reference: &'d str, site: &Site) -> Lowered<Use> {
        let Some((pointer, schema)) = self.resolve(reference) else {
            return self.fail_reference(reference, "schema", &site.pointer);
        };
        let direct = references::pointer_of(reference);
        let named = self.component(&direct).or_else(|| self.component(&pointer));
        let view = View::of(schema);
        let mut inner = match named {
            Some(id) => {
                let Notes { nullable, limits } = self.notes(Node::Reference(reference));
                Use {
                    limits,
                    nullable,
                    ..Use::plain(Type::Named(id))
                }
            }
            None => self.use_outside(schema, pointer, site)?,
        };
        inner.deprecated |= view.deprecated;
        self.add_siblings(&mut inner, site);
        Ok(inner)
    }

    /// OpenAPI 3.0 says to ignore what stands beside a `$ref`; vendors mean it, so what it says of this place is kept.
    fn add_siblings(&self, target: &mut Use, site: &Site) {
        let Some(siblings) = self
            .document
            .value(&site.pointer)
            .and_then(|value| value.as_object())
        else {
            return;
        };
        if siblings.len() < 2 {
            return;
        }
        let flag = |name: &str| {
            siblings
                .get(name)
                .and_then(serde_json::Value::as_bool)
                .unwrap_or_default()
        };
        if let Some(description) = siblings.get("description").and_then(|value| value.as_str()) {
            target.docs = self.docs(Some(description));
        }
        target.nullable |= flag("nullable");
        target.deprecated |= flag("deprecated");
        target.read_only |= flag("readOnly");
        target.write_only |= flag("writeOnly");
        if let Some(default) = siblings.get("default") {
            target.default = Some(default.to_string());
        }
    }

    /// Adds an inline type and names it: by its title, else by its path.
    pub fn inline(&mut self, kind: TypeKind, view: &View<'d>, site: &Site) -> Type {
        let wishes = match title(view) {
            Some(title) if title != site.name => vec![title, site.name.clone()],
            _ => vec![site.name.clone()],
        };
        let draft = TypeDraft {
            kind,
            docs: self.docs(view.description),
            deprecated: view.deprecated,
        };
        Type::Named(self.add_inline(&wishes, draft, site))
    }

    /// What a schema is.
    pub fn define(&mut self, view: &View<'d>, site: &Site) -> Lowered<Definition> {
        if site.depth > DEEPEST {
            return self.fail(
                "too-deep",
                &site.pointer,
                format!("inline schemas stand more than {DEEPEST} deep in each other"),
                "this schema",
                "move an inner schema to `components.schemas` and refer to it",
            );
        }
        if view.not {
            return self.fail(
                "unsupported-not",
                &site.pointer,
                "`not` has no counterpart in Rust's types",
                "this schema",
                "say in an overlay what the value is, instead of what it is not",
            );
        }
        if !view.all_of.is_empty() {
            return self.define_all_of(view, site);
        }
        if !view.one_of.is_empty() || !view.any_of.is_empty() {
            return self.define_union(view, site);
        }
        if !view.values.is_empty() {
            return self.define_enum(view, site);
        }
        self.define_by_type(view, site)
    }

    fn define_by_type(&mut self, view: &View<'d>, site: &Site) -> Lowered<Definition> {
        let format = view.format.as_deref();
        match view.kind {
            Some("string") => Ok(self.text(view, site).into()),
            Some("integer") if format == Some("unix-time") => Ok(Type::Timestamp.into()),
            Some("integer") => Ok(Type::Integer(integer(format)).into()),
            Some("number") if format == Some("unix-time") => Ok(Type::Timestamp.into()),
            Some("number") => Ok(Type::Number(if format == Some("float") {
                Number::F32
            } else {
                Number::F64
            })
            .into()),
            Some("boolean") => Ok(Type::Bool.into()),
            Some("array") => self.define_list(view, site),
            None if view.items.is_some() => self.define_list(view, site),
            Some("object") => self.define_object(view, site),
            None if view.properties.is_some() => self.define_object(view, site),
            None if view
                .additional
                .is_some_and(|additional| *additional != AdditionalProperties::Any(false)) =>
            {
                self.define_object(view, site)
            }
            None => Ok(Type::Json.into()),
            Some(other) => self.fail(
                "unknown-type",
                &site.pointer,
                format!("`{other}` is no type of OpenAPI 3.0"),
                "this schema",
                "use one of string, number, integer, boolean, array, object",
            ),
        }
    }

    fn text(&mut self, view: &View<'d>, site: &Site) -> Type {
        if let Some(id) = self.identified(view, &site.pointer) {
            return Type::Id(id);
        }
        match view.format.as_deref() {
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

    fn define_list(&mut self, view: &View<'d>, site: &Site) -> Lowered<Definition> {
        let Some(items) = view.items else {
            return Ok(Type::List(Box::new(Type::Json)).into());
        };
        let site = site.child(&["items"], names::singular(&site.name));
        let element = self.use_of(items.into(), &site)?;
        let (ty, limits) = element.into_element();
        let mut list = Use::plain(Type::List(Box::new(ty)));
        list.limits.each = (limits != Limits::default()).then(|| Box::new(limits));
        Ok(Definition::Use(Box::new(list)))
    }

    /// The resource whose id a plain string is: the document names it in `x-expansionResources`.
    pub fn identified(&mut self, view: &View<'d>, at: &Pointer) -> Option<TypeId> {
        let resources = view.extension("x-expansionResources")?;
        let [only] = resources.get("oneOf")?.as_array()?.as_slice() else {
            return None;
        };
        let reference = only.get("$ref")?.as_str()?;
        let id = self.component(&references::pointer_of(reference));
        if id.is_none() {
            self.warn(
                "unknown-resource",
                at,
                format!("`x-expansionResources` names `{reference}`, which is no component"),
                "this id is plain text",
                "correct the reference in an overlay",
            );
        }
        id
    }
}

/// The title of a schema, where it can serve as a name.
pub fn title(view: &View<'_>) -> Option<String> {
    let title = view.title?.trim();
    let words = title.split_whitespace().count();
    (!title.is_empty() && words <= 6).then(|| names::type_ident(title).bare().to_owned())
}

fn integer(format: Option<&str>) -> Integer {
    match format {
        Some("int32") => Integer::I32,
        Some("uint32" | "uint64") => Integer::U64,
        _ => Integer::I64,
    }
}
