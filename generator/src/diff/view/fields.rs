//! Fields, inputs and limits as nodes.
//!
//! In: a field, an input or limits. Out: nodes. What always holds: see [`view`](super).

use super::questions;
use super::{Aspect, FactValue, LimitKind, Node, ViewKind};
use crate::api::{Encoding, Field, Given, Input, InputLocation, Limits, Presence, Setters, Style};

/// How many facts there are of a field.
const USUAL: usize = 32;

/// A member of a struct.
pub(super) fn field(field: &Field) -> Node<'_> {
    let mut node = Node::new(ViewKind::Field(field), field.wire.as_str());
    facts(&mut node, field);
    node
}

/// An input of an operation; `placeholder` is its index among those of the path, if it is one.
pub(super) fn input(input: &Input, placeholder: Option<usize>) -> Node<'_> {
    let Input {
        field,
        location,
        allow_empty,
    } = input;
    let mut node = Node::new(ViewKind::Input(input), field.wire.as_str());
    let place = match placeholder {
        // The name of a placeholder is nobody's business on the wire.
        Some(index) => format!("Path {index}"),
        None => format!("{location:?} {}", field.wire),
    };
    node.keys = vec![place.into(), field.wire.as_str().into()];
    node.label = label(field, *location).into();
    node.words(Aspect::Location, format!("{location:?}").to_lowercase());
    node.flag(Aspect::AllowEmpty, *allow_empty);
    facts(&mut node, field);
    node
}

fn label(field: &Field, location: InputLocation) -> String {
    let location = match location {
        InputLocation::Path => "path",
        InputLocation::Query => "query",
        InputLocation::Header => "header",
        InputLocation::Cookie => "cookie",
        InputLocation::Body => "body",
    };
    match field.wire.as_str() {
        // A whole body has no name.
        "" => location.to_owned(),
        wire => format!("{location} {wire}"),
    }
}

fn facts<'a>(node: &mut Node<'a>, field: &'a Field) {
    let Field {
        name,
        wire,
        key,
        ty,
        required,
        nullable,
        encoding,
        limits,
        default,
        docs,
        deprecated,
        read_only,
        write_only,
        presence,
        deadline,
        irreversible,
        pointer,
    } = field;
    node.facts.reserve(USUAL);
    node.text(Aspect::RustName, name.as_str());
    node.text(Aspect::WireName, wire);
    node.text(Aspect::Key, key);
    node.ty(Aspect::Type, ty);
    node.flag(Aspect::Required, *required);
    node.flag(Aspect::Nullable, *nullable);
    written(node, *encoding);
    bounds(node, limits);
    node.maybe(Aspect::Default, default.as_deref());
    node.docs(docs);
    node.flag(Aspect::Deprecated, *deprecated);
    node.flag(Aspect::ReadOnly, *read_only);
    node.flag(Aspect::WriteOnly, *write_only);
    self::presence(node, presence);
    let deadline = deadline.as_ref();
    node.parts
        .extend(deadline.map(|it| questions::deadline(it, presence.optional)));
    node.parts
        .extend(irreversible.iter().map(questions::irreversible));
    node.pointer = Some(pointer);
}

/// How a list or an object is written, by an example.
fn written(node: &mut Node<'_>, encoding: Encoding) {
    let words = match encoding {
        Encoding::Brackets => "key[0]=a&key[member]=b",
        Encoding::Repeat => "key=a&key=b",
        Encoding::Spread => "member=a&other=b",
        Encoding::Json => "JSON",
        Encoding::Styled(Style { kind, explode }) => {
            let exploded = if explode { ", exploded" } else { "" };
            return node.words(
                Aspect::Encoding,
                format!("{kind:?}{exploded}").to_lowercase(),
            );
        }
        Encoding::Joined(separator) => {
            return node.words(Aspect::Encoding, format!("key=a{separator}b"));
        }
    };
    node.text(Aspect::Encoding, words);
}

fn presence<'a>(node: &mut Node<'a>, presence: &'a Presence) {
    let Presence {
        optional,
        given,
        null,
        omittable,
    } = presence;
    let (given, functions) = match given {
        Given::Argument => ("argument", [None; 4]),
        Given::Named => ("named", [None; 4]),
        Given::Setter(Setters {
            set,
            clear,
            unset,
            otherwise,
        }) => {
            let others = [clear, unset, otherwise].map(Option::as_ref);
            let [clear, unset, otherwise] = others;
            ("setter", [Some(set), clear, unset, otherwise])
        }
        Given::Never => ("never", [None; 4]),
    };
    node.flag(Aspect::OptionalInRust, *optional);
    node.text(Aspect::Given, given);
    let aspects = [Aspect::Set, Aspect::Clear, Aspect::Unset, Aspect::Otherwise];
    for (aspect, function) in aspects.into_iter().zip(functions) {
        node.maybe(aspect, function.map(crate::api::Ident::as_str));
    }
    node.flag(Aspect::WrittenNull, *null);
    node.flag(Aspect::Omittable, *omittable);
}

/// Limits of keys, of elements, or of whatever the label says.
pub(super) fn limits<'a>(label: &'a str, limits: &'a Limits) -> Node<'a> {
    let mut node = Node::new(ViewKind::Limits, label);
    bounds(&mut node, limits);
    node
}

/// The bounds as facts, those of keys and elements as parts.
pub(super) fn bounds<'a>(node: &mut Node<'a>, limits: &'a Limits) {
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
    let counts = [
        (LimitKind::MinLength, min_length),
        (LimitKind::MaxLength, max_length),
        (LimitKind::MinItems, min_items),
        (LimitKind::MaxItems, max_items),
    ];
    for (bound, count) in counts {
        node.fact(Aspect::Limit(bound), FactValue::Count(*count));
    }
    for (bound, edge) in [(LimitKind::Minimum, minimum), (LimitKind::Maximum, maximum)] {
        node.fact(Aspect::Limit(bound), FactValue::Edge(*edge));
    }
    node.maybe(Aspect::Limit(LimitKind::Pattern), pattern.as_deref());
    node.flag(Aspect::Limit(LimitKind::NotEmpty), *not_empty);
    for (label, inner) in [("each key", keys), ("each element", each)] {
        if let Some(inner) = inner {
            node.parts.push(self::limits(label, inner));
        }
    }
}
