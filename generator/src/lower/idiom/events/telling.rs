//! What tells the events of a document apart.
//!
//! In: the sources of events, and `x-client.eventName`. Out: [`Told`], with the names of the events of each source and what
//! their bodies are. What always holds: no two events have the same name; where nothing in a request surely tells them apart,
//! whoever receives one says which it is. First counts what is stated, then a `discriminator`, then a member with one value in each
//! body, then a header with one value for each, then such a header together with a member.

use std::collections::BTreeSet;

use serde_json::Value;

use super::sources::Source;
use crate::api::{Pointer, Told};
use crate::lower::context::Lowering;
use crate::spec::{Schema, SchemaUse};

/// What an event of some name holds.
#[derive(Clone, Copy)]
pub enum EventBody<'d> {
    /// The body that its source describes.
    Whole,
    /// An alternative of it.
    Alternative(&'d SchemaUse),
    /// A component that is made of the body's.
    Component(&'d Pointer),
}

/// A name of an event on the wire, and what it holds.
pub type NamedEvent<'d> = (String, EventBody<'d>);

/// What tells events apart, and the events of each source.
pub struct Telling<'d> {
    pub told: Told,
    pub events: Vec<Vec<NamedEvent<'d>>>,
}

/// What a member says of one alternative of a body.
pub struct Said<'d> {
    pub values: Vec<&'d str>,
    pub holds: EventBody<'d>,
    pub is_required: bool,
}

/// How sure it is that a member names events.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The document says so.
    Word,
    /// It has one value in each body.
    Form,
}

