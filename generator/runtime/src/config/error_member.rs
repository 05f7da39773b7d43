//! The member of a body that makes it an error.
//!
//! In: its name, then bodies. Out: whether it is in them. What always holds: a body that cannot have it is not parsed.

use std::fmt;

use memchr::{memchr_iter, memmem};
use serde::Deserializer;
use serde::de::{IgnoredAny, MapAccess, Visitor};

use crate::runtime::decode::{MemberName, json_text};

/// The member whose presence, as an object, makes a body an error, whatever the status.
#[derive(Clone, Debug)]
pub(crate) struct ErrorMember {
    name: &'static str,
    quoted: memmem::Finder<'static>,
    /// Whether the name is in letters, digits and underscores: each of these has just one escape, `\u` and its number.
    is_plain: bool,
}

impl ErrorMember {
    pub(super) fn new(name: &'static str) -> Self {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        Self {
            name,
            quoted: memmem::Finder::new(&format!("\"{name}\"")).into_owned(),
            is_plain: name.bytes().all(is_plain),
        }
    }

    /// Whether JSON may have such a member: the name stands there in quotes, or something is written as an escape that could
    /// be a part of it.
    fn may_be_in(&self, body: &[u8]) -> bool {
        let is_part = |at: usize| !self.is_plain || body.get(at.saturating_add(1)) == Some(&b'u');
        self.quoted.find(body).is_some() || memchr_iter(b'\\', body).any(is_part)
    }

    /// Whether a body is a JSON object with an object as that member.
    pub(crate) fn is_in(&self, body: &[u8]) -> bool {
        // Nearly no success can have it: then the body is not parsed twice.
        if !self.may_be_in(body) {
            return false;
        }
        let Ok(text) = json_text(body) else {
            return false;
        };
        let mut parser = serde_json::Deserializer::from_str(text);
        let member = self.name;
        parser.deserialize_map(Object { member }).unwrap_or(false)
    }
}

/// Looks for a member of an object.
struct Object<'a> {
    member: &'a str,
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<bool, A::Error> {
        let mut found = false;
        while let Some(name) = map.next_key::<MemberName<'de>>()? {
            if name.as_str() == self.member {
                found = map.next_value::<IsObject>()?.0;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Whether a value is an object.
struct IsObject(bool);

impl<'de> serde::Deserialize<'de> for IsObject {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_json::Value::deserialize(deserializer)?;
        Ok(Self(value.is_object()))
    }
}
