//! Responses: what a success returns.
//!
//! In: `responses`. Out: an [`Output`]. What always holds: a status that the document names has its case; where successes
//! differ, they are the variants of an enum.

use super::bodies::is_json;
use super::{other_media, statuses};
use crate::api::{Ident, Output, Payload, Pointer, ResponseCase, StatusMatch, Type};
use crate::lower::context::{Direction, Lowered, Lowering, Site};
use crate::lower::reference::references;
use crate::names::{self, Scope};
use crate::spec::{Media, Operation, Response, SchemaUse};

/// A response and the status that it has.
pub struct Placed<'d> {
    /// The status.
    pub status: StatusMatch,
    /// Where the operation has it.
    pub at: &'d Pointer,
    /// The response.
    pub response: &'d Response,
}

impl<'d> Lowering<'d> {
    /// What a success returns.
    pub fn output(&mut self, operation: &'d Operation, site: &Site) -> Lowered<Output> {
        let all = responses(operation);
        let mut successes: Vec<&Placed<'d>> = all
            .iter()
            .filter(|placed| statuses::is_success(placed.status))
            .collect();
        if successes.is_empty() {
            successes = all
                .iter()
                .filter(|placed| placed.status == StatusMatch::Default)
                .collect();
        }
        let mut scope = Scope::variants();
        let mut cases: Vec<ResponseCase> = Vec::new();
        for placed in successes {
            let shared = references::shared_name(&placed.response.at, "response");
            let name = shared.unwrap_or_else(|| format!("{} response", site.name));
            let payload = self.payload(placed, name, site)?;
            if let (Payload::Text | Payload::Bytes, Some(media)) = (&payload, other(placed)) {
                self.note_other_media(media);
            }
            let docs = self.docs(Some(&placed.response.description));
            let name = scope
                .claim(&[names::variant_ident(&statuses::words(placed.status))])
                .ident;
            cases.push(ResponseCase {
                name,
                status: placed.status,
                payload,
                docs,
            });
        }
        let Some(first) = cases.first() else {
            return Ok(Output::One(Payload::Empty));
        };
        if cases.iter().all(|case| case.payload == first.payload) {
            return Ok(Output::One(first.payload.clone()));
        }
        cases.sort_by_key(|case| statuses::rank(case.status));
        let words = format!("{} response", site.name);
        let wished = [
            names::type_names(&words),
            names::type_names(&format!("{words} body")),
        ];
        let name = self.type_names.claim(&wished.concat());
        let is_rest = |case: &ResponseCase| {
            matches!(case.status, StatusMatch::Default | StatusMatch::Range(2))
        };
        let others = ["other", "undescribed"].map(names::variant_ident);
        let other = (!cases.iter().any(is_rest)).then(|| scope.claim(&others).ident);
        Ok(Output::Several {
            name: name.ident,
            cases,
            other,
        })
    }

    /// What the body of a response holds, which gives what stands there inline that name.
    pub fn payload(&mut self, placed: &Placed<'d>, name: String, site: &Site) -> Lowered<Payload> {
        let content = &placed.response.content;
        let json = content.iter().find(|media| is_any_or_json(media));
        let Some(media) = json.or_else(|| content.first()) else {
            return Ok(Payload::Empty);
        };
        if !is_any_or_json(media) {
            return Ok(if other_media::is_text(&media.media_type) {
                Payload::Text
            } else {
                Payload::Bytes
            });
        }
        let Some(schema) = &media.schema else {
            return Ok(Payload::Json(Type::Json));
        };
        let site = Site {
            pointer: schema.at.clone(),
            name,
            module: response_module(&site.module),
            direction: Direction::Response,
            ..site.clone()
        };
        let found = self.use_of(schema, &site)?;
        if found.ty == Type::Bytes {
            return Ok(Payload::Bytes);
        }
        Ok(Payload::Json(found.or_null()))
    }
}

/// The module of what a response holds, beside that of parameters.
pub fn response_module(params: &Ident) -> Ident {
    let module = params.bare();
    let resource = module.strip_suffix("_params").unwrap_or(module);
    names::module_ident(&format!("{resource} responses"))
}

/// The responses of an operation, in the document's order, but that of all other statuses last.
pub fn responses(operation: &Operation) -> Vec<Placed<'_>> {
    let placed = operation.responses.iter().map(|answer| Placed {
        status: statuses::of(answer),
        at: &answer.at,
        response: &answer.response,
    });
    let (last, mut found): (Vec<_>, Vec<_>) =
        placed.partition(|placed| placed.status == StatusMatch::Default);
    found.extend(last);
    found
}

fn is_any_or_json(media: &Media) -> bool {
    is_json(&media.media_type) || media.media_type == "*/*"
}

/// What a response without JSON is described as.
fn other<'d>(placed: &Placed<'d>) -> Option<&'d Media> {
    let content = &placed.response.content;
    let is_json = content.iter().any(is_any_or_json);
    content.first().filter(|_| !is_json)
}

/// The schema of a response's JSON.
pub fn json_schema<'d>(placed: &Placed<'d>) -> Option<&'d SchemaUse> {
    let content = &placed.response.content;
    content
        .iter()
        .find(|media| is_any_or_json(media))?
        .schema
        .as_ref()
}
