//! Operations: bodies that mean nothing, encodings that nothing defines, tags, ids and descriptions.
//!
//! In: a document and its model. Out: findings. What always holds: see [`super`].

use std::collections::{BTreeMap, HashMap};

use serde_json::{Value, json};

use super::{LintFinding, OverlayAction, Subject, uses};
use crate::action::json_path;
use crate::api::{Api, Pointer};
use crate::diagnostic::Place;
use crate::names;
use crate::spec::{Address, Method, Operation, Parameter, ParameterStyle, SchemaType};

/// What a person is to write where a description is missing.
pub(super) const WORDS: &str = "Say here what this is.";
const COMPLETE: &str = "write the description before you paste this";

/// Finds what is wrong with operations.
pub(super) fn find(subject: &Subject<'_>, api: &Api) -> Vec<LintFinding> {
    let operations = uses::operations(subject.spec);
    let ids = ids(api);
    let mut found = Vec::new();
    for (template, operation) in &operations {
        found.extend(body(subject, operation));
        found.extend(encodings(subject, operation));
        found.extend(id(subject, operation, &ids));
        if operation.summary.is_none() && operation.description.is_none() {
            found.push(undescribed(
                subject,
                &operation.at,
                &format!("an operation on `{template}`"),
            ));
        }
    }
    for parameter in uses::parameters(subject.spec) {
        found.extend(deep_object(subject, parameter));
        if parameter.description.is_none() {
            let what = format!("the parameter `{}`", parameter.name);
            found.push(undescribed(subject, &parameter.at, &what));
        }
    }
    found.extend(tags(subject, &operations));
    found
}

/// Something without a description.
pub(super) fn undescribed(subject: &Subject<'_>, at: &Pointer, what: &str) -> LintFinding {
    let target = subject.path(at);
    let update = json!({"description": WORDS});
    LintFinding::new(
        "missing-description",
        Place::Document(at.clone()),
        format!("{what} has no description"),
    )
    .label("its documentation will be empty")
    .action(OverlayAction::update(
        target,
        "The document does not say what this is.",
        update,
    ))
    .unsure(COMPLETE)
}

fn body(subject: &Subject<'_>, operation: &Operation) -> Option<LintFinding> {
    let method = match operation.method {
        Method::Get => "GET",
        Method::Head => "HEAD",
        _ => return None,
    };
    operation.body.as_ref()?;
    let at = operation.at.child("requestBody");
    let why = format!("RFC 9110 gives content in a {method} no meaning.");
    let action = OverlayAction::remove(subject.path(&at), why);
    let message = format!("a {method} has a body, which servers and proxies may ignore or refuse");
    let finding = LintFinding::new("get-body", Place::Key(at), message);
    Some(
        finding
            .label("this becomes a part of the request")
            .action(action),
    )
}

fn deep_object(subject: &Subject<'_>, parameter: &Parameter) -> Option<LintFinding> {
    let schema = subject.spec.schemas.of(parameter.schema.as_ref()?);
    let is_list = schema.kind == Some(SchemaType::Array);
    (parameter.style == ParameterStyle::DeepObject && is_list)
        .then(|| deep_list(subject, &parameter.at, &parameter.name))
}

fn encodings(subject: &Subject<'_>, operation: &Operation) -> Vec<LintFinding> {
    let mut found = Vec::new();
    for media in operation.body.iter().flat_map(|body| &body.content) {
        let schema = media
            .schema
            .as_ref()
            .map(|used| subject.spec.schemas.of(used));
        for (name, encoding) in &media.encoding {
            let member = schema.and_then(|schema| schema.properties.get(name));
            let kind = member.and_then(|member| subject.spec.schemas.of(member).kind);
            if encoding.style == Some(ParameterStyle::DeepObject) && kind == Some(SchemaType::Array)
            {
                found.push(deep_list(subject, &encoding.at, name));
            }
        }
    }
    found
}

fn deep_list(subject: &Subject<'_>, at: &Pointer, name: &str) -> LintFinding {
    let why = "OpenAPI does not say how a list is written with `deepObject`.";
    let update = json!({"style": "form", "explode": true});
    let action = OverlayAction::update(subject.path(at), why, update);
    let message =
        format!("`{name}` is a list in the style `deepObject`, which is for objects alone");
    LintFinding::new("deep-object-array", Place::Key(at.child("style")), message)
        .label(format!("written as `{name}[0]=…`, which is a guess"))
        .action(action)
        .unsure(format!(
            "paste this if the API reads `{name}=a&{name}=b`; if it reads brackets, leave it"
        ))
}

