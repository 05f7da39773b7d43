//! Where every `$ref` leads.
//!
//! In: a reference's text, its place and the kind of object expected. Out: the place of such an object, or a diagnostic.
//! What always holds: each text is resolved once, however often it occurs and however many references lead to it; each
//! place of a bad one is reported; a place is written as RFC 6901 asks, however the reference writes it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use super::reader::SpecReader;
use super::target::{End, Target};
use crate::diagnostic::{self, Diagnostic, Place, did_you_mean};
use crate::place::At;
use crate::place::Pointer;
use crate::source::bundle::is_fetched;
use crate::source::kind::ObjectKind;
use crate::source::version::Version;
use crate::spec::Reference;

/// What a reference names.
enum ReferenceStep {
    /// Another reference.
    Reference(String),
    End(End),
}

impl SpecReader<'_> {
    /// A reference as it was published.
    fn spelled<'t>(&'t self, text: &'t str) -> &'t str {
        self.published
            .references
            .get(text)
            .map_or(text, String::as_str)
    }

    /// Checks one `$ref`, whose own place is `at`: the place of the object that it leads to in the end.
    pub(super) fn reference(
        &mut self,
        text: &str,
        at: &At<'_>,
        expected: ObjectKind,
    ) -> Option<Arc<Pointer>> {
        let target = self.target(text);
        match target.end {
            End::Found(Some(kind), pointer) if kind == expected => Some(pointer),
            _ => {
                let place = Place::Document(at.pointer());
                let meant = match target.end {
                    End::Dangling => meant(self.root, &target.last),
                    End::External | End::Circle(_) | End::Found(..) => String::new(),
                };
                let texts = (self.spelled(text), self.spelled(&target.last));
                let expected = (expected, self.published.version);
                let why = self.published.unfollowed.get(&*target.last);
                let texts = (texts, why.map(String::as_str));
                let wrong = wrong(place, texts, &target.end, expected, &meant);
                self.found.push(wrong);
                None
            }
        }
    }

    /// What a reference names itself.
    pub(super) fn named(&mut self, text: &str) -> Arc<Reference> {
        if let Some(named) = self.named.get(text) {
            return Arc::clone(named);
        }
        let named = Arc::new(Reference {
            text: text.to_owned(),
            direct: direct(text).unwrap_or_default(),
        });
        self.named.insert(text.to_owned(), Arc::clone(&named));
        named
    }

    /// The schema that an entry of a discriminator's mapping refers to. One that leads nowhere is a warning: the tag is
    /// then of no use.
    pub(super) fn mapping(&mut self, text: &str, at: &At<'_>) -> Option<Pointer> {
        if let End::Found(Some(ObjectKind::Schema), _) = self.target(text).end {
            return direct(text);
        }
        let place = Place::Document(at.pointer());
        let message = format!(
            "a discriminator maps to `{}`, which is not a schema",
            quoted_end(self.spelled(text))
        );
        self.found.push(
            Diagnostic::warning("dangling-mapping", place, message)
                .label("this leads to no schema")
                .help("name one of the document's own schemas with an overlay"),
        );
        None
    }

    /// Follows a reference, and the references that it leads to, to the end: that of all of them.
    fn target(&mut self, text: &str) -> Target {
        if let Some(known) = self.targets.get(text) {
            return known.clone();
        }
        let mut way: Vec<String> = Vec::new();
        let mut positions: HashMap<String, usize> = HashMap::new();
        let mut next = text.to_owned();
        let target = loop {
            if let Some(known) = self.targets.get(&next) {
                break known.clone();
            }
            let last = Arc::from(next.as_str());
            if let Some(start) = positions.get(&next) {
                let steps: Vec<_> = way
                    .iter()
                    .skip(*start)
                    .map(|step| quoted_end(self.spelled(step)))
                    .collect();
                let end = End::Circle(diagnostic::circle(&steps).into());
                break Target { last, end };
            }
            let step = step(self.root, &next);
            positions.insert(next.clone(), way.len());
            way.push(next);
            match step {
                ReferenceStep::Reference(reference) => next = reference,
                ReferenceStep::End(end) => break Target { last, end },
            }
        };
        let known = way.into_iter().map(|text| (text, target.clone()));
        self.targets.extend(known);
        target
    }
}

/// Which of the things beside what a reference names it may have meant, as a question.
fn meant(root: &Value, text: &str) -> String {
    let names = || {
        let named = direct(text)?;
        let beside = root.pointer(named.parent()?.as_str())?.as_object()?;
        let last = named.tokens().last()?;
        Some(did_you_mean(&last, beside.keys().map(String::as_str)))
    };
    names().unwrap_or_default()
}

