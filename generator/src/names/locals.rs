//! Names within one function or file: nothing outside sees them.
//!
//! In: what they are to be called, and what is taken. Out: the name. What always holds: it is none of those taken.

use std::collections::BTreeSet;

use super::{module_ident, words};
use crate::api::Ident;

/// The local variables of a function.
#[derive(Clone, Debug)]
pub struct Locals {
    taken: BTreeSet<String>,
}

impl Locals {
    /// Those of a function that uses these names itself.
    #[must_use]
    pub fn beside(taken: &[&str]) -> Self {
        Self {
            taken: taken.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    /// A variable for a field: of the same name, if that is free, else with an underscore at the end.
    pub fn variable(&mut self, field: &Ident) -> Ident {
        let mut name = field.as_str().to_owned();
        while !self.taken.insert(name.clone()) {
            name.push('_');
        }
        // What is raw stays raw: the renamed one is no keyword, and raw all the same.
        Ident::from_valid(name)
    }

    /// One of several variables that stand for no field: `constant_0`.
    pub fn numbered(&mut self, word: &str, index: usize) -> Ident {
        self.variable(&Ident::from_valid(format!("{word}_{index}")))
    }
}

/// A file for a type in a module of others: what its name says beyond the module's. `card` for `PaymentMethodCard` in `payment_method`.
///
/// ```
/// use form_codegen::names::{module_ident, part, type_ident};
///
/// let part = part(&type_ident("PaymentMethodCard"), &module_ident("payment_method"));
/// assert_eq!(part.as_str(), "card");
/// ```
#[must_use]
pub fn part(name: &Ident, module: &Ident) -> Ident {
    let (own, around) = (words(name.bare()), words(module.bare()));
    let mut shared = own.iter().zip(&around);
    let shared = shared.by_ref().take_while(|(one, other)| one == other);
    let rest = own.get(shared.count()..).unwrap_or_default();
    match rest {
        [] => module_ident(&own.join("_")),
        [first, ..] if first.starts_with(|first: char| first.is_ascii_digit()) => {
            module_ident(&own.join("_"))
        }
        rest => module_ident(&rest.join("_")),
    }
}

/// A type parameter: the letter, or something longer where that is the name of a type.
///
/// ```
/// use form_codegen::names::parameter;
///
/// assert_eq!(parameter('D', |name| name == "D").as_str(), "D0");
/// ```
#[must_use]
pub fn parameter(letter: char, is_type: impl Fn(&str) -> bool) -> Ident {
    let mut name = letter.to_string();
    while is_type(&name) {
        name.push('0');
    }
    Ident::from_valid(name)
}
