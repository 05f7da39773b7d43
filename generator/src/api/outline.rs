//! The model as text, an item a line: for reading, for comparing and for snapshots.
//!
//! In: an [`Api`]. Out: an indented outline. What always holds: whatever the emission can see is in it, but for titles,
//! descriptions and places, so that two APIs with the same outline generate the same code. Everything is taken apart without
//! `..`, so that the compiler asks here about whatever is added to the model; what is passed over is named with the reason.

mod events;
mod operations;
mod types;
mod words;

use std::fmt::{self, Write};

use super::{
    Access, Api, ClientProfile, DeepTypes, ErrorType, Errors, Publication, Resource,
    SecurityScheme, Server, ServerTemplate, ServerValue, ServerValues, ServerVariable, Together,
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
            security,
            types,
            resources,
            webhooks,
            callbacks,
            client,
            publication,
            conventions,
            errors,
            deep_types,
        } = self.api;
        self.servers(servers, security_schemes)?;
        if !security.is_empty() {
            writeln!(self.out, "usually needs {}", in_words(security))?;
        }
        self.client(client)?;
        if *publication != Publication::default() {
            writeln!(self.out, "published as {publication:?}")?;
        }
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
        self.errors(errors)?;
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
        let events = webhooks.iter().map(|events| ("events", events));
        let callbacks = callbacks.iter().map(|events| ("callbacks", events));
        events
            .chain(callbacks)
            .try_for_each(|(what, events)| self.webhooks(what, events))
    }

    fn servers(&mut self, servers: &[Server], schemes: &[SecurityScheme]) -> fmt::Result {
        for server in servers {
            let Server {
                url,
                template,
                docs: _,
                pointer: _,
            } = server;
            match url == template {
                true => writeln!(self.out, "server {url}")?,
                false => writeln!(self.out, "server {url} of {template}")?,
            }
        }
        for scheme in schemes {
            let SecurityScheme {
                wire,
                setter,
                kind,
                docs: _,
                pointer: _,
            } = scheme;
            writeln!(self.out, "security {wire} by {setter}: {kind:?}")?;
        }
        Ok(())
    }

    /// The enums that errors are asked for; what is common to them is an operation's, too.
    fn errors(&mut self, errors: &Errors) -> fmt::Result {
        let Errors { common: _, types } = errors;
        for ErrorType { body, kind, code } in types {
            for (what, id) in [("kinds", kind), ("codes", code)] {
                if let Some(id) = id {
                    let (body, listed) = (self.named(*body), self.named(*id));
                    let line = format!("error {body} has {what} {listed}");
                    writeln!(self.out, "{line}")?;
                }
            }
        }
        Ok(())
    }

    /// The variables of base URLs, and where they stand.
    fn variables(
        &mut self,
        client: &ClientProfile,
        templates: &[ServerTemplate],
        variables: &[ServerVariable],
    ) -> fmt::Result {
        for one in templates {
            let ServerTemplate { url, pieces: _ } = one;
            let template = client.template(one, |variable| variable.setter.as_str());
            writeln!(self.out, "client asks {url:?} as {template:?}")?;
        }
        for variable in variables {
            let ServerVariable {
                wire,
                setter,
                default,
                values,
                docs: _,
                pointer: _,
            } = variable;
            write!(self.out, "client setting {setter} is {wire:?}, {default:?}")?;
            if let Some(ServerValues { name, values }) = values {
                write!(self.out, " of {name}:")?;
                for ServerValue { name, wire } in values {
                    write!(self.out, " {name} {wire:?}")?;
                }
            }
            writeln!(self.out)?;
        }
        Ok(())
    }

    fn client(&mut self, client: &ClientProfile) -> fmt::Result {
        let ClientProfile {
            servers,
            templates,
            variables,
            access,
            version_header,
            account_header,
            context_header,
            idempotency_header,
            retry_header,
            secret_variable,
            base_url_variable,
            error_member,
        } = client;
        let members = [
            ("version header", version_header),
            ("account header", account_header),
            ("context header", context_header),
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
        self.variables(client, templates, variables)?;
        if *access != Access::Nothing {
            writeln!(self.out, "client is made with {access:?}")?;
        }
        for (name, value) in members {
            if let Some(value) = value {
                writeln!(self.out, "client {name} {value:?}")?;
            }
        }
        Ok(())
    }
}

/// What proves who the caller is.
fn in_words(alternatives: &[Together]) -> String {
    let together = |schemes: &Together| match schemes.is_empty() {
        true => "nothing".to_owned(),
        false => schemes.join(" and "),
    };
    let alternatives: Vec<String> = alternatives.iter().map(together).collect();
    alternatives.join(" or ")
}
