//! What only one model has.
//!
//! In: a node, and the nodes it is in. Out: a finding. What always holds: what a program sends that the API does not know, and
//! what it waits for that the API lacks, is said of the program that knows it.

use crate::api::{Additional, Field, Given, InputLocation, TypeDef, TypeKind};
use crate::diff::change::{OnWire, RustClass, WireClass};
use crate::diff::facts::in_words;
use crate::diff::id::ChangeId;
use crate::diff::sides::{Side, Sides};
use crate::diff::view::{Aspect, FactValue, Node, ViewKind};

use super::fields;
use super::finding::Finding;
use super::limits;
use super::met::Met;

/// What is found of a node of one model, within `holder` in both, if it is in something.
pub(in crate::diff) fn lone<'a>(
    sides: &Sides<'a>,
    met: &Met,
    holder: Option<(&Node<'a>, &Node<'a>)>,
    node: &Node<'a>,
    added: bool,
) -> Vec<Finding> {
    let finding = match &node.kind {
        ViewKind::Field(one) => field(met, holder, (*one, None), added),
        ViewKind::Input(input) => {
            let met = met.sent(input.location);
            field(&met, holder, (&input.field, Some(input.location)), added)
        }
        ViewKind::Type(def) => ty(met, added, is_event_kind(sides, def)),
        ViewKind::Limits => return vec![limits::lone(met, node, added)],
        ViewKind::EnumValue => {
            let is_name = holder.is_some_and(|(_, new)| match &new.kind {
                ViewKind::Type(def) => is_event_kind(sides, def) || sides.names_fields(def),
                _ => false,
            });
            value(met, holder, added).following(is_name)
        }
        // Where values are listed only now, or no longer, that is said.
        ViewKind::ServerValue => {
            let is_listed = |node: &Node<'_>| {
                matches!(node.get(Aspect::ValuesName), Some(FactValue::Text(Some(_))))
            };
            let both = holder.is_some_and(|(old, new)| is_listed(old) && is_listed(new));
            let found = other(met, node, added);
            match both {
                true => found,
                false => Finding::quiet(found.id).following(true),
            }
        }
        ViewKind::Irreversible => {
            // Two functions take the place of one, or the other way round.
            let id = of(added, ChangeId::MadeIrreversible, ChangeId::MadeReversible);
            Finding::new(id, OnWire::both(WireClass::Review), RustClass::Major)
        }
        _ => other(met, node, added),
    };
    let side = if added { &sides.new } else { &sides.old };
    let shown = shown(side, node).filter(|shown| *shown != node.label);
    vec![match added {
        true => finding.with(None, shown),
        false => finding.with(shown, None),
    }]
}

/// What people are shown of it: its type, its value, or what Rust calls it.
fn shown(side: &Side<'_>, node: &Node<'_>) -> Option<String> {
    let words = |aspect| in_words(side, aspect, node.get(aspect));
    if let ViewKind::Operation(_) = node.kind {
        return called(side, node, false);
    }
    let shown = [
        Aspect::Type,
        Aspect::Value,
        Aspect::SchemeKind,
        Aspect::RustName,
    ];
    shown.into_iter().find_map(words)
}

/// The path of an operation's function, and what it returns if that matters.
pub(super) fn called(side: &Side<'_>, node: &Node<'_>, with_request: bool) -> Option<String> {
    let words = |aspect| in_words(side, aspect, node.get(aspect));
    let resource = words(Aspect::Resource)?;
    let path = format!("{resource}::{}", words(Aspect::RustName)?);
    match words(Aspect::RequestName).filter(|_| with_request) {
        Some(request) => Some(format!("{path} ({request})")),
        None => Some(path),
    }
}

/// The one of two kinds.
fn of(added: bool, one: ChangeId, other: ChangeId) -> ChangeId {
    if added { one } else { other }
}

/// A member, or an input that goes there.
fn field(
    met: &Met,
    holder: Option<(&Node<'_>, &Node<'_>)>,
    (field, location): (&Field, Option<InputLocation>),
    added: bool,
) -> Finding {
    let is_parameter = location.is_some_and(|location| location != InputLocation::Body);
    let id = match (added, field.required, is_parameter) {
        (true, true, true) => ChangeId::RequiredParameterAdded,
        (true, false, true) => ChangeId::OptionalParameterAdded,
        (true, true, false) => ChangeId::RequiredFieldAdded,
        (true, false, false) => ChangeId::OptionalFieldAdded,
        (false, _, true) => ChangeId::ParameterRemoved,
        (false, _, false) => ChangeId::FieldRemoved,
    };
    let wire = field_on_wire(met, holder, (field, location), added);
    let [old, new] = met.roles;
    let role = if added { new } else { old };
    let is_public = role.is_read() || field.presence.given != Given::Never;
    let must_be_given = role.is_made() && field.presence.given.is_demanded();
    let rust = match added {
        true if must_be_given => RustClass::Major,
        true if is_public => RustClass::Minor,
        false if is_public => RustClass::Major,
        true | false => RustClass::Patch,
    };
    // What is only read is no part of what is only sent.
    let one_way = field.read_only != field.write_only;
    let follows = met.moved && (one_way || location.is_some());
    Finding::new(id, wire, rust).following(follows)
}

