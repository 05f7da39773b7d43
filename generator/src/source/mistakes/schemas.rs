//! Mistakes within schemas: names and values that are there twice or mean nothing, and keywords that contradict each other.
//!
//! In: what was read, and the merged value. Out: a diagnostic for each mistake. What always holds: see [`super`].

use std::collections::HashSet;

use serde_json::Value;

use super::composition::Composition;
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::source::meant_keyword;
use crate::source::shape::quoted;
use crate::source::version::Version;
use crate::spec::{Schema, SchemaType, SchemaUse, Schemas, Spec};

/// The keywords that say what a value is.
const TYPING: [&str; 10] = [
    "$ref",
    "type",
    "format",
    "enum",
    "properties",
    "additionalProperties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
];

/// Finds what is wrong with schemas.
pub(super) fn find<'d>(
    spec: &'d Spec,
    composition: &Composition<'d>,
    root: &'d Value,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for schema in spec.schemas.iter() {
        found.extend(required(schema, composition, root));
        found.extend(repeated(schema, root));
        found.extend(contradicting(schema, &spec.schemas));
        found.extend(untyped(schema, composition, &spec.schemas, root));
    }
    found
}

/// Names in `required` that no member has.
fn required<'d>(
    schema: &'d Schema,
    composition: &Composition<'d>,
    root: &'d Value,
) -> Vec<Diagnostic> {
    let is_read = |name: &String| schema.properties.contains_key(name);
    if schema.required.iter().all(is_read) {
        return Vec::new();
    }
    let own = composition.properties(schema);
    let is_own = |name: &String| own.is_some_and(|own| own.contains_key(name));
    if schema.required.iter().all(is_own) {
        return Vec::new();
    }
    let Some(members) = composition.members(schema) else {
        return Vec::new();
    };
    let at = schema.at.child("required");
    let list = root.pointer(at.as_str()).and_then(Value::as_array);
    let names = list.into_iter().flatten().enumerate();
    let names = names.filter_map(|(index, name)| Some((index, name.as_str()?)));
    let unknown = names.filter(|(_, name)| !members.contains(name));
    let wrong = unknown.map(|(index, name)| {
        let place = Place::Document(at.child(index));
        let message = format!(
            "`{}` is required, but no property is called so",
            quoted(name)
        );
        let others = members.iter().copied();
        let others = others.filter(|other| !schema.required.iter().any(|name| name == other));
        match nearest(name, others) {
            Some(meant) => Diagnostic::error("required-unknown", place, message)
                .label("no property has this name")
                .help(format!(
                    "did you mean `{meant}`? correct it with an overlay"
                )),
            None => Diagnostic::warning("required-unknown", place, message)
                .label("this is ignored")
                .help("add the property, or remove the name, with an overlay"),
        }
    });
    wrong.collect()
}

/// Values of an enum, and names of members, that are there twice.
fn repeated(schema: &Schema, root: &Value) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut values = HashSet::new();
    let mut names = HashSet::new();
    // Null is not among the values that were read.
    let is_suspect = schema.nullable && !schema.values.is_empty();
    let lists = [
        (
            "enum",
            is_suspect || !schema.values.iter().all(|one| values.insert(one)),
        ),
        (
            "required",
            !schema.required.iter().all(|one| names.insert(one)),
        ),
    ];
    for (keyword, _) in lists.into_iter().filter(|(_, is_suspect)| *is_suspect) {
        let at = schema.at.child(keyword);
        let list = root.pointer(at.as_str()).and_then(Value::as_array);
        let mut seen = HashSet::new();
        for (index, value) in list.into_iter().flatten().enumerate() {
            if !seen.insert(value) {
                let place = Place::Document(at.child(index));
                let shown = quoted(&super::value::shown(value));
                let message = format!("{shown} is there twice in `{keyword}`");
                let wrong = Diagnostic::warning("repeated-value", place, message);
                let wrong = wrong.label("the first one counts");
                found.push(
                    wrong.help("remove it with an overlay; another value may have been meant"),
                );
            }
        }
    }
    found
}

