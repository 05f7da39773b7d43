//! Operations: what can be asked for, and how it is called.
//!
//! In: the path items. Out: a [`Draft`] for each operation, grouped by resource at the end. What always holds: an
//! operation that can't be expressed is reported and left out whole; the others don't change for it.

use indexmap::IndexMap;
use openapiv3::{PathItem, ReferenceOr};

use super::operation_names::{OperationName, PathShapes};
use crate::api::{Ident, Method, Operation, PathSegment, Pointer, Resource, Server};
use crate::lower::context::{Direction, Failed, Lowered, Lowering, Site};
use crate::names::{self, Scope};
use crate::percent;

/// An operation that has its resource, before it is grouped.
#[derive(Debug)]
pub struct Draft {
    /// The resource's struct.
    pub resource: Ident,
    /// The resource's module.
    pub module: Ident,
    /// The operation.
    pub operation: Operation,
}

/// Everything known about an operation before its parts are lowered.
#[derive(Clone, Copy, Debug)]
pub struct Source<'d> {
    /// The method.
    pub method: Method,
    /// The path as the document writes it.
    pub template: &'d str,
    /// The path item.
    pub item: &'d PathItem,
    /// The operation.
    pub operation: &'d openapiv3::Operation,
}

/// The names that operations of one crate share.
struct Names {
    resources: IndexMap<String, (Ident, Ident, Scope)>,
    modules: Scope,
}

/// The names of one operation.
struct Named {
    resource: Ident,
    module: Ident,
    function: Ident,
    request: Ident,
}

impl<'d> Lowering<'d> {
    /// Lowers every operation of the document.
    pub fn operations(&mut self) -> Vec<Draft> {
        let root = Pointer::root().child("paths");
        let shapes = PathShapes::of(&self.document.openapi.paths);
        let mut names = Names {
            resources: IndexMap::new(),
            modules: Scope::modules(),
        };
        let mut drafts = Vec::new();
        for (template, item) in &self.document.openapi.paths.paths {
            let at = root.child(template);
            let ReferenceOr::Item(item) = item else {
                let _: Lowered<()> = self.fail(
                    "unsupported-path-ref",
                    &at,
                    "a path item that is a reference is not supported",
                    "this path",
                    "put the path item here, in an overlay",
                );
                continue;
            };
            for (method, operation) in self.in_order(item, &at) {
                let at = at.child(method);
                let Some(method) = method_of(method) else {
                    continue;
                };
                let source = Source {
                    method,
                    template,
                    item,
                    operation,
                };
                let listed = self.returns_list(operation);
                let name = shapes.name(&source, listed);
                match self.operation(source, &name, &mut names, &at) {
                    Ok(draft) => drafts.push(draft),
                    Err(Failed) => self.leave_out_operation(method, template, &at),
                }
            }
        }
        drafts
    }

    /// The operations of a path in the document's order, which openapiv3 does not keep.
    fn in_order(
        &self,
        item: &'d PathItem,
        at: &Pointer,
    ) -> Vec<(&'d str, &'d openapiv3::Operation)> {
        let members = self
            .document
            .value(at)
            .and_then(serde_json::Value::as_object);
        let position =
            |method: &str| members.and_then(|members| members.keys().position(|key| key == method));
        let mut operations: Vec<_> = item.iter().collect();
        operations.sort_by_key(|(method, _)| position(method));
        operations
    }

    fn operation(
        &mut self,
        source: Source<'d>,
        name: &OperationName,
        names: &mut Names,
        at: &Pointer,
    ) -> Lowered<Draft> {
        let named = self.claim_names(name, names);
        let site = Site {
            pointer: at.clone(),
            name: named.request.bare().to_owned(),
            module: names::module_ident(&format!("{} params", names::singular(&name.resource))),
            direction: Direction::Request,
            depth: 0,
        };
        self.warn_callbacks(source.operation, at);
        // All three are looked at before the first failure counts, so that every problem is reported at once.
        let inputs = self.inputs(source, &site);
        let output = self.output(source.operation, &site);
        let error = self.error(source.operation, &site);
        let path = inputs
            .as_ref()
            .ok()
            .map(|(inputs, _)| self.path(source.template, inputs, at));
        let ((inputs, body), output, error) = (inputs?, output?, error?);
        let path = path.unwrap_or(Ok(Vec::new()))?;
        let operation = Operation {
            name: named.function,
            request: named.request,
            id: source.operation.operation_id.clone(),
            method: source.method,
            template: source.template.to_owned(),
            path,
            server: self.server_of(source),
            inputs,
            body,
            output,
            error,
            paging: None,
            security: self.security_of(source.operation),
            docs: self.operation_docs(source.operation),
            deprecated: source.operation.deprecated,
            pointer: at.clone(),
        };
        Ok(Draft {
            resource: named.resource,
            module: named.module,
            operation,
        })
    }