fn field_on_wire(
    met: &Met,
    holder: Option<(&Node<'_>, &Node<'_>)>,
    (field, location): (&Field, Option<InputLocation>),
    added: bool,
) -> OnWire {
    // The API does not know it, where the program does.
    let is_refused = holder.is_some_and(|(old, new)| {
        let api = if added { old } else { new };
        forbids(api, location)
    });
    met.meet_lone(added, |uses, knows| {
        let read = match (uses.read && knows, added) {
            // A new program knows that it may be missing: whoever wrote it saw an `Option`.
            (true, true) => fields::absent(field),
            // An old one relied on a value that never comes again, be it an `Option` or not.
            (true, false) => WireClass::Breaking,
            (false, _) => WireClass::None,
        };
        let sent = match (uses.sent(), knows) {
            (true, true) if is_refused => WireClass::Breaking,
            (true, true) => WireClass::Review,
            (true, false) if field.required => WireClass::Breaking,
            (true | false, _) => WireClass::None,
        };
        read.max(sent)
    })
}

/// Whether what holds members, or inputs that go there, allows no others.
fn forbids(holder: &Node<'_>, location: Option<InputLocation>) -> bool {
    match (&holder.kind, location) {
        (ViewKind::Type(def), _) => {
            matches!(&def.kind, TypeKind::Struct(object) if object.additional == Additional::Forbidden)
        }
        (ViewKind::Operation(operation), Some(InputLocation::Body)) => operation.body.is_closed(),
        _ => false,
    }
}

/// A type, which is there for something that uses it, or for nothing.
fn ty(met: &Met, added: bool, is_event_kind: bool) -> Finding {
    let id = of(added, ChangeId::TypeAdded, ChangeId::TypeRemoved);
    let rust = match added {
        true => RustClass::Minor,
        false => RustClass::Major,
    };
    Finding::new(id, OnWire::NONE, rust).following(met.moved || is_event_kind)
}

/// Whether an enum has the names of events, and nothing else.
fn is_event_kind(sides: &Sides<'_>, def: &TypeDef) -> bool {
    [sides.old.api, sides.new.api].into_iter().any(|api| {
        let mut kinds = api.received().filter_map(|all| api.get(all.kind));
        kinds.any(|kind| std::ptr::eq(kind, def))
    })
}

/// A value of an enum.
fn value(met: &Met, holder: Option<(&Node<'_>, &Node<'_>)>, added: bool) -> Finding {
    let id = of(added, ChangeId::EnumValueAdded, ChangeId::EnumValueRemoved);
    let is_open = |node: &Node<'_>| match &node.kind {
        ViewKind::Type(def) => match &def.kind {
            TypeKind::StringEnum(values) => values.open.is_some(),
            TypeKind::IntegerEnum(_)
            | TypeKind::Struct(_)
            | TypeKind::Union(_)
            | TypeKind::Alias(_)
            | TypeKind::ExpandPaths(_) => true,
        },
        _ => true,
    };
    let (old_is_open, new_is_open) =
        holder.map_or((true, true), |(old, new)| (is_open(old), is_open(new)));
    let wire = met.meet_lone(added, |uses, knows| {
        // The program that does not know the value is that of the model without it.
        let reader_is_open = if added { old_is_open } else { new_is_open };
        let read = match uses.read && !knows && !reader_is_open {
            true => WireClass::Breaking,
            false => WireClass::None,
        };
        let sent = match uses.sent() && knows {
            true => WireClass::Breaking,
            false => WireClass::None,
        };
        read.max(sent)
    });
    let rust = match added {
        true => RustClass::Minor,
        false => RustClass::Major,
    };
    Finding::new(id, wire, rust)
}

/// What is found of a kind of node, whatever is said of it.
struct Row {
    ids: (ChangeId, ChangeId),
    /// For a program that knows it, where the API does not.
    known: WireClass,
    /// For a program that does not know it, where the API does.
    unknown: WireClass,
    /// Whether programs can name it.
    is_public: bool,
}

