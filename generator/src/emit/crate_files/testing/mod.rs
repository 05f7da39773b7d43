//! `testing.rs`: tests of programs without the API.
//!
//! In: the whole model, and examples. Out: the runtime's scripts and recordings bound to the API, with what is never private in it, and the
//! examples. What always holds: all of it needs the feature `test-util`.

mod events;
mod examples;
mod kept;
mod server;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{ALL_RESOURCES, Method, Operation};
use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::examples as requests;
use crate::render::Module;

pub use examples::raw;

/// The module and its children.
pub fn emit(context: &Context<'_>) -> Vec<Module> {
    let examples = examples::emit(context);
    let events = events::emit(context);
    let has_examples = !examples.is_empty();
    let mut items: Vec<TokenStream> = Vec::new();
    items.extend(has_examples.then(|| quote! { mod examples; }));
    let server = server::emit(context);
    items.extend(server.as_ref().map(|_| {
        quote! {
            #[cfg(feature = "mock")]
            pub mod mock;
        }
    }));
    items.extend(events.iter().map(|(name, _)| quote! { mod #name; }));
    let (kept, lists) = kept::emit(context);
    items.extend(lists.iter().map(|(name, _)| quote! { mod #name; }));
    items.extend([exports(), kept, bound()]);
    let root = context.module("src/testing.rs", documentation(context), items);
    let events = events.into_iter().map(|(_, module)| module);
    let lists = lists.into_iter().map(|(_, module)| module);
    let children = lists.chain(examples).chain(events).chain(server);
    [root].into_iter().chain(children).collect()
}

fn documentation(context: &Context<'_>) -> Vec<String> {
    let lines = [
        "Tests of programs without the API.",
        "",
        "A [`Script`] answers what a program is expected to send; nothing is sent anywhere, and waiting takes no time. What else is sent is an",
        "error that says where it differs. A [`Recorder`] writes down what was sent to the API and what that said, without secrets and private",
        "texts, and a [`Replay`] answers so again. What is read has an [`Example`] that the document allows, as has each kind of event",
        "by [`ExampleEvent`].",
    ];
    let mut lines: Vec<String> = lines.map(str::to_owned).into();
    if context.options.test_data.model.is_some() {
        lines.extend(SERVED.map(str::to_owned));
    }
    lines.extend(example(context));
    lines
}

/// What is said where there is a server.
const SERVED: [&str; 3] = [
    "",
    "With the feature `mock`, there is a server within the test, `mock::Server`: it refuses what the document does not allow, keeps objects,",
    "sends events, and fails when it is told to.",
];

/// A script that fails once, of the first request that is sent again then.
fn example(context: &Context<'_>) -> Vec<String> {
    let is_read = |operation: &Operation| operation.method == Method::Get;
    let request = requests::request(context, |operation| {
        is_read(operation) && operation.path.len() > 1
    });
    let Some(request) = request.or_else(|| requests::request(context, is_read)) else {
        return Vec::new();
    };
    let crate_name = context.options.package.crate_name();
    let gate = context.division().map(|_| ALL_RESOURCES);
    let mut lines = vec![String::new(), "```".to_owned()];
    lines.extend(gate.map(|feature| format!("# #[cfg(feature = {feature:?})]")));
    lines.push("# fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    lines.push(format!(
        "use {crate_name}::testing::{{Reply, Script, TransportErrorKind}};"
    ));
    lines.extend(request);
    let script = "
let script = Script::new();
script
    .on(request.clone())
    .fail_with(TransportErrorKind::Timeout)
    .reply_with(Reply::bytes(404, \"application/json\", \"{}\"));

let error = script.blocking_client()?.send(request).unwrap_err();
assert!(error.is_not_found());
assert_eq!(error.attempts(), 2);
script.verify()?;
# Ok(())
# }";
    lines.extend(script.lines().map(str::to_owned));
    if let Some(feature) = gate {
        lines.push(format!("# #[cfg(not(feature = {feature:?}))]"));
        lines.push("# fn main() {}".to_owned());
    }
    lines.push("```".to_owned());
    lines
}

fn exports() -> TokenStream {
    quote! {
        pub use super::runtime::{
            Difference, Example, ExampleEvent, On, Recording, RecordingError, Reply, ScriptError, Sent, SentBody, SentPart,
            Tested, TransportErrorKind,
        };
    }
}

/// The runtime's types for this API.
fn bound() -> TokenStream {
    let script = docs::line("Answers by a script.");
    let recorder = docs::line("Hands requests on, and records them with their answers.");
    let replay = docs::line("Answers as was recorded.");
    quote! {
        #script
        pub type Script = super::runtime::Script<super::client::Api>;

        #recorder
        pub type Recorder<T> = super::runtime::Recorder<super::client::Api, T>;

        #replay
        pub type Replay = super::runtime::Replay<super::client::Api>;
    }
}
