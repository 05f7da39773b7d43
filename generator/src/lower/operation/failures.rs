//! Failures: what the bodies of errors hold.
//!
//! In: the responses of an operation that are no successes. Out: the one type that they have, or an enum with a variant for each
//! status. What always holds: a body that stands inline in many places is one type; operations of a resource with the same
//! failures have one enum, and so have those of the whole document where most have the same.

use std::collections::BTreeMap;

use super::drafts::{Draft, Failure, FailureCase};
use super::responses::{Placed, json_schema, response_module};
use super::statuses;
use crate::api::{
    Docs, Ident, Limits, Payload, Selector, StatusMatch, Type, TypeKind, Union, UnionVariant,
};
use crate::lower::context::{Direction, Lowered, Lowering, Site, TypeDraft};
use crate::lower::reference::references;
use crate::names::{self, Scope};
use crate::spec::Operation;

impl<'d> Lowering<'d> {
    /// What the body of an operation's error holds.
    pub fn failures(&mut self, operation: &'d Operation, site: &Site) -> Lowered<Failure> {
        let all = super::responses::responses(operation);
        // The default describes successes as well then, which named its type.
        let only_default = !all.iter().any(|placed| statuses::is_success(placed.status));
        let errors = all.iter().filter(|it| !statuses::is_success(it.status));
        let errors: Vec<&Placed<'d>> = errors.collect();
        let several = self.count_bodies(&errors) > 1;
        let mut cases: Vec<FailureCase> = Vec::new();
        for placed in errors {
            let name = if only_default && placed.status == StatusMatch::Default {
                format!("{} response", site.name)
            } else if several {
                error_name(&site.name, placed.status)
            } else {
                format!("{} error", site.name)
            };
            if let Payload::Json(ty) = self.error_body(placed, name, site)? {
                let pointer = placed.at.clone();
                let status = placed.status;
                cases.push(FailureCase {
                    status,
                    ty,
                    pointer,
                });
            }
        }
        cases.sort_by_key(|case| statuses::rank(case.status));
        let Some(first) = cases.first() else {
            return Ok(Failure::One(Type::Json));
        };
        if cases.iter().all(|case| case.ty == first.ty) {
            return Ok(Failure::One(first.ty.clone()));
        }
        let pointer = operation.at.child("responses");
        let site = Site {
            pointer,
            module: response_module(&site.module),
            direction: Direction::Response,
            ..site.clone()
        };
        Ok(Failure::ByStatus { cases, site })
    }

