//! Inputs: everything a caller can give to an operation.
//!
//! In: parameters and the request body. Out: [`Input`]s in the document's order, parameters first. What always holds:
//! names are unique in the operation; each input has the encoding that its `style` and `explode` ask for.

use super::bodies::is_json;
use super::endpoint::Endpoint;
use crate::action::Mend;
use crate::api::{
    Body, Encoding, Field, Ident, Input, InputLocation, Presence, Style, StyleKind, TextFormat,
    Type, TypeId,
};
use crate::lower::context::{Lowered, Lowering, Site, TypeUse};
use crate::lower::reference::references;
use crate::lower::schema::extent::Extent;
use crate::names::{self, Scope};
use crate::percent;
use crate::spec::{self, Address, Parameter, ParameterLocation, ParameterStyle, QueryPair};

/// Where a parameter goes, and how it is written there.
#[derive(Clone, Copy)]
struct ParameterPlace<'d> {
    /// Its name on the wire.
    wire: &'d str,
    location: ParameterLocation,
    style: ParameterStyle,
}

impl<'d> Lowering<'d> {
    /// The parameters and the body of an operation.
    pub fn inputs(
        &mut self,
        endpoint: Endpoint<'_, 'd>,
        site: &Site,
    ) -> Lowered<(Vec<Input>, Body)> {
        let mut scope = Scope::fields();
        let mut inputs = Vec::new();
        let mut failure = self.query_of_path(endpoint).err();
        for parameter in &endpoint.operation.parameters {
            if is_ignored(parameter) || self.is_credential(parameter, endpoint.operation) {
                continue;
            }
            let Some(spot) = self.spot(parameter, endpoint) else {
                continue;
            };
            match self.parameter(parameter, spot, &mut scope, site) {
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

    /// Where a parameter goes. None where it has no place, which is said: it is `in: path`, but the path does not name it, or the
    /// path itself has a value for it.
    fn spot(
        &mut self,
        parameter: &'d Parameter,
        endpoint: Endpoint<'_, 'd>,
    ) -> Option<ParameterPlace<'d>> {
        let (name, template) = (&parameter.name, endpoint.template);
        let spot = ParameterPlace {
            wire: name,
            location: parameter.location,
            style: parameter.style,
        };
        match parameter.location {
            ParameterLocation::Path if !endpoint.address.has_in_path(name) => {
                let Some(wire) = endpoint.address.key_in_query(name) else {
                    if endpoint.address.mixes(name) {
                        // It is told of the pair.
                        return None;
                    }
                    let message = format!(
                        "`{name}` is `in: path`, but `{template}` has no `{{{name}}}` that is sent; it is left out"
                    );
                    let help = "remove the parameter or correct its name, in an overlay";
                    let at = &parameter.at;
                    self.warn("unused-path-parameter", at, message, "this parameter", help);
                    let why = "The path has no such part.";
                    self.mended_by(Mend::remove(at.clone(), why));
                    return None;
                };
                Some(ParameterPlace {
                    wire,
                    location: ParameterLocation::Query,
                    style: ParameterStyle::Form,
                })
            }
            ParameterLocation::Query if has_fixed(endpoint.address, name) => {
                let message = format!(
                    "`{template}` has a value for `{name}` itself; the parameter is left out"
                );
                let help = "remove the parameter, or the value from the path, in an overlay";
                let at = &parameter.at;
                self.warn("fixed-parameter", at, message, "this parameter", help);
                None
            }
            ParameterLocation::Query => Some(ParameterPlace {
                wire: endpoint.address.key_in_query(name).unwrap_or(name),
                ..spot
            }),
            ParameterLocation::Path | ParameterLocation::Header | ParameterLocation::Cookie => {
                Some(spot)
            }
        }
    }

    /// What the path's own query holds has to be fixed, or one parameter.
    fn query_of_path(&mut self, endpoint: Endpoint<'_, 'd>) -> Lowered<()> {
        let at = &endpoint.operation.at;
        for pair in &endpoint.address.query {
            match pair {
                QueryPair::Fixed(_) => {}
                QueryPair::Mixed(text) => {
                    return self.fail(
                        "unsupported-query-in-path",
                        at,
                        format!("the path's query has `{text}`, which is neither fixed nor one parameter"),
                        "this operation",
                        "write `name={parameter}` in the path, or declare a parameter with `in: query` instead, in an overlay",
                    );
                }
                QueryPair::Value { name, .. } => {
                    let in_path = endpoint.address.has_in_path(name);
                    let is_one = |parameter: &Parameter| {
                        let is_sent = match parameter.location {
                            ParameterLocation::Path => !in_path,
                            ParameterLocation::Query => true,
                            ParameterLocation::Header | ParameterLocation::Cookie => false,
                        };
                        is_sent && parameter.name == *name
                    };
                    let mut parameters = endpoint.operation.parameters.iter();
                    if !parameters.any(|parameter| is_one(parameter)) {
                        return self.fail(
                            "missing-path-parameter",
                            at,
                            format!("the path's query names `{{{name}}}`, but no parameter of that name is `in: query`"),
                            "this operation",
                            "add the parameter in an overlay",
                        );
                    }
                }
            }
        }
        Ok(())
    }

    fn parameter(
        &mut self,
        parameter: &'d Parameter,
        spot: ParameterPlace<'d>,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Input> {
        let at = &parameter.at;
        let name = references::shared_name(at, "parameter")
            .unwrap_or_else(|| names::join(&[&site.name, &parameter.name]));
        let as_json = parameter.media_type.as_deref().is_some_and(is_json);
        let mut found = match &parameter.schema {
            Some(schema) => {
                let schema_site = Site {
                    pointer: schema.at.clone(),
                    name,
                    ..site.clone()
                };
                self.use_of(schema, &schema_site)?
            }
            None if as_json => TypeUse::plain(Type::Json),
            None => TypeUse::plain(Type::Text(TextFormat::Plain)),
        };
        if let Some(id) = self.resource_of(&parameter.name, &found) {
            found.ty = Type::Id(id);
        }
        let location = location(spot.location);
        let encoding = if as_json {
            Encoding::Json
        } else {
            self.encoding(parameter, spot, &found.ty)
        };
        let required = parameter.required || location == InputLocation::Path;
        let irreversible = match &parameter.schema {
            Some(schema) => {
                self.refuse_deadline(schema);
                self.irreversible(schema, &found, required, site)
            }
            None => None,
        };
        let field = self.parameter_field(parameter, spot, found, encoding, scope);
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
        spot: ParameterPlace<'_>,
        found: TypeUse,
        encoding: Encoding,
        scope: &mut Scope,
    ) -> Field {
        let name: Ident = scope
            .claim(&names::placed(place(parameter), &parameter.name))
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
            wire: spot.wire.to_owned(),
            key: percent::form_name(spot.wire),
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

    fn encoding(&mut self, parameter: &Parameter, spot: ParameterPlace<'_>, ty: &Type) -> Encoding {
        use ParameterLocation::{Cookie, Header, Path, Query};
        let style = |kind| Style {
            kind,
            explode: parameter.explode,
        };
        let kind = match (spot.location, spot.style) {
            (Query, style) => return self.pair_encoding(style, parameter.explode, ty),
            (Path | Header, ParameterStyle::Label) => StyleKind::Label,
            (Path | Header, ParameterStyle::Matrix) => StyleKind::Matrix,
            (Path | Header, _) => StyleKind::Simple,
            (Cookie, _) => StyleKind::Form,
        };
        match (kind, self.extent(ty)) {
            (StyleKind::Simple, Extent::One | Extent::Several) => Encoding::Joined(","),
            (StyleKind::Form, Extent::One) => Encoding::Repeat,
            (_, Extent::Nested) => {
                self.warn(
                    "unsupported-style",
                    &parameter.at,
                    format!(
                        "`{}` has lists or objects inside, which no style writes in this place",
                        parameter.name
                    ),
                    "it is written as JSON",
                    "state `content` with `application/json` instead of `schema` in an overlay, if the API reads that",
                );
                Encoding::Json
            }
            (kind, _) => Encoding::Styled(style(kind)),
        }
    }

    /// How a query or a form writes a value (OpenAPI 3.0.3, "Style Examples"). Where no style has a rule, brackets do: a range
    /// is read by them.
    pub fn pair_encoding(&self, style: ParameterStyle, explode: bool, ty: &Type) -> Encoding {
        use Extent::{Members, One, Several};
        let kind = match style {
            ParameterStyle::DeepObject => return Encoding::Brackets,
            ParameterStyle::TabDelimited => return Encoding::Joined("\t"),
            ParameterStyle::SpaceDelimited => StyleKind::Spaces,
            ParameterStyle::PipeDelimited => StyleKind::Pipes,
            // The others are for paths and headers alone.
            ParameterStyle::Form
            | ParameterStyle::Label
            | ParameterStyle::Matrix
            | ParameterStyle::Simple => StyleKind::Form,
        };
        let is_bracketed = matches!(ty, Type::Range(_) | Type::Expand { .. });
        match (kind, explode, self.extent(ty)) {
            (_, true, One | Several) => Encoding::Repeat,
            (StyleKind::Spaces, false, One | Several) => Encoding::Joined(" "),
            (StyleKind::Pipes, false, One | Several) => Encoding::Joined("|"),
            (_, false, One | Several) => Encoding::Joined(","),
            _ if is_bracketed => Encoding::Brackets,
            (_, true, Members) => Encoding::Spread,
            (kind, _, _) => Encoding::Styled(Style { kind, explode }),
        }
    }
}

fn place(parameter: &Parameter) -> &'static str {
    match parameter.location {
        spec::ParameterLocation::Path => "path",
        spec::ParameterLocation::Query => "query",
        spec::ParameterLocation::Header => "header",
        spec::ParameterLocation::Cookie => "cookie",
    }
}

/// Whether the query of the path itself has a pair of that name.
fn has_fixed(address: &Address<'_>, name: &str) -> bool {
    let mut pairs = address.query.iter();
    pairs.any(|pair| matches!(pair, QueryPair::Fixed(text) if percent::name_of(text) == name))
}

/// OpenAPI 3.0.3, "Parameter Object": what these headers hold follows from the bodies. So it is of `Authorization`, but only where
/// a security scheme claims it.
fn is_ignored(parameter: &Parameter) -> bool {
    parameter.location == spec::ParameterLocation::Header
        && ["Accept", "Content-Type"]
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
