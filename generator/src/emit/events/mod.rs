//! `webhooks.rs`: the events that the API sends.
//!
//! In: [`Webhooks`]. Out: an enum over the events, which reads itself from a body and, with the feature `webhooks`, from
//! nothing but a body that the API signed. What always holds: an event of another name is kept as JSON, if it has what all
//! events have; without events there is no module.

mod accessors;
mod envelope;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Pointer, Type, Webhooks};
use crate::emit::base::context::Context;
use crate::emit::base::{docs, types};
use crate::emit::wire::debug;
use crate::render::Module;

/// The module, if the API sends events.
pub fn emit(context: &Context<'_>) -> Option<Module> {
    let webhooks = context.api.webhooks.as_ref()?;
    let items = vec![
        exports(webhooks),
        header(webhooks),
        definition(context, webhooks),
        functions(webhooks),
        accessors::functions(context, webhooks),
        signed(context, webhooks),
        envelope::emit(webhooks),
    ];
    let lines = documentation(webhooks);
    Some(context.module("src/webhooks.rs", lines, items))
}

fn documentation(webhooks: &Webhooks) -> Vec<String> {
    let name = &webhooks.name;
    let mut lines = vec![
        "The events that the API sends.".to_owned(),
        String::new(),
        format!(
            "[`{name}::from_slice`] reads one. Anyone can send one, too: with the feature `webhooks`,"
        ),
        format!("`{name}::from_signed` reads it only if the API has signed it."),
    ];
    if webhooks.signature_header.is_some() {
        lines.push("The signature comes in the header [`SIGNATURE_HEADER`].".to_owned());
    }
    for other in &webhooks.others {
        let (member, value) = (docs::code(&other.member), docs::code(&other.value));
        let text = format!("A body whose {member} is {value} is another kind of event:");
        docs::paragraph(&mut lines, text);
        lines.extend(docs::description(&other.docs));
    }
    lines
}

