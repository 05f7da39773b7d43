//! Which components are made of which, and what tells those apart that are made of one.
//!
//! In: what the document says. Out: for a component, those that its `allOf` names, over any number of steps, and those that name
//! it; the `discriminator` that it has or inherits, and the texts by which that names others. What always holds: circles end a
//! walk; nothing recurses; the document's order is kept.

use std::collections::{BTreeMap, BTreeSet};

use crate::api::Pointer;
use crate::spec::{Discriminator, Schema, Spec};

/// Components that others are made of, by way of `allOf`.
#[derive(Debug, Default)]
pub struct Bases<'d> {
    /// By component: the components among its parts.
    parents: BTreeMap<&'d Pointer, Vec<&'d Pointer>>,
    /// By component: those that it is a part of.
    children: BTreeMap<&'d Pointer, Vec<&'d Pointer>>,
    /// By component: what it says itself, in a part that stands inline included.
    discriminators: BTreeMap<&'d Pointer, &'d Discriminator>,
    /// By component: its key.
    keys: BTreeMap<&'d Pointer, &'d str>,
    /// Those that are made of one with a discriminator: few are, so that most need no walk.
    told_apart: BTreeSet<&'d Pointer>,
}

/// A component that a discriminator names, and the texts by which it does.
pub type TaggedComponent<'d> = (&'d Pointer, Vec<&'d str>);

impl<'d> Bases<'d> {
    /// Those of a document.
    pub fn of(spec: &'d Spec) -> Self {
        let mut found = Self::default();
        for (key, component) in &spec.components {
            if component.reference.is_none() {
                found.keys.insert(&component.at, key);
            }
        }
        for component in spec.components.values() {
            if component.reference.is_none() {
                found.add(spec, &component.at, spec.schemas.of(component));
            }
        }
        found.told_apart = found.below_discriminators();
        found
    }

