//! Functions that answer what the wire does not say.
//!
//! In: what differs in such a function. Out: findings. What always holds: no running program notices, as a crate answers by
//! itself; a function is told once, with the worst of what rustc says of it.

use crate::diff::change::{OnWire, RustClass};
use crate::diff::facts::Deltas;
use crate::diff::id::ChangeId;
use crate::diff::sides::Sides;
use crate::diff::view::Aspect;

use super::finding::Finding;

/// Such a function.
pub(super) fn changed<'a>(sides: &Sides<'a>, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    let of = |rust| Finding::new(ChangeId::QuestionChanged, OnWire::NONE, rust);
    if let Some(delta) = deltas.take(Aspect::RustName) {
        let renamed = Finding::new(ChangeId::QuestionRenamed, OnWire::NONE, RustClass::Major);
        found.push(renamed.showing(sides, &delta));
    }
    let (returned, optional) = (
        deltas.take(Aspect::Type),
        deltas.take(Aspect::OptionalInRust),
    );
    let (asked, answer) = (deltas.take(Aspect::Asked), deltas.take(Aspect::Answer));
    let rust = match returned.is_some() || optional.is_some() {
        true => RustClass::Major,
        false => RustClass::Patch,
    };
    if let Some(delta) = returned.or(asked).or(answer) {
        found.push(of(rust).showing(sides, &delta));
    } else if let Some(delta) = optional {
        // The member that it is about may be missing, or no longer, which is said of that.
        found.push(of(rust).showing(sides, &delta).following(true));
    }
}
