//! Members that are called required, and that real responses lack.
//!
//! In: a document and bodies of responses. Out: findings. What always holds: a body is only compared with a schema that is known
//! to describe it; of alternatives, with the only one that it can be.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{LintFinding, OverlayAction, SentBody, Subject, uses};
use crate::action::json_path;
use crate::api::{Conventions, Pointer};
use crate::diagnostic::Place;
use crate::spec::{AdditionalProperties, Schema, SchemaType, SchemaUse};

/// How deep a body is compared.
const DEEPEST: usize = 64;

/// What some bodies lack: by the place of the schema and the name, in how many and in which first.
type Lacking<'d> = BTreeMap<(Pointer, &'d str), (usize, &'d str)>;

/// Finds members that are required and missing.
pub(super) fn find(
    subject: &Subject<'_>,
    conventions: &Conventions,
    sent: &[SentBody],
) -> Vec<LintFinding> {
    let mut lacking = Lacking::new();
    for body in sent {
        if let Some(used) = described(subject, conventions, body) {
            compare(subject, used, &body.value, &body.name, 0, &mut lacking);
        }
    }
    let findings = lacking.into_iter().map(|((at, name), (count, first))| {
        let list = at.child("required");
        let names = subject.document.value(&list).and_then(Value::as_array);
        let index = names.and_then(|names| names.iter().position(|one| one == name));
        let place = index.map_or_else(|| list.clone(), |index| list.child(index));
        let target = subject.path(&list) + &json_path::equal(name);
        let message =
            format!("`{name}` is required, and missing in {count} responses, such as {first}");
        LintFinding::new("required-not-sent", Place::Document(place), message)
            .label("a response without it can't be read")
            .action(OverlayAction::remove(
                target,
                "Responses that the API has sent lack this.",
            ))
    });
    findings.collect()
}

/// The schema of a body, by the body's name or by what it calls itself.
fn described<'d>(
    subject: &Subject<'d>,
    conventions: &Conventions,
    body: &SentBody,
) -> Option<&'d SchemaUse> {
    let spec = subject.spec;
    let name = body.name.split('.').next().unwrap_or_default();
    if let Some(used) = spec.components.get(name) {
        return Some(used);
    }
    let operations = uses::operations(spec).into_iter();
    let mut named = operations.filter(|(_, operation)| operation.id.as_deref() == Some(name));
    if let Some((_, operation)) = named.next() {
        let media = operation.responses.first()?.response.content.first()?;
        return media.schema.as_ref();
    }
    let tag = body.value.get(&conventions.page.tag)?.as_str()?;
    let mut resources = spec.components.values();
    resources.find(|used| {
        let id = spec.schemas.of(used).extensions.get("x-resourceId");
        id.and_then(Value::as_str) == Some(tag)
    })
}

/// The recursion is as deep as the body, and bounded.
fn compare<'d>(
    subject: &Subject<'d>,
    used: &'d SchemaUse,
    value: &Value,
    name: &'d str,
    depth: usize,
    lacking: &mut Lacking<'d>,
) {
    if depth > DEEPEST {
        return;
    }
    let schema = subject.spec.schemas.of(used);
    let inner = |used, value: &Value, lacking: &mut _| {
        compare(subject, used, value, name, depth + 1, lacking);
    };
    for part in &schema.all_of {
        inner(part, value, lacking);
    }
    for alternatives in [&schema.one_of, &schema.any_of] {
        let mut fit = alternatives
            .iter()
            .filter(|one| may_be(subject.spec.schemas.of(one), value));
        if let (Some(only), None) = (fit.next(), fit.next()) {
            inner(only, value, lacking);
        }
    }
    match value {
        Value::Array(elements) => {
            let items = schema.items.iter();
            items.for_each(|items| elements.iter().for_each(|one| inner(items, one, lacking)));
        }
        Value::Object(members) => {
            for (name, value) in members {
                let each = match &schema.additional {
                    Some(AdditionalProperties::Each(each)) => Some(each),
                    _ => None,
                };
                if let Some(used) = schema.properties.get(name).or(each) {
                    inner(used, value, lacking);
                }
            }
            let missing = schema
                .required
                .iter()
                .filter(|name| !members.contains_key(*name));
            for missing in missing.filter(|name| schema.properties.contains_key(*name)) {
                let found = lacking.entry((schema.at.clone(), missing));
                found.or_insert((0, name)).0 += 1;
            }
        }
        _ => {}
    }
}

/// Whether a value can be of a schema, going by its type alone.
fn may_be(schema: &Schema, value: &Value) -> bool {
    match schema.kind {
        None => true,
        Some(SchemaType::Text) => value.is_string(),
        Some(SchemaType::Number | SchemaType::Integer) => value.is_number(),
        Some(SchemaType::Boolean) => value.is_boolean(),
        Some(SchemaType::Object) => value.is_object(),
        Some(SchemaType::Array) => value.is_array(),
    }
}
