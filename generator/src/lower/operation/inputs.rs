//! Inputs: everything a caller can give to an operation.
//!
//! In: parameters and the request body. Out: [`Input`]s in the document's order, parameters first. What always holds:
//! names are unique in the operation; each input has the encoding that its `style` and `explode` ask for.

use openapiv3::{
    Parameter, ParameterData, ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr,
};

use super::bodies::is_json;
use super::operations::Source;
use crate::api::{
    Body, Encoding, Field, Ident, Input, Location, Pointer, Presence, TextFormat, Type, TypeId,
};
use crate::lower::context::{Failed, Lowered, Lowering, Site};
use crate::lower::reference::references::{self, Node};
use crate::lower::schema::extent::Extent;
use crate::lower::schema::schemas::Use;
use crate::names::{self, Scope};
use crate::percent;

/// A parameter and where it stands.
type Placed<'d> = (&'d Parameter, Pointer);

impl<'d> Lowering<'d> {
    /// The parameters and the body of an operation.
    pub fn inputs(&mut self, source: Source<'d>, site: &Site) -> Lowered<(Vec<Input>, Body)> {
        let mut scope = Scope::fields();
        let mut inputs = Vec::new();
        let (parameters, resolved) = self.parameters(source, &site.pointer);
        let mut failure = resolved.err();
        for (parameter, at) in parameters {
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
    fn parameters(&mut self, source: Source<'d>, at: &Pointer) -> (Vec<Placed<'d>>, Lowered<()>) {
        let shared_at = at.parent().unwrap_or_default().child("parameters");
        let mut found: Vec<Placed<'d>> = Vec::new();
        let mut resolved = Ok(());
        let shared = source
            .item
            .parameters
            .iter()
            .enumerate()
            .map(|(i, node)| (node, shared_at.child(i)));
        let own_at = at.child("parameters");
        let own = source
            .operation
            .parameters
            .iter()
            .enumerate()
            .map(|(i, node)| (node, own_at.child(i)));
        for (node, at) in shared.chain(own) {
            let Some((parameter, at)) = self.resolve_parameter(node, at) else {
                resolved = Err(Failed);
                continue;
            };
            if is_ignored(parameter) || self.is_nowhere(parameter, source.template, &at) {
                continue;
            }
            let same = |other: &Placed<'d>| key(other.0) == key(parameter);
            match found.iter_mut().find(|other| same(other)) {
                Some(other) => *other = (parameter, at),
                None => found.push((parameter, at)),
            }
        }
        (found, resolved)
    }

    /// A parameter of the path that the path does not name has no place to go to.
    fn is_nowhere(&mut self, parameter: &Parameter, template: &str, at: &Pointer) -> bool {
        let name = &parameter.parameter_data_ref().name;
        let nowhere =
            location(parameter) == Location::Path && !template.contains(&format!("{{{name}}}"));
        if nowhere {
            self.warn(
                "unused-path-parameter",
                at,
                format!(
                    "`{name}` is `in: path`, but `{template}` has no `{{{name}}}`; it is left out"
                ),
                "this parameter",
                "remove the parameter or correct its name, in an overlay",
            );
        }
        nowhere
    }

    fn resolve_parameter(
        &mut self,
        node: &'d ReferenceOr<Parameter>,
        at: Pointer,
    ) -> Option<Placed<'d>> {
        let components = self.document.openapi.components.as_ref();
        let components = components.map(|components| &components.parameters);
        let elsewhere = &self.elsewhere.parameters;
        references::follow(node, at, "parameters", components, elsewhere)
            .or_else(|(reference, at)| self.fail_reference(reference, "parameter", &at))
            .ok()
    }

    fn parameter(
        &mut self,
        parameter: &'d Parameter,
        at: &Pointer,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Input> {
        let data = parameter.parameter_data_ref();
        let name = references::shared_name(at, "parameter")
            .unwrap_or_else(|| names::join(&[&site.name, &data.name]));
        let (node, at_schema, as_json) = match &data.format {
            ParameterSchemaOrContent::Schema(schema) => {
                (Node::from(schema), at.child("schema"), false)
            }
            ParameterSchemaOrContent::Content(content) => match content.first() {
                Some((media_type, media)) if media.schema.is_some() => {
                    let Some(schema) = &media.schema else {
                        return Err(Failed);
                    };
                    (
                        Node::from(schema),
                        at.child("content").child(media_type).child("schema"),
                        is_json(media_type),
                    )
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
        let schema_site = Site {
            pointer: at_schema,
            name,
            ..site.clone()
        };
        let mut found = self.use_of(node, &schema_site)?;
        if let Some(id) = self.resource_of(&data.name, &found) {
            found.ty = Type::Id(id);
        }
        let location = location(parameter);
        let encoding = if as_json {
            Encoding::Json
        } else {
            self.encoding(parameter, &found.ty, at)?
        };
        let field = self.parameter_field(data, found, encoding, scope, at);
        Ok(Input {
            field: Field {
                required: field.required || location == Location::Path,
                ..field
            },
            location,
            allow_empty: matches!(
                parameter,
                Parameter::Query {
                    allow_empty_value: Some(true),
                    ..
                }
            ),
        })
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
        let docs = if data.description.is_some() {
            self.docs(data.description.as_deref())
        } else {
            found.docs
        };
        Field {
            name,
            wire: data.name.clone(),
            key: percent::form_name(&data.name),
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
            presence: Presence::default(),
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
            Parameter::Path { style: PathStyle::Simple, .. } | Parameter::Header { .. }
                if matches!(self.extent(ty), Extent::One | Extent::Several) =>
            {
                Ok(Encoding::Joined(","))
            }
            Parameter::Cookie { .. } if self.extent(ty) == Extent::One => Ok(Encoding::Repeat),
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
    pub fn pair_encoding(
        &mut self,
        style: &QueryStyle,
        explode: bool,
        ty: &Type,
        at: &Pointer,
    ) -> Lowered<Encoding> {
        use Extent::{Any, Members, Nested, One, Several};
        use QueryStyle::{DeepObject, Form, PipeDelimited, SpaceDelimited};
        match (style, explode, self.extent(ty)) {
            (DeepObject, _, _) | (Form, _, Any) => Ok(Encoding::Brackets),
            (Form | SpaceDelimited | PipeDelimited, true, One | Several) => Ok(Encoding::Repeat),
            (Form, true, Members) => Ok(Encoding::Spread),
            (Form, false, One | Several) => Ok(Encoding::Joined(",")),
            (SpaceDelimited, false, One | Several) => Ok(Encoding::Joined(" ")),
            (PipeDelimited, false, One | Several) => Ok(Encoding::Joined("|")),
            (Form | SpaceDelimited | PipeDelimited, _, Members | Any | Nested) => self.fail(
                "unsupported-style",
                at,
                "a value with members or lists inside can't be written in this style",
                "this parameter",
                "use `style: deepObject`, if that is what the server reads, in an overlay",
            ),
        }
    }
}

/// OpenAPI 3.0.3, "Parameter Object": what these headers hold follows from the bodies and the security schemes.
fn is_ignored(parameter: &Parameter) -> bool {
    let Parameter::Header { parameter_data, .. } = parameter else {
        return false;
    };
    ["Accept", "Content-Type", "Authorization"]
        .iter()
        .any(|name| parameter_data.name.eq_ignore_ascii_case(name))
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
