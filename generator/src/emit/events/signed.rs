//! What asks for a signature.
//!
//! In: [`Webhooks`] with the header of signatures. Out: the functions that read nothing but what the API signed, with the feature
//! `webhooks`. What always holds: without such a header there is none of it.

use proc_macro2::TokenStream;
use quote::quote;

use super::reading::Naming;
use super::{envelope, reading};
use crate::api::{Told, Webhooks};
use crate::emit::base::context::Context;
use crate::emit::base::docs;

/// What the runtime has for signatures. The names stand for themselves below: an import that the feature does not guard
/// would be missing or unused without it.
pub fn exports(webhooks: &Webhooks) -> TokenStream {
    if webhooks.signature_header.is_none() {
        return TokenStream::new();
    }
    let other = (!webhooks.others.is_empty()).then(|| quote! { OtherEvent, });
    quote! {
        #[cfg(feature = "webhooks")]
        pub use crate::runtime::{EventError, #other SignatureError, Verifier, sign};
    }
}

/// The functions that ask for a signature.
pub fn functions(context: &Context<'_>, webhooks: &Webhooks) -> TokenStream {
    if webhooks.signature_header.is_none() {
        return TokenStream::new();
    }
    let name = &webhooks.name;
    let Naming {
        parameter,
        argument,
        example: _,
    } = reading::naming(context, webhooks);
    let from_signed = docs::attributes(signed_docs(context, webhooks));
    let from_signed_at = docs::attributes([
        "Reads an event as [`from_signed`](Self::from_signed) does, as if it were `now`.",
        "",
        "# Errors",
        "",
        "As `from_signed`.",
    ]);
    let read = match webhooks.others.is_empty() {
        true => quote! { Ok(Self::from_slice(#argument body)?) },
        false => quote! {
            Self::read(body).map_err(|error| EventError::unread(error, ENVELOPE.other(body)))
        },
    };
    // By way of `super`: a path that starts with `crate` would be imported, also without the feature.
    quote! {
        #[cfg(feature = "webhooks")]
        impl #name {
            #from_signed
            pub fn from_signed(
                #parameter
                body: &[u8],
                header: Option<impl AsRef<[u8]>>,
                verifier: &Verifier,
            ) -> Result<Self, EventError> {
                verifier.verify(body, header)?;
                #read
            }

            #from_signed_at
            pub fn from_signed_at(
                #parameter
                body: &[u8],
                header: Option<impl AsRef<[u8]>>,
                verifier: &Verifier,
                now: super::runtime::Timestamp,
            ) -> Result<Self, EventError> {
                verifier.verify_at(body, header, now)?;
                #read
            }
        }
    }
}

fn signed_docs(context: &Context<'_>, webhooks: &Webhooks) -> Vec<String> {
    let root = context.options.package.crate_name();
    let name = &webhooks.name;
    let (other, body) = envelope::example(webhooks);
    let body = raw_string(&body);
    let other_kind = "- [`EventError::OtherKind`]: the API did send this, but it is a kind of event that is read otherwise.";
    let other_kind = (!webhooks.others.is_empty()).then(|| other_kind.to_owned());
    let head = [
        "Reads an event from the body of a request, if the API has signed it.",
        "",
        "`body` is what came, byte for byte: JSON that was read and written again is another text. `header` is the value",
        "of the header [`SIGNATURE_HEADER`], if the request has one.",
        "",
        "The same event may come more than once, and events may come in another order than they happened in.",
    ];
    let whose = match webhooks.told {
        Told::Member(_) => None,
        Told::Header { .. } => Some(
            "The signature is one of the body alone: the header that names the event is not proved.",
        ),
        Told::Caller => Some(
            "The signature is one of the body alone: which event it is, is the receiver's word.",
        ),
    };
    let errors = [
        "",
        "# Errors",
        "",
        "- [`EventError::Signature`]: the API did not send this, or too long ago. Answer with a status in the 400s.",
        "- [`EventError::Decode`]: the API did send this, but it lacks something that such an event must have, or is no event",
        "  at all. It is proved all the same and need not be lost: [`untyped`](Self::untyped) reads `body` as JSON.",
    ];
    let example_name = reading::naming(context, webhooks).example;
    let example = [
        "",
        "# Example",
        "",
        "```",
        &format!("use {root}::runtime::Timestamp;"),
        &format!("use {root}::webhooks::{{{name}, Verifier, sign}};"),
        "",
        "let verifier = Verifier::new(\"secret of the endpoint\")?;",
        "let now = Timestamp::from_unix(1_700_000_000);",
        &format!("let body = {body}.as_bytes();"),
        "let header = sign(body, \"secret of the endpoint\", now);",
        "",
        &format!(
            "let event = {name}::from_signed_at({example_name}body, Some(&header), &verifier, now)?;"
        ),
        &format!("assert_eq!(event.kind().as_str(), {other:?});"),
        &format!(
            "assert!({name}::from_signed_at({example_name}b\"{{}}\", Some(&header), &verifier, now).is_err());"
        ),
        "# Ok::<(), Box<dyn std::error::Error>>(())",
        "```",
    ];
    let told = head.into_iter().chain(whose).chain(errors);
    let told = told.map(str::to_owned).chain(other_kind);
    told.chain(example.map(str::to_owned)).collect()
}

/// Text as a raw string literal.
fn raw_string(text: &str) -> String {
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}
