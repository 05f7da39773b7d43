//! Definitions of types as nodes.
//!
//! In: a definition. Out: its node. What always holds: see [`view`](super).

use std::borrow::Cow;

use super::fields::{bounds, field, limits};
use super::operations::statuses;
use super::questions;
use super::{Aspect, Coded, FactValue, Node, Used, ViewKind};
use crate::api::{
    Additional, Constant, Demand, ExpandPath, ExpandPaths, Given, Ident, IntegerEnum,
    IntegerVariant, Selector, StringEnum, StringVariant, Struct, Traits, TypeDef, TypeKind, Union,
    UnionVariant, Usage,
};

/// A definition.
pub(in crate::diff) fn type_def(def: &TypeDef) -> Node<'_> {
    let TypeDef {
        name,
        module,
        docs,
        deprecated,
        usage,
        traits,
        resource,
        kind,
        pointer,
    } = def;
    let mut node = Node::new(ViewKind::Type(def), name.as_str()).at(pointer);
    node.text(Aspect::RustName, name.as_str());
    node.text(Aspect::Module, module.as_str());
    node.docs(docs);
    node.flag(Aspect::Deprecated, *deprecated);
    uses(&mut node, *usage);
    code(&mut node, *traits, kind.as_struct());
    node.maybe(Aspect::ResourceId, resource.as_deref());
    node.text(Aspect::Shape, shape(kind));
    match kind {
        TypeKind::Struct(object) => members(&mut node, object),
        TypeKind::StringEnum(values) => string_enum(&mut node, values),
        TypeKind::IntegerEnum(values) => integer_enum(&mut node, values),
        TypeKind::Union(shape) => union(&mut node, shape),
        TypeKind::Alias(target) => node.ty(Aspect::Type, target),
        TypeKind::ExpandPaths(paths) => expand_paths(&mut node, paths),
    }
    node
}

/// What people call such a type.
pub(in crate::diff) fn shape(kind: &TypeKind) -> &'static str {
    match kind {
        TypeKind::Struct(_) => "struct",
        TypeKind::StringEnum(_) => "enum of texts",
        TypeKind::IntegerEnum(_) => "enum of numbers",
        TypeKind::Union(_) => "union",
        TypeKind::Alias(_) => "alias",
        TypeKind::ExpandPaths(_) => "enum of paths",
    }
}

fn uses(node: &mut Node<'_>, usage: Usage) {
    let Usage {
        response,
        form,
        json,
        limited,
        measured,
    } = usage;
    node.flag(Aspect::Use(Used::Response), response);
    node.flag(Aspect::Use(Used::Form), form);
    node.flag(Aspect::Use(Used::Json), json);
    node.flag(Aspect::Use(Used::Limited), limited);
    node.flag(Aspect::Use(Used::Measured), measured);
}

fn code<'a>(node: &mut Node<'a>, traits: Traits, object: Option<&'a Struct>) {
    let Traits {
        json,
        form,
        default,
        cleared,
        id,
    } = traits;
    node.flag(Aspect::Code(Coded::Json), json);
    node.flag(Aspect::Code(Coded::Form), form);
    node.flag(Aspect::Code(Coded::Default), default);
    node.flag(Aspect::Code(Coded::Cleared), cleared);
    // Its index depends on the order of the fields, its name does not.
    let field = |index| object.and_then(|object| object.fields.get(index));
    let id = id.map(|index| match field(index) {
        Some(field) => field.wire.clone(),
        None => format!("field {index}"),
    });
    node.words(Aspect::Code(Coded::Id), id.unwrap_or_default());
}

fn members<'a>(node: &mut Node<'a>, object: &'a Struct) {
    let Struct {
        fields,
        constants,
        additional,
        unknown,
        nulls,
        args,
        max_total_length,
        made_of,
    } = object;
    node.parts.extend(fields.iter().map(field));
    for Constant { wire, key, value } in constants {
        let mut part = Node::new(ViewKind::Constant, wire.as_str());
        part.text(Aspect::Key, key);
        part.text(Aspect::Value, value);
        node.parts.push(part);
    }
    let given = |way: &Given| {
        let given = fields.iter().filter(|field| field.presence.given == *way);
        let given: Vec<&str> = given.map(|field| field.wire.as_str()).collect();
        given.join(", ")
    };
    node.words(Aspect::Arguments, given(&Given::Argument));
    node.words(Aspect::NamedArguments, given(&Given::Named));
    node.maybe(Aspect::ArgumentsName, args.as_ref().map(Ident::as_str));
    node.fact(Aspect::TotalLength, FactValue::Count(*max_total_length));
    node.maybe(Aspect::Unknown, unknown.as_ref().map(Ident::as_str));
    node.maybe(Aspect::Nulls, nulls.as_ref().map(Ident::as_str));
    node.parts.extend(questions::conversions(made_of));
    match additional {
        Additional::Ignored => node.text(Aspect::Additional, "ignored"),
        Additional::Forbidden => node.text(Aspect::Additional, "forbidden"),
        Additional::Kept {
            name,
            value,
            limits: kept,
        } => {
            node.text(Aspect::Additional, "kept");
            node.text(Aspect::AdditionalName, name.as_str());
            node.ty(Aspect::Type, value);
            node.parts.push(limits("other members", kept));
        }
    }
}

