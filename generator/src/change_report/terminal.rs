//! Changes for a terminal.
//!
//! In: a report. Out: text, coloured if that is wanted. What always holds: without colours, there is no escape code in it.

use super::fold::Folded;
use super::groups::{NO_OPERATION, groups};
use super::report::{ChangeEntry, ChangeLevel, ChangeReport};
use super::words;
use crate::diff::{RustClass, WireClass};

const BOLD: &str = "1";
const RED: &str = "1;31";
const YELLOW: &str = "33";
const GREEN: &str = "32";

impl ChangeReport {
    /// All changes by what they reach, most severe first, for people at a terminal; coloured by ANSI escape codes if
    /// `coloured`.
    #[must_use]
    pub fn to_terminal(&self, coloured: bool) -> String {
        let paint = Paint { coloured };
        let mut lines = vec![
            format!("old: {}", words::side(&self.old)),
            format!("new: {}", words::side(&self.new)),
        ];
        let folded = Folded::of(self);
        for mut group in groups(self) {
            group.entries.retain(|entry| !folded.has(entry));
            if group.entries.is_empty() {
                continue;
            }
            let heading = match group.named() {
                (named, _) if named.is_empty() => NO_OPERATION.to_owned(),
                (named, more) => {
                    let mut named: Vec<String> = named.into_iter().map(words::line).collect();
                    if more > 0 {
                        named.push(format!("{more} more"));
                    }
                    named.join(", ")
                }
            };
            lines.push(String::new());
            lines.push(paint.with(BOLD, &heading));
            for entry in group.entries {
                self.entry(entry, paint, &mut lines);
                let with = folded.with(entry);
                lines.extend(with.map(|with| format!("    {with}")));
            }
        }
        lines.push(String::new());
        lines.push(words::summary(self));
        lines.join("\n") + "\n"
    }

    fn entry(&self, entry: &ChangeEntry, paint: Paint, lines: &mut Vec<String>) {
        let change = &entry.change;
        let color = match entry.level() {
            ChangeLevel::Error => RED,
            ChangeLevel::Warning => YELLOW,
            ChangeLevel::Notice => GREEN,
        };
        let id = paint.with(color, change.id.as_str());
        let place = words::place(entry, words::line);
        let wire = paint.wire(change.wire.old_program);
        let back = paint.wire(change.wire.new_program);
        let rust = paint.rust(change.rust);
        if change.follows {
            lines.push(format!(
                "  {id} {place}: follows from others (wire: {wire}, {back}; Rust: {rust})"
            ));
        } else {
            lines.push(format!("  {id} {place}"));
        }
        let mut say = |text: String| lines.push(format!("    {text}"));
        if let Some(values) = words::values(entry, words::line) {
            say(values);
        }
        let places = words::places(entry);
        if change.follows {
            say(places.join(", "));
        } else {
            say(format!(
                "wire: {wire} for programs that run, {back} for new programs before the API changes; Rust: {rust}"
            ));
            places.into_iter().for_each(&mut say);
            if let Some(reach) = words::reach(entry, words::line) {
                say(format!("reached by {reach}"));
            }
        }
        if let Some(allowed) = &entry.allowed {
            let reason = words::line(&allowed.reason);
            let allowed = format!("allowed until {}: {reason}", allowed.until);
            say(paint.with(GREEN, &allowed));
        }
        if entry.fails {
            say(paint.with(RED, "the run fails for it"));
        }
        if !change.follows {
            say(words::sentence(&change.advice));
        }
    }
}

/// Colours, or none.
#[derive(Clone, Copy)]
struct Paint {
    coloured: bool,
}

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        match self.coloured {
            true => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }

    fn wire(self, class: WireClass) -> String {
        let code = match class {
            WireClass::Breaking => RED,
            WireClass::Review => YELLOW,
            WireClass::None => GREEN,
        };
        self.with(code, class.as_str())
    }

    fn rust(self, class: RustClass) -> String {
        let code = match class {
            RustClass::Major => RED,
            RustClass::Minor => YELLOW,
            RustClass::Patch => GREEN,
        };
        self.with(code, class.as_str())
    }
}
