//! A document of OpenAPI 3.0, said in the words of 3.1.

use serde_json::{Map, Value, json};

/// The whole document.
pub fn said(document: &Value) -> Value {
    let mut said = object(document);
    said["openapi"] = json!("3.1.0");
    if let Some(events) = said.as_object_mut().unwrap().shift_remove("x-webhooks") {
        said["webhooks"] = events;
    }
    said
}

/// What is no schema, with the schemas in it.
fn object(value: &Value) -> Value {
    let Value::Object(members) = value else {
        let elements = |all: &Vec<Value>| all.iter().map(object).collect();
        return value.as_array().map_or(value.clone(), elements);
    };
    let members = members.iter().map(|(name, value)| {
        let said = match name.as_str() {
            "schema" => schema(value),
            "schemas" => each(value),
            "example" | "examples" | "default" | "x-client" => value.clone(),
            _ => object(value),
        };
        (name.clone(), said)
    });
    Value::Object(members.collect())
}

fn each(schemas: &Value) -> Value {
    let Value::Object(members) = schemas else {
        return schemas.clone();
    };
    Value::Object(
        members
            .iter()
            .map(|(name, one)| (name.clone(), schema(one)))
            .collect(),
    )
}

fn schema(value: &Value) -> Value {
    let Value::Object(members) = value else {
        return value.clone();
    };
    let mut said = Map::new();
    for (name, value) in members {
        let value = match name.as_str() {
            "properties" => each(value),
            "items" | "additionalProperties" | "not" => schema(value),
            "allOf" | "anyOf" | "oneOf" => value.as_array().unwrap().iter().map(schema).collect(),
            _ => value.clone(),
        };
        said.insert(name.clone(), value);
    }
    values(&mut said);
    bounds(&mut said);
    null(&mut said);
    Value::Object(said)
}

/// `const`, `examples` and what texts hold.
fn values(said: &mut Map<String, Value>) {
    if let Some(example) = said.shift_remove("example") {
        said.insert("examples".to_owned(), json!([example]));
    }
    if let Some([only]) = said
        .get("enum")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
    {
        let only = only.clone();
        if !only.is_null() && said.get("nullable").is_none() && said.contains_key("type") {
            said.shift_remove("enum");
            said.insert("const".to_owned(), only);
        }
    }
    match said.get("format").and_then(Value::as_str) {
        Some("binary") => {
            said.shift_remove("format");
            said.shift_remove("type");
            said.insert(
                "contentMediaType".to_owned(),
                json!("application/octet-stream"),
            );
        }
        Some("byte") => {
            said.shift_remove("format");
            said.insert("contentEncoding".to_owned(), json!("base64"));
        }
        _ => {}
    }
}

fn bounds(said: &mut Map<String, Value>) {
    for (bound, exclusive) in [
        ("minimum", "exclusiveMinimum"),
        ("maximum", "exclusiveMaximum"),
    ] {
        if said.get(exclusive).is_some_and(Value::is_boolean)
            && said.shift_remove(exclusive) == Some(json!(true))
            && let Some(value) = said.shift_remove(bound)
        {
            said.insert(exclusive.to_owned(), value);
        }
    }
}

fn null(said: &mut Map<String, Value>) {
    if said.get("nullable").is_some_and(Value::is_boolean)
        && said.shift_remove("nullable") == Some(json!(true))
    {
        let null = json!({"type": "null"});
        for name in ["anyOf", "oneOf"] {
            if let Some(Value::Array(all)) = said.get_mut(name) {
                all.push(null);
                return;
            }
        }
        if let Some(kind) = said.get("type").cloned() {
            said.insert("type".to_owned(), json!([kind, "null"]));
        } else if let Some(reference) = said.shift_remove("$ref") {
            said.insert(
                "anyOf".to_owned(),
                json!([{"$ref": reference}, {"type": "null"}]),
            );
        } else {
            // What takes anything, or only what others take, is said as before.
            said.insert("nullable".to_owned(), json!(true));
        }
    }
}
