//! What `client.rs` has for variables in base URLs: settings of the builder, and an enum for each list of values.
//!
//! In: the model's variables, and the base URLs that have them. Out: the constants of the profile, functions and enums. What always
//! holds: where no base URL has a variable, there is nothing.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, ServerTemplate, ServerValues, ServerVariable, UrlPiece};
use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::model::variants::Variants;

/// The call of the profile that states the variables, if there are any.
pub fn profile(context: &Context<'_>) -> Option<TokenStream> {
    let client = &context.api.client;
    let variables = client.variables.iter().map(|variable| {
        let setter = variable.setter.bare();
        let default = variable.default.as_ref();
        let default = default.map(|default| quote! { .or(#default) });
        let values = variable.values.as_ref().map(|listed| {
            let values = listed.values.iter().map(|value| &value.wire);
            quote! { .one_of(&[#(#values),*]) }
        });
        quote! { super::runtime::ServerVariable::new(#setter) #default #values }
    });
    let templates = client.templates.iter().map(|one| {
        let url = &one.url;
        let template = client.template(one, |variable| variable.setter.bare());
        quote! { super::runtime::ServerTemplate::new(#url, #template) }
    });
    (!client.templates.is_empty())
        .then(|| quote! { .with_variables(&[#(#variables),*], &[#(#templates),*]) })
}

/// Adds where requests go, to the documentation of the module.
pub fn section(context: &Context<'_>, lines: &mut Vec<String>) {
    let client = &context.api.client;
    if client.templates.is_empty() {
        return;
    }
    docs::paragraph(lines, "# Servers");
    docs::paragraph(
        lines,
        "Requests go to these base URLs; what stands in braces is set by a function of [`ClientBuilder`]:",
    );
    lines.push(String::new());
    for url in &client.servers {
        let template = client.templates.iter().find(|one| one.url == *url);
        lines.push(match template {
            Some(one) => format!(
                "- {}: {}",
                docs::code(&written(context, one)),
                settings(context, one)
            ),
            None => format!("- {}", docs::code(url)),
        });
    }
    let servers = context.api.servers.iter();
    let others = servers.filter(|server| !client.servers.contains(&server.url));
    let mut others = others.peekable();
    if others.peek().is_some() {
        docs::paragraph(
            lines,
            "The document names others, which are asked where [`ClientBuilder::base_url`] says so:",
        );
        lines.push(String::new());
    }
    for server in others {
        let title = docs::code(&server.template);
        match docs::description(&server.docs).as_slice() {
            [] => lines.push(format!("- {title}")),
            text => docs::item(lines, &title, text),
        }
    }
}

/// What the variables of a base URL are unless set, each with a link to its function.
fn settings(context: &Context<'_>, template: &ServerTemplate) -> String {
    let places: BTreeSet<usize> = used(template).collect();
    let variables = &context.api.client.variables;
    let variables = places.iter().filter_map(|place| variables.get(*place));
    let settings = variables.map(|variable| {
        let setter = &variable.setter;
        let link = format!("[`{}`](ClientBuilder::{setter})", setter.bare());
        match &variable.default {
            Some(default) => format!("{link} is {} unless set", docs::code(default)),
            None => format!("{link} has to be set"),
        }
    });
    settings.collect::<Vec<_>>().join(", ")
}

/// The places of the variables in a base URL.
fn used(template: &ServerTemplate) -> impl Iterator<Item = usize> {
    template.pieces.iter().filter_map(|piece| match piece {
        UrlPiece::Text(_) => None,
        UrlPiece::Variable(place) => Some(*place),
    })
}

/// A base URL as the document writes it.
fn written(context: &Context<'_>, template: &ServerTemplate) -> String {
    let client = &context.api.client;
    client.template(template, |variable| &variable.wire)
}

/// The settings, and the enums of their values.
pub fn emit(context: &Context<'_>) -> Vec<TokenStream> {
    let variables = &context.api.client.variables;
    let setters: Vec<TokenStream> = variables
        .iter()
        .enumerate()
        .map(|(place, variable)| setter(context, place, variable))
        .collect();
    let builder = (!setters.is_empty()).then(|| {
        quote! {
            impl ClientBuilder {
                #(#setters)*
            }
        }
    });
    let enums = variables.iter().filter_map(|variable| {
        let values = variable.values.as_ref()?;
        Some(listed(variable, values))
    });
    builder.into_iter().chain(enums).collect()
}

fn setter(context: &Context<'_>, place: usize, variable: &ServerVariable) -> TokenStream {
    let (name, setting) = (&variable.setter, variable.setter.bare());
    let templates = context.api.client.templates.iter();
    let mut urls = templates.filter(|one| used(one).any(|used| used == place));
    let url = urls.next().map(|one| docs::code(&written(context, one)));
    let others = match urls.next() {
        Some(_) => " and others",
        None => "",
    };
    let what = match &variable.values {
        Some(values) => format!("a [`{0}`], or the text of one", values.name),
        None => "any text that makes a base URL".to_owned(),
    };
    let default = match &variable.default {
        Some(default) => format!("{} unless set.", docs::code(default)),
        None => "The document has no default: it has to be set.".to_owned(),
    };
    let wire = docs::code(&format!("{{{}}}", variable.wire));
    let mut lines = vec![
        format!(
            "{wire} in the base URL {}{others}:",
            url.unwrap_or_default()
        ),
        format!("{what}. {default}"),
    ];
    let description = docs::description(&variable.docs);
    if !description.is_empty() {
        lines.push(String::new());
        lines.extend(description);
    }
    docs::paragraph(
        &mut lines,
        "Another value is an error when the client is made; so is any where [`base_url`](Self::base_url) or",
    );
    lines.push(
        "[`server`](Self::server) names what is asked instead, as it would have no effect."
            .to_owned(),
    );
    let docs = docs::attributes(lines);
    quote! {
        #docs
        pub fn #name(self, #name: impl Into<String>) -> Self {
            self.variable(#setting, #name)
        }
    }
}

/// The enum of the values that a variable can have.
fn listed(variable: &ServerVariable, listed: &ServerValues) -> TokenStream {
    let ServerValues { name, values } = listed;
    let variants = values.iter();
    let variants =
        Variants::of_texts(variants.map(|value| (&value.name, value.wire.as_str(), None)));
    let mut lines = vec![format!(
        "What {} can be in a base URL: the values of [`ClientBuilder::{}`].",
        docs::code(&variable.wire),
        variable.setter
    )];
    if let Some(rule) = variants.rule() {
        docs::paragraph(&mut lines, rule);
    }
    let docs = docs::attributes(lines);
    let undocumented = variants.undocumented();
    let documented = variants
        .documented()
        .map(|(name, docs)| quote! { #docs #name, });
    let names: Vec<&Ident> = values.iter().map(|value| &value.name).collect();
    let wires: Vec<&String> = values.iter().map(|value| &value.wire).collect();
    let as_str = docs::line("The value in the base URL.");
    quote! {
        #docs
        #undocumented
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#documented)*
        }

        impl #name {
            #as_str
            #[must_use]
            pub fn as_str(&self) -> &'static str {
                match self {
                    #(Self::#names => #wires,)*
                }
            }
        }

        impl From<#name> for String {
            fn from(value: #name) -> Self {
                value.as_str().to_owned()
            }
        }

        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    }
}
