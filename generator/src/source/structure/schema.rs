//! Schema Objects.
//!
//! In: a schema's value. Out: openapiv3's schema of it. What always holds: the variant of [`SchemaKind`] is the one that
//! openapiv3's own deserialiser would choose: that of the type, if no keyword of another type is there, else `Any`.

use openapiv3::{
    AdditionalProperties, AnySchema, ArrayType, BooleanType, Discriminator, IntegerType,
    NumberType, ObjectType, ReferenceOr, Schema, SchemaData, SchemaKind, StringType, Type,
};
use serde_json::{Number, Value};

use super::document::external_documentation;
use super::kind::ObjectKind;
use super::reader::{Object, Reader, anything, extensions, string};
use crate::place::At;

/// The JSON types that a schema can name.
const TYPES: [(&str, &str); 6] = [
    ("string", "string"),
    ("number", "number"),
    ("integer", "integer"),
    ("boolean", "boolean"),
    ("object", "object"),
    ("array", "array"),
];

/// Which groups of keywords a schema has.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Keywords(u16);

impl Keywords {
    const TEXT: Self = Self(1);
    const NUMBER: Self = Self(1 << 1);
    const OBJECT: Self = Self(1 << 2);
    const ARRAY: Self = Self(1 << 3);
    const ENUM: Self = Self(1 << 4);
    const FORMAT: Self = Self(1 << 5);
    const ONE_OF: Self = Self(1 << 6);
    const ALL_OF: Self = Self(1 << 7);
    const ANY_OF: Self = Self(1 << 8);
    const NOT: Self = Self(1 << 9);

    fn of(name: &str) -> Self {
        match name {
            "pattern" | "minLength" | "maxLength" => Self::TEXT,
            "multipleOf" | "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" => {
                Self::NUMBER
            }
            "properties"
            | "required"
            | "additionalProperties"
            | "minProperties"
            | "maxProperties" => Self::OBJECT,
            "items" | "minItems" | "maxItems" | "uniqueItems" => Self::ARRAY,
            "enum" => Self::ENUM,
            "format" => Self::FORMAT,
            "oneOf" => Self::ONE_OF,
            "allOf" => Self::ALL_OF,
            "anyOf" => Self::ANY_OF,
            "not" => Self::NOT,
            _ => Self(0),
        }
    }

    fn only(self, allowed: &[Self]) -> bool {
        self.0 & !allowed.iter().fold(0, |all, some| all | some.0) == 0
    }
}

