//! openapiv3 as a witness: what its deserialiser makes of a document is what we read.
//!
//! Its schemas are written as JSON again, which has each keyword in one place, and compared with ours keyword by keyword.

use std::fs;
use std::path::Path;

use acceptance::fixtures::{crate_path, fixtures};
use acceptance::skip::skip;
use form_codegen::api::Pointer;
use form_codegen::diagnostic::Report;
use form_codegen::source::{Document, SourceText, read};
use form_codegen::spec::{
    AdditionalProperties, Bound, Method, Schema, SchemaType, SchemaUse, Schemas, Status,
};
use serde_json::{Map, Value};

#[test]
fn what_openapiv3_reads_of_the_fixtures_is_what_we_read() {
    for folder in ["accept", "keep_going"] {
        for fixture in fixtures(folder) {
            let document = match fixture.read() {
                Ok(document) => document,
                // What is structurally wrong, openapiv3 does not read, either.
                Err(_) if folder == "keep_going" => continue,
                Err(report) => panic!("{report}"),
            };
            compare(&format!("{folder}/{}", fixture.name), &document);
        }
    }
}

/// A document with everything that OpenAPI 3.0 knows.
#[test]
fn what_openapiv3_reads_of_everything_is_what_we_read() {
    let path = crate_path("../generator/tests/accept/source/everything.yaml");
    let document = file(&path).unwrap_or_else(|report| panic!("{report}"));
    compare("everything", &document);
    assert_eq!(document.warnings, []);
    assert_eq!(document.spec.events.len(), 1);
}

/// They lie beside the repository, in `../shared/specs`. Those that we refuse say nothing.
#[test]
fn what_openapiv3_reads_of_large_documents_is_what_we_read() {
    let Ok(entries) = fs::read_dir(crate_path("../../shared/specs")) else {
        let test = "what_openapiv3_reads_of_large_documents_is_what_we_read";
        return skip(test, "../shared/specs is not there");
    };
    for entry in entries {
        let path = entry.unwrap().path();
        if let Ok(document) = file(&path) {
            compare(&path.to_string_lossy(), &document);
        }
    }
}

fn file(path: &Path) -> Result<Document, Report> {
    let name = path.to_string_lossy();
    let bytes = fs::read(path).unwrap();
    let source = SourceText {
        name: &name,
        bytes: &bytes,
    };
    read(source, &[])
}

fn compare(name: &str, document: &Document) {
    let value = document.value(&Pointer::root()).unwrap().clone();
    let theirs: openapiv3::OpenAPI =
        serde_json::from_value(value).unwrap_or_else(|error| panic!("{name}: {error}"));
    let theirs = serde_json::to_value(theirs).unwrap();
    let ours = &document.spec;
    assert_eq!(theirs["info"]["title"], *ours.info.title, "{name}");
    assert_eq!(theirs["info"]["version"], *ours.info.version, "{name}");
    let servers = ours.servers.iter().map(|server| server.url.as_str());
    assert_eq!(
        texts(&theirs["servers"], "url"),
        servers.collect::<Vec<_>>()
    );
    for (key, component) in &ours.components {
        let theirs = &theirs["components"]["schemas"][key];
        same_use(&format!("{name}: {key}"), theirs, component, &ours.schemas);
    }
    for path in &ours.paths {
        let item = &theirs["paths"][&path.template];
        if item.get("$ref").is_none() {
            compare_operations(
                &format!("{name}: {}", path.template),
                item,
                path,
                &ours.schemas,
            );
        }
    }
}

