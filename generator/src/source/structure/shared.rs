//! Objects that stand in several others: servers, security requirements, external documentation.
//!
//! In: the value of such an object. Out: what a [`Spec`](crate::spec::Spec) has of it. What always holds: see [`super`].

use serde_json::{Map, Value};

use super::reader::{ObjectNode, SpecReader, string};
use crate::place::At;
use crate::source::kind::ObjectKind;
use crate::spec::{Server, ServerVariable};

/// Reads a Server Object.
pub(super) fn server(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Server> {
    let object = reader.object(value, at, ObjectKind::Server)?;
    Some(Server {
        at: at.pointer(),
        url: reader.required_text(object, "url"),
        description: reader.text(object, "description"),
        variables: reader.map(object, "variables", server_variable),
    })
}

/// Reads a Server Variable Object.
fn server_variable(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<ServerVariable> {
    let object = reader.object(value, at, ObjectKind::ServerVariable)?;
    Some(ServerVariable {
        at: at.pointer(),
        values: reader.list(object, "enum", string).unwrap_or_default(),
        description: reader.text(object, "description"),
        default: reader.required_text(object, "default"),
    })
}

/// Reads an External Documentation Object: its URL.
pub(super) fn external_documentation(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<String> {
    let object = reader.object(value, at, ObjectKind::ExternalDocumentation)?;
    reader.text(object, "description");
    Some(reader.required_text(object, "url"))
}

/// Reads what an object says of security, if it says something.
pub(super) fn security(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
) -> Option<Vec<Vec<String>>> {
    let stated = reader.list(object, "security", security_requirement);
    reader.states_security |= stated.is_some();
    stated
}

/// Reads a Security Requirement Object: the names of the schemes.
fn security_requirement(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<Vec<String>> {
    let object = reader.object(value, at, ObjectKind::SecurityRequirement)?;
    let names = object.members.keys();
    let names = names.filter(|name| reader.list(object, name, string).is_some());
    Some(names.cloned().collect())
}

/// An example of an overlay: it stands wherever `example` does, and beside a `$ref`, too.
pub(super) const EXAMPLE: &str = "x-example";

/// What is shown as a value, as text: an overlay's example, else the document's.
pub(super) fn shown_example(members: &Map<String, Value>) -> Option<String> {
    let own = members.get(EXAMPLE).filter(|value| !value.is_null());
    own.or_else(|| members.get("example")).and_then(word)
}

/// An example of one word, as text; what has parts shows nothing that a line of code could.
pub(super) fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(_) | Value::Number(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
