//! Forms that are not, or not only, an object with named members.
//!
//! In: the schema of a form. Out: one input that holds the whole form, or its members without names. What always holds: its
//! pairs have no key around them: `a=1` of an object, `0=1` of a list.

use super::bodies::{FORM, MULTIPART, MediaContent, essence, field};
use super::parts::is_binary;
use crate::api::{Body, Docs, Encoding, Field, Input, InputLocation, Limits, TextFormat, Type};
use crate::lower::context::{Lowered, Lowering, Site, TypeUse};
use crate::lower::schema::extent::Extent;
use crate::lower::schema::objects::ObjectSchema;
use crate::names::{self, Scope};
use crate::spec::{AdditionalProperties, SchemaUse};

impl<'d> Lowering<'d> {
    /// A multipart body that is nothing but files: parts by the one name that `encoding` has, else `file`.
    pub(super) fn only_files(
        &mut self,
        content: &MediaContent<'d>,
        ty: Type,
        inputs: &mut Vec<Input>,
        scope: &mut Scope,
    ) -> Body {
        let mut named = content.media.encoding.keys();
        let wire = match (named.next(), named.next()) {
            (Some(only), None) => only,
            _ => "file",
        };
        let mut found = TypeUse::plain(ty);
        let (part, _) = self.part(wire, &mut found, content.media);
        let ident = scope.claim(&[names::field_ident(wire)]).ident;
        let field = Field {
            required: content.required,
            ..field(wire, ident, found, Encoding::Repeat, &content.pointer)
        };
        inputs.push(in_body(field));
        Body::Multipart {
            closed: false,
            parts: part.into_iter().collect(),
        }
    }

    /// A form that is one value: an alternative of several objects, a list, or a text that is the form already.
    pub(super) fn form_root(
        &mut self,
        content: &MediaContent<'d>,
        schema: &'d SchemaUse,
        inputs: &mut Vec<Input>,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Body> {
        let is_multipart = essence(&content.media.media_type) == MULTIPART;
        let extent = self.schema_extent(schema);
        if extent == Extent::One && !is_multipart && !is_binary(self.schema(schema)) {
            let found = TypeUse::plain(Type::Text(TextFormat::Plain));
            self.root_input(content, found, Encoding::Repeat, inputs, scope);
            return Ok(Body::Raw {
                content_type: FORM.to_owned(),
            });
        }
        if extent == Extent::One {
            return self.fail(
                "form-without-members",
                &content.pointer,
                "the parts of a multipart body need names, which one value does not have",
                "this schema",
                "describe the parts as members of an object, in an overlay",
            );
        }
        let site = Site {
            pointer: content.pointer.clone(),
            name: format!("{} body", site.name),
            ..site.clone()
        };
        let found = self.use_of(schema, &site)?;
        if extent != Extent::Members {
            self.warn(
                "form-without-members",
                &content.pointer,
                "OpenAPI does not say how a form holds anything but an object",
                "the elements of a list are written as `0=…`, `1=…`",
                "describe the members of the form in an overlay",
            );
        }
        self.root_input(content, found, Encoding::Spread, inputs, scope);
        Ok(match is_multipart {
            true => Body::Multipart {
                closed: false,
                parts: Vec::new(),
            },
            false => Body::Form { closed: false },
        })
    }

    fn root_input(
        &mut self,
        content: &MediaContent<'d>,
        found: TypeUse,
        encoding: Encoding,
        inputs: &mut Vec<Input>,
        scope: &mut Scope,
    ) {
        let names = ["body", "request_body"].map(names::field_ident);
        let ident = scope.claim(&names).ident;
        let field = Field {
            required: content.required,
            ..field("", ident, found, encoding, &content.pointer)
        };
        inputs.push(in_body(field));
    }

    /// The members that a form takes besides those it names.
    pub(super) fn other_members(
        &mut self,
        object: &ObjectSchema<'d>,
        inputs: &mut Vec<Input>,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<()> {
        let Some((additional, at)) = &object.additional else {
            return Ok(());
        };
        let (value, limits) = match additional {
            AdditionalProperties::Forbidden => return Ok(()),
            AdditionalProperties::Any => (Type::Json, Limits::default()),
            AdditionalProperties::Each(each) => {
                let site = Site {
                    pointer: each.at.clone(),
                    name: names::join(&[&site.name, "value"]),
                    depth: 1,
                    ..site.clone()
                };
                self.use_of(each, &site)?.into_element()
            }
        };
        let limits = Limits {
            keys: object.names.clone(),
            each: (limits != Limits::default()).then(|| Box::new(limits)),
            ..Limits::default()
        };
        let names = ["other_members", "additional_members"].map(names::field_ident);
        let ident = scope.claim(&names).ident;
        let found = TypeUse {
            limits,
            docs: Docs::new(vec!["Members that the document does not name.".to_owned()]),
            ..TypeUse::plain(Type::Map(Box::new(value)))
        };
        inputs.push(in_body(field("", ident, found, Encoding::Spread, at)));
        Ok(())
    }
}

fn in_body(field: Field) -> Input {
    Input {
        field,
        location: InputLocation::Body,
        allow_empty: false,
    }
}
