//! `impl Operation`: from inputs to a request, and from a response to the output.
//!
//! In: an [`Operation`] and its inputs. Out: the impl. What always holds: the path comes first, then query, headers and
//! body, each in the order of the document.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{
    Body, Encoding, Location, Method, Operation, PathSegment, Type, TypeDef, TypeKind,
};
use crate::emit::base::context::Context;
use crate::emit::base::members::Member;
use crate::emit::base::types;
use crate::emit::wire::{form, limits};

use super::{outputs, requests};

/// `impl Operation`.
pub fn emit(context: &Context<'_>, operation: &Operation, members: &[Member<'_>]) -> TokenStream {
    let name = requests::path(operation);
    let output = outputs::ty(context, operation);
    let error = types::ty(context, &operation.error);
    let method = method(operation.method);
    let template = &operation.template;
    let server = &operation.server;
    let build = build(context, operation, members);
    let check = check(context, members);
    let decode = outputs::decode(operation);
    let request = if build.is_empty() {
        quote! { _ }
    } else {
        quote! { request }
    };
    quote! {
        impl crate::runtime::Operation for #name {
            type Output = #output;
            type Error = #error;

            const METHOD: ::http::Method = #method;
            const PATH: &'static str = #template;
            const SERVER: &'static str = #server;

            fn build(&self, #request: &mut crate::runtime::RequestBuilder) {
                #build
            }

            #check

            #decode
        }
    }
}

fn method(method: Method) -> TokenStream {
    match method {
        Method::Get => quote! { ::http::Method::GET },
        Method::Put => quote! { ::http::Method::PUT },
        Method::Post => quote! { ::http::Method::POST },
        Method::Delete => quote! { ::http::Method::DELETE },
        Method::Options => quote! { ::http::Method::OPTIONS },
        Method::Head => quote! { ::http::Method::HEAD },
        Method::Patch => quote! { ::http::Method::PATCH },
        Method::Trace => quote! { ::http::Method::TRACE },
    }
}

