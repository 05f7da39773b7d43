//! `oneOf` and `anyOf`: values that can be one of several things.
//!
//! In: a schema with alternatives. Out: what they mean together, in this order: one alternative is itself; something
//! or `""` is [`Type::Clearable`]; an id or an object is [`Type::Expandable`]; bounds or a value is [`Type::Range`];
//! known texts or any text is an open enum; all else is a [`Union`]. What always holds: these are recognised by their
//! form, never by a name.

use openapiv3::AdditionalProperties;
use serde_json::Value;

use super::limits::either;
use super::schemas::{Definition, Use, title};
use super::view::View;
use crate::api::{Ident, Pointer, Selector, TextFormat, Type, TypeKind, Union, UnionVariant};
use crate::lower::context::{Direction, Lowered, Lowering, Site};
use crate::lower::reference::references::Node;
use crate::names::{self, Scope};

/// One alternative.
#[derive(Clone, Debug)]
pub struct Branch<'d> {
    /// The schema or the reference to it.
    pub node: Node<'d>,
    /// Where it stands.
    pub here: Pointer,
    /// Where its schema stands.
    pub pointer: Pointer,
    /// The schema.
    pub view: View<'d>,
}

impl<'d> Lowering<'d> {
    /// A schema with `oneOf` or `anyOf`.
    pub fn define_union(&mut self, view: &View<'d>, site: &Site) -> Lowered<Definition> {
        if !view.one_of.is_empty() && !view.any_of.is_empty() {
            return self.fail(
                "unsupported-union",
                &site.pointer,
                "`oneOf` and `anyOf` stand in one schema",
                "this schema",
                "keep one of the two, in an overlay",
            );
        }
        let branches = self.branches(view, site);
        let own = View {
            one_of: &[],
            any_of: &[],
            ..view.clone()
        };
        if branches.iter().all(|branch| branch.view.is_unconstrained()) && !own.is_unconstrained() {
            // The alternatives only say which members go together; Rust's types can't, and the members are all here.
            return self.define(&own, site);
        }
        if own.properties.is_some() {
            return self.fail(
                "unsupported-union",
                &site.pointer,
                "a schema has members of its own beside its alternatives",
                "this schema",
                "move the members into each alternative, in an overlay",
            );
        }
        self.define_branches(branches, view, site)
    }

