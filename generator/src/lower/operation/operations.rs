//! Operations: what can be asked for, and how it is called.
//!
//! In: the path items. Out: a [`Draft`] for each operation, grouped by resource at the end. What always holds: an
//! operation that can't be expressed is reported and left out whole; the others don't change for it.

use indexmap::IndexMap;
use serde_json::json;

use super::drafts::Draft;
use super::endpoint::Endpoint;
use super::naming::{self, OperationName, ToName};
use crate::action::Mend;
use crate::api::{FixedPair, Ident, Method, Operation, PathSegment, Pointer, Resource, Server};
use crate::lower::context::{Direction, Lowered, Lowering, Site};
use crate::names::{self, Scope};
use crate::percent;
use crate::spec::{self, Address, QueryPair};

/// The names that operations of one crate share.
struct Names {
    resources: IndexMap<String, (Ident, Ident, Scope)>,
    modules: Scope,
}

/// The names of one operation.
struct OperationNames {
    resource: Ident,
    module: Ident,
    function: Ident,
    request: Ident,
}

impl<'d> Lowering<'d> {
    /// Lowers every operation of the document.
    pub fn operations(&mut self) -> Vec<Draft> {
        let mut names = Names {
            resources: IndexMap::new(),
            modules: Scope::modules(),
        };
        let mut drafts = Vec::new();
        let spec = self.spec;
        let templates = spec.paths.iter().map(|path| Address::of(&path.template));
        let addresses: Vec<Address<'d>> = templates.collect();
        let endpoints = endpoints(spec, &addresses);
        let named: Vec<_> = endpoints.iter().map(|it| self.to_name(*it)).collect();
        let named = naming::names(&named, &spec.info.title);
        for (endpoint, name) in endpoints.into_iter().zip(&named) {
            let intact = self.is_intact(endpoint);
            let lowered = self.operation(endpoint, name, &mut names);
            match intact.and(lowered) {
                Ok(draft) => drafts.push(draft),
                Err(failed) => {
                    let at = &endpoint.operation.at;
                    let (method, template) = (endpoint.method, endpoint.template);
                    self.leave_out_operation(method, template, at, Some(failed));
                }
            }
        }
        drafts
    }

    /// What the name of an operation follows from.
    fn to_name<'a>(&self, endpoint: Endpoint<'a, 'd>) -> ToName<'a>
    where
        'd: 'a,
    {
        ToName {
            endpoint,
            listed: self.returns_list(endpoint.operation, endpoint.address.path),
        }
    }

    /// Fails if something of an operation could not be read, wherever it stands.
    fn is_intact(&mut self, endpoint: Endpoint<'_, 'd>) -> Lowered<()> {
        let (path, operation) = (endpoint.item, endpoint.operation);
        let around = path.at.child("parameters");
        let parameters = operation.parameters.iter().map(|one| &one.at);
        let body = operation.body.iter().map(|body| &body.at);
        let responses = operation.responses.iter().map(|answer| &answer.response.at);
        let parts = [&operation.at, &around].into_iter();
        let mut parts = parts.chain(parameters).chain(body).chain(responses);
        parts.try_for_each(|at| self.intact(at))
    }

    fn operation(
        &mut self,
        endpoint: Endpoint<'_, 'd>,
        name: &OperationName,
        names: &mut Names,
    ) -> Lowered<Draft> {
        let at = &endpoint.operation.at;
        let named = self.claim_names(&name.warning(endpoint.operation), names);
        let site = Site {
            pointer: at.clone(),
            name: named.request.bare().to_owned(),
            module: names::module_ident(&format!("{} params", names::singular(&name.resource))),
            direction: Direction::Request,
            depth: 0,
        };
        // All three are looked at before the first failure counts, so that every problem is reported at once.
        let inputs = self.inputs(endpoint, &site);
        let output = self.output(endpoint.operation, &site);
        let failure = self.failures(endpoint.operation, &site);
        let path = inputs
            .as_ref()
            .ok()
            .map(|(inputs, _)| self.path(endpoint.address.path, inputs, at));
        let ((inputs, body), output, failure) = (inputs?, output?, failure?);
        let path = path.unwrap_or(Ok(Vec::new()))?;
        let operation = Operation {
            name: named.function,
            request: named.request,
            id: endpoint.operation.id.clone(),
            method: endpoint.method,
            template: endpoint.template.to_owned(),
            path,
            fixed_query: fixed_query(endpoint.address),
            server: endpoint
                .operation
                .server
                .as_ref()
                .map(spec::Server::default_url)
                .unwrap_or_default(),
            inputs,
            extra: names::field_ident("extra"),
            body,
            output,
            error: failure.ty(),
            paging: None,
            security: self.needed_for(&endpoint.operation.security),
            docs: self.operation_docs(endpoint.operation),
            deprecated: endpoint.operation.deprecated,
            irreversible: endpoint.operation.irreversible,
            args: None,
            pointer: at.clone(),
        };
        Ok(Draft {
            resource: named.resource,
            module: named.module,
            operation,
            failure,
        })
    }

