//! Changes for a pull request.
//!
//! In: a report. Out: Markdown as GitHub reads it. What always holds: text of a document stands in code spans, so that it is no
//! markup and mentions nobody; about a screen is open, the rest is folded; what would not fit a comment is counted.

use super::fold::Folded;
use super::groups::{ChangeGroup, NO_OPERATION, groups};
use super::report::{ChangeEntry, ChangeLevel, ChangeReport};
use super::words;

/// How many lines are open: about a screen.
const SCREEN: usize = 40;

/// The longest text, in bytes: a comment on GitHub has at most 65,536 characters.
const MOST: usize = 60_000;

impl ChangeReport {
    /// All changes by what they reach, most severe first, for a comment of a pull request or the summary of a job.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut page = Page {
            text: format!("### API changes: {}\n\n", words::summary(self)),
            ..Page::default()
        };
        for (name, side) in [("Old", &self.old), ("New", &self.new)] {
            page.text += &format!("{name}: {}  \n", code(&words::side(side)));
        }
        let folded = Folded::of(self);
        for mut group in groups(self) {
            group.entries.retain(|entry| !folded.has(entry));
            page.group(&group, &folded);
        }
        page.finish()
    }
}

/// What is written so far.
#[derive(Default)]
struct Page {
    text: String,
    lines: usize,
    is_folded: bool,
    left_out: usize,
    /// How many of those break programs.
    breaking: usize,
}

impl Page {
    fn group(&mut self, group: &ChangeGroup<'_>, folded: &Folded<'_>) {
        let mut has_heading = false;
        for entry in &group.entries {
            let mut item = item(entry);
            item.extend(folded.with(entry).map(|with| format!("  - {with}.")));
            let folds = !self.is_folded && self.lines > 0 && self.lines + item.len() > SCREEN;
            let length: usize = item.iter().map(|line| line.len() + 1).sum();
            if self.left_out > 0 || self.text.len() + length > MOST {
                self.left_out += 1;
                self.breaking += usize::from(entry.level() == ChangeLevel::Error);
                continue;
            }
            if folds {
                self.text += "\n<details><summary>More changes</summary>\n";
                self.is_folded = true;
                has_heading = false;
            }
            if !has_heading {
                self.text += &format!("\n{}\n\n", heading(group));
                self.lines += 3;
                has_heading = true;
            }
            self.lines += item.len();
            for line in item {
                self.text += &line;
                self.text.push('\n');
            }
        }
    }

    fn finish(mut self) -> String {
        if self.left_out > 0 {
            let Self {
                left_out, breaking, ..
            } = &self;
            self.text += &format!(
                "\nNot shown, as it would not fit here: {left_out} more, {breaking} of them breaking or major. `cargo xtask spec-diff` shows all.\n"
            );
        }
        if self.is_folded {
            self.text += "\n</details>\n";
        }
        self.text
    }
}

fn heading(group: &ChangeGroup<'_>) -> String {
    let (named, more) = group.named();
    if named.is_empty() {
        return format!("**{NO_OPERATION}**");
    }
    let mut named: Vec<String> = named.into_iter().map(code).collect();
    if more > 0 {
        named.push(format!("{more} more"));
    }
    format!("**{}**", named.join(", "))
}

fn item(entry: &ChangeEntry) -> Vec<String> {
    let change = &entry.change;
    let values = words::values(entry, code).map_or(String::new(), |values| format!(": {values}"));
    let follows = if change.follows {
        " (follows from others)"
    } else {
        ""
    };
    let mut lines = vec![format!(
        "- **wire {}, Rust {}**: `{}` {}{values}{follows}",
        change.wire.old_program.as_str(),
        change.rust.as_str(),
        change.id,
        words::place(entry, code)
    )];
    let mut say = |text: String| lines.push(format!("  - {text}"));
    if let Some(allowed) = &entry.allowed {
        let reason = code(&allowed.reason);
        say(format!("Allowed until {}: {reason}", allowed.until));
    }
    if entry.fails {
        say("**The run fails for it.**".to_owned());
    }
    if !change.follows {
        say(prose(&change.advice));
        say(format!("On the wire: {}", words::wire(change.wire)));
    }
    let places = [("Old", &entry.old), ("New", &entry.new)];
    let places = places.iter().filter_map(|(name, location)| {
        let location = location.as_ref()?;
        Some(format!("{name}: {}", code(&location.to_string())))
    });
    let places: Vec<String> = places.collect();
    if !places.is_empty() {
        say(places.join(", "));
    }
    if let Some(reach) = words::reach(entry, code).filter(|_| !change.follows) {
        say(format!("Reached by {reach}"));
    }
    lines
}

/// Text of a document as a code span.
fn code(text: &str) -> String {
    let text = words::line(text);
    let longest = text.split(|char| char != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0) + 1);
    let is_padded = text.starts_with('`') || text.ends_with('`') || text.trim().is_empty();
    match (text.is_empty(), is_padded) {
        (true, _) => "(empty)".to_owned(),
        (false, true) => format!("{fence} {text} {fence}"),
        (false, false) => format!("{fence}{text}{fence}"),
    }
}

/// A sentence of the generator: its code spans stay, whatever else is markup is escaped.
fn prose(sentence: &str) -> String {
    let sentence = words::sentence(sentence);
    let parts: Vec<&str> = sentence.split('`').collect();
    let has_spans = parts.len() % 2 == 1;
    let parts = parts.iter().enumerate().map(|(index, part)| {
        if has_spans && index % 2 == 1 {
            return format!("`{part}`");
        }
        let escaped = part.chars().flat_map(|char| {
            let is_markup = "<>*_[]&@#|\\~".contains(char);
            is_markup.then_some('\\').into_iter().chain([char])
        });
        escaped.collect()
    });
    let parts: Vec<String> = parts.collect();
    parts.join(if has_spans { "" } else { "\\`" })
}
