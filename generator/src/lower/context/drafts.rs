//! What the steps of the lowering hand to each other.
//!
//! In: nothing but what a step found. Out: plain data. What always holds: nothing here looks anything up.

use super::Failed;
use crate::api::{Docs, Limits, StringEnum, Type, TypeKind};

/// What a place that holds a value needs to know.
#[derive(Clone, Debug)]
pub struct TypeUse {
    /// The type, without `Option`.
    pub ty: Type,
    /// Whether `null` is a value.
    pub nullable: bool,
    /// What the document allows.
    pub limits: Limits,
    /// The description.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// The default, as JSON.
    pub default: Option<String>,
}

impl TypeUse {
    /// A type that nothing more is said about.
    pub fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            limits: Limits::default(),
            docs: Docs::default(),
            deprecated: false,
            read_only: false,
            write_only: false,
            default: None,
        }
    }
}

impl TypeUse {
    /// The same, where the server takes an empty text as the wish to clear. To give an empty text as a value would
    /// clear without saying so.
    pub fn clearable(mut self) -> Self {
        self.limits.not_empty = true;
        if !matches!(self.ty, Type::Clearable(_) | Type::ClearableEntries) {
            self.ty = Type::Clearable(Box::new(self.ty));
        }
        self
    }

    /// The type of a place that has no word of its own for null: of an element, a map's value or a whole body.
    pub fn or_null(self) -> Type {
        match self.nullable {
            true => self.ty.or_null(),
            false => self.ty,
        }
    }

    /// The type of an element or a map's value, and the limits of what is not null.
    pub fn into_element(self) -> (Type, Limits) {
        let limits = self.limits.clone();
        (self.or_null(), limits)
    }
}

/// What a schema comes to: a type of its own, or the use of another.
#[derive(Debug)]
pub enum Definition {
    /// A type that wants a name.
    Kind(TypeKind),
    /// The same, an enum that the document itself leaves open.
    OpenEnum(StringEnum),
    /// A type that has one, or needs none.
    Use(Box<TypeUse>),
}

impl From<Type> for Definition {
    fn from(ty: Type) -> Self {
        Self::Use(Box::new(TypeUse::plain(ty)))
    }
}

/// What is said beside the type.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// Whether `null` is a value.
    pub nullable: bool,
    /// What the document allows.
    pub limits: Limits,
    /// How many lists stand in each other, of which the limits tell.
    pub depth: usize,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// The default, as JSON.
    pub default: Option<String>,
}

/// How far the lowering of such a schema is.
#[derive(Clone, Debug)]
pub enum Progress {
    /// It is on the way.
    Begun,
    /// It is done.
    Done(Box<TypeUse>),
    /// It failed, which has been reported.
    Failed(Failed),
}

/// A type that has no name yet.
#[derive(Debug)]
pub struct TypeDraft {
    /// What it is.
    pub kind: TypeKind,
    /// Its documentation.
    pub docs: Docs,
    /// Whether it is deprecated.
    pub deprecated: bool,
}
