//! Tokens as people write them.
//!
//! In: pieces of the syntax tree. Out: one line, with spaces where rustfmt has them.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{FnArg, Pat, ReceiverKind, Signature};

/// A piece of the syntax tree on one line.
pub(crate) fn of(tokens: &impl ToTokens) -> String {
    let mut words = Vec::new();
    flatten(tokens.to_token_stream(), &mut words);
    let mut line = String::new();
    let mut before = "";
    for word in &words {
        if has_space(before, word) {
            line.push(' ');
        }
        line.push_str(word);
        before = word;
    }
    line
}

/// The first word of the tokens that is one of those.
pub(super) fn first(tokens: &dyn ToTokens, words: &BTreeSet<String>) -> Option<String> {
    let mut all = Vec::new();
    flatten(tokens.to_token_stream(), &mut all);
    all.into_iter().find(|word| words.contains(word))
}

/// A function without its body; whether arguments are changed inside is not for callers.
pub(crate) fn of_signature(signature: &Signature) -> String {
    let arguments: Vec<String> = signature.inputs.iter().map(argument).collect();
    let constant = if signature.constness.is_some() {
        "const "
    } else {
        ""
    };
    let bounds = signature.generics.where_clause.as_ref();
    format!(
        "{constant}fn {}{}({}) {} {}",
        signature.ident,
        of(&signature.generics),
        arguments.join(", "),
        of(&signature.output),
        bounds.map(of).unwrap_or_default(),
    )
    .trim_end_matches([' ', ','])
    .replace("  ", " ")
}

fn argument(argument: &FnArg) -> String {
    match argument {
        FnArg::Receiver(receiver) if matches!(receiver.kind, ReceiverKind::Value) => {
            "self".to_owned()
        }
        FnArg::Receiver(receiver) => of(receiver),
        FnArg::Typed(typed) => match &*typed.pat {
            Pat::Ident(pattern) => format!("{}: {}", pattern.ident, of(&typed.ty)),
            _ => of(&typed.ty),
        },
    }
}

/// The words and symbols of tokens, those of two characters in one piece.
fn flatten(tokens: TokenStream, words: &mut Vec<String>) {
    let mut joint = false;
    for token in tokens {
        let joins = std::mem::take(&mut joint);
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::None => ("", ""),
                };
                words.push(open.to_owned());
                flatten(group.stream(), words);
                words.push(close.to_owned());
            }
            TokenTree::Punct(punct) => {
                let symbol = punct.as_char();
                let last = words.last_mut().filter(|_| joins);
                match last {
                    Some(last)
                        if matches!((last.as_str(), symbol), (":", ':') | ("-" | "=", '>')) =>
                    {
                        last.push(symbol);
                    }
                    _ => words.push(symbol.to_string()),
                }
                joint = punct.spacing() == proc_macro2::Spacing::Joint;
            }
            TokenTree::Ident(_) | TokenTree::Literal(_) => match words.last_mut() {
                Some(last) if joins && last == "'" => last.push_str(&token.to_string()),
                _ => words.push(token.to_string()),
            },
        }
    }
    words.retain(|word| !word.is_empty());
}

fn has_space(before: &str, word: &str) -> bool {
    if matches!(before, "" | "(" | "[" | "<" | "&" | "::" | "?" | "*" | "!") {
        return false;
    }
    match word {
        "," | ";" | ":" | ")" | "]" | ">" | "::" => false,
        "(" | "[" | "<" => {
            before.starts_with('\'')
                || matches!(
                    before,
                    "," | ":" | "->" | "=" | "+" | "=>" | ";" | "mut" | "dyn"
                )
        }
        _ => true,
    }
}
