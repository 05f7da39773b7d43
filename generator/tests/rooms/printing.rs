//! Emission prints: what is decided is decided before it.
//!
//! In: the sources of `emit/`. Out: what in them would be a decision. What always holds: comments and texts do not count.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use proc_macro2::{TokenStream, TokenTree};

use super::generator;
use super::imports::files;

/// The words of a file in their order: names and signs, with what stands in brackets; literals are `"`.
fn words(tokens: TokenStream, found: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => {
                found.push("(".to_owned());
                words(group.stream(), found);
                found.push(")".to_owned());
            }
            TokenTree::Ident(name) => found.push(name.to_string()),
            TokenTree::Punct(sign) => found.push(sign.as_char().to_string()),
            TokenTree::Literal(_) => found.push("\"".to_owned()),
        }
    }
}

/// What each of these may have in emission: a file, and why it is no decision.
const EXCEPT: [(&str, &str); 3] = [
    // From an identifier of the model, or from a word that the generator spells out, to a token.
    ("base/tokens.rs", "Ident : : new"),
    ("base/tokens.rs", "Ident : : new_raw"),
    // A package's name as Rust has it, which the caller chose.
    ("base/crate_options.rs", "parse_str : : < syn : : Ident"),
];

/// What would be a decision: OpenAPI, a fix-point, an identifier made of text.
const DECISIONS: [&str; 15] = [
    "openapi",
    "openapiv3",
    "Schema",
    "crate : : source",
    "crate : : lower",
    "crate : : docs",
    "loop",
    "format_ident",
    "Ident : : new",
    "Ident : : new_raw",
    "Ident : : from_valid",
    "Ident : : parse",
    "parse_str : : < syn : : Ident",
    "plain ( & format",
    "names : : Scope",
];

fn decisions(text: &str) -> BTreeSet<&'static str> {
    let mut found = Vec::new();
    words(text.parse().unwrap(), &mut found);
    let all = format!(" {} ", found.join(" "));
    let is_there = |decision: &&str| all.contains(&format!(" {decision} "));
    DECISIONS.into_iter().filter(is_there).collect()
}

#[test]
fn emission_decides_nothing() {
    let emit = generator().join("emit");
    let mut found = BTreeSet::new();
    for file in files(&emit) {
        let text = fs::read_to_string(Path::new(&emit).join(&file)).unwrap();
        for decision in decisions(&text) {
            if !EXCEPT.contains(&(file.as_str(), decision)) {
                found.insert(format!("{file}: {decision}"));
            }
        }
    }
    assert_eq!(found, BTreeSet::new());
}

#[test]
fn decisions_are_seen() {
    let text = "/// loop\nfn f() { while true {} loop { plain(&format!(\"openapi\")); } let i = syn::Ident::new(a, b); }";
    let expected = ["Ident : : new", "loop", "plain ( & format"];
    assert_eq!(decisions(text), BTreeSet::from(expected));
}

/// The outline takes everything apart to the last field, so that the compiler asks it about whatever the model gets.
#[test]
fn the_outline_passes_over_nothing_unseen() {
    let api = generator().join("api");
    let parts = files(&api);
    let outline = parts.iter().filter(|file| file.starts_with("outline"));
    assert!(outline.clone().count() > 1, "{parts:?}");
    for file in outline {
        let text = fs::read_to_string(api.join(file)).unwrap();
        let mut found = Vec::new();
        words(text.parse().unwrap(), &mut found);
        assert!(!found.join(" ").contains(". . )"), "{file}");
    }
}
