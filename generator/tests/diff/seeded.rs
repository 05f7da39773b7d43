//! A large real document against itself with 100 changes of all kinds: each is found, once, and in little memory.
//!
//! In: `../shared/specs/stripe-full.json`, beside the repository; without it the test says so and passes.

use std::path::Path;
use std::time::Instant;

use form_codegen::api::{Api, Pointer};
use form_codegen::diff::{Change, diff};
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, read};
use serde_json::{Map, Value, json};

use super::HEAP;

/// How many changes of each kind are made, and of what.
const SEEDS: [(&str, usize, Seed); 12] = [
    ("operation removed", 8, remove_operation),
    ("operation added", 4, add_operation),
    ("parameter removed", 8, remove_parameter),
    ("parameter deprecated", 4, deprecate_parameter),
    ("form limit tightened", 8, tighten_form),
    ("response member removed", 12, remove_member),
    ("response member added", 12, add_member),
    ("response member of another type", 12, retype_member),
    ("response member nullable", 8, make_nullable),
    ("response member described otherwise", 8, describe_member),
    ("value added", 8, add_value),
    ("value removed", 8, remove_value),
];

/// Changes an operation or a component in place, and says where; `None` if there is nothing to change there.
type Seed = fn(&str, &mut Value) -> Option<String>;

fn operation(item: &mut Value) -> Option<&mut Map<String, Value>> {
    item.get_mut("get")?.as_object_mut()
}

fn remove_operation(_: &str, item: &mut Value) -> Option<String> {
    let methods = item.as_object_mut()?;
    // What others share stays reachable.
    methods.remove("delete").map(|_| "/delete".to_owned())
}

fn add_operation(_: &str, item: &mut Value) -> Option<String> {
    let methods = item.as_object_mut()?;
    let parameters = methods.get("get")?.get("parameters")?.clone();
    let in_path = parameters.as_array()?.iter();
    let in_path: Vec<Value> = in_path
        .filter(|parameter| parameter["in"] == "path")
        .cloned()
        .collect();
    if methods.contains_key("put") {
        return None;
    }
    let operation = json!({"parameters": in_path, "responses": {"204": {"description": ""}}});
    methods.insert("put".to_owned(), operation);
    Some("/put".to_owned())
}

/// A parameter of no consequence: `limit` and cursors make pages.
fn plain_parameter(item: &mut Value) -> Option<(usize, &mut Vec<Value>)> {
    let parameters = operation(item)?.get_mut("parameters")?.as_array_mut()?;
    let is_plain = |parameter: &Value| {
        let is_special = ["expand", "limit", "starting_after", "ending_before"];
        parameter["in"] == "query"
            && parameter["schema"]["type"] == "string"
            && parameter["schema"].get("enum").is_none()
            && !is_special.contains(&parameter["name"].as_str().unwrap_or_default())
    };
    let index = parameters.iter().position(is_plain)?;
    Some((index, parameters))
}

fn remove_parameter(_: &str, item: &mut Value) -> Option<String> {
    let (index, parameters) = plain_parameter(item)?;
    let name = parameters.remove(index);
    Some(format!("/get query {}", name["name"].as_str()?))
}

fn deprecate_parameter(_: &str, item: &mut Value) -> Option<String> {
    let (index, parameters) = plain_parameter(item)?;
    parameters[index]["deprecated"] = json!(true);
    Some(format!("/get/parameters/{index}"))
}

fn tighten_form(_: &str, item: &mut Value) -> Option<String> {
    let pointer = "/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties";
    let members = item.pointer_mut(pointer)?.as_object_mut()?;
    let (name, member) = members
        .iter_mut()
        .find(|(_, member)| member["maxLength"] == 5000 && member["type"] == "string")?;
    member["maxLength"] = json!(4321);
    Some(format!("{pointer}/{name}"))
}

/// A member of an object of the API, of that type and of nothing else.
fn member<'v>(schema: &'v mut Value, ty: &str) -> Option<(String, &'v mut Map<String, Value>)> {
    let id = schema.get("x-resourceId")?.is_string();
    let members = schema.get_mut("properties")?.as_object_mut()?;
    let is_plain = |(name, member): &(&String, &Value)| {
        let tells = ["id", "object", "url", "has_more", "data"].contains(&name.as_str());
        id && !tells && member["type"] == ty && member.get("enum").is_none()
    };
    let (name, _) = members.iter().find(is_plain)?;
    Some((name.clone(), members))
}

fn remove_member(_: &str, schema: &mut Value) -> Option<String> {
    let (name, members) = member(schema, "boolean")?;
    members.remove(&name);
    if let Some(required) = schema.get_mut("required").and_then(Value::as_array_mut) {
        required.retain(|one| *one != name);
    }
    Some(format!("/properties/{name}"))
}

fn add_member(_: &str, schema: &mut Value) -> Option<String> {
    let (_, members) = member(schema, "string")?;
    members.insert("seeded_member".to_owned(), json!({"type": "string"}));
    Some("/properties/seeded_member".to_owned())
}

fn retype_member(_: &str, schema: &mut Value) -> Option<String> {
    let (name, members) = member(schema, "integer")?;
    let member = members[&name].as_object_mut()?;
    member.insert("type".to_owned(), json!("string"));
    member.remove("format");
    Some(format!("/properties/{name}"))
}

