//! Changes as annotations of CI.
//!
//! In: a report. Out: workflow commands of GitHub, one a line, at the file and the line of the new document. What always holds:
//! what a document says neither ends a command nor begins one; the most severe come first, as GitHub shows only the first ones.

use super::fold::Folded;
use super::report::{ChangeEntry, ChangeLevel, ChangeReport};
use super::words;
use crate::diagnostic::{Location, visible};

impl ChangeReport {
    /// A workflow command for each change that is not told with another: `::error`, if programs break or the run fails, `::warning`, if somebody has to look,
    /// else `::notice`.
    #[must_use]
    pub fn to_annotations(&self) -> String {
        let folded = Folded::of(self);
        let entries = self.entries().iter().filter(|entry| !folded.has(entry));
        let lines = entries.map(|entry| self.annotation(entry, folded.with(entry)));
        lines.collect()
    }

    fn annotation(&self, entry: &ChangeEntry, with: Option<String>) -> String {
        let change = &entry.change;
        let command = match (entry.fails, entry.level(), &entry.allowed) {
            (true, _, _) | (false, ChangeLevel::Error, None) => "error",
            (false, ChangeLevel::Warning, None) => "warning",
            (false, ChangeLevel::Notice, _) | (false, _, Some(_)) => "notice",
        };
        let mut properties = Vec::new();
        // In CI, the file is there as it is now; of a revision, the name is what stands behind it.
        if let Some(Location { file, line, column }) = &entry.new {
            let file = self.new.path_of(file);
            properties.push(format!("file={}", property(file)));
            properties.push(format!("line={line}"));
            properties.push(format!("col={column}"));
        }
        let title = format!("{} {}", change.id, words::place(entry, words::line));
        properties.push(format!("title={}", property(&title)));
        let text = message(entry, with);
        format!("::{command} {}::{}\n", properties.join(","), data(&text))
    }
}

fn message(entry: &ChangeEntry, with: Option<String>) -> String {
    let change = &entry.change;
    let mut lines = Vec::new();
    lines.push(words::sentence(change.id.about()));
    lines.extend(words::values(entry, words::line));
    let wire = words::wire(change.wire);
    lines.push(format!("wire: {wire}; Rust: {}", change.rust.as_str()));
    if let Some((ways, roots)) = words::reach(entry, words::line).zip(words::roots(entry)) {
        lines.push(format!("reached by {ways}: {roots}"));
    }
    if let Some(old) = &entry.old {
        lines.push(format!("before: {}", words::line(&old.to_string())));
    }
    if let Some(allowed) = &entry.allowed {
        let reason = words::line(&allowed.reason);
        lines.push(format!("allowed until {}: {reason}", allowed.until));
    }
    lines.extend(with);
    lines.push(words::sentence(&change.advice));
    lines.join("\n")
}

/// The workflow command that says why there are no changes to be annotated.
#[must_use]
pub fn failure_annotation(message: &str) -> String {
    format!("::error title=spec-diff::{}\n", data(&visible(message)))
}

/// Escapes what stands behind the second `::`, as `@actions/core` does.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