    /// How many schemas there are, if those that are the same count once.
    fn count_bodies(&self, errors: &[&Placed<'d>]) -> usize {
        let mut known: Vec<String> = Vec::new();
        for used in errors.iter().filter_map(|placed| json_schema(placed)) {
            let group = self.error_bodies.get(&used.at);
            let name = match (&used.reference, group) {
                (Some(reference), _) => reference.direct.as_str().to_owned(),
                (None, Some(shared)) => shared.group.to_string(),
                (None, None) => used.at.as_str().to_owned(),
            };
            if !known.contains(&name) {
                known.push(name);
            }
        }
        known.len()
    }

    /// A body of an error. One that stands elsewhere as well is lowered once, and named by its status if that is the same
    /// everywhere.
    fn error_body(&mut self, placed: &Placed<'d>, name: String, site: &Site) -> Lowered<Payload> {
        let shared = json_schema(placed).and_then(|used| self.error_bodies.get(&used.at));
        let Some(shared) = shared.cloned() else {
            let shared = references::shared_name(&placed.response.at, "response");
            return self.payload(placed, shared.unwrap_or(name), site);
        };
        if let Some(known) = self.known_error_bodies.get(&shared.group) {
            return known.clone();
        }
        let common = match shared.status {
            Some(StatusMatch::Default) | None => "error response".to_owned(),
            Some(status) => error_name("", status),
        };
        let is_free = self.type_names.is_free(&names::type_ident(&common));
        let is_common = shared.is_shared && shared.is_largest && is_free;
        let mut site = site.clone();
        if shared.is_shared {
            site.module = names::module_ident("errors");
        }
        let name = if is_common { common } else { name };
        let found = self.payload(placed, name, &site);
        self.known_error_bodies.insert(shared.group, found.clone());
        found
    }

    /// Makes the types of failures that the status tells apart, each once.
    pub fn add_failures(&mut self, drafts: &mut [Draft]) {
        let mut pending: Vec<usize> = (0..drafts.len()).collect();
        pending.retain(|index| by_status(drafts, *index).is_some());
        let common = largest(drafts, &pending);
        if common.len() * 2 >= pending.len() && spans_resources(drafts, &common) {
            let name = "common error".to_owned();
            self.add_failure(
                drafts,
                &common,
                &[name],
                Some(names::module_ident("errors")),
            );
            pending.retain(|index| !common.contains(index));
        }
        while let Some(first) = pending.first() {
            let resource = drafts.get(*first).map(|draft| draft.resource.clone());
            let of_resource = |index: &usize| {
                drafts.get(*index).map(|draft| &draft.resource) == resource.as_ref()
            };
            let (own, others): (Vec<usize>, Vec<usize>) =
                pending.iter().partition(|it| of_resource(it));
            pending = others;
            let shared = largest(drafts, &own);
            if let (true, Some(resource)) = (shared.len() > 1, &resource) {
                let name = format!("{} error", names::singular(resource.bare()));
                self.add_failure(drafts, &shared, &[name], None);
            }
            for index in own {
                if !(shared.len() > 1 && shared.contains(&index)) {
                    self.add_failure(drafts, &[index], &[], None);
                }
            }
        }
    }

    /// Makes one type for operations with the same failures.
    fn add_failure(
        &mut self,
        drafts: &mut [Draft],
        shared: &[usize],
        wishes: &[String],
        module: Option<Ident>,
    ) {
        let Some((cases, site)) = shared.first().and_then(|index| by_status(drafts, *index)) else {
            return;
        };
        let mut site = site.clone();
        let own = [
            format!("{} error", site.name),
            format!("{} failure", site.name),
        ];
        let wishes: Vec<String> = wishes.iter().cloned().chain(own).collect();
        if let Some(module) = module {
            site.module = module;
        }
        let draft = TypeDraft {
            kind: TypeKind::Union(union(cases)),
            docs: Docs::default(),
            deprecated: false,
        };
        let id = self.add_inline(&wishes, draft, &site);
        for index in shared {
            if let Some(draft) = drafts.get_mut(*index) {
                draft.operation.error = Type::Named(id);
            }
        }
    }
}

fn union(cases: &[FailureCase]) -> Union {
    let mut scope = Scope::variants();
    let wished = cases
        .iter()
        .map(|case| names::variant_ident(&statuses::words(case.status)));
    let wished: Vec<Ident> = wished.collect();
    let variants = cases.iter().zip(&wished).map(|(case, name)| UnionVariant {
        name: scope.claim(std::slice::from_ref(name)).ident,
        ty: case.ty.clone(),
        tags: Vec::new(),
        status: Some(case.status),
        from: false,
        limits: Limits::default(),
        also: Vec::new(),
        demands: Vec::new(),
        pointer: case.pointer.clone(),
    });
    let variants = variants.collect();
    Union {
        variants,
        selector: Selector::Status,
        open: scope.claim(&[names::variant_ident("other")]).ident,
    }
}

/// What the error of a status is called. Some reasons say themselves that it is one.
fn error_name(of: &str, status: StatusMatch) -> String {
    let reason = statuses::words(status);
    match reason.ends_with("error") {
        true => names::join(&[of, &reason]),
        false => names::join(&[of, &reason, "error"]),
    }
}

fn by_status(drafts: &[Draft], index: usize) -> Option<(&[FailureCase], &Site)> {
    match &drafts.get(index)?.failure {
        Failure::ByStatus { cases, site } => Some((cases, site)),
        Failure::One(_) => None,
    }
}

/// The most operations among these that have the same failures, those that come first if it is as many.
fn largest(drafts: &[Draft], among: &[usize]) -> Vec<usize> {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in among {
        if let Some((cases, _)) = by_status(drafts, *index) {
            let same = cases.iter().map(|case| (case.status, &case.ty));
            let same = format!("{:?}", same.collect::<Vec<_>>());
            groups.entry(same).or_default().push(*index);
        }
    }
    let groups = groups.into_values();
    let largest =
        groups.max_by_key(|group| (group.len(), std::cmp::Reverse(group.first().copied())));
    largest.unwrap_or_default()
}

fn spans_resources(drafts: &[Draft], among: &[usize]) -> bool {
    let mut resources = among
        .iter()
        .filter_map(|index| Some(&drafts.get(*index)?.resource));
    let first = resources.next();
    resources.any(|other| Some(other) != first)
}
