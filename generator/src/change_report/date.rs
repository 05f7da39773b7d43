//! Days.
//!
//! In: text, or seconds since 1970. Out: [`CalendarDate`]s, which can be compared. What always holds: each is a day that there is.

use std::fmt;

const DAY: u64 = 24 * 60 * 60;

/// A day of the Gregorian calendar, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CalendarDate {
    year: u16,
    month: u8,
    day: u8,
}

impl CalendarDate {
    /// Reads a date as RFC 3339 writes it, such as `2027-01-31`; `None` if there is no such day.
    ///
    /// ```
    /// use form_codegen::change_report::CalendarDate;
    ///
    /// assert!(CalendarDate::parse("2028-02-29").is_some());
    /// assert!(CalendarDate::parse("2027-02-29").is_none());
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| -> Option<u16> {
            let part = parts.next()?;
            let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            is_number.then(|| part.parse().ok())?
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
        let is_day = (1..=12).contains(&month) && (1..=days_of(year, month)).contains(&day);
        (parts.next().is_none() && is_day).then_some(Self { year, month, day })
    }

    /// The day of a point in time, in seconds since the beginning of 1970; the last day that can be written, if it is later.
    #[must_use]
    pub fn of_unix(seconds: u64) -> Self {
        let mut days = seconds / DAY;
        for year in 1970..=9999 {
            for month in 1..=12 {
                let length = days_of(year, month);
                if days < u64::from(length) {
                    let day = u8::try_from(days).unwrap_or_default() + 1;
                    return Self { year, month, day };
                }
                days -= u64::from(length);
            }
        }
        Self {
            year: 9999,
            month: 12,
            day: 31,
        }
    }
}

impl fmt::Display for CalendarDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// How many days a month has.
fn days_of(year: u16, month: u8) -> u8 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::CalendarDate;

    #[test]
    fn points_in_time_have_a_day() {
        for (seconds, day) in [
            (0, "1970-01-01"),
            (86_399, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (1_795_689_600, "2026-11-26"),
            (u64::MAX, "9999-12-31"),
        ] {
            assert_eq!(CalendarDate::of_unix(seconds).to_string(), day);
        }
    }

    #[test]
    fn only_days_that_there_are_are_read() {
        let read = |text| CalendarDate::parse(text).map(|day| day.to_string());
        assert_eq!(read("2027-01-31").as_deref(), Some("2027-01-31"));
        for text in [
            "",
            "2027",
            "2027-13-01",
            "2027-00-10",
            "2027-1-01",
            "2027-01-32",
            "2027-01-00",
            "+027-01-01",
            "2027-01-01T00:00:00Z",
            "2027-01-01-01",
            "1900-02-29",
            "٢٠٢٧-٠١-٠١",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(CalendarDate::parse("2027-02-01") > CalendarDate::parse("2027-01-31"));
    }
}
