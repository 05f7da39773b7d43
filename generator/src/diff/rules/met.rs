//! Who meets what differs.
//!
//! In: what the walk went through. Out: [`Met`], and from it classes for a program of either model that meets the API of the
//! other. What always holds: what nothing uses is met by nobody.

use crate::api::{Body, Field, InputLocation, Role, TypeDef};
use crate::diff::change::{OnWire, WireClass};
use crate::diff::facts::Deltas;
use crate::diff::id::ValueFlow;
use crate::diff::sides::{Side, Sides};
use crate::diff::view::{Aspect, Node, Used, ViewKind};

/// What programs do with a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::diff) struct Uses {
    /// They read it.
    pub(super) read: bool,
    /// They write it into a form, or anything else in which all is text.
    pub(super) form: bool,
    /// They write it as JSON.
    pub(super) json: bool,
}

/// Who meets what differs, in the old model and in the new one.
#[derive(Clone, Copy, Debug)]
pub(in crate::diff) struct Met {
    pub(super) old: Uses,
    pub(super) new: Uses,
    /// What Rust programs do with values of what it is in.
    pub(super) roles: [Role; 2],
    /// What programs do with the body of the operation that it is in.
    bodies: [Uses; 2],
    /// Whether what it is in is used or written otherwise, so that much else differs.
    pub(super) moved: bool,
}

/// A program that meets an API.
#[derive(Clone, Copy, Debug)]
pub(super) struct Meeting<'s, 'a> {
    pub(super) uses: Uses,
    pub(super) program: &'s Side<'a>,
    pub(super) api: &'s Side<'a>,
}

impl Uses {
    /// Whether programs write it.
    pub(super) fn sent(self) -> bool {
        self.form || self.json
    }
}

impl Met {
    /// Nobody in particular.
    pub(in crate::diff) fn of_api() -> Self {
        Self::both(Uses::default(), Role::Read)
    }

    /// Whoever reads a response or an event.
    pub(in crate::diff) fn of_response() -> Self {
        let read = Uses {
            read: true,
            ..Uses::default()
        };
        Self::both(read, Role::Read)
    }

    /// Whoever uses a type, if anything does.
    pub(in crate::diff) fn of_type(old: &TypeDef, new: &TypeDef, reached: [bool; 2]) -> Self {
        let uses = |def: &TypeDef, reached: bool| match reached {
            true => Uses {
                read: def.usage.response,
                form: def.usage.form,
                json: def.usage.json,
            },
            false => Uses::default(),
        };
        Self {
            old: uses(old, reached[0]),
            new: uses(new, reached[1]),
            roles: [old.usage.role(), new.usage.role()],
            bodies: [Uses::default(); 2],
            moved: false,
        }
    }

    fn both(uses: Uses, role: Role) -> Self {
        Self {
            old: uses,
            new: uses,
            roles: [role; 2],
            bodies: [uses; 2],
            moved: false,
        }
    }

    /// The same, where what differs follows from something else if `moved` says so.
    pub(in crate::diff) fn following(self, moved: bool) -> Self {
        Self { moved, ..self }
    }

    /// The same for what these nodes consist of, and for themselves.
    pub(in crate::diff) fn within(
        self,
        old: &Node<'_>,
        new: &Node<'_>,
        deltas: &Deltas<'_>,
    ) -> Self {
        match (&old.kind, &new.kind) {
            (ViewKind::Operation(old), ViewKind::Operation(new)) => Self {
                bodies: [body(&old.body), body(&new.body)],
                moved: deltas.has(Aspect::Body) && old.body != Body::None && new.body != Body::None,
                ..self
            },
            (ViewKind::Input(old), ViewKind::Input(_)) => self.sent(old.location),
            (ViewKind::Event, ViewKind::Event) => Self::of_response(),
            (ViewKind::Type(_), ViewKind::Type(_)) => {
                let uses = [Used::Response, Used::Form, Used::Json];
                let moved = uses.into_iter().any(|used| deltas.has(Aspect::Use(used)));
                Self { moved, ..self }
            }
            _ => self,
        }
    }

    /// Whoever sends an input.
    pub(super) fn sent(self, location: InputLocation) -> Self {
        let text = Uses {
            form: true,
            ..Uses::default()
        };
        let [old, new] = match location {
            InputLocation::Body => self.bodies,
            InputLocation::Path
            | InputLocation::Query
            | InputLocation::Header
            | InputLocation::Cookie => [text; 2],
        };
        Self {
            old,
            new,
            roles: [Role::Write; 2],
            ..self
        }
    }

    /// What programs do with a node, in either model.
    pub(in crate::diff) fn direction(self, node: &Node<'_>) -> ValueFlow {
        let (met, field) = match &node.kind {
            ViewKind::Input(input) => (self.sent(input.location), Some(&input.field)),
            ViewKind::Field(field) => (self, Some(*field)),
            _ => (self, None),
        };
        let is_read = met.old.read || met.new.read;
        let is_sent = met.old.sent() || met.new.sent();
        // A field that is only read is no part of what its type sends, and the other way round.
        let only = |is: fn(&Field) -> bool| field.is_some_and(is);
        let is_read = is_read && !only(|field| field.write_only);
        let is_sent = is_sent && !only(|field| field.read_only);
        match (is_read, is_sent) {
            (true, false) => ValueFlow::Read,
            (false, true) => ValueFlow::Sent,
            (true, true) | (false, false) => ValueFlow::Both,
        }
    }

    /// A class for whoever sends it.
    pub(super) fn sent_as(&self, class: WireClass) -> OnWire {
        let of = |uses: Uses| if uses.sent() { class } else { WireClass::None };
        OnWire {
            old_program: of(self.old),
            new_program: of(self.new),
        }
    }

    /// A class for a program of each model that meets the API of the other.
    pub(super) fn meet<'a, T: Copy>(
        &self,
        sides: &Sides<'a>,
        (old, new): (T, T),
        class: impl Fn(Meeting<'_, 'a>, T, T) -> WireClass,
    ) -> OnWire {
        let old_program = Meeting {
            uses: self.old,
            program: &sides.old,
            api: &sides.new,
        };
        let new_program = Meeting {
            uses: self.new,
            program: &sides.new,
            api: &sides.old,
        };
        OnWire {
            old_program: class(old_program, old, new),
            new_program: class(new_program, new, old),
        }
    }

    /// A class for what only one model has: `class` is told what a program does with it, and whether the program is the one that
    /// knows it.
    pub(super) fn meet_lone(&self, added: bool, class: impl Fn(Uses, bool) -> WireClass) -> OnWire {
        // Who lacks the other's model does with it what the other does.
        let uses = if added { self.new } else { self.old };
        OnWire {
            old_program: class(uses, !added),
            new_program: class(uses, added),
        }
    }
}

/// What programs do with what is in a body.
fn body(body: &Body) -> Uses {
    let is_json = matches!(body, Body::Json { .. });
    Uses {
        read: false,
        form: !is_json,
        json: is_json,
    }
}
