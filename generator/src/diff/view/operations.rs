//! Resources and operations as nodes.
//!
//! In: a resource or an operation. Out: its node. What always holds: see [`view`](super).

use super::conventions::needed;
use super::fields::input;
use super::{Aspect, FactValue, Node, ViewKind};
use crate::api::{
    Body, EndSays, EventField, FixedHeader, FixedPair, Given, Ident, Method, Operation, Output,
    PageEnd, PageMember, PageNext, PageWay, Paging, PartHead, PathSegment, Resource, ResponseCase,
    StatusMatch,
};
use crate::percent;

/// A resource, without its operations.
pub(in crate::diff) fn resource(resource: &Resource) -> Node<'_> {
    let Resource {
        name,
        module,
        // They are matched whichever resource has them.
        operations: _,
    } = resource;
    let mut node = Node::new(ViewKind::Resource, name.as_str());
    node.text(Aspect::RustName, name.as_str());
    node.text(Aspect::Module, module.as_str());
    node
}

/// An operation of the resource with that index.
pub(in crate::diff) fn operation(operation: &Operation, resource: usize) -> Node<'_> {
    let Operation {
        name,
        request,
        args,
        id,
        method,
        template,
        path: _,
        // It is a part of what is sent.
        fixed_query: _,
        server,
        inputs,
        body,
        output,
        error,
        paging,
        security,
        docs,
        deprecated,
        irreversible,
        extra,
        pointer,
    } = operation;
    let mut node = Node::new(ViewKind::Operation(operation), called(operation)).at(pointer);
    node.fact(Aspect::Resource, FactValue::Resource(resource));
    node.text(Aspect::RustName, name.as_str());
    node.text(Aspect::RequestName, request.as_str());
    node.maybe(Aspect::OperationId, id.as_deref());
    node.text(Aspect::Method, verb(*method));
    node.text(Aspect::Path, template);
    node.words(
        Aspect::Pieces,
        written(operation, |input| format!("{{{input}}}")),
    );
    node.text(Aspect::Server, server);
    for (index, one) in inputs.iter().enumerate() {
        let placeholder = placeholders(operation).position(|input| input == index);
        node.parts.push(input(one, placeholder));
    }
    node.words(Aspect::Arguments, given(operation, &Given::Argument));
    node.words(Aspect::NamedArguments, given(operation, &Given::Named));
    node.maybe(Aspect::ArgumentsName, args.as_ref().map(Ident::as_str));
    self::body(&mut node, body);
    self::output(&mut node, output);
    node.ty(Aspect::Failure, error);
    self::paging(&mut node, operation, paging.as_ref());
    node.words(Aspect::Security, needed(security));
    node.docs(docs);
    node.flag(Aspect::Deprecated, *deprecated);
    node.flag(Aspect::Irreversible, *irreversible);
    node.text(Aspect::Extra, extra.as_str());
    node
}

/// The method and the path.
pub(in crate::diff) fn called(operation: &Operation) -> String {
    format!("{} {}", verb(operation.method), operation.template)
}

/// The method as HTTP spells it.
pub(in crate::diff) fn verb(method: Method) -> &'static str {
    match method {
        Method::Get => "GET",
        Method::Put => "PUT",
        Method::Post => "POST",
        Method::Delete => "DELETE",
        Method::Options => "OPTIONS",
        Method::Head => "HEAD",
        Method::Patch => "PATCH",
        Method::Trace => "TRACE",
    }
}

/// The inputs that the path holds, in its order.
fn placeholders(operation: &Operation) -> impl Iterator<Item = usize> {
    operation.path.iter().filter_map(|segment| match segment {
        PathSegment::Input(index) => Some(*index),
        PathSegment::Literal(_) => None,
    })
}

/// The path as it is sent, with its fixed query, and a star for each value: what values are called is nobody's business on the
/// wire.
pub(in crate::diff) fn pieces(operation: &Operation) -> String {
    written(operation, |_| "*".to_owned())
}

/// The path as it is sent, with `value` for each value of that name.
fn written(operation: &Operation, value: impl Fn(&str) -> String) -> String {
    let pieces = operation.path.iter().map(|segment| match segment {
        PathSegment::Literal(text) => text.clone(),
        PathSegment::Input(index) => match operation.inputs.get(*index) {
            Some(input) => value(&input.field.wire),
            None => format!("*{index}"),
        },
    });
    let pairs = operation.fixed_query.iter().enumerate();
    let pairs = pairs.map(|(index, FixedPair { name, text })| {
        let separator = if index == 0 { '?' } else { '&' };
        match percent::name_of(text) == *name {
            true => format!("{separator}{text}"),
            false => format!("{separator}{text} ({name})"),
        }
    });
    pieces.chain(pairs).collect()
}

/// What must be given in that way, in order.
fn given(operation: &Operation, way: &Given) -> String {
    let mut names = Vec::new();
    for (index, input) in operation.inputs.iter().enumerate() {
        if input.field.presence.given == *way {
            match placeholders(operation).position(|placeholder| placeholder == index) {
                Some(place) => names.push(format!("path {place}")),
                // A whole body has no name of its own.
                None if input.field.wire.is_empty() => names.push("body".to_owned()),
                None => names.push(input.field.wire.clone()),
            }
        }
    }
    names.join(", ")
}

