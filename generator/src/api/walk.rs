//! Walks over types: the one list of the types that wrap another, and what follows from it.
//!
//! In: a use of a type, or a definition. Out: what it wraps, names and holds. What always holds: [`Type::wrapped`] and
//! [`Type::reference`] match every variant of [`Type`], so that a new one is first of all a question to this file. What follows
//! from how a type holds another is asked of its [`Wrapper`]; what has to know each type matches without a catch-all.

use super::{Additional, Api, Struct, Type, TypeId, TypeKind};

/// How a type holds the one that it wraps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrapper {
    /// [`Type::List`].
    List,
    /// [`Type::Map`].
    Map,
    /// [`Type::Entries`].
    Entries,
    /// [`Type::Clearable`].
    Clearable,
    /// [`Type::Expandable`].
    Expandable,
    /// [`Type::Page`].
    Page,
    /// [`Type::Range`].
    Range,
    /// [`Type::Nullable`].
    Nullable,
    /// [`Type::Boxed`].
    Boxed,
}

impl Wrapper {
    /// Whether a value of the outer type has one of the inner type inside of it, without a pointer between.
    #[must_use]
    pub fn is_by_value(self) -> bool {
        match self {
            Self::Clearable | Self::Range | Self::Nullable => true,
            Self::List
            | Self::Map
            | Self::Entries
            | Self::Expandable
            | Self::Page
            | Self::Boxed => false,
        }
    }

    /// Whether it holds any number of values, each with an index or a key.
    #[must_use]
    pub fn is_collection(self) -> bool {
        match self {
            Self::List | Self::Map | Self::Entries => true,
            Self::Clearable
            | Self::Expandable
            | Self::Page
            | Self::Range
            | Self::Nullable
            | Self::Boxed => false,
        }
    }

    /// Whether what it holds has keys, as the members of an object have.
    #[must_use]
    pub fn is_keyed(self) -> bool {
        match self {
            Self::Map | Self::Entries => true,
            Self::List
            | Self::Clearable
            | Self::Expandable
            | Self::Page
            | Self::Range
            | Self::Nullable
            | Self::Boxed => false,
        }
    }

    /// Whether a path into a value goes through it without a step.
    #[must_use]
    pub fn is_passed_by_paths(self) -> bool {
        match self {
            Self::List | Self::Nullable | Self::Boxed => true,
            Self::Map
            | Self::Entries
            | Self::Clearable
            | Self::Expandable
            | Self::Page
            | Self::Range => false,
        }
    }

    /// How many levels of types it is to a compiler, besides what it holds: a map is made of more types than a list, and an
    /// `Option` is none.
    #[must_use]
    pub fn levels(self) -> usize {
        match self {
            Self::Map | Self::Entries => 2,
            Self::Nullable => 0,
            Self::List
            | Self::Clearable
            | Self::Expandable
            | Self::Page
            | Self::Range
            | Self::Boxed => 1,
        }
    }

    /// Whether it is another way to give one value: what is said of the value is said of what holds it.
    #[must_use]
    pub fn is_transparent(self) -> bool {
        match self {
            Self::Clearable | Self::Range | Self::Nullable | Self::Boxed => true,
            Self::List | Self::Map | Self::Entries | Self::Expandable | Self::Page => false,
        }
    }
}

/// How a type that wraps no other names a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeReference {
    /// It is a value of that type.
    Value(TypeId),
    /// It is the id of an object of that type, which need not be known to use the id.
    Id(TypeId),
    /// It is a list of paths of that type.
    Paths(TypeId),
}

impl TypeReference {
    /// The definition.
    #[must_use]
    pub fn id(self) -> TypeId {
        match self {
            Self::Value(id) | Self::Id(id) | Self::Paths(id) => id,
        }
    }
}

