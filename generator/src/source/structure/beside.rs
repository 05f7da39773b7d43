//! `x-mock` and `x-cli`, at operations and at schemas: what is said beside what clients are made of.
//!
//! In: their values. Out: the rules of an operation, or how objects of a schema are made up; columns, and parameters of uploads. What always holds: a word that means nothing is
//! reported; whether names are those of something is for [`mistakes`](crate::source::mistakes) to say, which knows all of the document.

use serde_json::Value;

use super::reader::{ObjectNode, SpecReader, string};
use crate::place::At;
use crate::source::kind::ObjectKind;
use crate::source::shape;
use crate::spec::{StatedColumns, StatedObjects, StatedRefusal, StatedRule, StatedUploads};

/// What is for a test server.
const KEY: &str = "x-mock";

/// What is for a command line.
const TERMINAL: &str = "x-cli";

/// The members of a rule.
const RULE: [&str; 7] = ["given", "when", "state", "refuse", "set", "add", "emit"];

/// Reads the rules of an operation: one, or a list of them.
pub(super) fn rules(reader: &mut SpecReader<'_>, object: ObjectNode<'_>) -> Vec<StatedRule> {
    match object.get(KEY) {
        Some(Value::Array(_)) => reader.list(object, KEY, rule).unwrap_or_default(),
        Some(_) => reader.member(object, KEY, rule).into_iter().collect(),
        None => Vec::new(),
    }
}

fn rule(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<StatedRule> {
    let object = reader.object(value, at, ObjectKind::Mock)?;
    reader.only(object, &RULE);
    Some(StatedRule {
        at: at.pointer(),
        given: reader.list(object, "given", string).unwrap_or_default(),
        when: reader.map(object, "when", any),
        state: reader.map(object, "state", any),
        refuse: reader.member(object, "refuse", refusal),
        set: reader.map(object, "set", any),
        add: reader.map(object, "add", whole),
        emit: reader.list(object, "emit", string).unwrap_or_default(),
    })
}

fn refusal(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<StatedRefusal> {
    let object = reader.object(value, at, ObjectKind::Mock)?;
    reader.only(object, &["status", "code", "message"]);
    let status = reader.count(object, "status").unwrap_or(400);
    if !(400..600).contains(&status) {
        let found = Value::from(status);
        let expected = "a status from 400 to 599";
        reader.mismatch(&at.member("status"), "`status`", expected, &found);
    }
    Some(StatedRefusal {
        status,
        code: reader.text(object, "code"),
        message: reader.required_text(object, "message"),
    })
}

/// Reads how objects of a schema are made up.
pub(super) fn objects(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
) -> Option<Box<StatedObjects>> {
    reader.member(object, KEY, made_up).map(Box::new)
}

fn made_up(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<StatedObjects> {
    let object = reader.object(value, at, ObjectKind::Mock)?;
    reader.only(object, &["idPrefix", "initial"]);
    Some(StatedObjects {
        at: at.pointer(),
        id_prefix: reader.text(object, "idPrefix"),
        initial: reader.map(object, "initial", any),
    })
}

/// Reads how objects of a schema are shown.
pub(super) fn columns(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
) -> Option<Box<StatedColumns>> {
    let read = |reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>| {
        let object = reader.object(value, at, ObjectKind::Terminal)?;
        reader.only(object, &["columns"]);
        Some(StatedColumns {
            at: at.pointer(),
            columns: reader.list(object, "columns", string).unwrap_or_default(),
        })
    };
    reader.member(object, TERMINAL, read).map(Box::new)
}

/// Reads what uploads for an operation are given.
pub(super) fn uploads(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
) -> Option<StatedUploads> {
    let read = |reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>| {
        let object = reader.object(value, at, ObjectKind::Terminal)?;
        reader.only(object, &["uploadWith"]);
        Some(StatedUploads {
            at: at.pointer(),
            upload_with: reader.map(object, "uploadWith", string),
        })
    };
    reader.member(object, TERMINAL, read)
}

fn any(_: &mut SpecReader<'_>, value: &Value, _: &At<'_>) -> Option<Value> {
    Some(value.clone())
}

fn whole(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<i64> {
    let found = value.as_i64();
    if found.is_none() {
        let place = crate::diagnostic::Place::Document(at.pointer());
        let wrong = shape::wrong_type(place, "a value", "a whole number", value);
        reader.found.push(wrong);
    }
    found
}
