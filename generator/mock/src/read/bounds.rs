//! What values may be.

use super::{Violation, ViolationKind};
use crate::mock::model::Bounds;

/// Collects what is wrong.
#[derive(Clone, Debug, Default)]
pub struct Faults(pub Vec<Violation>);

impl Faults {
    /// Says that something is wrong.
    pub fn say(&mut self, kind: ViolationKind, param: &str, message: impl Into<String>) {
        self.0.push(Violation {
            param: param.to_owned(),
            kind,
            message: message.into(),
        });
    }

    /// Checks the length of a text.
    pub fn text(&mut self, text: &str, bounds: &Bounds, param: &str) {
        if text.is_empty() && bounds.not_empty {
            let message = format!("{param} must not be empty: an empty text is no value here.");
            return self.say(ViolationKind::Empty, param, message);
        }
        let count = text.chars().count();
        self.between(count, bounds.length, "characters", param);
    }

    /// Checks how many elements or entries there are.
    pub fn items(&mut self, count: usize, bounds: &Bounds, param: &str) {
        self.between(count, bounds.items, "elements", param);
    }

    fn between(
        &mut self,
        count: usize,
        (least, most): (Option<u64>, Option<u64>),
        unit: &str,
        param: &str,
    ) {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        if let Some(least) = least.filter(|least| count < *least) {
            let message = format!("{param} has {count} {unit}, and needs {least} at least.");
            self.say(ViolationKind::Limit, param, message);
        }
        if let Some(most) = most.filter(|most| count > *most) {
            let message = format!("{param} has {count} {unit}, and may have {most} at most.");
            self.say(ViolationKind::Limit, param, message);
        }
    }

    /// Checks the size of a number.
    pub fn number(&mut self, value: f64, bounds: &Bounds, param: &str) {
        if let Some((least, excluded)) = bounds.minimum
            && (value < least || (excluded && value <= least))
        {
            let than = if excluded { "more than" } else { "at least" };
            let message = format!("{param} is {value}, and must be {than} {least}.");
            self.say(ViolationKind::Limit, param, message);
        }
        if let Some((most, excluded)) = bounds.maximum
            && (value > most || (excluded && value >= most))
        {
            let than = if excluded { "less than" } else { "at most" };
            let message = format!("{param} is {value}, and must be {than} {most}.");
            self.say(ViolationKind::Limit, param, message);
        }
    }

    /// Checks the key of a map.
    pub fn key(&mut self, key: &str, bounds: &Bounds, param: &str) {
        let Some(bounds) = &bounds.keys else {
            return;
        };
        let count = key.chars().count();
        self.between(count, bounds.length, "characters in its key", param);
    }
}

/// What holds for each element.
pub fn each(bounds: &Bounds) -> &Bounds {
    static NONE: Bounds = Bounds {
        length: (None, None),
        items: (None, None),
        minimum: None,
        maximum: None,
        pattern: None,
        not_empty: false,
        keys: None,
        each: None,
    };
    bounds.each.as_deref().unwrap_or(&NONE)
}
