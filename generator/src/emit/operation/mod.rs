//! `resources/`: one module for each resource.
//!
//! In: the [`Resource`]s. Out: `resources/mod.rs`, and in each module the resource's struct with a function for each
//! operation, then the requests; in a child of its own, `wire`, what becomes of these on the wire. What always holds: every operation's documentation has an example that is run.

mod build;
pub mod outputs;
mod pages;
mod paging;
mod requests;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Operation, Resource};
use crate::emit::base::context::Context;
use crate::emit::base::items::{Exported, Items};
use crate::emit::base::members::Member;
use crate::emit::base::parts::{self, Head, ModulePart};
use crate::emit::base::{construct, docs, members, root};
use crate::emit::examples;
use crate::names;
use crate::render::Module;

/// The module that names every resource.
pub fn root(context: &Context<'_>) -> Vec<Module> {
    let resources = &context.api.resources;
    let children = resources
        .iter()
        .enumerate()
        .map(|(index, resource)| Exported {
            module: &resource.module,
            names: root::resource_names(resource),
            feature: context.feature_of_resource(index),
        });
    let children: Vec<Exported<'_>> = children.collect();
    let lines = ["What the API can be asked for: one module for each resource.".to_owned()];
    parts::index(context, "resources", lines.to_vec(), &children)
}

/// The module of a resource, and what becomes of its requests on the wire.
pub fn modules(context: &Context<'_>, resource: &Resource) -> Vec<Module> {
    let name = &resource.name;
    let title = format!("[`{name}`] and its requests");
    let struct_docs = docs::attributes(struct_docs(resource));
    let definition = Items::of(quote! {
        #struct_docs
        #[derive(Clone, Copy, Debug)]
        #[non_exhaustive]
        pub struct #name;
    });
    let functions = resource.operations.iter().map(|operation| {
        let docs = docs::attributes(function_docs(context, resource, operation));
        requests::function(context, operation, &docs)
    });
    let functions: Vec<TokenStream> = functions.collect();
    let requests = resource.operations.iter();
    let requests = requests.map(|operation| requests::emit(context, name, operation));
    let requests: Vec<Items> = requests.collect();
    let all = Items::new(functions.clone(), Vec::new());
    let mut long: Vec<&Items> = requests.iter().collect();
    long.extend([&definition, &all]);
    if !parts::is_long(&long) {
        let mut items = definition;
        if !functions.is_empty() {
            items
                .own
                .push(quote! { impl #name { #(#functions)* } }.into());
        }
        requests.into_iter().for_each(|more| items.extend(more));
        return items.into_modules(context, "resources", &resource.module, &title);
    }
    let each = resource.operations.iter().zip(functions).zip(requests);
    let each = each.map(|((operation, function), items)| part(name, operation, function, items));
    let head = Head {
        folder: "resources",
        module: &resource.module,
        title: &title,
        own: definition,
        keeps: false,
    };
    parts::into_modules(context, head, each.collect())
}

/// An operation as a part of a module that is too long for one file.
fn part(name: &Ident, operation: &Operation, function: TokenStream, requests: Items) -> ModulePart {
    let mut items = Items::of(quote! { impl crate::resources::#name { #function } });
    items.extend(requests);
    ModulePart {
        file: names::module_ident(operation.name.bare()),
        title: format!("[`{name}::{}`] and its request", operation.name.bare()),
        names: root::request_names(operation).cloned().collect(),
        items,
        under: None,
    }
}

fn struct_docs(resource: &Resource) -> Vec<String> {
    let about = resource.module.bare().replace('_', " ");
    let mut lines = vec![format!("Requests about {about}, a function for each.")];
    if resource.operations.is_empty() {
        return lines;
    }
    docs::paragraph(&mut lines, "| Function | Request | What it does |");
    lines.push("|---|---|---|".to_owned());
    for operation in &resource.operations {
        let cell = |text: String| text.replace('|', "\\|");
        let request = cell(docs::code(&docs::request(operation)));
        let about = cell(docs::harmless(&operation.docs.summary));
        let function = operation.name.bare();
        lines.push(format!(
            "| [`{function}`](Self::{function}) | {request} | {about} |"
        ));
    }
    lines
}

fn function_docs(context: &Context<'_>, resource: &Resource, operation: &Operation) -> Vec<String> {
    let request = docs::request(operation);
    let mut lines = docs::described(&operation.docs, || {
        format!("Sends {}.", docs::code(&request))
    });
    if operation.deprecated {
        docs::paragraph(&mut lines, "Deprecated.");
    }
    let members = members::of_operation(operation);
    irreversible(operation, &members, &mut lines);
    construct::arguments(context, &members, operation.args.as_ref(), &mut lines);
    if let crate::api::Output::Several { name, .. } = &operation.output {
        docs::paragraph(&mut lines, format!("Returns [`{name}`]."));
    }
    if let Some(example) = examples::of(context, resource, operation) {
        docs::paragraph(&mut lines, "# Example");
        lines.push(String::new());
        lines.push("```".to_owned());
        lines.extend(example.built(true));
        lines.push("```".to_owned());
    }
    docs::paragraph(&mut lines, format!("Request: {}.", docs::code(&request)));
    docs::source(&mut lines, &operation.pointer);
    lines
}

/// Adds what cannot be undone of an operation: all that it does, or what it does unless it is told otherwise.
fn irreversible(operation: &Operation, members: &[Member<'_>], lines: &mut Vec<String>) {
    if operation.irreversible {
        docs::paragraph(lines, "**This can't be undone.**");
    }
    for member in members {
        let otherwise = member.setters().and_then(|it| it.otherwise.as_ref());
        let is_default = member.field.default.as_deref() == Some("true");
        if let Some(otherwise) = otherwise.filter(|_| is_default) {
            docs::paragraph(
                lines,
                format!(
                    "**Without [`{0}`]({1}::{0}), this does what can't be undone:** the API takes {2} to be `true` then.",
                    otherwise.bare(),
                    operation.request,
                    docs::code(&member.field.wire)
                ),
            );
        }
    }
}
