//! Where every `$ref` leads.
//!
//! In: a reference's text, its place and the kind of object expected. Out: a diagnostic if it does not lead to one. What
//! always holds: each text is resolved once, however often it occurs, and each place of a bad one is reported.

use std::borrow::Cow;

use serde_json::Value;

use super::kind::ObjectKind;
use super::reader::Reader;
use crate::api::Pointer;
use crate::diagnostic::{Diagnostic, Place};
use crate::place::At;

/// The longest chain of references to references that is followed.
const LONGEST_CHAIN: usize = 100;

/// Where a reference leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Into another file.
    External,
    /// To nothing.
    Dangling,
    /// Only to other references, round and round.
    Cycle,
    /// To an object of this kind; `None` where OpenAPI does not say what stands there.
    Found(Option<ObjectKind>),
}

impl Reader<'_> {
    /// Checks one `$ref`, whose own place is `at`.
    pub(super) fn reference(&mut self, text: &str, at: &At<'_>, expected: ObjectKind) {
        let target = self.target(text);
        if target != Target::Found(Some(expected)) {
            let place = Place::Document(at.pointer());
            self.found.push(wrong(place, text, target, expected));
        }
    }

    /// Checks an entry of a discriminator's mapping. One that leads nowhere is a warning: the tag is then of no use.
    pub(super) fn mapping(&mut self, text: &str, at: &At<'_>) {
        if self.target(text) != Target::Found(Some(ObjectKind::Schema)) {
            let place = Place::Document(at.pointer());
            let message = format!(
                "a discriminator maps to `{}`, which is not a schema",
                quoted_end(text)
            );
            self.found.push(
                Diagnostic::warning("dangling-mapping", place, message)
                    .label("this leads to no schema")
                    .help("name a schema under `components/schemas` with an overlay"),
            );
        }
    }

    fn target(&mut self, text: &str) -> Target {
        if let Some(target) = self.targets.get(text) {
            return *target;
        }
        let target = resolve(self.root, text);
        self.targets.insert(text.to_owned(), target);
        target
    }
}

fn wrong(place: Place, text: &str, target: Target, expected: ObjectKind) -> Diagnostic {
    let shown = quoted_end(text);
    match target {
        Target::External => Diagnostic::error(
            "external-ref",
            place,
            format!("`{shown}` is in another file, which is not read"),
        )
        .label("only references within the document are followed")
        .help("bundle the document into one file first"),
        Target::Dangling => {
            let help = match expected.section() {
                Some(section) => format!(
                    "add it under `components/{section}` with an overlay, or correct the reference"
                ),
                None => "add it with an overlay, or correct the reference".to_owned(),
            };
            Diagnostic::error("dangling-ref", place, format!("`{shown}` does not exist"))
                .label("this leads to nothing in the document")
                .help(help)
        }
        Target::Cycle => Diagnostic::error(
            "ref-cycle",
            place,
            format!("`{shown}` leads only to references, and back to itself"),
        )
        .label("no object is at the end of this")
        .help("write one of the objects out"),
        Target::Found(kind) => {
            let expected_name = expected.name();
            let message = match kind {
                Some(kind) => format!(
                    "`{shown}` is {} where {expected_name} is expected",
                    kind.name()
                ),
                None => format!("OpenAPI does not describe what `{shown}` leads to"),
            };
            let help = match expected.section() {
                Some(section) => format!("refer to something under `components/{section}`"),
                None => format!("refer to {}", expected.name()),
            };
            Diagnostic::error("ref-kind", place, message)
                .label(format!("expected {}", expected.name()))
                .help(help)
        }
    }
}

/// The text of a reference, of which the end matters most.
fn quoted_end(text: &str) -> Cow<'_, str> {
    let count = text.chars().count();
    match count.checked_sub(100) {
        Some(skip) if skip > 0 => {
            Cow::Owned(format!("…{}", text.chars().skip(skip).collect::<String>()))
        }
        _ => Cow::Borrowed(text),
    }
}

/// Follows a reference, and the references that it leads to, to the end.
fn resolve(root: &Value, text: &str) -> Target {
    let mut text = Cow::Borrowed(text);
    for _ in 0..LONGEST_CHAIN {
        let Some(fragment) = text.strip_prefix('#') else {
            return Target::External;
        };
        let Some(pointer) = Pointer::from_fragment(fragment) else {
            return Target::Dangling;
        };
        let Some(value) = root.pointer(pointer.as_str()) else {
            return Target::Dangling;
        };
        let kind = ObjectKind::at(pointer.tokens());
        match value.get("$ref").and_then(Value::as_str) {
            Some(next) if kind.is_some() => text = Cow::Owned(next.to_owned()),
            _ => return Target::Found(kind),
        }
    }
    Target::Cycle
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_reference_is_followed_to_its_end() {
        let root = json!({"components": {"schemas": {
            "a": {"$ref": "#/components/schemas/b"}, "b": {}, "c d": {},
            "loop": {"$ref": "#/components/schemas/loop"}
        }}});
        let resolve = |name: &str| resolve(&root, &format!("#/components/schemas/{name}"));
        let schema = Target::Found(Some(ObjectKind::Schema));
        assert_eq!(["a", "b", "c%20d"].map(resolve), [schema; 3]);
        assert_eq!(
            ["loop", "none", "%zz"].map(resolve),
            [Target::Cycle, Target::Dangling, Target::Dangling]
        );
    }
}
