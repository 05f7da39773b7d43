//! Spec -> Api: the only stage that knows both OpenAPI and the semantic model.
//!
//! In: a [`Spec`], of which structure and references were checked. Out: an [`Api`] in which everything is decided, and
//! what the user should know. What always holds: what can't be expressed is a located diagnostic; what is left out in
//! `keep_going` mode takes along everything that needs it, so that the model never has a gap.

// A new kind of type has to be thought of wherever kinds are told apart.
#![warn(clippy::wildcard_enum_match_arm)]

mod context;
mod idiom;
mod operation;
mod reference;
mod schema;
mod whole;

use std::collections::BTreeSet;

use crate::api::{Api, Errors};
use crate::diagnostic::{Diagnostic, Severity};
use crate::spec::Spec;
use context::Lowering;

pub use whole::finish::decide;

/// What the lowering may decide by itself.
#[derive(Clone, Copy, Debug, Default)]
pub struct LowerOptions {
    /// Whether an operation that can't be expressed is left out with a warning, instead of being an error.
    pub keep_going: bool,
}

/// Lowers what a document says.
///
/// The model is complete only where no diagnostic is an error.
#[must_use]
pub fn lower(spec: &Spec, options: LowerOptions) -> (Api, Vec<Diagnostic>) {
    let mut lowering = Lowering::new(spec);
    lowering.keep_going = options.keep_going;
    lowering.read_conventions();
    lowering.reserve_components();
    lowering.tell_unchecked();
    let mut drafts = lowering.operations();
    lowering.add_failures(&mut drafts);
    lowering.warn_other_media();
    let mut received = lowering.received();
    lowering.drain_components();
    lowering.fail_alias_circles();
    lowering.fail_deep_types();
    lowering.prune(&mut drafts, &mut received);
    for events in received.iter() {
        lowering.share_event_kinds(events);
    }
    lowering.add_paging(&mut drafts);
    lowering.add_pages(&mut drafts);
    lowering.add_expand_paths(&mut drafts);
    lowering.close_gaps(&mut drafts, &mut received);
    lowering.add_value_fields();
    let security_schemes = lowering.security_schemes();
    let client = lowering.client();
    let publication = lowering.publication();
    let info = &spec.info;
    let mut api = Api {
        title: info.title.clone(),
        version: info.version.clone(),
        docs: lowering.docs(info.description.as_deref()),
        servers: lowering.servers(),
        security_schemes,
        security: Vec::new(),
        types: Vec::new(),
        resources: operation::operations::group(drafts),
        webhooks: received.webhooks,
        callbacks: received.callbacks,
        client,
        publication,
        conventions: lowering.conventions.clone(),
        errors: Errors::default(),
        deep_types: None,
    };
    api.client.servers = idiom::client::servers(&api);
    whole::servers::finish(&mut api, &mut lowering);
    lowering.say_what_is_left_out();
    operation::security::finish(&mut api, &lowering);
    let (types, open_enums, mut diagnostics) = lowering.into_parts();
    api.types = types;
    whole::finish::finish(&mut api, &open_enums);
    diagnostics.extend(whole::unchosen::unchosen(&api));
    forget_repetitions(&mut diagnostics);
    if options.keep_going {
        for diagnostic in &mut diagnostics {
            diagnostic.severity = Severity::Warning;
        }
    }
    (api, diagnostics)
}

/// What several operations share is lowered for each of them, and reported once.
fn forget_repetitions(diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    diagnostics.retain(|diagnostic| {
        let Diagnostic {
            code,
            message,
            place,
            ..
        } = diagnostic;
        seen.insert((*code, message.clone(), format!("{place:?}")))
    });
}
