//! What alternatives without a name of their own are called.
//!
//! In: all alternatives of a union. Out: for each, what it is called: by its title, its only value, the one value of a
//! member, a member that it alone has or needs, itself or in one of its members, or its kind. What always holds: the same alternatives in the same order get the
//! same names; a number stands only where nothing tells an alternative apart.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Alternative, component_name};
use crate::lower::context::Lowering;
use crate::lower::schema::schemas::title;
use crate::spec::{Schema, SchemaType};

/// How deep the parts of an alternative are looked for members.
const DEEPEST: usize = 8;

/// The members of an alternative, in the document's order.
#[derive(Default)]
struct Members<'d> {
    /// Those that a value has, first.
    required: Vec<&'d str>,
    all: Vec<&'d str>,
    /// Those inside of them, each with the member that it is in.
    inner: Vec<(&'d str, &'d str)>,
    /// Those with one value.
    constants: Vec<(&'d str, &'d str)>,
}

impl<'d> Members<'d> {
    fn add(&mut self, lowering: &Lowering<'d>, schema: &'d Schema, levels: usize) {
        self.required
            .extend(schema.required.iter().map(String::as_str));
        for (name, member) in &schema.properties {
            self.all.push(name);
            let inner = lowering.schema(member).properties.keys();
            self.inner
                .extend(inner.map(|inner| (name.as_str(), inner.as_str())));
            if let [Value::String(only)] = lowering.schema(member).values.as_slice()
                && !only.is_empty()
            {
                self.constants.push((name, only));
            }
        }
        let Some(levels) = levels.checked_sub(1) else {
            return;
        };
        for part in &schema.all_of {
            self.add(lowering, lowering.schema(part), levels);
        }
    }

    /// Those that a value has, then the others.
    fn in_order(&self) -> impl Iterator<Item = &'d str> + '_ {
        let is_there = |name: &&&str| self.all.contains(*name);
        let others = self.all.iter().filter(|name| !self.required.contains(name));
        self.required.iter().filter(is_there).chain(others).copied()
    }
}

impl<'d> Lowering<'d> {
    /// What the alternatives are called, where they have no type with a name; `keyed` asks for their keys among the components.
    pub fn branch_names(&self, branches: &[Alternative<'d>], keyed: bool) -> Vec<String> {
        let members: Vec<Members<'d>> = branches
            .iter()
            .map(|branch| {
                let mut members = Members::default();
                members.add(self, branch.view.schema, DEEPEST);
                members
            })
            .collect();
        let objects = members.iter().filter(|one| !one.all.is_empty()).count();
        let mut chosen = BTreeSet::new();
        let mut names = Vec::with_capacity(branches.len());
        for (index, branch) in branches.iter().enumerate() {
            let key = component_name(branch).filter(|_| keyed);
            let told = key.into_iter().chain(said(branch.view.schema));
            let marks = marks(&members, index).filter(|_| objects > 1);
            let mut wishes = told.chain(marks).chain(kind(branch.view.schema)).peekable();
            let first = wishes.peek().cloned();
            let name = wishes.find(|wish| !chosen.contains(wish)).or(first);
            let name = name.unwrap_or_else(|| format!("option {}", index + 1));
            chosen.insert(name.clone());
            names.push(name);
        }
        names
    }
}

/// What the schema says of itself.
fn said(schema: &Schema) -> impl Iterator<Item = String> {
    let only = match schema.values.as_slice() {
        [Value::String(only)] if !only.is_empty() => Some(only.clone()),
        _ => None,
    };
    title(schema).into_iter().chain(only)
}

/// What an object has that no other alternative has: the value of a member, a member, or one that it needs.
fn marks<'m>(all: &'m [Members<'_>], index: usize) -> impl Iterator<Item = String> + 'm {
    let others = move || {
        let numbered = all.iter().enumerate();
        numbered.filter(move |(other, _)| *other != index)
    };
    let own = all.get(index);
    let constants = own.into_iter().flat_map(|own| &own.constants);
    let values = constants.filter(move |one| !others().any(|(_, it)| it.constants.contains(one)));
    let members = own.into_iter().flat_map(Members::in_order);
    let alone = members.filter(move |one| !others().any(|(_, it)| it.all.contains(one)));
    let demanded = own.into_iter().flat_map(|own| own.required.iter().copied());
    let demanded = demanded.filter(move |one| !others().any(|(_, it)| it.required.contains(one)));
    let inner = own.into_iter().flat_map(|own| &own.inner);
    let inner = inner.filter(move |one| !others().any(|(_, it)| it.inner.contains(one)));
    let inner = inner.map(|(_, member)| *member);
    values.map(|(_, value)| (*value).to_owned()).chain(
        alone
            .chain(demanded)
            .chain(inner)
            .map(|member| format!("with {member}")),
    )
}

fn kind(schema: &Schema) -> Option<String> {
    let word = match (schema.kind, schema.values.is_empty()) {
        (Some(SchemaType::Text), false) => "value",
        (Some(SchemaType::Text), true) => "text",
        (Some(SchemaType::Integer | SchemaType::Number), false) => "number",
        (Some(SchemaType::Array), _) => "list",
        (Some(SchemaType::Object), _) => "object",
        (None, true) if !schema.properties.is_empty() => "object",
        _ => return None,
    };
    Some(word.to_owned())
}
