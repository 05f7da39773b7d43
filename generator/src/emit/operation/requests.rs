//! Requests: one type for each operation.
//!
//! In: an [`Operation`]. Out: the request's struct, its setters and its impls. What always holds: required inputs are
//! arguments of the resource's function, or fields of its last one, every other input has a setter.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Body, Ident, Operation};
use crate::emit::base::construct::Constructor;
use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::base::items::Items;
use crate::emit::base::members::{self, Member};
use crate::emit::base::setters::{self, SetterOwner};
use crate::emit::base::tokens;
use crate::emit::model::gathered;
use crate::emit::wire::{debug, keys};
use crate::render::Code;

use super::{build, outputs, pages, paging};

/// Everything about a request.
pub fn emit(context: &Context<'_>, resource: &Ident, operation: &Operation) -> Items {
    let members = members::of_operation(operation);
    let name = &operation.request;
    let path = tokens::request_path(operation);
    let mut items = Items::of(definition(context, resource, operation, &members));
    items.push_setters(setters(context, operation, &members));
    let mut wire = Vec::new();
    let extra = Some(&operation.extra);
    let debug = debug::of_struct(context, &path, name, &members, None, [extra, None]);
    wire.extend(debug);
    wire.push(build::emit(context, operation, &members));
    wire.push(keys::emit_request(context, operation));
    wire.extend(paging::emit(context, operation));
    wire.extend(pages::emit(context, operation));
    items.wire = wire.into_iter().map(Code::from).collect();
    if let Some(args) = &operation.args {
        let function = format!("{resource}::{}", operation.name.bare());
        let path = quote! { crate::resources::#args };
        items.extend(gathered::emit(context, args, &path, &members, &function));
    }
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
    let clearing = setters::clearing(
        &tokens::request_path(operation),
        members,
        SetterOwner::Request,
    );
    let extra = extra(operation);
    let path = tokens::request_path(operation);
    quote! {
        impl #path {
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
    let Constructor { parameters, values } =
        Constructor::of(context, &members, operation.args.as_ref());
    let extra = &operation.extra;
    let values = values
        .into_iter()
        .chain([quote! { #extra: crate::runtime::ExtraParams::new() }]);
    let deprecated = operation.deprecated.then(|| quote! { #[deprecated] });
    quote! {
        #docs
        #deprecated
        pub fn #name(#(#parameters),*) -> #request {
            #request { #(#values),* }
        }
    }
}
