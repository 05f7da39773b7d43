//! Nothing that differs is dropped.
//!
//! In: the models of all fixtures. Out: for leaves of each of them models in which one leaf alone differs. What always
//! holds: each member of the model is tried; places do not count, as a type that stands elsewhere is the same type; everything else does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use form_codegen::api::Api;
use form_codegen::diff::diff;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, read};
use serde_json::{Value, json};

use super::mirrored;

/// Where something is in a serialised model.
type Way = Vec<String>;

/// How often a member of the model is tried, over all fixtures.
const MOST: usize = 12;

fn fixtures() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/accept")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    files.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    files.sort();
    files
}

fn model(path: &Path) -> Api {
    let mut text = fs::read_to_string(path).unwrap();
    let members = [
        ("openapi", "openapi: 3.0.3"),
        ("info", "info: {title: Sample, version: '1'}"),
        ("servers", "servers: [{url: https://sample.example}]"),
        ("paths", "paths: {}"),
    ];
    for (name, line) in members {
        if !text.lines().any(|line| line.starts_with(name)) {
            text.push_str(line);
            text.push('\n');
        }
    }
    let name = path.display().to_string();
    let source = SourceText {
        name: &name,
        bytes: text.as_bytes(),
    };
    let document = read(source, &[]).unwrap_or_else(|report| panic!("{report}"));
    lower(&document.spec, LowerOptions { keep_going: true }).0
}

/// All nodes below a value, with the way to each.
fn nodes(value: &Value, way: &mut Way, found: &mut Vec<Way>) {
    let mut step = |name: String, inner: &Value| {
        // A place is no part of what a thing is.
        if name != "pointer" {
            way.push(name);
            found.push(way.clone());
            nodes(inner, way, found);
            way.pop();
        }
    };
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                step(index.to_string(), item);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                step(name.clone(), member);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn at<'v>(value: &'v mut Value, way: &[String]) -> &'v mut Value {
    let mut value = value;
    for step in way {
        value = match value {
            Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
            Value::Object(members) => &mut members[step.as_str()],
            _ => panic!("{way:?}"),
        };
    }
    value
}

/// The model with something else there, if there is something else that can be.
fn with(model: &Value, way: &[String], other: Value) -> Result<Api, String> {
    let mut changed = model.clone();
    *at(&mut changed, way) = other;
    serde_json::from_value(changed).map_err(|error| error.to_string())
}

/// Of each kind of node, one of each variant that has members.
type Variants = BTreeMap<String, Vec<Value>>;

/// The kind of a node: the way to it, whichever element of a list it is in.
fn kind(way: &[String]) -> String {
    let is_index = |step: &&String| step.parse::<usize>().is_ok();
    let names: Vec<&str> = way
        .iter()
        .filter(|step| !is_index(step))
        .map(String::as_str)
        .collect();
    names.join(".")
}

/// The variant, where a node may be one with members.
fn variant(node: &Value) -> Option<&String> {
    let members = node.as_object().filter(|members| members.len() == 1)?;
    members.keys().next()
}

/// Adds the variants of a model.
fn collect(model: &mut Value, ways: &[Way], variants: &mut Variants) {
    for way in ways {
        let node = at(model, way);
        let known = variants.entry(kind(way)).or_default();
        if variant(node).is_some() && known.iter().all(|one| variant(one) != variant(node)) {
            known.push(node.clone());
        }
    }
}

/// The models in which the node alone differs: it is another, another variant, it is missing, or an element of it is.
fn mutations(model: &Value, way: &[String], variants: &[Value]) -> Vec<Api> {
    let here = at(&mut model.clone(), way).clone();
    let mut others = Vec::new();
    match &here {
        Value::Null => {
            let values = [json!("x"), json!(1), json!(true), json!([1.5, true])];
            let read = values
                .into_iter()
                .find_map(|value| with(model, way, value).ok());
            others.extend(read);
        }
        Value::Bool(flag) => others.extend(with(model, way, json!(!flag)).ok()),
        Value::Number(number) => {
            let next = match number.as_i64() {
                Some(number) => json!(number + 1),
                None => json!(number.as_f64().unwrap() + 1.0),
            };
            others.extend(with(model, way, next).ok());
        }
        Value::String(text) => match with(model, way, json!(format!("{text}x"))) {
            Ok(api) => others.push(api),
            // One of a few names, which the error lists.
            Err(error) => {
                let names = error
                    .split('`')
                    .skip(3)
                    .step_by(2)
                    .filter(|name| name != text);
                others.extend(names.filter_map(|name| with(model, way, json!(name)).ok()));
            }
        },
        Value::Array(items) => {
            for index in 0..items.len() {
                let mut fewer = items.clone();
                fewer.remove(index);
                others.extend(with(model, way, Value::Array(fewer)).ok());
            }
        }
        Value::Object(_) => {
            let other = variants.iter().filter(|one| variant(one) != variant(&here));
            others.extend(other.filter_map(|one| with(model, way, one.clone()).ok()));
        }
    }
    if !here.is_null() {
        others.extend(with(model, way, Value::Null).ok());
    }
    others
}

#[test]
fn each_leaf_that_differs_is_a_change() {
    let mut tried: BTreeMap<String, usize> = BTreeMap::new();
    let models = fixtures().into_iter().map(|path| {
        let api = model(&path);
        let value = serde_json::to_value(&api).unwrap();
        let mut ways = Vec::new();
        nodes(&value, &mut Vec::new(), &mut ways);
        (path, api, value, ways)
    });
    let mut models: Vec<_> = models.collect();
    let mut variants = Variants::new();
    for (_, _, value, ways) in &mut models {
        collect(value, ways, &mut variants);
    }
    let mut dropped = BTreeSet::new();
    let mut crooked = BTreeSet::new();
    for (path, api, value, ways) in models {
        assert_eq!(serde_json::from_value::<Api>(value.clone()).unwrap(), api);
        for way in ways {
            let kind = kind(&way);
            let times = tried.entry(kind.clone()).or_default();
            if *times == MOST {
                continue;
            }
            let mut others = mutations(&value, &way, &variants[&kind]);
            others.retain(|other| *other != api);
            // What could not be changed was not tried.
            *times += usize::from(!others.is_empty());
            for other in others {
                if diff(&api, &other).list.is_empty() {
                    dropped.insert(format!("{kind} in {}", path.display()));
                }
                if mirrored(&api, &other, false) != mirrored(&other, &api, true) {
                    crooked.insert(format!("{kind} in {}", path.display()));
                }
            }
        }
    }
    let changed = tried.values().filter(|times| **times > 0).count();
    assert!(changed > 300, "{changed}");
    // What has members is changed by them.
    let has_members = |kind: &str| {
        let inner = format!("{kind}.");
        tried.keys().any(|other| other.starts_with(&inner))
    };
    let unchanged = tried.iter().filter(|(_, times)| **times == 0);
    let unchanged = unchanged.map(|(kind, _)| kind);
    let unchanged: Vec<&String> = unchanged.filter(|kind| !has_members(kind)).collect();
    println!("never changed: {unchanged:#?}");
    assert_eq!(dropped, BTreeSet::new());
    assert_eq!(crooked, BTreeSet::new());
}