fn make_nullable(_: &str, schema: &mut Value) -> Option<String> {
    let (name, members) = member(schema, "string")?;
    let member = members[&name].as_object_mut()?;
    let is_new = member.insert("nullable".to_owned(), json!(true)) != Some(json!(true));
    is_new.then(|| format!("/properties/{name}"))
}

fn describe_member(_: &str, schema: &mut Value) -> Option<String> {
    let (name, members) = member(schema, "string")?;
    members[&name]["description"] = json!("Something else.");
    Some(format!("/properties/{name}"))
}

/// The values of an enum of a component.
fn values(schema: &mut Value) -> Option<(String, &mut Vec<Value>)> {
    let members = schema.get_mut("properties")?.as_object_mut()?;
    let is_enum = |(name, member): &(&String, &mut Value)| {
        let values = member.get("enum").and_then(Value::as_array);
        name.as_str() != "object" && values.is_some_and(|values| values.len() > 2)
    };
    let (name, member) = members.iter_mut().find(is_enum)?;
    Some((name.clone(), member.get_mut("enum")?.as_array_mut()?))
}

fn add_value(_: &str, schema: &mut Value) -> Option<String> {
    let (name, values) = values(schema)?;
    values.push(json!("seeded_value"));
    Some(format!("/properties/{name}"))
}

fn remove_value(_: &str, schema: &mut Value) -> Option<String> {
    let (name, values) = values(schema)?;
    values.pop();
    Some(format!("/properties/{name}"))
}

/// Makes the changes, each in a path or a component of its own; where each is, with what it is.
fn seed(document: &mut Value) -> Vec<(String, String)> {
    let mut seeds = Vec::new();
    let mut wanted: Vec<(&str, usize, Seed)> = SEEDS.to_vec();
    for place in ["/paths", "/components/schemas"] {
        let items = document
            .pointer_mut(place)
            .unwrap()
            .as_object_mut()
            .unwrap();
        for (name, item) in items {
            let pointer = Pointer::from_text(place).child(name);
            for (what, left, change) in &mut wanted {
                let is_of_place = what.starts_with("response") || what.starts_with("value");
                if *left == 0 || is_of_place != (place != "/paths") {
                    continue;
                }
                if let Some(inner) = change(name, item) {
                    *left -= 1;
                    seeds.push(((*what).to_owned(), format!("{pointer}{inner}")));
                    break;
                }
            }
        }
    }
    assert!(wanted.iter().all(|(_, left, _)| *left == 0), "{wanted:?}");
    seeds
}

fn model(document: &Value) -> Api {
    let text = document.to_string();
    let source = SourceText {
        name: "stripe-full",
        bytes: text.as_bytes(),
    };
    let document = read(source, &[]).unwrap_or_else(|report| panic!("{report}"));
    lower(&document.spec, LowerOptions { keep_going: true }).0
}

/// Whether a change is at the seed: a parameter that is gone has no place of its own in the new document.
fn is_at(change: &Change, seed: &str) -> bool {
    let (pointer, parameter) = seed.split_once(" query ").unwrap_or((seed, ""));
    let mut places = [&change.old, &change.new].into_iter().flatten();
    match parameter {
        "" => places.any(|place| place.as_str() == pointer),
        name => {
            places.any(|place| place.as_str().starts_with(pointer)) && change.place.ends_with(name)
        }
    }
}

#[test]
fn a_hundred_changes_of_a_large_document_are_found_each_once() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs/stripe-full.json");
    let Ok(text) = std::fs::read(&path) else {
        let test = "a_hundred_changes_of_a_large_document_are_found_each_once";
        return crate::skip::skip(test, "../shared/specs/stripe-full.json is not there");
    };
    let mut document: Value = serde_json::from_slice(&text).unwrap();
    let old = model(&document);
    let seeds = seed(&mut document);
    assert_eq!(seeds.len(), 100);
    let new = model(&document);

    HEAP.reset_peak_usage();
    let (before, start) = (HEAP.current_usage(), Instant::now());
    let changes = diff(&old, &new).list;
    let (took, peak) = (start.elapsed(), HEAP.peak_usage().saturating_sub(before));
    // How long it takes is said, not asserted: that is about the machine.
    eprintln!("{} changes in {took:?}, {} MB", changes.len(), peak >> 20);
    assert!(peak < 250 << 20, "{peak} bytes");

    let causes: Vec<&Change> = changes.iter().filter(|change| !change.follows).collect();
    let line = |one: &&Change| {
        format!(
            "{} {}: {:?} -> {:?}",
            one.id, one.place, one.before, one.after
        )
    };
    let mut wrong = Vec::new();
    for (what, place) in &seeds {
        let found = causes.iter().filter(|change| is_at(change, place));
        let found: Vec<String> = found.map(line).collect();
        if found.len() != 1 {
            wrong.push(format!("{what} at {place}: {found:#?}"));
        }
    }
    let is_stray = |change: &&&Change| !seeds.iter().any(|(_, place)| is_at(change, place));
    wrong.extend(causes.iter().filter(is_stray).map(line));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
