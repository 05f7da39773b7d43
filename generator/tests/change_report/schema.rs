//! The JSON is what its schema says, and the schema says all that is in it.

use form_codegen::change_report::{AllowFile, CalendarDate, FailOn, SCHEMA};
use form_codegen::source::SourceText;
use serde_json::Value;

use super::sample::report;

/// Whether a value is of one of the types that a schema names.
fn is_of(value: &Value, rule: &Value) -> bool {
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    rule == kind
        || rule
            .as_array()
            .is_some_and(|all| all.contains(&kind.into()))
}

/// What of a value a schema does not describe; only the words that our schema uses are known.
fn mismatches(schema: &Value, root: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    for (word, rule) in schema.as_object().unwrap() {
        match word.as_str() {
            "$ref" => {
                let pointer = rule.as_str().unwrap().trim_start_matches('#');
                mismatches(root.pointer(pointer).unwrap(), root, value, at, found);
            }
            "type" if !is_of(value, rule) => found.push(format!("{at}: {value} instead of {rule}")),
            "const" if rule != value => found.push(format!("{at}: {value} instead of {rule}")),
            "enum" if !rule.as_array().unwrap().contains(value) => {
                found.push(format!("{at}: {value} is not in {rule}"));
            }
            "anyOf" => {
                let fits = rule.as_array().unwrap().iter().any(|one| {
                    let mut wrong = Vec::new();
                    mismatches(one, root, value, at, &mut wrong);
                    wrong.is_empty()
                });
                if !fits {
                    found.push(format!("{at}: {value} is none of {rule}"));
                }
            }
            "required" => {
                let missing = rule.as_array().unwrap().iter();
                let missing = missing.filter(|name| value.get(name.as_str().unwrap()).is_none());
                found.extend(missing.map(|name| format!("{at}: there is no {name}")));
            }
            "properties" => {
                for (name, member) in value.as_object().into_iter().flatten() {
                    match rule.get(name) {
                        Some(rule) => {
                            mismatches(rule, root, member, &format!("{at}/{name}"), found)
                        }
                        None => found.push(format!("{at}/{name} is not described")),
                    }
                }
            }
            "items" => {
                for (index, item) in value.as_array().unwrap().iter().enumerate() {
                    mismatches(rule, root, item, &format!("{at}/{index}"), found);
                }
            }
            "minimum" if value.as_u64() < rule.as_u64() => found.push(format!("{at}: {value}")),
            "type" | "const" | "enum" | "minimum" | "$schema" | "title" | "description"
            | "$defs" | "format" => {}
            other => panic!("nobody checks {other}"),
        }
    }
}

fn wrong(value: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let mut found = Vec::new();
    mismatches(&schema, &schema, value, "", &mut found);
    found
}

#[test]
fn what_is_printed_is_described() {
    let mut report = report();
    let text = "allow: [{id: field-removed, reason: Nobody reads it., until: 2027-01-01}]";
    let allow = AllowFile::read(SourceText {
        name: "allow.yaml",
        bytes: text.as_bytes(),
    })
    .unwrap();
    let unused = allow.apply(&mut report, CalendarDate::parse("2026-12-31").unwrap());
    assert!(unused.is_empty(), "{unused}");
    let mut fail_on = FailOn::default();
    fail_on.add("rust=major").unwrap();
    report.judge(fail_on);
    let mut value: Value = serde_json::from_str(&report.to_json()).unwrap();
    assert_eq!(wrong(&value), Vec::<String>::new());
    // The check finds something.
    value["changes"][0]["wire"]["old_program"] = "bad".into();
    value["changes"][0]["new"]["line"] = 0.into();
    value["more"] = true.into();
    let found = wrong(&value);
    assert_eq!(found.len(), 3, "{found:?}");
}
