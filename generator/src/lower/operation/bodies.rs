//! Request bodies: forms, multipart, JSON and raw bytes.
//!
//! In: a `requestBody`. Out: the [`Body`] and its [`Input`]s. What always holds: the members of a form are inputs of
//! their own, in the document's order.

use super::endpoint::Endpoint;
use crate::api::{
    Body, Encoding, Field, Ident, Input, InputLocation, Method, PartHead, Pointer, Presence,
    TextFormat, Type,
};
use crate::lower::context::{Lowered, Lowering, Site, TypeUse};
use crate::lower::reference::references;
use crate::lower::schema::extent::Extent;
use crate::lower::schema::objects::ObjectSchema;
use crate::lower::schema::view::View;
use crate::names::{self, Scope};
use crate::percent;
use crate::spec::{AdditionalProperties, Media, ParameterStyle, SchemaType, SchemaUse};

pub(super) const FORM: &str = "application/x-www-form-urlencoded";
pub(super) const MULTIPART: &str = "multipart/form-data";

/// A body's content in one media type.
pub(super) struct MediaContent<'d> {
    pub(super) media: &'d Media,
    /// Where its schema stands or would stand.
    pub(super) pointer: Pointer,
    pub(super) required: bool,
}

impl<'d> Lowering<'d> {
    /// The body of an operation; its inputs are added to the parameters.
    pub fn body(
        &mut self,
        endpoint: Endpoint<'_, 'd>,
        inputs: &mut Vec<Input>,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Body> {
        let Some(body) = &endpoint.operation.body else {
            return Ok(Body::None);
        };
        let Some(content) = self.preferred(body)? else {
            return Ok(Body::None);
        };
        match content.media.media_type.as_str() {
            other if [FORM, MULTIPART].contains(&essence(other).as_str()) => {
                self.form(&content, endpoint.method, inputs, scope, site)
            }
            other if is_json(other) => {
                let media_type = other.to_owned();
                let name = references::shared_name(&body.at, "body")
                    .unwrap_or_else(|| format!("{} body", site.name));
                self.whole(&content, name, None, inputs, scope, site)?;
                Ok(Body::Json {
                    content_type: media_type,
                })
            }
            other => {
                let ty = if essence(other).starts_with("text/") {
                    Type::Text(TextFormat::Plain)
                } else {
                    Type::Bytes
                };
                let media_type = other.to_owned();
                self.whole(&content, String::new(), Some(ty), inputs, scope, site)?;
                Ok(Body::Raw {
                    content_type: media_type,
                })
            }
        }
    }

    /// A body that is one value.
    fn whole(
        &mut self,
        content: &MediaContent<'d>,
        name: String,
        ty: Option<Type>,
        inputs: &mut Vec<Input>,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<()> {
        // Of what is written as it is, only a text has limits that mean anything.
        let is_text = |schema: &'d SchemaUse| {
            let schema = self.schema(schema);
            schema.kind == Some(SchemaType::Text) && schema.values.is_empty()
        };
        let is_any_text = ty == Some(Type::Text(TextFormat::Plain));
        let schema = content.media.schema.as_ref();
        let schema = schema.filter(|schema| ty.is_none() || is_any_text && is_text(schema));
        let found = match (ty, schema) {
            (Some(ty), None) => TypeUse::plain(ty),
            (Some(ty), Some(schema)) => TypeUse {
                limits: self.use_of(schema, site)?.limits,
                ..TypeUse::plain(ty)
            },
            (None, Some(schema)) => self.use_of(
                schema,
                &Site {
                    pointer: content.pointer.clone(),
                    name,
                    ..site.clone()
                },
            )?,
            (None, None) => TypeUse::plain(Type::Json),
        };
        let ident = scope
            .claim(&[
                names::field_ident("body"),
                names::field_ident("request_body"),
            ])
            .ident;
        let field = Field {
            required: content.required,
            ..field("", ident, found, Encoding::Json, &content.pointer)
        };
        inputs.push(Input {
            field,
            location: InputLocation::Body,
            allow_empty: false,
        });
        Ok(())
    }

    /// A form: each member of its schema is an input.
    fn form(
        &mut self,
        content: &MediaContent<'d>,
        method: Method,
        inputs: &mut Vec<Input>,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Body> {
        let Some(schema) = &content.media.schema else {
            return Ok(Body::None);
        };
        if essence(&content.media.media_type) == MULTIPART
            && let Some(files) = self.file(schema)
        {
            return Ok(self.only_files(content, files, inputs, scope));
        }
        let Some(object) = self.form_object(schema)? else {
            return self.form_root(content, schema, inputs, scope, site);
        };
        if object.properties.is_empty()
            && !is_open(&object)
            && matches!(method, Method::Get | Method::Head | Method::Delete)
        {
            // Nothing can be sent in it.
            return Ok(Body::None);
        }
        self.warn_counted(&object);
        let mut failure = None;
        let mut parts = Vec::new();
        for (&wire, &property) in &object.properties {
            let required = object.required.contains(&wire);
            let name = names::join(&[&site.name, wire]);
            let here = Site {
                pointer: property.at.clone(),
                name,
                depth: 1,
                ..site.clone()
            };
            match self.form_input(wire, property, required, content, scope, &here) {
                Ok(Some((input, part))) => {
                    inputs.push(input);
                    parts.extend(part);
                }
                Ok(None) => {}
                Err(failed) => failure = Some(failed),
            }
        }
        let others = self.other_members(&object, inputs, scope, site);
        let failure = failure.or(others.err());
        failure.map_or(Ok(of_pairs(content, &object, parts)), Err)
    }

    /// The members of a form's schema. A component that serves as one becomes inputs, not a type.
    fn form_object(&mut self, used: &'d SchemaUse) -> Lowered<Option<ObjectSchema<'d>>> {
        let schema = self.schema(used);
        self.intact(&schema.at)?;
        let view = View::of(schema);
        let mut object = ObjectSchema::default();
        let mut is_object = has_members(view);
        for part in self.parts(view)? {
            is_object &= has_members(part.view);
            object.add(part.view.schema, self.spec);
        }
        object.add(schema, self.spec);
        if is_object && used.reference.is_some() {
            self.body_roots.insert(schema.at.clone());
        }
        Ok(is_object.then_some(object))
    }

    fn form_input(
        &mut self,
        wire: &str,
        used: &'d SchemaUse,
        required: bool,
        content: &MediaContent<'d>,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Option<(Input, Option<PartHead>)>> {
        let mut found = self.use_of(used, site)?;
        if found.read_only {
            return Ok(None);
        }
        if let Some(id) = self.resource_of(wire, &found) {
            found.ty = Type::Id(id);
        }
        let is_multipart = essence(&content.media.media_type) == MULTIPART;
        if is_multipart && let Some(file) = self.file(used) {
            found.ty = file;
        }
        let (part, written) = match is_multipart {
            true => self.part(wire, &mut found, content.media),
            false => (None, None),
        };
        let encoding = match written {
            Some(encoding) => encoding,
            None => self.form_encoding(wire, &found.ty, content)?,
        };
        let name = scope.claim(&names::placed("body", wire)).ident;
        self.refuse_deadline(used);
        let irreversible = self.irreversible(used, &found, required, site);
        let field = Field {
            required,
            irreversible,
            ..field(wire, name, found, encoding, &site.pointer)
        };
        let input = Input {
            field,
            location: InputLocation::Body,
            allow_empty: false,
        };
        Ok(Some((input, part)))
    }

    /// The encoding that the media type gives for a member, else the default of OpenAPI 3.0.3 "Encoding Object".
    fn form_encoding(
        &mut self,
        wire: &str,
        ty: &Type,
        content: &MediaContent<'d>,
    ) -> Lowered<Encoding> {
        let is_multipart = essence(&content.media.media_type) == MULTIPART;
        let unsaid = |lowering: &Self| match is_multipart {
            true => lowering.part_encoding(ty),
            false => lowering.default_encoding(ty),
        };
        let Some(encoding) = content.media.encoding.get(wire) else {
            return Ok(unsaid(self));
        };
        if encoding.style.is_none() && encoding.explode.is_none() {
            let json = encoding.content_type.as_deref().is_some_and(is_json);
            return Ok(if json { Encoding::Json } else { unsaid(self) });
        }
        let style = encoding.style.unwrap_or(ParameterStyle::Form);
        let explode = encoding.explode.unwrap_or(style == ParameterStyle::Form);
        Ok(self.pair_encoding(style, explode, ty))
    }

    /// Text, numbers and lists of them are pairs. What has members is written in brackets, as form-encoded APIs read it;
    /// OpenAPI leaves the default for such members open.
    fn default_encoding(&self, ty: &Type) -> Encoding {
        match self.extent(ty) {
            Extent::One | Extent::Several => Encoding::Repeat,
            Extent::Any if *ty == Type::Json => Encoding::Json,
            Extent::Any | Extent::Members | Extent::Mixed | Extent::Nested => Encoding::Brackets,
        }
    }
}

pub(super) fn field(
    wire: &str,
    name: Ident,
    found: TypeUse,
    encoding: Encoding,
    at: &Pointer,
) -> Field {
    Field {
        name,
        wire: wire.to_owned(),
        key: percent::form_name(wire),
        ty: found.ty,
        required: false,
        nullable: found.nullable,
        encoding,
        limits: found.limits,
        default: found.default,
        docs: found.docs,
        deprecated: found.deprecated,
        read_only: false,
        write_only: found.write_only,
        deadline: None,
        irreversible: None,
        presence: Presence::default(),
        pointer: at.clone(),
    }
}

/// A body of those members.
fn of_pairs(content: &MediaContent<'_>, object: &ObjectSchema<'_>, parts: Vec<PartHead>) -> Body {
    let closed = matches!(
        object.additional,
        Some((AdditionalProperties::Forbidden, _))
    );
    match essence(&content.media.media_type) == FORM {
        true => Body::Form { closed },
        false => Body::Multipart { closed, parts },
    }
}

/// Whether it takes members of any name.
fn is_open(object: &ObjectSchema<'_>) -> bool {
    matches!(
        object.additional,
        Some((AdditionalProperties::Any | AdditionalProperties::Each(_), _))
    )
}

/// Whether a schema can be one with named members, and nothing else.
pub(super) fn has_members(view: View<'_>) -> bool {
    view.kind.is_none_or(|kind| kind == SchemaType::Object)
        && view.one_of.is_empty()
        && view.any_of.is_empty()
        && view.values.is_empty()
        && view.items.is_none()
}

/// A media type without its parameters, in lower case.
pub(super) fn essence(media_type: &str) -> String {
    media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// `application/json` and what ends in `+json`.
pub fn is_json(media_type: &str) -> bool {
    let essence = essence(media_type);
    essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
}
