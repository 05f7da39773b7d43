//! The items of a file: those that users name, and those of its child, `wire`.
//!
//! In: what emitters make of a type or a request. Out: a file with what users name, which so comes first, and another, `wire`,
//! with what becomes of it on the wire and in logs. What always holds: `wire` defines nothing.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Ident;
use crate::render::Module;

use super::context::Context;

/// The name of the child.
const WIRE: &str = "wire";

/// The items of a file.
#[derive(Default)]
pub struct Items {
    /// What users name: definitions, constructors and conversions.
    pub own: Vec<TokenStream>,
    /// How it is read, written, checked and shown.
    pub wire: Vec<TokenStream>,
}

impl Items {
    /// A definition, with nothing else yet.
    pub fn of(definition: TokenStream) -> Self {
        Self {
            own: vec![definition],
            wire: Vec::new(),
        }
    }

    /// Adds the items of something else.
    pub fn extend(&mut self, more: Self) {
        self.own.extend(more.own);
        self.wire.extend(more.wire);
    }

    /// The file of a module in a folder, such as `models`, and its child's, if there is something for it. `title` says what
    /// they are about.
    pub fn into_modules(
        self,
        context: &Context<'_>,
        folder: &str,
        module: &Ident,
        title: &str,
    ) -> Vec<Module> {
        let path = format!("src/{folder}/{}", module.bare());
        let mut own = self.own;
        let mut wire = None;
        if !self.wire.is_empty() {
            let same = inception(module.bare() == WIRE);
            own.insert(0, quote! { #same mod wire; });
            // No links: the child need not know all of the names.
            let title = format!(
                "On the wire and in logs: {}.",
                title.replace(['[', ']'], "")
            );
            wire = Some(context.module(format!("{path}/{WIRE}.rs"), vec![title], self.wire));
        }
        let own = context.module(format!("{path}.rs"), vec![format!("{title}.")], own);
        [own].into_iter().chain(wire).collect()
    }
}

/// The exception for a module that is called as the one that has it.
pub fn inception(same: bool) -> Option<TokenStream> {
    let reason = "the document has something of that name";
    same.then(|| quote! { #[expect(clippy::module_inception, reason = #reason)] })
}

/// `mod` and `pub use` of each module: `parent` is the module that has them.
pub fn exports<'a>(
    parent: &str,
    entries: impl Iterator<Item = (&'a Ident, Vec<TokenStream>)> + Clone,
) -> Vec<TokenStream> {
    let modules = entries.clone().map(|(module, _)| {
        let same = inception(module.bare() == parent);
        quote! { #same mod #module; }
    });
    let uses = entries
        .filter(|(_, names)| !names.is_empty())
        .map(|(module, names)| match names.as_slice() {
            [name] => quote! { pub use #module::#name; },
            _ => quote! { pub use #module::{#(#names),*}; },
        });
    let (modules, uses): (Vec<_>, Vec<_>) = (modules.collect(), uses.collect());
    modules.into_iter().chain(uses).collect()
}