    fn below_discriminators(&self) -> BTreeSet<&'d Pointer> {
        let mut below = BTreeSet::new();
        let mut pending: Vec<&Pointer> = self.discriminators.keys().copied().collect();
        while let Some(at) = pending.pop() {
            let children = self.children.get(at).into_iter().flatten();
            pending.extend(children.filter(|child| below.insert(**child)));
        }
        below
    }

    fn add(&mut self, spec: &'d Spec, at: &'d Pointer, schema: &'d Schema) {
        let mut discriminator = schema.discriminator.as_deref();
        for part in &schema.all_of {
            let inner = spec.schemas.of(part);
            if self.keys.contains_key(&inner.at) {
                self.parents.entry(at).or_default().push(&inner.at);
                self.children.entry(&inner.at).or_default().push(at);
            } else {
                discriminator = discriminator.or(inner.discriminator.as_deref());
            }
        }
        if let Some(discriminator) = discriminator {
            self.discriminators.insert(at, discriminator);
        }
    }

    /// A component and all that it is made of, the nearest first.
    fn line(&self, at: &Pointer) -> Vec<&'d Pointer> {
        self.reached(at, &self.parents)
    }

    /// A component and all that are made of it, the nearest first.
    fn derived(&self, at: &Pointer) -> Vec<&'d Pointer> {
        self.reached(at, &self.children)
    }

    fn reached(
        &self,
        at: &Pointer,
        ways: &BTreeMap<&'d Pointer, Vec<&'d Pointer>>,
    ) -> Vec<&'d Pointer> {
        let start = self.keys.get_key_value(at).map(|(at, _)| *at);
        let mut found: Vec<&'d Pointer> = start.into_iter().collect();
        let mut seen: BTreeSet<&Pointer> = found.iter().copied().collect();
        let mut next = 0;
        while let Some(at) = found.get(next).copied() {
            let ways = ways.get(at).into_iter().flatten();
            found.extend(ways.filter(|at| seen.insert(at)));
            next += 1;
        }
        found
    }

    /// Whether one component is made of another one.
    pub fn is_made_of(&self, at: &Pointer, base: &Pointer) -> bool {
        at != base && self.line(at).into_iter().any(|other| other == base)
    }

    /// Whether a component is made of one whose discriminator tells apart what is made of it.
    pub fn is_told_apart(&self, at: &Pointer) -> bool {
        self.told_apart.contains(at)
    }

    /// What tells apart what is made of a component: its discriminator, or the nearest that it inherits, and the components that
    /// this names, by the texts that do. `None` if it names nothing but the component itself.
    pub fn told_apart(&self, base: &Pointer) -> Option<(&'d str, Vec<TaggedComponent<'d>>)> {
        if !self.discriminators.contains_key(base) && !self.told_apart.contains(base) {
            return None;
        }
        let owner = self
            .line(base)
            .into_iter()
            .find(|at| self.discriminators.contains_key(at))?;
        let member = self.discriminators.get(owner)?.member.as_str();
        let mut tagged: Vec<TaggedComponent<'d>> = Vec::new();
        for at in self.derived(base) {
            let texts = self.texts(at, base, member);
            let is_new = |text: &&str| tagged.iter().all(|(_, known)| !known.contains(text));
            let texts: Vec<&str> = texts.into_iter().filter(is_new).collect();
            if !texts.is_empty() {
                tagged.push((at, texts));
            }
        }
        let others = tagged.iter().any(|(at, _)| *at != base);
        others.then_some((member, tagged))
    }

    /// The texts that name a component, where a value may be anything made of a base: those of the mappings of all that it is made
    /// of, else its key. One below another with a discriminator of its own is told by that.
    fn texts(&self, at: &'d Pointer, base: &Pointer, member: &str) -> Vec<&'d str> {
        let mapped = self.mapped(at, member);
        if !mapped.is_empty() {
            return mapped;
        }
        let line = self.line(at);
        let is_between = |other: &&&Pointer| **other != at && self.is_made_of(other, base);
        let mut between = line.iter().filter(is_between);
        let is_told_below = between.any(|between| {
            let own = self.discriminators.get(*between);
            own.is_some_and(|own| own.member != member)
        });
        // Of the base itself nobody knows whether there are such values, unless the document names it.
        // Nor of one that only others are made of.
        let is_between_others =
            self.children.contains_key(at) && !self.discriminators.contains_key(at);
        let is_named = at != base && !is_told_below && !is_between_others;
        let key = self.keys.get(at).filter(|_| is_named);
        key.copied().into_iter().collect()
    }

    /// The texts by which mappings name a component: its own and those of all that it is made of.
    fn mapped(&self, at: &Pointer, member: &str) -> Vec<&'d str> {
        let Some(key) = self.keys.get(at) else {
            return Vec::new();
        };
        let mut found: Vec<&str> = Vec::new();
        let owners = self.line(at).into_iter();
        let all = owners.filter_map(|owner| self.discriminators.get(owner));
        for discriminator in all.filter(|discriminator| discriminator.member == member) {
            for (text, to) in &discriminator.mapping {
                let is_meant = to.to.as_ref() == Some(at) || to.text == *key;
                if is_meant && !found.contains(&text.as_str()) {
                    found.push(text);
                }
            }
        }
        found
    }

    /// The member that tells these components apart, as all of them are made of one with a discriminator, and the texts that name
    /// each: its own, else those of the nearest that it is made of.
    pub fn inherited(
        &self,
        all: &[&Pointer],
        wanted: Option<&str>,
    ) -> Option<(&'d str, Vec<Vec<&'d str>>)> {
        let (first, rest) = all.split_first()?;
        let is_common = |base: &&Pointer| {
            let is_base = |at: &&&Pointer| ***at == **base || self.is_made_of(at, base);
            rest.iter().all(|at| is_base(&at))
        };
        let line = self.line(first).into_iter().filter(is_common);
        let mut members =
            line.filter_map(|base| Some((base, self.discriminators.get(base)?.member.as_str())));
        let (base, member) =
            members.find(|(_, member)| wanted.is_none_or(|wanted| wanted == *member))?;
        let texts = all.iter().map(|at| {
            // What the base is called is no name of what is made of it.
            let line = self.line(at).into_iter();
            let line = line.filter(|other| other == at || self.is_made_of(other, base));
            let mut mapped = line.map(|at| self.mapped(at, member));
            let mapped = mapped.find(|texts| !texts.is_empty());
            mapped.unwrap_or_else(|| self.keys.get(*at).copied().into_iter().collect())
        });
        Some((member, texts.collect()))
    }
}
