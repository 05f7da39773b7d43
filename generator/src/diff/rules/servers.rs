//! Servers whose URLs have variables.
//!
//! In: what differs in the API, in a server of it, or in a variable. Out: findings. What always holds: another URL by the defaults is
//! told of the server, and all else that comes of it follows; see [`rules`](super).

use crate::api::Api;
use crate::diff::change::{OnWire, RustClass, WireClass};
use crate::diff::facts::{Delta, Deltas};
use crate::diff::id::ChangeId;
use crate::diff::sides::Sides;
use crate::diff::view::{Aspect, FactValue};

use super::finding::Finding;

/// What is said of servers and their variables, but for URLs and names in Rust.
pub(super) fn changed<'a>(sides: &Sides<'a>, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    if let Some(delta) = deltas.take(Aspect::Templates) {
        // What the variables are called matters to nobody.
        let wire = match written(sides.old.api) == written(sides.new.api) {
            true => WireClass::None,
            false => WireClass::Review,
        };
        let id = ChangeId::ServerTemplateChanged;
        let finding = Finding::new(id, OnWire::both(wire), RustClass::Patch);
        found.push(finding.showing(sides, &delta).following(true));
    }
    if let Some(delta) = deltas.take(Aspect::Template) {
        // Where requests go there, that is told of the API.
        let is_told = written(sides.old.api) != written(sides.new.api) || deltas.has(Aspect::Url);
        if !is_told {
            let finding = Finding::quiet(ChangeId::ServerTemplateChanged);
            found.push(finding.showing(sides, &delta));
        }
    }
    if let Some(delta) = deltas.take(Aspect::WireName) {
        let finding = Finding::quiet(ChangeId::ServerVariableRenamed);
        let follows = deltas.has(Aspect::RustName);
        found.push(finding.showing(sides, &delta).following(follows));
    }
    if let Some(delta) = deltas.take(Aspect::Default) {
        let id = ChangeId::ServerDefaultChanged;
        let finding = Finding::new(id, OnWire::both(WireClass::Breaking), RustClass::Patch);
        found.push(finding.showing(sides, &delta).following(true));
    }
    if let Some(delta) = deltas.take(Aspect::ValuesName) {
        found.push(values(sides, &delta));
    }
}

/// The enum of the values: there is one now, none any more, or it has another name.
fn values<'a>(sides: &Sides<'a>, delta: &Delta<'a>) -> Finding {
    let is_there = |value: &Option<FactValue<'_>>| matches!(value, Some(FactValue::Text(Some(_))));
    let (id, wire, rust) = match (is_there(&delta.old), is_there(&delta.new)) {
        (false, _) => {
            let wire = OnWire {
                old_program: WireClass::Breaking,
                new_program: WireClass::None,
            };
            (ChangeId::ServerValuesListed, wire, RustClass::Minor)
        }
        (true, false) => {
            let wire = OnWire {
                old_program: WireClass::None,
                new_program: WireClass::Breaking,
            };
            (ChangeId::ServerValuesFreed, wire, RustClass::Major)
        }
        (true, true) => (ChangeId::TypeRenamed, OnWire::NONE, RustClass::Major),
    };
    Finding::new(id, wire, rust).showing(sides, delta)
}

/// The base URLs with variables, as the document writes them.
fn written(api: &Api) -> Vec<(&str, String)> {
    let templates = api.client.templates.iter();
    let written = templates.map(|one| {
        let template = api.client.template(one, |variable| &variable.wire);
        (one.url.as_str(), template)
    });
    written.collect()
}
