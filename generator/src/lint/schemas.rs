//! Schemas: descriptions, enums without values, dates and ids that do not say what they are.
//!
//! In: a document. Out: findings. What always holds: see [`super`].

use std::collections::HashMap;

use serde_json::{Value, json};

use super::operations::undescribed;
use super::{LintFinding, OverlayAction, Subject, uses};
use crate::api::Pointer;
use crate::diagnostic::Place;
use crate::names;
use crate::spec::{Schema, SchemaType, SchemaUse};

/// A value that has a name: a property or a parameter.
struct Named<'d> {
    name: &'d str,
    used: &'d SchemaUse,
    /// What is said of it, besides what its schema says.
    description: Option<&'d str>,
}

/// Finds what is wrong with schemas.
pub(super) fn find(subject: &Subject<'_>) -> Vec<LintFinding> {
    let mut found = Vec::new();
    let resources = resources(subject);
    for (name, used) in &subject.spec.components {
        let schema = subject.spec.schemas.of(used);
        if used.reference.is_none() && schema.description.is_none() {
            found.push(undescribed(
                subject,
                &used.at,
                &format!("the schema `{name}`"),
            ));
        }
    }
    for used in uses::all(subject.spec) {
        found.extend(empty_enum(subject, used));
    }
    for schema in subject.spec.schemas.iter() {
        found.extend(clashes(schema));
    }
    for named in named(subject) {
        if named.used.reference.is_some() {
            continue;
        }
        let schema = subject.spec.schemas.of(named.used);
        found.extend(date(subject, &named, schema));
        found.extend(id(subject, &named, schema, &resources));
    }
    found
}

/// Members that Rust would call alike. The names are the API's: no action changes them.
fn clashes(schema: &Schema) -> Vec<LintFinding> {
    let mut first: HashMap<String, &str> = HashMap::new();
    let mut found = Vec::new();
    for (name, used) in &schema.properties {
        let ident = names::field_ident(name).to_string();
        let Some(other) = first.get(&ident) else {
            first.insert(ident, name);
            continue;
        };
        let message = format!("`{name}` and `{other}` would both be called `{ident}`");
        let finding = LintFinding::new("name-collision", Place::Key(used.at.clone()), message)
            .label("this one gets a number")
            .unsure("say in the description of each which one it is");
        found.push(finding);
    }
    found
}

fn named<'d>(subject: &Subject<'d>) -> Vec<Named<'d>> {
    let parameters = uses::parameters(subject.spec).into_iter();
    let parameters = parameters.filter_map(|parameter| {
        Some(Named {
            name: &parameter.name,
            used: parameter.schema.as_ref()?,
            description: parameter.description.as_deref(),
        })
    });
    let schemas = subject.spec.schemas.iter();
    let properties = schemas.flat_map(|schema| &schema.properties);
    let properties = properties.map(|(name, used)| Named {
        name,
        used,
        description: None,
    });
    parameters.chain(properties).collect()
}

fn empty_enum(subject: &Subject<'_>, used: &SchemaUse) -> Option<LintFinding> {
    let at = used.at.child("enum");
    let values = subject.document.value(&at)?.as_array()?;
    if !values.iter().all(Value::is_null) || used.reference.is_some() {
        return None;
    }
    let why = "An enum without values allows none.";
    let action = OverlayAction::remove(subject.path(&at), why);
    let finding = LintFinding::new("empty-enum", Place::Key(at), "an enum has no values");
    Some(
        finding
            .label("taken as if it were not there")
            .action(action),
    )
}

/// A date or a point in time that does not say so.
fn date(subject: &Subject<'_>, named: &Named<'_>, schema: &Schema) -> Option<LintFinding> {
    if schema.format.is_some() || !schema.values.is_empty() {
        return None;
    }
    let said = [named.description, schema.description.as_deref()];
    let says = |words: &[&str]| {
        let mut texts = said.iter().flatten();
        texts.any(|text| words.iter().any(|word| text.to_lowercase().contains(word)))
    };
    let named_so = ["created", "updated", "timestamp", "expires", "due_by"].contains(&named.name)
        || ["_at", "_date", "_time"]
            .iter()
            .any(|end| named.name.ends_with(end));
    let (format, is_said) = match schema.kind? {
        SchemaType::Integer => ("unix-time", says(&["unix", "epoch"])),
        SchemaType::Text => (
            "date-time",
            says(&["iso 8601", "iso8601", "rfc 3339", "rfc3339"]),
        ),
        _ => return None,
    };
    if !is_said && (!named_so || schema.kind == Some(SchemaType::Text)) {
        return None;
    }
    let target = subject.path(&named.used.at);
    let why = "A point in time, which only the name or the description says.";
    let action = OverlayAction::update(target, why, json!({"format": format}));
    let message = format!(
        "`{}` is a point in time, and its schema does not say so",
        named.name
    );
    let place = Place::Document(named.used.at.clone());
    let finding = LintFinding::new("date-without-format", place, message)
        .label("becomes a plain number or text")
        .action(action);
    Some(match is_said {
        true => finding,
        false => finding.unsure(format!("paste this if it is a `{format}`")),
    })
}

/// The names of components that are resources, by what they call themselves.
fn resources<'d>(subject: &Subject<'d>) -> HashMap<&'d str, &'d str> {
    let components = subject.spec.components.iter();
    let resources = components.filter_map(|(name, used)| {
        let schema = subject.spec.schemas.of(used);
        let id = schema.extensions.get("x-resourceId")?.as_str()?;
        Some((id, name.as_str()))
    });
    resources.collect()
}

/// An id that does not say of what.
fn id(
    subject: &Subject<'_>,
    named: &Named<'_>,
    schema: &Schema,
    resources: &HashMap<&str, &str>,
) -> Option<LintFinding> {
    let bare = named.name.strip_suffix("_id").unwrap_or(named.name);
    let component = resources.get(bare)?;
    let is_text = schema.kind == Some(SchemaType::Text) && schema.values.is_empty();
    if !is_text || schema.resources.is_some() || schema.format.is_some() {
        return None;
    }
    let to = Pointer::root()
        .child("components")
        .child("schemas")
        .child(component);
    let update =
        json!({"x-expansionResources": {"oneOf": [{"$ref": subject.document.reference(&to)}]}});
    let target = subject.path(&named.used.at);
    let action = OverlayAction::update(target, format!("The id of a {bare}."), update);
    let message = format!(
        "`{}` is named like the id of a `{bare}`, and its schema does not say so",
        named.name
    );
    let place = Place::Document(named.used.at.clone());
    let finding = LintFinding::new("id-without-resource", place, message)
        .label("any text is taken, the ids of other things as well")
        .action(action);
    // A name alone says nothing of what an id refers to.
    let said = [named.description, schema.description.as_deref()];
    let mut words = said
        .into_iter()
        .flatten()
        .flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
    Some(
        match words.any(|word| ["id", "ID", "identifier"].contains(&word)) {
            true => finding,
            false => finding.unsure(format!("paste this if it is the id of a `{bare}`")),
        },
    )
}