fn build(context: &Context<'_>, operation: &Operation, members: &[Member<'_>]) -> TokenStream {
    let path = operation.path.iter().filter_map(|segment| match segment {
        PathSegment::Literal(text) => Some(quote! { request.literal(#text); }),
        PathSegment::Input(index) => {
            let member = members.get(*index)?;
            let wire = &member.field.wire;
            Some(one_text(
                context,
                member,
                |value| quote! { request.path(#wire, #value); },
            ))
        }
    });
    let at = |location: Location| {
        let inputs = operation.inputs.iter().zip(members);
        inputs
            .filter(move |(input, _)| input.location == location)
            .map(|(_, member)| member)
    };
    let query = operation.inputs.iter().zip(members);
    let query = query.filter(|(input, _)| input.location == Location::Query);
    let pairs: Vec<TokenStream> = query
        .map(|(input, member)| {
            let pair = pair(context, member, &quote! { query });
            match input.allow_empty {
                true => quote! { query.with_empty(|query| { #pair }); },
                false => pair,
            }
        })
        .collect();
    let query = (!pairs.is_empty()).then(|| {
        quote! {
            let query = request.query();
            #(#pairs)*
        }
    });
    let headers = at(Location::Header).map(|member| {
        let wire = &member.field.wire;
        one_text(
            context,
            member,
            |value| quote! { request.header(#wire, #value); },
        )
    });
    let cookies = at(Location::Cookie).map(|member| {
        let wire = &member.field.wire;
        one_text(
            context,
            member,
            |value| quote! { request.cookie(#wire, #value); },
        )
    });
    let inputs: Vec<&Member<'_>> = at(Location::Body).collect();
    let body = body(context, &operation.body, &inputs);
    quote! {
        #(#path)*
        #query
        #(#headers)*
        #(#cookies)*
        #body
    }
}

/// The statement that writes an input into a form or a query.
fn pair(context: &Context<'_>, member: &Member<'_>, form: &TokenStream) -> TokenStream {
    let key = &member.field.key;
    let key = quote! { crate::runtime::Key::new(#key) };
    let outer = quote! { &crate::runtime::Key::root() };
    form::pair(context, member, form, &key, &outer)
}

/// The statements that write the body.
fn body(context: &Context<'_>, body: &Body, inputs: &[&Member<'_>]) -> TokenStream {
    match body {
        Body::None => TokenStream::new(),
        Body::Form => form_body(context, inputs),
        Body::Multipart => multipart_body(context, inputs),
        Body::Json { content_type } => inputs
            .first()
            .map(|member| {
                one(
                    member,
                    |value| quote! { request.json(#content_type, #value); },
                )
            })
            .unwrap_or_default(),
        Body::Raw { content_type } => inputs
            .first()
            .map(|member| {
                one(member, |value| {
                    let ty = context.resolve(&member.field.ty);
                    if *ty == Type::File {
                        return quote! { request.raw_file(#content_type, #value); };
                    }
                    let own = own(member, &value);
                    let bytes = match matches!(ty, Type::Bytes | Type::Text(_)) {
                        true => quote! { #own.clone() },
                        false => quote! { crate::runtime::plain(#value) },
                    };
                    quote! { request.raw(#content_type, #bytes); }
                })
            })
            .unwrap_or_default(),
    }
}

fn form_body(context: &Context<'_>, inputs: &[&Member<'_>]) -> TokenStream {
    if inputs.is_empty() {
        return quote! { request.form(); };
    }
    let pairs = inputs
        .iter()
        .map(|member| pair(context, member, &quote! { form }));
    quote! {
        let form = request.form();
        #(#pairs)*
    }
}

fn multipart_body(context: &Context<'_>, inputs: &[&Member<'_>]) -> TokenStream {
    if inputs.is_empty() {
        return quote! { request.multipart(); };
    }
    let parts = inputs.iter().map(|member| {
        let key = &member.field.key;
        let key = quote! { crate::runtime::Key::new(#key) };
        let ty = context.resolve(&member.field.ty);
        if *ty == Type::File {
            return one(member, |value| quote! { multipart.file(&#key, #value); });
        }
        if matches!(ty, Type::List(inner) if *context.resolve(inner) == Type::File) {
            return one(member, |value| {
                quote! {
                    for file in #value {
                        multipart.file(&#key, file);
                    }
                }
            });
        }
        let pair = pair(context, member, &quote! { form });
        let name = &member.field.name;
        let simple = match member.field.encoding {
            Encoding::Brackets => !matches!(member.field.ty, Type::Expand { .. }),
            Encoding::Repeat => !matches!(ty, Type::List(_) | Type::Expand { .. }),
            Encoding::Spread | Encoding::Joined(_) | Encoding::Json => false,
        };
        match (simple, member.optional) {
            (true, true) => quote! { multipart.optional(&#key, &self.#name); },
            (true, false) => quote! { multipart.field(&#key, &self.#name); },
            (false, _) => quote! { multipart.form(|form| { #pair }); },
        }
    });
    quote! {
        let multipart = request.multipart();
        #(#parts)*
    }
}

/// A statement over a reference to a member's value, if it has one.
fn one(member: &Member<'_>, write: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    let name = &member.field.name;
    if !member.optional {
        return write(quote! { &self.#name });
    }
    let statement = write(quote! { value });
    quote! {
        if let Some(value) = &self.#name {
            #statement
        }
    }
}

/// A statement over the text of a member's value, as `&str`.
fn one_text(
    context: &Context<'_>,
    member: &Member<'_>,
    write: impl Fn(TokenStream) -> TokenStream,
) -> TokenStream {
    one(member, |value| {
        let boxed = matches!(member.field.ty, Type::Boxed(_));
        let own = own(member, &value);
        let ty = context.resolve(&member.field.ty);
        let is_enum = |def: &TypeDef| matches!(def.kind, TypeKind::StringEnum(_));
        let is_text = matches!(ty, Type::Text(_) | Type::Id(_))
            || context.definition(ty).is_some_and(is_enum);
        let is_word = matches!(ty, Type::Bool | Type::Integer(_) | Type::Number(_));
        let statement = write(match (boxed, is_text, is_word) {
            (false, true, _) => quote! { #own.as_str() },
            (false, false, true) => quote! { &#own.to_string() },
            (true, _, _) | (false, false, false) => plain(member, &value),
        });
        let wire = &member.field.wire;
        let elements = joined(member).map(|separator| {
            quote! { request.elements(#wire, #separator, #value); }
        });
        quote! { #elements #statement }
    })
}

/// What a method of a member's value is called on; `value` is a reference to it.
fn own(member: &Member<'_>, value: &TokenStream) -> TokenStream {
    let name = &member.field.name;
    match member.optional {
        true => value.clone(),
        false => quote! { self.#name },
    }
}

/// The text of a value that is no text itself.
fn plain(member: &Member<'_>, value: &TokenStream) -> TokenStream {
    match (member.field.encoding, joined(member)) {
        (_, Some(separator)) => quote! { &crate::runtime::plain_joined(#separator, #value) },
        (Encoding::Json, None) => {
            quote! { &::serde_json::to_string(#value).unwrap_or_default() }
        }
        _ => quote! { &crate::runtime::plain(#value) },
    }
}

/// What separates the elements of a member that is a list written as one text.
fn joined(member: &Member<'_>) -> Option<&'static str> {
    match (member.field.encoding, &member.field.ty) {
        (Encoding::Joined(separator), Type::List(_)) => Some(separator),
        _ => None,
    }
}

fn check(context: &Context<'_>, members: &[Member<'_>]) -> Option<TokenStream> {
    let checks: Vec<TokenStream> = members
        .iter()
        .flat_map(|member| {
            let key = match member.field.key.as_str() {
                // A whole body has no name of its own.
                "" => "body",
                key => key,
            };
            let key = match member.field.encoding {
                Encoding::Spread => quote! { &crate::runtime::Key::root() },
                Encoding::Brackets | Encoding::Repeat | Encoding::Joined(_) | Encoding::Json => {
                    quote! { &crate::runtime::Key::new(#key) }
                }
            };
            limits::statements(context, member, &key)
        })
        .collect();
    (!checks.is_empty()).then(|| {
        quote! {
            fn check(&self, out: &mut crate::runtime::Violations) {
                #(#checks;)*
            }
        }
    })
}
