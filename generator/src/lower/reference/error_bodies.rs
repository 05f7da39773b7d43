//! Which bodies of errors are the same, though each stands inline.
//!
//! In: the responses of all operations. Out: for each inline schema of an error's body that stands elsewhere as well, with
//! whom it is one. What always holds: descriptions and examples do not count, all else does; a schema that stands in one place
//! is not among them, however many operations refer to it.

use std::collections::BTreeMap;

use crate::api::{Pointer, StatusMatch};
use crate::spec::{AdditionalProperties, Answer, Schema, SchemaUse, Spec, Status};

/// How many inline schemas in each other are compared: what goes deeper is no other's equal.
const DEEPEST: usize = 64;

/// What several inline schemas have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedBody {
    /// The number of what they are.
    pub group: usize,
    /// The one status that all of them have, if they have one.
    pub status: Option<StatusMatch>,
    /// Whether no other group with the same status, or with several as well, is larger.
    pub is_largest: bool,
    /// Whether several operations have it.
    pub is_shared: bool,
}

/// Equal schemas.
#[derive(Default)]
struct Group<'d> {
    places: Vec<&'d Pointer>,
    statuses: Vec<StatusMatch>,
    operations: Vec<&'d Pointer>,
}

/// The inline schemas of errors' bodies that stand more than once.
pub fn shared_bodies(spec: &Spec) -> BTreeMap<Pointer, SharedBody> {
    let mut groups: BTreeMap<String, Group<'_>> = BTreeMap::new();
    let operations = spec.paths.iter().flat_map(|path| path.operations.iter());
    for operation in operations {
        for answer in operation.responses.iter().filter(|one| is_error(one)) {
            for used in inline(answer) {
                let mut print = String::new();
                fingerprint(spec, used, 0, &mut print);
                let group = groups.entry(print).or_default();
                add(&mut group.places, &used.at);
                add(&mut group.statuses, status(answer));
                add(&mut group.operations, &operation.at);
            }
        }
    }
    let mut groups: Vec<Group<'_>> = groups.into_values().collect();
    groups.retain(|group| group.places.len() > 1);
    // The order of their texts is nobody's.
    groups.sort_by_key(|group| group.places.first().map(|at| at.as_str().to_owned()));
    let only = |group: &Group<'_>| match group.statuses.as_slice() {
        [only] => Some(*only),
        _ => None,
    };
    let mut found = BTreeMap::new();
    for (index, group) in groups.iter().enumerate() {
        let mut rivals = groups.iter().enumerate();
        let is_largest = !rivals.any(|(other, rival)| {
            let (own, others) = (group.operations.len(), rival.operations.len());
            let is_larger = others > own || (others == own && other < index);
            is_larger && only(rival) == only(group)
        });
        for at in &group.places {
            let shared = SharedBody {
                group: index,
                status: only(group),
                is_largest,
                is_shared: group.operations.len() > 1,
            };
            found.insert((*at).clone(), shared);
        }
    }
    found
}

fn add<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

fn status(answer: &Answer) -> StatusMatch {
    match answer.status {
        Status::Code(code) => StatusMatch::Exact(code),
        Status::Range(hundreds) => StatusMatch::Range(hundreds),
        Status::Default => StatusMatch::Default,
    }
}

fn is_error(answer: &Answer) -> bool {
    !matches!(answer.status, Status::Code(200..=299) | Status::Range(2))
}

/// The schemas that stand in the response itself.
fn inline(answer: &Answer) -> impl Iterator<Item = &SchemaUse> {
    let schemas = answer.response.content.iter();
    let schemas = schemas.filter_map(|media| media.schema.as_ref());
    schemas.filter(|used| used.reference.is_none())
}

/// Writes what a schema says, but for what only documentation has.
fn fingerprint(spec: &Spec, used: &SchemaUse, depth: usize, print: &mut String) {
    if let Some(reference) = &used.reference {
        print.push_str(reference.direct.as_str());
        return;
    }
    if depth > DEEPEST {
        print.push_str(used.at.as_str());
        return;
    }
    let schema = spec.schemas.of(used);
    print.push_str(&format!("{:?}(", own(schema)));
    for name in schema.properties.keys() {
        print.push_str(&format!("{name:?},"));
    }
    for part in schema.parts() {
        fingerprint(spec, part, depth + 1, print);
        print.push(',');
    }
    print.push(')');
}

/// What a schema says itself, without its parts and without what only documentation has.
fn own(schema: &Schema) -> Schema {
    let each = matches!(schema.additional, Some(AdditionalProperties::Each(_)));
    let additional = match each {
        true => None,
        false => schema.additional.clone(),
    };
    Schema {
        at: Pointer::root(),
        description: None,
        example: None,
        since: None,
        deprecated: false,
        properties: Default::default(),
        additional,
        items: None,
        one_of: Vec::new(),
        any_of: Vec::new(),
        all_of: Vec::new(),
        not: None,
        extensions: Default::default(),
        ..schema.clone()
    }
}
