//! Any deserialiser's events to a JSON value.
//!
//! In: what serde_yaml or serde_json read. Out: a value, and in the [`Context`] whatever JSON cannot hold. What always
//! holds: reading goes on after a fault, except where the depth or the number of nodes is at its limit.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, IgnoredAny, MapAccess, SeqAccess,
    VariantAccess, Visitor,
};
use serde_json::map::Entry;
use serde_json::{Map, Number, Value};

use super::fault::Fault;
use crate::place::{At, BY_INDEX, MAX_DEPTH};

/// What is found while one text is read.
pub(super) struct Context {
    pub(super) faults: Vec<Fault>,
    /// How many more nodes may come.
    budget: usize,
    /// The limit that was hit, if reading stopped at one.
    stopped: Option<Limit>,
}

/// A limit of reading.
#[derive(Clone, Copy)]
enum Limit {
    Depth,
    Nodes,
}

impl Context {
    pub(super) fn new(budget: usize) -> Self {
        Self {
            faults: Vec::new(),
            budget,
            stopped: None,
        }
    }

    /// The fault that made reading stop at a limit, given where the parser was.
    pub(super) fn stopped_at(&self, offset: usize) -> Option<Fault> {
        self.stopped.map(|limit| match limit {
            Limit::Depth => Fault::TooDeep(offset),
            Limit::Nodes => Fault::TooManyNodes(offset),
        })
    }

    fn stop<E: Error>(&mut self, limit: Limit) -> E {
        self.stopped = Some(limit);
        E::custom("a limit of reading")
    }
}

/// Reads the node at `at`.
pub(super) struct Node<'c> {
    pub(super) context: &'c mut Context,
    pub(super) at: &'c At<'c>,
}

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let Some(budget) = self.context.budget.checked_sub(1) else {
            return Err(self.context.stop(Limit::Nodes));
        };
        self.context.budget = budget;
        if self.at.depth() > MAX_DEPTH {
            return Err(self.context.stop(Limit::Depth));
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    #[allow(
        clippy::cast_precision_loss,
        reason = "serde_json reads such numbers from JSON as f64, too"
    )]
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    #[allow(
        clippy::cast_precision_loss,
        reason = "serde_json reads such numbers from JSON as f64, too"
    )]
    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or_else(
            || {
                self.context
                    .faults
                    .push(Fault::NotFinite(self.at.pointer()));
                Value::Null
            },
            Value::Number,
        ))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Value, A::Error> {
        let mut array = Vec::new();
        loop {
            let at = self.at.element(array.len());
            match elements.next_element_seed(Node {
                context: &mut *self.context,
                at: &at,
            })? {
                Some(element) => array.push(element),
                None => return Ok(Value::Array(array)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut object = Map::new();
        let mut index = 0;
        while let Some(key) = members.next_key_seed(KeySeed)? {
            let name = match key {
                Key::Text(name) if name == "<<" => {
                    self.context
                        .faults
                        .push(Fault::Merge(self.at.member(&name).pointer()));
                    name
                }
                Key::Text(name) => name,
                Key::Other(what) => {
                    let name = format!("{BY_INDEX}{index}");
                    self.context
                        .faults
                        .push(Fault::Key(self.at.member(&name).pointer(), what));
                    name
                }
            };
            index += 1;
            let at = self.at.member(&name);
            let value = members.next_value_seed(Node {
                context: &mut *self.context,
                at: &at,
            })?;
            match object.entry(name) {
                Entry::Vacant(entry) => drop(entry.insert(value)),
                Entry::Occupied(entry) => {
                    self.context
                        .faults
                        .push(Fault::Duplicate(self.at.member(entry.key()).pointer()));
                }
            }
        }
        Ok(Value::Object(object))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, content) = tagged.variant::<String>()?;
        self.context.faults.push(Fault::Tag(self.at.pointer(), tag));
        // The content is read for the faults in it.
        content.newtype_variant_seed(Node {
            context: self.context,
            at: self.at,
        })
    }
}

/// A key of a YAML mapping.
enum Key {
    Text(String),
    /// What is no text: what it is.
    Other(&'static str),
}

struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, value: &str) -> Result<Key, E> {
        Ok(Key::Text(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Key, E> {
        Ok(Key::Text(value))
    }

    /// Whole numbers pass as text: status codes are written without quotes.
    fn visit_u64<E>(self, value: u64) -> Result<Key, E> {
        Ok(Key::Text(value.to_string()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Key, E> {
        Ok(Key::Text(value.to_string()))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Key, E> {
        Ok(Key::Other("a number with a fraction"))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Key, E> {
        Ok(Key::Other("a boolean"))
    }

    fn visit_unit<E>(self) -> Result<Key, E> {
        Ok(Key::Other("null"))
    }

    fn visit_none<E: Error>(self) -> Result<Key, E> {
        self.visit_unit()
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Key, A::Error> {
        while elements.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Key::Other("an array"))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Key, A::Error> {
        while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Key::Other("an object"))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Key, A::Error> {
        let (_, content) = tagged.variant::<IgnoredAny>()?;
        content.newtype_variant::<IgnoredAny>()?;
        Ok(Key::Other("a tagged value"))
    }
}
