//! What a caller passes for a value.
//!
//! In: a use of a type. Out: the form of the parameter that takes it, as convenient as the type allows. What always holds: a
//! value of the type itself is always accepted.

use crate::api::{Api, Number, Type, TypeKind};

/// What a parameter takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// One value.
    One(Passed),
    /// What the inner one takes, to be put into a box.
    Boxed(Box<Argument>),
    /// What the inner one takes, as a value to be set rather than cleared.
    Set(Box<Argument>),
    /// A value to be set, or the choice to set or to clear: what a value of this type is made of, the choice is made of.
    Choice(Type),
    /// Anything with elements.
    Elements(Passed),
    /// A list of paths of this type, to expand them.
    Paths(Type),
    /// Anything with pairs of a text and a value.
    Pairs(Passed),
    /// Anything with pairs of what is shown as texts, for a map of texts.
    MapOfTexts,
    /// The same, for changes to a map of texts.
    PairsOfTexts,
}

/// A value that is passed.
#[derive(Clone, Debug, PartialEq)]
pub struct Passed {
    /// Its type.
    pub ty: Type,
    /// Whether something simpler is taken, too, from which it is made by [`Into`].
    pub converts: bool,
}

impl Api {
    /// What a parameter for a value of the type takes.
    #[must_use]
    pub fn argument(&self, ty: &Type) -> Argument {
        let ty = self.behind_aliases(ty);
        match ty {
            Type::Boxed(inner) => Argument::Boxed(Box::new(self.argument(inner))),
            Type::Clearable(inner) if self.is_choice(inner) => Argument::Choice((**inner).clone()),
            Type::Clearable(inner) => Argument::Set(Box::new(self.argument(inner))),
            Type::List(inner) => Argument::Elements(self.passed(inner)),
            Type::Expand { paths, .. } => Argument::Paths(Type::Named(*paths)),
            Type::Map(inner) | Type::Entries(inner)
                if matches!(self.behind_aliases(inner), Type::Text(_)) =>
            {
                Argument::MapOfTexts
            }
            Type::Map(inner) | Type::Entries(inner) => Argument::Pairs(self.passed(inner)),
            Type::ClearableEntries => Argument::PairsOfTexts,
            Type::Bool
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Text(_)
            | Type::Timestamp
            | Type::Bytes
            | Type::File
            | Type::Id(_)
            | Type::Json
            | Type::Named(_)
            | Type::Expandable(_)
            | Type::Page(_)
            | Type::Range(_)
            | Type::Nullable(_) => Argument::One(self.passed(ty)),
        }
    }

    /// Whether the choice to set or to clear a value of the type is made of whatever the value is made of.
    fn is_choice(&self, ty: &Type) -> bool {
        match self.behind_aliases(ty) {
            Type::Bool
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Text(_)
            | Type::Timestamp
            | Type::File
            | Type::Id(_)
            | Type::Named(_) => true,
            Type::Bytes
            | Type::Json
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
            | Type::Boxed(_) => false,
        }
    }

    fn passed(&self, ty: &Type) -> Passed {
        Passed {
            ty: ty.clone(),
            converts: self.converts(ty),
        }
    }

    /// Whether there is something simpler than the type itself that turns into it: an enum that keeps what it does not know
    /// has such conversions, a box has none.
    #[must_use]
    pub fn converts(&self, ty: &Type) -> bool {
        match self.behind_aliases(ty) {
            Type::Text(_)
            | Type::Timestamp
            | Type::Bytes
            | Type::Id(_)
            | Type::Json
            | Type::Number(Number::Decimal)
            | Type::Range(_) => true,
            Type::Named(id) => self.get(*id).is_some_and(|def| match &def.kind {
                TypeKind::StringEnum(values) => values.open.is_some(),
                TypeKind::IntegerEnum(_) | TypeKind::Union(_) | TypeKind::ExpandPaths(_) => true,
                TypeKind::Struct(_) | TypeKind::Alias(_) => false,
            }),
            Type::Bool
            | Type::Integer(_)
            | Type::Number(Number::F32 | Number::F64)
            | Type::File
            | Type::List(_)
            | Type::Map(_)
            | Type::Entries(_)
            | Type::ClearableEntries
            | Type::Clearable(_)
            | Type::Expandable(_)
            | Type::Page(_)
            | Type::Expand { .. }
            | Type::Nullable(_)
            | Type::Boxed(_) => false,
        }
    }
}
