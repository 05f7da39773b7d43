//! How events are read.
//!
//! In: [`Webhooks`]. Out: the functions that read an event from a body, and from what else names it. What always holds: what is
//! not proved is said where it is read; an event of another name is kept.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Payload, Told, Webhook, Webhooks};
use crate::emit::base::context::Context;
use crate::emit::base::{docs, types};

/// What a function takes beside the body, with what is passed on of it and what an example gives for it.
pub struct Naming {
    pub parameter: TokenStream,
    pub argument: TokenStream,
    pub example: &'static str,
}

/// What says which event it is, where the body does not.
pub fn naming(context: &Context<'_>, webhooks: &Webhooks) -> Naming {
    let (parameter, argument, example) = match &webhooks.told {
        Told::Member(_) => (TokenStream::new(), TokenStream::new(), ""),
        Told::Header { .. } => (
            quote! { name: Option<impl AsRef<[u8]>>, },
            quote! { name, },
            "Some(\"example\"), ",
        ),
        Told::Caller => {
            let kind = types::named(context, webhooks.kind);
            (
                quote! { kind: impl Into<#kind>, },
                quote! { kind, },
                "\"example\", ",
            )
        }
    };
    Naming {
        parameter,
        argument,
        example,
    }
}

/// The pattern of the variant for events of other names, with its JSON.
pub fn open_pattern(webhooks: &Webhooks, body: &TokenStream) -> TokenStream {
    let open = &webhooks.open;
    match webhooks.tag() {
        Some(_) => quote! { Self::#open(#body) },
        None => quote! { Self::#open(_, #body) },
    }
}

/// The functions that ask for no signature.
pub fn functions(context: &Context<'_>, webhooks: &Webhooks, what: &str) -> TokenStream {
    match &webhooks.told {
        Told::Member(_) => by_member(webhooks, what),
        Told::Header { header, .. } => by_header(context, webhooks, header),
        Told::Caller => by_caller(context, webhooks, what),
    }
}

/// That nothing is proved, where it is not.
fn unproved(webhooks: &Webhooks) -> Vec<&'static str> {
    match webhooks.signature_header {
        Some(_) => Vec::new(),
        None => vec![
            "",
            "Nothing is proved: the document states no signature of these that this crate checks, so that anyone can send such a body.",
            "Prove who sent it before acting on it, as the API's own documentation says.",
        ],
    }
}

fn by_member(webhooks: &Webhooks, what: &str) -> TokenStream {
    let (name, open) = (&webhooks.name, &webhooks.open);
    let head = format!("Reads {what} from the body of a request that the API sent.");
    let mut lines = vec![head.as_str()];
    lines.extend(unproved(webhooks));
    lines.extend([
        "",
        "# Errors",
        "",
        "When the body is no event: no JSON object, without a name, or without a member that all events, or those of its",
        "name, must have.",
    ]);
    let from_slice = docs::attributes(lines);
    let untyped = format!(
        "Reads {what} as JSON, whatever its name is: one that `from_slice` can't read need not be lost."
    );
    let untyped = docs::attributes([
        untyped.as_str(),
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

/// The body of `from_slice`. If there are other kinds of events, it leaves the reading to a function of its own, so that
/// each caller tells them in its own way.
fn reading(webhooks: &Webhooks) -> (TokenStream, TokenStream) {
    let open = &webhooks.open;
    let known = webhooks.events.iter();
    let (wires, reads): (Vec<_>, Vec<_>) = known.map(|event| (&event.wire, read(event))).unzip();
    let read = quote! {
        match ENVELOPE.name(body)?.as_str() {
            #(#wires => #reads,)*
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

/// The expression that reads an event that the document describes.
fn read(event: &Webhook) -> TokenStream {
    let name = &event.name;
    match event.payload {
        Payload::Json(_) => quote! { crate::runtime::Envelope::known(body).map(Self::#name) },
        Payload::Text => quote! {
            crate::runtime::decode_text(body)
                .map(Self::#name)
                .map_err(crate::runtime::DecodeError::of_event)
        },
        Payload::Bytes | Payload::Empty => {
            quote! { Ok(Self::#name(::bytes::Bytes::copy_from_slice(body))) }
        }
    }
}

fn by_caller(context: &Context<'_>, webhooks: &Webhooks, what: &str) -> TokenStream {
    let head = format!(
        "Reads {what} from the body of a request that the API sent: the one that whoever receives it knows it to be."
    );
    let kind = types::named(context, webhooks.kind);
    let which = format!(
        "The body does not say which one it is: have an address for each, and pass its name, as a [`{}`] or as text.",
        context.api.called(webhooks.kind)
    );
    let mut lines = vec![
        head.as_str(),
        "",
        &which,
        "A name that the document does not have is kept, with the body as JSON.",
    ];
    lines.extend(unproved(webhooks));
    by_kind(
        context,
        webhooks,
        lines,
        &quote! { let kind: #kind = kind.into(); },
    )
}

fn by_header(context: &Context<'_>, webhooks: &Webhooks, header: &str) -> TokenStream {
    let shown = docs::code(header);
    let head = format!(
        "Reads an event from a request that the API sent: from its body, and the value of the header {shown}, which names it."
    );
    let second = webhooks.second_tag().map(|member| {
        format!(
            "The body's {} says more of it: the event is called by both, with a dot between them, if the document calls it so.",
            docs::code(member)
        )
    });
    let mut lines = vec![
        head.as_str(),
        "",
        "`name` is what `http::HeaderMap::get` returns, or `Some(\"…\")`. An event of a name that the document does not have is",
        "kept, with the body as JSON.",
    ];
    lines.extend(second.as_deref());
    lines.extend(unproved(webhooks));
    let kind = types::named(context, webhooks.kind);
    let missing = format!("it names no event: the header `{header}` is missing");
    let find = quote! {
        let Some(name) = name else {
            return Err(crate::runtime::DecodeError::new(#missing).of_event());
        };
        let name = String::from_utf8_lossy(name.as_ref()).into_owned();
    };
    let Some(member) = webhooks.second_tag() else {
        let find = quote! { #find let kind = #kind::from(name); };
        return by_kind(context, webhooks, lines, &find);
    };
    let functions = by_kind(
        context,
        webhooks,
        lines,
        &quote! { let kind = Self::called(name, body)?; },
    );
    let called = called(webhooks, member, &kind, &find);
    quote! { #functions #called }
}

/// The function that says which event it is, by the header and a member.
fn called(
    webhooks: &Webhooks,
    member: &str,
    kind: &TokenStream,
    find: &TokenStream,
) -> TokenStream {
    let (name, open) = (&webhooks.name, &webhooks.open);
    let docs = docs::line(&format!(
        "Which event it is: what the header and the body's {} call it, or else the header alone.",
        docs::code(member)
    ));
    quote! {
        impl #name {
            #docs
            fn called(
                name: Option<impl AsRef<[u8]>>,
                body: &[u8],
            ) -> Result<#kind, crate::runtime::DecodeError> {
                #find
                let Some(more) = crate::runtime::Envelope::text(body, #member) else {
                    return Ok(#kind::from(name));
                };
                let both = #kind::from(format!("{name}.{more}"));
                if !matches!(both, #kind::#open(_)) {
                    return Ok(both);
                }
                Ok(match #kind::from(name) {
                    #kind::#open(_) => both,
                    known => known,
                })
            }
        }
    }
}

/// The functions that read an event of a kind that is known before.
fn by_kind(
    context: &Context<'_>,
    webhooks: &Webhooks,
    mut lines: Vec<&str>,
    find: &TokenStream,
) -> TokenStream {
    let (name, open) = (&webhooks.name, &webhooks.open);
    let kind = types::named(context, webhooks.kind);
    let parameter = naming(context, webhooks).parameter;
    let is_named = matches!(webhooks.told, Told::Header { .. });
    lines.extend(["", "# Errors", ""]);
    lines.push(match is_named {
        true => "When the header is missing, or the body is not what the document says of an event of that name.",
        false => "When the body is not what the document says of that one.",
    });
    let from_slice = docs::attributes(lines);
    let untyped = docs::attributes([
        "Reads a body as JSON, whatever its name is: one that `from_slice` can't read need not be lost.",
        "",
        "# Errors",
        "",
        match is_named {
            true => "When the header is missing, or the body is no JSON.",
            false => "When the body is no JSON.",
        },
    ]);
    let known = webhooks.events.iter();
    let (names, reads): (Vec<_>, Vec<_>) = known.map(|event| (&event.name, read(event))).unzip();
    quote! {
        impl #name {
            #from_slice
            pub fn from_slice(#parameter body: &[u8]) -> Result<Self, crate::runtime::DecodeError> {
                #find
                match kind {
                    #(#kind::#names => #reads,)*
                    #kind::#open(_) => {
                        let event = crate::runtime::Envelope::known(body)?;
                        Ok(Self::#open(kind, event))
                    }
                }
            }

            #untyped
            pub fn untyped(#parameter body: &[u8]) -> Result<Self, crate::runtime::DecodeError> {
                #find
                let event = crate::runtime::Envelope::known(body)?;
                Ok(Self::#open(kind, event))
            }
        }
    }
}
