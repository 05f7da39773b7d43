//! What the test server has to know of an API.
//!
//! In: a model, and what the document says of statuses and by `x-mock` and `x-cli`. Out: a [`Model`], and values that it makes. What always holds: nothing is decided here that
//! the lowering has decided; a type has the same index in both models.

mod examples;
mod operations;
mod rules;
mod shapes;

use form_mock::model::{
    Definition, ErrorNames, Events, Model, Names, PageNames, Scheme, SchemeKind,
};
use serde_json::Value;

use crate::api::{Api, InputLocation, SecuritySchemeKind, Told};
use crate::spec::Spec;
pub use examples::TestData;

/// The model of the test server.
#[must_use]
pub fn model(api: &Api, spec: &Spec) -> Model {
    let stated = rules::StatedBeside::of(spec);
    let types = api.types.iter().map(|def| {
        let rules = stated.of_type(&def.pointer);
        let definition = shapes::definition(api, def, rules.unwrap_or_default());
        Definition {
            columns: stated.columns(&def.pointer),
            ..definition
        }
    });
    let operations = api.operations();
    let operations = operations.map(|operation| operations::operation(api, operation, &stated));
    Model {
        title: api.title.clone(),
        version: api.version.clone(),
        types: types.collect(),
        operations: operations.collect(),
        schemes: schemes(api),
        names: names(api),
        events: events(api),
    }
}

fn schemes(api: &Api) -> Vec<Scheme> {
    let schemes = api.security_schemes.iter().map(|scheme| Scheme {
        name: scheme.wire.clone(),
        kind: match &scheme.kind {
            SecuritySchemeKind::Basic => SchemeKind::Basic,
            SecuritySchemeKind::Bearer | SecuritySchemeKind::OAuth { .. } => SchemeKind::Bearer,
            SecuritySchemeKind::ApiKey { location, name } => match location {
                InputLocation::Query => SchemeKind::Query(name.clone()),
                InputLocation::Cookie => SchemeKind::Cookie(name.clone()),
                InputLocation::Header | InputLocation::Path | InputLocation::Body => {
                    SchemeKind::Header(name.clone())
                }
            },
            SecuritySchemeKind::Other(_) => SchemeKind::Other,
        },
    });
    schemes.collect()
}

fn names(api: &Api) -> Names {
    let from = &api.conventions;
    let range = &from.range;
    Names {
        page: PageNames {
            items: from.page.items.clone(),
            more: from.page.more.clone(),
            url: from.page.url.clone(),
            tag: (from.page.tag.clone(), from.page.tag_value.clone()),
        },
        expand_levels: from.expand.levels,
        range: [&range.gt, &range.gte, &range.lt, &range.lte].map(String::clone),
        error: ErrorNames {
            object: from.error.object.clone(),
            kind: from.error.kind.clone(),
            code: from.error.code.clone(),
            message: from.error.messages.clone(),
            param: from.error.param.clone(),
        },
        event: [&from.event.data, &from.event.object, &from.event.previous].map(String::clone),
        request_id: from
            .request_id_headers
            .first()
            .cloned()
            .unwrap_or_else(|| "request-id".to_owned()),
        id: from.id.clone(),
        version_header: api.client.version_header.clone(),
        idempotency_header: api.client.idempotency_header.clone(),
        retry_header: api.client.retry_header.clone(),
    }
}

fn events(api: &Api) -> Option<Events> {
    let from = api.webhooks.as_ref()?;
    let (tag, tag_header) = match &from.told {
        Told::Member(member) => (Some(member.clone()), None),
        Told::Header { header, member: _ } => (None, Some(header.clone())),
        Told::Caller => (None, None),
    };
    let events = from.events.iter().map(|event| {
        let shape = event.payload.ty().map(shapes::shape);
        (
            event.wire.clone(),
            shape.unwrap_or(form_mock::model::Shape::Any),
        )
    });
    Some(Events {
        tag,
        tag_header,
        second_tag: from.second_tag().map(str::to_owned),
        signature_header: from.signature_header.clone(),
        events: events.collect(),
    })
}

/// A default that the model has as JSON.
fn default(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}
