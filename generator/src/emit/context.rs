//! What the emitters know besides the node they print.
//!
//! In: the [`Api`] and the [`Options`]. Out: look-ups, and two facts about each type that follow from all the types it
//! holds. What always holds: nothing here recurses over types, so that no document is too deep.

use crate::api::{
    Additional, Api, Field, Location, Operation, Struct, Type, TypeDef, TypeId, TypeKind,
};

use super::{Contents, Module, Options};

/// An alias of an alias ends here at the latest.
const ALIASES: usize = 64;

/// The model, and what follows from it.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) options: &'a Options,
    /// By [`TypeId`]: whether a response may lack a member of the type, because all of its own members may be missing.
    omittable: Vec<bool>,
    /// By [`TypeId`]: whether something needs the type as JSON, even if nothing sends JSON.
    serialized: Vec<bool>,
}

/// What a struct is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Read from responses.
    Read,
    /// Made by the caller and sent.
    Write,
    /// Both.
    Both,
}

impl Role {
    pub(super) fn of(def: &TypeDef) -> Self {
        let sent = def.usage.form || def.usage.json;
        match (def.usage.response, sent) {
            (true, true) => Self::Both,
            (false, true) => Self::Write,
            (_, false) => Self::Read,
        }
    }
}

impl<'a> Context<'a> {
    pub(super) fn new(api: &'a Api, options: &'a Options) -> Self {
        let mut context =
            Self { api, options, omittable: Vec::new(), serialized: Vec::new() };
        context.omittable = context.find_omittable();
        context.serialized = context.find_serialized();
        context
    }

    /// A file of Rust.
    pub(super) fn module(
        &self,
        path: impl Into<String>,
        docs: Vec<String>,
        items: Vec<proc_macro2::TokenStream>,
    ) -> Module {
        let contents = Contents::Rust { head: self.options.head(), docs, items };
        Module { path: path.into(), contents }
    }

    /// A definition, if the model has it.
    pub(super) fn get(&self, id: TypeId) -> Option<&'a TypeDef> {
        self.api.types.get(id.index())
    }

    /// The type behind any number of aliases and boxes.
    pub(super) fn resolve<'t>(&self, ty: &'t Type) -> &'t Type
    where
        'a: 't,
    {
        let mut ty = ty;
        for _ in 0..ALIASES {
            ty = match ty {
                Type::Boxed(inner) => inner,
                Type::Named(id) => match self.get(*id).map(|def| &def.kind) {
                    Some(TypeKind::Alias(target)) => target,
                    _ => return ty,
                },
                _ => return ty,
            };
        }
        ty
    }

    /// What a type of the crate is, behind aliases; `None` for every other type.
    pub(super) fn definition(&self, ty: &Type) -> Option<&'a TypeDef> {
        let mut ty = ty;
        for _ in 0..ALIASES {
            match ty {
                Type::Boxed(inner) => ty = inner,
                Type::Named(id) => {
                    let def = self.get(*id)?;
                    match &def.kind {
                        TypeKind::Alias(target) => ty = target,
                        _ => return Some(def),
                    }
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether a response that lacks a required member of that type is read as if it held nothing.
    pub(super) fn is_omittable(&self, ty: &Type) -> bool {
        match self.resolve(ty) {
            Type::List(_) | Type::Map(_) | Type::Entries(_) | Type::Expand { .. } => true,
            Type::Named(id) => self.omittable.get(id.index()).copied().unwrap_or(false),
            _ => false,
        }
    }

    /// Whether the type needs `Serialize`.
    pub(super) fn is_serialized(&self, id: TypeId, def: &TypeDef) -> bool {
        let needed = self.serialized.get(id.index()).copied().unwrap_or(false);
        needed || def.usage.json || Role::of(def) != Role::Write
    }

    /// All operations, in the document's order.
    pub(super) fn operations(&self) -> impl Iterator<Item = &'a Operation> + use<'a> {
        self.api.resources.iter().flat_map(|resource| &resource.operations)
    }

    /// Starts with no type and adds those all of whose members may be missing, until nothing changes: a struct that
    /// requires itself is never added.
    fn find_omittable(&self) -> Vec<bool> {
        let mut found = vec![false; self.api.types.len()];
        loop {
            let before = found.iter().filter(|known| **known).count();
            for (index, def) in self.api.types.iter().enumerate() {
                if let (false, TypeKind::Struct(shape)) = (found[index], &def.kind) {
                    found[index] = shape.constants.is_empty()
                        && shape.fields.iter().all(|field| self.may_be_missing(field, &found));
                }
            }
            if found.iter().filter(|known| **known).count() == before {
                return found;
            }
        }
    }

    fn may_be_missing(&self, field: &Field, found: &[bool]) -> bool {
        let empty = match self.resolve(&field.ty) {
            Type::List(_) | Type::Map(_) | Type::Entries(_) | Type::Expand { .. } => true,
            Type::Named(id) => found.get(id.index()).copied().unwrap_or(false),
            _ => false,
        };
        !field.required || field.nullable || empty
    }

    /// What stands in a path, a header or a cookie, or is one value of JSON in a form, and all that such a type holds.
    fn find_serialized(&self) -> Vec<bool> {
        let mut found = vec![false; self.api.types.len()];
        let mut queue: Vec<&Type> = Vec::new();
        for input in self.operations().flat_map(|operation| &operation.inputs) {
            let text = matches!(
                input.location,
                Location::Path | Location::Header | Location::Cookie
            );
            if text || input.field.encoding == crate::api::Encoding::Json {
                queue.push(&input.field.ty);
            }
        }
        let shapes = self.api.types.iter().filter_map(|def| match &def.kind {
            TypeKind::Struct(shape) if def.usage.form => Some(shape),
            _ => None,
        });
        queue.extend(
            shapes
                .flat_map(|shape| &shape.fields)
                .filter(|field| field.encoding == crate::api::Encoding::Json)
                .map(|field| &field.ty),
        );
        while let Some(ty) = queue.pop() {
            for id in named(ty) {
                if !std::mem::replace(&mut found[id.index()], true) {
                    queue.extend(self.get(id).into_iter().flat_map(held));
                }
            }
        }
        found
    }
}

/// The type of the crate that a type names, through whatever holds it.
pub(super) fn named(ty: &Type) -> Option<TypeId> {
    let mut ty = ty;
    loop {
        ty = match ty {
            Type::Named(id) => return Some(*id),
            Type::List(inner)
            | Type::Map(inner)
            | Type::Entries(inner)
            | Type::Clearable(inner)
            | Type::Expandable(inner)
            | Type::Page(inner)
            | Type::Range(inner)
            | Type::Boxed(inner) => inner,
            _ => return None,
        };
    }
}

/// The types that a definition holds.
fn held(def: &TypeDef) -> Vec<&Type> {
    match &def.kind {
        TypeKind::Struct(Struct { fields, additional, .. }) => {
            let mut types: Vec<&Type> = fields.iter().map(|field| &field.ty).collect();
            if let Additional::Kept { value, .. } = additional {
                types.push(value);
            }
            types
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        TypeKind::Alias(target) => vec![target],
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ExpandPaths(_) => Vec::new(),
    }
}
