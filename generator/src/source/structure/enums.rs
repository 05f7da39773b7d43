//! What extensions say of the values of an enum.
//!
//! In: a schema whose own keywords are read. Out: since when there are single values, what they mean, and groups of them. What always holds:
//! whatever is named is a value of the enum; a group has one at least, and none twice.

use indexmap::IndexMap;
use serde_json::Value;

use super::reader::{ObjectNode, SpecReader, string, version_of};
use crate::diagnostic::{Diagnostic, Place};
use crate::place::{At, Pointer};
use crate::source::kind::ObjectKind;
use crate::source::shape;
use crate::spec::{Schema, StatedFields, StatedGroup};

/// The extension that names groups of values.
const GROUPS: &str = "x-valueGroups";
/// The extension that names fields for values.
const FIELDS: &str = "x-valueFields";
/// The code of what is wrong with either.
const CODE: &str = "value-groups";

/// Reads since when there are single values of an enum; each has to be one of them.
pub(super) fn values_since(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
    schema: &mut Schema,
) {
    const NAME: &str = "x-valuesSince";
    schema.values_since = reader.map(object, NAME, version_of);
    let values: Vec<String> = schema.values.iter().map(as_text).collect();
    let at = object.at.member(NAME);
    for value in schema.values_since.keys() {
        if !values.contains(value) {
            let place = Place::Key(at.member(value).pointer());
            unknown(reader, place, "a key of `x-valuesSince`", value, &values);
        }
    }
}

/// Reads what single values of an enum mean; each has to be one of them.
pub(super) fn value_descriptions(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
    schema: &mut Schema,
) {
    const NAME: &str = "x-enumDescriptions";
    schema.value_descriptions = reader.map(object, NAME, string);
    let values: Vec<String> = schema.values.iter().map(as_text).collect();
    let at = object.at.member(NAME);
    for value in schema.value_descriptions.keys() {
        if !values.contains(value) {
            let place = Place::Key(at.member(value).pointer());
            let what = "a key of `x-enumDescriptions`";
            unknown(reader, place, what, value, &values);
        }
    }
}

/// Reads the groups of values.
pub(super) fn value_groups(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
    schema: &mut Schema,
) {
    if !tells_apart(reader, object, schema, GROUPS) {
        return;
    }
    let groups: IndexMap<String, StatedGroup> = reader.map(object, GROUPS, value_group);
    let known: Vec<String> = schema.values.iter().map(as_text).collect();
    let at = object.at.member(GROUPS);
    for (name, group) in &groups {
        let at = at.member(name);
        let at = at.member("values");
        for (index, value) in group.values.iter().enumerate() {
            let text = as_text(value);
            let element = at.element(index);
            let place = || Place::Document(element.pointer());
            if !schema.values.contains(value) {
                let what = format!("a value of the group `{}`", shape::quoted(name));
                unknown(reader, place(), &what, &text, &known);
            } else if group.values.iter().take(index).any(|other| other == value) {
                let text = shape::quoted(&text);
                let message = format!("`{text}` stands twice in this group");
                let found = Diagnostic::error(CODE, place(), message);
                let found = found.label("it is there already").help("remove it");
                reader.found.push(found);
            }
        }
    }
    schema.groups = groups;
    // What was told is left out, so that the rest can be gone on with.
    for group in schema.groups.values_mut() {
        let mut seen: Vec<Value> = Vec::with_capacity(group.values.len());
        group.values.retain(|value| {
            let stays = schema.values.contains(value) && !seen.contains(value);
            seen.push(value.clone());
            stays
        });
    }
    schema.groups.retain(|_, group| !group.values.is_empty());
}

/// Whether an extension about values stands at an enum that has several; if not, and it is there, it is reported.
fn tells_apart(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
    schema: &Schema,
    name: &str,
) -> bool {
    let several = schema.values.len() > 1;
    if !several && object.get(name).is_some() {
        // One value alone is a constant, the wish to clear, or all that there is: nothing would be told apart.
        let place = Place::Document(object.at.member(name).pointer());
        let message = format!("`{name}` needs an enum of two values at least");
        let found = Diagnostic::error(CODE, place, message)
            .label("beside it stands no such `enum`")
            .help("move it to the schema that has the `enum`, or remove it");
        reader.found.push(found);
    }
    several
}

