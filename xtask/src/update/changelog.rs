//! The entry of the changelog.
//!
//! In: the text of the changelog, and what changes. Out: the text with an entry. What always holds: what stands there
//! stays; no line of the entry is longer than the prose of the repository, unless a word is.

use form_codegen::emit::CrateVersion;

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
        let mut text = format!("### `{}` {}\n\n", self.name, self.version);
        for change in self.changes {
            text += &wrapped(change);
        }
        text
    }

    /// Puts the entry first among what no version has yet.
    pub fn put_into(&self, changelog: Option<&str>) -> String {
        let entry = self.print();
        let changelog = changelog.unwrap_or("# Changelog\n");
        let start = |heading: &str| {
            let mut offset = 0;
            changelog.split_inclusive('\n').find_map(|line| {
                let here = offset;
                offset += line.len();
                line.starts_with(heading).then_some((here, offset))
            })
        };
        let (at, heading) = match (start(UNRELEASED), start("## ")) {
            (Some((_, behind)), _) => (behind, String::new()),
            (None, Some((before, _))) => (before, format!("{UNRELEASED}\n")),
            (None, None) => (changelog.len(), format!("\n{UNRELEASED}\n")),
        };
        let (before, behind) = changelog.split_at(at);
        let behind = behind.trim_start_matches('\n');
        let gap = if behind.is_empty() { "" } else { "\n" };
        format!("{before}{heading}\n{entry}{gap}{behind}")
    }
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
    fn what_stands_there_stays_behind_the_entry() {
        let entry = "### `pets` 0.2.0\n\n- `a` is gone.\n";
        for (before, after) in [
            (None, format!("# Changelog\n\n## Unreleased\n\n{entry}")),
            (
                Some("# A\n\n## Unreleased\n\n### Added\n\n- B\n"),
                format!("# A\n\n## Unreleased\n\n{entry}\n### Added\n\n- B\n"),
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
    fn lines_are_wrapped() {
        let text = wrapped(&"word ".repeat(60));
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        assert_eq!(text.lines().count(), 3);
        assert!(text.lines().skip(1).all(|line| line.starts_with("  word")));
    }
}
