//! Whether what one side writes is what the other side takes.
//!
//! In: a type that is written, and one that is expected. Out: a [`WireClass`]. What always holds: what is not known to fit does
//! not.

use crate::api::{Integer, Number, TextFormat, Type, TypeDef, TypeKind};
use crate::diff::change::WireClass;
use crate::diff::sides::{Side, same};

use super::met::Meeting;

/// Text without a format.
const PLAIN: Type = Type::Text(TextFormat::Plain);

/// A use of a type in its model.
#[derive(Clone, Copy)]
pub(super) struct Typed<'s, 'a> {
    pub(super) side: &'s Side<'a>,
    pub(super) ty: &'s Type,
}

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// By the API, as JSON.
    Read,
    /// By a program, as JSON.
    Json,
    /// By a program, as text.
    Form,
}

/// What a program meets whose value is of one type, where the API's is of another.
pub(super) fn met<'s>(meeting: Meeting<'s, '_>, program: &'s Type, api: &'s Type) -> WireClass {
    let ours = Typed {
        side: meeting.program,
        ty: program,
    };
    let theirs = Typed {
        side: meeting.api,
        ty: api,
    };
    let uses = meeting.uses;
    let ways = [
        (uses.read, theirs, ours, Written::Read),
        (uses.json, ours, theirs, Written::Json),
        (uses.form, ours, theirs, Written::Form),
    ];
    let classes = ways
        .into_iter()
        .filter(|(used, ..)| *used)
        .map(|(_, written, expected, how)| fits(written, expected, how));
    classes.max().unwrap_or_default()
}

impl<'s, 'a> Typed<'s, 'a> {
    fn inner(self, ty: &'s Type) -> Self {
        Self { ty, ..self }
    }

    /// Behind aliases and boxes, of which the wire knows nothing.
    fn resolved(self) -> Self {
        self.inner(self.side.api.resolve(self.ty))
    }

    fn def(self) -> Option<&'s TypeDef> {
        self.side.api.definition(self.ty)
    }
}

fn fits<'s>(written: Typed<'s, '_>, expected: Typed<'s, '_>, how: Written) -> WireClass {
    let (written, expected) = (written.resolved(), expected.resolved());
    if same(written.side, written.ty, expected.side, expected.ty) {
        return WireClass::None;
    }
    let both =
        |one: &'s Type, other: &'s Type| fits(written.inner(one), expected.inner(other), how);
    match (written.ty, expected.ty) {
        (_, Type::Json) => WireClass::None,
        (Type::Json, _) => WireClass::Review,
        (
            Type::Nullable(one) | Type::Clearable(one),
            Type::Nullable(other) | Type::Clearable(other),
        )
        | (Type::List(one), Type::List(other))
        | (Type::Page(one), Type::Page(other))
        | (Type::Range(one), Type::Range(other))
        | (Type::Expandable(one), Type::Expandable(other))
        | (Type::Map(one) | Type::Entries(one), Type::Map(other) | Type::Entries(other)) => {
            both(one, other)
        }
        (one, Type::Nullable(other) | Type::Clearable(other) | Type::Range(other)) => {
            both(one, other)
        }
        // Whether null is taken is said of the field.
        (Type::Clearable(one), other) => both(one, other),
        (Type::Map(one) | Type::Entries(one), Type::ClearableEntries) => both(one, &PLAIN),
        (Type::ClearableEntries, Type::Map(other) | Type::Entries(other)) => both(&PLAIN, other),
        (Type::Id(_) | Type::Text(_), Type::Expandable(_)) => WireClass::None,
        (Type::Bytes | Type::File, Type::Bytes | Type::File)
        | (Type::Expand { .. }, Type::Expand { .. }) => WireClass::None,
        // Paths are texts.
        (Type::Expand { .. }, Type::List(other)) => both(&PLAIN, other),
        (Type::List(one), Type::Expand { .. }) => both(one, &PLAIN),
        (Type::Named(_), _) | (_, Type::Named(_)) => definitions(written, expected, how),
        _ => scalars(written.ty, expected.ty, how),
    }
}