fn dangling(
    place: Place,
    shown: &str,
    (expected, version): (ObjectKind, Version),
    meant: &str,
) -> Diagnostic {
    let help = match expected.section(version) {
        Some(section) => {
            format!("{meant}add it under `{section}` with an overlay, or correct the reference")
        }
        None => format!("{meant}add it with an overlay, or correct the reference"),
    };
    Diagnostic::error("dangling-ref", place, format!("{shown} does not exist"))
        .label("this leads to nothing in the document")
        .help(help)
}

/// A reference to what is not in the document.
fn external(place: Place, shown: &str, last: &str, why: Option<&str>) -> Diagnostic {
    let wrong = |message: String| Diagnostic::error("external-ref", place, message);
    match why {
        _ if is_fetched(last) => wrong(format!("{shown} is not beside the document"))
            .label("this is never fetched")
            .help("download it, and refer to the file by its relative path"),
        Some(why) => wrong(format!("{shown} can't be followed: {why}"))
            .label("this leads to nothing that could be read")
            .help("correct the reference, or the file that it names"),
        None => wrong(format!("{shown} is in another file, which is not read"))
            .label("only references within the document are followed")
            .help("bundle the document into one file first"),
    }
}

fn wrong(
    place: Place,
    ((text, last), why): ((&str, &str), Option<&str>),
    end: &End,
    (expected, version): (ObjectKind, Version),
    meant: &str,
) -> Diagnostic {
    let shown = match last == text {
        true => format!("`{}`", quoted_end(text)),
        false => format!(
            "`{}` leads to `{}`, which",
            quoted_end(text),
            quoted_end(last)
        ),
    };
    match end {
        End::External => external(place, &shown, last, why),
        End::Dangling => dangling(place, &shown, (expected, version), meant),
        End::Circle(circle) => Diagnostic::error(
            "ref-cycle",
            place,
            format!(
                "`{}` leads only to references, in a circle: {circle}",
                quoted_end(text)
            ),
        )
        .label("no object is at the end of this")
        .help("write one of the objects out"),
        End::Found(kind, _) => {
            let expected_name = expected.name();
            let message = match kind {
                Some(kind) => format!(
                    "{shown} is {} where {expected_name} is expected",
                    kind.name()
                ),
                None => format!(
                    "OpenAPI does not describe what `{}` leads to",
                    quoted_end(last)
                ),
            };
            let help = match expected.section(version) {
                Some(section) => format!("refer to something under `{section}`"),
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

/// What a reference names in the document.
fn step(root: &Value, text: &str) -> ReferenceStep {
    let Some(fragment) = text.strip_prefix('#') else {
        return ReferenceStep::End(End::External);
    };
    let Some(pointer) = Pointer::from_fragment(fragment) else {
        return ReferenceStep::End(End::Dangling);
    };
    let Some(value) = root.pointer(pointer.as_str()) else {
        return ReferenceStep::End(End::Dangling);
    };
    // `additionalProperties` is a schema, or yes or no.
    let kind = ObjectKind::at(Version::OpenApi30, pointer.tokens()).filter(|_| !value.is_boolean());
    match value.get("$ref").and_then(Value::as_str) {
        Some(next) if kind.is_some() => ReferenceStep::Reference(next.to_owned()),
        _ => ReferenceStep::End(End::Found(kind, Arc::new(pointer.normalised()))),
    }
}

/// The place that a reference within the document names.
fn direct(text: &str) -> Option<Pointer> {
    let pointer = Pointer::from_fragment(text.strip_prefix('#')?)?;
    Some(pointer.normalised())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::source::structure::Published;

    use super::*;

    #[test]
    fn a_reference_is_followed_to_its_end() {
        let root = json!({"components": {"schemas": {
            "a": {"$ref": "#/components/schemas/b"}, "b": {}, "c d": {},
            "in": {"$ref": "#/components/schemas/loop"},
            "loop": {"$ref": "#/components/schemas/loop"}
        }}});
        let published = Published::default();
        let mut reader = SpecReader::new(&root, &published);
        let mut target = |name: &str| {
            let Target { last, end } = reader.target(&format!("#/components/schemas/{name}"));
            (last.rsplit('/').next().unwrap().to_owned(), end)
        };
        let schema = |key: &str| {
            let at = Pointer::from_text(format!("/components/schemas/{key}"));
            End::Found(Some(ObjectKind::Schema), Arc::new(at))
        };
        for (from, to, key) in [("a", "b", "b"), ("b", "b", "b"), ("c%20d", "c%20d", "c d")] {
            assert_eq!(target(from), (to.to_owned(), schema(key)));
        }
        for name in ["none", "%zz"] {
            assert_eq!(target(name).1, End::Dangling);
        }
        for name in ["in", "loop"] {
            let End::Circle(steps) = target(name).1 else {
                panic!("{name} leads somewhere");
            };
            assert_eq!(steps.matches("loop").count(), 2);
            assert!(!steps.contains("in"), "{steps}");
        }
    }
}
