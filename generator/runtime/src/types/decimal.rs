//! Numbers kept digit by digit.
//!
//! In: a number of JSON, a text, or a number of Rust. Out: the same digits, as text and as JSON. What always holds: what is
//! held is a number as JSON writes it, of any size and with any number of digits; two are compared by what they are worth.

use std::cmp::Ordering;
use std::error::Error;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::clearable::Clearable;
use crate::runtime::decode;

/// A number with all its digits, such as an amount: `0.10` stays `0.10`, and nothing is rounded.
///
/// It is made of whole numbers by `from`, of text by `parse`, and of an `f64` by `try_from`, which takes the shortest digits that
/// read back as it. Other libraries' decimals are made of [`as_str`](Self::as_str), and give their text.
///
/// Equality, order and hashes are those of what it is worth: `1.0` equals `1`.
#[derive(Clone)]
pub struct Decimal(String);

/// A text is no number, as JSON writes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotADecimal;

impl fmt::Display for NotADecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no decimal number, such as `-12.50`")
    }
}

impl Error for NotADecimal {}

impl Decimal {
    /// The number as it came, or as it was made.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The nearest `f64`.
    #[must_use]
    pub fn to_f64(&self) -> f64 {
        self.0.parse().unwrap_or(f64::NAN)
    }

    /// The whole number that this is, if it is one and an `i128` holds it.
    #[must_use]
    pub fn to_i128(&self) -> Option<i128> {
        let Worth {
            is_negative,
            digits,
            point,
        } = self.worth();
        let zeros = usize::try_from(point).ok()?.checked_sub(digits.len())?;
        // An `i128` has at most 39 digits.
        let text: String = ["-"]
            .into_iter()
            .filter(|_| is_negative)
            .chain([digits.as_str()])
            .chain(std::iter::repeat_n("0", zeros.min(40)))
            .collect();
        match digits.is_empty() {
            true => Some(0),
            false => text.parse().ok(),
        }
    }

    fn worth(&self) -> Worth {
        let (is_negative, number) = match self.0.strip_prefix('-') {
            Some(number) => (true, number),
            None => (false, self.0.as_str()),
        };
        let (digits, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all = [whole, fraction].concat();
        let significant = all.trim_start_matches('0');
        let leading = all.len() - significant.len();
        let end = match exponent.starts_with('-') {
            true => i64::MIN,
            false => i64::MAX,
        };
        let length = |text: usize| i64::try_from(text).unwrap_or(i64::MAX);
        let point = exponent.parse().unwrap_or(end);
        let point = i64::saturating_add(point, length(whole.len()) - length(leading));
        let digits = significant.trim_end_matches('0').to_owned();
        let is_zero = digits.is_empty();
        Worth {
            is_negative: is_negative && !is_zero,
            point: if is_zero { 0 } else { point },
            digits,
        }
    }
}

/// What a number is worth: `0.digits`, moved by as many places as `point` says. Neither end of the digits is a zero, so that equal
/// numbers have equal worths.
#[derive(PartialEq, Eq, Hash)]
struct Worth {
    is_negative: bool,
    digits: String,
    point: i64,
}

impl Worth {
    /// The order of two numbers without their signs.
    fn magnitude(&self, other: &Self) -> Ordering {
        let key = |worth: &Self| (!worth.digits.is_empty()).then_some(worth.point);
        let by_size = key(self).cmp(&key(other));
        by_size.then_with(|| self.digits.cmp(&other.digits))
    }
}

impl Ord for Worth {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.is_negative, other.is_negative) {
            (false, false) => self.magnitude(other),
            (true, true) => other.magnitude(self),
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
        }
    }
}

impl PartialOrd for Worth {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Decimal {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.worth() == other.worth()
    }
}

impl Eq for Decimal {}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.worth().cmp(&other.worth())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Decimal {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.worth().hash(state);
    }
}

impl Default for Decimal {
    fn default() -> Self {
        Self::from(0)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        match is_number(text) {
            true => Ok(Self(text.to_owned())),
            false => Err(NotADecimal),
        }
    }
}

/// Whether a text is a number of JSON.
fn is_number(text: &str) -> bool {
    let number = text.strip_prefix('-').unwrap_or(text);
    let (number, exponent) = match number.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, Some(exponent)),
        None => (number, None),
    };
    let (whole, fraction) = match number.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (number, None),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let is_exponent = |text: &str| are_digits(text.strip_prefix(['+', '-']).unwrap_or(text));
    are_digits(whole)
        && (whole.len() == 1 || !whole.starts_with('0'))
        && fraction.is_none_or(are_digits)
        && exponent.is_none_or(is_exponent)
}

macro_rules! of_whole {
    ($($number:ty),*) => {$(
        impl From<$number> for Decimal {
            fn from(number: $number) -> Self {
                Self(number.to_string())
            }
        }

        impl From<$number> for Clearable<Decimal> {
            fn from(number: $number) -> Self {
                Self::Set(number.into())
            }
        }
    )*};
}

of_whole!(i8, i16, i32, i64, i128, u8, u16, u32, u64, u128);

impl From<&Decimal> for Decimal {
    fn from(number: &Decimal) -> Self {
        number.clone()
    }
}

impl TryFrom<&str> for Decimal {
    type Error = NotADecimal;

    fn try_from(text: &str) -> Result<Self, NotADecimal> {
        text.parse()
    }
}

/// The shortest digits that read back as the same `f64`; infinities and what is no number are no decimals.
impl TryFrom<f64> for Decimal {
    type Error = NotADecimal;

    fn try_from(number: f64) -> Result<Self, NotADecimal> {
        number.to_string().parse()
    }
}

impl From<Decimal> for String {
    fn from(number: Decimal) -> Self {
        number.0
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        decode::write_number(&self.0, serializer)
    }
}

impl<'de> Deserialize<'de> for Decimal {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = decode::json_text_of(deserializer)?;
        let number = text.as_str().parse();
        number.map_err(|_| D::Error::invalid_type(decode::kind_of(text.as_str()), &"a number"))
    }
}
