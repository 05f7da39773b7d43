//! Operation Objects with their parameters, bodies and responses.
//!
//! In: their values, and what the path item around an operation says. Out: operations. What always holds: see [`super`].

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value;

use super::media::{content, example, examples, form_styles, header, link, schema_or_content};
use super::paths::callbacks;
use super::reader::{ObjectNode, SpecReader, string};
use super::shared::{external_documentation, security, server, shown_example};
use crate::diagnostic::Place;
use crate::place::At;
use crate::source::kind::ObjectKind;
use crate::source::shape;
use crate::spec::{
    Answer, Body, Method, Operation, Parameter, ParameterLocation, ParameterStyle, Response,
    Server, Status,
};

const LOCATIONS: [(&str, ParameterLocation); 4] = [
    ("query", ParameterLocation::Query),
    ("header", ParameterLocation::Header),
    ("path", ParameterLocation::Path),
    ("cookie", ParameterLocation::Cookie),
];

/// What a path item says for all of its operations.
pub(super) struct Around {
    pub(super) server: Option<Server>,
    pub(super) parameters: Vec<Arc<Parameter>>,
}

/// Reads an Operation Object.
pub(super) fn operation(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
    method: Method,
    around: &Around,
) -> Option<Operation> {
    let object = reader.object(value, at, ObjectKind::Operation)?;
    reader.require(object, "responses");
    let tags = reader.list(object, "tags", string);
    reader.member(object, "externalDocs", external_documentation);
    let own = reader.list(object, "parameters", parameter);
    let security = security(reader, object);
    let servers = reader.list(object, "servers", server);
    let server = servers.into_iter().flatten().next();
    let server = server.or_else(|| around.server.clone());
    Some(Operation {
        at: at.pointer(),
        method,
        id: reader.text(object, "operationId"),
        tags: tags.unwrap_or_default(),
        summary: reader.text(object, "summary"),
        description: reader.text(object, "description"),
        deprecated: reader.is_set(object, "deprecated"),
        since: reader.version(object, "x-since"),
        irreversible: reader.is_set(object, "x-irreversible"),
        parameters: merged(&around.parameters, own.unwrap_or_default()),
        body: reader.member(object, "requestBody", body),
        responses: reader
            .member(object, "responses", responses)
            .unwrap_or_default(),
        paging: object.get("x-paging").cloned(),
        mock: super::beside::rules(reader, object),
        uploads: super::beside::uploads(reader, object),
        callbacks: callbacks(reader, object),
        security: security.unwrap_or_else(|| reader.security.clone()),
        server: server.or_else(|| reader.servers.first().cloned()),
    })
}

/// The path's parameters and the operation's, which replace the path's of the same name and location.
fn merged(shared: &[Arc<Parameter>], own: Vec<Arc<Parameter>>) -> Vec<Arc<Parameter>> {
    let mut merged = IndexMap::with_capacity(shared.len() + own.len());
    for parameter in shared.iter().cloned().chain(own) {
        merged.insert((parameter.location, parameter.name.clone()), parameter);
    }
    merged.into_values().collect()
}

