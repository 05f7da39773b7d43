//! `guide/`: pages of documentation that say how to do something, a module each.
//!
//! In: the chapters that were given, and the model. Out: those, and recipes that hold for every API; a chapter stands for the
//! recipe of its name. What always holds: the modules have nothing but documentation, so that programs do not pay for it.

mod recipes;

use std::collections::BTreeSet;

use quote::quote;

use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::guide::Chapter;
use crate::render::{Code, Module};

use super::features;

/// The modules of the guide.
pub fn emit(context: &Context<'_>) -> Vec<Module> {
    let chapters = chapters(context);
    let mut lines = vec!["How to use the crate, a page for each question.".to_owned()];
    docs::paragraph(
        &mut lines,
        "What stands here as code is compiled, and run where that needs no network, with the tests of this documentation.",
    );
    lines.push(String::new());
    lines.extend(chapters.iter().map(|chapter| line(chapter, "")));
    let modules = chapters.iter().map(|Chapter { module, .. }| {
        quote! { pub mod #module; }
    });
    // A page may name what only some features bring: where they are off, such links lead nowhere, and no one is warned.
    let all = features::of(context);
    let all = all.iter().map(|feature| feature.name);
    let links = quote! {
        #![cfg_attr(not(all(#(feature = #all),*)), allow(rustdoc::broken_intra_doc_links))]
    };
    let root = context.module(
        "src/guide/mod.rs",
        lines,
        [links].into_iter().chain(modules).collect(),
    );
    let pages = chapters.iter().map(|chapter| page(context, chapter));
    [root].into_iter().chain(pages).collect()
}

/// The chapters of the guide, as items of a list with links.
pub fn links(context: &Context<'_>) -> Vec<String> {
    let chapters = chapters(context);
    let lines = chapters.iter().map(|chapter| line(chapter, "guide::"));
    lines.collect()
}

fn line(chapter: &Chapter, path: &str) -> String {
    let Chapter { module, title, .. } = chapter;
    format!("- [{}](mod@{path}{})", docs::harmless(title), module.bare())
}

/// The chapters that were given, then the recipes that none of them stands for.
fn chapters(context: &Context<'_>) -> Vec<Chapter> {
    let given: Vec<Chapter> = context.options.guide.chapters().cloned().collect();
    let known: BTreeSet<String> = given
        .iter()
        .map(|chapter| chapter.module.as_str().to_owned())
        .collect();
    let recipes = recipes::of(context);
    let missing = recipes
        .into_iter()
        .filter(|recipe| !known.contains(recipe.module.as_str()));
    given.into_iter().chain(missing).collect()
}

fn page(context: &Context<'_>, chapter: &Chapter) -> Module {
    let mut lines = vec![format!("{}.", docs::harmless(&chapter.title))];
    if !chapter.lines.is_empty() {
        lines.push(String::new());
    }
    lines.extend(chapter.lines.iter().map(|line| docs::harmless(line)));
    let path = format!("src/guide/{}.rs", chapter.module.bare());
    context.module(path, lines, Vec::<Code>::new())
}
