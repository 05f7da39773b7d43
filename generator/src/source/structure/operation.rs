//! Operation Objects with their parameters, bodies and responses.
//!
//! In: their values. Out: openapiv3's types of them. What always holds: see [`super`].

use indexmap::IndexMap;
use openapiv3::{
    Callback, CookieStyle, HeaderStyle, Operation, Parameter, ParameterData,
    ParameterSchemaOrContent, PathStyle, QueryStyle, ReferenceOr, RequestBody, Response, Responses,
    StatusCode,
};
use serde_json::Value;

use super::document::{external_documentation, security_requirement, server};
use super::kind::ObjectKind;
use super::media::{example_or_reference, header_or_reference, link_or_reference, media_type};
use super::paths::callback;
use super::reader::{Object, Reader, extensions, string};
use super::schema::schema_or_reference;
use crate::diagnostic::Place;
use crate::place::At;
use crate::source::shape;

/// The styles of a query parameter or of a part of a form.
pub(super) const QUERY_STYLES: [(&str, QueryStyle); 4] = [
    ("form", QueryStyle::Form),
    ("spaceDelimited", QueryStyle::SpaceDelimited),
    ("pipeDelimited", QueryStyle::PipeDelimited),
    ("deepObject", QueryStyle::DeepObject),
];

