//! Types, usages and limits in words.
//!
//! In: a node of the model. Out: the part of a line that the outline has for it. What always holds: nothing here ends a line.

use super::Outline;
use std::fmt::Write;

use crate::api::{Api, Docs, Limits, TextFormat, Type, TypeId, Usage};

impl Outline<'_> {
    pub(super) fn named(&self, id: TypeId) -> &str {
        self.api.called(id)
    }

    pub(super) fn ty(&self, ty: &Type) -> String {
        self.api.in_words(ty)
    }
}

impl Api {
    /// The name of a definition; a question mark where the model lacks it.
    pub(crate) fn called(&self, id: TypeId) -> &str {
        self.get(id).map_or("?", |def| def.name.as_str())
    }

    /// A use of a type in a few words, such as `[text]` for a list of texts.
    pub(crate) fn in_words(&self, ty: &Type) -> String {
        match ty {
            Type::Bool => "bool".to_owned(),
            Type::Integer(size) => format!("{size:?}").to_lowercase(),
            Type::Number(size) => format!("{size:?}").to_lowercase(),
            Type::Text(TextFormat::Plain) => "text".to_owned(),
            Type::Text(TextFormat::Other(name)) => format!("text({name:?})"),
            Type::Text(format) => format!("text({format:?})"),
            Type::Timestamp => "timestamp".to_owned(),
            Type::Bytes => "bytes".to_owned(),
            Type::File => "file".to_owned(),
            Type::Id(id) => format!("id<{}>", self.called(*id)),
            Type::Json => "json".to_owned(),
            Type::Named(id) => self.called(*id).to_owned(),
            Type::List(inner) => format!("[{}]", self.in_words(inner)),
            Type::Map(inner) => format!("map<{}>", self.in_words(inner)),
            Type::Entries(inner) => format!("entries<{}>", self.in_words(inner)),
            Type::ClearableEntries => "clearable entries".to_owned(),
            Type::Clearable(inner) => format!("clearable<{}>", self.in_words(inner)),
            Type::Expandable(inner) => format!("expandable<{}>", self.in_words(inner)),
            Type::Page(inner) => format!("page<{}>", self.in_words(inner)),
            Type::Range(inner) => format!("range<{}>", self.in_words(inner)),
            Type::Expand { paths, prefix } => {
                format!("expand<{}, {prefix:?}>", self.called(*paths))
            }
            Type::Nullable(inner) => format!("nullable<{}>", self.in_words(inner)),
            Type::Boxed(inner) => format!("box<{}>", self.in_words(inner)),
        }
    }
}

pub(super) fn usages(usage: Usage) -> String {
    let Usage {
        response,
        form,
        json,
        limited,
        measured,
    } = usage;
    let flags = [
        (response, "read"),
        (form, "form"),
        (json, "json"),
        (limited, "limited"),
        (measured, "measured"),
    ];
    let set: Vec<&str> = flags
        .iter()
        .filter(|(set, _)| *set)
        .map(|(_, text)| *text)
        .collect();
    if set.is_empty() {
        "unused".to_owned()
    } else {
        set.join("+")
    }
}

/// The name as a form writes it, where that is another.
pub(super) fn encoded(wire: &str, key: &str) -> String {
    if key == wire {
        String::new()
    } else {
        format!(" as {key:?}")
    }
}

pub(super) fn since(docs: &Docs) -> String {
    let version = docs.since.as_ref();
    version.map_or_else(String::new, |version| format!(", since {version:?}"))
}

pub(super) fn limits(limits: &Limits, line: &mut String) {
    let Limits {
        min_length,
        max_length,
        min_items,
        max_items,
        minimum,
        maximum,
        pattern,
        not_empty,
        keys,
        each,
    } = limits;
    let sizes = [
        (min_length, "chars >="),
        (max_length, "chars <="),
        (min_items, "items >="),
        (max_items, "items <="),
    ];
    for (bound, text) in sizes {
        if let Some(bound) = bound {
            let _ = write!(line, ", {text} {bound}");
        }
    }
    for (bound, text) in [(minimum, ">"), (maximum, "<")] {
        if let Some((bound, excluded)) = bound {
            let _ = write!(line, ", {text}{} {bound}", if *excluded { "" } else { "=" });
        }
    }
    if let Some(pattern) = pattern {
        let _ = write!(line, ", like {pattern:?}");
    }
    if *not_empty {
        line.push_str(", not empty");
    }
    for (part, limits) in [("keys", keys), ("each", each)] {
        if let Some(limits) = limits {
            let mut inner = String::new();
            self::limits(limits, &mut inner);
            let _ = write!(line, ", {part} ({})", inner.trim_start_matches(", "));
        }
    }
}
