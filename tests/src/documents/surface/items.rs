//! The lines of items.
//!
//! In: the items of a file, and which of them can be named from outside. Out: their lines, and those of what the file adds to
//! types that stand elsewhere.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::fmt;

use quote::ToTokens;
use syn::{
    Attribute, Fields, Ident, ImplItem, Item, ItemEnum, ItemImpl, ItemStruct, ItemTrait, TraitItem,
    Type,
};

use super::{is_public, join, text};

/// Where a line stands among those of its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum LineOrder {
    /// What it is.
    Head,
    /// The fields or variants, in their order.
    Part(usize),
    /// Everything else, by its text.
    Rest,
}

/// A line of the surface.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    path: String,
    place: LineOrder,
    item: String,
}

impl Ord for Line {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |line: &Self| (line.path.clone(), line.place, line.item.clone());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Line {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.item)
    }
}

impl Line {
    fn new(path: impl Into<String>, place: LineOrder, item: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            place,
            item: item.into(),
        }
    }

    /// A public module.
    pub(super) fn module(path: &str, name: &str) -> Self {
        Self::new(join(path, name), LineOrder::Head, "mod")
    }

    /// An item that can be named by a shorter path as well.
    pub(super) fn export(path: &str, item: &str) -> Self {
        let path = if path.is_empty() { "crate" } else { path };
        Self::new(path, LineOrder::Rest, format!("use {item}"))
    }
}

/// The name of an item, if it has one that others can use.
pub(super) fn name(item: &Item) -> Option<String> {
    let (visibility, name) = match item {
        Item::Struct(item) => (&item.vis, &item.ident),
        Item::Enum(item) => (&item.vis, &item.ident),
        Item::Trait(item) => (&item.vis, &item.ident),
        Item::Fn(item) => (&item.vis, &item.sig.ident),
        Item::Const(item) => (&item.vis, &item.ident),
        Item::Type(item) => (&item.vis, &item.ident),
        _ => return None,
    };
    is_public(visibility).then(|| name.to_string())
}

/// Adds the lines of the items that are visible under `path`, the traits of those that are `implementing`, and the methods of
/// all types that are visible, wherever they stand.
pub(super) fn collect(
    items: &[Item],
    path: &str,
    visible: &BTreeSet<String>,
    [implementing, types]: [&BTreeSet<String>; 2],
    lines: &mut Vec<Line>,
) {
    for item in items {
        if let Item::Impl(item) = item {
            let known = if item.trait_.is_some() {
                implementing
            } else {
                types
            };
            implementation(item, path, known, lines);
            continue;
        }
        let Some(name) = name(item).filter(|name| visible.contains(name)) else {
            continue;
        };
        let path = join(path, &name);
        match item {
            Item::Struct(item) => structure(item, &path, lines),
            Item::Enum(item) => enumeration(item, &path, lines),
            Item::Trait(item) => interface(item, &path, lines),
            Item::Fn(item) => {
                lines.push(Line::new(
                    path,
                    LineOrder::Head,
                    text::of_signature(&item.sig),
                ));
            }
            Item::Const(item) => {
                let line = format!("const {}", text::of(&item.ty));
                lines.push(Line::new(path, LineOrder::Head, line));
            }
            Item::Type(item) => {
                let line = format!("type{} = {}", text::of(&item.generics), text::of(&item.ty));
                lines.push(Line::new(path, LineOrder::Head, line));
            }
            _ => {}
        }
    }
}

/// `struct<T>, non_exhaustive, Clone + Debug`
fn head(kind: &str, generics: &syn::Generics, attributes: &[Attribute]) -> String {
    let mut head = format!("{kind}{}", text::of(generics));
    if attributes
        .iter()
        .any(|all| all.path().is_ident("non_exhaustive"))
    {
        head.push_str(", non_exhaustive");
    }
    for derive in attributes
        .iter()
        .filter(|all| all.path().is_ident("derive"))
    {
        if let syn::Meta::List(list) = &derive.meta {
            head.push_str(", ");
            head.push_str(&text::of(&list.tokens).replace(", ", " + "));
        }
    }
    head
}

fn structure(item: &ItemStruct, path: &str, lines: &mut Vec<Line>) {
    let head = head("struct", &item.generics, &item.attrs);
    lines.push(Line::new(path, LineOrder::Head, head));
    for (index, field) in item.fields.iter().enumerate() {
        if is_public(&field.vis) {
            let name = field
                .ident
                .as_ref()
                .map_or(index.to_string(), ToString::to_string);
            let line = format!("{name}: {}", text::of(&field.ty));
            lines.push(Line::new(path, LineOrder::Part(index), line));
        }
    }
}