/// Reads an Operation Object.
pub(super) fn operation(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Operation> {
    let object = reader.object(value, at, ObjectKind::Operation)?;
    reader.require(object, "responses");
    Some(Operation {
        tags: reader.list(object, "tags", string).unwrap_or_default(),
        summary: reader.text(object, "summary"),
        description: reader.text(object, "description"),
        external_docs: reader.member(object, "externalDocs", external_documentation),
        operation_id: reader.text(object, "operationId"),
        parameters: reader
            .list(object, "parameters", parameter_or_reference)
            .unwrap_or_default(),
        request_body: reader.member(object, "requestBody", request_body_or_reference),
        responses: reader
            .member(object, "responses", responses)
            .unwrap_or_default(),
        callbacks: callbacks(reader, object),
        deprecated: reader.flag(object, "deprecated").unwrap_or(false),
        security: reader.list(object, "security", security_requirement),
        servers: reader.list(object, "servers", server).unwrap_or_default(),
        extensions: extensions(object),
    })
}

/// The callbacks. Those that are references are checked, but openapiv3 cannot hold them.
fn callbacks(reader: &mut Reader<'_>, object: Object<'_>) -> IndexMap<String, Callback> {
    let callbacks = reader.map(object, "callbacks", |reader, value, at| {
        reader.reference_or(value, at, ObjectKind::Callback, callback)
    });
    let items = callbacks
        .into_iter()
        .filter_map(|(name, callback)| Some((name, callback.into_item()?)));
    items.collect()
}

/// Reads a Parameter Object or a reference to one.
pub(super) fn parameter_or_reference(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<ReferenceOr<Parameter>> {
    reader.reference_or(value, at, ObjectKind::Parameter, parameter)
}

fn parameter(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Parameter> {
    let object = reader.object(value, at, ObjectKind::Parameter)?;
    reader.require(object, "in");
    let locations = ["query", "header", "path", "cookie"].map(|name| (name, name));
    let location = reader.choice(object, "in", &locations);
    let parameter_data = parameter_data(reader, object);
    let (location, parameter_data) = (location?, parameter_data?);
    Some(match location {
        "query" => Parameter::Query {
            parameter_data,
            allow_reserved: reader.flag(object, "allowReserved").unwrap_or(false),
            style: reader
                .choice(object, "style", &QUERY_STYLES)
                .unwrap_or_default(),
            allow_empty_value: reader.flag(object, "allowEmptyValue"),
        },
        "header" => {
            let styles = [("simple", HeaderStyle::Simple)];
            Parameter::Header {
                parameter_data,
                style: reader.choice(object, "style", &styles).unwrap_or_default(),
            }
        }
        "path" => {
            let styles = [
                ("matrix", PathStyle::Matrix),
                ("label", PathStyle::Label),
                ("simple", PathStyle::Simple),
            ];
            Parameter::Path {
                parameter_data,
                style: reader.choice(object, "style", &styles).unwrap_or_default(),
            }
        }
        _ => {
            let styles = [("form", CookieStyle::Form)];
            Parameter::Cookie {
                parameter_data,
                style: reader.choice(object, "style", &styles).unwrap_or_default(),
            }
        }
    })
}

fn parameter_data(reader: &mut Reader<'_>, object: Object<'_>) -> Option<ParameterData> {
    let name = reader.required_text(object, "name");
    let format = schema_or_content(reader, object);
    if format.is_none() && object.get("schema").is_none() {
        reader.missing(object, "`schema` or `content`");
    }
    Some(ParameterData {
        name,
        description: reader.text(object, "description"),
        required: reader.flag(object, "required").unwrap_or(false),
        deprecated: reader.flag(object, "deprecated"),
        format: format?,
        example: reader.any(object, "example"),
        examples: reader.map(object, "examples", example_or_reference),
        explode: reader.flag(object, "explode"),
        extensions: extensions(object),
    })
}

/// What a parameter or a header holds. `None` if neither member is there, or `schema` is wrong.
pub(super) fn schema_or_content(
    reader: &mut Reader<'_>,
    object: Object<'_>,
) -> Option<ParameterSchemaOrContent> {
    if object.get("schema").is_some() {
        let schema = reader.member(object, "schema", schema_or_reference)?;
        return Some(ParameterSchemaOrContent::Schema(schema));
    }
    object.get("content")?;
    Some(ParameterSchemaOrContent::Content(
        reader.map(object, "content", media_type),
    ))
}

/// Reads a Request Body Object or a reference to one.
pub(super) fn request_body_or_reference(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<ReferenceOr<RequestBody>> {
    reader.reference_or(value, at, ObjectKind::RequestBody, |reader, value, at| {
        let object = reader.object(value, at, ObjectKind::RequestBody)?;
        reader.require(object, "content");
        Some(RequestBody {
            description: reader.text(object, "description"),
            content: reader.map(object, "content", media_type),
            required: reader.flag(object, "required").unwrap_or(false),
            extensions: extensions(object),
        })
    })
}

fn responses(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Responses> {
    let object = reader.object(value, at, ObjectKind::Responses)?;
    let mut responses = Responses {
        extensions: extensions(object),
        ..Responses::default()
    };
    for (name, value) in object
        .members
        .iter()
        .filter(|(name, _)| !name.starts_with("x-"))
    {
        let at = at.member(name);
        match (name.as_str(), status_code(name)) {
            ("default", _) => responses.default = response_or_reference(reader, value, &at),
            (_, Some(status)) => {
                let response = response_or_reference(reader, value, &at);
                responses
                    .responses
                    .extend(response.map(|response| (status, response)));
            }
            (_, None) => {
                let expected = "a status code, a range such as `4XX`, or `default`";
                let place = Place::Key(at.pointer());
                reader.found.push(shape::unknown_member(
                    place,
                    object.kind.name(),
                    name,
                    expected,
                ));
            }
        }
    }
    Some(responses)
}

/// `404` or `4XX`.
fn status_code(name: &str) -> Option<StatusCode> {
    let [hundreds @ b'1'..=b'9', rest @ ..] = name.as_bytes() else {
        return None;
    };
    match rest {
        [b'0'..=b'9', b'0'..=b'9'] => name.parse().ok().map(StatusCode::Code),
        [b'X' | b'x', b'X' | b'x'] => Some(StatusCode::Range(u16::from(hundreds - b'0'))),
        _ => None,
    }
}

/// Reads a Response Object or a reference to one.
pub(super) fn response_or_reference(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<ReferenceOr<Response>> {
    reader.reference_or(value, at, ObjectKind::Response, |reader, value, at| {
        let object = reader.object(value, at, ObjectKind::Response)?;
        Some(Response {
            description: reader.required_text(object, "description"),
            headers: reader.map(object, "headers", header_or_reference),
            content: reader.map(object, "content", media_type),
            links: reader.map(object, "links", link_or_reference),
            extensions: extensions(object),
        })
    })
}
