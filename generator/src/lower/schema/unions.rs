//! `oneOf` and `anyOf`: values that can be one of several things.
//!
//! In: a schema with alternatives. Out: what they mean together, in this order: one alternative is itself; something
//! or `""` is [`Type::Clearable`]; an id or an object is [`Type::Expandable`]; bounds or a value is [`Type::Range`];
//! known texts or any text is an open enum; all else is a [`Union`]. What always holds: these are recognised by their
//! form, never by a name.

mod bases;
mod naming;
mod together;

use serde_json::Value;

use super::limits::either;
use super::tags::Tag;
use super::view::{Alternative, View};
use crate::api::{Ident, Selector, TextFormat, Type, TypeKind, Union, UnionVariant, Wrapper};
use crate::lower::context::{Definition, Direction, Lowered, Lowering, Site, TypeUse};
use crate::lower::reference::equal::equal;
use crate::names::{self, Scope};
use crate::spec::{AdditionalProperties, Schema, SchemaType};

impl<'d> Lowering<'d> {
    /// A schema with `oneOf` or `anyOf`.
    pub fn define_union(&mut self, view: View<'d>, site: &Site) -> Lowered<Definition> {
        let view = self.without_refinements(view, &self.members_of(&[view]));
        if view.one_of.is_empty() && view.any_of.is_empty() {
            return self.define(view, site);
        }
        if !view.one_of.is_empty() && !view.any_of.is_empty() {
            return self.fail(
                "unsupported-union",
                &site.pointer,
                "`oneOf` and `anyOf` stand in one schema",
                "this schema",
                "keep one of the two, in an overlay",
            );
        }
        let branches = self.branches(view);
        let has_all = |branch: &Alternative<'_>| {
            self.bases
                .is_made_of(&branch.view.schema.at, &view.schema.at)
        };
        if !view.properties.is_empty() && !branches.iter().all(has_all) {
            let own = view.without_alternatives();
            return self.define_with_members(branches, &[own], view, site);
        }
        self.define_branches(branches, view, site)
    }

    /// The alternatives of a schema.
    pub fn branches(&self, view: View<'d>) -> Vec<Alternative<'d>> {
        let branch = |used| Alternative {
            used,
            view: View::of(self.schema(used)),
        };
        let alternatives = view.one_of.iter().chain(view.any_of);
        alternatives.map(branch).collect()
    }

    fn define_branches(
        &mut self,
        mut branches: Vec<Alternative<'d>>,
        view: View<'d>,
        site: &Site,
    ) -> Lowered<Definition> {
        let null = branches.first().copied();
        branches.retain(|branch| !is_null(&branch.view));
        // Where all are null, one of them stays.
        branches.extend(null.filter(|_| branches.is_empty()));
        let empty = |branch: &Alternative<'_>| is_empty_text(&branch.view);
        if site.direction == Direction::Request && branches.len() > 1 && branches.iter().any(empty)
        {
            let only = branches.first().copied();
            branches.retain(|branch| !empty(branch));
            // Where all are the empty text, one of them stays.
            branches.extend(only.filter(|_| branches.is_empty()));
            return self.clearable(branches, view, site);
        }
        if let [only] = branches.as_slice() {
            let site = Site {
                pointer: only.used.at.clone(),
                depth: site.depth + 1,
                ..site.clone()
            };
            return self
                .use_of(only.used, &site)
                .map(|found| Definition::Use(Box::new(found)));
        }
        if view.is_expandable
            && let Some(text) = branches.iter().position(|branch| is_text(&branch.view))
        {
            branches.remove(text);
            let object = self.type_of_branches(branches, view, site)?;
            return Ok(Type::Expandable(Box::new(object)).into());
        }
        if site.direction == Direction::Request
            && let Some(range) = self.range(&branches, site)?
        {
            return Ok(Definition::Use(Box::new(range)));
        }
        if let Some((texts, known)) = open_enum(&branches) {
            return Ok(match texts.as_slice() {
                // The empty text is a text as well.
                [""] => Type::Text(TextFormat::Plain).into(),
                _ => Definition::OpenEnum(self.string_enum(&texts, known)),
            });
        }
        if let Some(texts) = known_texts(&branches) {
            let values = self.string_enum(&texts, view.schema);
            return Ok(Definition::Kind(TypeKind::StringEnum(values)));
        }
        self.union(&branches, &[], view, site)
    }

    fn type_of_branches(
        &mut self,
        branches: Vec<Alternative<'d>>,
        view: View<'d>,
        site: &Site,
    ) -> Lowered<Type> {
        let found = self.define_branches(
            branches,
            View {
                is_expandable: false,
                ..view
            },
            site,
        )?;
        Ok(self.settled(found, view.schema, site).ty)
    }

    /// `anyOf [X, enum ['']]`.
    fn clearable(
        &mut self,
        branches: Vec<Alternative<'d>>,
        view: View<'d>,
        site: &Site,
    ) -> Lowered<Definition> {
        if let [only] = branches.as_slice()
            && self.is_text_map(only.view.schema)
        {
            let limits = self.notes(only.used).limits;
            return Ok(Definition::Use(Box::new(TypeUse {
                limits,
                ..TypeUse::plain(Type::ClearableEntries)
            })));
        }
        let found = self.define_branches(branches, view, site)?;
        let found = self.settled(found, view.schema, site);
        Ok(Definition::Use(Box::new(found.clearable())))
    }

    /// A map of plain texts, whose keys can be cleared one by one.
    fn is_text_map(&self, schema: &Schema) -> bool {
        let Some(AdditionalProperties::Each(value)) = &schema.additional else {
            return false;
        };
        let value = self.schema(value);
        let is_plain = is_text(value) && value.format.is_none() && !value.nullable;
        is_plain && schema.properties.is_empty()
    }

    /// The alternatives, each of which has the members of what stands beside them as well.
    pub fn union(
        &mut self,
        branches: &[Alternative<'d>],
        beside: &[View<'d>],
        view: View<'d>,
        site: &Site,
    ) -> Lowered<Definition> {
        let tag = self.tag(branches, view);
        // The alternatives that stand here are lowered below; components were looked at before.
        if let Some(tag) = &tag {
            let schemas = branches.iter().map(|branch| &branch.view.schema.at);
            self.tag_members
                .extend(schemas.map(|at| at.child("properties").child(&tag.member)));
        }
        let mut scope = Scope::variants();
        let variants = self.variants(branches, beside, tag.as_ref(), &mut scope, site)?;
        if let [only] = variants.as_slice() {
            // Nothing needs the box of an alternative: a chain of such unions would be a box in a box.
            let ty = only.ty.behind(|wrapper| wrapper == Wrapper::Boxed);
            return Ok(Definition::Use(Box::new(TypeUse {
                limits: only.limits.clone(),
                ..TypeUse::plain(ty.clone())
            })));
        }
        let open = super::enums::open_variant(
            &mut scope,
            variants.iter().map(|variant| variant.name.clone()),
        );
        let selector = tag.map_or(Selector::BestFit, |tag| Selector::Tag(tag.member));
        Ok(Definition::Kind(TypeKind::Union(Union {
            variants,
            selector,
            open,
        })))
    }

    /// The alternatives, each type once.
    fn variants(
        &mut self,
        branches: &[Alternative<'d>],
        beside: &[View<'d>],
        tag: Option<&Tag>,
        scope: &mut Scope,
        site: &Site,
    ) -> Lowered<Vec<UnionVariant>> {
        let mut variants: Vec<UnionVariant> = Vec::with_capacity(branches.len());
        let mut failure = None;
        let mut kept: Vec<(usize, usize)> = Vec::new();
        let names = self.branch_names(branches, !beside.is_empty());
        for (index, (branch, wished)) in branches.iter().zip(names).enumerate() {
            if tag.is_none()
                && let Some(same) = self.same_as(branches, index, &kept)
                && let Some(variant) = variants.get_mut(same)
            {
                variant.also.extend(name_in_document(branch));
                continue;
            }
            let found = self.use_of_branch(branch, beside, &wished, site);
            let (ty, limits) = match found {
                Ok(found) => (boxed(found.ty), found.limits),
                Err(failed) => {
                    failure = Some(failed);
                    continue;
                }
            };
            let tags = tag
                .and_then(|tag| tag.values.get(index).cloned())
                .unwrap_or_default();
            match variants.iter_mut().find(|variant| variant.ty == ty) {
                Some(same) => {
                    same.tags.extend(tags);
                    same.limits = either(std::mem::take(&mut same.limits), limits);
                }
                None => {
                    kept.push((index, variants.len()));
                    let name = scope.claim(&[self.variant_name(&ty, &wished)]).ident;
                    variants.push(UnionVariant {
                        name,
                        ty,
                        tags,
                        status: None,
                        from: false,
                        limits,
                        also: Vec::new(),
                        demands: Vec::new(),
                        pointer: branch.used.at.clone(),
                    });
                }
            }
        }
        failure.map_or(Ok(variants), Err)
    }

    fn use_of_branch(
        &mut self,
        branch: &Alternative<'d>,
        beside: &[View<'d>],
        wished: &str,
        site: &Site,
    ) -> Lowered<TypeUse> {
        let at = Site {
            pointer: branch.used.at.clone(),
            name: names::join(&[&site.name, wished]),
            depth: site.depth + 1,
            ..site.clone()
        };
        match beside {
            [] => self.use_of(branch.used, &at),
            _ => self.use_with_members(branch, beside, &at),
        }
    }

    /// The variant of an earlier alternative that says the same as this one.
    fn same_as(
        &self,
        branches: &[Alternative<'d>],
        index: usize,
        kept: &[(usize, usize)],
    ) -> Option<usize> {
        let used = branches.get(index)?.used;
        let is_same = |(earlier, _): &&(usize, usize)| {
            let earlier = branches.get(*earlier).map(|branch| branch.used);
            earlier.is_some_and(|earlier| equal(&self.spec.schemas, earlier, used))
        };
        kept.iter().find(is_same).map(|(_, variant)| *variant)
    }

    fn variant_name(&self, ty: &Type, wished: &str) -> Ident {
        let component = |id: crate::api::TypeId| {
            self.components
                .get_index(id.index())
                .map(|(_, component)| component.ident.bare())
        };
        let word = match ty {
            Type::Named(id) => component(*id).unwrap_or(wished),
            Type::Boxed(inner) | Type::Expandable(inner) => {
                return self.variant_name(inner, wished);
            }
            Type::Bool => "bool",
            Type::Integer(_) => "integer",
            Type::Number(_) => "number",
            Type::Text(format) => format_word(format),
            Type::Timestamp => "timestamp",
            Type::Bytes | Type::File => "bytes",
            Type::Id(_) => "id",
            Type::Json => "json",
            Type::List(_) | Type::Page(_) => "list",
            Type::Map(_) | Type::Entries(_) | Type::ClearableEntries => "map",
            Type::Clearable(_) | Type::Range(_) | Type::Expand { .. } | Type::Nullable(_) => wished,
        };
        names::variant_ident(word)
    }
}

/// What a text is, in words.
fn format_word(format: &TextFormat) -> &str {
    match format {
        TextFormat::Plain => "text",
        TextFormat::Date => "date",
        TextFormat::DateTime => "date time",
        TextFormat::Decimal => "decimal",
        TextFormat::Base64 => "base64",
        TextFormat::Password => "password",
        TextFormat::Other(name) => name,
    }
}

/// Structs differ in size: behind a pointer, a union is as small as its smallest alternative.
fn boxed(ty: Type) -> Type {
    if matches!(ty, Type::Named(_)) {
        Type::Boxed(Box::new(ty))
    } else {
        ty
    }
}

/// What the document calls an alternative: its key, or its title.
fn name_in_document(branch: &Alternative<'_>) -> Option<String> {
    component_name(branch).or_else(|| branch.view.title.clone())
}

fn component_name(branch: &Alternative<'_>) -> Option<String> {
    branch.used.reference.as_ref()?.direct.tokens().last()
}

/// Null, and no other value.
pub fn is_null(view: &View<'_>) -> bool {
    view.nullable && view.is_unconstrained()
}

/// The text that is empty, and no other one.
pub fn is_empty_text(view: &Schema) -> bool {
    matches!(view.values.as_slice(), [Value::String(only)] if only.is_empty())
}

fn is_text(view: &Schema) -> bool {
    view.kind == Some(SchemaType::Text) && view.values.is_empty()
}

/// Several enums of text are one: all of their values.
fn known_texts<'d>(branches: &[Alternative<'d>]) -> Option<Vec<&'d str>> {
    let mut found = Vec::new();
    for branch in branches {
        let schema = branch.view.schema;
        let is_text = matches!(schema.kind, Some(SchemaType::Text) | None);
        if !is_text || schema.values.is_empty() || schema.nullable && branches.len() < 2 {
            return None;
        }
        for value in &schema.values {
            found.push(value.as_str()?);
        }
    }
    Some(found)
}

/// `anyOf [enum, string]`: the known values, and any other.
fn open_enum<'d>(branches: &[Alternative<'d>]) -> Option<(Vec<&'d str>, &'d Schema)> {
    let [first, second] = branches else {
        return None;
    };
    let known = match (is_text(&first.view), is_text(&second.view)) {
        (true, false) => second,
        (false, true) => first,
        _ => return None,
    };
    let schema = known.view.schema;
    let texts: Option<Vec<&str>> = schema.values.iter().map(Value::as_str).collect();
    let texts = texts.filter(|texts| !texts.is_empty())?;
    Some((texts, schema))
}