    /// Takes the names of an operation, whether it can be lowered or not: the others' don't depend on it.
    fn claim_names(&mut self, name: &OperationName, names: &mut Names) -> OperationNames {
        let (resource, module, functions) = match names.resources.entry(name.resource.clone()) {
            indexmap::map::Entry::Occupied(entry) => entry.into_mut(),
            indexmap::map::Entry::Vacant(entry) => {
                let wished = names::type_ident(&name.resource);
                let in_full = names::type_ident(&name.resource_in_full);
                let alternative = names::type_ident(&format!("{} resource", name.resource));
                let wishes = short_first(vec![wished, in_full, alternative]);
                let ident = self.type_names.claim(&wishes).ident;
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
        OperationNames {
            resource: resource.clone(),
            module: module.clone(),
            function: functions
                .claim(&short_first(idents(&name.functions, names::field_ident)))
                .ident,
            request: self
                .type_names
                .claim(&short_first(idents(&name.requests, names::type_ident)))
                .ident,
        }
    }

    /// The path in pieces; every `{name}` has to be an input.
    fn path(
        &mut self,
        path: &str,
        inputs: &[crate::api::Input],
        at: &Pointer,
    ) -> Lowered<Vec<PathSegment>> {
        let mut segments = Vec::new();
        let mut rest = path;
        while let Some((literal, tail)) = rest.split_once('{') {
            let Some((name, tail)) = tail.split_once('}') else {
                break;
            };
            let input = inputs.iter().position(|input| {
                input.location == crate::api::InputLocation::Path && input.field.wire == name
            });
            let Some(input) = input else {
                let failed = self.failure(
                    "missing-path-parameter",
                    at,
                    format!(
                        "the path names `{{{name}}}`, but no parameter of that name is `in: path`"
                    ),
                    "this operation",
                    "add the parameter in an overlay",
                );
                let schema = json!({"type": "string"});
                let missing =
                    json!({"name": name, "in": "path", "required": true, "schema": schema});
                let update = json!({"parameters": [missing]});
                let why = "The path names this parameter.";
                self.mended_by(Mend::update(at.clone(), why, update).creating());
                return Err(failed);
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

    fn operation_docs(&self, operation: &spec::Operation) -> crate::api::Docs {
        let mut docs = self.docs(operation.summary.as_deref());
        let description = self.docs(operation.description.as_deref());
        if docs.lines.is_empty() || docs == description {
            docs = description;
        } else if !description.lines.is_empty() {
            docs.lines.push(String::new());
            docs.lines.extend(description.lines);
        }
        docs.since(operation.since.clone())
    }

    /// The document's servers.
    pub fn servers(&self) -> Vec<Server> {
        let server = |server: &spec::Server| Server {
            url: server.default_url(),
            template: server.url.trim_end_matches('/').to_owned(),
            docs: self.docs(server.description.as_deref()),
            pointer: server.at.clone(),
        };
        self.spec.servers.iter().map(server).collect()
    }
}

/// The names in their order, but long ones last.
fn short_first(mut idents: Vec<Ident>) -> Vec<Ident> {
    idents.sort_by_key(|ident| ident.bare().len() > names::BRIEF);
    idents
}

/// The pairs of the query that the path itself has.
fn fixed_query(address: &Address<'_>) -> Vec<FixedPair> {
    let pairs = address.query.iter().filter_map(|pair| match pair {
        QueryPair::Fixed(text) => Some(FixedPair {
            name: percent::name_of(text),
            text: percent::query(text),
        }),
        // What has values is an input.
        QueryPair::Value { .. } | QueryPair::Mixed(_) => None,
    });
    pairs.collect()
}

/// The operations of the document, in its order.
fn endpoints<'a, 'd>(spec: &'d spec::Spec, addresses: &'a [Address<'d>]) -> Vec<Endpoint<'a, 'd>> {
    let paths = spec.paths.iter().zip(addresses);
    let all = paths.flat_map(|(path, address)| {
        path.operations.iter().map(move |operation| Endpoint {
            method: method(operation.method),
            template: &path.template,
            item: path,
            address,
            operation,
        })
    });
    all.collect()
}

/// Groups operations by resource, in the order of the first of each.
pub fn group(drafts: Vec<Draft>) -> Vec<Resource> {
    let mut resources: IndexMap<Ident, Resource> = IndexMap::new();
    for Draft {
        resource,
        module,
        operation,
        failure: _,
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

fn method(method: spec::Method) -> Method {
    match method {
        spec::Method::Get => Method::Get,
        spec::Method::Put => Method::Put,
        spec::Method::Post => Method::Post,
        spec::Method::Delete => Method::Delete,
        spec::Method::Options => Method::Options,
        spec::Method::Head => Method::Head,
        spec::Method::Patch => Method::Patch,
        spec::Method::Trace => Method::Trace,
    }
}
