//! The JSON schema of `form-codegen.toml`.
//!
//! In: the list of keys. Out: JSON Schema, draft 2020-12, for editors. What always holds: `schema.json` beside this file is what
//! comes out here: a test compares them.

use serde_json::{Map, Value, json};

use super::keys::{ConfigKey, FILE, KeyKind};

/// The schema's text.
#[must_use]
pub fn schema() -> String {
    let mut schema = table(FILE);
    if let Value::Object(members) = &mut schema {
        let dialect = json!("https://json-schema.org/draft/2020-12/schema");
        members.insert("$schema".to_owned(), dialect);
        members.insert("title".to_owned(), json!("form-codegen.toml"));
    }
    format!("{schema:#}\n")
}

fn table(keys: &[ConfigKey]) -> Value {
    let properties: Map<String, Value> = keys
        .iter()
        .map(|key| {
            let mut schema = value(key.kind);
            if let Value::Object(members) = &mut schema {
                members.insert("description".to_owned(), json!(key.about));
            }
            (key.name.to_owned(), schema)
        })
        .collect();
    let required: Vec<&str> = keys
        .iter()
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect();
    json!({
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    })
}

fn value(kind: KeyKind) -> Value {
    match kind {
        KeyKind::Text => json!({ "type": "string", "minLength": 1 }),
        KeyKind::Version => {
            json!({ "type": "string", "pattern": r"^(0|[1-9][0-9]*)(\.(0|[1-9][0-9]*)){2}$" })
        }
        KeyKind::Texts => json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
        KeyKind::Flag => json!({ "type": "boolean" }),
        KeyKind::Count => json!({ "type": "integer", "minimum": 0 }),
        KeyKind::Table(keys) => table(keys),
        KeyKind::Tables(keys) => json!({ "type": "array", "items": table(keys) }),
        KeyKind::Open => json!({ "type": "object" }),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_schema_beside_this_file_is_made_from_the_keys() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/cli/config/schema.json");
        if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
            std::fs::write(path, super::schema()).unwrap();
        }
        let is_same = std::fs::read_to_string(path).is_ok_and(|there| there == super::schema());
        assert!(is_same, "write it with INSTA_UPDATE=always");
    }
}