fn body(node: &mut Node<'_>, body: &Body) {
    let words = match body {
        Body::None => "none".to_owned(),
        Body::Form { .. } => "a form".to_owned(),
        Body::Multipart { .. } => "multipart".to_owned(),
        Body::Json { content_type } => format!("JSON as {content_type}"),
        Body::Raw { content_type } => format!("raw {content_type}"),
    };
    node.words(Aspect::Body, words);
    if let Body::Multipart { closed: _, parts } = body {
        let parts: Vec<String> = parts.iter().map(part).collect();
        node.words(Aspect::Parts, parts.join("; "));
    }
    if body.has_pairs() {
        let others = if body.is_closed() {
            "forbidden"
        } else {
            "ignored"
        };
        node.text(Aspect::Additional, others);
    }
}

/// What a part says of itself.
fn part(part: &PartHead) -> String {
    let PartHead {
        wire,
        content_types,
        headers,
    } = part;
    let headers = headers
        .iter()
        .map(|FixedHeader { name, value }| format!(", {name}: {value}"));
    let types = content_types.join(" or ");
    format!("{wire} is {types}{}", headers.collect::<String>())
}

fn output<'a>(node: &mut Node<'a>, output: &'a Output) {
    match output {
        Output::One(payload) => {
            node.text(Aspect::Answers, "one");
            node.payload(payload);
        }
        Output::Several { name, cases, other } => {
            node.text(Aspect::Answers, "several");
            node.text(Aspect::OutputName, name.as_str());
            node.maybe(Aspect::Open, other.as_ref().map(Ident::as_str));
            node.parts.extend(cases.iter().map(case));
        }
    }
}

fn case(case: &ResponseCase) -> Node<'_> {
    let ResponseCase {
        name,
        status,
        payload,
        docs,
    } = case;
    let mut node = Node::new(ViewKind::Case, format!("response {}", statuses(*status)));
    node.text(Aspect::RustName, name.as_str());
    node.payload(payload);
    node.docs(docs);
    node
}

/// Statuses as the document spells them.
pub(super) fn statuses(status: StatusMatch) -> String {
    match status {
        StatusMatch::Exact(code) => code.to_string(),
        StatusMatch::Range(digit) => format!("{digit}XX"),
        StatusMatch::Default => "default".to_owned(),
    }
}

fn paging<'a>(node: &mut Node<'a>, operation: &'a Operation, paging: Option<&'a Paging>) {
    node.flag(Aspect::Paging, paging.is_some());
    let Some(Paging { item, way }) = paging else {
        return;
    };
    node.ty(Aspect::PageItem, item);
    let named = |index: usize| match operation.inputs.get(index) {
        Some(input) => input.field.wire.clone(),
        None => format!("input {index}"),
    };
    match way {
        PageWay::Item {
            cursor,
            forward,
            backward,
        } => {
            node.text(Aspect::Cursor, cursor.as_str());
            node.words(Aspect::Forward, named(*forward));
            node.words(Aspect::Backward, backward.map(named).unwrap_or_default());
        }
        PageWay::Answer { items, next, last } => {
            let mut members = vec![items];
            node.words(Aspect::PageItems, items.path.join("."));
            let words = match next {
                PageNext::Token { from, to, within } => {
                    members.extend([Some(from), within.as_ref()].into_iter().flatten());
                    let to = match within {
                        Some(member) => format!("{} in {}", member.path.join("."), named(*to)),
                        None => named(*to),
                    };
                    format!("{} as {to}", from.path.join("."))
                }
                PageNext::Link(from) => {
                    members.push(from);
                    format!("the link {}", from.path.join("."))
                }
                PageNext::Header => "the header Link".to_owned(),
                PageNext::Offset(to) => format!("{} counts items", named(*to)),
                PageNext::Number { to, first } => {
                    format!("{} counts pages from {first}", named(*to))
                }
            };
            node.words(Aspect::Forward, words);
            let end = last.as_ref().map(|PageEnd { member, says }| {
                members.push(member);
                let says = match says {
                    EndSays::More => "says if there is more",
                    EndSays::Last => "says if it is the last",
                    EndSays::Total => "is the total",
                };
                format!("{} {says}", member.path.join("."))
            });
            node.words(Aspect::PageEnd, end.unwrap_or_default());
            let fields: Vec<String> = members.into_iter().map(fields).collect();
            node.words(Aspect::PageFields, fields.join(", "));
        }
    }
}

/// The fields that lead to a member of a page.
fn fields(member: &PageMember) -> String {
    let PageMember { path: _, fields } = member;
    let steps = fields.iter().map(|field| {
        let EventField {
            name,
            optional,
            boxed,
        } = field;
        let marks = [(*optional, "?"), (*boxed, "*")];
        let marks = marks.iter().filter(|(is, _)| *is).map(|(_, mark)| *mark);
        format!("{name}{}", marks.collect::<String>())
    });
    steps.collect::<Vec<_>>().join(".")
}
