//! Small questions about keys and shapes.

use serde_json::Value;

use super::Members;
use super::pairs::{Leaf, Node};
use crate::mock::model::{Kind, Model, Object, Shape};

/// The key of a member in a form.
pub fn path_in_brackets(above: Option<&str>, name: &str) -> String {
    match above {
        Some(above) => format!("{above}[{name}]"),
        None => name.to_owned(),
    }
}

/// The elements of a list by their numbers; what has none keeps its place. `None` if a key is no number.
pub fn sorted(children: Vec<(String, Node)>) -> Option<Vec<(String, Node)>> {
    let mut found = Vec::new();
    for (key, node) in children {
        if key.is_empty() {
            // `key[]=a&key[]=b` are two elements.
            found.extend(node.leaves.into_iter().enumerate().map(|(place, leaf)| {
                let node = Node {
                    leaves: vec![leaf],
                    children: Vec::new(),
                };
                (place, (place.to_string(), node))
            }));
            continue;
        }
        let place: usize = key.parse().ok()?;
        found.push((place, (key, node)));
    }
    found.sort_by_key(|(place, _)| *place);
    Some(found.into_iter().map(|(_, element)| element).collect())
}

/// How many characters the plain texts of an object have together.
pub fn count_texts(model: &Model, object: &Object, members: &Members) -> u64 {
    let texts = object.members.iter().filter_map(|member| {
        let is_text = matches!(model.value(&member.shape), Shape::Text(_));
        let text = members.get(&member.name)?.as_str();
        text.filter(|_| is_text).map(|text| text.chars().count())
    });
    u64::try_from(texts.sum::<usize>()).unwrap_or(u64::MAX)
}

/// Whether values of a shape have parts.
pub fn is_composed(model: &Model, shape: &Shape) -> bool {
    match model.value(shape) {
        Shape::List(_) | Shape::Map(_) | Shape::ClearableMap | Shape::Page(_) => true,
        Shape::Named(index) => {
            let kind = model.definition(*index).map(|found| &found.kind);
            matches!(kind, Some(Kind::Object(_) | Kind::OneOf(_)))
        }
        _ => false,
    }
}

/// Says that a parameter is unknown, and which known one is nearest to it.
pub fn unknown<'n>(param: &str, known: impl Iterator<Item = &'n String>) -> String {
    let last = param
        .rsplit(['[', '.'])
        .next()
        .unwrap_or(param)
        .trim_end_matches(']');
    let nearest = known
        .map(|name| (distance(last, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 5)
        .min_by_key(|(distance, _)| *distance);
    match nearest {
        Some((_, name)) => format!("Received unknown parameter: {param}. Did you mean {name}?"),
        None => format!("Received unknown parameter: {param}"),
    }
}

/// How many letters have to change to make one word of the other.
fn distance(one: &str, other: &str) -> usize {
    let one: Vec<char> = one.chars().take(64).collect();
    let mut row: Vec<usize> = (0..=one.len()).collect();
    for (line, letter) in other.chars().take(64).enumerate() {
        let mut before = line;
        let mut next = vec![line + 1];
        for (known, above) in one.iter().zip(row.iter().skip(1)) {
            let left = next.last().copied().unwrap_or_default();
            let swapped = before + usize::from(*known != letter);
            next.push(swapped.min(left + 1).min(above + 1));
            before = *above;
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// What stands under a key of which nothing is known.
pub fn anything(node: Node) -> Value {
    if node.children.is_empty() {
        let mut leaves: Vec<Value> = node
            .leaves
            .into_iter()
            .map(|leaf| match leaf {
                Leaf::Text(text) => Value::String(text),
                Leaf::File(file) => file.value(),
            })
            .collect();
        return match leaves.len() {
            1 => leaves.pop().unwrap_or_default(),
            _ => Value::Array(leaves),
        };
    }
    let children = node.children.into_iter();
    let children = children.map(|(key, node)| (key, anything(node)));
    Value::Object(children.collect())
}
