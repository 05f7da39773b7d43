//! Documentation -> `#[doc]` attributes.
//!
//! In: Markdown lines and facts about a node. Out: one attribute a line, with a leading blank. What always holds: a line is
//! a string literal without a line break or another control character, so that nothing in it ends the comment; text that
//! is no prose (wire names, patterns, defaults) stands in code spans.

use proc_macro2::{Delimiter, Group, Literal, Punct, Spacing, TokenStream, TokenTree};
use quote::quote;

use crate::api::{Docs, Field, Operation, Pointer, Type, TypeDef};

use crate::sentences::format_fact;
pub use crate::sentences::{Parts, code, harmless, limits, prose, with_article};

use super::context::Context;
use super::members::Member;
use super::tokens::plain;

/// The attributes of these lines.
pub fn attributes<S: AsRef<str>>(lines: impl IntoIterator<Item = S>) -> TokenStream {
    let doc = plain("doc");
    let mut attributes = TokenStream::new();
    // These are most of the tokens of a crate: `quote!` would copy each a second time.
    for line in lines {
        let line = line.as_ref();
        let text = match line.is_empty() {
            true => String::new(),
            false => format!(" {}", harmless(line)),
        };
        let value: [TokenTree; 3] = [
            doc.clone().into(),
            Punct::new('=', Spacing::Alone).into(),
            Literal::string(&text).into(),
        ];
        attributes.extend::<[TokenTree; 2]>([
            Punct::new('#', Spacing::Alone).into(),
            Group::new(Delimiter::Bracket, value.into_iter().collect()).into(),
        ]);
    }
    attributes
}

/// The attributes of one line.
pub fn line(text: &str) -> TokenStream {
    attributes([text])
}

/// The description, or the sentence in its place, and since when there is what it describes.
pub fn described(docs: &Docs, otherwise: impl FnOnce() -> String) -> Vec<String> {
    let mut lines = text(docs);
    if lines.is_empty() {
        lines.push(otherwise());
    }
    since(&mut lines, docs);
    lines
}

/// The description, and since when there is what it describes; no line if nothing is said.
pub fn description(docs: &Docs) -> Vec<String> {
    let mut lines = text(docs);
    since(&mut lines, docs);
    lines
}

fn text(docs: &Docs) -> Vec<String> {
    let mut lines = match docs.lines.iter().any(|line| !line.trim().is_empty()) {
        true => docs.lines.iter().map(|line| harmless(line)).collect(),
        false => Vec::new(),
    };
    if let Some(sentence) = &docs.sent_as {
        paragraph(&mut lines, harmless(sentence));
    }
    lines
}

fn since(lines: &mut Vec<String>, docs: &Docs) {
    if let Some(version) = &docs.since {
        paragraph(lines, format!("Since API version {}.", code(version)));
    }
}

/// The most paths that are named where a reference tells what expands it.
const PATHS: usize = 4;

/// Adds what makes a reference the object itself.
fn expanded(lines: &mut Vec<String>, docs: &Docs) {
    let link = |path: &String| format!("[`{path}`](crate::models::{path})");
    let named: Vec<String> = docs.expanded_by.iter().take(PATHS).map(link).collect();
    let rest = match docs.expanded_by.len() > PATHS {
        true => " and others",
        false => "",
    };
    if !named.is_empty() {
        let named = named.join(", ");
        paragraph(lines, format!("An id, unless filled by {named}{rest}."));
    }
}

/// Adds a paragraph.
pub fn paragraph(lines: &mut Vec<String>, text: impl Into<String>) {
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines.push(text.into());
}

/// Adds what something is called on the wire.
pub fn wire(lines: &mut Vec<String>, name: &str) {
    paragraph(lines, format!("On the wire: {}.", code(name)));
}