/// At least one of both is a struct, an enum or a union.
fn definitions<'s>(written: Typed<'s, '_>, expected: Typed<'s, '_>, how: Written) -> WireClass {
    let shape = |typed: Typed<'_, '_>| crate::diff::shapes::ty(typed.ty, &typed.side.shapes);
    if shape(written) == shape(expected) {
        return WireClass::None;
    }
    let (ours, theirs) = (written.def(), expected.def());
    match (ours.map(|def| &def.kind), theirs.map(|def| &def.kind)) {
        (Some(TypeKind::StringEnum(ours)), Some(TypeKind::StringEnum(theirs))) => {
            let known = |wire: &str| theirs.variants.iter().any(|variant| variant.wire == wire);
            match theirs.open.is_some() || ours.variants.iter().all(|one| known(&one.wire)) {
                true => WireClass::None,
                false => WireClass::Breaking,
            }
        }
        (Some(TypeKind::StringEnum(_)), None) => scalars(&PLAIN, expected.ty, how),
        (Some(TypeKind::IntegerEnum(_)), None) => {
            scalars(&Type::Integer(Integer::I64), expected.ty, how)
        }
        (None, Some(TypeKind::StringEnum(theirs)))
            if theirs.open.is_some() && matches!(written.ty, Type::Text(_) | Type::Id(_)) =>
        {
            WireClass::None
        }
        (None, Some(TypeKind::IntegerEnum(_))) => {
            scalars(written.ty, &Type::Integer(Integer::I64), how)
        }
        (_, Some(TypeKind::Union(theirs))) => {
            let same = |one: Typed<'_, '_>| {
                same(written.side, written.ty, one.side, one.ty) || shape(written) == shape(one)
            };
            let mut alternatives = theirs.variants.iter();
            match alternatives.any(|one| same(expected.inner(&one.ty).resolved())) {
                true => WireClass::None,
                false => WireClass::Breaking,
            }
        }
        _ => WireClass::Breaking,
    }
}

/// Both are one value without parts.
fn scalars(written: &Type, expected: &Type, how: Written) -> WireClass {
    match (written, expected) {
        (Type::Text(_) | Type::Id(_), Type::Text(format)) => match how {
            Written::Json | Written::Form if *format != TextFormat::Plain => WireClass::Review,
            Written::Json | Written::Form | Written::Read => WireClass::None,
        },
        (Type::Text(_) | Type::Id(_), Type::Id(_)) => WireClass::None,
        (Type::Bool | Type::Integer(_) | Type::Number(_) | Type::Timestamp, Type::Text(_))
            if how == Written::Form =>
        {
            scalars(&PLAIN, expected, how)
        }
        (Type::Integer(_) | Type::Timestamp, Type::Number(Number::F64))
        | (Type::Integer(Integer::I32), Type::Number(Number::F32))
        | (Type::Number(Number::F32 | Number::F64), Type::Number(Number::F64))
        | (Type::Integer(_) | Type::Number(_) | Type::Timestamp, Type::Number(Number::Decimal))
        | (Type::Integer(_), Type::Timestamp)
        | (Type::Timestamp, Type::Integer(Integer::I64))
        | (Type::Integer(Integer::I32), Type::Integer(_)) => WireClass::None,
        // All but the largest, or the negative ones.
        (
            Type::Integer(Integer::I64 | Integer::U64),
            Type::Integer(Integer::I64 | Integer::U64),
        )
        | (Type::Timestamp, Type::Integer(Integer::U64))
        | (Type::Number(Number::Decimal), Type::Number(Number::F64))
        | (Type::Number(_) | Type::Integer(_), Type::Number(Number::F32)) => WireClass::Review,
        _ => WireClass::Breaking,
    }
}
