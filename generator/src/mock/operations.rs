//! Operations of the one model as those of the other.

use form_mock::model::{
    BodyKind, EndSays as Says, Input, NextPage, Operation as Asked, Outcome, Paging as Pages,
    PagingWay, Payload as Given, Piece, Place,
};
use form_mock::read::{decoded, pairs};

use super::rules::StatedBeside;
use super::shapes::{member, shape};
use crate::api::{
    Api, Body, EndSays, InputLocation, Operation, Output, PageMember, PageNext, PageWay, Paging,
    PathSegment, Payload, StatusMatch,
};

/// What an operation is.
pub fn operation(api: &Api, from: &Operation, stated: &StatedBeside<'_>) -> Asked {
    let method = from.method.as_str();
    let named = || format!("{method} {}", from.template);
    let inputs = from.inputs.iter().map(|input| Input {
        member: member(&input.field),
        place: match input.location {
            InputLocation::Path => Place::Path,
            InputLocation::Query => Place::Query,
            InputLocation::Header => Place::Header,
            InputLocation::Cookie => Place::Cookie,
            InputLocation::Body => Place::Body,
        },
        allow_empty: input.allow_empty,
    });
    let fixed = from.fixed_query.iter();
    Asked {
        name: from.id.clone().unwrap_or_else(named),
        method: method.to_owned(),
        base: base(&from.server),
        path: from.path.iter().map(piece).collect(),
        fixed_query: fixed.flat_map(|pair| pairs(&pair.text)).collect(),
        inputs: inputs.collect(),
        body: body(&from.body),
        outcome: outcome(from, stated),
        error: shape(&from.error),
        paging: from.paging.as_ref().and_then(|paging| pages(from, paging)),
        security: security(api, from),
        rules: stated.of_operation(&from.pointer),
        upload_with: stated.uploads(&from.pointer),
    }
}

/// The path of a URL, without a slash at its end.
fn base(url: &str) -> String {
    let behind = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = behind.find('/').and_then(|at| behind.get(at..));
    path.unwrap_or_default().trim_end_matches('/').to_owned()
}

fn piece(segment: &PathSegment) -> Piece {
    match segment {
        PathSegment::Literal(text) => Piece::Literal(decoded(text, false)),
        PathSegment::Input(index) => Piece::Input(*index),
    }
}

fn body(from: &Body) -> BodyKind {
    match from {
        Body::None => BodyKind::None,
        Body::Form { .. } => BodyKind::Form,
        Body::Multipart { .. } => BodyKind::Multipart,
        Body::Json { content_type } => BodyKind::Json(content_type.clone()),
        Body::Raw { content_type } => BodyKind::Raw(content_type.clone()),
    }
}

/// Alternatives that clients can't serve are none that anybody could meet.
fn security(api: &Api, from: &Operation) -> Vec<Vec<String>> {
    let is_served = |name: &String| api.served_schemes().any(|scheme| scheme.wire == *name);
    let alternatives = from.security.iter();
    alternatives
        .filter(|alternative| alternative.iter().all(is_served))
        .cloned()
        .collect()
}

/// The first answer of success that has a body, and its status.
fn outcome(from: &Operation, stated: &StatedBeside<'_>) -> Outcome {
    let status = stated.status(&from.pointer);
    let (status, payload) = match &from.output {
        Output::One(payload) => (status, payload),
        Output::Several { cases, .. } => {
            let mut with_body = cases.iter().filter(|case| case.payload != Payload::Empty);
            match with_body.next().or(cases.first()) {
                Some(case) => match case.status {
                    StatusMatch::Exact(status) => (Some(status), &case.payload),
                    StatusMatch::Range(_) | StatusMatch::Default => (status, &case.payload),
                },
                None => (status, &Payload::Empty),
            }
        }
    };
    let payload = match payload {
        Payload::Empty => Given::Empty,
        Payload::Json(ty) => Given::Json(shape(ty)),
        Payload::Text => Given::Text,
        Payload::Bytes => Given::Bytes,
    };
    let usual = if payload == Given::Empty { 204 } else { 200 };
    Outcome {
        status: status.unwrap_or(usual),
        payload,
    }
}

fn pages(from: &Operation, paging: &Paging) -> Option<Pages> {
    let name = |index: usize| Some(from.inputs.get(index)?.field.wire.clone());
    let path = |member: &PageMember| member.path.clone();
    let way = match &paging.way {
        PageWay::Item {
            forward, backward, ..
        } => PagingWay::Item {
            after: name(*forward)?,
            before: backward.and_then(name),
        },
        PageWay::Answer { items, next, last } => PagingWay::Answer {
            items: path(items),
            next: match next {
                PageNext::Token { from, to, within } => NextPage::Token {
                    from: path(from),
                    to: match within {
                        Some(member) => member.path.first()?.clone(),
                        None => name(*to)?,
                    },
                },
                PageNext::Link(member) => NextPage::Link(path(member)),
                PageNext::Header => NextPage::Header,
                PageNext::Offset(to) => NextPage::Offset(name(*to)?),
                PageNext::Number { to, first } => NextPage::Number {
                    to: name(*to)?,
                    first: *first,
                },
            },
            last: last.as_ref().map(|last| {
                let says = match last.says {
                    EndSays::More => Says::More,
                    EndSays::Last => Says::Last,
                    EndSays::Total => Says::Total,
                };
                (path(&last.member), says)
            }),
        },
    };
    Some(Pages { way })
}