fn string_enum<'a>(node: &mut Node<'a>, values: &'a StringEnum) {
    let StringEnum {
        variants,
        open,
        groups,
        fields,
    } = values;
    for StringVariant { name, wire, docs } in variants {
        let mut part = Node::new(ViewKind::EnumValue, wire.as_str());
        part.text(Aspect::RustName, name.as_str());
        part.docs(docs);
        node.parts.push(part);
    }
    let wire = |variant: &Ident| {
        let known = variants.iter().find(|known| known.name == *variant);
        known.map_or_else(|| variant.to_string(), |known| known.wire.clone())
    };
    let groups = groups.iter().map(|group| questions::group(group, wire));
    node.parts.extend(groups);
    let fields = fields
        .iter()
        .map(|fields| questions::value_fields(fields, wire));
    node.parts.extend(fields);
    node.maybe(Aspect::Open, open.as_ref().map(Ident::as_str));
}

fn integer_enum<'a>(node: &mut Node<'a>, values: &'a IntegerEnum) {
    let IntegerEnum {
        variants,
        open,
        groups,
    } = values;
    for IntegerVariant { name, wire, docs } in variants {
        let mut part = Node::new(ViewKind::EnumValue, wire.to_string());
        part.text(Aspect::RustName, name.as_str());
        part.docs(docs);
        node.parts.push(part);
    }
    let wire = |variant: &Ident| {
        let known = variants.iter().find(|known| known.name == *variant);
        known.map_or_else(|| variant.to_string(), |known| known.wire.to_string())
    };
    let groups = groups.iter().map(|group| questions::group(group, wire));
    node.parts.extend(groups);
    node.text(Aspect::Open, open.as_str());
}

fn union<'a>(node: &mut Node<'a>, union: &'a Union) {
    let Union {
        variants,
        selector,
        open,
    } = union;
    node.text(Aspect::Open, open.as_str());
    match selector {
        Selector::Tag(member) => {
            node.words(Aspect::Selector, format!("by the member {member}"));
        }
        Selector::BestFit => {
            node.text(Aspect::Selector, "by the best fit");
            let names: Vec<&str> = variants.iter().map(|one| one.name.as_str()).collect();
            node.words(Aspect::Order, names.join(", "));
        }
        Selector::Status => node.text(Aspect::Selector, "by the status"),
    }
    node.parts.extend(variants.iter().map(alternative));
}

fn alternative(variant: &UnionVariant) -> Node<'_> {
    let UnionVariant {
        name,
        ty,
        tags,
        status,
        from,
        limits,
        also,
        demands,
        pointer,
    } = variant;
    let mut node = Node::new(ViewKind::Alternative, name.as_str()).at(pointer);
    // Its name changes with that of what it holds.
    if !tags.is_empty() {
        node.keys.push(format!("tags {}", tags.join(", ")).into());
    }
    let status = status.map(statuses);
    node.keys.extend(status.clone().map(Cow::Owned));
    node.keys.push(pointer.as_str().into());
    node.text(Aspect::RustName, name.as_str());
    node.ty(Aspect::Type, ty);
    let tags: Vec<String> = tags.iter().cloned().chain(status).collect();
    node.words(Aspect::Tags, tags.join(", "));
    node.words(Aspect::Also, also.join(", "));
    node.flag(Aspect::From, *from);
    bounds(&mut node, limits);
    let demands = demands
        .iter()
        .map(|Demand { path, text }| format!("{} is {text:?}", path.join(".")));
    node.words(Aspect::Demands, demands.collect::<Vec<_>>().join(", "));
    node
}

fn expand_paths<'a>(node: &mut Node<'a>, expand: &'a ExpandPaths) {
    let ExpandPaths { paths, open } = expand;
    for ExpandPath { name, wire } in paths {
        let mut part = Node::new(ViewKind::ExpandPath, wire.as_str());
        part.text(Aspect::RustName, name.as_str());
        node.parts.push(part);
    }
    node.text(Aspect::Open, open.as_str());
}
