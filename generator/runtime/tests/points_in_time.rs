//! Timestamps reckon, and are made of the points in time of other crates and turned into them;
//! between every two of them there is time, left or passed.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use form_runtime::{Clearable, RangeFilter, TimeLeft, Timestamp};

const SECOND: Duration = Duration::from_secs(1);
const TENTH: Duration = Duration::from_millis(100);

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix(seconds)
}

#[test]
fn sums_are_rounded_down_and_end_at_the_last_timestamp() {
    assert_eq!(at(5) + SECOND + TENTH, at(6));
    assert_eq!(at(5) - TENTH, at(4));
    assert_eq!(at(5) - SECOND, at(4));
    let (first, last) = (at(i64::MIN), at(i64::MAX));
    assert_eq!((last + SECOND, first - SECOND), (last, first));
    assert_eq!(
        (last.checked_add(SECOND), first.checked_sub(TENTH)),
        (None, None)
    );
    assert_eq!(first + Duration::MAX, last);
    let mut time = at(0);
    time += SECOND * 2;
    time -= SECOND;
    assert_eq!(time, at(1));
    assert_eq!(at(9).duration_since(at(7)), Some(SECOND * 2));
    assert_eq!(
        last.duration_since(first),
        Some(Duration::from_secs(u64::MAX))
    );
    assert_eq!(at(7).duration_since(at(9)), None);
}

#[test]
fn the_clock() {
    let before = Timestamp::from(SystemTime::now());
    let now = Timestamp::now();
    assert!(now >= before && now.duration_since(before) < Some(SECOND * 60));
    assert_eq!(Timestamp::from(UNIX_EPOCH - TENTH), at(-1));
    assert_eq!(SystemTime::try_from(at(-1)), Ok(UNIX_EPOCH - SECOND));
}

#[test]
fn whatever_is_a_point_in_time_is_a_filter() {
    let exactly = RangeFilter::Exactly(at(7));
    assert_eq!(RangeFilter::<Timestamp>::from(7), exactly);
    assert_eq!(RangeFilter::from(at(7)), exactly);
    assert_eq!(
        RangeFilter::<Timestamp>::from(UNIX_EPOCH + SECOND * 7),
        exactly
    );
    let within: RangeFilter<Timestamp> = RangeFilter::gte(at(7)).and_lt(at(9)).into();
    let (start, end) = (UNIX_EPOCH + SECOND * 7, UNIX_EPOCH + SECOND * 9);
    let ranges: [RangeFilter<Timestamp>; 4] = [
        (7..9).into(),
        (at(7)..at(9)).into(),
        (start..end).into(),
        RangeFilter::gte(start).and_lt(end).into(),
    ];
    assert_eq!(ranges, [within; 4]);
    assert_eq!(Clearable::<Timestamp>::from(start), Clearable::Set(at(7)));
}

/// That point in time, and it as another crate has it.
macro_rules! converts {
    ($moment:expr, $timestamp:expr) => {
        let (moment, timestamp) = ($moment, $timestamp);
        assert_eq!(Timestamp::from(moment.clone()), timestamp);
        let filter: RangeFilter<Timestamp> = (moment..).into();
        assert_eq!(filter, RangeFilter::gte(timestamp).into());
    };
}

#[test]
fn points_in_time_of_chrono() {
    use chrono::{DateTime, FixedOffset, Utc};
    for (seconds, nanos, rounded) in [(7, 1, 7), (-7, 999_999_999, -7)] {
        let utc = DateTime::<Utc>::from_timestamp(seconds, nanos).unwrap();
        converts!(utc, at(rounded));
        converts!(
            utc.with_timezone(&FixedOffset::east_opt(3600).unwrap()),
            at(rounded)
        );
    }
    assert_eq!(DateTime::<Utc>::try_from(at(-7)).unwrap().timestamp(), -7);
    assert!(DateTime::<Utc>::try_from(at(i64::MAX)).is_err());
}

#[test]
fn points_in_time_of_time() {
    use time::OffsetDateTime;
    for (nanos, rounded) in [(7_000_000_001, 7), (-6_000_000_001, -7)] {
        let moment = OffsetDateTime::from_unix_timestamp_nanos(nanos).unwrap();
        converts!(moment, at(rounded));
    }
    assert_eq!(
        OffsetDateTime::try_from(at(-7)).unwrap().unix_timestamp(),
        -7
    );
    assert!(OffsetDateTime::try_from(at(i64::MAX)).is_err());
}

#[test]
fn points_in_time_of_jiff() {
    use jiff::tz::TimeZone;
    for (nanos, rounded) in [(7_000_000_001, 7), (-6_000_000_001, -7), (-100, -1)] {
        let moment = jiff::Timestamp::from_nanosecond(nanos).unwrap();
        converts!(moment, at(rounded));
        let zoned = moment.to_zoned(TimeZone::UTC);
        assert_eq!(Timestamp::from(&zoned), at(rounded));
        converts!(zoned, at(rounded));
    }
    assert_eq!(jiff::Timestamp::try_from(at(-7)).unwrap().as_second(), -7);
    assert!(jiff::Timestamp::try_from(at(i64::MAX)).is_err());
}

fn left(due: i64, now: i64) -> TimeLeft {
    Timestamp::from_unix(due).time_left(now)
}

#[test]
fn every_two_points_in_time_have_an_answer() {
    assert_eq!(left(11, 10), TimeLeft::Left(SECOND));
    assert_eq!(left(10, 10), TimeLeft::Left(Duration::ZERO));
    assert_eq!(left(10, 11), TimeLeft::Passed(SECOND));
    let all = Duration::from_secs(u64::MAX);
    assert_eq!(left(i64::MAX, i64::MIN), TimeLeft::Left(all));
    assert_eq!(left(i64::MIN, i64::MAX), TimeLeft::Passed(all));
    assert_eq!(left(10, 11).left(), None);
    assert_eq!(left(11, 10).left(), Some(SECOND));
    assert!(left(10, 11).has_passed() && !left(10, 10).has_passed());
}

#[test]
fn what_is_most_urgent_is_first() {
    let mut all = [left(9, 0), left(0, 3), left(0, 0), left(5, 0), left(0, 1)];
    all.sort();
    let sorted = [left(0, 3), left(0, 1), left(0, 0), left(5, 0), left(9, 0)];
    assert_eq!(all, sorted);
}

#[test]
fn it_is_shown_in_its_two_greatest_units() {
    let day = 86_400;
    for (due, now, text) in [
        (6 * day + 3 * 3600 + 59, 0, "6d 3h left"),
        (0, 2 * 3600 + 5 * 60, "2h 5min ago"),
        (61, 0, "1min 1s left"),
        (0, 0, "0s left"),
    ] {
        assert_eq!(left(due, now).to_string(), text);
    }
    assert_eq!(format!("{:>10}", left(40, 0)), "  40s left");
}
