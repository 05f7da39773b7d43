//! Inputs: everything a caller can give to an operation.
//!
//! In: parameters and the request body. Out: [`Input`]s in the document's order, parameters first. What always holds:
//! names are unique in the operation; each input has the encoding that its `style` and `explode` ask for.

use openapiv3::{Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr};

use super::context::{Lowered, Lowering, Site};
use super::form_key;
use super::operations::Source;
use super::references::{self, Node};
use super::schemas::Use;
use crate::api::{Body, Encoding, Field, Ident, Input, Location, Pointer, TextFormat, Type, TypeId};
use crate::names::{self, Scope};

/// A parameter and where it stands.
type Placed<'d> = (&'d Parameter, Pointer);

impl<'d> Lowering<'d> {
    /// The parameters and the body of an operation.
    pub fn inputs(&mut self, source: Source<'d>, site: &Site) -> Lowered<(Vec<Input>, Body)> {
        let mut scope = Scope::fields();
        let mut inputs = Vec::new();
        let mut failure = None;
        for (parameter, at) in self.parameters(source, &site.pointer) {
            match self.parameter(parameter, &at, &mut scope, site) {
                Ok(input) => inputs.push(input),
                Err(failed) => failure = Some(failed),
            }
        }
        let body = self.body(source, &mut inputs, &mut scope, site);
        match (body, failure) {
            (Ok(body), None) => Ok((inputs, body)),
            (Err(failed), _) | (_, Some(failed)) => Err(failed),
        }
    }

