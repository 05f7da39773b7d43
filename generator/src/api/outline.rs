//! The model as text, an item a line: for reading, for comparing and for snapshots.
//!
//! In: an [`Api`]. Out: an indented outline. What always holds: whatever the emission can see is in it, but for
//! descriptions and places, so that two APIs with the same outline generate the same code.

mod words;

use std::fmt::{self, Write};

use super::{
    Additional, Api, Body, Common, CommonValue, Field, Given, Input, Operation, Output,
    PathSegment, Payload, Selector, Setters, Struct, TypeDef, TypeKind,
};
use words::{limits, usages};

/// Writes the outline of a model.
///
/// ```
/// use form_codegen::api::{Api, outline};
///
/// assert_eq!(outline(&Api::default()), "");
/// ```
#[must_use]
pub fn outline(api: &Api) -> String {
    let mut text = String::new();
    // Writing to a String never fails.
    let _ = Outline {
        api,
        out: &mut text,
    }
    .write();
    text
}

struct Outline<'a> {
    api: &'a Api,
    out: &'a mut String,
}

impl Outline<'_> {
    fn write(&mut self) -> fmt::Result {
        for server in &self.api.servers {
            writeln!(self.out, "server {}", server.url)?;
        }
        for scheme in &self.api.security_schemes {
            writeln!(self.out, "security {}: {:?}", scheme.wire, scheme.kind)?;
        }
        self.client()?;
        for def in &self.api.types {
            self.type_def(def)?;
        }
        for resource in &self.api.resources {
            writeln!(
                self.out,
                "resource {} in {}",
                resource.name, resource.module
            )?;
            for operation in &resource.operations {
                self.operation(operation)?;
            }
        }
        if let Some(webhooks) = &self.api.webhooks {
            write!(
                self.out,
                "events {} by {:?}, else {}",
                webhooks.name, webhooks.tag, webhooks.open
            )?;
            if let Some(header) = &webhooks.signature_header {
                write!(self.out, ", signed in {header:?}")?;
            }
            for Common { wire, value } in &webhooks.common {
                match value {
                    CommonValue::Constant(value) => write!(self.out, ", with {wire:?} {value:?}")?,
                    CommonValue::Text
                    | CommonValue::Number
                    | CommonValue::Bool
                    | CommonValue::Object => write!(self.out, ", with {wire:?}")?,
                }
            }
            writeln!(self.out)?;
            for event in &webhooks.events {
                let payload = self.named(event.payload).to_owned();
                writeln!(self.out, "  {} {:?}: {payload}", event.name, event.wire)?;
            }
        }
        Ok(())
    }

    fn client(&mut self) -> fmt::Result {
        let client = &self.api.client;
        let members = [
            ("version header", &client.version_header),
            ("account header", &client.account_header),
            ("idempotency header", &client.idempotency_header),
            ("retry header", &client.retry_header),
            ("secret variable", &client.secret_variable),
            ("base URL variable", &client.base_url_variable),
            ("error member", &client.error_member),
        ];
        // The document's first server goes without saying.
        let first = self.api.servers.first().map_or("", |server| &server.url);
        for server in client.servers.iter().filter(|server| *server != first) {
            writeln!(self.out, "client also asks {server:?}")?;
        }
        for (name, value) in members {
            if let Some(value) = value {
                writeln!(self.out, "client {name} {value:?}")?;
            }
        }
        for names in self.api.conventions.unusual() {
            writeln!(self.out, "client says {names}")?;
        }
        Ok(())
    }

    fn type_def(&mut self, def: &TypeDef) -> fmt::Result {
        let TypeDef {
            name,
            module,
            deprecated,
            usage,
            traits,
            resource,
            kind,
            ..
        } = def;
        let keyword = match kind {
            TypeKind::Struct(_) => "struct",
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => "enum",
            TypeKind::Union(_) => "union",
            TypeKind::Alias(_) => "alias",
            TypeKind::ExpandPaths(_) => "paths",
        };
        write!(self.out, "{keyword} {name} in {module}, {}", usages(*usage))?;
        if let Some(resource) = resource {
            write!(self.out, ", resource {resource:?}")?;
        }
        let by =
            |(index, object): (usize, &Struct)| object.fields.get(index).map(|id| id.name.clone());
        if let Some(id) = traits.id.zip(kind.as_struct()).and_then(by) {
            write!(self.out, ", identified by {id}")?;
        }
        let flags = [(traits.default, ", default"), (*deprecated, ", deprecated")];
        for (_, text) in flags.iter().filter(|(set, _)| *set) {
            write!(self.out, "{text}")?;
        }
        writeln!(self.out)?;
        match kind {
            TypeKind::Struct(object) => self.members(object),
            TypeKind::StringEnum(values) => {
                for variant in &values.variants {
                    writeln!(self.out, "  {} {:?}", variant.name, variant.wire)?;
                }
                self.otherwise(values.open.as_ref())
            }
            TypeKind::IntegerEnum(values) => {
                for variant in &values.variants {
                    writeln!(self.out, "  {} {}", variant.name, variant.wire)?;
                }
                self.otherwise(Some(&values.open))
            }
            TypeKind::Union(union) => {
                match &union.selector {
                    Selector::Tag(member) => writeln!(self.out, "  by {member:?}")?,
                    Selector::FirstMatch => writeln!(self.out, "  by first match")?,
                }
                for variant in &union.variants {
                    let mut line = self.ty(&variant.ty);
                    limits(&variant.limits, &mut line);
                    let from = if variant.from { ", from it" } else { "" };
                    write!(
                        self.out,
                        "  {} {:?}: {line}{from}",
                        variant.name, variant.tags
                    )?;
                    for demand in &variant.demands {
                        let path = demand.path.join(".");
                        write!(self.out, ", if {path:?} is {:?}", demand.text)?;
                    }
                    writeln!(self.out)?;
                }
                self.otherwise(Some(&union.open))
            }
            TypeKind::Alias(target) => {
                let target = self.ty(target);
                writeln!(self.out, "  {target}")
            }
            TypeKind::ExpandPaths(expand) => {
                for path in &expand.paths {
                    writeln!(self.out, "  {} {:?}", path.name, path.wire)?;
                }
                self.otherwise(Some(&expand.open))
            }
        }
    }

    fn otherwise(&mut self, open: Option<&super::Ident>) -> fmt::Result {
        match open {
            Some(open) => writeln!(self.out, "  else {open}"),
            None => writeln!(self.out, "  closed"),
        }
    }

    fn members(&mut self, object: &Struct) -> fmt::Result {
        for constant in &object.constants {
            writeln!(
                self.out,
                "  {:?} is always {:?}",
                constant.wire, constant.value
            )?;
        }
        for field in &object.fields {
            let line = self.field(field);
            writeln!(self.out, "  {line}")?;
        }
        if let Some(most) = object.max_total_length {
            writeln!(self.out, "  at most {most} characters together")?;
        }
        match &object.additional {
            Additional::Ignored => Ok(()),
            Additional::Forbidden => writeln!(self.out, "  nothing else"),
            Additional::Kept {
                name,
                value,
                limits,
            } => {
                let mut value = self.ty(value);
                self::limits(limits, &mut value);
                writeln!(self.out, "  others in {name}: {value}")
            }
        }
    }

    fn field(&self, field: &Field) -> String {
        let mut line = format!("{} {:?}: {}", field.name, field.wire, self.ty(&field.ty));
        let flags = [
            (!field.required, ", optional"),
            (field.nullable, ", nullable"),
            (field.deprecated, ", deprecated"),
            (field.read_only, ", read only"),
            (field.write_only, ", write only"),
        ];
        flags
            .iter()
            .filter(|(set, _)| *set)
            .for_each(|(_, text)| line.push_str(text));
        if let Given::Setter(Setters { set, clear, unset }) = &field.presence.given {
            let other = Some(set).filter(|set| **set != field.name);
            for function in [other, clear.as_ref(), unset.as_ref()]
                .into_iter()
                .flatten()
            {
                let _ = write!(line, ", {function}()");
            }
        }
        limits(&field.limits, &mut line);
        if let Some(default) = &field.default {
            line.push_str(", default ");
            line.push_str(default);
        }
        line
    }

    fn operation(&mut self, operation: &Operation) -> fmt::Result {
        let method = format!("{:?}", operation.method).to_uppercase();
        writeln!(
            self.out,
            "  {} = {}: {method} {}",
            operation.name, operation.request, operation.server
        )?;
        write!(self.out, "    path ")?;
        for segment in &operation.path {
            match segment {
                PathSegment::Literal(text) => write!(self.out, "{text}")?,
                PathSegment::Input(index) => write!(self.out, "{{{index}}}")?,
            }
        }
        writeln!(self.out)?;
        for input in &operation.inputs {
            let Input {
                field, location, ..
            } = input;
            let line = self.field(field);
            write!(self.out, "    {location:?} {line}, as {:?}", field.encoding)?;
            writeln!(
                self.out,
                "{}",
                if input.allow_empty {
                    ", may be empty"
                } else {
                    ""
                }
            )?;
        }
        match &operation.body {
            Body::None => {}
            Body::Form => writeln!(self.out, "    body form")?,
            Body::Multipart => writeln!(self.out, "    body multipart")?,
            Body::Json { content_type } | Body::Raw { content_type } => {
                writeln!(self.out, "    body {content_type}")?;
            }
        }
        match &operation.output {
            Output::One(payload) => {
                let payload = self.payload(payload);
                writeln!(self.out, "    returns {payload}")?;
            }
            Output::Several { name, cases } => {
                writeln!(self.out, "    returns {name}")?;
                for case in cases {
                    let payload = self.payload(&case.payload);
                    writeln!(self.out, "      {} {:?}: {payload}", case.name, case.status)?;
                }
            }
        }
        let error = self.ty(&operation.error);
        writeln!(self.out, "    fails with {error}")?;
        if let Some(paging) = &operation.paging {
            let item = self.ty(&paging.item);
            writeln!(
                self.out,
                "    pages of {item} by {}, forward {}, backward {:?}",
                paging.cursor, paging.forward, paging.backward
            )?;
        }
        if !operation.security.is_empty() {
            writeln!(self.out, "    needs {}", operation.security.join(" or "))?;
        }
        Ok(())
    }

    fn payload(&self, payload: &Payload) -> String {
        match payload {
            Payload::Empty => "nothing".to_owned(),
            Payload::Json(ty) => self.ty(ty),
            Payload::Text => "text".to_owned(),
            Payload::Bytes => "bytes".to_owned(),
        }
    }
}
