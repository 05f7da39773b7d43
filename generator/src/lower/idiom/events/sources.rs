//! Where a document says what the API sends.
//!
//! In: `x-webhooks`, and the callbacks of operations. Out: a [`Source`] for each body that differs. What always holds: no two
//! sources of a kind have the same key; what several operations refer to, or say alike, is one.

use std::collections::BTreeMap;

use indexmap::IndexMap;

use crate::api::Pointer;
use crate::lower::context::Lowering;
use crate::lower::operation::bodies::is_json;
use crate::lower::reference::equal::equal;
use crate::spec::{Event, Media, Operation, SchemaUse};

/// Something that the API sends.
pub struct Source<'d> {
    /// What the document calls it.
    pub key: String,
    /// Where it stands.
    pub at: &'d Pointer,
    /// What is sent, unless the document says nothing of it.
    pub operation: Option<&'d Operation>,
    /// Whether something of it could not be read.
    pub is_broken: bool,
}

impl<'d> Source<'d> {
    /// The body as JSON.
    pub fn json(&self) -> Option<&'d Media> {
        let body = self.operation?.body.as_ref()?;
        body.content.iter().find(|media| is_any_or_json(media))
    }

    /// What the body may be.
    pub fn schema(&self) -> Option<&'d SchemaUse> {
        self.json()?.schema.as_ref()
    }
}

fn is_any_or_json(media: &Media) -> bool {
    is_json(&media.media_type) || media.media_type == "*/*"
}

/// A callback of one operation.
struct Occurrence<'d> {
    /// The operation, as people know it.
    owner: String,
    /// Where it is sent to.
    expression: &'d str,
    source: Source<'d>,
}

impl<'d> Lowering<'d> {
    /// What `x-webhooks` says.
    pub fn webhook_sources(&mut self) -> Vec<Source<'d>> {
        let mut sources = Vec::new();
        for event in &self.spec.events {
            let sent = sent(event);
            for operation in &sent {
                let key = match sent.len() {
                    1 => event.name.clone(),
                    _ => format!(
                        "{} {}",
                        event.name,
                        operation.method.as_str().to_ascii_lowercase()
                    ),
                };
                sources.push(self.source(key, &event.at, Some(*operation)));
            }
            if sent.is_empty() {
                sources.push(self.source(event.name.clone(), &event.at, None));
            }
        }
        sources
    }

    /// What the callbacks of all operations say, by their names: one of a name that says something else elsewhere has the
    /// operation's name as well.
    pub fn callback_sources(&mut self) -> Vec<Source<'d>> {
        let mut named: IndexMap<&'d str, Vec<Occurrence<'d>>> = IndexMap::new();
        for (owner, operation) in self.spec.asked_and_received() {
            for callback in &operation.callbacks {
                for event in callback.events.iter() {
                    for operation in sent(event) {
                        let source = self.source(callback.name.clone(), &event.at, Some(operation));
                        let known = named.entry(&callback.name).or_default();
                        if known
                            .iter()
                            .all(|known| !self.is_same(&known.source, &source))
                        {
                            known.push(Occurrence {
                                owner: owner.clone(),
                                expression: &event.name,
                                source,
                            });
                        }
                    }
                }
            }
        }
        named.into_values().flat_map(told_apart).collect()
    }

    fn source(
        &mut self,
        key: String,
        at: &'d Pointer,
        operation: Option<&'d Operation>,
    ) -> Source<'d> {
        let body = operation.and_then(|operation| operation.body.as_ref());
        let parts = operation.map(|operation| &operation.at).into_iter();
        let parts = [at]
            .into_iter()
            .chain(parts)
            .chain(body.map(|body| &body.at));
        let mut is_broken = false;
        for part in parts {
            if let Err(failed) = self.intact(part) {
                if !is_broken {
                    self.leave_out_event(&key, at, Some(failed));
                }
                is_broken = true;
            }
        }
        Source {
            key,
            at,
            operation,
            is_broken,
        }
    }

    /// Whether two callbacks of one name say the same.
    fn is_same(&self, one: &Source<'d>, other: &Source<'d>) -> bool {
        let has_body = |source: &Source<'d>| source.operation.is_some_and(|it| it.body.is_some());
        match (one.schema(), other.schema()) {
            (Some(one), Some(other)) => equal(&self.spec.schemas, one, other),
            (None, None) => has_body(one) == has_body(other),
            (Some(_), None) | (None, Some(_)) => false,
        }
    }
}

/// What a path item sends: the operations with a body, or the first one.
fn sent(event: &Event) -> Vec<&Operation> {
    let all = event.operations.iter();
    let with_body: Vec<&Operation> = all.filter(|operation| operation.body.is_some()).collect();
    match with_body.is_empty() {
        true => event.operations.first().into_iter().collect(),
        false => with_body,
    }
}

/// The sources of one name, each with a key of its own.
fn told_apart(occurrences: Vec<Occurrence<'_>>) -> Vec<Source<'_>> {
    let is_alone = occurrences.len() < 2;
    let mut owners: BTreeMap<String, usize> = BTreeMap::new();
    for occurrence in &occurrences {
        *owners.entry(occurrence.owner.clone()).or_default() += 1;
    }
    let keyed = occurrences.into_iter().map(|occurrence| {
        let Occurrence {
            owner,
            expression,
            mut source,
        } = occurrence;
        if !is_alone {
            let is_sole = owners.get(&owner) == Some(&1);
            source.key = match is_sole {
                true => format!("{owner} {}", source.key),
                false => format!("{owner} {} {expression}", source.key),
            };
        }
        source
    });
    keyed.collect()
}
