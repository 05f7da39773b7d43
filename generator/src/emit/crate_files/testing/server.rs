//! `testing/mock.rs`: the test server within a program's tests.
//!
//! In: the model of the server, and the types of which it keeps objects. Out: the runtime's server bound to the API. What always holds: without
//! a model there is nothing.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{ALL_RESOURCES, Method, Operation};
use crate::emit::base::context::Context;
use crate::emit::base::{docs, tokens};
use crate::emit::examples as requests;
use crate::render::Module;

/// The module, if there is a model.
pub fn emit(context: &Context<'_>) -> Option<Module> {
    let data = &context.options.test_data;
    data.model.as_ref()?;
    let about = docs::line("A server of the API, within the test.");
    let mut items = vec![quote! {
        pub use crate::mock::events::{Delivered, Event};
        pub use crate::mock::serve::Exchange;
        pub use crate::runtime::{MockError, MockFault, MockTrigger, Mocked, Stored};

        #about
        pub type Server = crate::runtime::MockServer<crate::client::Api>;

        impl Mocked for crate::client::Api {
            const MODEL: &'static str = crate::mock::api::MODEL;
        }
    }];
    let stored = data.stored.iter().filter_map(|(index, resource)| {
        let def = context.api.types.get(*index)?;
        let gate = tokens::gate(context.feature_of_module(&def.module));
        let path = tokens::path(def);
        Some(quote! {
            #gate
            impl Stored for #path {
                const RESOURCE: &'static str = #resource;
            }
        })
    });
    items.extend(stored.collect::<Vec<TokenStream>>());
    Some(context.module("src/testing/mock.rs", documentation(context), items))
}

fn documentation(context: &Context<'_>) -> Vec<String> {
    let lines = [
        "A server of the API within a test: on this machine, at a port that is free, without another process.",
        "",
        "It knows what the document says. What that does not allow, it refuses as the API does, and [`violations`](Server::violations) tells all of it.",
        "What is made is kept, so that lists, changes and events agree. Any of it can be [seeded](Server::seed), [read](Server::object), made to",
        "[happen](Server::trigger), and made to [fail](Server::on).",
        "",
        "A test starts one by [`Server::start`], asynchronous or not, and asks it by [`Server::settings`] or, with the features `hyper` and",
        "`blocking`, by a client of the kind that programs have. It stops when it is dropped.",
    ];
    let mut lines: Vec<String> = lines.map(str::to_owned).into();
    lines.extend(example(context).into_iter().flatten());
    lines
}

/// A request that fails once, of the first one that is sent again then.
fn example(context: &Context<'_>) -> Option<Vec<String>> {
    let is_read = |operation: &Operation| operation.method == Method::Get;
    let request = requests::request(context, |operation| {
        is_read(operation) && operation.path.len() == 1
    });
    let request = request.or_else(|| requests::request(context, is_read))?;
    let crate_name = context.options.package.crate_name();
    let gate = match context.division() {
        Some(_) => format!("all(feature = \"blocking\", feature = {ALL_RESOURCES:?})"),
        None => "feature = \"blocking\"".to_owned(),
    };
    let mut lines = vec![String::new(), "```".to_owned()];
    lines.push(format!("# #[cfg({gate})]"));
    lines.push("# fn main() -> Result<(), Box<dyn std::error::Error>> {".to_owned());
    lines.push(format!("use {crate_name}::testing::mock::Server;"));
    lines.extend(request);
    let served = "
let server = Server::start()?;
server.on(\"GET *\").times(1).fail(\"status=503\")?;

let answer = server.blocking_client()?.send(request);
let requests = server.requests();
assert_eq!(requests.len(), 2, \"{answer:?}\");
println!(\"{}\\n{}\", requests[0], requests[1]);
# Ok(())
# }";
    lines.extend(served.lines().map(str::to_owned));
    lines.push(format!("# #[cfg(not({gate}))]"));
    lines.push("# fn main() {}".to_owned());
    lines.push("```".to_owned());
    Some(lines)
}
