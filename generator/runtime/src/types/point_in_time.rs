//! Points in time of other types: of std, and of the crates that features name.
//!
//! In: a point in time. Out: the timestamp, rounded down to the whole second, and a timestamp as theirs. What always holds:
//! wherever a timestamp is accepted, as a value, a value to set or a filter, so is each of these.

use std::ops::{Range, RangeFrom, RangeInclusive, RangeTo, RangeToInclusive};
use std::time::{SystemTime, UNIX_EPOCH};

use super::clearable::Clearable;
use super::range::{Bounds, RangeFilter};
use super::timestamp::Timestamp;
#[cfg(any(feature = "chrono", feature = "jiff", feature = "time"))]
use super::timestamp::TimestampOutOfRange;

/// A point in time that is no [`Timestamp`], but is taken for one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no point in time",
    note = "seconds since 1970 (`i64`), `SystemTime`, and with a feature each the types of chrono, time and jiff are"
)]
pub trait PointInTime {
    /// The same, rounded down to the whole second.
    fn timestamp(self) -> Timestamp;
}

impl<M: PointInTime> From<M> for Timestamp {
    fn from(moment: M) -> Self {
        moment.timestamp()
    }
}

impl<M: PointInTime> From<M> for Clearable<Timestamp> {
    fn from(moment: M) -> Self {
        Self::Set(moment.timestamp())
    }
}

impl<M: PointInTime> From<M> for RangeFilter<Timestamp> {
    fn from(moment: M) -> Self {
        Self::Exactly(moment.timestamp())
    }
}

macro_rules! ranges {
    ($($range:ident),*) => {$(
        impl<M: PointInTime> From<$range<M>> for RangeFilter<Timestamp> {
            fn from(moments: $range<M>) -> Self {
                RangeFilter::<M>::from(moments).map(M::timestamp)
            }
        }
    )*};
}

ranges!(
    Bounds,
    Range,
    RangeInclusive,
    RangeFrom,
    RangeTo,
    RangeToInclusive
);

/// Seconds since the Unix epoch.
impl PointInTime for i64 {
    fn timestamp(self) -> Timestamp {
        Timestamp::from_unix(self)
    }
}

/// What no timestamp can hold, which no clock shows, becomes the latest or the earliest one.
impl PointInTime for SystemTime {
    fn timestamp(self) -> Timestamp {
        let epoch = Timestamp::from_unix(0);
        match self.duration_since(UNIX_EPOCH) {
            Ok(after) => epoch + after,
            Err(error) => epoch - error.duration(),
        }
    }
}

#[cfg(feature = "chrono")]
impl<Tz: chrono::TimeZone> PointInTime for chrono::DateTime<Tz> {
    fn timestamp(self) -> Timestamp {
        Timestamp::from_unix(chrono::DateTime::timestamp(&self))
    }
}

/// Fails where the calendar of chrono does not reach.
#[cfg(feature = "chrono")]
impl TryFrom<Timestamp> for chrono::DateTime<chrono::Utc> {
    type Error = TimestampOutOfRange;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        Self::from_timestamp(timestamp.as_unix(), 0).ok_or(TimestampOutOfRange(()))
    }
}

#[cfg(feature = "jiff")]
impl PointInTime for jiff::Timestamp {
    fn timestamp(self) -> Timestamp {
        // Its fraction has the sign of its seconds.
        let fraction = i64::from(self.subsec_nanosecond() < 0);
        Timestamp::from_unix(self.as_second().saturating_sub(fraction))
    }
}

#[cfg(feature = "jiff")]
impl PointInTime for jiff::Zoned {
    fn timestamp(self) -> Timestamp {
        PointInTime::timestamp(jiff::Zoned::timestamp(&self))
    }
}

#[cfg(feature = "jiff")]
impl PointInTime for &jiff::Zoned {
    fn timestamp(self) -> Timestamp {
        PointInTime::timestamp(jiff::Zoned::timestamp(self))
    }
}

/// Fails where the calendar of jiff does not reach.
#[cfg(feature = "jiff")]
impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = TimestampOutOfRange;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        Self::from_second(timestamp.as_unix()).map_err(|_| TimestampOutOfRange(()))
    }
}

#[cfg(feature = "time")]
impl PointInTime for time::OffsetDateTime {
    fn timestamp(self) -> Timestamp {
        Timestamp::from_unix(self.unix_timestamp())
    }
}

/// Fails where the calendar of time does not reach.
#[cfg(feature = "time")]
impl TryFrom<Timestamp> for time::OffsetDateTime {
    type Error = TimestampOutOfRange;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        Self::from_unix_timestamp(timestamp.as_unix()).map_err(|_| TimestampOutOfRange(()))
    }
}
