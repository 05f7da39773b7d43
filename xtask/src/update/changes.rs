//! What changes for users, in sentences.
//!
//! In: the model before and after. Out: how heavy it all is, and a sentence or two a change. What always holds: what no
//! sentence is made of is counted.

use std::cmp::Reverse;

use form_codegen::api::Api;
use form_codegen::diff::{Change, Changes, RustClass, WireClass, diff};

/// What changes for users.
#[derive(Debug)]
pub struct Changed {
    /// The changes, the most severe first; those that follow from others are not among them.
    told: Vec<Change>,
    /// How many only follow from others.
    follow: usize,
    /// How many change nothing but what is said.
    quiet: usize,
    weight: Option<RustClass>,
}

impl Changed {
    /// Compares two models.
    pub fn between(old: &Api, new: &Api) -> Self {
        let changes = diff(old, new);
        let (_, weight) = changes.worst();
        let weight = (!changes.list.is_empty()).then_some(weight);
        let Changes { list } = changes;
        let (follow, others): (Vec<_>, Vec<_>) =
            list.into_iter().partition(|change| change.follows);
        let (quiet, mut told): (Vec<_>, Vec<_>) = others.into_iter().partition(is_quiet);
        told.sort_by_key(|change| Reverse((change.rust, wire(change))));
        Self {
            told,
            follow: follow.len(),
            quiet: quiet.len(),
            weight,
        }
    }

    /// How heavy the heaviest change is for a program that is compiled anew; `None` if nothing changes.
    pub fn weight(&self) -> Option<RustClass> {
        self.weight
    }

    /// A sentence or two a change.
    pub fn sentences(&self) -> Vec<String> {
        let mut sentences: Vec<String> = self.told.iter().map(sentence).collect();
        let plural = |count| if count == 1 { "" } else { "s" };
        if self.quiet > 0 {
            let (count, plural) = (self.quiet, plural(self.quiet));
            sentences.push(format!(
                "{count} change{plural} that no program notices, such as of descriptions."
            ));
        }
        if self.follow > 0 {
            let (count, plural) = (self.follow, plural(self.follow));
            sentences.push(format!("{count} change{plural} that follow from these."));
        }
        sentences
    }
}

/// The worst that programs meet, be the API or the program exchanged first.
fn wire(change: &Change) -> WireClass {
    change.wire.old_program.max(change.wire.new_program)
}

fn is_quiet(change: &Change) -> bool {
    change.rust == RustClass::Patch && wire(change) == WireClass::None
}

fn sentence(change: &Change) -> String {
    let label = match (change.rust, wire(change)) {
        (RustClass::Major, WireClass::Breaking) => "**Breaking, also for running programs:** ",
        (RustClass::Major, _) => "**Breaking:** ",
        (_, WireClass::Breaking) => "**Breaking for running programs:** ",
        (_, WireClass::Review) => "To be looked at: ",
        (RustClass::Minor, WireClass::None) => "New: ",
        (RustClass::Patch, WireClass::None) => "",
    };
    let about = change.id.about().trim_end_matches('.');
    let what = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!(": {before} became {after}"),
        (Some(before), None) => format!(": {before}"),
        (None, Some(after)) => format!(": {after}"),
        (None, None) => String::new(),
    };
    format!(
        "{label}`{}`: {about}{what}. {}",
        change.place, change.advice
    )
}
