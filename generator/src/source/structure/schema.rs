//! Schema Objects.
//!
//! In: a schema's value. Out: its use; the schema itself is put into the [table](super::table). What always holds: every
//! keyword is read, whatever `type` says.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Number, Value};

use super::enums;
use super::reader::{ObjectNode, SpecReader, string};
use super::shared::{EXAMPLE, external_documentation, shown_example};
use super::table::GivenValue;
use crate::place::{At, Pointer};
use crate::source::keywords as known_keywords;
use crate::source::kind::ObjectKind;
use crate::source::version::Version;
use crate::spec::{
    AdditionalProperties, Beside, Between, Bound, Discriminator, Mapped, PropertyNames, Reference,
    Schema, SchemaId, SchemaType, SchemaUse,
};

/// The JSON types that a schema can name.
const KINDS: [(&str, SchemaType); 6] = [
    ("string", SchemaType::Text),
    ("number", SchemaType::Number),
    ("integer", SchemaType::Integer),
    ("boolean", SchemaType::Boolean),
    ("object", SchemaType::Object),
    ("array", SchemaType::Array),
];

/// Reads a schema or a reference to one.
pub(super) fn schema(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<SchemaUse> {
    schema_or_reference(reader, value, at, false)
}

/// The same, of a member of an object or of a parameter.
pub(super) fn member(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<SchemaUse> {
    schema_or_reference(reader, value, at, true)
}

fn schema_or_reference(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
    is_member: bool,
) -> Option<SchemaUse> {
    if let Some(end) = reader.reference_in(value, at, ObjectKind::Schema) {
        let end = end?;
        let text = value.get("$ref")?.as_str()?;
        let (pointer, id) = (at.pointer(), reader.schemas.id(&end));
        samples(reader, value, &pointer, id, &["default", EXAMPLE]);
        return Some(SchemaUse {
            at: pointer,
            schema: id,
            reference: Some(reader.named(text)),
            beside: beside(reader, value, at),
        });
    }
    let pointer = at.pointer();
    let id = reader.schemas.id(&pointer);
    samples(
        reader,
        value,
        &pointer,
        id,
        &["default", "example", EXAMPLE],
    );
    let schema = keywords(reader, value, at, is_member);
    let is_schema = schema.is_some();
    reader.schemas.fill(id, schema);
    is_schema.then_some(SchemaUse {
        at: pointer,
        reference: None,
        beside: None,
        schema: id,
    })
}

/// Remembers the members of an object that are values of a schema. One that is null counts as absent.
pub(super) fn samples(
    reader: &mut SpecReader<'_>,
    object: &Value,
    at: &Pointer,
    schema: SchemaId,
    names: &[&str],
) {
    for name in names {
        if object.get(name).is_some_and(|value| !value.is_null()) {
            let at = at.child(name);
            reader.samples.push(GivenValue { at, schema });
        }
    }
}

/// Reads the schemas that references lead to and nothing else does, such as that of a parameter's `content` beside its
/// `schema`.
pub(super) fn unread(reader: &mut SpecReader<'_>) {
    while let Some(pointer) = reader.schemas.unread() {
        if let Some(value) = reader.root.pointer(pointer.as_str()) {
            schema(reader, value, &At::of(&pointer));
        }
    }
}

/// What stands beside a `$ref`. OpenAPI 3.0 says to ignore it: what is of the wrong type is, but for extensions.
fn beside(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Box<Beside>> {
    let members = value.as_object().filter(|members| members.len() > 1)?;
    let kind = ObjectKind::Schema;
    let own = members.keys().filter(|name| *name != "$ref");
    known_keywords::check(Version::OpenApi30, kind, own, at, &mut reader.found);
    let object = ObjectNode { members, at, kind };
    enums::beside(reader, object);
    super::member::beside(reader, object);
    let flag = |name: &str| members.get(name).and_then(Value::as_bool) == Some(true);
    let description = members.get("description").and_then(Value::as_str);
    Some(Box::new(Beside {
        description: description.map(str::to_owned),
        default: members.get("default").cloned(),
        nullable: flag("nullable"),
        deprecated: flag("deprecated"),
        read_only: flag("readOnly"),
        write_only: flag("writeOnly"),
        since: reader.version(object, "x-since"),
        example: shown_example(members),
    }))
}

fn keywords(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
    is_member: bool,
) -> Option<Schema> {
    let object = reader.object(value, at, ObjectKind::Schema)?;
    let mut schema = Schema {
        at: at.pointer(),
        ..Schema::default()
    };
    for (name, value) in object.members {
        if name.starts_with("x-") {
            schema.extensions.insert(name.clone(), value.clone());
        }
        if !value.is_null() {
            annotation(reader, object, name, &mut schema);
            constraint(reader, object, name, &mut schema);
            part(reader, object, name, &mut schema);
        }
    }
    enums::values_since(reader, object, &mut schema);
    enums::value_descriptions(reader, object, &mut schema);
    enums::value_groups(reader, object, &mut schema);
    enums::value_fields(reader, object, &mut schema);
    super::member::extensions(reader, object, &mut schema, is_member);
    schema.mock = super::beside::objects(reader, object);
    schema.columns = super::beside::columns(reader, object);
    Some(schema)
}

/// Reads a keyword that says nothing of which values there may be.
fn annotation(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
    name: &str,
    schema: &mut Schema,
) {
    match name {
        "title" => schema.title = reader.text(object, name),
        "description" => schema.description = reader.text(object, name),
        "deprecated" => schema.deprecated = reader.is_set(object, name),
        "readOnly" => schema.read_only = reader.is_set(object, name),
        "writeOnly" => schema.write_only = reader.is_set(object, name),
        "default" => schema.default = object.get(name).cloned(),
        "example" | EXAMPLE => schema.example = shown_example(object.members),
        "x-since" => schema.since = reader.version(object, name),
        "externalDocs" => {
            reader.member(object, name, external_documentation);
        }
        _ => {}
    }
}

/// Reads a keyword that says which values there may be.
fn constraint(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
    name: &str,
    schema: &mut Schema,
) {
    match name {
        "type" => schema.kind = reader.choice(object, name, &KINDS),
        "format" => schema.format = reader.text(object, name),
        "pattern" => schema.pattern = reader.text(object, name),
        "nullable" => schema.nullable |= reader.is_set(object, name),
        "enum" => {
            let values = reader.list(object, name, |_, value, _| Some(value.clone()));
            let mut values = values.unwrap_or_default();
            schema.nullable |= values.contains(&Value::Null);
            values.retain(|value| !value.is_null());
            schema.values = values;
        }
        "minLength" => schema.length.least = reader.count(object, name),
        "maxLength" => schema.length.most = reader.count(object, name),
        "minItems" => schema.count.least = reader.count(object, name),
        "maxItems" => schema.count.most = reader.count(object, name),
        "minProperties" => schema.members.least = reader.count(object, name),
        "maxProperties" => schema.members.most = reader.count(object, name),
        "x-maxTotalLength" => schema.total_length = reader.count(object, name),
        "x-clearable" => schema.clearable = reader.is_set(object, name),
        "uniqueItems" => schema.unique = reader.is_set(object, name),
        "multipleOf" => schema.multiple_of = reader.number(object, name).cloned(),
        "minimum" => schema.minimum = bound(reader, object, name, "exclusiveMinimum"),
        "maximum" => schema.maximum = bound(reader, object, name, "exclusiveMaximum"),
        "exclusiveMinimum" | "exclusiveMaximum" => {
            reader.flag(object, name);
        }
        "required" => schema.required = reader.list(object, name, string).unwrap_or_default(),
        _ => {}
    }
}

fn bound(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
    name: &str,
    excluded: &str,
) -> Option<Bound> {
    let value: Number = reader.number(object, name)?.clone();
    let excluded = object.get(excluded).and_then(Value::as_bool) == Some(true);
    Some(Bound { value, excluded })
}

/// Reads a keyword that holds or names other schemas.
fn part(reader: &mut SpecReader<'_>, object: ObjectNode<'_>, name: &str, schema: &mut Schema) {
    match name {
        "properties" => schema.properties = reader.map(object, name, member),
        "additionalProperties" => schema.additional = reader.member(object, name, additional),
        "items" => schema.items = reader.member(object, name, self::schema),
        "oneOf" => schema.one_of = schemas(reader, object, name),
        "anyOf" => schema.any_of = schemas(reader, object, name),
        "allOf" => schema.all_of = schemas(reader, object, name),
        "not" => schema.not = reader.member(object, name, self::schema),
        "discriminator" => schema.discriminator = reader.member(object, name, discriminator),
        "x-propertyNames" => schema.names = reader.member(object, name, property_names),
        "x-expansionResources" => schema.resources = Some(resources(reader, object)),
        _ => {}
    }
}

fn schemas(reader: &mut SpecReader<'_>, object: ObjectNode<'_>, name: &str) -> Vec<SchemaUse> {
    reader.list(object, name, schema).unwrap_or_default()
}

fn additional(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<AdditionalProperties> {
    match value {
        Value::Bool(true) => Some(AdditionalProperties::Any),
        Value::Bool(false) => Some(AdditionalProperties::Forbidden),
        Value::Object(_) => schema(reader, value, at).map(AdditionalProperties::Each),
        other => {
            reader.mismatch(at, "`additionalProperties`", "a boolean or a schema", other);
            None
        }
    }
}

/// Reads what the names of entries may be. Whatever else a schema can say is refused, as it would be neither documented
/// nor checked.
fn property_names(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<Box<PropertyNames>> {
    const KNOWN: [&str; 3] = ["maxLength", "minLength", "pattern"];
    let object = reader.object(value, at, ObjectKind::PropertyNames)?;
    reader.only(object, &KNOWN);
    Some(Box::new(PropertyNames {
        length: Between {
            least: reader.count(object, "minLength"),
            most: reader.count(object, "maxLength"),
        },
        pattern: reader.text(object, "pattern"),
    }))
}

fn discriminator(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<Box<Discriminator>> {
    let object = reader.object(value, at, ObjectKind::Discriminator)?;
    let mapping = reader.map(object, "mapping", |reader, value, at| {
        let text = string(reader, value, at)?;
        // Other texts may be names of schemas: they are looked up by whoever knows the union.
        let to = match text.starts_with('#') {
            true => reader.mapping(&text, at),
            false => None,
        };
        Some(Mapped { text, to })
    });
    Some(Box::new(Discriminator {
        member: reader.required_text(object, "propertyName"),
        mapping,
    }))
}

/// References in `x-expansionResources`. Those that the schema's own alternatives have as well are checked there.
fn resources(reader: &mut SpecReader<'_>, object: ObjectNode<'_>) -> Vec<Arc<Reference>> {
    fn elements(value: Option<&Value>) -> &[Value] {
        let elements = value.and_then(Value::as_array);
        elements.map_or(&[], Vec::as_slice)
    }
    let reference = |value: &'_ Value| value.get("$ref")?.as_str().map(str::to_owned);
    let alternatives = ["anyOf", "oneOf"].map(|name| elements(object.get(name)));
    let own: BTreeSet<String> = alternatives
        .into_iter()
        .flatten()
        .filter_map(reference)
        .collect();
    let at = object.at.member("x-expansionResources");
    let at = at.member("oneOf");
    let resources = object.get("x-expansionResources");
    let elements = elements(resources.and_then(|resources| resources.get("oneOf")));
    let mut found = Vec::with_capacity(elements.len());
    for (index, element) in elements.iter().enumerate() {
        if let Some(text) = reference(element) {
            if !own.contains(&text) {
                let at = at.element(index);
                reader.reference(&text, &at.member("$ref"), ObjectKind::Schema);
            }
            found.push(reader.named(&text));
        }
    }
    match found.len() == elements.len() {
        true => found,
        false => Vec::new(),
    }
}
