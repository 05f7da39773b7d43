//! Structs of what must be given: one for each function that would take too many arguments.
//!
//! In: members that are given by name. Out: the struct and its `Debug`. What always holds: it has all that must be given and is
//! no argument, each by its own name, so that none can be left out or taken for another.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Ident;
use crate::emit::base::context::Context;
use crate::emit::base::items::Items;
use crate::emit::base::members::Member;
use crate::emit::base::{construct, docs};
use crate::emit::wire::debug;
use crate::render::Code;

/// The struct of that name and path from the crate's root; `function` is what takes it.
pub fn emit(
    context: &Context<'_>,
    name: &Ident,
    path: &TokenStream,
    members: &[Member<'_>],
    function: &str,
) -> Items {
    let named = members.iter().copied().filter(|member| member.named);
    let named: Vec<Member<'_>> = named
        // Whatever the struct that is made has, here it is always there.
        .map(|member| Member {
            optional: false,
            ..member
        })
        .collect();
    let line = docs::line(&format!("What [`{function}`] needs, by name."));
    let lines: Vec<Vec<String>> = named
        .iter()
        .map(|member| docs::field(context, member.field))
        .collect();
    let undocumented = docs::undocumented(lines.iter().any(Vec::is_empty));
    let derived = debug::is_derived(context, &named, None).then(|| quote! { , Debug });
    let fields = named.iter().zip(lines).map(|(member, lines)| {
        let docs = docs::attributes(lines);
        let ident = &member.field.name;
        let ty = construct::named_ty(context, member);
        quote! { #docs pub #ident: #ty }
    });
    let mut items = Items::of(quote! {
        #line
        #undocumented
        #[derive(Clone #derived)]
        pub struct #name {
            #(#fields,)*
        }
    });
    let debug = debug::of_struct(context, path, name, &named, None, [None, None]);
    items.wire.extend(debug.map(Code::from));
    items
}