/// Reports what is about values of an enum, but stands beside a `$ref`.
pub(super) fn beside(reader: &mut SpecReader<'_>, object: ObjectNode<'_>) {
    for name in [GROUPS, FIELDS] {
        if object.get(name).is_some() {
            let place = Place::Key(object.at.member(name).pointer());
            let message = format!("`{name}` cannot stand beside a `$ref`");
            let found = Diagnostic::error(CODE, place, message)
                .label("it would be ignored here")
                .help("move it to the schema that has the `enum`");
            reader.found.push(found);
        }
    }
}

/// Reads the fields that belong to values.
pub(super) fn value_fields(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
    schema: &mut Schema,
) {
    if !tells_apart(reader, object, schema, FIELDS) {
        return;
    }
    let all: IndexMap<String, StatedFields> = reader.map(object, FIELDS, stated_fields);
    let known: Vec<String> = schema.values.iter().map(as_text).collect();
    let at = object.at.member(FIELDS);
    for (name, fields) in &all {
        let at = at.member(name);
        let at = at.member("values");
        for value in fields.values.keys().filter(|value| !known.contains(value)) {
            let what = format!("a value of `{}`", shape::quoted(name));
            let place = Place::Key(at.member(value).pointer());
            unknown(reader, place, &what, value, &known);
        }
    }
    schema.value_fields = all;
}

fn stated_fields(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<StatedFields> {
    let object = reader.object(value, at, ObjectKind::ValueFields)?;
    reader.only(object, &["description", "of", "values"]);
    reader.require(object, "of");
    reader.require(object, "values");
    let of = at.member("of");
    let of = reader.reference_in(object.get("of")?, &of, ObjectKind::Schema);
    let is_reference = of.is_some();
    let of = of.flatten();
    if !is_reference {
        let found = object.get("of").unwrap_or(&Value::Null);
        reader.mismatch(&at.member("of"), "`of`", "a reference to a schema", found);
    }
    let values = reader.map(object, "values", |reader, value, at| {
        let Value::Array(elements) = value else {
            reader.mismatch(at, "a value", "an array", value);
            return None;
        };
        let mut names: Vec<String> = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            let at = at.element(index);
            let name = string(reader, element, &at)?;
            if names.contains(&name) {
                let place = Place::Document(at.pointer());
                let message = format!("`{}` stands twice in this list", shape::quoted(&name));
                let found = Diagnostic::error(CODE, place, message);
                let found = found.label("it is there already").help("remove it");
                reader.found.push(found);
            } else {
                names.push(name);
            }
        }
        Some(names)
    });
    Some(StatedFields {
        at: at.pointer(),
        description: reader.text(object, "description"),
        of: Pointer::clone(&*of?),
        values,
    })
}

fn value_group(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<StatedGroup> {
    let object = reader.object(value, at, ObjectKind::ValueGroup)?;
    reader.only(object, &["description", "values"]);
    reader.require(object, "values");
    let values = reader.list(object, "values", |_, value, _| Some(value.clone()))?;
    if values.is_empty() {
        let place = Place::Document(at.member("values").pointer());
        let found = Diagnostic::error(CODE, place, "this group has no value")
            .label("nothing would ever be in it")
            .help("name the values that belong to it, or remove the group");
        reader.found.push(found);
    }
    Some(StatedGroup {
        at: at.pointer(),
        description: reader.text(object, "description"),
        values,
    })
}

fn unknown(reader: &mut SpecReader<'_>, place: Place, what: &str, value: &str, known: &[String]) {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let wrong = shape::wrong_value(place, what, value, &known);
    reader.found.push(wrong);
}

/// A value of an enum as the key of a map: text as it is.
fn as_text(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
