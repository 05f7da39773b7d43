//! The words for faults.

use std::time::Duration;

use super::{Instead, Plan};

/// All words, for messages.
const WORDS: &str = "`status=503`, `status-after=500`, `delay=200ms`, `reset-before`, `reset-after`, `partial-body`, `stall`, `rate-limit=2`, \
                     `stale-cursor`, `unknown-enum`, `missing-member`, `added-member`";

/// The longest delay.
const LONGEST: Duration = Duration::from_secs(600);

/// The plan that words stand for, between commas.
///
/// # Errors
///
/// What a word is not.
pub fn parse(text: &str) -> Result<Plan, String> {
    let mut plan = Plan::default();
    for word in text.split(',') {
        let (name, value) = match word.trim().split_once('=') {
            Some((name, value)) => (name.trim(), Some(value.trim())),
            None => (word.trim(), None),
        };
        let path = value.unwrap_or_default().to_owned();
        match name {
            "status" => plan.before = Some(Instead::Status(status(value)?)),
            "status-after" => plan.after = Some(Instead::Status(status(value)?)),
            "delay" => plan.delay = Some(duration(value.unwrap_or("1s"))?),
            "reset-before" => plan.before = Some(Instead::Reset),
            "reset-after" => plan.after = Some(Instead::Reset),
            "partial-body" => plan.after = Some(Instead::Partial),
            "stall" => plan.after = Some(Instead::Stall),
            "rate-limit" => {
                let seconds = value.unwrap_or("1").parse();
                let seconds =
                    seconds.map_err(|_| format!("`{word}` names no number of seconds"))?;
                plan.before = Some(Instead::RateLimit(seconds));
            }
            "stale-cursor" => plan.twist.stale_cursor = true,
            "unknown-enum" => plan.twist.unknown_enum = Some(path),
            "missing-member" => plan.twist.missing_member = Some(path),
            "added-member" => plan.twist.added_member = Some(path),
            _ => return Err(format!("`{}` is no fault: there are {WORDS}", word.trim())),
        }
    }
    Ok(plan)
}

fn status(value: Option<&str>) -> Result<u16, String> {
    let status = value.unwrap_or("500").parse().ok();
    let status = status.filter(|status| (400..600).contains(status));
    status.ok_or_else(|| "`status` takes a number from 400 to 599".to_owned())
}

fn duration(value: &str) -> Result<Duration, String> {
    let (number, unit) = match value.strip_suffix("ms") {
        Some(number) => (number, 1),
        None => (value.trim_end_matches('s'), 1000),
    };
    let number: u64 = number
        .trim()
        .parse()
        .map_err(|_| "`delay` takes a time such as 200ms or 2s".to_owned())?;
    Ok(Duration::from_millis(number.saturating_mul(unit)).min(LONGEST))
}
