//! Examples: code that the documentation shows and runs.
//!
//! In: an [`Operation`]. Out: statements that build its request, and assert on its method and path; statements that
//! send it, which the documentation compiles; and the values that they give, as JSON. What always holds: the values keep the document's limits; what cannot be
//! built in a few values has no example.

mod samples;

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::api::{Ident, InputLocation, Operation, Paging, PathSegment, Resource, Type};
use crate::emit::base::access;
use crate::emit::base::context::Context;
use crate::emit::base::members::{self, Member};
use crate::emit::base::tokens::plain;
use crate::{percent, render};

use samples::{Sample, Samples};

/// An example.
pub struct Example {
    crate_name: String,
    deprecated: bool,
    /// The feature that has to be on for it, where it does not stand among what that brings.
    feature: Option<String>,
    /// The request, built.
    built: Vec<String>,
    /// The request, sent by the asynchronous client.
    sent: Vec<String>,
}

/// After so many operations without an example, the crate's documentation has none.
const CANDIDATES: usize = 16;

/// The most setters that an example calls.
const SETTERS: usize = 2;

/// The example of an operation.
pub fn of(context: &Context<'_>, resource: &Resource, operation: &Operation) -> Option<Example> {
    let crate_name = context.options.package.crate_name();
    let root = plain(&crate_name);
    let Built {
        expression: operation_built,
        path,
        ..
    } = self::built(context, resource, operation)?;
    let method = operation.method.as_str();
    let path = path.map(|path| {
        quote! { assert_eq!(request.uri().path(), #path); }
    });
    let built = quote! {
        use ::#root::Operation as _;
        let request = #operation_built.to_request()?;
        assert_eq!(request.method(), #method);
        #path
    };
    let sent = statements(
        &client(context)?,
        quote! { client.send(#operation_built).await? },
    );
    Some(Example {
        crate_name,
        deprecated: operation.deprecated,
        feature: None,
        built: render::statements(built).ok()?,
        sent: sent?,
    })
}

/// A request that an example builds.
struct Built {
    /// The expression.
    expression: TokenStream,
    /// The path that it has, if that is known.
    path: Option<Literal>,
    /// What it gives for each input, as JSON; none for one that it does not give.
    values: Vec<Option<Value>>,
}

/// The request of an operation.
fn built(context: &Context<'_>, resource: &Resource, operation: &Operation) -> Option<Built> {
    let mut samples = Samples::new(context);
    let members = members::of_operation(operation);
    let given = given(operation, &mut samples)?;
    let arguments = arguments(context, operation, &members, &given);
    let struct_path = context.root_path("resources", &resource.name);
    let function = &operation.name;
    let mut values: Vec<Option<Value>> = given
        .iter()
        .map(|sample| sample.as_ref().map(|sample| sample.json.clone()))
        .collect();
    let mut setters = Vec::new();
    for (index, call, value) in self::setters(operation, &members, &mut samples) {
        setters.push(call);
        if let Some(place) = values.get_mut(index) {
            *place = Some(value);
        }
    }
    Some(Built {
        expression: quote! { #struct_path::#function(#(#arguments),*) #(#setters)* },
        path: path(operation, &given),
        values,
    })
}

/// The asynchronous client, made.
fn client(context: &Context<'_>) -> Option<TokenStream> {
    let root = plain(&context.options.package.crate_name());
    let made = made(context)?;
    Some(match context.has_client() {
        true => quote! { ::#root::Client::#made },
        false => quote! { ::#root::client::Client::#made },
    })
}

/// What makes a client, behind its name.
fn made(context: &Context<'_>) -> Option<TokenStream> {
    match access::is_in_environment(context) {
        true => Some(quote! { from_env()? }),
        false => access::example(context).0.parse().ok(),
    }
}

/// The statements that make a client and send.
fn statements(client: &TokenStream, sent: TokenStream) -> Option<Vec<String>> {
    let sent = quote! {
        let client = #client;
        let response = #sent;
        println!("{} {:?}", response.status(), response.request_id());
    };
    render::statements(sent).ok()
}

/// A call, as statements, and what it gives.
#[derive(Clone, Debug, PartialEq)]
pub struct ExampleCall {
    /// By the asynchronous client, a line each.
    pub asynchronous: Vec<String>,
    /// By the blocking one.
    pub blocking: Vec<String>,
    /// What is given for each input of the operation, as JSON; none for one that is not given.
    pub values: Vec<Option<Value>>,
}

/// The statements that send the request of an operation, by either client.
pub fn call(
    context: &Context<'_>,
    resource: &Resource,
    operation: &Operation,
) -> Option<ExampleCall> {
    let Built {
        expression, values, ..
    } = built(context, resource, operation)?;
    let asynchronous = statements(
        &client(context)?,
        quote! { client.send(#expression).await? },
    );
    let blocking = render::statements(quote! {
        let response = client.send(#expression)?;
        println!("{} {:?}", response.status(), response.request_id());
    });
    // The printer imports what a path begins with, and not a type of a module.
    let mut blocking = blocking.ok()?;
    let made = match access::is_in_environment(context) {
        true => "from_env()?".to_owned(),
        false => access::example(context).0,
    };
    let statements = blocking.iter().position(|line| line.starts_with("let "))?;
    blocking.insert(statements, format!("let client = Client::{made};"));
    let import = format!(
        "use {}::client::blocking::Client;",
        context.options.package.crate_name()
    );
    blocking.insert(0, import);
    Some(ExampleCall {
        asynchronous: asynchronous?,
        blocking,
        values,
    })
}

/// The first example that there is, rather not of something deprecated.
pub fn first(context: &Context<'_>) -> Option<Example> {
    let telling = current(context).filter(|(_, operation)| operation.path.len() > 1);
    telling
        .chain(current(context))
        .take(CANDIDATES)
        .find_map(|(resource, operation)| {
            let resources = &context.api.resources;
            let index = resources.iter().position(|it| it.name == resource.name)?;
            Some(Example {
                feature: context.feature_of_resource(index).map(str::to_owned),
                ..of(context, resource, operation)?
            })
        })
}

/// The lines of `let request = …;`, with the request of the first operation of a kind that takes no more than a few values.
pub fn request(
    context: &Context<'_>,
    is_wanted: impl Fn(&Operation) -> bool,
) -> Option<Vec<String>> {
    let wanted = current(context).filter(|(_, operation)| is_wanted(operation));
    wanted.take(CANDIDATES).find_map(|(resource, operation)| {
        let mut samples = Samples::new(context);
        let given = given(operation, &mut samples)?;
        let members = members::of_operation(operation);
        let arguments = arguments(context, operation, &members, &given);
        let resource = context.root_path("resources", &resource.name);
        let function = &operation.name;
        let statement = quote! { let request = #resource::#function(#(#arguments),*); };
        render::statements(statement).ok()
    })
}

/// The operations that are not deprecated, each with its resource.
fn current<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a Resource, &'a Operation)> {
    let resources = context.api.resources.iter();
    let all =
        resources.flat_map(|resource| resource.operations.iter().map(move |one| (resource, one)));
    all.filter(|(_, operation)| !operation.deprecated)
}

/// The values of an operation's arguments, by its inputs; `None` if they are more than an example takes.
fn given(operation: &Operation, samples: &mut Samples<'_, '_>) -> Option<Vec<Option<Sample>>> {
    let members = members::of_operation(operation);
    let given = members.iter().map(|member| match member.argument {
        true => Some(Some(samples.given(member)?)),
        false => Some(None),
    });
    let given: Option<Vec<_>> = given.collect();
    given.filter(|_| is_address(&operation.server))
}

/// The values as they are passed: one after the other, then those that are given by name.
fn arguments(
    context: &Context<'_>,
    operation: &Operation,
    members: &[Member<'_>],
    given: &[Option<Sample>],
) -> Vec<TokenStream> {
    let given = members.iter().zip(given);
    let given = given.filter_map(|(member, sample)| Some((member, sample.as_ref()?)));
    let values = given.map(|(member, sample)| (member, sample.value.clone()));
    let path = operation.args.as_ref();
    let path = path.map(|args| context.root_path("resources", args));
    samples::passed(values, path)
}

impl Example {
    /// The lines that build the request; with the hidden ones that make them run, if `hidden`.
    pub fn built(&self, hidden: bool) -> Vec<String> {
        let mut lines = self.deprecation(hidden);
        let feature = self.feature.as_ref().filter(|_| hidden);
        lines.extend(feature.map(|feature| format!("# #[cfg(feature = {feature:?})] {{")));
        lines.extend(self.built.iter().cloned());
        lines.extend(feature.map(|_| "# }".to_owned()));
        if hidden {
            lines.push(format!(
                "# Ok::<(), {}::InvalidRequest>(())",
                self.crate_name
            ));
        }
        lines
    }

    /// The lines that send the request; with the hidden ones that make them compile, if `hidden`.
    pub fn sent(&self, hidden: bool) -> Vec<String> {
        let mut lines = self.deprecation(hidden);
        if hidden {
            lines.push(match &self.feature {
                Some(feature) => {
                    format!("# #[cfg(all(feature = \"hyper\", feature = {feature:?}))]")
                }
                None => "# #[cfg(feature = \"hyper\")]".to_owned(),
            });
            lines.push("# async fn call() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
        }
        lines.extend(self.sent.iter().cloned());
        if hidden {
            lines.extend(["# Ok(())", "# }"].map(str::to_owned));
        }
        lines
    }

    fn deprecation(&self, hidden: bool) -> Vec<String> {
        let line = (hidden && self.deprecated).then(|| "# #![allow(deprecated)]".to_owned());
        line.into_iter().collect()
    }
}

/// Calls of the first setters that show something, each with the index of its input and the value that it gives: first those that take an
/// object, then those that take one word, and paths to expand at last. Where a list continues is no first example.
fn setters(
    operation: &Operation,
    members: &[Member<'_>],
    samples: &mut Samples<'_, '_>,
) -> Vec<(usize, TokenStream, Value)> {
    let paging = operation.paging.as_ref();
    let cursors = paging.map(Paging::inputs).unwrap_or_default();
    let is_cursor = |index| cursors.contains(&index);
    let usable: Vec<(usize, &Member<'_>)> = operation
        .inputs
        .iter()
        .zip(members)
        .enumerate()
        .filter(|(index, (input, member))| {
            let pair = matches!(input.location, InputLocation::Query | InputLocation::Body);
            pair && !member.argument && !member.field.deprecated && !is_cursor(*index)
        })
        .map(|(index, (_, member))| (index, member))
        .collect();
    let objects = usable
        .iter()
        .filter(|(_, member)| samples.is_object(&member.field.ty))
        .take(1);
    let simple: Vec<&(usize, &Member<'_>)> = usable
        .iter()
        .filter(|(_, member)| samples.is_simple(&member.field.ty) && undone(member).is_none())
        .collect();
    let (paths, words): (Vec<_>, Vec<_>) = simple
        .into_iter()
        .partition(|(_, member)| matches!(member.field.ty, Type::Expand { .. }));
    let chosen: Vec<&(usize, &Member<'_>)> =
        objects.chain(words).chain(paths).take(SETTERS).collect();
    let calls = chosen.into_iter().filter_map(|(index, member)| {
        let Sample { value, json } = samples.argument(member.field)?;
        let set = &member.setters()?.set;
        Some((*index, quote! { .#set(#value) }, json))
    });
    // What can be undone is the first example of what cannot.
    let undone = usable
        .iter()
        .filter_map(|(index, member)| Some((*index, undone(member)?)));
    let undone = undone.map(|(index, set)| (index, quote! { .#set() }, Value::Bool(false)));
    calls.chain(undone).collect()
}

/// The function that says no, where yes cannot be undone.
fn undone<'m>(member: &Member<'m>) -> Option<&'m Ident> {
    member.setters()?.otherwise.as_ref()
}

/// The path that the request asks for, if the example knows all of it.
fn path(operation: &Operation, given: &[Option<Sample>]) -> Option<Literal> {
    let server = operation.server.trim_end_matches('/');
    let base = match server.split_once("://") {
        Some((_, rest)) => rest.split_at(rest.find('/').unwrap_or(rest.len())).1,
        None => server,
    };
    let mut path = base.to_owned();
    for segment in &operation.path {
        match segment {
            PathSegment::Literal(text) => path.push_str(text),
            PathSegment::Input(index) => {
                let text = given.get(*index)?.as_ref()?.text()?;
                if matches!(text.as_str(), "" | "." | "..") {
                    return None;
                }
                path.push_str(&percent::path_segment(&text));
            }
        }
    }
    let plain = path.bytes().all(is_path_byte);
    (plain && path.starts_with('/')).then(|| Literal::string(&path))
}

/// Whether a server's URL is surely one: scheme and host, or nothing, and a path.
fn is_address(server: &str) -> bool {
    let rest = server
        .strip_prefix("https://")
        .or_else(|| server.strip_prefix("http://"));
    let path = match rest {
        Some(rest) => {
            let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
            let (name, port) = host.split_once(':').unwrap_or((host, "80"));
            let name = name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'));
            if !name || host.is_empty() || host.starts_with(':') || port.parse::<u16>().is_err() {
                return false;
            }
            path
        }
        None if server.is_empty() || (server.starts_with('/') && !server.starts_with("//")) => {
            server
        }
        None => return false,
    };
    path.bytes().all(is_path_byte)
}

/// Unreserved characters, sub-delimiters, `:`, `@`, `/` and `%`.
fn is_path_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&byte)
}
