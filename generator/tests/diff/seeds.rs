//! A hundred changes of all kinds, made in a document.
//!
//! In: a large document. Out: the same, changed, and where each change is. What always holds: each is in a path or a component of
//! its own.

use form_codegen::api::Pointer;
use serde_json::{Map, Value, json};

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
pub fn seed(document: &mut Value) -> Vec<(String, String)> {
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
