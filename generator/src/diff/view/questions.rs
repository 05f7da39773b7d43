//! What the crate answers besides what the wire says, and what it makes of it, as nodes.
//!
//! In: what extensions say of values, and conversions. Out: nodes. What always holds: see [`view`](super). Values stand by what
//! the wire calls them, so that a new name in Rust is told once; a function that is called otherwise is still found.

use super::{Aspect, FactValue, Node, ViewKind};
use crate::api::{
    Deadline, FieldSentAgain, Ident, Irreversible, SentAgain, ValueFields, ValueGroup,
    ValueSentAgain,
};

/// A function that says whether a value belongs to a group; `wire` knows a variant's value.
pub(super) fn group(group: &ValueGroup, wire: impl Fn(&Ident) -> String) -> Node<'_> {
    let ValueGroup {
        name,
        docs,
        variants,
    } = group;
    let mut node = function(name);
    let mut values: Vec<String> = variants.iter().map(wire).collect();
    values.sort_unstable();
    let values = values.join(", ");
    // It is still the same if it is called otherwise.
    node.keys.push(format!("for {values}").into());
    node.words(Aspect::Answer, values);
    node.docs(docs);
    node
}

/// A function that names fields for a value; `wire` knows a variant's value.
pub(super) fn value_fields(fields: &ValueFields, wire: impl Fn(&Ident) -> String) -> Node<'_> {
    let ValueFields {
        name,
        docs,
        object,
        names,
        values,
    } = fields;
    let mut node = function(name);
    let each = values.iter().map(|(value, fields)| {
        let fields: Vec<&str> = fields.iter().map(Ident::as_str).collect();
        format!("{}: {}", wire(value), fields.join(", "))
    });
    let mut each: Vec<String> = each.collect();
    each.sort_unstable();
    let each = each.join("; ");
    node.keys.push(format!("of {each}").into());
    node.words(Aspect::Answer, each);
    node.fact(Aspect::Type, FactValue::Definition(Some(*names)));
    node.fact(Aspect::Asked, FactValue::Definition(Some(*object)));
    node.docs(docs);
    node
}

/// A function that says how much time is left until what a member says, which may be `optional` in Rust.
pub(super) fn deadline(deadline: &Deadline, optional: bool) -> Node<'_> {
    let Deadline { name, none } = deadline;
    let mut node = function(name);
    // A member has one at most.
    node.keys = vec!["deadline".into()];
    node.flag(Aspect::OptionalInRust, optional || none.is_some());
    let none = none.map(|none| format!("{none} stands for no such time"));
    node.words(Aspect::Answer, none.unwrap_or_default());
    node
}

/// A function that answers.
fn function(name: &Ident) -> Node<'_> {
    let mut node = Node::new(ViewKind::Question, name.as_str());
    node.text(Aspect::RustName, name.as_str());
    node
}

/// What is said of a truth value that asks for what cannot be undone.
pub(super) fn irreversible(irreversible: &Irreversible) -> Node<'_> {
    let Irreversible { otherwise, docs } = irreversible;
    let mut node = Node::new(ViewKind::Irreversible, "what cannot be undone");
    node.text(Aspect::RustName, otherwise.as_str());
    node.docs(docs);
    node
}

/// What can be made of what was read: one node for each that is read.
pub(super) fn conversions(made_of: &[SentAgain]) -> impl Iterator<Item = Node<'_>> {
    made_of.iter().enumerate().map(|(index, one)| {
        let SentAgain { read, fields } = one;
        let label = match index {
            0 => "what was read".into(),
            _ => format!("what was read, {}", index + 1),
        };
        let mut node = Node::new(ViewKind::Conversion, label);
        node.fact(Aspect::Type, FactValue::Definition(Some(*read)));
        let converted = fields.iter().flatten().filter_map(converted);
        let fields = fields.iter().map(|field| match field {
            Some(field) => field_again(field),
            None => "nothing".to_owned(),
        });
        let mut fields: Vec<String> = fields.collect();
        // Rust takes them by name.
        fields.sort_unstable();
        node.words(Aspect::Answer, fields.join(", "));
        node.parts.extend(converted);
        node
    })
}

/// A member that has a conversion of its own.
fn converted(field: &FieldSentAgain) -> Option<Node<'_>> {
    let mut value = &field.value;
    loop {
        value = match value {
            ValueSentAgain::Each(inner)
            | ValueSentAgain::Set(inner)
            | ValueSentAgain::Unboxed(inner)
            | ValueSentAgain::Boxed(inner) => inner,
            ValueSentAgain::Made(id) => {
                let mut node = Node::new(ViewKind::Conversion, field.name.as_str());
                node.fact(Aspect::Type, FactValue::Definition(Some(*id)));
                return Some(node);
            }
            ValueSentAgain::Copied | ValueSentAgain::Cloned | ValueSentAgain::Id => return None,
        };
    }
}

fn field_again(field: &FieldSentAgain) -> String {
    let FieldSentAgain {
        name,
        optional,
        list,
        value,
    } = field;
    let mut words = format!("{name} {}", value_again(value));
    for (flag, word) in [(optional, ", if any"), (list, ", if not empty")] {
        if *flag {
            words.push_str(word);
        }
    }
    words
}

fn value_again(value: &ValueSentAgain) -> String {
    let (word, inner) = match value {
        ValueSentAgain::Copied => ("copied", None),
        ValueSentAgain::Cloned => ("cloned", None),
        ValueSentAgain::Id => ("by its id", None),
        // Which type that is, is said of the field.
        ValueSentAgain::Made(_) => ("converted", None),
        ValueSentAgain::Each(inner) => ("each", Some(inner)),
        ValueSentAgain::Set(inner) => ("set", Some(inner)),
        ValueSentAgain::Unboxed(inner) => ("unboxed", Some(inner)),
        ValueSentAgain::Boxed(inner) => ("boxed", Some(inner)),
    };
    match inner {
        Some(inner) => format!("{word} {}", value_again(inner)),
        None => word.to_owned(),
    }
}
