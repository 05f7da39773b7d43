//! Limits on what a request may hold, as the document states them.
//!
//! In: the limits of a field, known when the code is generated, and the measure of its value. Out: the limits that the
//! value breaks. Lengths are in characters (Unicode scalar values), as JSON Schema counts them.

use super::limit::{Actual, Limit};
use super::measure::{Measure, Number};

/// The limits of a field; each is inclusive unless it says otherwise.
///
/// A limit that does not apply to the type of a value, such as a length to a number, is not checked, as in JSON Schema.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Limits {
    min_length: Option<u64>,
    max_length: Option<u64>,
    min_items: Option<u64>,
    max_items: Option<u64>,
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

impl Limits {
    /// No limits.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            min_length: None,
            max_length: None,
            min_items: None,
            max_items: None,
            minimum: None,
            maximum: None,
            not_empty: false,
        }
    }

    /// The fewest characters.
    #[must_use]
    pub const fn min_length(mut self, characters: u64) -> Self {
        self.min_length = Some(characters);
        self
    }

    /// The most characters.
    #[must_use]
    pub const fn max_length(mut self, characters: u64) -> Self {
        self.max_length = Some(characters);
        self
    }

    /// The fewest elements.
    #[must_use]
    pub const fn min_items(mut self, elements: u64) -> Self {
        self.min_items = Some(elements);
        self
    }

    /// The most elements.
    #[must_use]
    pub const fn max_items(mut self, elements: u64) -> Self {
        self.max_items = Some(elements);
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

    /// Calls `broken` for each limit that a value breaks.
    pub(super) fn check(&self, measure: Measure<'_>, mut broken: impl FnMut(Limit, Actual)) {
        match measure {
            Measure::Nothing => {}
            Measure::Text("") if self.not_empty => broken(Limit::Empty, Actual::Unmeasured),
            Measure::Text(text) => {
                if let Some((limit, length)) = self.broken_length(text) {
                    broken(limit, Actual::Characters(length));
                }
            }
            Measure::Items(items) => {
                if let Some(limit) = self.broken_items(items as u64) {
                    broken(limit, Actual::Items(items as u64));
                }
            }
            Measure::Number(number) => {
                let both = [self.broken_minimum(number), self.broken_maximum(number)];
                for limit in both.into_iter().flatten() {
                    broken(limit, Actual::Number(number));
                }
            }
        }
    }

    fn broken_length(&self, text: &str) -> Option<(Limit, u64)> {
        // A character is one to four bytes, so most texts need not be counted.
        let bytes = text.len() as u64;
        let max = self.max_length.filter(|&max| bytes > max);
        let min = self.min_length.filter(|&min| bytes < min.saturating_mul(4));
        if max.is_none() && min.is_none() {
            return None;
        }
        let length = text.chars().count() as u64;
        let max = max.filter(|&max| length > max).map(Limit::MaxLength);
        let min = min.filter(|&min| length < min).map(Limit::MinLength);
        max.or(min).map(|limit| (limit, length))
    }

    fn broken_items(&self, items: u64) -> Option<Limit> {
        let max = self
            .max_items
            .filter(|&max| items > max)
            .map(Limit::MaxItems);
        max.or_else(|| {
            self.min_items
                .filter(|&min| items < min)
                .map(Limit::MinItems)
        })
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
