//! The paths that `expand` takes.
//!
//! In: [`ExpandPaths`]. Out: an enum of them, and of any other path. What always holds: a path of the caller's own is sent
//! as it is.

use quote::quote;

use crate::api::{ExpandPaths, TypeDef};
use crate::emit::base::docs;
use crate::emit::base::items::Items;
use crate::emit::base::tokens::path;

use super::variants::Variants;

/// Everything about an enum of paths.
pub fn emit(def: &TypeDef, expand: &ExpandPaths) -> Items {
    let name = &def.name;
    let ExpandPaths { paths, open } = expand;
    let variants = paths
        .iter()
        .map(|path| (&path.name, path.wire.as_str(), None));
    let variants = Variants::of_texts(variants);
    let type_docs = docs::of_type_with(
        def,
        Some("What a response can hold in full instead of by its id."),
        variants.rule(),
    );
    let undocumented = variants.undocumented();
    let variants = variants
        .documented()
        .map(|(name, docs)| quote! { #docs #name, });
    let open_docs = docs::line("Any other path, sent as it is.");
    let names: Vec<_> = paths.iter().map(|path| &path.name).collect();
    let wires: Vec<_> = paths.iter().map(|path| &path.wire).collect();
    let from = if paths.is_empty() {
        quote! { Self::#open(path.to_owned()) }
    } else {
        quote! {
            match path {
                #(#wires => Self::#names,)*
                _ => Self::#open(path.to_owned()),
            }
        }
    };
    let own = vec![
        quote! {
            #type_docs
            #undocumented
            #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                #open_docs
                #open(String),
            }
        },
        quote! {
            impl From<&str> for #name {
                fn from(path: &str) -> Self {
                    #from
                }
            }
        },
        quote! {
            impl From<String> for #name {
                fn from(path: String) -> Self {
                    Self::from(path.as_str())
                }
            }
        },
    ];
    let path = path(def);
    let wire = vec![quote! {
        impl crate::runtime::ExpandPath for #path {
            fn path(&self) -> &str {
                match self {
                    #(Self::#names => #wires,)*
                    Self::#open(path) => path,
                }
            }

            fn is_known(&self) -> bool {
                !matches!(self, Self::#open(_))
            }
        }
    }];
    Items::new(own, wire)
}
