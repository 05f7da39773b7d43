//! What operations return.
//!
//! In: an [`Output`]. Out: its type, `Operation::decode`, and an enum where statuses differ in what they hold. What always
//! holds: a status that the document does not name is an error, unless it names a default.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Operation, Output, Payload, ResponseCase, StatusMatch, TextFormat, Type};
use crate::emit::base::context::Context;
use crate::emit::base::items::Items;
use crate::emit::base::{docs, tokens, types};
use crate::emit::wire::debug;

/// The type of a success.
pub fn ty(context: &Context<'_>, operation: &Operation) -> TokenStream {
    match &operation.output {
        Output::One(payload) => payload_ty(context, payload),
        Output::Several { name, .. } => quote! { crate::resources::#name },
    }
}

/// The type of what a body holds.
pub fn payload_ty(context: &Context<'_>, payload: &Payload) -> TokenStream {
    match payload {
        Payload::Empty => quote! { () },
        Payload::Json(ty) => types::ty(context, ty),
        Payload::Text => quote! { String },
        Payload::Bytes => quote! { ::bytes::Bytes },
    }
}

/// What a payload is as a type of the model, if it is something.
pub fn payload_type(payload: &Payload) -> Option<Type> {
    match payload {
        Payload::Empty => None,
        Payload::Json(ty) => Some(ty.clone()),
        Payload::Text => Some(Type::Text(TextFormat::Plain)),
        Payload::Bytes => Some(Type::Bytes),
    }
}

/// The enum of the cases.
pub fn emit(context: &Context<'_>, operation: &Operation) -> Items {
    let Output::Several { name, cases, other } = &operation.output else {
        return Items::default();
    };
    let title = docs::line(&format!("What [`{}`] returns.", operation.request));
    let variants = cases.iter().map(|case| {
        let docs = docs::attributes(docs::described(&case.docs, || status_docs(case.status)));
        let name = &case.name;
        let payload = match &case.payload {
            Payload::Empty => None,
            some @ (Payload::Json(_) | Payload::Text | Payload::Bytes) => {
                Some(payload_ty(context, some))
            }
        };
        let payload = payload.map(|ty| quote! { (#ty) });
        quote! { #docs #name #payload, }
    });
    let held: Vec<_> = cases
        .iter()
        .map(|case| (&case.name, payload_type(&case.payload)))
        .collect();
    let rest = other.as_ref().map(|other| {
        let docs = docs::line(
            "The request was carried out, and answered under a status that the document does not describe.",
        );
        quote! { #docs #other(crate::runtime::Undescribed), }
    });
    let debug = debug::of_variants(
        context,
        &quote! { crate::resources::#name },
        &held,
        other.as_ref(),
    );
    let derived = debug.is_none().then(|| quote! { , Debug });
    let definition = quote! {
        #title
        #[derive(Clone #derived, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #rest
        }
    };
    Items::new(vec![definition], debug.into_iter().collect())
}

fn status_docs(status: StatusMatch) -> String {
    match status {
        StatusMatch::Exact(code) => format!("The response of status {code}."),
        StatusMatch::Range(digit) => {
            format!("The response of a status from {digit}00 to {digit}99.")
        }
        StatusMatch::Default => "The response of any other status.".to_owned(),
    }
}

/// `Operation::decode`.
pub fn decode(operation: &Operation) -> TokenStream {
    let (status, body, expression) = match &operation.output {
        Output::One(payload) => {
            let (body, expression) = read(payload, None);
            (quote! { _ }, body, expression)
        }
        Output::Several {
            name: _,
            cases,
            other,
        } => several(cases, other.as_ref()),
    };
    quote! {
        fn decode(
            #status: ::http::StatusCode,
            #body: &[u8],
        ) -> Result<Self::Output, crate::runtime::DecodeError> {
            #expression
        }
    }
}

/// The name of the body's parameter, and the expression that reads it: into a variant, if there is one, which a function
/// makes.
fn read(
    payload: &Payload,
    variant: Option<(&TokenStream, &TokenStream)>,
) -> (TokenStream, TokenStream) {
    let map = variant.map(|(_, make)| quote! { .map(#make) });
    let (used, unused) = (quote! { body }, quote! { _ });
    match payload {
        Payload::Empty => {
            let nothing = variant.map_or_else(|| quote! { () }, |(variant, _)| variant.clone());
            (unused, quote! { Ok(#nothing) })
        }
        Payload::Json(_) => (used, quote! { crate::runtime::decode_json(body) #map }),
        Payload::Text => (used, quote! { crate::runtime::decode_text(body) #map }),
        Payload::Bytes => {
            let bytes = quote! { ::bytes::Bytes::copy_from_slice(body) };
            let result = match variant {
                Some((variant, _)) => quote! { #variant(#bytes) },
                None => bytes,
            };
            (used, quote! { Ok(#result) })
        }
    }
}

/// The choice by status.
fn several(
    cases: &[ResponseCase],
    other: Option<&Ident>,
) -> (TokenStream, TokenStream, TokenStream) {
    let mut body = quote! { _ };
    let mut arms = Vec::new();
    let mut rest = None;
    for case in cases {
        let name = &case.name;
        let variant = quote! { Self::Output::#name };
        let make = match &case.payload {
            Payload::Json(Type::Boxed(_)) => quote! { |value| #variant(Box::new(value)) },
            Payload::Json(_) | Payload::Empty | Payload::Text | Payload::Bytes => variant.clone(),
        };
        let (used, expression) = read(&case.payload, Some((&variant, &make)));
        if !matches!(case.payload, Payload::Empty) {
            body = used;
        }
        match case.status {
            status @ (StatusMatch::Exact(_) | StatusMatch::Range(_)) => {
                let pattern = tokens::statuses(status);
                arms.push(quote! { #pattern => #expression, });
            }
            StatusMatch::Default => rest = Some(expression),
        }
    }
    if let Some(other) = other {
        let read = quote! {
            Ok(Self::Output::#other(crate::runtime::Undescribed::new(status, body)))
        };
        body = quote! { body };
        rest = rest.or(Some(read));
    }
    let rest = rest.unwrap_or_else(|| {
        let message = "the document describes no response of this status";
        quote! { Err(crate::runtime::DecodeError::new(#message)) }
    });
    if arms.is_empty() {
        return (quote! { _ }, body, rest);
    }
    let choice = quote! {
        match status.as_u16() {
            #(#arms)*
            _ => #rest,
        }
    };
    (quote! { status }, body, choice)
}
