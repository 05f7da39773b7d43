//! Texts by what they are called and what format they have.

use crate::mock::model::{Bounds, TextKind};

use super::{Ids, pattern};

/// A text that is likely under a name.
pub fn text(kind: &TextKind, name: &str, bounds: &Bounds, now: i64, ids: &mut Ids) -> String {
    let by_pattern = bounds.pattern.as_deref();
    if let Some(text) = by_pattern.and_then(|known| pattern::sample(known, ids)) {
        return text;
    }
    let text = match kind {
        TextKind::Date => date(now),
        TextKind::DateTime => format!("{}T{}Z", date(now), time(now)),
        TextKind::Decimal => "1.00".to_owned(),
        TextKind::Base64 => "AAAA".to_owned(),
        TextKind::Other(format) => match by_format(format, ids) {
            Some(text) => text,
            None => by_name(name),
        },
        TextKind::Plain => by_name(name),
    };
    fitted(text, bounds)
}

/// A text that is likely under a name, or of a format: the same one each time.
#[must_use]
pub fn likely(name: &str, format: Option<&str>) -> String {
    let by_format = format.and_then(|format| by_format(format, &mut Ids::new(1)));
    by_format.unwrap_or_else(|| by_name(name))
}

/// A text made as long as it has to be.
fn fitted(text: String, bounds: &Bounds) -> String {
    let (least, most) = bounds.length;
    let count = |bound: Option<u64>| bound.and_then(|bound| usize::try_from(bound).ok());
    let mut text = text;
    let missing = count(least).unwrap_or(0).min(10_000);
    while text.chars().count() < missing {
        text.push('x');
    }
    match count(most) {
        Some(most) if text.chars().count() > most => text.chars().take(most).collect(),
        _ => text,
    }
}

fn by_format(format: &str, ids: &mut Ids) -> Option<String> {
    Some(match format {
        "uuid" => ids.uuid(),
        "email" => "jane.austen@example.com".to_owned(),
        "uri" | "url" | "uri-reference" => "https://example.com/".to_owned(),
        "hostname" => "example.com".to_owned(),
        "ipv4" => "192.0.2.1".to_owned(),
        "ipv6" => "2001:db8::1".to_owned(),
        "time" => "12:00:00Z".to_owned(),
        "date-time-rfc-2822" => "Thu, 01 Jan 2026 00:00:00 +0000".to_owned(),
        _ => return None,
    })
}

fn by_name(name: &str) -> String {
    let lower = name.to_lowercase();
    let has = |word: &str| lower.contains(word);
    let known = match () {
        () if has("email") => "jane.austen@example.com",
        () if has("url") || has("uri") => "https://example.com/",
        () if has("currency") => "usd",
        () if has("country") => "US",
        () if has("phone") => "+15555550100",
        () if has("postal") => "12345",
        () if lower.ends_with("ip") || has("ip_address") => "192.0.2.1",
        () if has("version") => "1",
        () if has("name") => "Jane Austen",
        () => return sentence(name),
    };
    known.to_owned()
}

/// A name as words.
fn sentence(name: &str) -> String {
    let words = name.replace(['_', '-'], " ");
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => "Text".to_owned(),
    }
}

/// The date of a point in time, by the civil calendar.
pub fn date(seconds: i64) -> String {
    // Days since 0000-03-01, in eras of 400 years (H. Hinnant, "chrono-compatible low-level date algorithms").
    let days = seconds.div_euclid(86_400) + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

fn time(seconds: i64) -> String {
    let of_day = seconds.rem_euclid(86_400);
    format!(
        "{:02}:{:02}:{:02}",
        of_day / 3600,
        of_day / 60 % 60,
        of_day % 60
    )
}
