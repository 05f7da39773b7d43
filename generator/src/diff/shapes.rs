//! What types look like on the wire, whatever Rust calls them, as one number each.
//!
//! In: a model. Out: a number for each type. What always holds: two types that look the same down to [`ROUNDS`] levels have the
//! same number, in whichever models they are and in whatever order their members stand; circles need no care.

// A new kind of type has to be thought of wherever kinds are told apart.
#![warn(clippy::wildcard_enum_match_arm)]

use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem::discriminant;

use crate::api::{
    Additional, Api, Field, InputLocation, Integer, Number, Operation, Selector, TextFormat, Type,
    TypeDef, TypeKind,
};

/// How many levels of types are looked through.
const ROUNDS: usize = 3;

/// By index of a type: its number.
pub(super) fn shapes(api: &Api) -> Vec<u64> {
    let mut shapes = vec![0; api.types.len()];
    for _ in 0..ROUNDS {
        shapes = api
            .types
            .iter()
            .map(|def| definition(def, &shapes))
            .collect();
    }
    shapes
}

/// The number of an operation, whatever its path is.
pub(super) fn operation(operation: &Operation, shapes: &[u64]) -> u64 {
    let inputs = operation.inputs.iter().map(|input| {
        // What a path calls its values is nobody's business on the wire.
        let wire = match input.location {
            InputLocation::Path => "",
            InputLocation::Query
            | InputLocation::Header
            | InputLocation::Cookie
            | InputLocation::Body => input.field.wire.as_str(),
        };
        hash(&(input.location as u8, wire, ty(&input.field.ty, shapes)))
    });
    let outputs = operation.output.types();
    let outputs = outputs.into_iter().map(|output| ty(output, shapes));
    hash(&(
        operation.method as u8,
        format!("{:?}", operation.body),
        sum(inputs),
        sum(outputs),
    ))
}

fn definition(def: &TypeDef, shapes: &[u64]) -> u64 {
    match &def.kind {
        TypeKind::Struct(object) => {
            let additional = match &object.additional {
                Additional::Ignored => 0,
                Additional::Forbidden => 1,
                Additional::Kept { value, .. } => ty(value, shapes),
            };
            let constants = object.constants.iter();
            let constants = constants.map(|constant| hash(&(&constant.wire, &constant.value)));
            let fields = object.fields.iter().map(|one| field(one, shapes));
            hash(&(0, additional, sum(constants), sum(fields)))
        }
        TypeKind::StringEnum(values) => {
            let wires = values.variants.iter().map(|variant| hash(&variant.wire));
            hash(&(1, values.open.is_some(), sum(wires)))
        }
        TypeKind::IntegerEnum(values) => hash(&(
            2,
            sum(values.variants.iter().map(|variant| hash(&variant.wire))),
        )),
        TypeKind::Union(union) => {
            let tag = match &union.selector {
                Selector::Tag(member) => Some(member),
                Selector::BestFit | Selector::Status => None,
            };
            let variants = union.variants.iter();
            let variants = variants.map(|one| hash(&(&one.tags, ty(&one.ty, shapes))));
            hash(&(3, tag, sum(variants)))
        }
        TypeKind::Alias(target) => hash(&(4, ty(target, shapes))),
        TypeKind::ExpandPaths(expand) => {
            hash(&(5, sum(expand.paths.iter().map(|path| hash(&path.wire)))))
        }
    }
}

fn field(field: &Field, shapes: &[u64]) -> u64 {
    hash(&(
        &field.wire,
        field.required,
        field.nullable,
        ty(&field.ty, shapes),
    ))
}

/// The number of a use of a type.
pub(super) fn ty(ty: &Type, shapes: &[u64]) -> u64 {
    if let Some((wrapper, inner)) = ty.wrapped() {
        return hash(&(wrapper as u8, self::ty(inner, shapes)));
    }
    match ty.reference() {
        Some(reference) => {
            let shape = shapes.get(reference.id().index()).copied();
            let how = discriminant(&reference);
            hash(&(how, shape.unwrap_or_default()))
        }
        // What names no type says all of itself.
        None => hash(&(discriminant(ty), detail(ty))),
    }
}

/// What a type that names and wraps no other says besides its kind.
fn detail(ty: &Type) -> &str {
    match ty {
        Type::Integer(Integer::I32) => "i32",
        Type::Integer(Integer::I64) => "i64",
        Type::Integer(Integer::U64) => "u64",
        Type::Number(Number::F32) => "f32",
        Type::Number(Number::F64) => "f64",
        Type::Number(Number::Decimal) => "decimal",
        Type::Text(format) => match format {
            TextFormat::Plain => "",
            TextFormat::Date => "date",
            TextFormat::DateTime => "date-time",
            TextFormat::Decimal => "decimal",
            TextFormat::Base64 => "byte",
            TextFormat::Password => "password",
            TextFormat::Other(name) => name,
        },
        Type::Bool
        | Type::Timestamp
        | Type::Bytes
        | Type::File
        | Type::Id(_)
        | Type::Json
        | Type::Named(_)
        | Type::List(_)
        | Type::Map(_)
        | Type::Entries(_)
        | Type::ClearableEntries
        | Type::Clearable(_)
        | Type::Expandable(_)
        | Type::Page(_)
        | Type::Range(_)
        | Type::Expand { .. }
        | Type::Nullable(_)
        | Type::Boxed(_) => "",
    }
}

/// Whatever the order.
fn sum(numbers: impl Iterator<Item = u64>) -> u64 {
    numbers.fold(0, u64::wrapping_add)
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