/// The same list for a type that is read and for one that is changed.
macro_rules! take_apart {
    ($ty:expr) => {
        match $ty {
            Type::List(inner) => Some((Wrapper::List, inner)),
            Type::Map(inner) => Some((Wrapper::Map, inner)),
            Type::Entries(inner) => Some((Wrapper::Entries, inner)),
            Type::Clearable(inner) => Some((Wrapper::Clearable, inner)),
            Type::Expandable(inner) => Some((Wrapper::Expandable, inner)),
            Type::Page(inner) => Some((Wrapper::Page, inner)),
            Type::Range(inner) => Some((Wrapper::Range, inner)),
            Type::Nullable(inner) => Some((Wrapper::Nullable, inner)),
            Type::Boxed(inner) => Some((Wrapper::Boxed, inner)),
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
            | Type::ClearableEntries
            | Type::Expand { .. } => None,
        }
    };
}

impl Type {
    /// The type that this one wraps, and how; `None` for one that wraps none.
    ///
    /// ```
    /// use form_codegen::api::{Type, Wrapper};
    ///
    /// let flags = Type::List(Box::new(Type::Bool));
    /// assert_eq!(flags.wrapped(), Some((Wrapper::List, &Type::Bool)));
    /// assert_eq!(Type::Bool.wrapped(), None);
    /// ```
    #[must_use]
    pub fn wrapped(&self) -> Option<(Wrapper, &Type)> {
        take_apart!(self).map(|(wrapper, inner)| (wrapper, inner.as_ref()))
    }

    /// As [`wrapped`](Self::wrapped), to change the inner type.
    pub fn wrapped_mut(&mut self) -> Option<(Wrapper, &mut Type)> {
        take_apart!(self).map(|(wrapper, inner)| (wrapper, inner.as_mut()))
    }

    /// The type inside of a wrapper of which `through` says so, at any depth.
    #[must_use]
    pub fn behind(&self, through: impl Fn(Wrapper) -> bool) -> &Type {
        let mut ty = self;
        while let Some((_, inner)) = ty.wrapped().filter(|(wrapper, _)| through(*wrapper)) {
            ty = inner;
        }
        ty
    }

    /// The type inside of all wrappers.
    #[must_use]
    pub fn innermost(&self) -> &Type {
        self.behind(|_| true)
    }

    /// How the innermost type names a definition, if it does.
    #[must_use]
    pub fn reference(&self) -> Option<TypeReference> {
        match self.innermost() {
            Type::Named(id) => Some(TypeReference::Value(*id)),
            Type::Id(id) => Some(TypeReference::Id(*id)),
            Type::Expand { paths, .. } => Some(TypeReference::Paths(*paths)),
            Type::Bool
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Text(_)
            | Type::Timestamp
            | Type::Bytes
            | Type::File
            | Type::Json
            | Type::ClearableEntries
            | Type::List(_)
            | Type::Map(_)
            | Type::Entries(_)
            | Type::Clearable(_)
            | Type::Expandable(_)
            | Type::Page(_)
            | Type::Range(_)
            | Type::Nullable(_)
            | Type::Boxed(_) => None,
        }
    }

    /// The definition that the type names in any way.
    #[must_use]
    pub fn named(&self) -> Option<TypeId> {
        self.reference().map(TypeReference::id)
    }

    /// The definition that the type cannot do without: an id names an object without holding one.
    #[must_use]
    pub fn needed(&self) -> Option<TypeId> {
        match self.reference()? {
            TypeReference::Value(id) | TypeReference::Paths(id) => Some(id),
            TypeReference::Id(_) => None,
        }
    }

    /// The definition of which a value is inside of a value of this type, without a pointer between.
    #[must_use]
    pub fn held(&self) -> Option<TypeId> {
        self.behind(Wrapper::is_by_value).as_named()
    }

    /// The definition, where the type is its name and nothing else.
    #[must_use]
    pub fn as_named(&self) -> Option<TypeId> {
        if let Type::Named(id) = self {
            Some(*id)
        } else {
            None
        }
    }

    /// The type, with a place for null if it has none.
    #[must_use]
    pub fn or_null(self) -> Self {
        if matches!(
            self,
            Self::Json | Self::Nullable(_) | Self::Clearable(_) | Self::ClearableEntries
        ) {
            self
        } else {
            Self::Nullable(Box::new(self))
        }
    }

