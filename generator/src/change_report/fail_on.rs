//! Which changes make a run fail.
//!
//! In: words such as `wire=breaking`. Out: yes or no for a change. What always holds: a class stands for itself and for all that
//! is worse.

use crate::diagnostic::did_you_mean;
use crate::diff::{Change, RustClass, WireClass};

const WIRE: [WireClass; 3] = [WireClass::None, WireClass::Review, WireClass::Breaking];
const RUST: [RustClass; 3] = [RustClass::Patch, RustClass::Minor, RustClass::Major];

/// From which class on a change makes a run fail, by axis; nothing fails if nothing is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FailOn {
    /// What programs of the old crate meet.
    wire: Option<WireClass>,
    /// What programs of the new crate meet while the API is still the old one.
    rollout: Option<WireClass>,
    rust: Option<RustClass>,
}

impl FailOn {
    /// Reads `wire=CLASS`, `rollout=CLASS` or `rust=CLASS`, or several with commas in between, on top of what is set.
    ///
    /// ```
    /// use form_codegen::change_report::FailOn;
    ///
    /// let mut fail_on = FailOn::default();
    /// fail_on.add("wire=breaking,rust=major")?;
    /// assert!(fail_on.add("rust=breaking").is_err());
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What is wrong, and which words there are.
    pub fn add(&mut self, words: &str) -> Result<(), String> {
        for word in words.split(',').map(str::trim) {
            let (axis, class) = word.split_once('=').ok_or_else(|| {
                format!("`{word}` is no axis and class: write `wire=breaking` or `rust=major`")
            })?;
            match axis {
                "wire" => least(&mut self.wire, find(word, class, &WIRE, WireClass::as_str)?),
                "rollout" => least(
                    &mut self.rollout,
                    find(word, class, &WIRE, WireClass::as_str)?,
                ),
                "rust" => least(&mut self.rust, find(word, class, &RUST, RustClass::as_str)?),
                _ => {
                    let axes = ["wire", "rollout", "rust"];
                    let meant = did_you_mean(axis, axes);
                    return Err(format!(
                        "`{axis}` is no axis: {meant}there are `wire`, `rollout` and `rust`"
                    ));
                }
            }
        }
        Ok(())
    }

    /// Whether a change is of such a class.
    #[must_use]
    pub fn takes(&self, change: &Change) -> bool {
        self.wire
            .is_some_and(|class| change.wire.old_program >= class)
            || self
                .rollout
                .is_some_and(|class| change.wire.new_program >= class)
            || self.rust.is_some_and(|class| change.rust >= class)
    }
}

/// Keeps the lesser of what is set and what is given.
fn least<T: Copy + Ord>(set: &mut Option<T>, class: T) {
    *set = Some(set.map_or(class, |set| set.min(class)));
}

fn find<T: Copy>(
    word: &str,
    class: &str,
    classes: &[T; 3],
    name: fn(T) -> &'static str,
) -> Result<T, String> {
    let found = classes.iter().copied().find(|known| name(*known) == class);
    found.ok_or_else(|| {
        let names = classes.map(|known| format!("`{}`", name(known)));
        let meant = did_you_mean(class, classes.iter().map(|known| name(*known)));
        format!(
            "`{word}`: there is no such class: {meant}there are {}",
            names.join(", ")
        )
    })
}