/// Compares what openapiv3 keeps of operations: not their order, nor what a reference among them leads to.
fn compare_operations(
    name: &str,
    item: &Value,
    path: &form_codegen::spec::PathItem,
    schemas: &Schemas,
) {
    for operation in &*path.operations {
        let theirs = &item[word(operation.method)];
        let id = theirs.get("operationId").and_then(Value::as_str);
        assert_eq!(id, operation.id.as_deref(), "{name}");
        assert_eq!(flag(theirs, "deprecated"), operation.deprecated, "{name}");
        let own = operation.parameters.iter();
        let own = own.filter(|one| one.at.as_str().starts_with(operation.at.as_str()));
        for parameter in own {
            let there = theirs["parameters"].as_array().into_iter().flatten();
            let mut there = there.filter(|one| one["name"] == *parameter.name);
            let found = there.find(|one| {
                let allow_empty = flag(one, "allowEmptyValue");
                assert_eq!(
                    allow_empty, parameter.allow_empty,
                    "{name}: {}",
                    parameter.name
                );
                let schema = one
                    .get("schema")
                    .or_else(|| first(one.get("content")?)?.get("schema"));
                let used = parameter.schema.as_ref();
                used.zip(schema).is_none_or(|(used, schema)| {
                    same_use(name, schema, used, schemas);
                    true
                })
            });
            assert!(found.is_some(), "{name}: {}", parameter.name);
        }
        for answer in &operation.responses {
            let status = match answer.status {
                Status::Code(code) => code.to_string(),
                Status::Range(hundreds) => format!("{hundreds}XX"),
                Status::Default => "default".to_owned(),
            };
            let there = &theirs["responses"][&status];
            let own = there.get("description").and_then(Value::as_str);
            let is_reference = there.get("$ref").is_some();
            assert_eq!(is_reference, answer.at != answer.response.at, "{name}");
            assert!(
                is_reference || own == Some(&answer.response.description),
                "{name}"
            );
        }
    }
}

fn first(map: &Value) -> Option<&Value> {
    map.as_object()?.values().next()
}

fn word(method: Method) -> String {
    format!("{method:?}").to_lowercase()
}

fn texts<'v>(list: &'v Value, name: &str) -> Vec<&'v str> {
    let elements = list.as_array().into_iter().flatten();
    elements
        .filter_map(|element| element[name].as_str())
        .collect()
}

fn flag(object: &Value, name: &str) -> bool {
    object.get(name) == Some(&Value::Bool(true))
}

fn same_use(name: &str, theirs: &Value, ours: &SchemaUse, schemas: &Schemas) {
    let reference = theirs.get("$ref").and_then(Value::as_str);
    let own = ours
        .reference
        .as_ref()
        .map(|reference| reference.text.as_str());
    assert_eq!(reference, own, "{name} {}", ours.at);
    if reference.is_none() {
        let name = format!("{name} {}", ours.at);
        let members = theirs.as_object().unwrap();
        let schema = schemas.of(ours);
        assert_eq!(ours.at, schema.at, "{name}");
        same_keywords(&name, members, schema);
        same_parts(&name, members, schema, schemas);
    }
}

fn same_keywords(name: &str, theirs: &Map<String, Value>, ours: &Schema) {
    let text = |keyword: &str| theirs.get(keyword).and_then(Value::as_str);
    assert_eq!(text("type"), ours.kind.map(kind), "{name}");
    let texts = [
        ("title", &ours.title),
        ("description", &ours.description),
        ("format", &ours.format),
        ("pattern", &ours.pattern),
    ];
    for (keyword, own) in texts {
        assert_eq!(text(keyword), own.as_deref(), "{name} {keyword}");
    }
    let values = theirs.get("enum").and_then(Value::as_array);
    let values = values.map(Vec::as_slice).unwrap_or_default();
    let is_set = |keyword: &str| theirs.get(keyword) == Some(&Value::Bool(true));
    let flags = [
        (
            is_set("nullable") || values.contains(&Value::Null),
            ours.nullable,
        ),
        (is_set("deprecated"), ours.deprecated),
        (is_set("readOnly"), ours.read_only),
        (is_set("writeOnly"), ours.write_only),
        (is_set("uniqueItems"), ours.unique),
    ];
    for (theirs, own) in flags {
        assert_eq!(theirs, own, "{name}");
    }
    let values = values.iter().filter(|value| !value.is_null());
    assert!(
        values.map(plain).eq(ours.values.iter().map(plain)),
        "{name}"
    );
    assert_eq!(
        theirs.get("default").map(plain),
        ours.default.as_ref().map(plain),
        "{name}"
    );
    let counts = [
        ("minLength", ours.length.least),
        ("maxLength", ours.length.most),
        ("minItems", ours.count.least),
        ("maxItems", ours.count.most),
        ("minProperties", ours.members.least),
        ("maxProperties", ours.members.most),
    ];
    for (keyword, own) in counts {
        assert_eq!(
            theirs.get(keyword).and_then(Value::as_u64),
            own,
            "{name} {keyword}"
        );
    }
    let bound = |keyword: &str| theirs.get(keyword).and_then(Value::as_f64);
    let own = |bound: &Option<Bound>| bound.as_ref().and_then(|bound| bound.value.as_f64());
    assert_eq!(bound("minimum"), own(&ours.minimum), "{name}");
    assert_eq!(bound("maximum"), own(&ours.maximum), "{name}");
    let is_excluded = |bound: &Option<Bound>| bound.as_ref().is_some_and(|bound| bound.excluded);
    assert_eq!(
        is_set("exclusiveMinimum"),
        is_excluded(&ours.minimum),
        "{name}"
    );
    assert_eq!(
        is_set("exclusiveMaximum"),
        is_excluded(&ours.maximum),
        "{name}"
    );
    let required = theirs.get("required").and_then(Value::as_array);
    let required = required.into_iter().flatten().filter_map(Value::as_str);
    assert!(
        required.eq(ours.required.iter().map(String::as_str)),
        "{name}"
    );
    let extensions = theirs.keys().filter(|keyword| keyword.starts_with("x-"));
    assert!(extensions.eq(ours.extensions.keys()), "{name}");
}