/// Reads a schema or a reference to one.
pub(super) fn schema_or_reference(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<ReferenceOr<Schema>> {
    reader.reference_or(value, at, ObjectKind::Schema, schema)
}

fn boxed(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<ReferenceOr<Box<Schema>>> {
    reader.reference_or(value, at, ObjectKind::Schema, |reader, value, at| {
        schema(reader, value, at).map(Box::new)
    })
}

/// Reads a schema.
pub(super) fn schema(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Schema> {
    let object = reader.object(value, at, ObjectKind::Schema)?;
    let mut keywords = Keywords::default();
    for (name, value) in object.members {
        if !value.is_null() {
            keywords.0 |= Keywords::of(name).0;
        }
    }
    let schema_data = data(reader, object);
    expansion_resources(reader, object);
    Some(Schema {
        schema_data,
        schema_kind: kind(reader, object, keywords),
    })
}

/// The keywords that every schema can have.
fn data(reader: &mut Reader<'_>, object: Object<'_>) -> SchemaData {
    let mut data = SchemaData::default();
    for name in object.members.keys() {
        match name.as_str() {
            "nullable" => data.nullable = reader.flag(object, name).unwrap_or(false),
            "readOnly" => data.read_only = reader.flag(object, name).unwrap_or(false),
            "writeOnly" => data.write_only = reader.flag(object, name).unwrap_or(false),
            "deprecated" => data.deprecated = reader.flag(object, name).unwrap_or(false),
            "externalDocs" => {
                data.external_docs = reader.member(object, name, external_documentation)
            }
            "example" => data.example = reader.any(object, name),
            "title" => data.title = reader.text(object, name),
            "description" => data.description = reader.text(object, name),
            "discriminator" => data.discriminator = reader.member(object, name, discriminator),
            "default" => data.default = reader.any(object, name),
            _ => {}
        }
    }
    data.extensions = extensions(object);
    data
}

/// The keywords that say what a value is.
fn kind(reader: &mut Reader<'_>, object: Object<'_>, keywords: Keywords) -> SchemaKind {
    use Keywords as K;
    let typ = reader.choice(object, "type", &TYPES);
    match typ {
        Some("string")
            if keywords.only(&[K::TEXT, K::ENUM, K::FORMAT])
                && values(object, Value::is_string) =>
        {
            SchemaKind::Type(Type::String(text(reader, object)))
        }
        Some("number")
            if keywords.only(&[K::NUMBER, K::ENUM, K::FORMAT])
                && values(object, Value::is_number) =>
        {
            SchemaKind::Type(Type::Number(number(reader, object)))
        }
        Some("integer") if keywords.only(&[K::NUMBER, K::ENUM, K::FORMAT]) && is_whole(object) => {
            SchemaKind::Type(Type::Integer(integer(reader, object)))
        }
        Some("boolean") if keywords.only(&[K::ENUM]) && values(object, Value::is_boolean) => {
            let enumeration = enumeration(reader, object, Value::as_bool);
            SchemaKind::Type(Type::Boolean(BooleanType { enumeration }))
        }
        Some("object") if keywords.only(&[K::OBJECT]) => {
            SchemaKind::Type(Type::Object(map(reader, object)))
        }
        Some("array") if keywords.only(&[K::ARRAY]) => {
            SchemaKind::Type(Type::Array(array(reader, object)))
        }
        None if keywords == K::ONE_OF => SchemaKind::OneOf {
            one_of: schemas(reader, object, "oneOf"),
        },
        None if keywords == K::ALL_OF => SchemaKind::AllOf {
            all_of: schemas(reader, object, "allOf"),
        },
        None if keywords == K::ANY_OF => SchemaKind::AnyOf {
            any_of: schemas(reader, object, "anyOf"),
        },
        None if keywords == K::NOT => match reader.member(object, "not", schema_or_reference) {
            Some(not) => SchemaKind::Not { not: Box::new(not) },
            None => SchemaKind::Any(AnySchema::default()),
        },
        _ => SchemaKind::Any(any(reader, object, typ)),
    }
}

/// Whether every enumerated value is null or of one type.
fn values(object: Object<'_>, is_of_type: fn(&Value) -> bool) -> bool {
    let values = object.get("enum").and_then(Value::as_array);
    values.is_none_or(|values| {
        values
            .iter()
            .all(|value| value.is_null() || is_of_type(value))
    })
}

/// Whether every bound and enumerated value of an integer is one.
fn is_whole(object: Object<'_>) -> bool {
    let bounds = ["multipleOf", "minimum", "maximum"];
    values(object, Value::is_i64)
        && bounds.iter().all(|name| {
            object
                .get(name)
                .is_none_or(|value| !value.is_number() || value.is_i64())
        })
}

fn enumeration<T>(
    reader: &mut Reader<'_>,
    object: Object<'_>,
    pick: fn(&Value) -> Option<T>,
) -> Vec<Option<T>> {
    let values = reader.list(object, "enum", anything).unwrap_or_default();
    values.iter().map(pick).collect()
}

fn text(reader: &mut Reader<'_>, object: Object<'_>) -> StringType {
    StringType {
        format: reader.text(object, "format").into(),
        pattern: reader.text(object, "pattern"),
        enumeration: enumeration(reader, object, |value| value.as_str().map(str::to_owned)),
        min_length: reader.count(object, "minLength"),
        max_length: reader.count(object, "maxLength"),
    }
}

fn number(reader: &mut Reader<'_>, object: Object<'_>) -> NumberType {
    NumberType {
        format: reader.text(object, "format").into(),
        multiple_of: reader.number(object, "multipleOf").and_then(Number::as_f64),
        exclusive_minimum: reader.flag(object, "exclusiveMinimum").unwrap_or(false),
        exclusive_maximum: reader.flag(object, "exclusiveMaximum").unwrap_or(false),
        minimum: reader.number(object, "minimum").and_then(Number::as_f64),
        maximum: reader.number(object, "maximum").and_then(Number::as_f64),
        enumeration: enumeration(reader, object, Value::as_f64),
    }
}

fn integer(reader: &mut Reader<'_>, object: Object<'_>) -> IntegerType {
    IntegerType {
        format: reader.text(object, "format").into(),
        multiple_of: reader.number(object, "multipleOf").and_then(Number::as_i64),
        exclusive_minimum: reader.flag(object, "exclusiveMinimum").unwrap_or(false),
        exclusive_maximum: reader.flag(object, "exclusiveMaximum").unwrap_or(false),
        minimum: reader.number(object, "minimum").and_then(Number::as_i64),
        maximum: reader.number(object, "maximum").and_then(Number::as_i64),
        enumeration: enumeration(reader, object, Value::as_i64),
    }
}

fn map(reader: &mut Reader<'_>, object: Object<'_>) -> ObjectType {
    ObjectType {
        properties: reader.map(object, "properties", boxed),
        required: reader.list(object, "required", string).unwrap_or_default(),
        additional_properties: reader.member(object, "additionalProperties", additional),
        min_properties: reader.count(object, "minProperties"),
        max_properties: reader.count(object, "maxProperties"),
    }
}

fn array(reader: &mut Reader<'_>, object: Object<'_>) -> ArrayType {
    ArrayType {
        items: reader.member(object, "items", boxed),
        min_items: reader.count(object, "minItems"),
        max_items: reader.count(object, "maxItems"),
        unique_items: reader.flag(object, "uniqueItems").unwrap_or(false),
    }
}

fn schemas(reader: &mut Reader<'_>, object: Object<'_>, name: &str) -> Vec<ReferenceOr<Schema>> {
    reader
        .list(object, name, schema_or_reference)
        .unwrap_or_default()
}

/// A schema with keywords of several types or of none.
fn any(reader: &mut Reader<'_>, object: Object<'_>, typ: Option<&str>) -> AnySchema {
    let numbers = number_keywords(reader, object);
    let ObjectType {
        properties,
        required,
        additional_properties,
        min_properties,
        max_properties,
    } = map(reader, object);
    AnySchema {
        typ: typ.map(str::to_owned),
        pattern: reader.text(object, "pattern"),
        properties,
        required,
        additional_properties,
        min_properties,
        max_properties,
        items: reader.member(object, "items", boxed),
        min_items: reader.count(object, "minItems"),
        max_items: reader.count(object, "maxItems"),
        unique_items: reader.flag(object, "uniqueItems"),
        enumeration: reader.list(object, "enum", anything).unwrap_or_default(),
        format: reader.text(object, "format"),
        min_length: reader.count(object, "minLength"),
        max_length: reader.count(object, "maxLength"),
        one_of: schemas(reader, object, "oneOf"),
        all_of: schemas(reader, object, "allOf"),
        any_of: schemas(reader, object, "anyOf"),
        not: reader
            .member(object, "not", schema_or_reference)
            .map(Box::new),
        ..numbers
    }
}

fn number_keywords(reader: &mut Reader<'_>, object: Object<'_>) -> AnySchema {
    AnySchema {
        multiple_of: reader.number(object, "multipleOf").and_then(Number::as_f64),
        exclusive_minimum: reader.flag(object, "exclusiveMinimum"),
        exclusive_maximum: reader.flag(object, "exclusiveMaximum"),
        minimum: reader.number(object, "minimum").and_then(Number::as_f64),
        maximum: reader.number(object, "maximum").and_then(Number::as_f64),
        ..AnySchema::default()
    }
}

fn additional(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<AdditionalProperties> {
    match value {
        Value::Bool(allowed) => Some(AdditionalProperties::Any(*allowed)),
        Value::Object(_) => {
            let schema = schema_or_reference(reader, value, at)?;
            Some(AdditionalProperties::Schema(Box::new(schema)))
        }
        other => {
            reader.mismatch(at, "`additionalProperties`", "a boolean or a schema", other);
            None
        }
    }
}

fn discriminator(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Discriminator> {
    let object = reader.object(value, at, ObjectKind::Discriminator)?;
    let mapping = reader.map(object, "mapping", |reader, value, at| {
        let target = string(reader, value, at)?;
        // Other texts may be names of schemas: they are looked up by whoever knows the union.
        if target.starts_with('#') {
            reader.mapping(&target, at);
        }
        Some(target)
    });
    let property_name = reader.required_text(object, "propertyName");
    Some(Discriminator {
        property_name,
        mapping,
        extensions: extensions(object),
    })
}

/// References in `x-expansionResources`. Those that the schema's own `anyOf` has as well are checked there.
fn expansion_resources(reader: &mut Reader<'_>, object: Object<'_>) {
    let Some(resources) = object.get("x-expansionResources") else {
        return;
    };
    let at = object.at.member("x-expansionResources");
    let at = at.member("oneOf");
    let reference = |value: &Value| value.get("$ref").and_then(Value::as_str).map(str::to_owned);
    let elements =
        |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
    let own: Vec<String> = elements(object.get("anyOf"))
        .iter()
        .chain(&elements(object.get("oneOf")))
        .filter_map(reference)
        .collect();
    for (index, element) in elements(resources.get("oneOf")).iter().enumerate() {
        if let Some(text) = reference(element).filter(|text| !own.contains(text)) {
            let at = at.element(index);
            reader.reference(&text, &at.member("$ref"), ObjectKind::Schema);
        }
    }
}
