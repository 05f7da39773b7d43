//! `client.rs`: the clients of the API.
//!
//! In: the model's conventions. Out: a type that stands for the API, and the runtime's clients bound to it. What always
//! holds: names of the runtime are written by way of `super`, as an import of them would stand beside an alias of the same
//! name.

use proc_macro2::TokenStream;
use quote::quote;

use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::base::{tokens, types};
use crate::emit::examples;
use crate::names::CLIENT;
use crate::render::Module;

use super::{authentication, variables};

/// The module.
pub fn emit(context: &Context<'_>) -> Module {
    let mut items = vec![exports(), definition(context), errors(context)];
    items.extend([clients(), blocking()]);
    items.extend(authentication::emit(context));
    items.extend(variables::emit(context));
    context.module("src/client.rs", documentation(context), items)
}

fn documentation(context: &Context<'_>) -> Vec<String> {
    let lines = [
        "Clients of the API.",
        "",
        "`Client` is asynchronous, [`blocking`] has one that is not; which transports there are depends on the features.",
        "Each call is repeated where that is safe, under one idempotency key, until its time is up.",
    ];
    let mut lines: Vec<String> = lines.map(str::to_owned).into();
    if let Some(example) = examples::first(context) {
        docs::paragraph(&mut lines, "```no_run");
        lines.extend(example.sent(true));
        lines.push("```".to_owned());
    }
    variables::section(context, &mut lines);
    let name = context.options.package.crate_name();
    docs::paragraph(&mut lines, "# Logs");
    let logs = [
        "With the feature `tracing`, each call is a span `call`, with method and path template, and in it stand as events each",
        "attempt and, once the call has ended, what it came to: at the level `debug` a value, at `warn` a refusal by the API (a",
        "status in the 400s), at `error` any other failure; each wait before another attempt is at `info`. There is no secret,",
        "no id of an object and nothing of a body in them. The target of all is the crate's name:",
    ];
    docs::paragraph(&mut lines, logs[0]);
    lines.extend(logs.iter().skip(1).map(|line| (*line).to_owned()));
    docs::paragraph(&mut lines, "```sh");
    lines.push(format!("RUST_LOG=warn,{name}=debug"));
    lines.push("```".to_owned());
    docs::paragraph(
        &mut lines,
        "Nobody else is told anything: clients measure nothing for the API's vendor and send no telemetry.",
    );
    lines
}

fn exports() -> TokenStream {
    let names = CLIENT.map(tokens::plain);
    quote! {
        pub use super::runtime::{#(#names),*};
        #[cfg(feature = "hyper")]
        pub use super::runtime::HyperTransport;
        #[cfg(feature = "reqwest")]
        pub use super::runtime::ReqwestTransport;
        #[cfg(feature = "blocking")]
        pub use super::runtime::UreqTransport;
    }
}

/// The type that stands for the API, with the conventions that the document states.
fn definition(context: &Context<'_>) -> TokenStream {
    let api = context.api;
    let version = Some(api.version.trim().to_owned()).filter(|version| !version.is_empty());
    let client = &api.client;
    let server = client.servers.first().map_or("", String::as_str);
    let servers = client.servers.get(1..).filter(|more| !more.is_empty());
    let servers = servers.map(|more| quote! { .with_servers(&[#server, #(#more),*]) });
    let variables = variables::profile(context);
    let security = authentication::profile(context);
    let settings = [
        ("with_api_version", &version),
        ("with_version_header", &client.version_header),
        ("with_account_header", &client.account_header),
        ("with_context_header", &client.context_header),
        ("with_idempotency_header", &client.idempotency_header),
        ("with_retry_header", &client.retry_header),
        ("with_secret_variable", &client.secret_variable),
        ("with_base_url_variable", &client.base_url_variable),
        ("with_error_member", &client.error_member),
    ];
    let settings = settings.into_iter().filter_map(|(function, value)| {
        let (function, value) = (tokens::plain(function), value.as_ref()?);
        Some(quote! { .#function(#value) })
    });
    let error = types::ty(context, &api.errors.common);
    let docs = docs::line("Stands for the API, with what clients have to know of it.");
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub struct Api;

        impl super::runtime::Vendor for Api {
            type Error = #error;

            const PROFILE: super::runtime::Profile = super::runtime::Profile::new(
                concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
                #server,
            ) #servers #variables #security #(#settings)*;
        }
    }
}

/// The error of calls, by the type that most of them have.
fn errors(context: &Context<'_>) -> TokenStream {
    let common = types::ty(context, &context.api.errors.common);
    let docs = docs::line("Why a call gave no value, and what is known about the call.");
    quote! {
        #docs
        pub type CallError<E = #common> = super::runtime::CallError<E>;
    }
}

fn clients() -> TokenStream {
    let builder =
        docs::line("The settings of a client that is to be made, for both kinds of clients.");
    let client = docs::line("The asynchronous client.");
    quote! {
        #builder
        pub type ClientBuilder = super::runtime::ClientBuilder<Api>;

        #client
        #[cfg(feature = "hyper")]
        pub type Client<T = super::runtime::HyperTransport> = super::runtime::Client<Api, T>;

        #client
        #[cfg(not(feature = "hyper"))]
        pub type Client<T> = super::runtime::Client<Api, T>;
    }
}

fn blocking() -> TokenStream {
    let module = docs::line("The blocking client.");
    let client = docs::line("The blocking client.");
    let pages = docs::line("The pages of a list.");
    let items = docs::line("The items of a list.");
    quote! {
        #module
        pub mod blocking {
            #client
            #[cfg(feature = "blocking")]
            pub type Client<T = super::super::runtime::UreqTransport> =
                super::super::runtime::BlockingClient<super::Api, T>;

            #client
            #[cfg(not(feature = "blocking"))]
            pub type Client<T> = super::super::runtime::BlockingClient<super::Api, T>;

            #pages
            pub type Pages<O, T> = super::super::runtime::BlockingPages<O, super::Api, T>;

            #items
            pub type Items<O, T> = super::super::runtime::BlockingItems<O, super::Api, T>;
        }
    }
}