/// Numbers are compared by what they are, not by how they are written.
fn plain(value: &Value) -> Value {
    match value.as_f64() {
        Some(number) => number.into(),
        None => value.clone(),
    }
}

fn same_parts(name: &str, theirs: &Map<String, Value>, ours: &Schema, schemas: &Schemas) {
    let same = |theirs: &Value, own: &SchemaUse| same_use(name, theirs, own, schemas);
    let properties = theirs.get("properties").and_then(Value::as_object);
    let properties: Vec<_> = properties.into_iter().flatten().collect();
    assert!(
        properties
            .iter()
            .map(|(key, _)| *key)
            .eq(ours.properties.keys()),
        "{name}"
    );
    for ((_, theirs), own) in properties.iter().zip(ours.properties.values()) {
        same(theirs, own);
    }
    let lists = [
        ("oneOf", &ours.one_of),
        ("anyOf", &ours.any_of),
        ("allOf", &ours.all_of),
    ];
    for (keyword, own) in lists {
        let theirs = theirs.get(keyword).and_then(Value::as_array);
        let theirs: Vec<_> = theirs.into_iter().flatten().collect();
        assert_eq!(theirs.len(), own.len(), "{name} {keyword}");
        theirs
            .iter()
            .zip(own)
            .for_each(|(theirs, own)| same(theirs, own));
    }
    for (keyword, own) in [("items", &ours.items), ("not", &ours.not)] {
        let theirs = theirs.get(keyword);
        assert_eq!(theirs.is_some(), own.is_some(), "{name} {keyword}");
        theirs
            .into_iter()
            .zip(own)
            .for_each(|(theirs, own)| same(theirs, own));
    }
    match (theirs.get("additionalProperties"), &ours.additional) {
        (None, None)
        | (Some(Value::Bool(true)), Some(AdditionalProperties::Any))
        | (Some(Value::Bool(false)), Some(AdditionalProperties::Forbidden)) => {}
        (Some(theirs), Some(AdditionalProperties::Each(own))) => same(theirs, own),
        (theirs, own) => panic!("{name}: {theirs:?} is read as {own:?}"),
    }
    let discriminator = theirs.get("discriminator");
    let member = discriminator.and_then(|it| it["propertyName"].as_str());
    let own = ours.discriminator.as_ref().map(|it| it.member.as_str());
    assert_eq!(member, own, "{name}");
}

fn kind(kind: SchemaType) -> &'static str {
    match kind {
        SchemaType::Text => "string",
        SchemaType::Number => "number",
        SchemaType::Integer => "integer",
        SchemaType::Boolean => "boolean",
        SchemaType::Object => "object",
        SchemaType::Array => "array",
    }
}
