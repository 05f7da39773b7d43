//! Documents -> other documents, which nobody would write.
//!
//! In: documents as values, and a seed. Out: one of them with some nodes deleted, doubled, swapped, renamed, of another type, from
//! another document, or with other text. What always holds: the same seed and the same documents give the same results; what
//! comes out is small enough to be read by a person.

use serde_json::{Map, Value};

use crate::random::Random;

/// A document of more nodes is not grown any further.
const NODES: usize = 4_000;

/// Texts that are special somewhere.
const TEXTS: [&str; 24] = [
    "",
    " ",
    "type",
    "self",
    "Self",
    "crate",
    "r#fn",
    "0",
    "-1",
    "1e999",
    "é\u{301}",
    "\u{202e}",
    "*/ }",
    "\"#",
    "\\",
    "`",
    "[x](y)",
    "{id}",
    "/{a}/{a}",
    "#/components/schemas/None",
    "#",
    "https://x.example/",
    "x-mediaType",
    "a\nb",
];

/// Makes documents.
#[derive(Clone, Debug)]
pub struct Mutator<'d> {
    documents: &'d [Value],
    random: Random,
}

impl<'d> Mutator<'d> {
    /// Starts at a seed, with documents to begin with.
    ///
    /// # Panics
    ///
    /// If there are none.
    #[must_use]
    pub fn new(documents: &'d [Value], seed: u64) -> Self {
        assert!(!documents.is_empty(), "nothing to begin with");
        let random = Random::new(seed);
        Self { documents, random }
    }

    /// The next document.
    pub fn next_document(&mut self) -> Value {
        let mut document = self.any_document().clone();
        for _ in 0..=self.below(6) {
            self.change(&mut document);
        }
        document
    }

    /// One of two, by chance.
    pub fn coin(&mut self) -> bool {
        self.below(2) == 0
    }

    fn below(&mut self, limit: usize) -> usize {
        let limit = u32::try_from(limit.max(1)).unwrap_or(u32::MAX);
        self.random.below(limit) as usize
    }

    fn any_document(&mut self) -> &'d Value {
        let index = self.below(self.documents.len());
        &self.documents[index]
    }

    /// A node of any document.
    fn any_node(&mut self) -> Value {
        let document = self.any_document();
        let mut index = self.below(count(document));
        nth_of(document, &mut index).cloned().unwrap_or_default()
    }

    /// A member of an object of any document.
    fn any_member(&mut self) -> (String, Value) {
        for _ in 0..20 {
            if let Value::Object(members) = self.any_node() {
                let index = self.below(members.len());
                if let Some((name, value)) = members.into_iter().nth(index) {
                    return (name, value);
                }
            }
        }
        (self.any_text(), Value::Null)
    }

    fn any_text(&mut self) -> String {
        match self.below(3) {
            0 => self.random.text(12),
            1 => TEXTS[self.below(TEXTS.len())].to_owned(),
            _ => self.any_member().0,
        }
    }

    fn change(&mut self, document: &mut Value) {
        let nodes = count(document);
        let mut index = self.below(nodes);
        let Some(node) = nth(document, &mut index) else {
            return;
        };
        match (self.below(9), node) {
            (0, node) => *node = self.any_node(),
            (1, node) => self.retype(node),
            (_, Value::Object(members)) => self.change_object(members, nodes < NODES),
            (_, Value::Array(items)) => self.change_array(items, nodes < NODES),
            (_, Value::String(text)) => self.change_text(text),
            (_, node @ Value::Number(_)) => {
                const NUMBERS: [i64; 6] = [0, 1, -1, i64::MAX, i64::MIN, 1 << 53];
                *node = match self.below(8) {
                    6 => 1e300.into(),
                    7 => u64::MAX.into(),
                    other => NUMBERS[other].into(),
                };
            }
            (_, Value::Bool(set)) => *set = !*set,
            (_, node @ Value::Null) => *node = self.any_node(),
        }
    }

    fn retype(&mut self, node: &mut Value) {
        let old = std::mem::take(node);
        *node = match self.below(7) {
            0 => Value::Null,
            1 => self.coin().into(),
            2 => 7.into(),
            3 => Value::String(self.any_text()),
            4 => Value::Array(vec![old]),
            5 => Value::Object(Map::from_iter([(self.any_member().0, old)])),
            _ => Value::Object(Map::new()),
        };
    }

    fn change_object(&mut self, members: &mut Map<String, Value>, may_grow: bool) {
        let name = |index| members.keys().nth(index).cloned().unwrap_or_default();
        let one = name(self.below(members.len()));
        let other = name(self.below(members.len()));
        match self.below(5) {
            0 => drop(members.shift_remove(&one)),
            1 if may_grow => {
                let value = members.get(&one).cloned().unwrap_or_default();
                members.insert(self.any_text(), value);
            }
            2 => {
                let first = members.get(&one).cloned().unwrap_or_default();
                let second = members.insert(other, first).unwrap_or_default();
                members.insert(one, second);
            }
            3 => {
                let value = members.shift_remove(&one).unwrap_or_default();
                members.insert(self.any_text(), value);
            }
            _ => {
                let (name, value) = self.any_member();
                members.insert(name, value);
            }
        }
    }

    fn change_array(&mut self, items: &mut Vec<Value>, may_grow: bool) {
        if items.is_empty() {
            return items.push(self.any_node());
        }
        let (one, other) = (self.below(items.len()), self.below(items.len()));
        match self.below(4) {
            0 => drop(items.remove(one)),
            1 if may_grow => items.insert(other, items[one].clone()),
            2 => items.swap(one, other),
            _ => items.insert(one, self.any_node()),
        }
    }

    fn change_text(&mut self, text: &mut String) {
        let new = self.any_text();
        let count = text.chars().count();
        let at = self.below(count + 1);
        let at = text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
        match self.below(4) {
            0 => *text = new,
            1 => text.truncate(at),
            2 => text.insert_str(at, &new),
            _ => *text = format!("{text}{text}"),
        }
    }
}

/// How many nodes there are.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

fn nth_of<'v>(value: &'v Value, left: &mut usize) -> Option<&'v Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter().find_map(|item| nth_of(item, left)),
        Value::Object(members) => members.values().find_map(|member| nth_of(member, left)),
        _ => None,
    }
}

fn nth<'v>(value: &'v mut Value, left: &mut usize) -> Option<&'v mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, left)),
        Value::Object(members) => members.values_mut().find_map(|member| nth(member, left)),
        _ => None,
    }
}