/// Everything else.
fn other(met: &Met, node: &Node<'_>, added: bool) -> Finding {
    if let ViewKind::Alternative = node.kind {
        return alternative(met, added);
    }
    let row = row_of(&node.kind);
    let class = |knows: bool| if knows { row.known } else { row.unknown };
    let wire = OnWire {
        old_program: class(!added),
        new_program: class(added),
    };
    let rust = match (row.is_public, added) {
        (false, _) => RustClass::Patch,
        (true, true) => RustClass::Minor,
        (true, false) => RustClass::Major,
    };
    let follows = matches!(
        node.kind,
        ViewKind::Resource
            | ViewKind::ErrorType
            | ViewKind::Common
            | ViewKind::Accessor
            | ViewKind::Conversion
    );
    Finding::new(of(added, row.ids.0, row.ids.1), wire, rust).following(follows || met.moved)
}

/// What is found of a node that was added or removed, on the wire where programs know it and where they do not.
const fn row(
    added: ChangeId,
    removed: ChangeId,
    known: WireClass,
    unknown: WireClass,
    is_public: bool,
) -> Row {
    Row {
        ids: (added, removed),
        known,
        unknown,
        is_public,
    }
}

fn row_of(kind: &ViewKind<'_>) -> Row {
    use ChangeId as Id;
    use WireClass::{Breaking, None, Review};
    let members = Id::EventMembersChanged;
    let errors = Id::ErrorKindsChanged;
    match kind {
        ViewKind::Operation(_) => row(
            Id::OperationAdded,
            Id::OperationRemoved,
            Breaking,
            None,
            true,
        ),
        ViewKind::Resource => row(Id::ResourceAdded, Id::ResourceRemoved, None, None, true),
        ViewKind::Case => row(
            Id::ResponseCaseAdded,
            Id::ResponseCaseRemoved,
            None,
            Breaking,
            true,
        ),
        ViewKind::Constant => row(
            Id::ConstantAdded,
            Id::ConstantRemoved,
            Review,
            Review,
            false,
        ),
        ViewKind::ExpandPath => row(
            Id::ExpandPathAdded,
            Id::ExpandPathRemoved,
            Breaking,
            None,
            true,
        ),
        ViewKind::Events => row(Id::EventsAdded, Id::EventsRemoved, Breaking, None, true),
        ViewKind::Event => row(Id::EventAdded, Id::EventRemoved, Review, None, true),
        ViewKind::OtherEvent | ViewKind::Common => row(members, members, Review, Review, false),
        ViewKind::ErrorType => row(errors, errors, None, None, true),
        ViewKind::Accessor => row(Id::AccessorAdded, Id::AccessorRemoved, None, None, true),
        ViewKind::Question => row(Id::QuestionAdded, Id::QuestionRemoved, None, None, true),
        ViewKind::Conversion => row(Id::ConversionAdded, Id::ConversionRemoved, None, None, true),
        _ => client_row(kind),
    }
}

/// What clients have besides operations and types.
fn client_row(kind: &ViewKind<'_>) -> Row {
    use ChangeId as Id;
    use WireClass::{Breaking, None, Review};
    match kind {
        ViewKind::Server => row(Id::ServerAdded, Id::ServerRemoved, Review, None, false),
        ViewKind::ServerVariable => row(
            Id::ServerVariableAdded,
            Id::ServerVariableRemoved,
            Review,
            None,
            true,
        ),
        ViewKind::ServerValue => row(
            Id::ServerValueAdded,
            Id::ServerValueRemoved,
            Breaking,
            None,
            true,
        ),
        ViewKind::SecurityScheme => row(
            Id::SecuritySchemeAdded,
            Id::SecuritySchemeRemoved,
            Breaking,
            Review,
            true,
        ),
        _ => row(Id::Unclassified, Id::Unclassified, Review, Review, false),
    }
}

/// An alternative of a union: who does not know it keeps it as it is, which says less than the table of alternatives does.
fn alternative(met: &Met, added: bool) -> Finding {
    let wire = met.meet_lone(added, |uses, knows| {
        let is_strange = (uses.read && !knows) || (uses.sent() && knows);
        if is_strange {
            WireClass::Breaking
        } else {
            WireClass::None
        }
    });
    let (id, rust) = match added {
        true => (ChangeId::AlternativeAdded, RustClass::Minor),
        false => (ChangeId::AlternativeRemoved, RustClass::Major),
    };
    Finding::new(id, wire, rust)
}
