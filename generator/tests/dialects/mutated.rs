//! Documents with something wrong in them: nothing panics, and every place that is shown was published.

use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, examine};
use serde_json::{Value, json};

use crate::fixtures::{below, completed, here};

/// The pointers to all nodes of a document.
pub fn pointers(value: &Value, at: &str, found: &mut Vec<String>) {
    found.push(at.to_owned());
    let mut child = |token: &str, value: &Value| {
        let token = token.replace('~', "~0").replace('/', "~1");
        pointers(value, &format!("{at}/{token}"), found);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, one)| child(name, one)),
        Value::Array(all) => {
            let all = all.iter().enumerate();
            all.for_each(|(index, one)| child(&index.to_string(), one));
        }
        _ => {}
    }
}

/// Reads and lowers a document, as far as that goes.
fn survives(document: &Value) {
    let text = document.to_string();
    let source = SourceText {
        name: "api.json",
        bytes: text.as_bytes(),
    };
    let Ok(read) = examine(source, &[]) else {
        return;
    };
    let (_, found) = lower(&read.spec, LowerOptions { keep_going: true });
    let report = read.report_of_rest(found);
    let shown = report.to_string();
    assert!(!shown.contains(" #/x-"), "{shown}");
}

#[test]
fn nothing_panics_whatever_stands_where() {
    let wrong = [
        json!(null),
        json!(true),
        json!(false),
        json!(7),
        json!("#/x"),
        json!([]),
        json!([{}]),
        json!({}),
        json!({"$ref": "#/paths"}),
        json!({"type": ["null"]}),
    ];
    for folder in ["openapi31", "swagger20"] {
        let version = match folder {
            "openapi31" => "openapi: 3.1.0",
            _ => "swagger: '2.0'",
        };
        for text in below(&here("tests/dialects/twins").join(folder)).into_values() {
            let (_, text) = text.split_once("\n---\n").unwrap();
            let document: Value = serde_yaml::from_str(&completed(text, version)).unwrap();
            let mut all = Vec::new();
            pointers(&document, "", &mut all);
            for (index, at) in all.iter().enumerate() {
                // Every node is tried with some, and every value with some nodes.
                for value in wrong.iter().skip(index % 3).step_by(3) {
                    let mut mutated = document.clone();
                    *mutated.pointer_mut(at).unwrap() = value.clone();
                    survives(&mutated);
                }
            }
        }
    }
}

/// A conversion that adds levels adds them within what may be.
#[test]
fn what_nests_deep_is_refused_and_not_walked() {
    let mut schema = json!({"type": "string"});
    for _ in 0..50 {
        schema = json!({"type": ["array", "string"], "items": schema});
    }
    let document = json!({
        "openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {},
        "components": {"schemas": {"Deep": schema}},
    });
    let text = document.to_string();
    let source = SourceText {
        name: "api.json",
        bytes: text.as_bytes(),
    };
    let read = examine(source, &[]).unwrap();
    assert!(read.faults.iter().any(|fault| fault.code == "too-deep"));
    survives(&document);
}
