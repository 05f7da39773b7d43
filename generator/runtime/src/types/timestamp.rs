//! Points in time as the API counts them.
//!
//! In: whole seconds since 1970-01-01T00:00:00Z, as a number. Out: the same number; every `i64` can be held and shown.

use std::error::Error;
use std::fmt;
use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::de::{self, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

const SECONDS_PER_DAY: i64 = 86_400;

/// Seconds since the Unix epoch, leap seconds not counted; negative before 1970.
///
/// On the wire it is an integer; `Display` shows it as RFC 3339 in UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

impl Timestamp {
    /// The point in time that is `seconds` after the epoch.
    #[must_use]
    pub const fn from_unix(seconds: i64) -> Self {
        Self(seconds)
    }

    /// The seconds since the epoch.
    #[must_use]
    pub const fn as_unix(self) -> i64 {
        self.0
    }

    /// The present, by the clock of this machine.
    #[must_use]
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    /// That much later, rounded down to the whole second; `None` if no timestamp is that late.
    #[must_use]
    pub fn checked_add(self, time: Duration) -> Option<Self> {
        self.0.checked_add_unsigned(time.as_secs()).map(Self)
    }

    /// That much earlier, rounded down to the whole second; `None` if no timestamp is that early.
    #[must_use]
    pub fn checked_sub(self, time: Duration) -> Option<Self> {
        let fraction = i64::from(time.subsec_nanos() > 0);
        let whole = self.0.checked_sub_unsigned(time.as_secs())?;
        whole.checked_sub(fraction).map(Self)
    }

    /// How much later this is than `earlier`; `None` if it is not.
    #[must_use]
    pub fn duration_since(self, earlier: Self) -> Option<Duration> {
        let is_later = self >= earlier;
        is_later.then(|| Duration::from_secs(self.0.abs_diff(earlier.0)))
    }
}

/// That much later, rounded down to the whole second, or the latest timestamp: see [`checked_add`](Timestamp::checked_add).
impl Add<Duration> for Timestamp {
    type Output = Self;

    fn add(self, time: Duration) -> Self {
        self.checked_add(time).unwrap_or(Self(i64::MAX))
    }
}

/// That much earlier, rounded down to the whole second, or the earliest timestamp: see
/// [`checked_sub`](Timestamp::checked_sub).
impl Sub<Duration> for Timestamp {
    type Output = Self;

    fn sub(self, time: Duration) -> Self {
        self.checked_sub(time).unwrap_or(Self(i64::MIN))
    }
}

impl AddAssign<Duration> for Timestamp {
    fn add_assign(&mut self, time: Duration) {
        *self = *self + time;
    }
}

impl SubAssign<Duration> for Timestamp {
    fn sub_assign(&mut self, time: Duration) {
        *self = *self - time;
    }
}

impl From<Timestamp> for i64 {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0
    }
}

/// A point in time that the other type cannot hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimestampOutOfRange(pub(super) ());

impl fmt::Display for TimestampOutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the point in time is too far from 1970 to be converted")
    }
}

impl Error for TimestampOutOfRange {}

/// Fails where the platform's clock type does not reach.
impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampOutOfRange;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        let distance = Duration::from_secs(timestamp.0.unsigned_abs());
        if timestamp.0 < 0 {
            UNIX_EPOCH.checked_sub(distance)
        } else {
            UNIX_EPOCH.checked_add(distance)
        }
        .ok_or(TimestampOutOfRange(()))
    }
}

/// RFC 3339 in UTC, such as `2023-04-04T23:42:17Z`. Years outside 0000 to 9999, which RFC 3339 does not have, are
/// written with a sign and at least six digits, as ISO 8601 does.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if f.width().is_some() || f.precision().is_some() {
            // Only what is to be aligned is put together first.
            let plain = Self(self.0);
            return f.pad(&format!("{plain}"));
        }
        let (year, month, day) = civil(self.0.div_euclid(SECONDS_PER_DAY));
        let second = self.0.rem_euclid(SECONDS_PER_DAY);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        match (0..=9999).contains(&year) {
            true => write!(f, "{year:04}")?,
            false => write!(f, "{year:+07}")?,
        }
        write!(f, "-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

/// Year, month and day of a day counted from 1970-01-01, in the proleptic Gregorian calendar.
///
/// Years are counted from March in here, so that the leap day is the last one of its year; the calendar repeats every
/// 400 years, which are 146,097 days. No step overflows: a day is an `i64` of seconds divided by 86,400.
const fn civil(day: i64) -> (i64, i64, i64) {
    const DAYS_FROM_MARCH_0000: i64 = 719_468;
    const DAYS_PER_ERA: i64 = 146_097;
    let day = day + DAYS_FROM_MARCH_0000;
    let era = day.div_euclid(DAYS_PER_ERA);
    let day_of_era = day.rem_euclid(DAYS_PER_ERA);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day_of_month = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = era * 400 + year_of_era + if month <= 2 { 1 } else { 0 };
    (year, month, day_of_month)
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

/// Reads an integer, or a number with a fraction of zero (some JSON writers turn all numbers into floats).
impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Seconds;

        impl Visitor<'_> for Seconds {
            type Value = Timestamp;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("whole seconds since the Unix epoch")
            }

            fn visit_i64<E: de::Error>(self, seconds: i64) -> Result<Timestamp, E> {
                Ok(Timestamp(seconds))
            }

            fn visit_u64<E: de::Error>(self, seconds: u64) -> Result<Timestamp, E> {
                i64::try_from(seconds)
                    .map(Timestamp)
                    .map_err(|_| E::invalid_value(Unexpected::Unsigned(seconds), &self))
            }

            fn visit_f64<E: de::Error>(self, seconds: f64) -> Result<Timestamp, E> {
                // Every whole f64 below 2^63 in magnitude is an i64, so the cast is exact.
                #[allow(clippy::cast_possible_truncation)]
                if seconds.fract() == 0.0 && seconds.abs() < 9_223_372_036_854_775_808.0 {
                    Ok(Timestamp(seconds as i64))
                } else {
                    Err(E::invalid_value(Unexpected::Float(seconds), &self))
                }
            }
        }

        deserializer.deserialize_i64(Seconds)
    }
}