impl<'d> Lowering<'d> {
    /// Finds out what tells events apart, which are described at that place.
    pub fn telling(&mut self, sources: &[Source<'d>], at: &Pointer) -> Telling<'d> {
        let stated = self.stated_event_name();
        if let Some(telling) = stated.and_then(|told| self.by_word(sources, told)) {
            return telling;
        }
        if let Some(telling) = self.by_form(sources) {
            return telling;
        }
        if self.declared(sources).1 {
            self.warn(
                "webhook-discriminator",
                at,
                "the discriminators of the events do not tell all of them apart: whoever receives one has to say which it is",
                "these events",
                "give their schemas one `discriminator.propertyName` with values of their own, or state `x-client.eventName`",
            );
        }
        by_caller(sources)
    }

    fn by_form(&self, sources: &[Source<'d>]) -> Option<Telling<'d>> {
        let declared = match self.declared(sources).0.as_slice() {
            [only] => self.by_member(sources, only, By::Word),
            _ => None,
        };
        if declared.is_some() {
            return declared;
        }
        let by_member = self.by_one_value(sources);
        let is_called_so = |telling: &Telling<'d>| are_keys(sources, telling);
        if by_member.as_ref().is_some_and(is_called_so) {
            return by_member;
        }
        let by_both = self.by_header_with_member(sources);
        if by_both.as_ref().is_some_and(is_called_so) {
            return by_both;
        }
        let found = by_member.or_else(|| self.by_header(sources));
        found.or(by_both)
    }

    /// The same of callbacks, of which `x-client` says nothing: they go to different addresses, so that a discriminator that does
    /// not tell them apart is none of theirs.
    pub fn telling_callbacks(&self, sources: &[Source<'d>]) -> Telling<'d> {
        self.by_form(sources).unwrap_or_else(|| by_caller(sources))
    }

    /// What `x-client.eventName` says: nothing is guessed of it.
    fn by_word(&mut self, sources: &[Source<'d>], told: Told) -> Option<Telling<'d>> {
        let found = match &told {
            Told::Member(member) => self.by_member(sources, member, By::Word),
            Told::Header {
                header,
                member: None,
            } => self.by_header_of(sources, header, By::Word),
            Told::Header {
                header,
                member: Some(member),
            } => self.by_header_and_member(sources, (header, member), By::Word),
            Told::Caller => None,
        };
        if found.is_none() {
            let what = match &told {
                Told::Member(member) => format!("the member `{member}`"),
                Told::Header {
                    header,
                    member: None,
                } => format!("the header `{header}`"),
                Told::Header {
                    header,
                    member: Some(member),
                } => format!("the header `{header}` with the member `{member}`"),
                Told::Caller => "what is stated".to_owned(),
            };
            self.no_event_name(format!("{what} does not tell the events apart"));
        }
        found
    }

    /// The members that discriminators name, and whether each body has a discriminator.
    fn declared(&self, sources: &[Source<'d>]) -> (Vec<&'d str>, bool) {
        let sources = sources.iter().filter(|source| !source.is_broken);
        let tags: Vec<Option<&str>> = sources
            .map(|source| self.declared_tag(self.schema(source.schema()?)))
            .collect();
        let all = !tags.is_empty() && tags.iter().all(Option::is_some);
        let mut members: Vec<&str> = tags.into_iter().flatten().collect();
        members.sort_unstable();
        members.dedup();
        (members, all)
    }

    /// The member that the discriminator of a schema names, or that of all its alternatives.
    fn declared_tag(&self, schema: &'d Schema) -> Option<&'d str> {
        let own = |schema: &'d Schema| {
            let mut parts = self.all_parts(schema).into_iter();
            parts.find_map(|part| Some(part.discriminator.as_deref()?.member.as_str()))
        };
        own(schema).or_else(|| {
            let mut tags = alternatives(schema).map(|one| own(self.schema(one)));
            let first = tags.next()??;
            tags.all(|tag| tag == Some(first)).then_some(first)
        })
    }

    /// The events, if that member tells all of them apart.
    fn by_member(&self, sources: &[Source<'d>], member: &str, by: By) -> Option<Telling<'d>> {
        let keys: BTreeSet<&str> = sources.iter().map(|source| source.key.as_str()).collect();
        let mut taken = BTreeSet::new();
        let mut events = Vec::with_capacity(sources.len());
        for source in sources {
            let said = match source.is_broken {
                true => Vec::new(),
                false => self.said(source.schema()?, member)?,
            };
            let is_alone = sources.len() == 1 && said.len() == 1;
            if by == By::Form && !said.iter().all(|one| is_sure(one, &source.key, is_alone)) {
                return None;
            }
            let named = match said.as_slice() {
                [] => vec![whole(&source.key)],
                [
                    Said {
                        values,
                        holds: EventBody::Whole,
                        ..
                    },
                ] if by == By::Word => names_of_whole(values, &source.key, &keys),
                several => several.iter().flat_map(names_of_alternative).collect(),
            };
            if !named.iter().all(|(name, _)| taken.insert(name.clone())) {
                return None;
            }
            events.push(named);
        }
        Some(Telling {
            told: Told::Member(member.to_owned()),
            events,
        })
    }

    /// The events, by a member that has one value in each body: at best one whose values are what the document calls the events.
    fn by_one_value(&self, sources: &[Source<'d>]) -> Option<Telling<'d>> {
        let first = sources.iter().find(|source| !source.is_broken)?;
        let schema = self.schema(first.schema()?);
        let first = alternatives(schema).next();
        let first = first.map_or(schema, |used| self.schema(used));
        let parts = self.all_parts(first).into_iter();
        let members = parts.flat_map(|part| part.properties.keys());
        let found = members.filter_map(|member| self.by_member(sources, member, By::Form));
        let mut found: Vec<Telling<'d>> = found.collect();
        let best = found.iter().position(|telling| are_keys(sources, telling));
        let best = best.unwrap_or_default();
        (!found.is_empty()).then(|| found.swap_remove(best))
    }

    /// What a member says of a body; `None` if the body or an alternative lacks it.
    pub fn said(&self, body: &'d SchemaUse, member: &str) -> Option<Vec<Said<'d>>> {
        let schema = self.schema(body);
        let has_alternatives = alternatives(schema).next().is_some();
        if let Some((tag, tagged)) = self.bases.told_apart(&schema.at)
            && tag == member
            && !has_alternatives
        {
            let said = tagged.into_iter().map(|(at, values)| Said {
                values,
                holds: match *at == schema.at {
                    true => EventBody::Whole,
                    false => EventBody::Component(at),
                },
                is_required: true,
            });
            return Some(said.collect());
        }
        if has_alternatives && self.property(schema, member).is_none() {
            let said = alternatives(schema).map(|one| self.said_of(schema, one, member));
            return said.collect();
        }
        let values = self.property(schema, member)?;
        let is_required = self.is_required(schema, member);
        Some(vec![Said {
            values,
            holds: EventBody::Whole,
            is_required,
        }])
    }

    /// What a member says of an alternative: what a mapping has for it, its values, or else the name of the component.
    fn said_of(&self, union: &'d Schema, one: &'d SchemaUse, member: &str) -> Option<Said<'d>> {
        let schema = self.schema(one);
        let at = one.reference.as_ref().map_or(&one.at, |it| &it.direct);
        let key = self.components.get(at).map(|component| component.key);
        let declared = union.discriminator.as_deref();
        let declared = declared.filter(|declared| declared.member == member);
        let mapping = declared.into_iter().flat_map(|declared| &declared.mapping);
        let is_meant = |to: Option<&Pointer>| to == Some(at) || to == Some(&schema.at);
        let mapped = mapping
            .filter(|(_, to)| is_meant(to.to.as_ref()) || key == Some(to.text.as_str()))
            .map(|(text, _)| text.as_str());
        let mut values: Vec<&str> = mapped.collect();
        if values.is_empty() {
            values = self.property(schema, member).unwrap_or_default();
        }
        if values.is_empty() {
            values.extend(key.filter(|_| declared.is_some()));
        }
        (!values.is_empty()).then(|| Said {
            values,
            holds: EventBody::Alternative(one),
            is_required: declared.is_some() || self.is_required(schema, member),
        })
    }

    /// The texts that a property may be: none if it is any; `None` if there is no such property.
    fn property(&self, schema: &'d Schema, member: &str) -> Option<Vec<&'d str>> {
        let parts = self.all_parts(schema).into_iter();
        let found = parts.filter_map(|part| part.properties.get(member));
        let values = found.map(|property| self.schema(property).values.iter());
        let mut values: Vec<Vec<&str>> = values
            .map(|values| values.filter_map(Value::as_str).collect())
            .collect();
        let listed = values.iter().position(|values| !values.is_empty());
        (!values.is_empty()).then(|| values.swap_remove(listed.unwrap_or_default()))
    }

    fn is_required(&self, schema: &'d Schema, member: &str) -> bool {
        let mut parts = self.all_parts(schema).into_iter();
        parts.any(|part| part.required.iter().any(|name| name == member))
    }

    /// A schema and all that its `allOf` makes a part of it.
    pub fn all_parts(&self, schema: &'d Schema) -> Vec<&'d Schema> {
        let mut parts = vec![schema];
        let mut seen = BTreeSet::from([&schema.at]);
        let mut next = 0;
        while let Some(part) = parts.get(next).copied() {
            let inner = part.all_of.iter().map(|used| self.schema(used));
            parts.extend(inner.filter(|inner| seen.insert(&inner.at)));
            next += 1;
        }
        parts
    }
}

fn by_caller<'d>(sources: &[Source<'d>]) -> Telling<'d> {
    Telling {
        told: Told::Caller,
        events: sources.iter().map(|one| vec![whole(&one.key)]).collect(),
    }
}

/// Whether the names of the events are what the document calls them.
fn are_keys(sources: &[Source<'_>], telling: &Telling<'_>) -> bool {
    let mut pairs = sources.iter().zip(&telling.events);
    pairs.all(|(source, events)| events.iter().all(|(name, _)| is_alike(name, &source.key)))
}

/// The alternatives of a schema.
pub fn alternatives(schema: &Schema) -> impl Iterator<Item = &SchemaUse> {
    schema.one_of.iter().chain(&schema.any_of)
}

pub fn whole<'d>(name: &str) -> NamedEvent<'d> {
    (name.to_owned(), EventBody::Whole)
}

/// Whether a member that nothing but its values speaks for names events: it has one value, which is always there or is what the
/// document calls the event. Of a single body, which might have any constant, only the latter counts.
fn is_sure(said: &Said<'_>, key: &str, is_alone: bool) -> bool {
    match said.values.as_slice() {
        [only] => is_alike(only, key) || (said.is_required && !is_alone),
        _ => false,
    }
}

/// Whether two names have the same letters and digits.
pub fn is_alike(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let kept = text.chars().filter(|letter| letter.is_alphanumeric());
        kept.flat_map(char::to_lowercase).collect::<String>()
    };
    plain(one) == plain(other)
}

/// The names of events whose body is one thing: what the document calls it, unless its member has other values.
fn names_of_whole<'d>(values: &[&str], key: &str, keys: &BTreeSet<&str>) -> Vec<NamedEvent<'d>> {
    let others = values.iter().filter(|value| !keys.contains(**value));
    let others: Vec<NamedEvent<'d>> = others.map(|value| whole(value)).collect();
    match values.contains(&key) || others.is_empty() {
        true => vec![whole(key)],
        false => others,
    }
}

fn names_of_alternative<'d>(said: &Said<'d>) -> Vec<NamedEvent<'d>> {
    let values = said.values.iter();
    values
        .map(|value| ((*value).to_owned(), said.holds))
        .collect()
}
