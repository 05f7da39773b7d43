//! Types of the one model as those of the other.

use form_mock::model::{
    Bounds, Definition, Encoding as Written, Extra, Kind, Member, Object, OneOf, Shape, TextKind,
    TypeRules, Variant,
};

use crate::api::{
    Additional, Api, Encoding, Field, Integer, Limits, Number, Selector, Struct, StyleKind,
    TextFormat, Type, TypeDef, TypeKind,
};

/// What a use of a type is.
pub fn shape(ty: &Type) -> Shape {
    let inner = |ty: &Type| Box::new(shape(ty));
    match ty {
        Type::Bool => Shape::Bool,
        Type::Integer(size) => Shape::Integer {
            unsigned: *size == Integer::U64,
            short: *size == Integer::I32,
        },
        Type::Number(Number::F32 | Number::F64 | Number::Decimal) => Shape::Number,
        Type::Text(format) => Shape::Text(match format {
            TextFormat::Plain | TextFormat::Password => TextKind::Plain,
            TextFormat::Date => TextKind::Date,
            TextFormat::DateTime => TextKind::DateTime,
            TextFormat::Decimal => TextKind::Decimal,
            TextFormat::Base64 => TextKind::Base64,
            TextFormat::Other(name) => TextKind::Other(name.clone()),
        }),
        Type::Timestamp => Shape::Timestamp,
        Type::Bytes | Type::File => Shape::File,
        Type::Id(id) => Shape::Id(id.index()),
        Type::Json => Shape::Any,
        Type::Named(id) => Shape::Named(id.index()),
        Type::List(ty) => Shape::List(inner(ty)),
        Type::Map(ty) | Type::Entries(ty) => Shape::Map(inner(ty)),
        Type::ClearableEntries => Shape::ClearableMap,
        Type::Clearable(ty) => Shape::Clearable(inner(ty)),
        Type::Expandable(ty) => Shape::Expandable(inner(ty)),
        Type::Page(ty) => Shape::Page(inner(ty)),
        Type::Range(ty) => Shape::Range(inner(ty)),
        Type::Expand { prefix, .. } => Shape::Expand {
            prefix: prefix.clone(),
        },
        Type::Nullable(ty) => Shape::Nullable(inner(ty)),
        Type::Boxed(ty) => shape(ty),
    }
}

/// What a definition is.
pub fn definition(api: &Api, def: &TypeDef, mut rules: TypeRules) -> Definition {
    let kind = match &def.kind {
        TypeKind::Struct(object) => Kind::Object(self::object(object)),
        TypeKind::StringEnum(values) => Kind::Texts {
            values: values.variants.iter().map(|one| one.wire.clone()).collect(),
            // What is only sent and has a variant for others may be anything; what is read has one in any case.
            open: values.open.is_some() && !def.usage.response,
        },
        TypeKind::IntegerEnum(values) => {
            Kind::Integers(values.variants.iter().map(|one| one.wire).collect())
        }
        TypeKind::Union(union) => Kind::OneOf(OneOf {
            variants: union
                .variants
                .iter()
                .map(|variant| Variant {
                    shape: shape(&variant.ty),
                    bounds: bounds(&variant.limits),
                    tags: variant.tags.clone(),
                })
                .collect(),
            tag: match &union.selector {
                Selector::Tag(member) => Some(member.clone()),
                Selector::BestFit | Selector::Status => None,
            },
        }),
        TypeKind::Alias(ty) => Kind::Alias(shape(ty)),
        TypeKind::ExpandPaths(_) => Kind::Alias(Shape::Text(TextKind::Plain)),
    };
    if rules.id_prefix.is_none() {
        rules.id_prefix = prefix(api, def);
    }
    Definition {
        name: name(def),
        kind,
        rules,
        columns: Vec::new(),
    }
}

/// What people know a type by.
fn name(def: &TypeDef) -> String {
    let component = def.pointer.as_str().strip_prefix("/components/schemas/");
    let component = component.filter(|rest| !rest.contains('/'));
    let known = def.resource.as_deref().or(component);
    known.unwrap_or(def.name.as_str()).to_owned()
}

/// What the ids of a type begin with, by the one that the document shows: `dp_1MtJ…` begins with `dp_`.
fn prefix(api: &Api, def: &TypeDef) -> Option<String> {
    const LONGEST: usize = 12;
    let TypeKind::Struct(object) = &def.kind else {
        return None;
    };
    let mut fields = object.fields.iter();
    let field = fields.find(|field| field.wire == api.conventions.id)?;
    let example = field.docs.example.as_deref()?;
    let (prefix, rest) = example.rsplit_once('_')?;
    let is_prefix = prefix.len() <= LONGEST && rest.len() > 4;
    is_prefix.then(|| format!("{prefix}_"))
}

fn object(from: &Struct) -> Object {
    let constants = from.constants.iter();
    let extra = match &from.additional {
        // Of an object without a member that is known, all are unknown.
        Additional::Ignored if from.fields.is_empty() && from.constants.is_empty() => {
            Extra::Each(Shape::Any, Box::default())
        }
        Additional::Ignored | Additional::Forbidden => Extra::None,
        Additional::Kept { value, limits, .. } => {
            Extra::Each(shape(value), Box::new(bounds(limits)))
        }
    };
    Object {
        members: from.fields.iter().map(member).collect(),
        constants: constants
            .map(|one| (one.wire.clone(), one.value.clone()))
            .collect(),
        extra,
        max_total: from.max_total_length,
    }
}

/// What a member is.
pub fn member(field: &Field) -> Member {
    Member {
        name: field.wire.clone(),
        shape: shape(&field.ty),
        required: field.required,
        nullable: field.nullable,
        encoding: encoding(field.encoding),
        bounds: bounds(&field.limits),
        default: field.default.as_deref().and_then(super::default),
        example: field.docs.example.clone(),
        read_only: field.read_only,
        write_only: field.write_only,
    }
}

fn encoding(from: Encoding) -> Written {
    match from {
        Encoding::Brackets => Written::Brackets,
        Encoding::Repeat => Written::Repeat,
        Encoding::Spread => Written::Spread,
        Encoding::Joined(between) => Written::Joined(between.to_owned()),
        Encoding::Json => Written::Json,
        Encoding::Styled(style) => {
            let (name, between) = match style.kind {
                StyleKind::Form => ("form", ","),
                StyleKind::Spaces => ("spaceDelimited", " "),
                StyleKind::Pipes => ("pipeDelimited", "|"),
                StyleKind::Simple => ("simple", ","),
                StyleKind::Label => ("label", "."),
                StyleKind::Matrix => ("matrix", ","),
            };
            Written::Styled {
                style: name.to_owned(),
                between: between.to_owned(),
                explode: style.explode,
            }
        }
    }
}

fn bounds(from: &Limits) -> Bounds {
    let inner = |limits: &Option<Box<Limits>>| limits.as_deref().map(bounds).map(Box::new);
    Bounds {
        length: (from.min_length, from.max_length),
        items: (from.min_items, from.max_items),
        minimum: from.minimum,
        maximum: from.maximum,
        pattern: from.pattern.clone(),
        not_empty: from.not_empty,
        keys: inner(&from.keys),
        each: inner(&from.each),
    }
}