fn enumeration(item: &ItemEnum, path: &str, lines: &mut Vec<Line>) {
    let head = head("enum", &item.generics, &item.attrs);
    lines.push(Line::new(path, LineOrder::Head, head));
    for (index, variant) in item.variants.iter().enumerate() {
        let fields = match &variant.fields {
            Fields::Unit => String::new(),
            Fields::Unnamed(fields) => text::of(fields),
            Fields::Named(fields) => named(fields),
        };
        let line = format!("{}{fields}", variant.ident);
        lines.push(Line::new(path, LineOrder::Part(index), line));
    }
}

/// The fields of a variant, without their documentation.
fn named(fields: &syn::FieldsNamed) -> String {
    let field = |field: &syn::Field| {
        let name = field.ident.as_ref().map(ToString::to_string);
        format!("{}: {}", name.unwrap_or_default(), text::of(&field.ty))
    };
    let fields: Vec<String> = fields.named.iter().map(field).collect();
    format!(" {{ {} }}", fields.join(", "))
}

fn interface(item: &ItemTrait, path: &str, lines: &mut Vec<Line>) {
    let mut head = head("trait", &item.generics, &item.attrs);
    if !item.supertraits.is_empty() {
        head.push_str(": ");
        head.push_str(&text::of(&item.supertraits));
    }
    lines.push(Line::new(path, LineOrder::Head, head));
    for (index, part) in item.items.iter().enumerate() {
        let line = match part {
            TraitItem::Fn(part) => {
                let provided = if part.default.is_some() {
                    ", provided"
                } else {
                    ""
                };
                format!("{}{provided}", text::of_signature(&part.sig))
            }
            TraitItem::Const(part) => format!("const {}: {}", part.ident, text::of(&part.ty)),
            TraitItem::Type(part) if part.bounds.is_empty() => format!("type {}", part.ident),
            TraitItem::Type(part) => format!("type {}: {}", part.ident, text::of(&part.bounds)),
            _ => continue,
        };
        lines.push(Line::new(path, LineOrder::Part(index), line));
    }
}

/// An implementation stands with its type if that is one of the module, else with the trait, else with what the trait
/// is of: `TryFrom<Timestamp> for SystemTime`.
fn implementation(item: &ItemImpl, path: &str, visible: &BTreeSet<String>, lines: &mut Vec<Line>) {
    let known = |tokens: &dyn ToTokens| text::first(tokens, visible);
    let implemented = item.trait_.as_ref().map(|(path, _)| path);
    let name = implemented.and_then(|path| path.segments.last());
    let name = known(&outermost(&item.self_ty))
        .or_else(|| known(&name.map(|segment| &segment.ident)))
        .or_else(|| known(&implemented));
    let Some(name) = name else { return };
    let path = join(path, &name);
    let Some(implemented) = implemented else {
        for part in &item.items {
            inherent(part, &path, lines);
        }
        return;
    };
    let mut line = format!("impl{} {}", text::of(&item.generics), text::of(implemented));
    let ty = text::of(&item.self_ty);
    if ty != name {
        line = format!("{line} for {ty}");
    }
    if let Some(bounds) = &item.generics.where_clause {
        line = format!("{line} {}", text::of(bounds));
    }
    lines.push(Line::new(&path, LineOrder::Rest, &line));
    for part in &item.items {
        let part = match part {
            ImplItem::Type(part) => format!("{} = {}", part.ident, text::of(&part.ty)),
            ImplItem::Const(part) => format!("{} = {}", part.ident, text::of(&part.expr)),
            _ => continue,
        };
        lines.push(Line::new(&path, LineOrder::Rest, format!("{line}, {part}")));
    }
}

fn inherent(part: &ImplItem, path: &str, lines: &mut Vec<Line>) {
    let line = match part {
        ImplItem::Fn(part) if is_hidden(&part.attrs) => return,
        ImplItem::Fn(part) if is_public(&part.vis) => text::of_signature(&part.sig),
        ImplItem::Const(part) if is_public(&part.vis) => {
            format!("const {}: {}", part.ident, text::of(&part.ty))
        }
        _ => return,
    };
    lines.push(Line::new(path, LineOrder::Rest, line));
}

/// Whether the documentation shows nothing of an item: it is there for other crates than those of users.
fn is_hidden(attributes: &[Attribute]) -> bool {
    let mut lists = attributes.iter().filter_map(|all| match &all.meta {
        syn::Meta::List(list) if list.path.is_ident("doc") => Some(list),
        _ => None,
    });
    lists.any(|list| text::of(&list.tokens) == "hidden")
}

/// The name of a type without its path and generics, and without references.
fn outermost(ty: &Type) -> Option<&Ident> {
    match ty {
        Type::Path(path) => path.path.segments.last().map(|segment| &segment.ident),
        Type::Reference(reference) => outermost(&reference.elem),
        _ => None,
    }
}
