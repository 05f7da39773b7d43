//! Which items of the crate the changes of documents speak of, and which lines of the surface moved.
//!
//! In: the changes with both models, and what became of the surface. Out: what one side says and the other does not. What always
//! holds: an item is known by the name of the type, the request or the module that has it, by its old and its new one; what only
//! mentions a type that came, went or was renamed moves with it.

use std::collections::BTreeSet;

use form_codegen::api::Api;
use form_codegen::diff::{Change, RustClass};

use super::surface::Moved;

/// The methods that the places of operations begin with.
const METHODS: [&str; 8] = [
    "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE",
];

/// What only one of the two sees.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Disagreement {
    /// Lines of the surface that no change of the documents speaks of.
    pub unexplained: BTreeSet<String>,
    /// Changes of which no line of the surface knows.
    pub unseen: BTreeSet<String>,
}

impl Disagreement {
    /// Holds the two against each other.
    pub fn between(changes: &[Change], models: [&Api; 2], moved: &Moved) -> Self {
        let told: Vec<&Change> = changes
            .iter()
            .filter(|change| change.rust != RustClass::Patch)
            .collect();
        let lines = || moved.removed.iter().chain(&moved.added);
        let spoken: BTreeSet<String> = told
            .iter()
            .flat_map(|change| owners(change, models))
            .collect();
        let named: BTreeSet<&str> = lines().flat_map(|line| words(line)).collect();
        // What names a type or a request that is another one now.
        let whole = told.iter().filter(|change| is_whole(change));
        let whole: BTreeSet<String> = whole.flat_map(|change| owners(change, models)).collect();
        let is_explained = |line: &&String| {
            let is_of_it = owner(line).is_some_and(|owner| spoken.contains(owner));
            is_of_it || words(line).any(|word| whole.contains(word))
        };
        let is_seen = |change: &&&Change| {
            let owners = owners(change, models);
            owners.iter().any(|owner| named.contains(owner.as_str()))
        };
        let unseen = told.iter().filter(|change| !is_seen(change));
        Self {
            unexplained: lines()
                .filter(|line| !is_explained(line))
                .cloned()
                .collect(),
            unseen: unseen.map(|change| super::line(change)).collect(),
        }
    }
}

/// The identifiers of a line.
fn words(line: &str) -> impl Iterator<Item = &str> {
    let parts = line.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
    parts.filter(|word| !word.is_empty())
}

/// The type, the request or the module that has the item of a line.
fn owner(line: &str) -> Option<&str> {
    words(line.split(": ").next()?).last()
}

/// Whether a change is of a type, a resource or an operation as a whole.
fn is_whole(change: &Change) -> bool {
    let mut words = change.place.split(' ');
    let first = words.next().unwrap_or_default();
    let is_alone = match METHODS.contains(&first) || first == "resource" {
        true => words.nth(1).is_none(),
        false => words.next().is_none(),
    };
    is_alone && (first.starts_with('/') || !first.contains('.'))
}

/// What the item that a change speaks of stands in, by the names that it has in either model.
fn owners(change: &Change, models: [&Api; 2]) -> Vec<String> {
    let mut words = change.place.split(' ');
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let mut owners = Vec::new();
    if METHODS.contains(&first) {
        for api in models {
            owners.extend(operation(api, &change.place));
        }
        // It may have had another path.
        let names = change.before.iter().chain(&change.after);
        // Not its function, which others are called like.
        let types = names.flat_map(|name| self::words(name));
        let types = types.filter(|word| word.starts_with(char::is_uppercase));
        owners.extend(types.map(str::to_owned));
        return owners;
    }
    match (first, second) {
        ("event" | "events", _) | ("other", "event") => {
            owners.extend(models.iter().flat_map(|api| events(api)))
        }
        ("API" | "server" | "security", _) => {
            owners.extend(["Api", "PROFILE"].map(str::to_owned));
            owners.extend(models.iter().flat_map(|api| events(api)));
        }
        ("error" | "resource", name) => owners.push(name.to_owned()),
        (name, _) => {
            let name = name.split('.').next().unwrap_or_default();
            owners.push(name.to_owned());
        }
    }
    // Of what was renamed, or is no type.
    let names = change.before.iter().chain(&change.after);
    owners.extend(names.filter(|name| self::words(name).count() == 1).cloned());
    owners
}

/// The request and the resource of the operation that a place begins with.
fn operation(api: &Api, place: &str) -> Vec<String> {
    let mut names = Vec::new();
    for resource in &api.resources {
        for operation in &resource.operations {
            let method = format!("{:?} ", operation.method).to_uppercase();
            let rest = place.strip_prefix(method.as_str());
            let rest = rest.and_then(|rest| rest.strip_prefix(operation.template.as_str()));
            if rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')) {
                names.extend([operation.request.to_string(), resource.name.to_string()]);
            }
        }
    }
    names
}

/// The types that hold events.
fn events(api: &Api) -> Vec<String> {
    let Some(webhooks) = &api.webhooks else {
        return vec!["webhooks".to_owned()];
    };
    let kind = api.get(webhooks.kind).map(|def| def.name.to_string());
    let names = [webhooks.name.to_string(), "webhooks".to_owned()];
    names.into_iter().chain(kind).collect()
}
