//! Functions of one type: the names of setters, and those that no setter may have.
//!
//! In: the fields of a type. Out: for each, the names of the functions that change it. What always holds: no two functions
//! of a type have the same name, and none hides a method that users of the type, or its own code, rely on.

use std::collections::BTreeSet;

use crate::api::Ident;

/// What a setter must not be called: it would hide a method of a trait, or be one that clippy takes for an operator's.
pub const METHODS: &[&str] = &[
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "build",
    "check",
    "clone",
    "decode",
    "div",
    "mul",
    "new",
    "next_page",
    "parse",
    "previous_page",
    "rem",
    "shl",
    "shr",
    "sub",
    "to_request",
    "to_request_at",
];

/// What the functions of a field are called, where it has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetterNames {
    /// Sets a value: the field's own name, or `set_…` where that is not free.
    pub set: Ident,
    /// Clears the value: `clear_…`.
    pub clear: Ident,
    /// Clears the value of one key: `unset_…`.
    pub unset: Ident,
}

/// The names of the setters of these fields, in the same order.
///
/// ```
/// use form_codegen::names::{field_ident, setters};
///
/// let names = setters(&[&field_ident("amount"), &field_ident("clone")]);
/// assert_eq!(names[0].set.as_str(), "amount");
/// assert_eq!(names[0].clear.as_str(), "clear_amount");
/// assert_eq!(names[1].set.as_str(), "set_clone");
/// ```
#[must_use]
pub fn setters(fields: &[&Ident]) -> Vec<SetterNames> {
    let mut taken: BTreeSet<String> = METHODS.iter().map(|name| (*name).to_owned()).collect();
    taken.extend(fields.iter().map(|field| field.as_str().to_owned()));
    let mut free = |prefix: &str, field: &Ident| {
        let mut name = format!("{prefix}_{}", field.bare());
        while !taken.insert(name.clone()) {
            name.push('_');
        }
        Ident::from_valid(name)
    };
    let names = fields.iter().map(|field| SetterNames {
        set: match METHODS.contains(&field.as_str()) {
            true => free("set", field),
            false => (*field).clone(),
        },
        clear: free("clear", field),
        unset: free("unset", field),
    });
    names.collect()
}