    /// Takes the names of an operation, whether it can be lowered or not: the others' don't depend on it.
    fn claim_names(&mut self, name: &OperationName, names: &mut Names) -> Named {
        let (resource, module, functions) = match names.resources.entry(name.resource.clone()) {
            indexmap::map::Entry::Occupied(entry) => entry.into_mut(),
            indexmap::map::Entry::Vacant(entry) => {
                let wished = names::type_ident(&name.resource);
                let alternative = names::type_ident(&format!("{} resource", name.resource));
                let ident = self.type_names.claim(&[wished, alternative]).ident;
                let module = names
                    .modules
                    .claim(&[names::module_ident(&name.resource)])
                    .ident;
                entry.insert((ident, module, Scope::functions()))
            }
        };
        let idents = |wished: &[String], ident: fn(&str) -> Ident| -> Vec<Ident> {
            wished.iter().map(|name| ident(name)).collect()
        };
        Named {
            resource: resource.clone(),
            module: module.clone(),
            function: functions
                .claim(&idents(&name.functions, names::field_ident))
                .ident,
            request: self
                .type_names
                .claim(&idents(&name.requests, names::type_ident))
                .ident,
        }
    }

    /// The path in pieces; every `{name}` has to be an input.
    fn path(
        &mut self,
        template: &str,
        inputs: &[crate::api::Input],
        at: &Pointer,
    ) -> Lowered<Vec<PathSegment>> {
        let mut segments = Vec::new();
        let mut rest = template;
        while let Some((literal, tail)) = rest.split_once('{') {
            let Some((name, tail)) = tail.split_once('}') else {
                break;
            };
            let input = inputs.iter().position(|input| {
                input.location == crate::api::Location::Path && input.field.wire == name
            });
            let Some(input) = input else {
                return self.fail(
                    "missing-path-parameter",
                    at,
                    format!(
                        "the path names `{{{name}}}`, but no parameter of that name is `in: path`"
                    ),
                    "this operation",
                    "add the parameter in an overlay",
                );
            };
            if !literal.is_empty() {
                segments.push(PathSegment::Literal(percent::path(literal)));
            }
            segments.push(PathSegment::Input(input));
            rest = tail;
        }
        if !rest.is_empty() {
            segments.push(PathSegment::Literal(percent::path(rest)));
        }
        Ok(segments)
    }

    fn warn_callbacks(&mut self, operation: &openapiv3::Operation, at: &Pointer) {
        if !operation.callbacks.is_empty() {
            self.warn(
                "callbacks-left-out",
                &at.child("callbacks"),
                "callbacks are left out: a client does not receive them",
                "these callbacks",
                "describe events the user should decode in `x-webhooks`",
            );
        }
    }

    fn operation_docs(&self, operation: &openapiv3::Operation) -> crate::api::Docs {
        let mut docs = self.docs(operation.summary.as_deref());
        let description = self.docs(operation.description.as_deref());
        if docs.0.is_empty() || docs == description {
            return description;
        }
        if !description.0.is_empty() {
            docs.0.push(String::new());
            docs.0.extend(description.0);
        }
        docs
    }

    /// The document's servers.
    pub fn servers(&self) -> Vec<Server> {
        let at = Pointer::root().child("servers");
        let server = |(index, server): (usize, &openapiv3::Server)| Server {
            url: server_url(server),
            docs: self.docs(server.description.as_deref()),
            pointer: at.child(index),
        };
        self.document
            .openapi
            .servers
            .iter()
            .enumerate()
            .map(server)
            .collect()
    }

    fn server_of(&self, source: Source<'d>) -> String {
        let candidates = [
            &source.operation.servers,
            &source.item.servers,
            &self.document.openapi.servers,
        ];
        candidates
            .iter()
            .find_map(|servers| servers.first())
            .map(server_url)
            .unwrap_or_default()
    }

    fn security_of(&self, operation: &openapiv3::Operation) -> Vec<String> {
        let requirements = operation
            .security
            .as_ref()
            .or(self.document.openapi.security.as_ref());
        let mut names: Vec<String> = Vec::new();
        for name in requirements
            .into_iter()
            .flatten()
            .flat_map(|requirement| requirement.keys())
        {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }
}

/// Groups operations by resource, in the order of the first of each.
pub fn group(drafts: Vec<Draft>) -> Vec<Resource> {
    let mut resources: IndexMap<Ident, Resource> = IndexMap::new();
    for Draft {
        resource,
        module,
        operation,
    } in drafts
    {
        let entry = resources
            .entry(resource.clone())
            .or_insert_with(|| Resource {
                name: resource,
                module,
                operations: Vec::new(),
            });
        entry.operations.push(operation);
    }
    resources.into_values().collect()
}

fn server_url(server: &openapiv3::Server) -> String {
    let variables = server.variables.iter().flatten();
    let url = variables.fold(server.url.clone(), |url, (name, variable)| {
        url.replace(&format!("{{{name}}}"), &variable.default)
    });
    // Every path starts with a slash.
    url.trim_end_matches('/').to_owned()
}

fn method_of(name: &str) -> Option<Method> {
    Some(match name {
        "get" => Method::Get,
        "put" => Method::Put,
        "post" => Method::Post,
        "delete" => Method::Delete,
        "options" => Method::Options,
        "head" => Method::Head,
        "patch" => Method::Patch,
        "trace" => Method::Trace,
        _ => return None,
    })
}
