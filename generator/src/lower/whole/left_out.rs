//! Saying what is left out, and what for.
//!
//! In: operations and events that can't be expressed, and the failures that they come from. Out: a warning that names each, with its
//! cause; and at each cause what it costs. What always holds: a run that leaves nothing out, since it fails as a whole, does not
//! say that it does; what only events need never fails a run; what a part brings to many operations is said at the part, with how many they are.

use std::collections::BTreeMap;

use crate::api::{Method, Pointer};
use crate::diagnostic::{Diagnostic, Place, Severity, listed};
use crate::lower::context::{Failed, LeftOut, Lowering};
use crate::lower::reference::directions;

/// The code of an event that is there, but without a type.
const EVENT: &str = "event-untyped";

impl Lowering<'_> {
    /// Names an operation that is left out.
    pub fn leave_out_operation(
        &mut self,
        method: Method,
        template: &str,
        at: &Pointer,
        failed: Option<Failed>,
    ) {
        let method = format!("{method:?}").to_uppercase();
        self.left_out.push(LeftOut {
            code: "operation-left-out",
            what: format!("`{method} {template}`"),
            at: at.clone(),
            failed,
        });
    }

    /// Names an event of which no type is made.
    pub fn leave_out_event(&mut self, wire: &str, at: &Pointer, failed: Option<Failed>) {
        self.left_out.push(LeftOut {
            code: EVENT,
            what: format!("the {} `{wire}`", word(at)),
            at: at.clone(),
            failed,
        });
    }

    /// Makes the warnings, and tells the causes what needs them.
    pub fn say_what_is_left_out(&mut self) {
        let left_out = std::mem::take(&mut self.left_out);
        let mut costs: BTreeMap<String, Vec<&LeftOut>> = BTreeMap::new();
        for one in &left_out {
            let cause = one.failed.and_then(|failed| self.cause(failed));
            if let Some(cause) = cause {
                costs.entry(key(cause)).or_default().push(one);
            }
        }
        let keep_going = self.keep_going;
        for diagnostic in self.diagnostics_mut() {
            if let Some(cost) = costs.get(&key(diagnostic)) {
                diagnostic
                    .notes
                    .extend(cost_note(cost, diagnostic, keep_going));
            }
        }
        let told = left_out
            .iter()
            .filter(|one| keep_going || one.code == EVENT);
        let warnings: Vec<_> = told.map(|one| self.warning(one)).collect();
        self.diagnostics_mut().extend(warnings);
        self.spare_events();
    }

    /// What only events need is no reason to stop: they are kept as JSON.
    fn spare_events(&mut self) {
        let places = directions::only_received(self.spec);
        let is_spared = |at: &Pointer| {
            let around = std::iter::successors(Some(at.clone()), Pointer::parent);
            around.into_iter().any(|at| places.contains(&at))
        };
        for diagnostic in self.diagnostics_mut() {
            let at = diagnostic.place.in_document();
            if at.is_some_and(&is_spared) {
                diagnostic.severity = Severity::Warning;
            }
        }
    }

    fn warning(&self, one: &LeftOut) -> Diagnostic {
        let LeftOut {
            code,
            what,
            at,
            failed,
        } = one;
        let place = Place::Document(at.clone());
        let cause = failed.and_then(|failed| self.cause(failed));
        let (label, becomes) = match *code {
            EVENT => (format!("this {}", word(at)), "kept as JSON"),
            _ => ("this operation".to_owned(), "left out"),
        };
        let Some(cause) = cause else {
            let message = format!("{what} is {becomes}: it needs what can't be expressed");
            let warning = Diagnostic::warning(code, place, message).label(label);
            return warning.help("see the warnings on what it consists of");
        };
        let message = format!("{what} is {becomes}: {}", cause.message);
        let help = match cause.place.pointer() {
            Some(at) => format!("see `{}` at #{at}", cause.code),
            None => format!("see `{}`", cause.code),
        };
        let mut warning = Diagnostic::warning(code, place, message)
            .label(label)
            .help(help);
        warning.cause = Some(cause.as_cause_of(what, becomes));
        warning
    }
}

/// What people call an event of that place: what an operation has is a callback.
fn word(at: &Pointer) -> &'static str {
    let tokens: Vec<String> = at.tokens().take(2).collect();
    let tokens: Vec<&str> = tokens.iter().map(String::as_str).collect();
    match tokens.as_slice() {
        ["paths", ..] | ["components", "callbacks"] => "callback",
        _ => "event",
    }
}

/// What makes two failures the same.
fn key(one: &Diagnostic) -> String {
    format!("{} {:?} {}", one.code, one.place, one.message)
}

/// What a failure costs; nothing where the place says it, as it is in the only one that needs it.
fn cost_note(cost: &[&LeftOut], cause: &Diagnostic, keep_going: bool) -> Option<String> {
    let is_inside = |one: &LeftOut| {
        cause
            .place
            .in_document()
            .is_some_and(|at| at.is_within(&one.at))
    };
    let names: Vec<&str> = cost.iter().map(|one| one.what.as_str()).collect();
    let kind =
        |code, one: &str, many: &str| match cost.iter().filter(|left| left.code == code).count() {
            0 => None,
            1 => Some(format!("1 {one}")),
            count => Some(format!("{count} {many}")),
        };
    let counts = [
        kind("operation-left-out", "operation", "operations"),
        kind(EVENT, "event", "events"),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let are_events = cost.iter().all(|left| left.code == EVENT);
    let has_events = cost.iter().any(|left| left.code == EVENT);
    let verb = match (keep_going, cost.len() == 1) {
        (_, true) if are_events => "is kept as JSON for this",
        (_, false) if are_events => "are kept as JSON for this",
        (true, false) if has_events => "are left out, or kept as JSON, for this",
        (true, true) => "is left out for this",
        (true, false) => "are left out for this",
        (false, true) => "needs this",
        (false, false) => "need this",
    };
    match cost {
        [one] if is_inside(one) => None,
        _ => Some(format!(
            "{} {verb}: {}",
            counts.join(" and "),
            listed(&names)
        )),
    }
}
