//! Responses: what a success returns and what an error holds.
//!
//! In: `responses`. Out: an [`Output`] and the type of an error's body. What always holds: a status that the document
//! names has its case; where successes differ, they are the variants of an enum.

use super::bodies::is_json;
use crate::api::{Ident, Output, Payload, ResponseCase, StatusMatch, Type};
use crate::lower::context::{Direction, Lowered, Lowering, Site};
use crate::lower::reference::references;
use crate::names::{self, Scope};
use crate::spec::{Answer, Media, Operation, Response, Status};

/// A response and the status that it has.
struct Placed<'d> {
    status: StatusMatch,
    response: &'d Response,
}

impl<'d> Lowering<'d> {
    /// What a success returns.
    pub fn output(&mut self, operation: &'d Operation, site: &Site) -> Lowered<Output> {
        let all = responses(operation);
        let mut successes: Vec<&Placed<'d>> = all
            .iter()
            .filter(|placed| is_success(placed.status))
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
            let name = format!("{} response", site.name);
            let payload = self.payload(placed, name, site)?;
            let docs = self.docs(Some(&placed.response.description));
            let name = scope
                .claim(&[names::variant_ident(&status_word(placed.status))])
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
        cases.sort_by_key(|case| rank(case.status));
        let words = format!("{} response", site.name);
        let wished = [
            names::type_names(&words),
            names::type_names(&format!("{words} body")),
        ];
        let name = self.type_names.claim(&wished.concat());
        Ok(Output::Several {
            name: name.ident,
            cases,
        })
    }

    /// What the body of an error holds: the one type that the document names for errors, else any JSON.
    pub fn error(&mut self, operation: &'d Operation, site: &Site) -> Lowered<Type> {
        let mut found: Option<Type> = None;
        let all = responses(operation);
        // The default describes successes as well then, which named its type.
        let only_default = !all.iter().any(|placed| is_success(placed.status));
        for placed in all.iter().filter(|placed| !is_success(placed.status)) {
            let role = if only_default && placed.status == StatusMatch::Default {
                "response"
            } else {
                "error"
            };
            let payload = self.payload(placed, format!("{} {role}", site.name), site)?;
            match (payload, &found) {
                (Payload::Json(ty), None) => found = Some(ty),
                (Payload::Json(ty), Some(other)) if ty != *other => return Ok(Type::Json),
                _ => {}
            }
        }
        Ok(found.unwrap_or(Type::Json))
    }

    fn payload(&mut self, placed: &Placed<'d>, name: String, site: &Site) -> Lowered<Payload> {
        let content = &placed.response.content;
        let json = content.iter().find(|media| is_any_or_json(media));
        let Some(media) = json.or_else(|| content.first()) else {
            return Ok(Payload::Empty);
        };
        if !is_any_or_json(media) {
            return Ok(
                if media.media_type.to_ascii_lowercase().starts_with("text/") {
                    Payload::Text
                } else {
                    Payload::Bytes
                },
            );
        }
        let Some(schema) = &media.schema else {
            return Ok(Payload::Json(Type::Json));
        };
        let name = references::shared_name(&placed.response.at, "response").unwrap_or(name);
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
fn response_module(params: &Ident) -> Ident {
    let module = params.bare();
    let resource = module.strip_suffix("_params").unwrap_or(module);
    names::module_ident(&format!("{resource} responses"))
}

/// The responses of an operation, in the document's order, but that of all other statuses last.
fn responses(operation: &Operation) -> Vec<Placed<'_>> {
    let placed = operation.responses.iter().map(|answer| Placed {
        status: status(answer),
        response: &answer.response,
    });
    let (last, mut found): (Vec<_>, Vec<_>) =
        placed.partition(|placed| placed.status == StatusMatch::Default);
    found.extend(last);
    found
}

fn status(answer: &Answer) -> StatusMatch {
    match answer.status {
        Status::Code(code) => StatusMatch::Exact(code),
        Status::Range(hundreds) => StatusMatch::Range(hundreds),
        Status::Default => StatusMatch::Default,
    }
}

fn is_any_or_json(media: &Media) -> bool {
    is_json(&media.media_type) || media.media_type == "*/*"
}

fn is_success(status: StatusMatch) -> bool {
    matches!(
        status,
        StatusMatch::Exact(200..=299) | StatusMatch::Range(2)
    )
}

fn rank(status: StatusMatch) -> (u8, u16) {
    match status {
        StatusMatch::Exact(code) => (0, code),
        StatusMatch::Range(hundreds) => (1, hundreds.into()),
        StatusMatch::Default => (2, 0),
    }
}

/// The reason phrase of RFC 9110 section 15.3, as words.
fn status_word(status: StatusMatch) -> String {
    match status {
        StatusMatch::Exact(200) => "ok".to_owned(),
        StatusMatch::Exact(201) => "created".to_owned(),
        StatusMatch::Exact(202) => "accepted".to_owned(),
        StatusMatch::Exact(203) => "non authoritative".to_owned(),
        StatusMatch::Exact(204) => "no content".to_owned(),
        StatusMatch::Exact(205) => "reset content".to_owned(),
        StatusMatch::Exact(206) => "partial content".to_owned(),
        StatusMatch::Exact(code) => format!("status {code}"),
        StatusMatch::Range(hundreds) => format!("status {hundreds}xx"),
        StatusMatch::Default => "default".to_owned(),
    }
}
