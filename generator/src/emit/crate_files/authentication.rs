//! What `client.rs` has for the document's security schemes: functions that take credentials, and those that make clients.
//!
//! In: the model's schemes, and what a client is made with. Out: the constants of the profile, traits or functions. What always
//! holds: where one secret is all that there is, the runtime has the functions, and the API is marked for it by a trait.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Access, InputLocation, SecurityScheme, SecuritySchemeKind};
use crate::emit::base::access::{alternatives, environment_of, made_with};
use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::base::tokens::plain;

/// The call of the profile that states the schemes, if there are any.
pub fn profile(context: &Context<'_>) -> Option<TokenStream> {
    let schemes: Vec<TokenStream> = context.api.served_schemes().map(scheme).collect();
    let security = alternatives(&context.api.security);
    (!schemes.is_empty()).then(|| quote! { .with_security(&[#(#schemes),*], #security) })
}

fn scheme(scheme: &SecurityScheme) -> TokenStream {
    let name = &scheme.wire;
    let kind = match &scheme.kind {
        SecuritySchemeKind::Basic => quote! { Basic },
        SecuritySchemeKind::Bearer
        | SecuritySchemeKind::OAuth { .. }
        // It is not served.
        | SecuritySchemeKind::Other(_) => quote! { Bearer },
        SecuritySchemeKind::ApiKey { location, name } => match location {
            InputLocation::Query => quote! { Query(#name) },
            InputLocation::Cookie => quote! { Cookie(#name) },
            InputLocation::Header | InputLocation::Path | InputLocation::Body => {
                quote! { Header(#name) }
            }
        },
    };
    quote! { super::runtime::Scheme::new(#name, super::runtime::SchemeKind::#kind) }
}

/// What says how clients are made.
pub fn emit(context: &Context<'_>) -> Vec<TokenStream> {
    match &context.api.client.access {
        Access::Bearer => vec![quote! { impl super::runtime::OneSecret for Api {} }],
        Access::BearerOrBasic => vec![
            quote! { impl super::runtime::OneSecret for Api {} },
            quote! { impl super::runtime::BearerOrBasic for Api {} },
        ],
        Access::Schemes(_) | Access::Nothing => by_name(context),
    }
}

/// Functions that take credentials by the name of their scheme, and that make clients.
fn by_name(context: &Context<'_>) -> Vec<TokenStream> {
    let setters: Vec<TokenStream> = context.api.served_schemes().map(setter).collect();
    let environment = environment(context);
    let mut items = Vec::new();
    if !setters.is_empty() || environment.is_some() {
        items.push(quote! {
            impl ClientBuilder {
                #(#setters)*
                #environment
            }
        });
    }
    items.push(clients(context, false));
    items.push(clients(context, true));
    items
}

/// The arguments that take the credentials of a scheme, and the calls that set them.
struct Arguments {
    arguments: Vec<TokenStream>,
    setter: TokenStream,
}

fn given(scheme: &SecurityScheme, is_alone: bool) -> Arguments {
    let name = &scheme.setter;
    let arguments = match scheme.kind {
        SecuritySchemeKind::Basic => vec![quote! { user }, quote! { password }],
        SecuritySchemeKind::Other(_) => Vec::new(),
        // Several are told apart by what the document calls them.
        _ if !is_alone => vec![quote! { #name }],
        SecuritySchemeKind::Bearer | SecuritySchemeKind::OAuth { .. } => vec![quote! { token }],
        SecuritySchemeKind::ApiKey { .. } => vec![quote! { key }],
    };
    let setter = quote! { .#name(#(#arguments),*) };
    Arguments { arguments, setter }
}

fn setter(scheme: &SecurityScheme) -> TokenStream {
    let (name, wire) = (&scheme.setter, &scheme.wire);
    let Arguments { arguments, .. } = given(scheme, true);
    let credential = match arguments.as_slice() {
        [user, password] => quote! { Pair(#user.into(), #password.into()) },
        [key, ..] => quote! { One(#key.into()) },
        [] => return TokenStream::new(),
    };
    let mut lines = vec![about(scheme)];
    if scheme.docs.lines.iter().any(|line| !line.trim().is_empty()) {
        lines.push(String::new());
        lines.extend(scheme.docs.lines.iter().map(|line| docs::harmless(line)));
    }
    let docs = docs::attributes(lines);
    quote! {
        #docs
        pub fn #name(self #(, #arguments: impl Into<super::runtime::Secret>)*) -> Self {
            self.credential(#wire, super::runtime::Credential::#credential)
        }
    }
}

/// What the credentials of a scheme are.
fn about(scheme: &SecurityScheme) -> String {
    let wire = docs::code(&scheme.wire);
    match &scheme.kind {
        SecuritySchemeKind::Basic => {
            format!("The user and the password of {wire}, for Basic authentication.")
        }
        SecuritySchemeKind::Bearer => format!("The bearer token of {wire}."),
        SecuritySchemeKind::OAuth { .. } => {
            format!("The access token of {wire}, sent as a bearer token.")
        }
        SecuritySchemeKind::ApiKey { location, name } => {
            let name = docs::code(name);
            let place = match location {
                InputLocation::Query => format!("in the query as {name}"),
                InputLocation::Cookie => format!("in the cookie {name}"),
                InputLocation::Header | InputLocation::Path | InputLocation::Body => {
                    format!("in the header {name}")
                }
            };
            format!("The key of {wire}, sent {place}.")
        }
        SecuritySchemeKind::Other(_) => String::new(),
    }
}

/// The function of the builder that reads a secret from the environment, if the document names a variable and one secret is
/// enough.
fn environment(context: &Context<'_>) -> Option<TokenStream> {
    let (variable, scheme) = environment_of(context)?;
    let setter = &scheme.setter;
    let is_pair = scheme.kind == SecuritySchemeKind::Basic;
    let (given, what) = match is_pair {
        true => (
            quote! { let (user, password) = secret.split(); },
            "The user and the password, `user:password`,",
        ),
        false => (TokenStream::new(), "The secret"),
    };
    let arguments = match is_pair {
        true => quote! { user, password },
        false => quote! { secret },
    };
    let first = format!(
        "{what} from the environment variable {}; the base URL from another one, if the document",
        docs::code(variable)
    );
    let docs = docs::attributes([
        first.as_str(),
        "names one and it is set and not empty.",
        "",
        "# Errors",
        "If the variable is not set, or one of them is not Unicode.",
    ]);
    Some(quote! {
        #docs
        pub fn from_env() -> Result<Self, super::runtime::ConfigError> {
            let (builder, secret) = Self::environment()?;
            #given
            Ok(builder.#setter(#arguments))
        }
    })
}

/// The functions that make clients, of one kind.
fn clients(context: &Context<'_>, is_blocking: bool) -> TokenStream {
    let (client, transport, feature, build) = match is_blocking {
        false => (
            quote! { Client },
            plain("DefaultTransport"),
            "hyper",
            plain("build"),
        ),
        true => (
            quote! { BlockingClient },
            plain("DefaultBlockingTransport"),
            "blocking",
            plain("build_blocking"),
        ),
    };
    let builder_docs = docs::attributes([
        "The settings of a client, without credentials so far; the rest as the document and this crate have it: 80 seconds for",
        "a call, 30 for a connection, two retries, at most 16 MiB of response.",
        "",
        "A client on another transport is made from these, too: `Client::with_transport(settings.config()?, transport)`.",
    ]);
    let client = quote! { super::runtime::#client<Api, super::runtime::#transport> };
    let schemes = made_with(context);
    let is_alone = schemes.len() < 2;
    let given: Vec<Arguments> = schemes
        .iter()
        .map(|scheme| given(scheme, is_alone))
        .collect();
    let arguments = given.iter().flat_map(|one| &one.arguments);
    let setters = given.iter().map(|one| &one.setter);
    let is_needed = !schemes.is_empty() || context.api.served_schemes().next().is_none();
    let new_docs = docs::attributes([
        match schemes.is_empty() {
            true => "A client; the rest is as [`builder`](Self::builder) has it.",
            false => {
                "A client with these credentials; the rest is as [`builder`](Self::builder) has it."
            }
        },
        "",
        "# Errors",
        "If something that is given cannot be sent, or the client cannot be set up.",
    ]);
    let new = is_needed.then(|| {
        quote! {
            #new_docs
            pub fn new(#(#arguments: impl Into<super::runtime::Secret>),*) -> Result<Self, super::runtime::ConfigError> {
                Self::builder()#(#setters)*.#build()
            }
        }
    });
    let from_env = environment(context).map(|_| from_env(&build));
    let made = (new.is_some() || from_env.is_some()).then(|| {
        quote! {
            #[cfg(feature = #feature)]
            impl #client {
                #new
                #from_env
            }
        }
    });
    quote! {
        impl #client {
            #builder_docs
            pub fn builder() -> ClientBuilder {
                ClientBuilder::without_credentials()
            }
        }

        #made
    }
}

/// The function that makes a client from the environment.
fn from_env(build: &proc_macro2::Ident) -> TokenStream {
    let docs = docs::attributes([
        "A client as [`ClientBuilder::from_env`] has it.",
        "",
        "# Errors",
        "If a variable is not set, or what it holds cannot be used.",
    ]);
    quote! {
        #docs
        pub fn from_env() -> Result<Self, super::runtime::ConfigError> {
            ClientBuilder::from_env()?.#build()
        }
    }
}
