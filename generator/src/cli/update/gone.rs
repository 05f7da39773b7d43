//! What can go from overlays.
//!
//! In: nothing; [`actions`](super::actions) and [`lists`](super::lists) fill it. Out: [`Gone`]. What always holds: it says which lines of which
//! overlay it takes.

use std::ops::RangeInclusive;

/// Why such a part can go.
pub const BASELESS_WHY: &str = "describes what the document does not have";

/// An action that can go, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The overlay: an index into those that there are.
    pub overlay: usize,
    /// Where the action stands among those of its overlay, from 0; `None` of a name in a list of what it adds.
    pub action: Option<usize>,
    /// The overlay's name.
    pub name: String,
    /// The lines, from 1.
    pub lines: RangeInclusive<usize>,
    /// Whether nothing else stands on these lines.
    pub is_alone: bool,
    /// What of the action it is.
    pub part: GonePart,
    /// What it selects, a selector of that, or the member of what is added to that.
    pub target: String,
    /// Why it can go.
    pub why: &'static str,
    /// What to write instead, where the vendor only moved what it selects: then it can't go.
    pub instead: Option<String>,
}

/// What of an action goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GonePart {
    /// All of it.
    Whole,
    /// A member of what it adds, on lines of its own.
    Member,
    /// A selector of a list in its target, within its lines.
    Selector,
}

impl Gone {
    /// For people.
    pub fn line(&self) -> String {
        let Self {
            name, target, why, ..
        } = self;
        let (first, last) = (self.lines.start(), self.lines.end());
        let lines = match first == last {
            true => format!("{name}:{first}"),
            false => format!("{name}:{first}-{last}"),
        };
        match &self.instead {
            Some(instead) => format!("moved: {lines} ({target}): write {instead}"),
            None => format!("{why}: {lines} ({target})"),
        }
    }
}
