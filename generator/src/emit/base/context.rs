//! What the emitters know besides the node they print.
//!
//! In: the [`Api`] and the [`CrateOptions`]. Out: look-ups, and which types are checked before they are sent. What always holds:
//! nothing here recurses over types, so that no document is too deep.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Api, Ident, ResourceFeatures, Type, TypeDef, TypeId, TypeReference};
use crate::dependencies;
use crate::names;
use crate::render::{Code, Contents, Module};

use super::crate_options::CrateOptions;
use super::tokens::plain;

/// The model, and what follows from it.
pub struct Context<'a> {
    pub api: &'a Api,
    pub options: &'a CrateOptions,
    /// The features of resources, if they have any.
    division: Option<ResourceFeatures>,
    /// The types in whose values a number may stand that is kept digit by digit.
    with_decimals: BTreeSet<TypeId>,
    /// The fields of bodies that requests for further pages of a list set.
    page_cursors: BTreeSet<(String, String)>,
    /// The names at the crate's root, with the module that each is from.
    root: BTreeMap<String, &'static str>,
}

impl<'a> Context<'a> {
    pub fn new(api: &'a Api, options: &'a CrateOptions) -> Self {
        Self {
            api,
            options,
            division: division(api, options),
            with_decimals: api.with_decimals(),
            page_cursors: page_cursors(api),
            root: super::root::names(api),
        }
    }

    /// Whether a number may stand in values of the type that is kept digit by digit.
    pub fn has_decimals(&self, id: TypeId) -> bool {
        self.with_decimals.contains(&id)
    }

    /// Whether requests for further pages of a list set the field, so that other modules see it.
    pub fn is_page_cursor(&self, def: &TypeDef, field: &Ident) -> bool {
        let [def, field] = [&def.name, field].map(|name| name.as_str().to_owned());
        self.page_cursors.contains(&(def, field))
    }

    /// The features of resources, if they have any.
    pub fn division(&self) -> Option<&ResourceFeatures> {
        self.division.as_ref()
    }

    /// The feature that has to be on for a module of types, if one has to.
    pub fn feature_of_module(&self, module: &Ident) -> Option<&str> {
        self.division.as_ref()?.of_module(module.as_str())
    }

    /// The feature that has to be on for a resource, by its place in the model, if one has to.
    pub fn feature_of_resource(&self, index: usize) -> Option<&str> {
        self.division.as_ref()?.of_resource(index)
    }

    /// A file of Rust.
    pub fn module<T: Into<Code>>(
        &self,
        path: impl Into<String>,
        docs: Vec<String>,
        items: Vec<T>,
    ) -> Module {
        let contents = Contents::Rust {
            head: self.options.head(),
            docs,
            items: items.into_iter().map(Into::into).collect(),
        };
        Module {
            path: path.into(),
            contents,
        }
    }

    /// The names at the crate's root, with the module that each is from, and the feature that has to be on for it, if one has to.
    pub fn root_names(&self) -> impl Iterator<Item = (&str, &'static str, Option<&str>)> {
        let features = self.division.as_ref();
        let features = features.map(|division| super::root::features(self.api, division));
        let features = features.unwrap_or_default();
        self.root.iter().map(move |(name, module)| {
            let feature = features.get(&(*module, name.clone()));
            (name.as_str(), *module, feature.copied())
        })
    }

    /// A type parameter: the letter, or something longer where the crate has a type of that name.
    pub fn parameter(&self, letter: char) -> Ident {
        names::parameter(letter, |name| self.root.contains_key(name))
    }

    /// The names of clients at the root: all but those that a type of the document has.
    pub fn client_names(&self) -> impl Iterator<Item = &'static str> {
        super::root::CLIENTS
            .into_iter()
            .filter(|name| !self.root.contains_key(*name))
    }

    /// The names at the root for whoever receives events: none where nothing proves events, nor those that a type of the
    /// document has.
    pub fn receiver_names(&self) -> impl Iterator<Item = &'static str> {
        let names = match self.api.signs_events() {
            true => &super::root::RECEIVERS[..],
            false => &[],
        };
        let names = names.iter().copied();
        names.filter(|name| !self.root.contains_key(*name))
    }

    /// Whether the client stands at the root: it does unless a type of the document has its name.
    pub fn has_client(&self) -> bool {
        !self.root.contains_key("Client")
    }

    /// Whether the crate's root has what a module of the crate has under this name.
    pub fn is_at_root(&self, module: &str, name: &Ident) -> bool {
        self.root
            .get(name.as_str())
            .is_some_and(|owner| *owner == module)
    }

    /// The shortest path, from outside, of something that a module of the crate has.
    pub fn root_path(&self, module: &str, name: &Ident) -> TokenStream {
        let root = plain(&self.options.package.crate_name());
        if self.is_at_root(module, name) {
            return quote! { ::#root::#name };
        }
        let module = plain(module);
        quote! { ::#root::#module::#name }
    }

    /// A definition, if the model has it.
    pub fn get(&self, id: TypeId) -> Option<&'a TypeDef> {
        self.api.get(id)
    }

    /// The type behind any number of aliases and boxes.
    pub fn resolve<'t>(&self, ty: &'t Type) -> &'t Type
    where
        'a: 't,
    {
        self.api.resolve(ty)
    }

    /// What a type of the crate is, behind aliases; `None` for every other type.
    pub fn definition(&self, ty: &Type) -> Option<&'a TypeDef> {
        self.api.definition(ty)
    }

    /// Whether something in a value of the type is checked by a `Check` of its own.
    pub fn is_checked(&self, ty: &Type) -> bool {
        let ty = self.resolve(ty);
        named(ty).map_or_else(
            || ty.holds_changes(),
            |id| self.get(id).is_some_and(|def| def.usage.limited),
        )
    }
}

/// The features of resources, where there are so many that each has one. None is called as something that Cargo has already.
fn division(api: &Api, options: &CrateOptions) -> Option<ResourceFeatures> {
    let features = dependencies::features();
    let dependencies = dependencies::dependencies();
    let mut taken: BTreeSet<&str> = features.iter().map(|feature| feature.name).collect();
    taken.extend(dependencies.map(|dependency| dependency.name));
    taken.insert("default");
    let divides = options.features.divides(api.resources.len());
    divides.then(|| ResourceFeatures::of(api, &taken))
}

/// The type of the crate of which a value is in a value of the type, through whatever holds it.
pub fn named(ty: &Type) -> Option<TypeId> {
    match ty.reference()? {
        TypeReference::Value(id) => Some(id),
        TypeReference::Id(_) | TypeReference::Paths(_) => None,
    }
}

/// The names of types and of their fields.
fn page_cursors(api: &Api) -> BTreeSet<(String, String)> {
    let found = api.operations().filter_map(|operation| {
        let (to, member) = operation.paging.as_ref()?.body_member()?;
        let def = api.definition(&operation.inputs.get(to)?.field.ty)?;
        let names = [&def.name, &member.fields.first()?.name];
        Some(names.map(|name| name.as_str().to_owned()).into())
    });
    found.collect()
}
