//! How each type is written into a form.
//!
//! In: a value. Out: no pair (nothing to say), one pair, or one for each part of it, under keys with brackets
//! (`key[member]`, `key[0]`). An empty list or map writes nothing, and in a query it is refused, as an empty text is.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::{Map, Value};

use super::form::Form;
use super::key::Key;
use crate::runtime::types::{
    Clearable, ClearableEntries, Decimal, Entries, Id, RangeFilter, Timestamp,
};

/// A value that a form can hold.
pub trait FormValue {
    /// Writes the value under a key.
    fn write(&self, key: &Key<'_>, form: &mut Form);
}

impl<T: FormValue + ?Sized> FormValue for &T {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        (**self).write(key, form);
    }
}

impl<T: FormValue + ?Sized> FormValue for Box<T> {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        (**self).write(key, form);
    }
}

/// `None` is null, `key=`, so that the elements behind it keep their places. What is not given at all is
/// [`Form::optional`]'s.
impl<T: FormValue> FormValue for Option<T> {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        match self {
            Some(value) => value.write(key, form),
            None => form.empty(key),
        }
    }
}

/// `true` or `false`.
impl FormValue for bool {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.text(key, if *self { "true" } else { "false" });
    }
}

impl FormValue for i32 {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.integer(key, i64::from(*self));
    }
}

impl FormValue for i64 {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.integer(key, *self);
    }
}

impl FormValue for u64 {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.unsigned(key, *self);
    }
}

/// The shortest decimal number, without an exponent, that reads back as this one. Infinities and what is no number make
/// the request fail before it is sent.
impl FormValue for f32 {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        if !self.is_finite() {
            form.unwritable(key);
        }
        form.number(key, self);
    }
}

/// The shortest decimal number, without an exponent, that reads back as this one. Infinities and what is no number make
/// the request fail before it is sent.
impl FormValue for f64 {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        if !self.is_finite() {
            form.unwritable(key);
        }
        form.number(key, self);
    }
}

/// Its digits, as they are.
impl FormValue for Decimal {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.text(key, self.as_str());
    }
}

impl FormValue for str {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.text(key, self);
    }
}

impl FormValue for String {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.text(key, self);
    }
}

impl<T: ?Sized> FormValue for Id<T> {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.text(key, self.as_str());
    }
}

/// Seconds since the Unix epoch.
impl FormValue for Timestamp {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.integer(key, self.as_unix());
    }
}

/// The bytes, escaped.
impl FormValue for Bytes {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        form.bytes(key, self);
    }
}

/// A pair (or several) for each element: `key[0]`, `key[1]`.
impl<T: FormValue> FormValue for [T] {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        if self.is_empty() {
            form.nothing(key);
        }
        for (index, value) in self.iter().enumerate() {
            value.write(&key.index(index), form);
        }
    }
}

impl<T: FormValue> FormValue for Vec<T> {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        self.as_slice().write(key, form);
    }
}

impl<V: FormValue> FormValue for BTreeMap<String, V> {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        if self.is_empty() {
            form.nothing(key);
        }
        for (name, value) in self {
            value.write(&key.entry(name), form);
        }
    }
}

impl<V: FormValue> FormValue for Entries<V> {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        if self.is_empty() {
            form.nothing(key);
        }
        for (name, value) in self.iter() {
            value.write(&key.entry(name), form);
        }
    }
}

/// `key=` for an explicit wish to clear, else `key[k]=v` and `key[k]=`.
impl FormValue for ClearableEntries {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        if self.is_clear() {
            return form.empty(key);
        }
        if self.is_empty() {
            form.nothing(key);
        }
        for (name, value) in self.changes() {
            let key = key.entry(name);
            match value {
                Some(value) => form.text(&key, value),
                None => form.empty(&key),
            }
        }
    }
}

/// `key=` to clear.
impl<T: FormValue> FormValue for Clearable<T> {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        match self {
            Self::Set(value) => value.write(key, form),
            Self::Clear => form.empty(key),
        }
    }
}

impl<T: FormValue> FormValue for RangeFilter<T> {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        match self {
            Self::Exactly(value) => value.write(key, form),
            Self::Within(bounds) => {
                if bounds.given().next().is_none() {
                    form.nothing(key);
                }
                form.optional(&key.member("%5Bgt%5D"), &bounds.gt);
                form.optional(&key.member("%5Bgte%5D"), &bounds.gte);
                form.optional(&key.member("%5Blt%5D"), &bounds.lt);
                form.optional(&key.member("%5Blte%5D"), &bounds.lte);
            }
        }
    }
}

impl FormValue for Map<String, Value> {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        if self.is_empty() {
            form.nothing(key);
        }
        for (name, value) in self {
            value.write(&key.entry(name), form);
        }
    }
}

/// Objects and lists by brackets, to any depth that the value itself has; `null` is `key=`.
impl FormValue for Value {
    fn write(&self, key: &Key<'_>, form: &mut Form) {
        match self {
            Value::Null => form.text(key, ""),
            Value::Bool(value) => value.write(key, form),
            Value::Number(value) => form.number(key, value),
            Value::String(value) => value.write(key, form),
            Value::Array(values) => values.write(key, form),
            Value::Object(members) => members.write(key, form),
        }
    }
}
