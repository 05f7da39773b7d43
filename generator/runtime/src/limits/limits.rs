//! Limits on what a request may hold, as the document states them.
//!
//! In: the limits of a field, known when the code is generated, and the measure of its value. Out: the limits that the
//! value breaks. Lengths are in characters (Unicode scalar values), as JSON Schema counts them.

use super::limit::{Actual, Limit};
use super::measure::{Measure, Number};

/// The limits of a field; each is inclusive unless it says otherwise.
///
/// A limit that does not apply to the type of a value, such as a length to a number, is not checked, as in JSON Schema.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Limits {
    min_length: u64,
    max_length: u64,
    min_items: u64,
    max_items: u64,
    minimum: Option<Bound>,
    maximum: Option<Bound>,
    not_empty: bool,
}

/// A bound on a number.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Bound {
    number: f64,
    exclusive: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self::new()
    }
}

impl Limits {
    /// No limits.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            min_length: 0,
            max_length: u64::MAX,
            min_items: 0,
            max_items: u64::MAX,
            minimum: None,
            maximum: None,
            not_empty: false,
        }
    }

    /// The fewest characters.
    #[must_use]
    pub const fn min_length(mut self, characters: u64) -> Self {
        self.min_length = characters;
        self
    }

    /// The most characters.
    #[must_use]
    pub const fn max_length(mut self, characters: u64) -> Self {
        self.max_length = characters;
        self
    }

    /// The fewest elements.
    #[must_use]
    pub const fn min_items(mut self, elements: u64) -> Self {
        self.min_items = elements;
        self
    }

    /// The most elements.
    #[must_use]
    pub const fn max_items(mut self, elements: u64) -> Self {
        self.max_items = elements;
        self
    }

    /// The smallest number.
    #[must_use]
    pub const fn minimum(mut self, number: f64) -> Self {
        self.minimum = Some(Bound {
            number,
            exclusive: false,
        });
        self
    }

    /// The number that a value has to be greater than.
    #[must_use]
    pub const fn exclusive_minimum(mut self, number: f64) -> Self {
        self.minimum = Some(Bound {
            number,
            exclusive: true,
        });
        self
    }

    /// The greatest number.
    #[must_use]
    pub const fn maximum(mut self, number: f64) -> Self {
        self.maximum = Some(Bound {
            number,
            exclusive: false,
        });
        self
    }

    /// The number that a value has to be less than.
    #[must_use]
    pub const fn exclusive_maximum(mut self, number: f64) -> Self {
        self.maximum = Some(Bound {
            number,
            exclusive: true,
        });
        self
    }

    /// A text has to say something: the API would take an empty one as none, or as the wish to clear.
    #[must_use]
    pub const fn not_empty(mut self) -> Self {
        self.not_empty = true;
        self
    }

    /// Whether a value breaks no limit: nearly all texts are known not to by how many bytes they have.
    #[inline]
    pub(super) fn allow(&self, measure: Measure<'_>) -> bool {
        match measure {
            Measure::Nothing => true,
            // A character is one to four bytes.
            Measure::Text(text) => {
                let bytes = text.len() as u64;
                (bytes > 0 || !self.not_empty)
                    && ((bytes <= self.max_length && bytes / 4 >= self.min_length)
                        || self.broken_length(text).is_none())
            }
            Measure::Items(items) => self.broken_items(items as u64).is_none(),
            Measure::Number(number) => {
                self.broken_minimum(number).is_none() && self.broken_maximum(number).is_none()
            }
        }
    }

    /// The limits that a value breaks, and its size.
    #[cold]
    pub(super) fn broken(&self, measure: Measure<'_>) -> Vec<(Limit, Actual)> {
        let broken = match measure {
            Measure::Nothing => [None, None],
            Measure::Text("") if self.not_empty => [Some((Limit::Empty, Actual::Unmeasured)), None],
            Measure::Text(text) => {
                let broken = self.broken_length(text);
                [
                    broken.map(|(limit, length)| (limit, Actual::Characters(length))),
                    None,
                ]
            }
            Measure::Items(items) => {
                let items = items as u64;
                [
                    self.broken_items(items)
                        .map(|limit| (limit, Actual::Items(items))),
                    None,
                ]
            }
            Measure::Number(number) => [self.broken_minimum(number), self.broken_maximum(number)]
                .map(|limit| limit.map(|limit| (limit, Actual::Number(number)))),
        };
        broken.into_iter().flatten().collect()
    }

    fn broken_length(&self, text: &str) -> Option<(Limit, u64)> {
        let length = text.chars().count() as u64;
        if length > self.max_length {
            return Some((Limit::MaxLength(self.max_length), length));
        }
        (length < self.min_length).then_some((Limit::MinLength(self.min_length), length))
    }

    fn broken_items(&self, items: u64) -> Option<Limit> {
        if items > self.max_items {
            return Some(Limit::MaxItems(self.max_items));
        }
        (items < self.min_items).then_some(Limit::MinItems(self.min_items))
    }

    fn broken_minimum(&self, number: Number) -> Option<Limit> {
        let Bound {
            number: bound,
            exclusive,
        } = self.minimum?;
        let kept = match (number, exclusive) {
            (Number::Whole(number), false) => number >= whole(bound.ceil()),
            (Number::Whole(number), true) => number > whole(bound.floor()),
            (Number::Real(number), false) => number >= bound,
            (Number::Real(number), true) => number > bound,
        };
        let limit = if exclusive {
            Limit::ExclusiveMinimum
        } else {
            Limit::Minimum
        };
        (!kept).then(|| limit(bound))
    }

    fn broken_maximum(&self, number: Number) -> Option<Limit> {
        let Bound {
            number: bound,
            exclusive,
        } = self.maximum?;
        let kept = match (number, exclusive) {
            (Number::Whole(number), false) => number <= whole(bound.floor()),
            (Number::Whole(number), true) => number < whole(bound.ceil()),
            (Number::Real(number), false) => number <= bound,
            (Number::Real(number), true) => number < bound,
        };
        let limit = if exclusive {
            Limit::ExclusiveMaximum
        } else {
            Limit::Maximum
        };
        (!kept).then(|| limit(bound))
    }
}

/// A bound without a fraction, as a whole number. The cast saturates, far beyond every number that is compared to it;
/// comparing as whole numbers is exact where an `f64` no longer tells neighbours apart.
#[allow(clippy::cast_possible_truncation)]
const fn whole(bound: f64) -> i128 {
    bound as i128
}
