//! Which alternative of a union a value is, where nothing in it says so at once.
//!
//! In: a value, and what each alternative looks like. Out: the alternatives that it can be, the best one first. What always
//! holds: one that knows more of the value comes before one that knows less, and of two that know as much, the one that the
//! document names first; how long this takes grows with the value and with what is said of the alternatives, not with both
//! to some power.

use serde_json::Value;

use super::digits::{digits, whole};

/// What the values of an alternative look like.
#[derive(Clone, Copy, Debug)]
pub enum Likeness {
    /// Nothing is said.
    Any,
    /// True or false.
    Bool,
    /// A number without a fraction.
    Integer,
    /// Any number.
    Number,
    /// One of these numbers.
    Integers(&'static [i64]),
    /// Any text.
    Text,
    /// One of these texts.
    Texts(&'static [&'static str]),
    /// A list of such values.
    List(&'static Likeness),
    /// An object.
    Object(Members),
    /// One of several things.
    Either(&'static [Likeness]),
}

/// What an object looks like.
#[derive(Clone, Copy, Debug)]
pub struct Members {
    names: &'static [&'static str],
    required: &'static [&'static str],
    inside: &'static [(&'static str, Likeness)],
    says: &'static [(&'static [&'static str], &'static str)],
    others: i8,
}

impl Members {
    /// Members of these names, besides those of which more is said.
    #[must_use]
    pub const fn named(names: &'static [&'static str]) -> Self {
        Self {
            names,
            required: &[],
            inside: &[],
            says: &[],
            others: 0,
        }
    }

    /// These have to be there.
    #[must_use]
    pub const fn required(self, required: &'static [&'static str]) -> Self {
        Self { required, ..self }
    }

    /// Members that others have, too, with other values.
    #[must_use]
    pub const fn inside(self, inside: &'static [(&'static str, Likeness)]) -> Self {
        Self { inside, ..self }
    }

    /// Texts that have to be there, each behind members of these names.
    #[must_use]
    pub const fn says(self, says: &'static [(&'static [&'static str], &'static str)]) -> Self {
        Self { says, ..self }
    }

    /// There is a place for members of other names.
    #[must_use]
    pub const fn with_others(self) -> Self {
        Self { others: 1, ..self }
    }

    /// There are none of other names.
    #[must_use]
    pub const fn without_others(self) -> Self {
        Self { others: -1, ..self }
    }
}

/// How much of a value is known: of two, the greater one counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Familiarity {
    /// Members by name, and values of which the alternative tells.
    named: usize,
    /// Members for which there is a place without a name, less those for which there is none at all.
    others: isize,
}

impl Familiarity {
    const NOTHING: Self = Self {
        named: 0,
        others: 0,
    };

    const ONE: Self = Self {
        named: 1,
        others: 0,
    };

    fn with(self, other: Self) -> Self {
        Self {
            named: self.named.saturating_add(other.named),
            others: self.others.saturating_add(other.others),
        }
    }
}

/// The alternatives that a value can be, by their index; the one that knows most of it comes first.
#[must_use]
pub fn best_first(value: &Value, alternatives: &[Likeness]) -> Vec<usize> {
    let known = alternatives.iter().map(|likeness| likeness.known(value));
    let known: Vec<Option<Familiarity>> = known.collect();
    let fits = |index: &usize| known.get(*index).is_some_and(Option::is_some);
    let mut fitting: Vec<usize> = (0..alternatives.len()).filter(fits).collect();
    // The order of those that are alike stays.
    fitting.sort_by_key(|index| std::cmp::Reverse(known.get(*index)));
    fitting
}

impl Likeness {
    /// How much of a value is known, if it can be such a value.
    fn known(&self, value: &Value) -> Option<Familiarity> {
        let known = match (self, value) {
            (Self::Integers(values), _) => values
                .contains(&whole(value)?)
                .then_some(Familiarity::ONE)?,
            // A number that stands as its text.
            (Self::Number, _) if digits(value).is_some() => Familiarity::ONE,
            (Self::Any | Self::Integer, _) if digits(value).is_some() => Familiarity::NOTHING,
            (Self::Object(_) | Self::Text, _) if digits(value).is_some() => return None,
            (Self::Any, _) | (Self::Text, Value::String(_)) => Familiarity::NOTHING,
            (Self::Bool, Value::Bool(_)) => Familiarity::ONE,
            (Self::Integer, Value::Number(number)) => match number.is_i64() || number.is_u64() {
                true => Familiarity::ONE,
                false => Familiarity::NOTHING,
            },
            (Self::Number, Value::Number(number)) => match number.is_f64() {
                true => Familiarity::ONE,
                // No other number is taken for a whole one that is too large to keep its digits.
                false => {
                    is_exact(number.as_i64(), number.as_u64()).then_some(Familiarity::NOTHING)?
                }
            },
            (Self::Texts(texts), Value::String(text)) => {
                texts.contains(&text.as_str()).then_some(Familiarity::ONE)?
            }
            (Self::List(element), Value::Array(values)) => {
                let known = values.iter().filter_map(|value| element.known(value));
                known.fold(Familiarity::NOTHING, Familiarity::with)
            }
            (Self::Object(members), Value::Object(_)) => members.known(value)?,
            (Self::Either(alternatives), _) => {
                let known = alternatives.iter().filter_map(|one| one.known(value));
                known.max()?
            }
            _ => return None,
        };
        Some(known)
    }
}

impl Members {
    fn known(&self, value: &Value) -> Option<Familiarity> {
        let object = value.as_object()?;
        let is_there = |name: &&str| object.contains_key(*name);
        let meets = |(path, text): &(&[&str], &str)| says(value, path, text);
        if !self.required.iter().all(is_there) || !self.says.iter().all(meets) {
            return None;
        }
        let named = self.names.iter().filter(|name| is_there(name)).count();
        let mut known = Familiarity { named, others: 0 };
        let mut placed = named;
        for (name, likeness) in self.inside {
            let Some(value) = object.get(*name) else {
                continue;
            };
            placed = placed.saturating_add(1);
            let inner = match value {
                Value::Null => Some(Familiarity::NOTHING),
                value => likeness.known(value),
            };
            if let Some(inner) = inner {
                known = known.with(Familiarity::ONE).with(inner);
            }
        }
        let others = isize::try_from(object.len().saturating_sub(placed)).unwrap_or(isize::MAX);
        known.others = known
            .others
            .saturating_add(others.saturating_mul(self.others.into()));
        Some(known)
    }
}

/// Whether a whole number is the same as a number with a fraction.
fn is_exact(signed: Option<i64>, unsigned: Option<u64>) -> bool {
    /// From here on, an `f64` has not all whole numbers.
    const MOST: u64 = 1 << f64::MANTISSA_DIGITS;
    let size = signed.map(i64::unsigned_abs).or(unsigned);
    size.is_some_and(|size| size <= MOST)
}

/// Whether a value has that text in it, behind the members of these names.
fn says(value: &Value, path: &[&str], text: &str) -> bool {
    let found = path
        .iter()
        .try_fold(value, |value, name| value.as_object()?.get(*name));
    found.and_then(Value::as_str) == Some(text)
}
