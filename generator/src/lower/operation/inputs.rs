//! Inputs: everything a caller can give to an operation.
//!
//! In: parameters and the request body. Out: [`Input`]s in the document's order, parameters first. What always holds:
//! names are unique in the operation; each input has the encoding that its `style` and `explode` ask for.

use super::bodies::is_json;
use super::endpoint::Endpoint;
use crate::api::{
    Body, Encoding, Field, Ident, Input, InputLocation, Pointer, Presence, TextFormat, Type, TypeId,
};
use crate::lower::context::{Lowered, Lowering, Site, TypeUse};
use crate::lower::reference::references;
use crate::lower::schema::extent::Extent;
use crate::names::{self, Scope};
use crate::percent;
use crate::spec::{self, Parameter, ParameterStyle};

impl<'d> Lowering<'d> {
    /// The parameters and the body of an operation.
    pub fn inputs(&mut self, endpoint: Endpoint<'d>, site: &Site) -> Lowered<(Vec<Input>, Body)> {
        let mut scope = Scope::fields();
        let mut inputs = Vec::new();
        let mut failure = None;
        for parameter in &endpoint.operation.parameters {
            if is_ignored(parameter) || self.is_nowhere(parameter, endpoint.template) {
                continue;
            }
            match self.parameter(parameter, &mut scope, site) {
                Ok(input) => inputs.push(input),
                Err(failed) => failure = Some(failed),
            }
        }
        let body = self.body(endpoint, &mut inputs, &mut scope, site);
        match (body, failure) {
            (Ok(body), None) => Ok((inputs, body)),
            (Err(failed), _) | (_, Some(failed)) => Err(failed),
        }
    }

    /// A parameter of the path that the path does not name has no place to go to.
    fn is_nowhere(&mut self, parameter: &Parameter, template: &str) -> bool {
        let name = &parameter.name;
        let nowhere = parameter.location == spec::ParameterLocation::Path
            && !template.contains(&format!("{{{name}}}"));
        if nowhere {
            self.warn(
                "unused-path-parameter",
                &parameter.at,
                format!(
                    "`{name}` is `in: path`, but `{template}` has no `{{{name}}}`; it is left out"
                ),
                "this parameter",
                "remove the parameter or correct its name, in an overlay",
            );
        }
        nowhere
    }

    fn parameter(
        &mut self,
        parameter: &'d Parameter,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Input> {
        let at = &parameter.at;
        let name = references::shared_name(at, "parameter")
            .unwrap_or_else(|| names::join(&[&site.name, &parameter.name]));
        let Some(schema) = &parameter.schema else {
            return self.fail(
                "parameter-without-schema",
                at,
                format!("the parameter `{}` has no schema", parameter.name),
                "this parameter",
                "add `schema` in an overlay",
            );
        };
        let as_json = parameter.media_type.as_deref().is_some_and(is_json);
        let schema_site = Site {
            pointer: schema.at.clone(),
            name,
            ..site.clone()
        };
        let mut found = self.use_of(schema, &schema_site)?;
        if let Some(id) = self.resource_of(&parameter.name, &found) {
            found.ty = Type::Id(id);
        }
        let location = location(parameter.location);
        let encoding = if as_json {
            Encoding::Json
        } else {
            self.encoding(parameter, &found.ty)?
        };
        let required = parameter.required || location == InputLocation::Path;
        let irreversible = self.irreversible(schema, &found, required, site);
        self.refuse_deadline(schema);
        let field = self.parameter_field(parameter, found, encoding, scope);
        Ok(Input {
            field: Field {
                required,
                irreversible,
                ..field
            },
            location,
            allow_empty: parameter.allow_empty,
        })
    }

    fn parameter_field(
        &mut self,
        parameter: &Parameter,
        found: TypeUse,
        encoding: Encoding,
        scope: &mut Scope,
    ) -> Field {
        let name: Ident = scope
            .claim(&placed(place(parameter), &parameter.name))
            .ident;
        let since = parameter.since.clone().or(found.docs.since.clone());
        let example = parameter.example.clone();
        let example = example.or(found.docs.example.clone());
        let docs = if parameter.description.is_some() {
            self.docs(parameter.description.as_deref())
        } else {
            found.docs
        };
        Field {
            name,
            wire: parameter.name.clone(),
            key: percent::form_name(&parameter.name),
            ty: found.ty,
            required: parameter.required,
            nullable: found.nullable,
            encoding,
            limits: found.limits,
            default: found.default,
            docs: docs.since(since).example(example),
            deprecated: found.deprecated || parameter.deprecated,
            read_only: false,
            write_only: false,
            deadline: None,
            irreversible: None,
            presence: Presence::default(),
            pointer: parameter.at.clone(),
        }
    }

