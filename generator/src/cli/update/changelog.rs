//! The entry of the changelog.
//!
//! In: the text of the changelog, and what changes. Out: the text with an entry. What always holds: what stands there
//! stays; no line of the entry is longer than the prose of the repository, unless a word is.

use crate::emit::CrateVersion;

/// The heading of what no version has yet.
const UNRELEASED: &str = "## Unreleased";

/// How long a line of prose may be.
const WIDTH: usize = 120;

/// What changes, for users of the crate.
#[derive(Debug)]
pub struct Entry<'a> {
    /// What the crate is called.
    pub name: &'a str,
    /// The version that has the changes.
    pub version: CrateVersion,
    /// The changes, each a sentence or two, most severe first.
    pub changes: &'a [String],
}

impl Entry<'_> {
    /// The text of the entry.
    pub fn print(&self) -> String {
        let mut text = self.heading() + "\n";
        for change in self.changes {
            text += &wrapped(change);
        }
        text
    }

    fn heading(&self) -> String {
        format!("### `{}` {}\n", self.name, self.version)
    }

    /// The text without the entry that an earlier run put there: it comes anew.
    fn removed_from(&self, changelog: &str) -> String {
        let own = self.heading();
        let Some(at) = heading(changelog, 0, &[&own]) else {
            return changelog.to_owned();
        };
        let next = heading(changelog, at + own.len(), &["## ", "### "]);
        let (before, behind) = (
            changelog.get(..at),
            next.and_then(|next| changelog.get(next..)),
        );
        format!(
            "{}{}",
            before.unwrap_or_default(),
            behind.unwrap_or_default()
        )
    }

    /// Puts the entry last among what no version has yet, so that nothing of that reads as if it were of this version, but
    /// before the crate's earlier entries.
    pub fn put_into(&self, changelog: Option<&str>) -> String {
        let entry = self.print();
        let changelog = self.removed_from(changelog.unwrap_or("# Changelog\n"));
        let unreleased = heading(&changelog, 0, &[UNRELEASED]);
        let at = unreleased.map_or(0, |at| at + UNRELEASED.len());
        let end = heading(&changelog, at, &["## "]).unwrap_or(changelog.len());
        let earlier = heading(&changelog, at, &[&format!("### `{}` ", self.name)]);
        let next = earlier.map_or(end, |earlier| earlier.min(end));
        let (before, behind) = changelog.split_at(next);
        let before = before.trim_end_matches('\n');
        let unreleased = match unreleased {
            Some(_) => String::new(),
            None => format!("{UNRELEASED}\n\n"),
        };
        let gap = if behind.is_empty() { "" } else { "\n" };
        format!("{before}\n\n{unreleased}{entry}{gap}{behind}")
    }
}

/// Where the next line begins that begins so, from an offset on.
fn heading(text: &str, from: usize, starts: &[&str]) -> Option<usize> {
    let mut offset = from;
    text.get(from..)?.split_inclusive('\n').find_map(|line| {
        let here = offset;
        offset += line.len();
        let is_it = starts.iter().any(|start| line.starts_with(start));
        is_it.then_some(here)
    })
}

/// An item of a list, in lines.
fn wrapped(text: &str) -> String {
    let mut lines = String::from("-");
    let mut width = 1;
    for word in text.split_whitespace() {
        let length = word.chars().count() + 1;
        if width + length > WIDTH && width > 1 {
            lines.push_str("\n ");
            width = 1;
        }
        lines.push(' ');
        lines.push_str(word);
        width += length;
    }
    lines.push('\n');
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn put_into(changelog: Option<&str>) -> String {
        let changes = ["`a` is gone.".to_owned()];
        let entry = Entry {
            name: "pets",
            version: "0.2.0".parse().unwrap(),
            changes: &changes,
        };
        entry.put_into(changelog)
    }

    #[test]
    fn what_stands_there_stays_and_is_not_of_the_entry() {
        let entry = "### `pets` 0.2.0\n\n- `a` is gone.\n";
        for (before, after) in [
            (None, format!("# Changelog\n\n## Unreleased\n\n{entry}")),
            (
                Some("# A\n\n## Unreleased\n\n### Added\n\n- B\n"),
                format!("# A\n\n## Unreleased\n\n### Added\n\n- B\n\n{entry}"),
            ),
            (
                Some("# A\n\n## Unreleased\n\n### Added\n\n- B\n\n## 0.1.0\n\n### Added\n"),
                format!(
                    "# A\n\n## Unreleased\n\n### Added\n\n- B\n\n{entry}\n## 0.1.0\n\n### Added\n"
                ),
            ),
            (
                Some("# A\n\n## Unreleased\n\n### Added\n\n- B\n\n### `pets` 0.1.0\n\n- C\n"),
                format!(
                    "# A\n\n## Unreleased\n\n### Added\n\n- B\n\n{entry}\n### `pets` 0.1.0\n\n- C\n"
                ),
            ),
            (
                Some("# A\n\n## Unreleased\n\n- B\n\n## 0.1.0\n"),
                format!("# A\n\n## Unreleased\n\n- B\n\n{entry}\n## 0.1.0\n"),
            ),
            (
                Some("# A\n\n## 0.1.0\n\n- B\n"),
                format!("# A\n\n## Unreleased\n\n{entry}\n## 0.1.0\n\n- B\n"),
            ),
        ] {
            assert_eq!(put_into(before), after);
        }
    }

    #[test]
    fn the_entry_of_a_run_before_is_replaced() {
        let once = put_into(Some("# A\n\n## Unreleased\n\n### Added\n\n- B\n"));
        assert_eq!(put_into(Some(&once.replace("is gone", "was there"))), once);
        let alone = put_into(None);
        assert_eq!(put_into(Some(&alone)), alone);
    }

    #[test]
    fn lines_are_wrapped() {
        let text = wrapped(&"word ".repeat(60));
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert_eq!(text.lines().count(), 3);
        assert!(text.lines().skip(1).all(|line| line.starts_with("  word")));
    }
}
