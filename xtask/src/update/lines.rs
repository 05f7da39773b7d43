//! Actions taken out of the text of overlays.
//!
//! In: overlays, and the actions that go. Out: the overlays without them. What always holds: what stays is what it was, to
//! the letter: comments and other actions, too; what can't be taken out as whole lines is an error.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use form_codegen::source::Survey;

use super::actions::{Gone, place};
use crate::input::InputFile;

/// The overlays without some of their actions. One of which nothing is left goes as a whole.
///
/// # Errors
///
/// If an action does not stand on lines of its own.
pub fn without(
    overlays: &[InputFile],
    found: &Survey,
    gone: &[Gone],
) -> Result<Vec<InputFile>, String> {
    let places: BTreeSet<&str> = gone.iter().map(|gone| gone.place.as_str()).collect();
    let mut left = Vec::new();
    for (number, overlay) in overlays.iter().enumerate() {
        let actions = found.actions.iter();
        let (go, stay): (Vec<_>, Vec<_>) = actions
            .filter(|action| action.overlay == number)
            .partition(|action| places.contains(place(action, overlays).as_str()));
        if stay.is_empty() && !go.is_empty() {
            continue;
        }
        let ranges: Vec<RangeInclusive<usize>> =
            go.iter().map(|action| action.lines.clone()).collect();
        let shared = stay.iter().any(|action| {
            let lines = ranges.iter().flat_map(RangeInclusive::clone);
            lines.clone().any(|line| action.lines.contains(&line))
        });
        let text = String::from_utf8_lossy(&overlay.bytes);
        let text = cut(&text, &ranges).filter(|_| !shared).ok_or_else(|| {
            let name = &overlay.name;
            format!("error: {name}: the actions do not begin on lines of their own, with `- `: take them out by hand")
        })?;
        left.push(InputFile {
            name: overlay.name.clone(),
            bytes: text.into_bytes(),
        });
    }
    Ok(left)
}

/// The text without some of its lines, of which each range is an entry of a list. Blank lines behind them go, too, where
/// blank lines would otherwise meet.
fn cut(text: &str, ranges: &[RangeInclusive<usize>]) -> Option<String> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut gone = BTreeSet::new();
    for range in ranges {
        let first = lines.get(range.start().checked_sub(1)?)?;
        if !first.trim_start().starts_with("- ") {
            return None;
        }
        gone.extend(range.clone());
        let before = range
            .start()
            .checked_sub(2)
            .and_then(|line| lines.get(line));
        let opens =
            before.is_none_or(|line| line.trim().is_empty() || line.trim_end().ends_with(':'));
        let mut behind = range.end() + 1;
        while opens
            && lines
                .get(behind - 1)
                .is_some_and(|line| line.trim().is_empty())
        {
            gone.insert(behind);
            behind += 1;
        }
    }
    let kept = lines.iter().enumerate();
    let kept = kept.filter(|(index, _)| !gone.contains(&(index + 1)));
    Some(kept.map(|(_, line)| *line).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "actions:\n  - a: 1\n    b: 2\n\n  # Why.\n  - a: 2\n\n  - a: 3\n";

    #[test]
    fn what_stays_is_what_it_was() {
        assert_eq!(
            cut(TEXT, &[2..=3]).unwrap(),
            "actions:\n  # Why.\n  - a: 2\n\n  - a: 3\n"
        );
        assert_eq!(
            cut(TEXT, &[6..=6, 8..=8]).unwrap(),
            "actions:\n  - a: 1\n    b: 2\n\n  # Why.\n\n"
        );
    }

    #[test]
    fn what_shares_its_line_stays() {
        assert_eq!(cut("actions: [{a: 1}, {a: 2}]\n", &[1..=1]), None);
        assert_eq!(cut("{\n \"actions\": [\n  {}\n ]\n}\n", &[3..=3]), None);
    }
}