/// Reads a Parameter Object or a reference to one.
pub(super) fn parameter(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<Arc<Parameter>> {
    let kind = ObjectKind::Parameter;
    reader.shared(
        value,
        at,
        kind,
        |shared| &mut shared.parameters,
        read_parameter,
    )
}

fn read_parameter(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<Arc<Parameter>> {
    let object = reader.object(value, at, ObjectKind::Parameter)?;
    reader.require(object, "in");
    let location = reader.choice(object, "in", &LOCATIONS);
    let name = reader.required_text(object, "name");
    let holds = schema_or_content(reader, object);
    if holds.is_none() && object.get("schema").is_none() {
        reader.missing(object, "`schema` or `content`");
    }
    reader.map(object, "examples", example);
    let of_text = holds
        .as_ref()
        .and_then(|(schema, media)| schema.as_ref().filter(|_| media.is_none()));
    examples(reader, value, &at.pointer(), of_text);
    let description = reader.text(object, "description");
    let [required, deprecated] = ["required", "deprecated"].map(|name| reader.is_set(object, name));
    let since = reader.version(object, "x-since");
    let explode = reader.flag(object, "explode");
    let (location, (schema, media_type)) = (location?, holds?);
    let style = style(reader, object, location);
    let in_query = location == ParameterLocation::Query;
    if in_query {
        reader.flag(object, "allowReserved");
    }
    Some(Arc::new(Parameter {
        at: at.pointer(),
        name,
        location,
        style,
        explode: explode.unwrap_or(style == ParameterStyle::Form),
        required,
        allow_empty: in_query && reader.is_set(object, "allowEmptyValue"),
        deprecated,
        since,
        example: shown_example(object.members),
        description,
        schema,
        media_type,
    }))
}

/// The style of a parameter: of those that its location has, the one that is given, else the default.
fn style(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
    location: ParameterLocation,
) -> ParameterStyle {
    let path = [
        ("matrix", ParameterStyle::Matrix),
        ("label", ParameterStyle::Label),
        ("simple", ParameterStyle::Simple),
    ];
    let (styles, default): (&[(&str, ParameterStyle)], _) = match location {
        ParameterLocation::Query => (form_styles(reader.published.version), ParameterStyle::Form),
        ParameterLocation::Path => (&path, ParameterStyle::Simple),
        ParameterLocation::Header => (
            &[("simple", ParameterStyle::Simple)],
            ParameterStyle::Simple,
        ),
        ParameterLocation::Cookie => (&[("form", ParameterStyle::Form)], ParameterStyle::Form),
    };
    reader.choice(object, "style", styles).unwrap_or(default)
}

/// Reads a Request Body Object or a reference to one.
pub(super) fn body(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Arc<Body>> {
    let kind = ObjectKind::RequestBody;
    reader.shared(
        value,
        at,
        kind,
        |shared| &mut shared.bodies,
        |reader, value, at| {
            let object = reader.object(value, at, ObjectKind::RequestBody)?;
            reader.require(object, "content");
            reader.text(object, "description");
            Some(Arc::new(Body {
                at: at.pointer(),
                required: reader.is_set(object, "required"),
                media_type: reader.text(object, "x-mediaType"),
                content: content(reader, object),
            }))
        },
    )
}

fn responses(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Vec<Answer>> {
    let object = reader.object(value, at, ObjectKind::Responses)?;
    let mut responses: Vec<Answer> = Vec::new();
    for (name, value) in object.members {
        let at = at.member(name);
        if name.starts_with("x-") {
            continue;
        }
        let Some(status) = status(name) else {
            let expected = "a status code, a range such as `4XX`, or `default`";
            let place = Place::Key(at.pointer());
            let wrong = shape::unknown_member(place, object.kind.name(), name, expected);
            reader.found.push(wrong);
            continue;
        };
        let Some(response) = response(reader, value, &at) else {
            continue;
        };
        let answer = Answer {
            at: at.pointer(),
            status,
            response,
        };
        // `4XX` and `4xx` are the same.
        match responses.iter_mut().find(|other| other.status == status) {
            Some(same) => *same = answer,
            None => responses.push(answer),
        }
    }
    Some(responses)
}

/// `404`, `4XX` or `default`.
fn status(name: &str) -> Option<Status> {
    if name == "default" {
        return Some(Status::Default);
    }
    let [hundreds @ b'1'..=b'9', rest @ ..] = name.as_bytes() else {
        return None;
    };
    match rest {
        [b'0'..=b'9', b'0'..=b'9'] => name.parse().ok().map(Status::Code),
        [b'X' | b'x', b'X' | b'x'] => Some(Status::Range(hundreds - b'0')),
        _ => None,
    }
}

/// Reads a Response Object or a reference to one.
pub(super) fn response(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<Arc<Response>> {
    let kind = ObjectKind::Response;
    reader.shared(
        value,
        at,
        kind,
        |shared| &mut shared.responses,
        |reader, value, at| {
            let object = reader.object(value, at, ObjectKind::Response)?;
            let headers = reader.map(object, "headers", header);
            reader.map(object, "links", link);
            Some(Arc::new(Response {
                headers: headers.into_keys().collect(),
                at: at.pointer(),
                description: reader.required_text(object, "description"),
                content: content(reader, object),
            }))
        },
    )
}