/// An id for each operation, by its place: what it does, and to what.
fn ids(api: &Api) -> HashMap<&Pointer, String> {
    let resources = api.resources.iter();
    let all = resources.flat_map(|resource| {
        let operations = resource.operations.iter();
        operations.map(move |operation| {
            let function = operation.name.to_string();
            let last = Address::of(&operation.template).path.rsplit('/').next();
            let last = last.filter(|part| !part.is_empty() && !part.starts_with('{'));
            let verb = match last {
                Some(last) if is_method(&function) => last,
                _ => &function,
            };
            let module = resource.module.to_string();
            let of = match verb {
                "list" => module,
                _ => names::singular(&module),
            };
            (&operation.pointer, camel_case(&format!("{verb}_{of}")))
        })
    });
    all.collect()
}

fn camel_case(words: &str) -> String {
    let mut words = words.split('_').filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |mut name, word| {
        let mut letters = word.chars();
        name.extend(letters.next().into_iter().flat_map(char::to_uppercase));
        name.extend(letters);
        name
    })
}

fn id(
    subject: &Subject<'_>,
    operation: &Operation,
    ids: &HashMap<&Pointer, String>,
) -> Option<LintFinding> {
    let name = ids.get(&operation.at)?;
    let (place, message) = match &operation.id {
        None if subject
            .document
            .value(&operation.at.child("operationId"))
            .is_some() =>
        {
            return None;
        }
        None => (
            operation.at.clone(),
            "an operation has no `operationId`".to_owned(),
        ),
        Some(id) if says_nothing(id) => (
            operation.at.child("operationId"),
            format!("the `operationId` `{id}` says nothing"),
        ),
        Some(_) => return None,
    };
    let why = "The operation has no name to know it by.";
    let target = subject.path(&operation.at);
    let update = OverlayAction::update(target, why, json!({"operationId": name}));
    let finding = LintFinding::new("useless-operation-id", Place::Document(place), message);
    Some(
        finding
            .label("its name is made of the path alone")
            .action(update),
    )
}

/// Whether an id is a method, or has no word in it.
fn says_nothing(id: &str) -> bool {
    is_method(id) || id.chars().filter(|c| c.is_alphabetic()).count() < 3
}

fn is_method(word: &str) -> bool {
    [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ]
    .iter()
    .any(|method| word.eq_ignore_ascii_case(method))
}

/// Tags that are methods, and tags that are declared and nowhere used.
fn tags(subject: &Subject<'_>, operations: &[(&str, &Operation)]) -> Vec<LintFinding> {
    let mut used: BTreeMap<&str, Pointer> = BTreeMap::new();
    for (_, operation) in operations {
        let at = operation.at.child("tags");
        let tags = subject.document.value(&at).and_then(Value::as_array);
        for (index, tag) in tags.into_iter().flatten().enumerate() {
            if let Some(tag) = tag.as_str() {
                used.entry(tag).or_insert_with(|| at.child(index));
            }
        }
    }
    let at = Pointer::root().child("tags");
    let tags = subject.document.value(&at).and_then(Value::as_array);
    let names = tags.into_iter().flatten().map(|tag| tag.get("name"));
    let declared: Vec<&str> = names
        .map(|name| name.and_then(Value::as_str).unwrap_or_default())
        .collect();
    let declaration = |name: &str| {
        let target = format!("$.tags[?@.name == {}]", json_path::quoted(name));
        OverlayAction::remove(target, "No operation needs this tag.")
    };
    let mut found = Vec::new();
    for (name, at) in used.iter().filter(|(name, _)| is_method(name)) {
        let target = format!("$.paths.*.*.tags{}", json_path::equal(name));
        let message = format!("the tag `{name}` only repeats the method");
        let finding = LintFinding::new("useless-tag", Place::Document(at.clone()), message)
            .label("tags group operations")
            .action(OverlayAction::remove(
                target,
                "A tag that repeats the method groups nothing.",
            ));
        found.push(match declared.contains(name) {
            true => finding.action(declaration(name)),
            false => finding,
        });
    }
    for (index, name) in declared
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.is_empty() && !used.contains_key(*name))
    {
        let at = at.child(index).child("name");
        let message = format!("no operation has the tag `{name}`");
        let finding = LintFinding::new("useless-tag", Place::Document(at), message);
        found.push(
            finding
                .label("this groups nothing")
                .action(declaration(name)),
        );
    }
    found
}
