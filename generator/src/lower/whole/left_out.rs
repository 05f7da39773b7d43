//! Saying what is left out.
//!
//! In: an operation or an event that can't be expressed. Out: a warning that names it. What always holds: a run that
//! leaves nothing out, since it fails as a whole, says nothing of it.

use crate::api::{Method, Pointer};
use crate::lower::context::Lowering;

impl Lowering<'_> {
    /// Names an operation that is left out.
    pub fn leave_out_operation(&mut self, method: Method, template: &str, at: &Pointer) {
        let method = format!("{method:?}").to_uppercase();
        let what = format!("`{method} {template}`");
        self.leave_out("operation-left-out", &what, "this operation", at);
    }

    /// Names an event that is left out.
    pub fn leave_out_event(&mut self, wire: &str, at: &Pointer) {
        let what = format!("the event `{wire}`");
        self.leave_out("event-left-out", &what, "this event", at);
    }

    fn leave_out(&mut self, code: &'static str, what: &str, label: &str, at: &Pointer) {
        if self.keep_going {
            self.warn(
                code,
                at,
                format!("{what} is left out: it needs what can't be expressed"),
                label,
                "see the warnings on what it consists of",
            );
        }
    }
}
