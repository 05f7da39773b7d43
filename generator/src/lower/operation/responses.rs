//! Responses: what a success returns and what an error holds.
//!
//! In: `responses`. Out: an [`Output`] and the type of an error's body. What always holds: a status that the document
//! names has its case; where successes differ, they are the variants of an enum.

use openapiv3::{ReferenceOr, Response, StatusCode};

use super::bodies::is_json;
use crate::api::{Output, Payload, Pointer, ResponseCase, StatusMatch, Type};
use crate::lower::context::{Direction, Lowered, Lowering, Site};
use crate::lower::reference::references::{self, Node};
use crate::lower::schema::view::View;
use crate::names::{self, Scope};

/// A response and where it stands.
struct Placed<'d> {
    status: StatusMatch,
    response: &'d Response,
    pointer: Pointer,
}

impl<'d> Lowering<'d> {
    /// What a success returns.
    pub fn output(&mut self, operation: &'d openapiv3::Operation, site: &Site) -> Lowered<Output> {
        let all = self.responses(operation, site)?;
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
        let name = self.type_names.claim(&[
            names::type_ident(&words),
            names::type_ident(&format!("{words} body")),
        ]);
        Ok(Output::Several {
            name: name.ident,
            cases,
        })
    }

    /// What the body of an error holds: the one type that the document names for errors, else any JSON.
    pub fn error(&mut self, operation: &'d openapiv3::Operation, site: &Site) -> Lowered<Type> {
        let mut found: Option<Type> = None;
        let all = self.responses(operation, site)?;
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

    /// Whether a success is a list: its name starts with `list` then.
    pub fn returns_list(&self, operation: &'d openapiv3::Operation) -> bool {
        let response = operation
            .responses
            .responses
            .iter()
            .find_map(|(status, response)| match (status, response) {
                (
                    StatusCode::Code(200..=299) | StatusCode::Range(2),
                    ReferenceOr::Item(response),
                ) => Some(response),
                _ => None,
            });
        let media =
            response.and_then(|response| response.content.iter().find(|(name, _)| is_json(name)));
        let node = media
            .and_then(|(_, media)| media.schema.as_ref())
            .map(Node::from);
        let Some((_, schema)) = node.and_then(|node| self.target(node, &Pointer::root())) else {
            return false;
        };
        let view = View::of(schema);
        view.kind == Some("array")
            || view
                .properties
                .is_some_and(|members| self.is_page_like(members))
    }

    /// An object whose only list stands beside what tells of further pages.
    fn is_page_like(&self, members: &'d crate::lower::schema::view::Properties) -> bool {
        let lists = members.values().filter(|node| {
            let target = self.target((*node).into(), &Pointer::root());
            target.is_some_and(|(_, schema)| View::of(schema).kind == Some("array"))
        });
        let paged = [
            "has_more",
            "next_page_uri",
            "next_page",
            "cursor",
            "meta",
            "links",
            "page",
        ];
        lists.count() == 1 && members.keys().any(|name| paged.contains(&name.as_str()))
    }

    fn responses(
        &mut self,
        operation: &'d openapiv3::Operation,
        site: &Site,
    ) -> Lowered<Vec<Placed<'d>>> {
        let at = site.pointer.child("responses");
        let mut found = Vec::new();
        for (status, node) in &operation.responses.responses {
            let matched = match status {
                StatusCode::Code(code) => StatusMatch::Exact(*code),
                StatusCode::Range(hundreds) => {
                    StatusMatch::Range(u8::try_from(*hundreds).unwrap_or(u8::MAX))
                }
            };
            found.push(self.placed(matched, node, at.child(status))?);
        }
        if let Some(node) = &operation.responses.default {
            found.push(self.placed(StatusMatch::Default, node, at.child("default"))?);
        }
        Ok(found)
    }

    fn placed(
        &mut self,
        status: StatusMatch,
        node: &'d ReferenceOr<Response>,
        at: Pointer,
    ) -> Lowered<Placed<'d>> {
        let components = self.document.openapi.components.as_ref();
        let components = components.map(|components| &components.responses);
        let elsewhere = &self.elsewhere.responses;
        let (response, pointer) = references::follow(node, at, "responses", components, elsewhere)
            .or_else(|(reference, at)| self.fail_reference(reference, "response", &at))?;
        Ok(Placed {
            status,
            response,
            pointer,
        })
    }

    fn payload(&mut self, placed: &Placed<'d>, name: String, site: &Site) -> Lowered<Payload> {
        let content = &placed.response.content;
        let json = content
            .iter()
            .find(|(media_type, _)| is_json(media_type) || *media_type == "*/*");
        let Some((media_type, media)) = json.or_else(|| content.first()) else {
            return Ok(Payload::Empty);
        };
        if !is_json(media_type) && media_type != "*/*" {
            return Ok(if media_type.to_ascii_lowercase().starts_with("text/") {
                Payload::Text
            } else {
                Payload::Bytes
            });
        }
        let Some(schema) = &media.schema else {
            return Ok(Payload::Json(Type::Json));
        };
        let name = references::shared_name(&placed.pointer, "response").unwrap_or(name);
        let site = Site {
            pointer: placed
                .pointer
                .child("content")
                .child(media_type)
                .child("schema"),
            name,
            direction: Direction::Response,
            ..site.clone()
        };
        let found = self.use_of(schema.into(), &site)?;
        if found.ty == Type::Bytes {
            return Ok(Payload::Bytes);
        }
        Ok(Payload::Json(found.or_null()))
    }
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
