//! The model as text, an item a line: for reading, for comparing and for snapshots.
//!
//! In: an [`Api`]. Out: an indented outline. What always holds: whatever the emission can see is in it, but for titles,
//! descriptions and places, so that two APIs with the same outline generate the same code. Everything is taken apart without
//! `..`, so that the compiler asks here about whatever is added to the model; what is passed over is named with the reason.

mod operations;
mod types;
mod words;

use std::fmt::{self, Write};

use words::since;

use super::{
    Api, ClientProfile, Common, CommonValue, DeepTypes, OtherEvent, Resource, SecurityScheme,
    Server, Webhook, Webhooks,
};

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
        let Api {
            title: _,
            version: _,
            docs: _,
            servers,
            security_schemes,
            types,
            resources,
            webhooks,
            client,
            conventions,
            deep_types,
        } = self.api;
        for server in servers {
            let Server {
                url,
                docs: _,
                pointer: _,
            } = server;
            writeln!(self.out, "server {url}")?;
        }
        for scheme in security_schemes {
            let SecurityScheme {
                wire,
                kind,
                docs: _,
                pointer: _,
            } = scheme;
            writeln!(self.out, "security {wire}: {kind:?}")?;
        }
        self.client(client)?;
        for names in conventions.unusual() {
            writeln!(self.out, "client says {names}")?;
        }
        if let Some(DeepTypes {
            levels,
            recursion_limit,
        }) = deep_types
        {
            writeln!(self.out, "{levels} levels, followed {recursion_limit} deep")?;
        }
        for def in types {
            self.type_def(def)?;
        }
        for resource in resources {
            let Resource {
                name,
                module,
                operations,
            } = resource;
            writeln!(self.out, "resource {name} in {module}")?;
            for operation in operations {
                self.operation(operation)?;
            }
        }
        webhooks
            .iter()
            .try_for_each(|webhooks| self.webhooks(webhooks))
    }

    fn webhooks(&mut self, webhooks: &Webhooks) -> fmt::Result {
        let Webhooks {
            name,
            open,
            tag,
            signature_header,
            others,
            common,
            events,
        } = webhooks;
        write!(self.out, "events {name} by {tag:?}, else {open}")?;
        if let Some(header) = signature_header {
            write!(self.out, ", signed in {header:?}")?;
        }
        for Common { wire, value } in common {
            let value = match value {
                CommonValue::Constant(value) => format!("{value:?}"),
                CommonValue::Text => "of text".to_owned(),
                CommonValue::Number => "of number".to_owned(),
                CommonValue::Bool => "of bool".to_owned(),
                CommonValue::Object => "of object".to_owned(),
            };
            write!(self.out, ", with {wire:?} {value}")?;
        }
        writeln!(self.out)?;
        for other in others {
            let OtherEvent {
                member,
                value,
                about,
                docs: _,
            } = other;
            writeln!(self.out, "  not if {member:?} is {value:?}: {about:?}")?;
        }
        for event in events {
            let Webhook {
                name,
                wire,
                payload,
                docs,
                pointer: _,
            } = event;
            let since = since(docs);
            let payload = self.named(*payload).to_owned();
            writeln!(self.out, "  {name} {wire:?}: {payload}{since}")?;
        }
        Ok(())
    }

    fn client(&mut self, client: &ClientProfile) -> fmt::Result {
        let ClientProfile {
            servers,
            version_header,
            account_header,
            idempotency_header,
            retry_header,
            secret_variable,
            base_url_variable,
            error_member,
        } = client;
        let members = [
            ("version header", version_header),
            ("account header", account_header),
            ("idempotency header", idempotency_header),
            ("retry header", retry_header),
            ("secret variable", secret_variable),
            ("base URL variable", base_url_variable),
            ("error member", error_member),
        ];
        // The document's first server goes without saying.
        let first = self.api.servers.first().map_or("", |server| &server.url);
        for server in servers.iter().filter(|server| *server != first) {
            writeln!(self.out, "client also asks {server:?}")?;
        }
        for (name, value) in members {
            if let Some(value) = value {
                writeln!(self.out, "client {name} {value:?}")?;
            }
        }
        Ok(())
    }
}
