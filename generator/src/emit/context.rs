//! What the emitters know besides the node they print.
//!
//! In: the [`Api`] and the [`Options`]. Out: look-ups, and two facts about each type that follow from all the types it
//! holds. What always holds: nothing here recurses over types, so that no document is too deep.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{
    Api, Body, Encoding, Field, Ident, Location, Operation, Reference, Type, TypeDef, TypeId,
    TypeKind,
};

use super::types::plain;
use super::{Contents, Module, Options};

/// An alias of an alias ends here at the latest.
const ALIASES: usize = 64;

/// The model, and what follows from it.
pub(super) struct Context<'a> {
    pub(super) api: &'a Api,
    pub(super) options: &'a Options,
    /// By [`TypeId`]: whether a response may lack a member of the type, because all of its own members may be missing.
    omittable: Vec<bool>,
    /// By [`TypeId`]: whether a form has the type as JSON.
    serialized: Vec<bool>,
    /// By [`TypeId`]: whether a path, a header, a cookie or a body of text has the type.
    formed: Vec<bool>,
    /// The names at the crate's root, with the module that each is from.
    root: BTreeMap<String, &'static str>,
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
        let mut context = Self {
            api,
            options,
            omittable: Vec::new(),
            serialized: Vec::new(),
            formed: Vec::new(),
            root: BTreeMap::new(),
        };
        context.omittable = context.find_omittable();
        context.serialized = context.holding(context.json_in_forms());
        context.formed = context.holding(context.plain_text());
        context.root = super::crate_root::names(&context);
        context
    }

    /// A file of Rust.
    pub(super) fn module(
        &self,
        path: impl Into<String>,
        docs: Vec<String>,
        items: Vec<TokenStream>,
    ) -> Module {
        let contents = Contents::Rust {
            head: self.options.head(),
            docs,
            items,
        };
        Module {
            path: path.into(),
            contents,
        }
    }

    /// The names at the crate's root, with the module that each is from.
    pub(super) fn root_names(&self) -> impl Iterator<Item = (&str, &'static str)> {
        self.root
            .iter()
            .map(|(name, module)| (name.as_str(), *module))
    }

    /// A type parameter: the letter, or something longer where the crate has a type of that name.
    pub(super) fn parameter(&self, letter: &str) -> proc_macro2::Ident {
        let mut name = letter.to_owned();
        while self.root.contains_key(&name) {
            name.push('0');
        }
        plain(&name)
    }

    /// Whether the crate's root has what a module of the crate has under this name.
    pub(super) fn is_at_root(&self, module: &str, name: &Ident) -> bool {
        self.root
            .get(name.as_str())
            .is_some_and(|owner| *owner == module)
    }

    /// The shortest path, from outside, of something that a module of the crate has.
    pub(super) fn root_path(&self, module: &str, name: &Ident) -> TokenStream {
        let root = plain(&self.options.package.crate_name());
        if self.is_at_root(module, name) {
            return quote! { ::#root::#name };
        }
        let module = plain(module);
        quote! { ::#root::#module::#name }
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
        def.usage.json || Role::of(def) != Role::Write || flag(&self.serialized, id)
    }

    /// Whether the type needs `FormValue`.
    pub(super) fn is_formed(&self, id: TypeId, def: &TypeDef) -> bool {
        def.usage.form || flag(&self.formed, id)
    }

    /// Whether something in a value of the type is checked by a `Check` of its own.
    pub(super) fn is_checked(&self, ty: &Type) -> bool {
        let ty = self.resolve(ty);
        named(ty).map_or_else(
            || ty.holds_changes(),
            |id| self.get(id).is_some_and(|def| def.usage.limited),
        )
    }

    /// All operations, in the document's order.
    pub(super) fn operations(&self) -> impl Iterator<Item = &'a Operation> + use<'a> {
        self.api
            .resources
            .iter()
            .flat_map(|resource| &resource.operations)
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
                        && shape
                            .fields
                            .iter()
                            .all(|field| self.may_be_missing(field, &found));
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

    /// The types that are one value of JSON in a form.
    fn json_in_forms(&self) -> Vec<&Type> {
        let inputs = self.operations().flat_map(|operation| &operation.inputs);
        let members = self.api.types.iter().filter_map(|def| match &def.kind {
            TypeKind::Struct(shape) => Some(&shape.fields),
            _ => None,
        });
        inputs
            .map(|input| &input.field)
            .chain(members.flatten())
            .filter(|field| field.encoding == Encoding::Json)
            .map(|field| &field.ty)
            .collect()
    }

    /// The types that become text without a key.
    fn plain_text(&self) -> Vec<&Type> {
        let mut types = Vec::new();
        for operation in self.operations() {
            let raw = matches!(operation.body, Body::Raw { .. });
            for input in &operation.inputs {
                let plain = match input.location {
                    Location::Path | Location::Header | Location::Cookie => true,
                    Location::Query => false,
                    Location::Body => raw,
                };
                if plain {
                    types.push(&input.field.ty);
                }
            }
        }
        types
    }

    /// These types, and all that they hold.
    fn holding<'t>(&'t self, mut queue: Vec<&'t Type>) -> Vec<bool> {
        let mut found = vec![false; self.api.types.len()];
        while let Some(ty) = queue.pop() {
            let new = named(ty).filter(|id| !flag(&found, *id));
            if let Some(known) = new.and_then(|id| found.get_mut(id.index())) {
                *known = true;
                let held = new.and_then(|id| self.get(id)).map(|def| def.kind.types());
                queue.extend(held.into_iter().flatten());
            }
        }
        found
    }
}

fn flag(flags: &[bool], id: TypeId) -> bool {
    flags.get(id.index()).copied().unwrap_or(false)
}

/// The type of the crate of which a value is in a value of the type, through whatever holds it.
pub(super) fn named(ty: &Type) -> Option<TypeId> {
    match ty.reference()? {
        Reference::Value(id) => Some(id),
        Reference::Id(_) | Reference::Paths(_) => None,
    }
}