/// What the runtime has for signatures. The names stand for themselves below: an import that the feature does not guard
/// would be missing or unused without it.
fn exports(webhooks: &Webhooks) -> TokenStream {
    let other = (!webhooks.others.is_empty()).then(|| quote! { OtherEvent, });
    quote! {
        #[cfg(feature = "webhooks")]
        pub use crate::runtime::{EventError, #other SignatureError, Verifier, sign};
    }
}

fn header(webhooks: &Webhooks) -> TokenStream {
    let Some(header) = &webhooks.signature_header else {
        return TokenStream::new();
    };
    let mut lines = vec!["The header in which the signature of an event comes.".to_owned()];
    let pointer = Pointer::root().child("x-client").child("signatureHeader");
    docs::source(&mut lines, &pointer);
    let docs = docs::attributes(lines);
    quote! {
        #docs
        pub const SIGNATURE_HEADER: &str = #header;
    }
}

fn definition(context: &Context<'_>, webhooks: &Webhooks) -> TokenStream {
    let (name, open) = (&webhooks.name, &webhooks.open);
    let variants = webhooks.events.iter().map(|event| {
        let wire = docs::code(&event.wire);
        let mut lines = docs::described(&event.docs, || format!("The event {wire}."));
        docs::source(&mut lines, &event.pointer);
        let docs = docs::attributes(lines);
        let name = &event.name;
        let payload = types::named(context, event.payload);
        quote! { #docs #name(Box<#payload>), }
    });
    let known = webhooks.events.iter();
    let held: Vec<_> = known
        .map(|event| (&event.name, Some(Type::Named(event.payload))))
        .chain([(open, Some(Type::Json))])
        .collect();
    let debug = debug::of_variants(context, &quote! { #name }, &held, None);
    let tag = docs::code(&webhooks.tag);
    let open_docs = docs::line(&format!("An event whose {tag} is another one, as it is."));
    let docs = docs::line(&format!("An event, told apart by its {tag}."));
    quote! {
        #docs
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #open_docs
            #open(::serde_json::Value),
        }

        #debug
    }
}

fn functions(webhooks: &Webhooks) -> TokenStream {
    let (name, open) = (&webhooks.name, &webhooks.open);
    let from_slice = docs::attributes([
        "Reads an event from the body of a request that the API sent.",
        "",
        "# Errors",
        "",
        "When the body is no event: no JSON object, without a name, or without a member that all events, or those of its",
        "name, must have.",
    ]);
    let untyped = docs::attributes([
        "Reads an event as JSON, whatever its name is: one that `from_slice` can't read need not be lost.",
        "",
        "# Errors",
        "",
        "When the body is no JSON object, or names no event.",
    ]);
    let (read, function) = reading(webhooks);
    quote! {
        impl #name {
            #from_slice
            pub fn from_slice(body: &[u8]) -> Result<Self, crate::runtime::DecodeError> {
                #read
            }

            #untyped
            pub fn untyped(body: &[u8]) -> Result<Self, crate::runtime::DecodeError> {
                ENVELOPE.untyped(body).map(Self::#open)
            }

            #function
        }
    }
}

/// The known events: their variants, and their names on the wire.
fn known(webhooks: &Webhooks) -> (Vec<&Ident>, Vec<&String>) {
    let known = webhooks.events.iter();
    known.map(|event| (&event.name, &event.wire)).unzip()
}

/// The body of `from_slice`. If there are other kinds of events, it leaves the reading to a function of its own, so that
/// each caller tells them in its own way.
fn reading(webhooks: &Webhooks) -> (TokenStream, TokenStream) {
    let open = &webhooks.open;
    let (events, wires) = known(webhooks);
    let read = quote! {
        match ENVELOPE.name(body)?.as_str() {
            #(#wires => crate::runtime::Envelope::known(body).map(Self::#events),)*
            _ => ENVELOPE.unknown(body).map(Self::#open),
        }
    };
    if webhooks.others.is_empty() {
        return (read, TokenStream::new());
    }
    let docs = docs::line("Reads an event; why one can't be read is as it was found.");
    let function = quote! {
        #docs
        fn read(body: &[u8]) -> Result<Self, crate::runtime::DecodeError> {
            #read
        }
    };
    let explained = quote! {
        Self::read(body).map_err(|error| ENVELOPE.explained(error, body))
    };
    (explained, function)
}

/// The functions that ask for a signature.
fn signed(context: &Context<'_>, webhooks: &Webhooks) -> TokenStream {
    let name = &webhooks.name;
    let from_signed = docs::attributes(signed_docs(context, webhooks));
    let from_signed_at = docs::attributes([
        "Reads an event as [`from_signed`](Self::from_signed) does, as if it were `now`.",
        "",
        "# Errors",
        "",
        "As `from_signed`.",
    ]);
    let read = match webhooks.others.is_empty() {
        true => quote! { Ok(Self::from_slice(body)?) },
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
                body: &[u8],
                header: Option<impl AsRef<[u8]>>,
                verifier: &Verifier,
            ) -> Result<Self, EventError> {
                verifier.verify(body, header)?;
                #read
            }

            #from_signed_at
            pub fn from_signed_at(
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
    let header = match &webhooks.signature_header {
        Some(_) => "the header [`SIGNATURE_HEADER`]",
        None => "the header with the signature",
    };
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
        &format!("of {header}, if the request has one."),
        "",
        "The same event may come more than once, and events may come in another order than they happened in.",
        "",
        "# Errors",
        "",
        "- [`EventError::Signature`]: the API did not send this, or too long ago. Answer with a status in the 400s.",
        "- [`EventError::Decode`]: the API did send this, but it lacks something that such an event must have, or is no event",
        "  at all. It is proved all the same and need not be lost: [`untyped`](Self::untyped) reads `body` as JSON.",
    ];
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
        &format!("let event = {name}::from_signed_at(body, Some(&header), &verifier, now)?;"),
        &format!("assert_eq!(event.kind().as_str(), {other:?});"),
        &format!(
            "assert!({name}::from_signed_at(b\"{{}}\", Some(&header), &verifier, now).is_err());"
        ),
        "# Ok::<(), Box<dyn std::error::Error>>(())",
        "```",
    ];
    let head = head.map(str::to_owned).into_iter();
    head.chain(other_kind)
        .chain(example.map(str::to_owned))
        .collect()
}

/// Text as a raw string literal.
fn raw_string(text: &str) -> String {
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    format!("r{hashes}\"{text}\"{hashes}")
}
