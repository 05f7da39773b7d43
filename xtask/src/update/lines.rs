//! Actions taken out of the text of overlays.
//!
//! In: overlays, and the actions that go. Out: the overlays without them. What always holds: what stays is what it was, to
//! the letter: comments and other actions, too; what can't be taken out as whole lines is an error.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use form_codegen::source::Survey;

use super::actions::Gone;
use crate::input::InputFile;

/// The overlays without some of their actions, or of the parts of these. One of which nothing is left goes as a whole.
///
/// # Errors
///
/// If something does not stand on lines of its own.
pub fn without(
    overlays: &[InputFile],
    found: &Survey,
    gone: &[Gone],
) -> Result<Vec<InputFile>, String> {
    let mut left = Vec::new();
    for (number, overlay) in overlays.iter().enumerate() {
        let here = || gone.iter().filter(|gone| gone.overlay == number);
        if let Some(gone) = here().find(|gone| !gone.is_alone) {
            return Err(format!(
                "error: {}\n  = help: something else stands on the same lines: take it out by hand",
                gone.line()
            ));
        }
        let actions = found
            .actions
            .iter()
            .filter(|action| action.overlay == number);
        let whole = here().filter(|gone| gone.is_whole).count();
        if whole > 0 && actions.count() == whole {
            continue;
        }
        let text = String::from_utf8_lossy(&overlay.bytes);
        let ranges: Vec<RangeInclusive<usize>> = here().map(|gone| gone.lines.clone()).collect();
        left.push(InputFile {
            name: overlay.name.clone(),
            bytes: cut(&text, &ranges).into_bytes(),
        });
    }
    Ok(left)
}

/// The text without some of its lines. Blank lines behind them go, too, where blank lines would otherwise meet.
fn cut(text: &str, ranges: &[RangeInclusive<usize>]) -> String {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let mut gone = BTreeSet::new();
    for range in ranges {
        gone.extend(range.clone());
        let before = range.start().checked_sub(2);
        let before = before.and_then(|line| lines.get(line));
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
    kept.map(|(_, line)| *line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "actions:\n  - a: 1\n    b: 2\n\n  # Why.\n  - a: 2\n\n  - a: 3\n";

    #[test]
    fn what_stays_is_what_it_was() {
        assert_eq!(
            cut(TEXT, &[2..=3]),
            "actions:\n  # Why.\n  - a: 2\n\n  - a: 3\n"
        );
        assert_eq!(
            cut(TEXT, &[6..=6, 8..=8]),
            "actions:\n  - a: 1\n    b: 2\n\n  # Why.\n\n"
        );
    }
}
