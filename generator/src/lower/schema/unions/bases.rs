//! Components that others are made of, and whose `discriminator` tells which.
//!
//! In: a component with a discriminator of its own or an inherited one. Out: a union of all that the discriminator names and that
//! is made of the component, the component's own members included where it names these. What always holds: what takes the
//! component's members by `allOf` looks at its schema, and not at this union.

use crate::api::{Limits, Selector, Type, TypeKind, Union, UnionVariant};
use crate::lower::context::{Definition, Direction, Lowered, Lowering, Site, TypeDraft};
use crate::lower::schema::enums;
use crate::lower::schema::view::View;
use crate::names::{self, Scope};
use crate::spec::Schema;

impl<'d> Lowering<'d> {
    /// The union that a component is wherever it is read, if others are made of it that a discriminator tells apart.
    pub fn define_base(&mut self, schema: &'d Schema, site: &Site) -> Lowered<Option<TypeKind>> {
        let is_plain = schema.one_of.is_empty() && schema.any_of.is_empty();
        if site.direction == Direction::Request || !is_plain {
            return Ok(None);
        }
        let Some((member, tagged)) = self.bases.told_apart(&schema.at) else {
            return Ok(None);
        };
        let mut scope = Scope::variants();
        let mut variants = Vec::with_capacity(tagged.len());
        for (at, texts) in tagged {
            let ty = match *at == schema.at {
                true => self.own_members(schema, site)?,
                false => match self.component(at) {
                    Some(id) => Type::Named(id),
                    None => continue,
                },
            };
            let component = self.components.get(at);
            let name = component.map_or(site.name.as_str(), |component| component.ident.bare());
            let name = scope.claim(&[names::variant_ident(name)]).ident;
            variants.push(UnionVariant {
                name,
                ty: Type::Boxed(Box::new(ty)),
                tags: texts.into_iter().map(str::to_owned).collect(),
                status: None,
                from: false,
                limits: Limits::default(),
                also: Vec::new(),
                demands: Vec::new(),
                pointer: at.clone(),
            });
        }
        let wanted = variants.iter().map(|variant| variant.name.clone());
        let open = enums::open_variant(&mut scope, wanted);
        Ok(Some(TypeKind::Union(Union {
            variants,
            selector: Selector::Tag(member.to_owned()),
            open,
        })))
    }

    /// What a component is without all that is made of it.
    fn own_members(&mut self, schema: &'d Schema, site: &Site) -> Lowered<Type> {
        let site = Site {
            name: names::join(&[&site.name, "base"]),
            depth: site.depth + 1,
            ..site.clone()
        };
        Ok(match self.define(View::of(schema), &site)? {
            Definition::Kind(kind) => {
                let draft = TypeDraft {
                    kind,
                    docs: self.docs_of(schema),
                    deprecated: schema.deprecated,
                };
                Type::Named(self.add_inline(std::slice::from_ref(&site.name), draft, &site))
            }
            other @ (Definition::OpenEnum(_) | Definition::Use(_)) => {
                self.settled(other, schema, &site).ty
            }
        })
    }
}
