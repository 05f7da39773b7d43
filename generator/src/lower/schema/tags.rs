//! What tells the alternatives of a union apart.
//!
//! In: the alternatives, and a `discriminator` if there is one. Out: the member to look at, and the values it has in each.
//! What always holds: no value means two alternatives.

use std::collections::BTreeSet;

use serde_json::Value;

use super::view::{Alternative, View};
use crate::api::Pointer;
use crate::lower::context::Lowering;
use crate::spec::{Discriminator, SchemaType};

/// What tells the alternatives of a union apart.
pub struct Tag {
    /// The member.
    pub member: String,
    /// Its values in each alternative.
    pub values: Vec<Vec<String>>,
}

fn all_differ(values: &[Vec<String>]) -> bool {
    let mut seen = BTreeSet::new();
    values.iter().flatten().all(|value| seen.insert(value))
}

impl<'d> Lowering<'d> {
    /// The member that tells the alternatives apart, and the values it has in each.
    pub fn tag(&self, branches: &[Alternative<'d>], view: View<'d>) -> Option<Tag> {
        if let Some(discriminator) = &view.discriminator {
            let member = &discriminator.member;
            let values: Option<Vec<_>> = branches
                .iter()
                .map(|branch| self.discriminated(discriminator, branch))
                .collect();
            // A mapping that the alternatives inherit is as good as one that stands here.
            let inherited = discriminator.mapping.is_empty();
            let inherited = inherited.then(|| self.inherited_tag(branches, Some(member)));
            if let Some(tag) = inherited.flatten() {
                return Some(tag);
            }
            // Without a value for each alternative, the member can't tell them apart.
            return values
                .filter(|values| all_differ(values))
                .map(|values| Tag {
                    member: member.clone(),
                    values,
                });
        }
        self.constant_tag(branches)
            .or_else(|| self.inherited_tag(branches, None))
    }

    /// The member with one value in each alternative, another one in each.
    fn constant_tag(&self, branches: &[Alternative<'d>]) -> Option<Tag> {
        let (first, rest) = branches.split_first()?;
        first.view.properties.keys().find_map(|member| {
            let mut values = vec![vec![self.single_value(first, member)?]];
            for branch in rest {
                let value = vec![self.single_value(branch, member)?];
                if values.contains(&value) {
                    return None;
                }
                values.push(value);
            }
            Some(Tag {
                member: member.clone(),
                values,
            })
        })
    }

    /// The member that tells apart what alternatives are made of, as long as no two are told by one value.
    fn inherited_tag(&self, branches: &[Alternative<'d>], member: Option<&str>) -> Option<Tag> {
        let places: Vec<&Pointer> = branches
            .iter()
            .map(|branch| &branch.view.schema.at)
            .collect();
        let (member, values) = self.bases.inherited(&places, member)?;
        let owned = |texts: Vec<&str>| texts.into_iter().map(str::to_owned).collect();
        let values: Vec<Vec<String>> = values.into_iter().map(owned).collect();
        let is_complete = values.iter().all(|values| !values.is_empty()) && all_differ(&values);
        is_complete.then(|| Tag {
            member: member.to_owned(),
            values,
        })
    }

    /// The values of a discriminator that mean this branch: those mapped to it, else its only one, else the name that it
    /// is referred to by.
    fn discriminated(
        &self,
        discriminator: &Discriminator,
        branch: &Alternative<'d>,
    ) -> Option<Vec<String>> {
        if !matches!(branch.view.kind, Some(SchemaType::Object) | None) {
            return None;
        }
        let only = self
            .single_value(branch, &discriminator.member)
            .map(|only| vec![only]);
        let Some(reference) = &branch.used.reference else {
            return only;
        };
        let name = reference.direct.tokens().last()?;
        let mapping = discriminator.mapping.iter().filter(|(_, mapped)| {
            mapped.text == name || mapped.to.as_ref() == Some(&reference.direct)
        });
        let mapped: Vec<String> = mapping.map(|(value, _)| value.clone()).collect();
        if mapped.is_empty() {
            only.or(Some(vec![name]))
        } else {
            Some(mapped)
        }
    }

    fn single_value(&self, branch: &Alternative<'d>, member: &str) -> Option<String> {
        branch.view.required.iter().find(|name| *name == member)?;
        let property = branch.view.properties.get(member)?;
        match self.schema(property).values.as_slice() {
            [Value::String(only)] => Some(only.clone()),
            _ => None,
        }
    }
}