    /// A plain text named as a resource of the document is an id of it.
    pub fn resource_of(&mut self, name: &str, found: &TypeUse) -> Option<TypeId> {
        let id = *self.resources.get(name)?;
        if found.ty != Type::Text(TextFormat::Plain) {
            return None;
        }
        self.enqueue(id);
        Some(id)
    }

    fn encoding(&mut self, parameter: &Parameter, ty: &Type) -> Lowered<Encoding> {
        use spec::ParameterLocation::{Cookie, Header, Path, Query};
        match (parameter.location, parameter.style, self.extent(ty)) {
            (Query, style, _) => self.pair_encoding(style, parameter.explode, ty, &parameter.at),
            (Path | Header, ParameterStyle::Simple, Extent::One | Extent::Several) => {
                Ok(Encoding::Joined(","))
            }
            (Cookie, _, Extent::One) => Ok(Encoding::Repeat),
            (Path | Header | Cookie, _, _) => self.fail(
                "unsupported-style",
                &parameter.at,
                format!("the style of `{}` can't be written for its type", parameter.name),
                "this parameter",
                "in a path or a header, only text, numbers and lists of them with `style: simple` are supported",
            ),
        }
    }

    /// How a query or a form writes a value (OpenAPI 3.0.3, "Style Examples").
    pub fn pair_encoding(
        &mut self,
        style: ParameterStyle,
        explode: bool,
        ty: &Type,
        at: &Pointer,
    ) -> Lowered<Encoding> {
        use Extent::{Any, Members, Nested, One, Several};
        use ParameterStyle::{
            DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited,
        };
        match (style, explode, self.extent(ty)) {
            (DeepObject, _, _) | (Form, _, Any) => Ok(Encoding::Brackets),
            (Form | SpaceDelimited | PipeDelimited, true, One | Several) => Ok(Encoding::Repeat),
            (Form, true, Members) => Ok(Encoding::Spread),
            (Form, false, One | Several) => Ok(Encoding::Joined(",")),
            (SpaceDelimited, false, One | Several) => Ok(Encoding::Joined(" ")),
            (PipeDelimited, false, One | Several) => Ok(Encoding::Joined("|")),
            (Form | SpaceDelimited | PipeDelimited, _, Members | Any | Nested)
            | (Matrix | Label | Simple, _, _) => self.fail(
                "unsupported-style",
                at,
                "a value with members or lists inside can't be written in this style",
                "this parameter",
                "use `style: deepObject`, if that is what the server reads, in an overlay",
            ),
        }
    }
}

/// The names of an input: where another has its name, the place tells them apart.
pub(super) fn placed(place: &str, name: &str) -> [Ident; 2] {
    let ident = names::field_ident(name);
    let placed = names::field_ident(&format!("{place} {}", ident.bare()));
    [ident, placed]
}

fn place(parameter: &Parameter) -> &'static str {
    match parameter.location {
        spec::ParameterLocation::Path => "path",
        spec::ParameterLocation::Query => "query",
        spec::ParameterLocation::Header => "header",
        spec::ParameterLocation::Cookie => "cookie",
    }
}

/// OpenAPI 3.0.3, "Parameter Object": what these headers hold follows from the bodies and the security schemes.
fn is_ignored(parameter: &Parameter) -> bool {
    parameter.location == spec::ParameterLocation::Header
        && ["Accept", "Content-Type", "Authorization"]
            .iter()
            .any(|name| parameter.name.eq_ignore_ascii_case(name))
}

pub(super) fn location(location: spec::ParameterLocation) -> InputLocation {
    match location {
        spec::ParameterLocation::Path => InputLocation::Path,
        spec::ParameterLocation::Query => InputLocation::Query,
        spec::ParameterLocation::Header => InputLocation::Header,
        spec::ParameterLocation::Cookie => InputLocation::Cookie,
    }
}
