//! Actions taken out of the text of overlays.
//!
//! In: overlays, and the actions that go. Out: the overlays without them. What always holds: what stays is what it was, to
//! the letter: comments and other actions, too; what can't be taken out as whole lines is an error.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::source::{Survey, SurveyedAction};

use super::gone::{Gone, GonePart};
use super::selectors;
use crate::cli::input::InputFile;

/// What stands in the place of an action that is taken out, so that those behind it keep their numbers; it does nothing.
const NOTHING: &str = "- {target: \"$['x-taken-out']\", remove: true, x-optional: true}";

/// Whether an action only stands in the place of one that was taken out.
pub fn is_taken_out(action: &SurveyedAction) -> bool {
    action.target == "$['x-taken-out']" && action.optional
}

/// The overlays with blank lines in place of some of their actions, or of the parts of these, so that each place stays what
/// it is in the files. One of which nothing is left goes as a whole.
///
/// # Errors
///
/// If something does not stand on lines of its own.
pub fn blanked(
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
            .filter(|action| action.overlay == number && !is_taken_out(action));
        let whole = here().filter(|gone| gone.part == GonePart::Whole).count();
        if whole > 0 && actions.count() == whole {
            continue;
        }
        left.push(blank(overlay, gone));
    }
    Ok(left)
}

/// An overlay with blank lines in place of what is gone of it.
pub fn blank(overlay: &InputFile, gone: &[Gone]) -> InputFile {
    let here = gone.iter().filter(|gone| gone.name == overlay.name);
    let here: Vec<&Gone> = here.collect();
    let text = selectors::without(&String::from_utf8_lossy(&overlay.bytes), &here);
    let lines = text.split_inclusive('\n').enumerate();
    let lines = lines.map(|(index, line)| {
        let covers = |gone: &&&Gone| gone.lines.contains(&(index + 1));
        let mut covering = here.iter().filter(covers).map(|gone| gone.part);
        let is_gone = covering.clone().any(|part| part != GonePart::Selector);
        let is_whole = covering.any(|part| part == GonePart::Whole);
        match (is_gone, is_whole, line.find("- ")) {
            (false, ..) => line.to_owned(),
            (true, true, Some(at)) if is_first(&here, index + 1) && is_blank(line, at) => {
                format!("{}{NOTHING}\n", line.get(..at).unwrap_or_default())
            }
            (true, ..) => "\n".to_owned(),
        }
    });
    InputFile {
        name: overlay.name.clone(),
        bytes: lines.collect::<String>().into_bytes(),
    }
}

fn is_first(gone: &[&Gone], line: usize) -> bool {
    let mut gone = gone.iter();
    gone.any(|gone| gone.part == GonePart::Whole && *gone.lines.start() == line)
}

fn is_blank(line: &str, until: usize) -> bool {
    line.get(..until)
        .is_some_and(|before| before.trim().is_empty())
}

/// The overlays of which something is `left`, without what is gone.
pub fn without(overlays: &[InputFile], left: &[InputFile], gone: &[Gone]) -> Vec<InputFile> {
    let is_left = |overlay: &&InputFile| left.iter().any(|left| left.name == overlay.name);
    let cut_here = |overlay: &InputFile| {
        let here = gone.iter().filter(|gone| gone.name == overlay.name);
        let here: Vec<&Gone> = here.collect();
        let lines = here.iter().filter(|gone| gone.part != GonePart::Selector);
        let ranges: Vec<RangeInclusive<usize>> = lines.map(|gone| gone.lines.clone()).collect();
        let text = selectors::without(&String::from_utf8_lossy(&overlay.bytes), &here);
        InputFile {
            name: overlay.name.clone(),
            bytes: cut(&text, &ranges).into_bytes(),
        }
    };
    overlays.iter().filter(is_left).map(cut_here).collect()
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
