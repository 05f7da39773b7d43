//! Operations as lines.
//!
//! In: an operation. Out: its lines of the outline. What always holds: see [`outline`](super).

use std::fmt::{self, Write};

use super::words::since;
use super::{Outline, in_words};
use crate::api::{
    Body, FixedHeader, FixedPair, Input, Operation, Output, PageEnd, PageMember, PageNext, PageWay,
    Paging, PartHead, PathSegment, Payload, ResponseCase,
};

impl Outline<'_> {
    pub(super) fn operation(&mut self, operation: &Operation) -> fmt::Result {
        let Operation {
            name,
            request,
            args,
            id: _,
            method,
            template: _,
            server,
            path: _,
            fixed_query,
            inputs,
            extra: _,
            body,
            output,
            error,
            paging,
            security,
            docs,
            deprecated,
            irreversible,
            pointer: _,
        } = operation;
        let method = format!("{method:?}").to_uppercase();
        let deprecated = flag(*deprecated, ", deprecated");
        let irreversible = flag(*irreversible, ", irreversible");
        let flags = format!("{deprecated}{irreversible}{}", since(docs));
        let args = args.iter().map(|args| format!("({args})"));
        let args: String = args.collect();
        writeln!(
            self.out,
            "  {name}{args} = {request}: {method} {server}{flags}"
        )?;
        self.path(operation)?;
        for pair in fixed_query {
            let FixedPair { name, text } = pair;
            writeln!(self.out, "    always {text}, named {name:?}")?;
        }
        for input in inputs {
            self.input(input)?;
        }
        self.body(body)?;
        self.output(output)?;
        let error = self.ty(error);
        writeln!(self.out, "    fails with {error}")?;
        if let Some(paging) = paging {
            self.paging(paging)?;
        }
        if !security.is_empty() {
            writeln!(self.out, "    needs {}", in_words(security))?;
        }
        Ok(())
    }

    fn paging(&mut self, paging: &Paging) -> fmt::Result {
        let Paging { item, way } = paging;
        let item = self.ty(item);
        match way {
            PageWay::Item {
                cursor,
                forward,
                backward,
            } => writeln!(
                self.out,
                "    pages of {item} by {cursor}, forward {forward}, backward {backward:?}"
            ),
            PageWay::Answer { items, next, last } => {
                let next = match next {
                    PageNext::Token { from, to, within } => {
                        let within = within
                            .as_ref()
                            .map(|member| format!(" in {}", way_to(member)));
                        format!(
                            "token {} to {to}{}",
                            way_to(from),
                            within.unwrap_or_default()
                        )
                    }
                    PageNext::Link(from) => format!("link {}", way_to(from)),
                    PageNext::Header => "the header Link".to_owned(),
                    PageNext::Offset(to) => format!("offset {to}"),
                    PageNext::Number { to, first } => format!("page {to} from {first}"),
                };
                let last = last
                    .as_ref()
                    .map(|PageEnd { member, says }| format!(", {says:?} says {}", way_to(member)));
                let (items, last) = (way_to(items), last.unwrap_or_default());
                writeln!(self.out, "    pages of {item} in {items} by {next}{last}")
            }
        }
    }

    fn body(&mut self, body: &Body) -> fmt::Result {
        let closes = |closed: &bool| flag(*closed, ", closed");
        match body {
            Body::None => Ok(()),
            Body::Form { closed } => writeln!(self.out, "    body form{}", closes(closed)),
            Body::Multipart { closed, parts } => {
                writeln!(self.out, "    body multipart{}", closes(closed))?;
                for part in parts {
                    let PartHead {
                        wire,
                        content_types,
                        headers,
                    } = part;
                    let types = content_types.join(" or ");
                    writeln!(self.out, "      part {wire:?} is {types}")?;
                    for FixedHeader { name, value } in headers {
                        writeln!(self.out, "        with {name}: {value}")?;
                    }
                }
                Ok(())
            }
            Body::Json { content_type } | Body::Raw { content_type } => {
                writeln!(self.out, "    body {content_type}")
            }
        }
    }

    /// The path in pieces, and as the document writes it where that is something else.
    fn path(&mut self, operation: &Operation) -> fmt::Result {
        let (mut pieces, mut usual) = (String::new(), String::new());
        for segment in &operation.path {
            match segment {
                PathSegment::Literal(text) => {
                    pieces.push_str(text);
                    usual.push_str(text);
                }
                PathSegment::Input(index) => {
                    let input = operation.inputs.get(*index);
                    let wire = input.map_or("", |input| &input.field.wire);
                    let _ = write!(pieces, "{{{index}}}");
                    let _ = write!(usual, "{{{wire}}}");
                }
            }
        }
        let template = &operation.template;
        match usual == *template {
            true => writeln!(self.out, "    path {pieces}"),
            false => writeln!(self.out, "    path {pieces}, written {template:?}"),
        }
    }

    fn input(&mut self, input: &Input) -> fmt::Result {
        let Input {
            field,
            location,
            allow_empty,
        } = input;
        let line = self.field(field);
        let empty = if *allow_empty { ", may be empty" } else { "" };
        let encoding = field.encoding;
        writeln!(self.out, "    {location:?} {line}, as {encoding:?}{empty}")
    }

    fn output(&mut self, output: &Output) -> fmt::Result {
        match output {
            Output::One(payload) => {
                let payload = self.payload(payload);
                writeln!(self.out, "    returns {payload}")
            }
            Output::Several { name, cases, other } => {
                writeln!(self.out, "    returns {name}")?;
                for case in cases {
                    let ResponseCase {
                        name,
                        status,
                        payload,
                        docs: _,
                    } = case;
                    let payload = self.payload(payload);
                    writeln!(self.out, "      {name} {status:?}: {payload}")?;
                }
                if let Some(other) = other {
                    writeln!(self.out, "      {other} otherwise")?;
                }
                Ok(())
            }
        }
    }

    pub(super) fn payload(&self, payload: &Payload) -> String {
        match payload {
            Payload::Empty => "nothing".to_owned(),
            Payload::Json(ty) => self.ty(ty),
            Payload::Text => "text".to_owned(),
            Payload::Bytes => "bytes".to_owned(),
        }
    }
}

/// The names that lead to a member, and the fields.
fn way_to(member: &PageMember) -> String {
    let PageMember { path, fields } = member;
    let fields: Vec<String> = fields.iter().map(super::events::step).collect();
    format!("{:?} ({})", path.join("."), fields.join("."))
}

fn flag(is_set: bool, text: &'static str) -> &'static str {
    match is_set {
        true => text,
        false => "",
    }
}