    /// Whether a value is changes to a map, or a collection of them: these could ask for two things at once that take two
    /// requests.
    #[must_use]
    pub fn holds_changes(&self) -> bool {
        let through = |wrapper: Wrapper| wrapper.is_collection() || wrapper.is_transparent();
        matches!(self.behind(through), Type::ClearableEntries)
    }

    /// Calls `visit` with the type and each type inside of it, outermost first; what `visit` puts in place is walked on.
    pub fn each_level_mut(&mut self, visit: &impl Fn(&mut Type)) {
        let mut ty = self;
        loop {
            visit(ty);
            match ty.wrapped_mut() {
                Some((_, inner)) => ty = inner,
                None => return,
            }
        }
    }

    /// Calls `change` with the id of the definition that the type names, if it names one.
    pub fn change_id(&mut self, change: &impl Fn(&mut TypeId)) {
        self.each_level_mut(&|ty| {
            if let Type::Named(id) | Type::Id(id) | Type::Expand { paths: id, .. } = ty {
                change(id);
            }
        });
    }
}

impl TypeKind {
    /// What the definition is another name for.
    #[must_use]
    pub fn as_alias(&self) -> Option<&Type> {
        if let Self::Alias(target) = self {
            Some(target)
        } else {
            None
        }
    }

    /// The object that it is.
    #[must_use]
    pub fn as_struct(&self) -> Option<&Struct> {
        if let Self::Struct(object) = self {
            Some(object)
        } else {
            None
        }
    }

    /// Each use of a type in the definition, outermost only.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        match self {
            Self::Struct(object) => {
                let fields = object.fields.iter().map(|field| &field.ty);
                let rest = match &object.additional {
                    Additional::Kept { value, .. } => Some(value),
                    Additional::Ignored | Additional::Forbidden => None,
                };
                fields.chain(rest).collect()
            }
            Self::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
            Self::Alias(target) => vec![target],
            Self::StringEnum(_) | Self::IntegerEnum(_) | Self::ExpandPaths(_) => Vec::new(),
        }
    }

    /// As [`types`](Self::types), to change them.
    pub fn types_mut(&mut self) -> Vec<&mut Type> {
        match self {
            Self::Struct(object) => {
                let fields = object.fields.iter_mut().map(|field| &mut field.ty);
                let rest = match &mut object.additional {
                    Additional::Kept { value, .. } => Some(value),
                    Additional::Ignored | Additional::Forbidden => None,
                };
                fields.chain(rest).collect()
            }
            Self::Union(union) => union
                .variants
                .iter_mut()
                .map(|variant| &mut variant.ty)
                .collect(),
            Self::Alias(target) => vec![target],
            Self::StringEnum(_) | Self::IntegerEnum(_) | Self::ExpandPaths(_) => Vec::new(),
        }
    }

    /// The definitions of which a value is inside of a value of this one, without a pointer between. Members that the
    /// document does not name are in a map, which is a pointer.
    #[must_use]
    pub fn held(&self) -> Vec<TypeId> {
        let types: Vec<&Type> = match self {
            Self::Struct(object) => object.fields.iter().map(|field| &field.ty).collect(),
            Self::StringEnum(_)
            | Self::IntegerEnum(_)
            | Self::Union(_)
            | Self::Alias(_)
            | Self::ExpandPaths(_) => self.types(),
        };
        types.into_iter().filter_map(Type::held).collect()
    }
}

impl Api {
    /// By type: the types that can't do without it.
    #[must_use]
    pub fn users(&self) -> Vec<Vec<TypeId>> {
        let mut users = vec![Vec::new(); self.types.len()];
        for (index, def) in self.types.iter().enumerate() {
            for used in def.kind.types().into_iter().filter_map(Type::needed) {
                if let Some(users) = users.get_mut(used.index()) {
                    users.push(TypeId::new(index));
                }
            }
        }
        users
    }
}
