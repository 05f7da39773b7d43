//! How much time is left until a deadline, wherever both are.

use std::time::Duration;

use form_runtime::{TimeLeft, Timestamp};

fn left(due: i64, now: i64) -> TimeLeft {
    Timestamp::from_unix(due).time_left(now)
}

#[test]
fn every_two_points_in_time_have_an_answer() {
    let second = Duration::from_secs(1);
    assert_eq!(left(11, 10), TimeLeft::Left(second));
    assert_eq!(left(10, 10), TimeLeft::Left(Duration::ZERO));
    assert_eq!(left(10, 11), TimeLeft::Passed(second));
    let all = Duration::from_secs(u64::MAX);
    assert_eq!(left(i64::MAX, i64::MIN), TimeLeft::Left(all));
    assert_eq!(left(i64::MIN, i64::MAX), TimeLeft::Passed(all));
    assert_eq!(left(10, 11).left(), None);
    assert_eq!(left(11, 10).left(), Some(second));
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
