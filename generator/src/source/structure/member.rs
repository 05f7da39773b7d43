//! What extensions say of a value that is a member of an object, or a parameter.
//!
//! In: a schema whose own keywords are read. Out: the time before which something has to be done, and what cannot be undone.
//! What always holds: neither is said of a value of another kind, nor where nothing could come of it.

use serde_json::Value;

use super::reader::{ObjectNode, SpecReader};
use crate::diagnostic::{Diagnostic, Place};
use crate::place::At;
use crate::source::kind::ObjectKind;
use crate::spec::{Schema, SchemaType, StatedDeadline, StatedIrreversible};

const DEADLINE: &str = "x-deadline";
const IRREVERSIBLE: &str = "x-irreversible";

/// Reads both. `is_member` says whether the schema stands at a member of an object, or at a parameter.
pub(super) fn extensions(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
    schema: &mut Schema,
    is_member: bool,
) {
    // Whether the number is a point in time is for the lowering to say, which knows the formats.
    let is_whole = schema.kind == Some(SchemaType::Integer);
    if fits(reader, object, DEADLINE, is_whole && is_member) {
        schema.deadline = reader.member(object, DEADLINE, deadline);
    }
    let is_flag = schema.kind == Some(SchemaType::Boolean);
    if fits(reader, object, IRREVERSIBLE, is_flag && is_member) {
        schema.irreversible = reader.member(object, IRREVERSIBLE, irreversible);
    }
}

/// Reports what can stand at members alone, but stands beside a `$ref`.
pub(super) fn beside(reader: &mut SpecReader<'_>, object: ObjectNode<'_>) {
    for name in [DEADLINE, IRREVERSIBLE] {
        fits(reader, object, name, false);
    }
}

fn fits(reader: &mut SpecReader<'_>, object: ObjectNode<'_>, name: &str, does: bool) -> bool {
    if does || object.get(name).is_none() {
        return true;
    }
    let (code, expected) = match name {
        DEADLINE => ("deadline", "an integer"),
        _ => ("irreversible", "a boolean"),
    };
    let place = Place::Key(object.at.member(name).pointer());
    let message = format!("`{name}` belongs to a member or a parameter that is itself {expected}");
    let found = Diagnostic::error(code, place, message)
        .label("nothing would come of it here")
        .help("move it to the schema of the member that it is about, beside its `type`");
    reader.found.push(found);
    false
}

fn deadline(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<StatedDeadline> {
    let object = reader.object(value, at, ObjectKind::Deadline)?;
    reader.only(object, &["name", "none"]);
    Some(StatedDeadline {
        at: at.pointer(),
        name: reader.required_text(object, "name"),
        none: reader.whole(object, "none"),
    })
}

fn irreversible(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<StatedIrreversible> {
    let object = reader.object(value, at, ObjectKind::Irreversible)?;
    reader.only(object, &["description", "otherwise"]);
    Some(StatedIrreversible {
        at: at.pointer(),
        otherwise: reader.required_text(object, "otherwise"),
        description: reader.text(object, "description"),
    })
}