/// Alternatives beside what says something else.
fn contradicting(schema: &Schema, schemas: &Schemas) -> Vec<Diagnostic> {
    let keyword = match (schema.one_of.is_empty(), schema.any_of.is_empty()) {
        (false, _) => "oneOf",
        (true, false) => "anyOf",
        (true, true) => return Vec::new(),
    };
    let mut found = Vec::new();
    if !schema.values.is_empty() {
        let place = Place::Key(schema.at.child("enum"));
        let message = format!(
            "`enum` stands beside `{keyword}`, and only one of them can say what the values are"
        );
        let wrong = Diagnostic::error("contradicting-keywords", place, message);
        let wrong = wrong.label(format!("beside `{keyword}`, this would be ignored"));
        found.push(wrong.help("remove one of them with an overlay"));
    }
    let Some(kind) = schema.kind else {
        return found;
    };
    let contradicts = |part: &&SchemaUse| {
        let other = schemas.of(part).kind;
        other.is_some_and(|other| !is_within(other, kind))
    };
    let parts = schema.one_of.iter().chain(&schema.any_of);
    found.extend(parts.filter(contradicts).map(|part| {
        let other = schemas.of(part).kind.map_or("", word);
        let place = Place::Document(part.at.clone());
        let message = format!(
            "an alternative is of type `{other}` where `type` says `{}`",
            word(kind)
        );
        Diagnostic::error("contradicting-keywords", place, message)
            .label("no value is both")
            .help(format!(
                "remove `type` beside `{keyword}`, or this alternative, with an overlay"
            ))
    }));
    found
}

/// Whether values of one type are of another as well.
fn is_within(one: SchemaType, other: SchemaType) -> bool {
    one == other || one == SchemaType::Integer && other == SchemaType::Number
}

fn word(kind: SchemaType) -> &'static str {
    match kind {
        SchemaType::Text => "string",
        SchemaType::Number => "number",
        SchemaType::Integer => "integer",
        SchemaType::Boolean => "boolean",
        SchemaType::Object => "object",
        SchemaType::Array => "array",
    }
}

/// Members of which nothing is said where something is said of others. A part of a composition may leave that to other parts.
fn untyped<'d>(
    schema: &'d Schema,
    composition: &Composition<'d>,
    schemas: &Schemas,
    root: &Value,
) -> Vec<Diagnostic> {
    let is_free = |used: &SchemaUse| {
        used.reference.is_none() && says_nothing(schemas.of(used)) && !is_reported(used, root)
    };
    let free = |(_, used): &(&String, &SchemaUse)| is_free(used);
    let count = schema.properties.iter().filter(free).count();
    if count == 0 || count == schema.properties.len() {
        return Vec::new();
    }
    let Some(all) = composition.all(schema) else {
        return Vec::new();
    };
    let is_typed = |name: &String| {
        let mut uses = all.iter().filter_map(|other| other.properties.get(name));
        uses.any(|used| !is_free(used))
    };
    let free = schema.properties.iter().filter(free);
    let wrong = free
        .filter(|(name, _)| !is_typed(name))
        .map(|(name, used)| {
            let place = Place::Document(used.at.clone());
            let message = format!(
                "nothing says what `{}` is, though its siblings have types",
                quoted(name)
            );
            Diagnostic::warning("untyped-property", place, message)
                .label("any JSON value is taken")
                .help("give it a `type` with an overlay")
        });
    wrong.collect()
}

/// Whether a keyword that says what a value is was left out as wrong, or is misspelt: it is reported as that.
fn is_reported(used: &SchemaUse, root: &Value) -> bool {
    let schema = root.pointer(used.at.as_str()).and_then(Value::as_object);
    let mut keys = schema.into_iter().flat_map(|schema| schema.keys());
    keys.any(|key| {
        let meant = || meant_keyword(Version::OpenApi30, &used.at.child(key));
        TYPING.contains(&key.as_str())
            || !key.starts_with("x-") && meant().is_some_and(|meant| TYPING.contains(&meant))
    })
}

fn says_nothing(schema: &Schema) -> bool {
    schema.kind.is_none()
        && schema.format.is_none()
        && schema.values.is_empty()
        && schema.properties.is_empty()
        && schema.additional.is_none()
        && schema.resources.is_none()
        && schema.parts().next().is_none()
}
