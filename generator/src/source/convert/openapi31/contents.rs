//! What texts, lists and maps hold.
//!
//! In: a schema's draft. Out: the draft with a `format`, with `items` and with `additionalProperties`. What always holds: what a type
//! can't say is said in a warning.

use serde_json::{Map, Value};

use super::super::node::{ConvertedNode, NodeMembers};
use super::super::words::Words;
use super::draft::SchemaDraft;
use crate::diagnostic::{Diagnostic, Place};

/// What a name of a map may have to keep, as `x-propertyNames` has it.
const OF_NAMES: [&str; 3] = ["minLength", "maxLength", "pattern"];

/// Writes what is encoded in a text as its format.
pub(super) fn encoding(words: &mut Words<'_>, draft: &mut SchemaDraft<'_>) {
    let text = |name: &str| {
        let (value, from) = draft.member(name)?;
        Some((value.as_str()?.to_ascii_lowercase(), from))
    };
    let (encoding, media_type) = (text("contentEncoding"), text("contentMediaType"));
    let format = match (encoding, media_type) {
        (Some((encoding, from)), _) => match encoding.as_str() {
            "base64" => Some(("byte", from)),
            "base64url" => Some(("base64url", from)),
            _ => {
                return words.unenforced(from, "decode the text yourself, or write `base64`");
            }
        },
        (None, Some((media_type, from))) if is_bytes(&media_type) => Some(("binary", from)),
        _ => None,
    };
    if let Some((format, from)) = format {
        if !draft.has("type") && !draft.has("$ref") {
            draft.set("type", from.clone(), "string");
        }
        if !draft.has("format") {
            draft.set("format", from, format);
        }
    }
}

/// Whether what is of a media type is bytes rather than a text.
fn is_bytes(media_type: &str) -> bool {
    let is_text = [
        "json",
        "xml",
        "yaml",
        "csv",
        "x-www-form-urlencoded",
        "javascript",
    ];
    !media_type.starts_with("text/") && !is_text.iter().any(|word| media_type.contains(word))
}

/// Writes what each element is as what all of them are, and reads past what may not be there.
pub(super) fn lists(words: &mut Words<'_>, draft: &mut SchemaDraft<'_>) {
    let rest = draft.own.get("items");
    let Some((Value::Array(firsts), from)) = draft.member("prefixItems") else {
        if rest == Some(&Value::Bool(false)) {
            let at = draft.at.child("items");
            draft.put(
                "items",
                ConvertedNode::object(at.clone(), NodeMembers::new()),
            );
            draft.set("maxItems", at, 0);
        }
        return;
    };
    let (firsts, is_closed) = (firsts.clone(), matches!(rest, Some(Value::Bool(false))));
    if is_closed && !draft.has("maxItems") {
        draft.set("maxItems", draft.at.child("items"), firsts.len());
    }
    // Beyond the first ones there may be others, unless there is a limit.
    let most = draft.own.get("maxItems").and_then(Value::as_u64);
    let has_others = !is_closed && most.is_none_or(|most| most > firsts.len() as u64);
    let mut all = firsts.iter().chain(rest.filter(|_| has_others));
    let first = all.next();
    if let Some(first) = first
        && all.all(|other| says_the_same(first, other))
        && (rest.is_some() || !has_others)
    {
        draft.put("items", words.schema(first, &from.child(0)));
        return;
    }
    draft.put(
        "items",
        ConvertedNode::object(from.clone(), NodeMembers::new()),
    );
    let message = "a list with a schema for each place is read as a list of any values";
    words.found.push(
        Diagnostic::warning("untyped-tuple", Place::Key(from), message)
            .label("no type says what stands at which place")
            .help("say in the description what stands where, or give all of them one schema in `items`"),
    );
}

/// Whether two schemas are the same but for what people are told.
fn says_the_same(one: &Value, other: &Value) -> bool {
    fn bare(value: &Value) -> Option<Map<String, Value>> {
        let told = ["title", "description", "examples", "example"];
        let mut members = value.as_object()?.clone();
        members.retain(|name, _| !told.contains(&name.as_str()));
        Some(members)
    }
    one == other || bare(one).is_some_and(|one| Some(one) == bare(other))
}

/// Writes what names and values of maps are as OpenAPI 3.0 and extensions have it.
pub(super) fn maps(words: &mut Words<'_>, draft: &mut SchemaDraft<'_>) {
    patterns(words, draft);
    if let Some((names, from)) = draft.member("propertyNames") {
        let names = names.clone();
        self::names(words, draft, &names, from);
    }
    let Some((rest, from)) = draft.member("unevaluatedProperties") else {
        return;
    };
    let rest = rest.clone();
    let parts = ["allOf", "anyOf", "oneOf", "$ref", "additionalProperties"];
    if parts.iter().any(|name| draft.has(name)) {
        let help = "say in the description that there are no others";
        return words.unenforced(from, help);
    }
    let node = match rest {
        Value::Object(_) => words.schema(&rest, &from),
        other => ConvertedNode::same(from, other),
    };
    draft.put("additionalProperties", node);
}

/// A map whose names all match one pattern.
fn patterns(words: &mut Words<'_>, draft: &mut SchemaDraft<'_>) {
    let Some((patterns, from)) = draft.member("patternProperties") else {
        return;
    };
    let is_map = !draft.has("properties")
        && !draft.has("x-propertyNames")
        && draft
            .own
            .get("additionalProperties")
            .is_none_or(Value::is_boolean);
    let only = patterns.as_object().filter(|_| is_map);
    let mut only = only.into_iter().flatten();
    let (Some((pattern, value)), None) = (only.next(), only.next()) else {
        let help = "write `additionalProperties` with a schema that all of them have";
        return words.unenforced(from, help);
    };
    let (pattern, value) = (pattern.clone(), value.clone());
    let node = words.schema(&value, &from.child(&pattern));
    let text = ConvertedNode::same(from.child(&pattern), pattern);
    draft.put("additionalProperties", node);
    let names = NodeMembers::from_iter([("pattern".to_owned(), text)]);
    draft.put("x-propertyNames", ConvertedNode::object(from, names));
}

/// What names of members have to keep.
fn names(
    words: &mut Words<'_>,
    draft: &mut SchemaDraft<'_>,
    names: &Value,
    from: crate::place::Pointer,
) {
    let known = names.as_object().filter(|names| {
        names.iter().all(|(name, value)| match name.as_str() {
            "type" => value == "string",
            name => OF_NAMES.contains(&name),
        })
    });
    let Some(known) = known.filter(|_| !draft.has("x-propertyNames")) else {
        if names != &Value::Bool(true) {
            words.unenforced(from, "say in the description which names there may be");
        }
        return;
    };
    let limits = known.iter().filter(|(name, _)| *name != "type");
    let limits: NodeMembers = limits
        .map(|(name, value)| {
            (
                name.clone(),
                ConvertedNode::same(from.child(name), value.clone()),
            )
        })
        .collect();
    if !limits.is_empty() {
        draft.put("x-propertyNames", ConvertedNode::object(from, limits));
    }
}
