//! Numbers: the Rust type that holds all values of a schema.
//!
//! In: a schema of numbers. Out: their type. What always holds: it holds whatever the format and the bounds allow; a format
//! that says nothing known is told once.

use crate::api::{Integer, Number, Type};
use crate::lower::context::{Lowering, Site};
use crate::spec::{Bound, Schema};

/// The first whole numbers beyond 64 bits, with and without a sign. Documents that write the last ones within as floats mean
/// those, and have these.
pub const SIGNED_END: f64 = 9_223_372_036_854_775_808.0;
pub const UNSIGNED_END: f64 = 18_446_744_073_709_551_616.0;

/// What `format` says of a whole number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stated {
    /// Nothing.
    Nothing,
    /// A type of Rust.
    Size(Integer),
    /// More than any type of Rust holds.
    Large,
}

impl Lowering<'_> {
    /// The type of whole numbers.
    pub fn whole_number(&mut self, schema: &Schema, site: &Site) -> Type {
        let stated = match schema.format.as_deref() {
            None => Stated::Nothing,
            Some("unix-time") => return Type::Timestamp,
            Some("int32") => Stated::Size(Integer::I32),
            Some("int8" | "int16" | "int64" | "int" | "integer" | "long" | "double-int") => {
                Stated::Size(Integer::I64)
            }
            Some("uint8" | "uint16" | "uint32" | "uint64" | "uint" | "unsigned") => {
                Stated::Size(Integer::U64)
            }
            Some(
                "int128" | "uint128" | "int256" | "uint256" | "bigint" | "biginteger" | "decimal",
            ) => Stated::Large,
            Some(other) => {
                self.warn_format("integer", other, site);
                Stated::Nothing
            }
        };
        match bounded(schema, stated) {
            Some(size) => Type::Integer(size),
            None => Type::Number(Number::Decimal),
        }
    }

    /// The type of numbers that may have a fraction.
    pub fn number(&mut self, schema: &Schema, site: &Site) -> Type {
        match schema.format.as_deref() {
            None | Some("double") => Type::Number(Number::F64),
            Some("unix-time") => Type::Timestamp,
            Some("float") => Type::Number(Number::F32),
            Some("decimal" | "bigdecimal" | "big-decimal" | "decimal128") => {
                Type::Number(Number::Decimal)
            }
            Some(other) => {
                self.warn_format("number", other, site);
                Type::Number(Number::F64)
            }
        }
    }

    /// Says once that nothing is made of a format.
    fn warn_format(&mut self, kind: &'static str, format: &str, site: &Site) {
        if self.told_formats.insert((kind, format.to_owned())) {
            self.warn(
                "unknown-format",
                &site.pointer,
                format!("`format: {format}` says nothing that is known of `type: {kind}`: it is not read, here and elsewhere"),
                "this schema",
                "say in an overlay what the numbers are: by `minimum` and `maximum`, or by `format: decimal` if all digits count",
            );
        }
    }
}

/// The type that holds all that the format and the bounds allow, if one does. Bounds widen what the format says, but of no bound
/// beyond 64 bits can a format of 64 bits be meant.
fn bounded(schema: &Schema, stated: Stated) -> Option<Integer> {
    let (least, most) = (schema.minimum.as_ref(), schema.maximum.as_ref());
    let is_negative = least.is_some_and(|least| !is_natural(least));
    let is_large = most.is_some_and(is_beyond_unsigned) || least.is_some_and(is_below_signed);
    let is_unsigned = most.is_some_and(is_beyond_signed);
    match stated {
        Stated::Large => None,
        Stated::Nothing if is_large || is_unsigned && is_negative => None,
        Stated::Size(Integer::U64) => Some(Integer::U64),
        Stated::Size(_) | Stated::Nothing if is_unsigned && !is_large && !is_negative => {
            Some(Integer::U64)
        }
        Stated::Size(Integer::I32) if is_within_i32(least) && is_within_i32(most) => {
            Some(Integer::I32)
        }
        Stated::Size(_) => Some(Integer::I64),
        Stated::Nothing if least.is_some_and(is_natural) && most.is_none() => Some(Integer::U64),
        Stated::Nothing => Some(Integer::I64),
    }
}

fn float(bound: &Bound) -> f64 {
    bound.value.as_f64().unwrap_or_default()
}

/// Whether a least value leaves no negative whole number.
fn is_natural(least: &Bound) -> bool {
    float(least) >= 0.0 || least.excluded && float(least) >= -1.0
}

fn is_beyond_signed(most: &Bound) -> bool {
    match most.value.as_u64() {
        Some(most) => i64::try_from(most).is_err(),
        None => float(most) > SIGNED_END,
    }
}

fn is_beyond_unsigned(most: &Bound) -> bool {
    !most.value.is_u64() && float(most) > UNSIGNED_END
}

fn is_below_signed(least: &Bound) -> bool {
    !least.value.is_i64() && float(least) < -SIGNED_END
}

fn is_within_i32(bound: Option<&Bound>) -> bool {
    // An `i32` is an `f64` exactly; its first number outside may be an excluded bound.
    let end = f64::from(i32::MAX) + 1.0;
    bound.is_none_or(|bound| (-end..=end).contains(&float(bound)))
}
