//! How clients are made, as far as several rooms have to know it.
//!
//! In: the model. Out: what a client is made with, and how programs of the documentation do that. What always holds: what the
//! documentation shows is what the crate has.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::Context;
use crate::api::{Access, SecurityScheme, SecuritySchemeKind, Together};

/// What proves who the caller is, as a constant.
pub fn alternatives(alternatives: &[Together]) -> TokenStream {
    let all = alternatives
        .iter()
        .map(|together| quote! { &[#(#together),*] });
    quote! { &[#(#all),*] }
}

/// The schemes that a client is made with.
pub fn made_with<'a>(context: &Context<'a>) -> Vec<&'a SecurityScheme> {
    match &context.api.client.access {
        Access::Schemes(places) => {
            let schemes = places.iter();
            schemes
                .filter_map(|place| context.api.security_schemes.get(*place))
                .collect()
        }
        Access::Bearer | Access::BearerOrBasic | Access::Nothing => Vec::new(),
    }
}

/// The variable that holds what a client is made with, and its scheme, if the document names a variable and that is enough.
pub fn environment_of<'a>(context: &Context<'a>) -> Option<(&'a str, &'a SecurityScheme)> {
    let variable = context.api.client.secret_variable.as_deref()?;
    match made_with(context)[..] {
        [scheme] => Some((variable, scheme)),
        _ => None,
    }
}

/// Whether `from_env` makes clients.
pub fn is_in_environment(context: &Context<'_>) -> bool {
    match context.api.client.access {
        Access::Bearer | Access::BearerOrBasic => context.api.client.secret_variable.is_some(),
        Access::Schemes(_) | Access::Nothing => environment_of(context).is_some(),
    }
}

/// How programs of the documentation make a client: the expression behind `Client::`, and that of the settings.
pub fn example(context: &Context<'_>) -> (String, String) {
    let texts = |scheme: &SecurityScheme| match scheme.kind {
        SecuritySchemeKind::Basic => "\"user\", \"password\"",
        SecuritySchemeKind::Bearer | SecuritySchemeKind::OAuth { .. } => "\"token\"",
        SecuritySchemeKind::ApiKey { .. } => "\"key\"",
        SecuritySchemeKind::Other(_) => "",
    };
    match &context.api.client.access {
        Access::Bearer | Access::BearerOrBasic => (
            "new(\"secret\")?".to_owned(),
            "builder(\"secret\")".to_owned(),
        ),
        Access::Schemes(_) => {
            let schemes = made_with(context);
            let given: Vec<&str> = schemes.iter().map(|scheme| texts(scheme)).collect();
            let setters = schemes
                .iter()
                .map(|scheme| format!(".{}({})", scheme.setter, texts(scheme)));
            let setters: String = setters.collect();
            (
                format!("new({})?", given.join(", ")),
                format!("builder(){setters}"),
            )
        }
        Access::Nothing if context.api.served_schemes().next().is_none() => {
            ("new()?".to_owned(), "builder()".to_owned())
        }
        Access::Nothing => {
            let most = context
                .api
                .security
                .iter()
                .find(|together| !together.is_empty());
            let needed = most.into_iter().flatten();
            let setters = needed.filter_map(|name| {
                let mut schemes = context.api.served_schemes();
                let scheme = schemes.find(|scheme| scheme.wire == *name)?;
                Some(format!(".{}({})", scheme.setter, texts(scheme)))
            });
            let builder = format!("builder(){}", setters.collect::<String>());
            (format!("{builder}.build()?"), builder)
        }
    }
}