    /// The path's parameters and the operation's; the operation's replace the path's of the same name and location.
    fn parameters(&mut self, source: Source<'d>, at: &Pointer) -> Vec<Placed<'d>> {
        let shared_at = at.parent().unwrap_or_default().child("parameters");
        let mut found: Vec<Placed<'d>> = Vec::new();
        let shared = source.item.parameters.iter().enumerate().map(|(i, node)| (node, shared_at.child(i)));
        let own_at = at.child("parameters");
        let own = source.operation.parameters.iter().enumerate().map(|(i, node)| (node, own_at.child(i)));
        for (node, at) in shared.chain(own) {
            let Some((parameter, at)) = self.resolve_parameter(node, at) else { continue };
            let same = |other: &Placed<'d>| key(other.0) == key(parameter);
            match found.iter_mut().find(|other| same(other)) {
                Some(other) => *other = (parameter, at),
                None => found.push((parameter, at)),
            }
        }
        found
    }

    fn resolve_parameter(&mut self, node: &'d ReferenceOr<Parameter>, at: Pointer) -> Option<Placed<'d>> {
        let mut place = (node, at);
        for _ in 0..16 {
            let reference = match place.0 {
                ReferenceOr::Item(parameter) => return Some((parameter, place.1)),
                ReferenceOr::Reference { reference } => reference,
            };
            let pointer = references::pointer_of(reference);
            let components = self.document.openapi.components.as_ref();
            let next = components.and_then(|components| components.parameters.get(&pointer.tokens().last()?));
            match next {
                Some(next) => place = (next, pointer),
                None => break,
            }
        }
        let _: Lowered<()> = self.fail(
            "dangling-ref",
            &place.1,
            "this reference leads to no parameter",
            "this reference",
            "refer to a parameter in `components.parameters`, or write it here, in an overlay",
        );
        None
    }

    fn parameter(&mut self, parameter: &'d Parameter, at: &Pointer, scope: &mut Scope, site: &Site) -> Lowered<Input> {
        let data = parameter.parameter_data_ref();
        let name = names::join(&[&site.name, &data.name]);
        let (node, at_schema, is_json) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => (Node::from(schema), at.child("schema"), false),
            ParameterSchemaOrContent::Content(content) => match content.first() {
                Some((media_type, media)) if media.schema.is_some() => {
                    let Some(schema) = &media.schema else { return Err(super::context::Failed) };
                    (Node::from(schema), at.child("content").child(media_type).child("schema"), true)
                }
                _ => {
                    return self.fail(
                        "parameter-without-schema",
                        at,
                        format!("the parameter `{}` has no schema", data.name),
                        "this parameter",
                        "add `schema` in an overlay",
                    );
                }
            },
        };
        let schema_site = Site { pointer: at_schema, name, ..site.clone() };
        let mut found = self.use_of(node, &schema_site)?;
        if let Some(id) = self.resource_of(&data.name, &found) {
            found.ty = Type::Id(id);
        }
        let location = location(parameter);
        let encoding = if is_json { Encoding::Json } else { self.encoding(parameter, &found.ty, at)? };
        let field = self.parameter_field(data, found, encoding, scope, at);
        Ok(Input { field: Field { required: field.required || location == Location::Path, ..field }, location })
    }

    fn parameter_field(
        &mut self,
        data: &ParameterData,
        found: Use,
        encoding: Encoding,
        scope: &mut Scope,
        at: &Pointer,
    ) -> Field {
        let name: Ident = scope.claim(&[names::field_ident(&data.name)]).ident;
        let docs = if data.description.is_some() { self.docs(data.description.as_deref()) } else { found.docs };
        Field {
            name,
            wire: data.name.clone(),
            key: form_key::encode(&data.name),
            ty: found.ty,
            required: data.required,
            nullable: found.nullable,
            encoding,
            limits: found.limits,
            default: found.default,
            docs,
            deprecated: found.deprecated || data.deprecated == Some(true),
            read_only: false,
            write_only: false,
            pointer: at.clone(),
        }
    }

    /// A plain text named as a resource of the document is an id of it.
    pub fn resource_of(&mut self, name: &str, found: &Use) -> Option<TypeId> {
        let id = *self.resources.get(name)?;
        if found.ty != Type::Text(TextFormat::Plain) {
            return None;
        }
        self.enqueue(id);
        Some(id)
    }

    fn encoding(&mut self, parameter: &Parameter, ty: &Type, at: &Pointer) -> Lowered<Encoding> {
        let data = parameter.parameter_data_ref();
        match parameter {
            Parameter::Query { style, .. } => {
                let explode = data.explode.unwrap_or(*style == QueryStyle::Form);
                self.pair_encoding(style, explode, ty, at)
            }
            Parameter::Path { style: PathStyle::Simple, .. } | Parameter::Header { .. } if is_flat(&self.unaliased(ty)) => {
                Ok(Encoding::Joined(","))
            }
            Parameter::Cookie { .. } if is_scalar(&self.unaliased(ty)) => Ok(Encoding::Repeat),
            Parameter::Path { .. } | Parameter::Header { .. } | Parameter::Cookie { .. } => self.fail(
                "unsupported-style",
                at,
                format!("the style of `{}` can't be written for its type", data.name),
                "this parameter",
                "in a path or a header, only text, numbers and lists of them with `style: simple` are supported",
            ),
        }
    }

    /// How a query or a form writes a value (OpenAPI 3.0.3, "Style Examples").
    pub fn pair_encoding(&mut self, style: &QueryStyle, explode: bool, ty: &Type, at: &Pointer) -> Lowered<Encoding> {
        let is_object = !is_flat(&self.unaliased(ty));
        match (style, explode) {
            (QueryStyle::DeepObject, _) => Ok(Encoding::Brackets),
            (_, true) if !is_object => Ok(Encoding::Repeat),
            (QueryStyle::Form, true) => Ok(Encoding::Spread),
            (QueryStyle::Form, false) if !is_object => Ok(Encoding::Joined(",")),
            (QueryStyle::SpaceDelimited, false) if !is_object => Ok(Encoding::Joined(" ")),
            (QueryStyle::PipeDelimited, false) if !is_object => Ok(Encoding::Joined("|")),
            (QueryStyle::Form | QueryStyle::SpaceDelimited | QueryStyle::PipeDelimited, _) => self.fail(
                "unsupported-style",
                at,
                "an object can't be written in this style",
                "this parameter",
                "use `style: deepObject`, if that is what the server reads, in an overlay",
            ),
        }
    }

    /// A type with what is known of components put in: whether it is an object, as far as its schema tells.
    fn unaliased(&self, ty: &Type) -> Type {
        let Type::Named(id) = ty else { return ty.clone() };
        if let Some(def) = self.type_def(*id) {
            return match &def.kind {
                crate::api::TypeKind::StringEnum(_) | crate::api::TypeKind::IntegerEnum(_) => {
                    Type::Text(TextFormat::Plain)
                }
                crate::api::TypeKind::Alias(target) => target.clone(),
                _ => ty.clone(),
            };
        }
        let schema = self.components.get_index(id.index()).and_then(|(pointer, _)| self.document.value(pointer));
        match schema.and_then(|schema| schema.get("type")).and_then(|kind| kind.as_str()) {
            Some("string" | "integer" | "number" | "boolean") => Type::Text(TextFormat::Plain),
            Some("array") => Type::List(Box::new(Type::Text(TextFormat::Plain))),
            _ => ty.clone(),
        }
    }
}

/// Whether a value is one piece of text.
pub fn is_scalar(ty: &Type) -> bool {
    match ty {
        Type::Bool
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Text(_)
        | Type::Timestamp
        | Type::Bytes
        | Type::File
        | Type::Id(_) => true,
        Type::Clearable(inner) | Type::Boxed(inner) => is_scalar(inner),
        Type::Named(_)
        | Type::Json
        | Type::List(_)
        | Type::Map(_)
        | Type::Entries(_)
        | Type::ClearableEntries
        | Type::Expandable(_)
        | Type::Page(_)
        | Type::Range(_)
        | Type::Expand { .. } => false,
    }
}

/// Whether a value is one piece of text or a list of such.
fn is_flat(ty: &Type) -> bool {
    match ty {
        Type::List(element) => is_scalar(element) || matches!(**element, Type::Named(_)),
        Type::Named(_) => false,
        other => is_scalar(other),
    }
}

fn location(parameter: &Parameter) -> Location {
    match parameter {
        Parameter::Path { .. } => Location::Path,
        Parameter::Query { .. } => Location::Query,
        Parameter::Header { .. } => Location::Header,
        Parameter::Cookie { .. } => Location::Cookie,
    }
}

fn key(parameter: &Parameter) -> (Location, &str) {
    (location(parameter), &parameter.parameter_data_ref().name)
}
