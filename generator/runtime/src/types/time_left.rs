//! How much time is left until a deadline.
//!
//! In: a deadline and the present. Out: the time between them, and which of them is later. What always holds: every two points
//! in time have an answer.

use std::cmp::Ordering;
use std::fmt;
use std::time::Duration;

use super::timestamp::Timestamp;

/// How long it is until a deadline, or how long ago that was, in whole seconds.
///
/// The more time is left, the greater it is: what is most urgent is sorted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeLeft {
    /// The deadline is that far away; zero at the deadline itself, which is still in time.
    Left(Duration),
    /// The deadline was that long ago.
    Passed(Duration),
}

impl TimeLeft {
    /// The time that is left; `None` if the deadline has passed.
    #[must_use]
    pub const fn left(self) -> Option<Duration> {
        match self {
            Self::Left(time) => Some(time),
            Self::Passed(_) => None,
        }
    }

    /// Whether the deadline has passed.
    #[must_use]
    pub const fn has_passed(self) -> bool {
        matches!(self, Self::Passed(_))
    }
}

impl Timestamp {
    /// How long it is at `now` until this point in time, or how long ago it was.
    #[must_use]
    pub fn time_left(self, now: impl Into<Self>) -> TimeLeft {
        let now = now.into();
        match self.duration_since(now) {
            Some(time) => TimeLeft::Left(time),
            None => TimeLeft::Passed(now.duration_since(self).unwrap_or_default()),
        }
    }
}

impl Ord for TimeLeft {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Left(one), Self::Left(other)) => one.cmp(other),
            (Self::Passed(one), Self::Passed(other)) => other.cmp(one),
            (Self::Left(_), Self::Passed(_)) => Ordering::Greater,
            (Self::Passed(_), Self::Left(_)) => Ordering::Less,
        }
    }
}

impl PartialOrd for TimeLeft {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// In the two greatest units: `6d 3h left`, `2h 0min ago`, `40s left`.
impl fmt::Display for TimeLeft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (time, word) = match self {
            Self::Left(time) => (time.as_secs(), "left"),
            Self::Passed(time) => (time.as_secs(), "ago"),
        };
        let (days, hours) = (time / 86_400, time / 3_600 % 24);
        let (minutes, seconds) = (time / 60 % 60, time % 60);
        f.pad(&match (days, hours, minutes) {
            (0, 0, 0) => format!("{seconds}s {word}"),
            (0, 0, _) => format!("{minutes}min {seconds}s {word}"),
            (0, _, _) => format!("{hours}h {minutes}min {word}"),
            (_, _, _) => format!("{days}d {hours}h {word}"),
        })
    }
}
