//! `webhooks.rs` and `callbacks.rs`: the events that the API sends.
//!
//! In: [`Webhooks`]. Out: an enum over the events, which reads itself from a body and, with the feature `webhooks`, from
//! nothing but a body that the API signed. What always holds: an event of another name is kept as JSON, if it has what all
//! events have; without events there is no module; without a signature that the crate knows, nothing claims to be proved.

mod accessors;
mod envelope;
mod reading;
mod signed;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Pointer, Told, Type, Webhooks};
use crate::emit::base::context::Context;
use crate::emit::base::{docs, types};
use crate::emit::operation::outputs;
use crate::emit::wire::debug;
use crate::render::Module;

/// What people are told of some events.
struct EventModule {
    path: &'static str,
    title: &'static str,
    /// One of them, with its article and without.
    one: &'static str,
    word: &'static str,
}

const WEBHOOKS: EventModule = EventModule {
    path: "src/webhooks.rs",
    title: "The events that the API sends.",
    one: "an event",
    word: "event",
};

const CALLBACKS: EventModule = EventModule {
    path: "src/callbacks.rs",
    title: "What the API sends after operations, to addresses that their requests give it: `callbacks`.",
    one: "a callback",
    word: "callback",
};

/// The modules, as far as the API sends events.
pub fn emit(context: &Context<'_>) -> Vec<Module> {
    let api = context.api;
    let all = [(&api.webhooks, &WEBHOOKS), (&api.callbacks, &CALLBACKS)];
    all.into_iter()
        .filter_map(|(events, about)| Some(module(context, events.as_ref()?, about)))
        .collect()
}

fn module(context: &Context<'_>, webhooks: &Webhooks, about: &EventModule) -> Module {
    let items = vec![
        signed::exports(webhooks),
        headers(webhooks),
        definition(context, webhooks, about),
        reading::functions(context, webhooks, about.one),
        accessors::functions(context, webhooks),
        signed::functions(context, webhooks),
        envelope::emit(webhooks),
    ];
    context.module(about.path, documentation(webhooks, about), items)
}

fn documentation(webhooks: &Webhooks, about: &EventModule) -> Vec<String> {
    let name = &webhooks.name;
    let mut lines = vec![about.title.to_owned(), String::new()];
    match &webhooks.signature_header {
        Some(_) => lines.extend([
            format!(
                "[`{name}::from_slice`] reads one. Anyone can send one, too: with the feature `webhooks`,"
            ),
            format!("`{name}::from_signed` reads it only if the API has signed it."),
            "The signature comes in the header [`SIGNATURE_HEADER`].".to_owned(),
        ]),
        None => lines.extend([
            format!(
                "[`{name}::from_slice`] reads one. Anyone can send one, too, and the document states no signature of these that this crate"
            ),
            "checks: that the API has sent it is for its receiver to prove.".to_owned(),
        ]),
    }
    for other in &webhooks.others {
        let (member, value) = (docs::code(&other.member), docs::code(&other.value));
        let text = format!("A body whose {member} is {value} is another kind of event:");
        docs::paragraph(&mut lines, text);
        lines.extend(docs::description(&other.docs));
    }
    lines
}

/// The names of the headers that come with an event.
fn headers(webhooks: &Webhooks) -> TokenStream {
    let named = match &webhooks.told {
        Told::Header { header, .. } => {
            let docs = docs::line(match webhooks.second_tag() {
                None => "The header that names an event.",
                Some(_) => "The header that names an event, together with its body.",
            });
            quote! {
                #docs
                pub const NAME_HEADER: &str = #header;
            }
        }
        Told::Member(_) | Told::Caller => TokenStream::new(),
    };
    let Some(header) = &webhooks.signature_header else {
        return named;
    };
    let mut lines = vec!["The header in which the signature of an event comes.".to_owned()];
    let pointer = Pointer::root().child("x-client").child("signatureHeader");
    docs::source(&mut lines, &pointer);
    let docs = docs::attributes(lines);
    quote! {
        #docs
        pub const SIGNATURE_HEADER: &str = #header;

        #named
    }
}

fn definition(context: &Context<'_>, webhooks: &Webhooks, about: &EventModule) -> TokenStream {
    let (name, open) = (&webhooks.name, &webhooks.open);
    let word = about.word;
    let variants = webhooks.events.iter().map(|event| {
        let wire = docs::code(&event.wire);
        let mut lines = docs::described(&event.docs, || format!("The {word} {wire}."));
        docs::source(&mut lines, &event.pointer);
        let docs = docs::attributes(lines);
        let name = &event.name;
        let held = match event.object() {
            Some(id) => {
                let payload = types::named(context, id);
                quote! { Box<#payload> }
            }
            None => outputs::payload_ty(context, &event.payload),
        };
        quote! { #docs #name(#held), }
    });
    let (title, open_docs, open_held) = words(context, webhooks, about);
    let open_docs = docs::line(&open_docs);
    let docs = docs::line(&title);
    let debug = debug(context, webhooks);
    quote! {
        #docs
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #open_docs
            #open(#open_held),
        }

        #debug
    }
}

/// What the enum is, what the variant for other names is, and what that holds.
fn words(
    context: &Context<'_>,
    webhooks: &Webhooks,
    about: &EventModule,
) -> (String, String, TokenStream) {
    let one = capital(about.one);
    match &webhooks.told {
        Told::Member(tag) => {
            let tag = docs::code(tag);
            (
                format!("{one}, told apart by its {tag}."),
                format!("{one} whose {tag} is another one, as it is."),
                quote! { ::serde_json::Value },
            )
        }
        told @ (Told::Header { .. } | Told::Caller) => {
            let kind = types::named(context, webhooks.kind);
            let by = match told {
                Told::Header {
                    member: Some(member),
                    ..
                } => format!(
                    "told apart by the header [`NAME_HEADER`] and its {}",
                    docs::code(member)
                ),
                Told::Header { member: None, .. } => {
                    "told apart by the header [`NAME_HEADER`]".to_owned()
                }
                Told::Member(_) | Told::Caller => {
                    "of which whoever receives it knows the name".to_owned()
                }
            };
            (
                format!("{one}, {by}."),
                format!("{one} of another name, with its body as it is."),
                quote! { #kind, ::serde_json::Value },
            )
        }
    }
}

/// A text with a capital letter in front.
fn capital(one: &str) -> String {
    let mut letters = one.chars();
    let first = letters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// `impl Debug`: what is not described may be private.
fn debug(context: &Context<'_>, webhooks: &Webhooks) -> Option<TokenStream> {
    let (name, open) = (&webhooks.name, &webhooks.open);
    let held = |event: &crate::api::Webhook| outputs::payload_type(&event.payload);
    let known = webhooks
        .events
        .iter()
        .map(|event| (&event.name, held(event)));
    if webhooks.tag().is_some() {
        let all: Vec<_> = known.chain([(open, Some(Type::Json))]).collect();
        return debug::of_variants(context, &quote! { #name }, &all, None);
    }
    let arms = known.map(|(variant, ty)| {
        let title = variant.bare();
        let shown = context.api.shown(&ty.unwrap_or(Type::Bytes));
        let value = debug::value(shown, &quote! { value });
        quote! { Self::#variant(value) => f.debug_tuple(#title).field(#value).finish(), }
    });
    let title = open.bare();
    let value = debug::value(context.api.shown(&Type::Json), &quote! { value });
    Some(quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                match self {
                    #(#arms)*
                    Self::#open(kind, value) => {
                        f.debug_tuple(#title).field(kind).field(#value).finish()
                    }
                }
            }
        }
    })
}
