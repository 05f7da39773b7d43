//! `impl Operation`: from inputs to a request, and from a response to the output.
//!
//! In: an [`Operation`] and its inputs. Out: the impl. What always holds: the path comes first, then query, headers and
//! body, each in the order of the document, and what the document lacks last.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{
    Body, Encoding, InputLocation, Method, MultipartParts, OneText, Operation, PathSegment, RawBody,
};
use crate::emit::base::access;
use crate::emit::base::context::Context;
use crate::emit::base::members::Member;
use crate::emit::base::tokens;
use crate::emit::base::types;
use crate::emit::wire::{form, limits};

use super::outputs;

/// `impl Operation`.
pub fn emit(context: &Context<'_>, operation: &Operation, members: &[Member<'_>]) -> TokenStream {
    let name = tokens::request_path(operation);
    let output = outputs::ty(context, operation);
    let error = types::ty(context, &operation.error);
    let method = method(operation.method);
    let template = &operation.template;
    let server = &operation.server;
    let security = (operation.security != context.api.security).then(|| {
        let needed = access::alternatives(&operation.security);
        quote! { const SECURITY: Option<crate::runtime::Alternatives> = Some(#needed); }
    });
    let build = build(context, operation, members);
    let check = check(context, members);
    let decode = outputs::decode(operation);
    quote! {
        impl crate::runtime::Operation for #name {
            type Output = #output;
            type Error = #error;

            const METHOD: ::http::Method = #method;
            const PATH: &'static str = #template;
            const SERVER: &'static str = #server;
            #security

            fn build(&self, request: &mut crate::runtime::RequestBuilder) {
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
            Some(text_of(
                context,
                member,
                |value| quote! { request.path(#wire, #value); },
                |style, value| quote! { request.path_styled(#wire, #style, #value); },
            ))
        }
    });
    let at = |location: InputLocation| {
        let inputs = operation.inputs.iter().zip(members);
        inputs
            .filter(move |(input, _)| input.location == location)
            .map(|(_, member)| member)
    };
    let query = query(context, operation, members);
    let headers = at(InputLocation::Header).map(|member| {
        let wire = &member.field.wire;
        text_of(
            context,
            member,
            |value| quote! { request.header(#wire, #value); },
            |style, value| quote! { request.header_styled(#wire, #style, #value); },
        )
    });
    let cookies = at(InputLocation::Cookie).map(|member| {
        let wire = &member.field.wire;
        text_of(
            context,
            member,
            |value| quote! { request.cookie(#wire, #value); },
            |style, value| quote! { request.cookie_styled(#wire, #style, #value); },
        )
    });
    let inputs: Vec<&Member<'_>> = at(InputLocation::Body).collect();
    let body = body(context, &operation.body, &inputs);
    let extra = &operation.extra;
    quote! {
        #(#path)*
        #query
        #(#headers)*
        #(#cookies)*
        #body
        request.extra(&self.#extra, <Self as crate::runtime::TypedKeys>::typed_keys);
    }
}

/// The statements that write the query, if there is one.
fn query(
    context: &Context<'_>,
    operation: &Operation,
    members: &[Member<'_>],
) -> Option<TokenStream> {
    let fixed = operation.fixed_query.iter().map(|pair| {
        let text = &pair.text;
        quote! { query.fixed(#text); }
    });
    let query = operation.inputs.iter().zip(members);
    let query = query.filter(|(input, _)| input.location == InputLocation::Query);
    let given = query.map(|(input, member)| {
        let pair = pair(context, member, &quote! { query });
        match input.allow_empty {
            true => quote! { query.with_empty(|query| { #pair }); },
            false => pair,
        }
    });
    let pairs: Vec<TokenStream> = fixed.chain(given).collect();
    (!pairs.is_empty()).then(|| {
        quote! {
            let query = request.query();
            #(#pairs)*
        }
    })
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
        Body::Form { .. } => form_body(context, inputs),
        Body::Multipart { .. } => multipart_body(context, body, inputs),
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
                    let bytes = match context.api.raw_body(&member.field.ty) {
                        RawBody::File => {
                            return quote! { request.raw_file(#content_type, #value); };
                        }
                        RawBody::Own => {
                            let own = own(member, &value);
                            quote! { #own.clone() }
                        }
                        RawBody::Plain => quote! { crate::runtime::plain(#value) },
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

fn multipart_body(context: &Context<'_>, body: &Body, inputs: &[&Member<'_>]) -> TokenStream {
    if inputs.is_empty() {
        return quote! { request.multipart(); };
    }
    let parts = inputs.iter().map(|member| {
        let statement = part(context, member);
        let Some(head) = body.part(&member.field.wire) else {
            return statement;
        };
        let types = &head.content_types;
        let headers = head.headers.iter().map(|header| {
            let (name, value) = (&header.name, &header.value);
            quote! { (#name, #value) }
        });
        quote! {
            multipart.described(&[#(#types),*], &[#(#headers),*], |multipart| { #statement });
        }
    });
    quote! {
        let multipart = request.multipart();
        #(#parts)*
    }
}

/// The statement that adds the part of an input, or its parts.
fn part(context: &Context<'_>, member: &Member<'_>) -> TokenStream {
    let key = &member.field.key;
    let key = quote! { crate::runtime::Key::new(#key) };
    let name = &member.field.name;
    match context.api.parts(member.field) {
        MultipartParts::File => one(member, |value| quote! { multipart.file(&#key, #value); }),
        MultipartParts::Files => one(member, |value| {
            quote! {
                for file in #value {
                    multipart.file(&#key, file);
                }
            }
        }),
        MultipartParts::Value => match member.optional {
            true => quote! { multipart.optional(&#key, &self.#name); },
            false => quote! { multipart.field(&#key, &self.#name); },
        },
        MultipartParts::Json => one(member, |value| quote! { multipart.json(&#key, #value); }),
        MultipartParts::Pairs => {
            let pair = pair(context, member, &quote! { form });
            quote! { multipart.form(|form| { #pair }); }
        }
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

/// A statement over the text of a member's value, as `&str`, or over the value itself and the style that makes a text of it.
fn text_of(
    context: &Context<'_>,
    member: &Member<'_>,
    write: impl Fn(TokenStream) -> TokenStream,
    styled: impl Fn(TokenStream, TokenStream) -> TokenStream,
) -> TokenStream {
    if let OneText::Styled(style) = context.api.one_text(member.field) {
        return one(member, |value| styled(form::style(style), value));
    }
    one(member, |value| {
        let own = own(member, &value);
        let text = context.api.one_text(member.field);
        let statement = write(match text {
            OneText::Own => quote! { #own.as_str() },
            OneText::Word => quote! { &#own.to_string() },
            OneText::Joined(separator) => {
                quote! { &crate::runtime::plain_joined(#separator, #value) }
            }
            OneText::Json => quote! { &::serde_json::to_string(#value).unwrap_or_default() },
            OneText::Plain | OneText::Styled(_) => quote! { &crate::runtime::plain(#value) },
        });
        let OneText::Joined(separator) = text else {
            return statement;
        };
        let wire = &member.field.wire;
        quote! {
            request.elements(#wire, #separator, #value);
            #statement
        }
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
                Encoding::Brackets
                | Encoding::Repeat
                | Encoding::Joined(_)
                | Encoding::Json
                | Encoding::Styled(_) => quote! { &crate::runtime::Key::new(#key) },
            };
            limits::statements(context, member, &limits::CheckedMember::of_key(key))
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