    /// The alternatives of a schema.
    pub fn branches(&self, view: &View<'d>, site: &Site) -> Vec<Branch<'d>> {
        let (keyword, nodes) = if view.one_of.is_empty() {
            ("anyOf", view.any_of)
        } else {
            ("oneOf", view.one_of)
        };
        let at = site.pointer.child(keyword);
        let branch = |(index, node)| {
            let (node, here) = (Node::from(node), at.child(index));
            let (pointer, schema) = self.target(node, &here)?;
            Some(Branch {
                node,
                here,
                pointer,
                view: View::of(schema),
            })
        };
        nodes.iter().enumerate().filter_map(branch).collect()
    }

    fn define_branches(
        &mut self,
        mut branches: Vec<Branch<'d>>,
        view: &View<'d>,
        site: &Site,
    ) -> Lowered<Definition> {
        if site.direction == Direction::Request
            && branches.len() > 1
            && let Some(empty) = branches
                .iter()
                .position(|branch| is_empty_text(&branch.view))
        {
            branches.remove(empty);
            return self.clearable(branches, view, site);
        }
        if let [only] = branches.as_slice() {
            let site = Site {
                pointer: only.here.clone(),
                depth: site.depth + 1,
                ..site.clone()
            };
            return self
                .use_of(only.node, &site)
                .map(|found| Definition::Use(Box::new(found)));
        }
        if view.extension("x-expansionResources").is_some()
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
        if let Some(open) = open_enum(&branches) {
            return Ok(open);
        }
        self.union(&branches, view, site)
    }

    fn type_of_branches(
        &mut self,
        branches: Vec<Branch<'d>>,
        view: &View<'d>,
        site: &Site,
    ) -> Lowered<Type> {
        let found = self.define_branches(
            branches,
            &View {
                extensions: None,
                ..view.clone()
            },
            site,
        )?;
        Ok(self.settled(found, view, site).ty)
    }

    /// `anyOf [X, enum ['']]`.
    fn clearable(
        &mut self,
        branches: Vec<Branch<'d>>,
        view: &View<'d>,
        site: &Site,
    ) -> Lowered<Definition> {
        if let [only] = branches.as_slice()
            && self.is_text_map(&only.view)
        {
            let limits = self.notes(only.node).limits;
            return Ok(Definition::Use(Box::new(Use {
                limits,
                ..Use::plain(Type::ClearableEntries)
            })));
        }
        let found = self.define_branches(branches, view, site)?;
        let found = self.settled(found, view, site);
        Ok(Definition::Use(Box::new(found.clearable())))
    }

    /// A map of plain texts, whose keys can be cleared one by one.
    fn is_text_map(&self, view: &View<'d>) -> bool {
        let Some(AdditionalProperties::Schema(value)) =
            view.additional.filter(|_| view.properties.is_none())
        else {
            return false;
        };
        let value = self
            .target((&**value).into(), &Pointer::root())
            .map(|(_, schema)| View::of(schema));
        value.is_some_and(|value| is_text(&value) && value.format.is_none() && !value.nullable)
    }

    fn union(
        &mut self,
        branches: &[Branch<'d>],
        view: &View<'d>,
        site: &Site,
    ) -> Lowered<Definition> {
        let tag = self.tag(branches, view);
        // The alternatives that stand here are lowered below; components were looked at before.
        if let Some(tag) = &tag {
            let properties = branches
                .iter()
                .map(|branch| branch.pointer.child("properties"));
            self.tag_members
                .extend(properties.map(|properties| properties.child(&tag.member)));
        }
        let mut scope = Scope::variants();
        let mut variants: Vec<UnionVariant> = Vec::with_capacity(branches.len());
        let mut failure = None;
        for (index, branch) in branches.iter().enumerate() {
            let wished = branch_name(&branch.view, index);
            let at = Site {
                pointer: branch.here.clone(),
                name: names::join(&[&site.name, &wished]),
                depth: site.depth + 1,
                ..site.clone()
            };
            let (ty, limits) = match self.use_of(branch.node, &at) {
                Ok(found) => (boxed(found.ty), found.limits),
                Err(failed) => {
                    failure = Some(failed);
                    continue;
                }
            };
            let tags = tag
                .as_ref()
                .and_then(|tag| tag.values.get(index).cloned())
                .unwrap_or_default();
            match variants.iter_mut().find(|variant| variant.ty == ty) {
                Some(same) => {
                    same.tags.extend(tags);
                    same.limits = either(std::mem::take(&mut same.limits), limits);
                }
                None => {
                    let name = scope.claim(&[self.variant_name(&ty, &wished)]).ident;
                    variants.push(UnionVariant {
                        name,
                        ty,
                        tags,
                        from: false,
                        limits,
                        demands: Vec::new(),
                        pointer: branch.here.clone(),
                    });
                }
            }
        }
        failure.map_or(Ok(()), Err)?;
        if let [only] = variants.as_slice() {
            return Ok(Definition::Use(Box::new(Use {
                limits: only.limits.clone(),
                ..Use::plain(only.ty.clone())
            })));
        }
        let open = super::enums::open_variant(
            &mut scope,
            variants.iter().map(|variant| variant.name.clone()),
        );
        let selector = tag.map_or(Selector::FirstMatch, |tag| Selector::Tag(tag.member));
        Ok(Definition::Kind(TypeKind::Union(Union {
            variants,
            selector,
            open,
        })))
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
            Type::Text(_) => "text",
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

/// What an alternative without a name of its own is called: by its title, its only value or its kind.
fn branch_name(view: &View<'_>, index: usize) -> String {
    let only = match view.values.as_slice() {
        [Value::String(only)] if !only.is_empty() => Some(only.clone()),
        _ => None,
    };
    let kind = match (view.kind, view.values.is_empty()) {
        (Some("string"), false) => Some("value".to_owned()),
        (Some("string"), true) => Some("text".to_owned()),
        (Some("array"), _) => Some("list".to_owned()),
        _ => None,
    };
    title(view)
        .or(only)
        .or(kind)
        .unwrap_or_else(|| format!("option {}", index + 1))
}

/// Structs differ in size: behind a pointer, a union is as small as its smallest alternative.
fn boxed(ty: Type) -> Type {
    if matches!(ty, Type::Named(_)) {
        Type::Boxed(Box::new(ty))
    } else {
        ty
    }
}

pub fn is_empty_text(view: &View<'_>) -> bool {
    matches!(view.values.as_slice(), [Value::String(only)] if only.is_empty())
}

fn is_text(view: &View<'_>) -> bool {
    view.kind == Some("string") && view.values.is_empty()
}

/// `anyOf [enum, string]`: the known values, and any other.
fn open_enum(branches: &[Branch<'_>]) -> Option<Definition> {
    let [first, second] = branches else {
        return None;
    };
    let known = match (is_text(&first.view), is_text(&second.view)) {
        (true, false) => second,
        (false, true) => first,
        _ => return None,
    };
    let texts: Option<Vec<&str>> = known.view.values.iter().map(Value::as_str).collect();
    let texts = texts.filter(|texts| !texts.is_empty())?;
    Some(match texts.as_slice() {
        // The empty text is a text as well.
        [""] => Type::Text(TextFormat::Plain).into(),
        _ => Definition::OpenEnum(super::enums::string_enum(&texts)),
    })
}
