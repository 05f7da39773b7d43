//! Selectors taken out of the lists in targets of overlays.
//!
//! In: the text of an overlay, and the selectors that go. Out: the text without them. What always holds: the lines keep their
//! numbers; a selector that is not found as it is written stays, which whoever asked sees by reading the text again.

use super::gone::{Gone, GonePart};

/// The text without the selectors among what is gone.
pub fn without(text: &str, gone: &[&Gone]) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    for gone in gone.iter().filter(|gone| gone.part == GonePart::Selector) {
        let (first, last) = (gone.lines.start() - 1, *gone.lines.end());
        let Some(target) = lines.get_mut(first..last) else {
            continue;
        };
        take_out(target, &gone.target);
    }
    lines.concat()
}

/// Takes a selector out of the first line that has it, with the comma before it or behind it.
fn take_out(lines: &mut [String], selector: &str) {
    // As it is written in plain text, within single quotes, and within double quotes.
    let written = [
        selector.to_owned(),
        selector.replace('\'', "''"),
        selector.replace('\\', "\\\\").replace('"', "\\\""),
    ];
    for line in lines {
        for written in &written {
            if let Some(range) = find(line, written) {
                line.replace_range(range, "");
                return;
            }
        }
    }
}

/// Where a selector stands in a list, with one comma and the blanks that belong to it.
fn find(line: &str, written: &str) -> Option<std::ops::Range<usize>> {
    for (start, _) in line.match_indices(written) {
        let end = start + written.len();
        let (before, behind) = (line.get(..start)?, line.get(end..)?);
        let (bare_before, bare_behind) =
            (before.trim_end_matches(' '), behind.trim_start_matches(' '));
        let opens = bare_before.ends_with(['[', ',']) || bare_before.is_empty();
        let closes = bare_behind.starts_with([',', ']']) || bare_behind.trim().is_empty();
        if !opens || !closes {
            continue;
        }
        if let Some(rest) = bare_behind.strip_prefix(',') {
            return Some(start..line.len() - rest.trim_start_matches(' ').len());
        }
        if let Some(rest) = bare_before.strip_suffix(',') {
            return Some(rest.len()..end);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_goes_with_one_comma() {
        for (line, selector, left) in [
            (
                "  - target: $['a', 'b'].c\n",
                "'a'",
                "  - target: $['b'].c\n",
            ),
            (
                "  - target: $['a', 'b'].c\n",
                "'b'",
                "  - target: $['a'].c\n",
            ),
            (
                "- target: $[ 'a','b' , 'c' ]\n",
                "'b'",
                "- target: $[ 'a','c' ]\n",
            ),
            (
                "- target: '$[''a'', ''b'']'\n",
                "'a'",
                "- target: '$[''b'']'\n",
            ),
            (
                r#"{"target": "$[\"a\", \"b\"]"}"#,
                r#""a""#,
                r#"{"target": "$[\"b\"]"}"#,
            ),
            (
                "- target: $.a['a']['aa', 'a']\n",
                "'a'",
                "- target: $.a['a']['aa']\n",
            ),
            // The line break is a blank, so that the comma stands before it.
            ("      'a',\n", "'a'", "      \n"),
            ("- target: $['a']\n", "'a'", "- target: $['a']\n"),
        ] {
            let mut lines = [line.to_owned()];
            take_out(&mut lines, selector);
            assert_eq!(lines[0], left);
        }
    }
}