/// The exception for a type with parts of which nothing is to be said.
pub fn undocumented(is_needed: bool) -> Option<TokenStream> {
    let reason = "the names say all that the document says";
    is_needed.then(|| quote! { #[expect(missing_docs, reason = #reason)] })
}

/// Adds where the document defines a node.
pub fn source(lines: &mut Vec<String>, pointer: &Pointer) {
    paragraph(lines, format!("Source: {}.", code(&reference(pointer))));
}

/// A place as the document refers to it: what stands in another file names that.
pub fn reference(pointer: &Pointer) -> String {
    let text = pointer.as_str();
    match text.is_empty() || text.starts_with('/') {
        true => format!("#{text}"),
        false => text.to_owned(),
    }
}

/// A type's documentation: its description, whether it is deprecated, and its source.
pub fn of_type(def: &TypeDef) -> TokenStream {
    of_type_with(def, None, None)
}

/// A type's documentation, with a paragraph more.
pub fn of_type_with(def: &TypeDef, otherwise: Option<&str>, more: Option<String>) -> TokenStream {
    let mut lines = match otherwise {
        Some(otherwise) => described(&def.docs, || otherwise.to_owned()),
        None => description(&def.docs),
    };
    if let Some(more) = more {
        paragraph(&mut lines, more);
    }
    if def.deprecated {
        paragraph(&mut lines, "Deprecated.");
    }
    source(&mut lines, &def.pointer);
    attributes(lines)
}

/// A field's or an input's documentation: its description, its name or key on the wire if it has another one there, what the
/// document says about its values; no line if nothing is known but the name.
pub fn field(context: &Context<'_>, field: &Field) -> Vec<String> {
    let mut lines = match field.wire.as_str() {
        "" => described(&field.docs, || "The body.".to_owned()),
        _ => description(&field.docs),
    };
    let is_named = !field.wire.is_empty() && field.wire != field.name.bare();
    if field.docs.key.is_none() && is_named {
        wire(&mut lines, &field.wire);
    }
    expanded(&mut lines, &field.docs);
    facts(context, field, &mut lines);
    lines
}

/// The documentation of a field that users see: how it is sent, they are told where they set it.
pub fn seen_field(context: &Context<'_>, field: &Field) -> Vec<String> {
    let mut seen = field.clone();
    seen.docs.key = None;
    self::field(context, &seen)
}

/// The documentation of a field that is only read: what is filled in is the server's business there.
pub fn read_field(context: &Context<'_>, field: &Field) -> Vec<String> {
    let unlimited = Field {
        default: None,
        ..field.clone()
    };
    seen_field(context, &unlimited)
}

/// Under which key a member is sent, where that is not its name in Rust.
pub fn sent_as(field: &Field) -> Option<String> {
    let key = field.docs.key.as_ref();
    let key = key.filter(|key| *key != field.name.bare());
    key.map(|key| format!("Sent as {}.", code(key)))
}

/// Adds what the document says about an input's values.
pub fn facts(context: &Context<'_>, field: &Field, lines: &mut Vec<String>) {
    let mut facts = Vec::from_iter(sent_as(field));
    if let Type::Text(format) = context.resolve(&field.ty) {
        facts.extend(format_fact(format));
    }
    facts.extend(limits(&field.limits, Parts::of(context.api, &field.ty)));
    if let Some(default) = &field.default {
        facts.push(format!("Default: {}.", code(default)));
    }
    if field.deprecated {
        facts.push("Deprecated.".to_owned());
    }
    if !facts.is_empty() {
        paragraph(lines, facts.join(" "));
    }
}

/// Adds what the arguments of a function are.
pub fn arguments<'a>(
    context: &Context<'_>,
    arguments: impl Iterator<Item = &'a Member<'a>>,
    lines: &mut Vec<String>,
) {
    paragraph(lines, "# Arguments");
    lines.push(String::new());
    for member in arguments {
        let title = code(member.field.name.bare());
        let text = field(context, member.field);
        match text.is_empty() {
            true => lines.push(format!("- {title}")),
            false => item(lines, &title, &text),
        }
    }
}

/// Adds an item of a list; its further lines belong to the item.
pub fn item(lines: &mut Vec<String>, title: &str, text: &[String]) {
    for (index, line) in text.iter().enumerate() {
        match (index, line.is_empty()) {
            (0, _) => lines.push(format!("- {title}: {line}")),
            (_, true) => lines.push(String::new()),
            (_, false) => lines.push(format!("  {line}")),
        }
    }
}

/// Method and path of an operation, as HTTP and the document have them.
pub fn request(operation: &Operation) -> String {
    format!("{} {}", operation.method.as_str(), operation.template)
}
