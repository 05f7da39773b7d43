//! What changes for users, in sentences.
//!
//! In: the model before and after. Out: how heavy it all is, and a sentence or two a change. What always holds: what no
//! sentence is made of is counted.

use std::cmp::Reverse;

use crate::change_report::{ChangeReport, ComparedSide};
use crate::diff::{Change, ChangeId, Changes, OnWire, RustClass, WireClass, diff};

use crate::cli::project::{Inputs, MeantInputs};

/// What changes for users.
#[derive(Debug)]
pub struct Changed {
    /// All of it, with its places.
    pub report: ChangeReport,
    /// The changes, the most severe first; those that follow from others are not among them.
    told: Vec<Change>,
    /// How many only follow from others.
    follow: usize,
    /// How many change nothing but what is said.
    quiet: usize,
    weight: Option<RustClass>,
}

/// One of the two that are compared: how people know it, what it was made from, and what that means.
type Compared<'a> = (&'a str, &'a Inputs, &'a MeantInputs);

fn side((name, inputs, _): Compared<'_>) -> ComparedSide {
    let overlays = inputs.overlays.iter();
    ComparedSide {
        name: name.to_owned(),
        revision: None,
        document: inputs.document.name.clone(),
        overlays: overlays.map(|file| file.name.clone()).collect(),
        package: Some(inputs.of.named.name.clone()),
        left_out: 0,
    }
}

impl Changed {
    /// Compares two models.
    pub fn between(old: Compared<'_>, new: Compared<'_>) -> Self {
        let changes = diff(&old.2.api, &new.2.api);
        let (_, weight) = changes.worst();
        let weight = (!changes.list.is_empty()).then_some(weight);
        let sides = [old, new].map(|compared| (side(compared), &compared.2.document));
        let [old, new] = sides;
        let report = ChangeReport::new(changes.clone(), old, new);
        let Changes { list } = changes;
        let (follow, others): (Vec<_>, Vec<_>) =
            list.into_iter().partition(|change| change.follows);
        let (quiet, mut told): (Vec<_>, Vec<_>) = others.into_iter().partition(is_quiet);
        told.sort_by_key(|change| Reverse((change.rust, change.wire.old_program)));
        Self {
            report,
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
        sentences.extend(match self.follow {
            0 => None,
            1 => Some("1 change follows from these.".to_owned()),
            count => Some(format!("{count} changes follow from these.")),
        });
        sentences.extend(match self.quiet {
            0 => None,
            1 => Some("1 change that no program notices, such as of a description.".to_owned()),
            count => Some(format!(
                "{count} changes that no program notices, such as of descriptions."
            )),
        });
        sentences
    }
}

/// Whether nobody notices, be the API or the program exchanged first, and nobody has to do anything.
fn is_quiet(change: &Change) -> bool {
    change.rust == RustClass::Patch
        && change.wire == OnWire::NONE
        && change.advice == ChangeId::NOTHING_TO_DO
}

fn sentence(change: &Change) -> String {
    let label = match (change.rust, change.wire.old_program) {
        (RustClass::Major, WireClass::Breaking) => "**Breaking, also for running programs:** ",
        (RustClass::Major, _) => "**Breaking:** ",
        (_, WireClass::Breaking) => "**Breaking for running programs:** ",
        (_, WireClass::Review) => "To be looked at: ",
        (RustClass::Minor, WireClass::None) => "New: ",
        (RustClass::Patch, WireClass::None) => "",
    };
    let needs = match change.wire {
        OnWire {
            old_program: WireClass::None,
            new_program: WireClass::Breaking,
        } => " Needs the new API.",
        _ => "",
    };
    let about = change.id.about().trim_end_matches('.');
    let what = match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!(": {} became {}", code(before), code(after)),
        (Some(only), None) | (None, Some(only)) => format!(": {}", code(only)),
        (None, None) => String::new(),
    };
    let (place, advice) = (&change.place, &change.advice);
    format!("{label}`{place}`: {about}{what}. {advice}{needs}")
}

/// What stands in a document or in Rust, as Markdown shows it.
fn code(text: &str) -> String {
    match text.contains('`') {
        true => text.to_owned(),
        false => format!("`{text}`"),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::diff::ValueFlow;

    use super::*;

    fn change(id: ChangeId, advice: &str) -> Change {
        Change {
            id,
            place: "GET /a".to_owned(),
            old: None,
            new: None,
            wire: OnWire::NONE,
            rust: RustClass::Patch,
            reach: Arc::default(),
            before: None,
            after: None,
            follows: false,
            advice: advice.to_owned(),
        }
    }

    /// What asks for something is told, though it may be none and patch.
    #[test]
    fn only_what_asks_for_nothing_is_quiet() {
        for id in [
            ChangeId::MadeReversible,
            ChangeId::MadeIrreversible,
            ChangeId::Deprecated,
        ] {
            let told = change(id, id.advice(ValueFlow::Both));
            assert!(!is_quiet(&told), "{id}");
        }
        let id = ChangeId::DescriptionChanged;
        assert!(is_quiet(&change(id, id.advice(ValueFlow::Both))));
        assert_eq!(
            sentence(&change(ChangeId::MadeReversible, "Look.")),
            "`GET /a`: The document no longer says that this cannot be undone. Look."
        );
    }
}
