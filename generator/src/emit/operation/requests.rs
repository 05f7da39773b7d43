//! Requests: one type for each operation.
//!
//! In: an [`Operation`]. Out: the request's struct, its setters and its impls. What always holds: required inputs are
//! arguments of the resource's function, every other input has a setter.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Body, Ident, Operation};
use crate::emit::base::arguments::FnParameter;
use crate::emit::base::context::Context;
use crate::emit::base::items::Items;
use crate::emit::base::members::{self, Member};
use crate::emit::base::setters::{self, SetterOwner};
use crate::emit::base::tokens;
use crate::emit::base::{construct, docs};
use crate::emit::wire::{debug, keys};

use super::{build, outputs, pages, paging};

/// Everything about a request.
pub fn emit(context: &Context<'_>, resource: &Ident, operation: &Operation) -> Items {
    let members = members::of_operation(operation);
    let name = &operation.request;
    let path = tokens::request_path(operation);
    let mut own = vec![definition(context, resource, operation, &members)];
    let mut wire = Vec::new();
    own.push(setters(context, operation, &members));
    let extra = Some(&operation.extra);
    let debug = debug::of_struct(context, &path, name, &members, None, [extra, None]);
    wire.extend(debug);
    wire.push(build::emit(context, operation, &members));
    wire.push(keys::emit_request(context, operation));
    wire.extend(paging::emit(context, operation));
    wire.extend(pages::emit(context, operation));
    let mut items = Items { own, wire };
    items.extend(outputs::emit(context, operation));
    items
}

fn definition(
    context: &Context<'_>,
    resource: &Ident,
    operation: &Operation,
    members: &[Member<'_>],
) -> TokenStream {
    let name = &operation.request;
    let function = format!("{resource}::{}", operation.name.bare());
    let docs = docs::attributes([
        format!("What [`{function}`] asks for."),
        String::new(),
        format!(
            "Source: {}.",
            docs::code(&docs::reference(&operation.pointer))
        ),
    ]);
    let debug = debug::is_derived(context, members, None).then(|| quote! { , Debug });
    let fields = members.iter().map(|member| {
        let ident = &member.field.name;
        let ty = member.ty(context);
        quote! { #ident: #ty }
    });
    let extra = &operation.extra;
    quote! {
        #docs
        #[derive(Clone #debug)]
        #[must_use = "a request does nothing until it is sent"]
        pub struct #name {
            #(#fields,)*
            #extra: crate::runtime::ExtraParams,
        }
    }
}

fn setters(context: &Context<'_>, operation: &Operation, members: &[Member<'_>]) -> TokenStream {
    let name = &operation.request;
    let setters = members.iter().filter_map(|member| {
        let setters = member.setters()?;
        Some(setters::emit(
            context,
            member,
            setters,
            SetterOwner::Request,
        ))
    });
    let all: Vec<_> = members.iter().filter_map(Member::setters).collect();
    let maybe = setters::maybe(context, name, &all, SetterOwner::Request);
    let clearing = setters::clearing(name, members, SetterOwner::Request);
    let extra = extra(operation);
    quote! {
        impl #name {
            #(#setters)*

            #extra

            #maybe
        }

        #clearing
    }
}

/// The function that adds a parameter that the document does not name.
fn extra(operation: &Operation) -> TokenStream {
    let place = match operation.body {
        Body::None => "the query",
        Body::Form { .. } => "the body",
        Body::Multipart { .. } => "a part of the body",
        Body::Json { .. } | Body::Raw { .. } => "the query, as the body has no keys",
    };
    let docs = docs::attributes([
        "Adds a parameter that the document lacks, such as `(\"new[key]\", \"value\")`. The same key again replaces its value.",
        "",
        &format!(
            "It is sent in {place}. A key that is none, or for which there is a function, is refused with what else is wrong."
        ),
    ]);
    let field = &operation.extra;
    quote! {
        #docs
        pub fn extra(mut self, key: impl Into<String>, value: impl ::std::fmt::Display) -> Self {
            self.#field.add(key, value);
            self
        }
    }
}

/// The function on the resource's struct that starts a request.
pub fn function(context: &Context<'_>, operation: &Operation, docs: &TokenStream) -> TokenStream {
    let name = &operation.name;
    let request = &operation.request;
    let members = members::of_operation(operation);
    let arguments: Vec<_> = members
        .iter()
        .filter(|member| member.argument)
        .map(|member| {
            (
                &member.field.name,
                FnParameter::of(context, &member.field.ty, &member.field.name),
            )
        })
        .collect();
    let parameters = arguments.iter().map(|(name, argument)| {
        let ty = &argument.ty;
        quote! { #name: #ty }
    });
    let values = members.iter().map(|member| {
        let ident = &member.field.name;
        match arguments.iter().find(|(name, _)| *name == ident) {
            Some((_, argument)) => construct::initial(ident, &argument.value, member.optional),
            None => {
                let unset = member.unset();
                quote! { #ident: #unset }
            }
        }
    });
    let extra = &operation.extra;
    let values = values.chain([quote! { #extra: crate::runtime::ExtraParams::new() }]);
    let deprecated = operation.deprecated.then(|| quote! { #[deprecated] });
    let many = construct::many_arguments(arguments.len());
    quote! {
        #docs
        #deprecated
        #many
        pub fn #name(#(#parameters),*) -> #request {
            #request { #(#values),* }
        }
    }
}
