//! Events that a header tells apart.
//!
//! In: the sources of events. Out: [`Telling`], by a header that has one value for each event, or by that together with a member of
//! the body. What always holds: an example of a header only counts where the document calls the event by it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::sources::Source;
use super::telling::{By, EventBody, NamedEvent, Said, Telling, alternatives, is_alike, whole};
use crate::api::Told;
use crate::lower::context::Lowering;
use crate::spec::ParameterLocation;

/// The value of a header.
#[derive(Clone, Copy)]
struct HeaderValue<'d> {
    text: &'d str,
    /// Whether the document knows no other, and does not only give an example.
    is_only: bool,
}

impl<'d> Lowering<'d> {
    /// The events, by a header that has one value for each of them.
    pub fn by_header(&self, sources: &[Source<'d>]) -> Option<Telling<'d>> {
        let mut headers = headers(sources);
        headers.find_map(|header| self.by_header_of(sources, header, By::Form))
    }

    /// The same by that header.
    pub fn by_header_of(
        &self,
        sources: &[Source<'d>],
        header: &str,
        by: By,
    ) -> Option<Telling<'d>> {
        let mut taken = BTreeSet::new();
        let mut events = Vec::with_capacity(sources.len());
        for source in sources {
            let value = self.header_value(source, header);
            let value = value.filter(|value| value.is_only || is_alike(value.text, &source.key));
            let name = match (value, by) {
                (Some(value), _) => value.text,
                (None, By::Word) => source.key.as_str(),
                (None, By::Form) => return None,
            };
            if !taken.insert(name.to_owned()) {
                return None;
            }
            events.push(vec![whole(name)]);
        }
        Some(Telling {
            told: Told::Header {
                header: header.to_owned(),
                member: None,
            },
            events,
        })
    }

    /// The events, by a header and a member that only together have values of their own for each.
    pub fn by_header_with_member(&self, sources: &[Source<'d>]) -> Option<Telling<'d>> {
        let members = self.members_with_one_value(sources);
        headers(sources).find_map(|header| {
            let mut members = members.iter();
            members
                .find_map(|member| self.by_header_and_member(sources, (header, member), By::Form))
        })
    }

    /// The same by that header and that member. An event whose body lacks the member is called by the header alone.
    pub fn by_header_and_member(
        &self,
        sources: &[Source<'d>],
        (header, member): (&str, &str),
        by: By,
    ) -> Option<Telling<'d>> {
        let values = sources.iter().map(|it| self.header_value(it, header));
        let values: Vec<Option<HeaderValue<'d>>> = values.collect();
        let mut taken = BTreeSet::new();
        let mut events = Vec::with_capacity(sources.len());
        for (source, value) in sources.iter().zip(&values) {
            let body = source.schema().filter(|_| !source.is_broken);
            let said = body.and_then(|body| self.said(body, member));
            let said = said.unwrap_or_default();
            let same = values.iter().flatten();
            let is_shared = |value: HeaderValue<'d>| {
                let same = same.filter(|other| other.text == value.text);
                same.count() > 1
            };
            let named = match (*value, by) {
                (None, By::Word) if said.is_empty() => vec![whole(&source.key)],
                (None, _) => return None,
                (Some(value), _) => named(value.text, &said, is_shared(value)),
            };
            let is_sure = |(name, _): &NamedEvent<'d>| {
                let is_there = said.iter().all(|said| said.is_required);
                is_alike(name, &source.key)
                    || (is_there && value.is_some_and(|value| value.is_only))
            };
            if by == By::Form && !named.iter().all(is_sure) {
                return None;
            }
            if !named.iter().all(|(name, _)| taken.insert(name.clone())) {
                return None;
            }
            events.push(named);
        }
        Some(Telling {
            told: Told::Header {
                header: header.to_owned(),
                member: Some(member.to_owned()),
            },
            events,
        })
    }

    /// The members that have one value in some body.
    fn members_with_one_value(&self, sources: &[Source<'d>]) -> Vec<&'d str> {
        let mut found = BTreeSet::new();
        let bodies = sources.iter().filter(|source| !source.is_broken);
        for body in bodies.filter_map(Source::schema) {
            let schema = self.schema(body);
            let one = alternatives(schema).next();
            let one = one.map_or(schema, |used| self.schema(used));
            for part in self.all_parts(one) {
                let members = part.properties.iter();
                let single = members.filter(|(_, used)| {
                    matches!(self.schema(used).values.as_slice(), [Value::String(_)])
                });
                found.extend(single.map(|(name, _)| name.as_str()));
            }
        }
        found.into_iter().collect()
    }

    /// What is known of the value of a header with an event.
    fn header_value(&self, source: &Source<'d>, header: &str) -> Option<HeaderValue<'d>> {
        let mut parameters = source.operation?.parameters.iter();
        let parameter = parameters.find(|one| {
            one.location == ParameterLocation::Header && one.name.eq_ignore_ascii_case(header)
        })?;
        let schema = parameter.schema.as_ref().map(|used| self.schema(used));
        let values = schema.map(|schema| schema.values.as_slice());
        match values {
            Some([Value::String(only)]) => Some(HeaderValue {
                text: only,
                is_only: true,
            }),
            _ => parameter.example.as_deref().map(|text| HeaderValue {
                text,
                is_only: false,
            }),
        }
    }
}

/// The headers that come with the first event.
fn headers<'s>(sources: &'s [Source<'_>]) -> impl Iterator<Item = &'s str> {
    let operation = sources.first().and_then(|source| source.operation);
    let parameters = operation.into_iter().flat_map(|it| &it.parameters);
    parameters
        .filter(|one| one.location == ParameterLocation::Header)
        .map(|one| one.name.as_str())
}

/// The events of one source: each value of the member makes one, unless they are several that the header tells from all others.
fn named<'d>(header: &str, said: &[Said<'d>], is_shared: bool) -> Vec<NamedEvent<'d>> {
    let is_one = match said {
        [] => true,
        [only] => {
            let is_whole = matches!(only.holds, EventBody::Whole);
            is_whole && (only.values.is_empty() || (only.values.len() > 1 && !is_shared))
        }
        _ => false,
    };
    if is_one {
        return vec![whole(header)];
    }
    let each = said.iter().flat_map(|said| {
        let values = said.values.iter();
        values.map(|value| (format!("{header}.{value}"), said.holds))
    });
    each.collect()
}
