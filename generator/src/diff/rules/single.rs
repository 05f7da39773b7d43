//! Facts that mean the same wherever they differ.
//!
//! In: nothing. Out: for each such fact the change that it is, and how it is judged. What always holds: a table, in which each fact
//! stands once for a kind of node.

use crate::diff::change::{RustClass, WireClass};
use crate::diff::id::ChangeId;
use crate::diff::view::{Aspect, ViewKind};

/// What is found where one fact of a node differs.
pub(super) struct FactRule {
    pub(super) aspect: Aspect,
    pub(super) id: ChangeId,
    pub(super) wire: WireClass,
    pub(super) rust: RustClass,
    /// Whether it only differs since something else does.
    pub(super) follows: bool,
}

const fn fact(
    aspect: Aspect,
    id: ChangeId,
    wire: WireClass,
    rust: RustClass,
    follows: bool,
) -> FactRule {
    FactRule {
        aspect,
        id,
        wire,
        rust,
        follows,
    }
}

/// What is found of nodes of any kind.
pub(super) const FACTS: [FactRule; 21] = [
    fact(
        Aspect::Title,
        ChangeId::TitleChanged,
        WireClass::None,
        RustClass::Patch,
        false,
    ),
    fact(
        Aspect::Version,
        ChangeId::ApiVersionChanged,
        WireClass::Review,
        RustClass::Patch,
        false,
    ),
    fact(
        Aspect::Url,
        ChangeId::ServerChanged,
        WireClass::Breaking,
        RustClass::Patch,
        false,
    ),
    fact(
        Aspect::BaseUrls,
        ChangeId::ServerChanged,
        WireClass::Review,
        RustClass::Patch,
        true,
    ),
    fact(
        Aspect::Levels,
        ChangeId::NestingChanged,
        WireClass::None,
        RustClass::Major,
        true,
    ),
    fact(
        Aspect::CommonError,
        ChangeId::FailureChanged,
        WireClass::None,
        RustClass::Major,
        true,
    ),
    fact(
        Aspect::ErrorKind,
        ChangeId::ErrorKindsChanged,
        WireClass::None,
        RustClass::Major,
        true,
    ),
    fact(
        Aspect::ErrorCode,
        ChangeId::ErrorKindsChanged,
        WireClass::None,
        RustClass::Major,
        true,
    ),
    fact(
        Aspect::SchemeKind,
        ChangeId::SecuritySchemeChanged,
        WireClass::Breaking,
        RustClass::Patch,
        false,
    ),
    fact(
        Aspect::TokenUrl,
        ChangeId::SecuritySchemeChanged,
        WireClass::Review,
        RustClass::Patch,
        false,
    ),
    fact(
        Aspect::RefreshUrl,
        ChangeId::SecuritySchemeChanged,
        WireClass::Review,
        RustClass::Patch,
        false,
    ),
    fact(
        Aspect::UsualSecurity,
        ChangeId::SecurityChanged,
        WireClass::Review,
        RustClass::Patch,
        true,
    ),
    fact(
        Aspect::Access,
        ChangeId::CredentialsChanged,
        WireClass::None,
        RustClass::Major,
        true,
    ),
    fact(
        Aspect::Open,
        ChangeId::VariantRenamed,
        WireClass::None,
        RustClass::Major,
        false,
    ),
    fact(
        Aspect::KindName,
        ChangeId::TypeRenamed,
        WireClass::None,
        RustClass::Major,
        false,
    ),
    fact(
        Aspect::EventSource,
        ChangeId::EventSourceChanged,
        WireClass::Breaking,
        RustClass::Major,
        false,
    ),
    fact(
        Aspect::EventTag,
        ChangeId::EventTagChanged,
        WireClass::Breaking,
        RustClass::Patch,
        false,
    ),
    fact(
        Aspect::EventSecondTag,
        ChangeId::EventTagChanged,
        WireClass::Breaking,
        RustClass::Patch,
        false,
    ),
    fact(
        Aspect::About,
        ChangeId::EventMembersChanged,
        WireClass::None,
        RustClass::Patch,
        false,
    ),
    fact(
        Aspect::AccessorValue,
        ChangeId::AccessorChanged,
        WireClass::None,
        RustClass::Major,
        true,
    ),
    fact(
        Aspect::AccessorFields,
        ChangeId::AccessorChanged,
        WireClass::None,
        RustClass::Patch,
        true,
    ),
];

/// Of an event.
const EVENT: [FactRule; 2] = [
    fact(
        Aspect::Type,
        ChangeId::EventChanged,
        WireClass::Breaking,
        RustClass::Major,
        false,
    ),
    fact(
        Aspect::Payload,
        ChangeId::EventChanged,
        WireClass::Breaking,
        RustClass::Major,
        false,
    ),
];
/// Of what all events are asked for.
const ACCESSOR: [FactRule; 1] = [fact(
    Aspect::Type,
    ChangeId::AccessorChanged,
    WireClass::None,
    RustClass::Major,
    true,
)];
/// Of a member with one value.
const CONSTANT: [FactRule; 1] = [fact(
    Aspect::Value,
    ChangeId::ConstantChanged,
    WireClass::Breaking,
    RustClass::Patch,
    false,
)];
/// Of a member of all events.
const COMMON: [FactRule; 1] = [fact(
    Aspect::Value,
    ChangeId::EventMembersChanged,
    WireClass::Review,
    RustClass::Patch,
    true,
)];
/// Of what is made of what was read: it has the members that both have.
const CONVERSION: [FactRule; 2] = [
    fact(
        Aspect::Type,
        ChangeId::ConversionChanged,
        WireClass::None,
        RustClass::Major,
        false,
    ),
    fact(
        Aspect::Answer,
        ChangeId::ConversionChanged,
        WireClass::None,
        RustClass::Patch,
        true,
    ),
];

/// The same, for nodes of one kind.
pub(super) fn of_kind(kind: &ViewKind<'_>) -> &'static [FactRule] {
    match kind {
        ViewKind::Event => &EVENT,
        ViewKind::Accessor => &ACCESSOR,
        ViewKind::Constant => &CONSTANT,
        ViewKind::Common => &COMMON,
        ViewKind::Conversion => &CONVERSION,
        _ => &[],
    }
}
