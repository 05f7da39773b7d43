//! Documentation of the variants of an enum of texts or numbers.
//!
//! In: the variants, with what each is on the wire. Out: what stands at each of them, and at the enum. What always holds: the
//! documentation tells for every variant what it is on the wire, and tells it once: where a rule for the names says it, the
//! rule stands at the enum and nothing at the variant.

use proc_macro2::TokenStream;

use crate::api::{Docs, Ident};
use crate::emit::base::docs;

/// A variant.
struct DocumentedVariant<'a> {
    name: &'a Ident,
    docs: Option<&'a Docs>,
    /// What it is on the wire.
    wire: String,
    /// Whether its name says that, by the rule.
    is_told: bool,
}

/// The variants of an enum.
pub struct Variants<'a> {
    all: Vec<DocumentedVariant<'a>>,
    rule: &'static str,
}

impl<'a> Variants<'a> {
    /// Variants that are texts on the wire.
    pub fn of_texts(
        variants: impl Iterator<Item = (&'a Ident, &'a str, Option<&'a Docs>)>,
    ) -> Self {
        let all = variants.map(|(name, wire, docs)| DocumentedVariant {
            name,
            docs,
            wire: wire.to_owned(),
            is_told: snake(name.bare()) == wire,
        });
        Self {
            all: all.collect(),
            rule: "On the wire, a variant is its name in snake case",
        }
    }

    /// Variants that are numbers on the wire.
    pub fn of_numbers(variants: impl Iterator<Item = (&'a Ident, i64, &'a Docs)>) -> Self {
        let all = variants.map(|(name, wire, docs)| DocumentedVariant {
            name,
            docs: Some(docs),
            wire: wire.to_string(),
            is_told: format!("Value{wire}").replace("Value-", "Minus") == name.bare(),
        });
        Self {
            all: all.collect(),
            rule: "On the wire, a variant is the number in its name",
        }
    }

    /// The rule, if the names of some say what they are: a paragraph for the enum.
    pub fn rule(&self) -> Option<String> {
        let told = self.all.iter().find(|variant| variant.is_told)?;
        let (name, wire) = (docs::code(told.name.bare()), docs::code(&told.wire));
        let some = match self.all.iter().all(|variant| variant.is_told) {
            true => "",
            false => ", unless it says otherwise",
        };
        Some(format!("{}, as {wire} for {name}{some}.", self.rule))
    }

    /// What stands at each variant.
    pub fn documented(&self) -> impl Iterator<Item = (&'a Ident, TokenStream)> {
        self.all
            .iter()
            .map(|variant| (variant.name, docs::attributes(variant.lines())))
    }

    /// The exception for an enum with variants of which nothing is to be said.
    pub fn undocumented(&self) -> Option<TokenStream> {
        let mut lines = self.all.iter().map(DocumentedVariant::lines);
        docs::undocumented(lines.any(|lines| lines.is_empty()))
    }
}

impl DocumentedVariant<'_> {
    fn lines(&self) -> Vec<String> {
        let mut lines = self.docs.map(docs::description).unwrap_or_default();
        if !self.is_told {
            docs::wire(&mut lines, &self.wire);
        }
        lines
    }
}

/// A name in snake case: `needs_response` for `NeedsResponse`.
fn snake(name: &str) -> String {
    let mut text = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(c.to_lowercase());
    }
    text
}
