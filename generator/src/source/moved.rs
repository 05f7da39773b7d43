//! Which paths of a document have moved.
//!
//! In: a document before and after. Out: pairs of a path that is gone and the one that took its place. What always holds: a
//! path is in one pair at most, and both sides say the same, but for what they and their parameters are called: by the ids of
//! their operations, or else by all that they hold; where several would do, none is guessed.

use serde_json::{Map, Value};

/// The members of a path and of its operations that say nothing about requests and responses.
const TOLD: [&str; 4] = ["operationId", "summary", "description", "tags"];

/// The methods of a path.
const METHODS: [&str; 8] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace",
];

/// The paths that have moved, each with the new one.
pub(super) fn moved(before: &Value, after: &Value) -> Vec<(String, String)> {
    let paths = |document: &Value| document.get("paths").and_then(Value::as_object).cloned();
    let (Some(before), Some(after)) = (paths(before), paths(after)) else {
        return Vec::new();
    };
    let mut gone = only(&before, &after);
    let mut come = only(&after, &before);
    let mut moved = pairs(&mut gone, &mut come, |item| {
        let ids = ids(item);
        (!ids.is_empty()).then(|| Value::from(ids))
    });
    moved.extend(pairs(&mut gone, &mut come, |item| Some(bare(item))));
    moved
}

/// The paths that only the first has.
fn only<'d>(
    one: &'d Map<String, Value>,
    other: &Map<String, Value>,
) -> Vec<(&'d String, &'d Value)> {
    let only = one.iter().filter(|(path, _)| !other.contains_key(*path));
    only.filter(|(path, _)| path.starts_with('/')).collect()
}

/// Those that have the same key and no other with it, taken out of both lists.
fn pairs(
    gone: &mut Vec<(&String, &Value)>,
    come: &mut Vec<(&String, &Value)>,
    key: impl Fn(&Value) -> Option<Value>,
) -> Vec<(String, String)> {
    let keys = |list: &[(&String, &Value)]| -> Vec<Option<Value>> {
        list.iter().map(|(_, item)| key(item)).collect()
    };
    let (of_gone, of_come) = (keys(gone), keys(come));
    let alone = |keys: &[Option<Value>], wanted: &Option<Value>| {
        let mut found = keys.iter().enumerate().filter(|(_, key)| *key == wanted);
        let first = found.next().map(|(index, _)| index);
        first.filter(|_| found.next().is_none() && wanted.is_some())
    };
    let pairs = of_gone.iter().filter_map(|key| {
        let (from, to) = (alone(&of_gone, key)?, alone(&of_come, key)?);
        Some((gone.get(from)?.0.clone(), come.get(to)?.0.clone()))
    });
    let pairs: Vec<(String, String)> = pairs.collect();
    gone.retain(|(path, _)| pairs.iter().all(|(from, _)| from != *path));
    come.retain(|(path, _)| pairs.iter().all(|(_, to)| to != *path));
    pairs
}

/// The ids of a path's operations, with their methods; empty if one has none.
fn ids(item: &Value) -> Vec<String> {
    let methods = METHODS.iter().filter_map(|method| {
        let id = item.get(method)?.get("operationId");
        Some(
            id.and_then(Value::as_str)
                .map(|id| format!("{method} {id}")),
        )
    });
    methods.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// What a path says of requests and responses, without names of what stands in it.
fn bare(item: &Value) -> Value {
    let mut bare = without_words(item);
    for method in METHODS {
        if let Some(operation) = bare.get_mut(method) {
            *operation = without_words(operation);
        }
    }
    bare
}

fn without_words(of: &Value) -> Value {
    let mut bare = of.clone();
    if let Some(members) = bare.as_object_mut() {
        members.retain(|name, _| !TOLD.contains(&name.as_str()) && !name.starts_with("x-"));
    }
    let parameters = bare.get_mut("parameters").and_then(Value::as_array_mut);
    for parameter in parameters.into_iter().flatten() {
        if parameter.get("in").is_some_and(|place| place == "path")
            && let Some(members) = parameter.as_object_mut()
        {
            members.retain(|name, _| name != "name" && name != "description");
        }
    }
    bare
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::moved;

    fn document(paths: &[(&str, &str, &str)]) -> Value {
        let item = |(path, id, parameter): &(&str, &str, &str)| {
            let parameter = json!({"in": "path", "name": parameter, "required": true});
            let get =
                json!({"operationId": id, "parameters": [parameter], "responses": {"204": {}}});
            ((*path).to_owned(), json!({"get": get}))
        };
        json!({"paths": paths.iter().map(item).collect::<serde_json::Map<_, _>>()})
    }

    #[test]
    fn by_ids_and_else_by_all_that_is_said_if_only_one_would_do() {
        let before = document(&[("/a/{a}", "a", "a"), ("/same", "same", "s")]);
        for (after, expected) in [
            (&[("/b/{b}", "b", "b")][..], Some("/b/{b}")),
            (
                &[("/b/{b}", "b", "b"), ("/c/{c}", "a", "c")],
                Some("/c/{c}"),
            ),
            (&[("/b/{b}", "b", "b"), ("/c/{c}", "c", "c")], None),
            (&[("/a/{a}", "other", "a"), ("/b/{b}", "b", "b")], None),
            (&[], None),
        ] {
            let mut after = after.to_vec();
            after.push(("/same", "same", "s"));
            let expected = expected.map(|to| ("/a/{a}".to_owned(), to.to_owned()));
            let found = moved(&before, &document(&after));
            assert_eq!(found, Vec::from_iter(expected), "{after:?}");
        }
        assert_eq!(moved(&json!([]), &json!({"paths": null})), []);
    }
}
