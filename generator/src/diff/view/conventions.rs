//! The model itself as a node: what is said of the whole API, with servers, security, errors and events as its parts.
//!
//! In: a model. Out: its node, without types and operations, which are matched for themselves. What always holds: see
//! [`view`](super).

use super::events::events;
use super::{Aspect, FactValue, Node, ViewKind};
use crate::api::{
    Access, Api, ClientProfile, Conventions, CursorNames, DeepTypes, ErrorNames, ErrorType, Errors,
    EventNames, Expansion, PageNames, RangeNames, SecurityScheme, SecuritySchemeKind, Server,
    ServerTemplate, ServerValue, ServerValues, ServerVariable, Together,
};

/// The whole API.
pub(in crate::diff) fn api(api: &Api) -> Node<'_> {
    let Api {
        title,
        version,
        docs,
        servers,
        security_schemes,
        security,
        // They are matched for themselves.
        types: _,
        resources: _,
        webhooks,
        callbacks,
        client,
        conventions,
        errors,
        deep_types,
        publication,
    } = api;
    let mut node = Node::new(ViewKind::Api, "API");
    node.text(Aspect::Title, title);
    node.text(Aspect::Version, version);
    node.docs(docs);
    node.words(Aspect::Publication, format!("{publication:?}"));
    node.parts.extend(servers.iter().map(server));
    node.parts.extend(security_schemes.iter().map(scheme));
    node.words(Aspect::UsualSecurity, needed(security));
    for (label, all) in [("events", webhooks), ("callbacks", callbacks)] {
        let all = all.iter().map(|all| events(api, label, all));
        node.parts.extend(all);
    }
    self::client(&mut node, api, client);
    self::conventions(&mut node, conventions);
    self::errors(&mut node, api, errors);
    let levels = deep_types.map(
        |DeepTypes {
             levels,
             recursion_limit,
         }| format!("{levels} levels, recursion_limit {recursion_limit}"),
    );
    node.words(Aspect::Levels, levels.unwrap_or_default());
    node
}

fn server(server: &Server) -> Node<'_> {
    let Server {
        url,
        template,
        docs,
        pointer,
    } = server;
    let mut node = Node::new(ViewKind::Server, url.as_str()).at(pointer);
    node.keys.push(pointer.as_str().into());
    node.text(Aspect::Url, url);
    node.text(Aspect::Template, template);
    node.docs(docs);
    node
}

fn variable(variable: &ServerVariable) -> Node<'_> {
    let ServerVariable {
        wire,
        setter,
        default,
        values,
        docs,
        pointer,
    } = variable;
    let mut node = Node::new(ViewKind::ServerVariable, setter.bare()).at(pointer);
    node.keys.push(format!("of the document: {wire}").into());
    node.text(Aspect::RustName, setter.as_str());
    node.text(Aspect::WireName, wire);
    node.maybe(Aspect::Default, default.as_deref());
    let name = values.as_ref().map(|values| values.name.as_str());
    node.maybe(Aspect::ValuesName, name);
    node.docs(docs);
    if let Some(ServerValues { name: _, values }) = values {
        node.parts.extend(values.iter().map(|value| {
            let ServerValue { name, wire } = value;
            let mut node = Node::new(ViewKind::ServerValue, wire.as_str());
            node.text(Aspect::RustName, name.as_str());
            node
        }));
    }
    node
}

fn scheme(scheme: &SecurityScheme) -> Node<'_> {
    let SecurityScheme {
        wire,
        setter,
        kind,
        docs,
        pointer,
    } = scheme;
    let mut node = Node::new(ViewKind::SecurityScheme, wire.as_str()).at(pointer);
    node.text(Aspect::RustName, setter.as_str());
    let kind = match kind {
        SecuritySchemeKind::Basic => "basic".to_owned(),
        SecuritySchemeKind::Bearer => "bearer".to_owned(),
        SecuritySchemeKind::ApiKey { location, name } => {
            format!("a key in {location:?} {name}")
        }
        SecuritySchemeKind::OAuth { .. } => "OAuth".to_owned(),
        SecuritySchemeKind::Other(what) => what.clone(),
    };
    node.words(Aspect::SchemeKind, kind);
    if let SecuritySchemeKind::OAuth {
        token_url,
        refresh_url,
    } = &scheme.kind
    {
        node.maybe(Aspect::TokenUrl, token_url.as_deref());
        node.maybe(Aspect::RefreshUrl, refresh_url.as_deref());
    }
    node.docs(docs);
    node
}

/// What proves who the caller is: in any order, any of them will do.
pub(super) fn needed(alternatives: &[Together]) -> String {
    let together = |schemes: &Together| {
        let mut schemes: Vec<&str> = schemes.iter().map(String::as_str).collect();
        schemes.sort_unstable();
        match schemes.is_empty() {
            true => "nothing".to_owned(),
            false => schemes.join(" and "),
        }
    };
    let mut all: Vec<String> = alternatives.iter().map(together).collect();
    all.sort_unstable();
    all.join(" or ")
}

/// What a client is made with.
fn made_with(api: &Api, access: &Access) -> String {
    match access {
        Access::Bearer => "a bearer token".to_owned(),
        Access::BearerOrBasic => "a secret".to_owned(),
        Access::Nothing => String::new(),
        Access::Schemes(places) => {
            let schemes = places
                .iter()
                .filter_map(|place| api.security_schemes.get(*place));
            let names: Vec<&str> = schemes.map(|scheme| scheme.wire.as_str()).collect();
            format!("the credentials of {}", names.join(" and "))
        }
    }
}

fn errors<'a>(node: &mut Node<'a>, api: &'a Api, errors: &'a Errors) {
    let Errors { common, types } = errors;
    node.ty(Aspect::CommonError, common);
    for ErrorType { body, kind, code } in types {
        let label = match api.get(*body) {
            Some(def) => def.name.to_string(),
            None => format!("type {}", body.index()),
        };
        let mut part = Node::new(ViewKind::ErrorType, label);
        part.fact(Aspect::Type, FactValue::Definition(Some(*body)));
        part.fact(Aspect::ErrorKind, FactValue::Definition(*kind));
        part.fact(Aspect::ErrorCode, FactValue::Definition(*code));
        node.parts.push(part);
    }
}

fn client<'a>(node: &mut Node<'a>, api: &Api, client: &'a ClientProfile) {
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
    node.fact(Aspect::BaseUrls, FactValue::Lines(servers));
    let template = |one: &ServerTemplate| {
        let ServerTemplate { url, pieces: _ } = one;
        let template = client.template(one, |variable| variable.setter.bare());
        format!("{template} ({url})")
    };
    let templates: Vec<String> = templates.iter().map(template).collect();
    node.words(Aspect::Templates, templates.join("\n"));
    node.parts.extend(variables.iter().map(variable));
    node.words(Aspect::Access, made_with(api, access));
    let settings = [
        ("versionHeader", version_header),
        ("accountHeader", account_header),
        ("contextHeader", context_header),
        ("idempotencyHeader", idempotency_header),
        ("retryHeader", retry_header),
        ("secretVariable", secret_variable),
        ("baseUrlVariable", base_url_variable),
        ("errorMember", error_member),
    ];
    for (name, value) in settings {
        node.maybe(Aspect::Convention(name), value.as_deref());
    }
}

fn conventions<'a>(node: &mut Node<'a>, conventions: &'a Conventions) {
    let Conventions {
        page,
        cursors,
        expand,
        range,
        error,
        event,
        request_id_headers,
        id,
        sample_id,
    } = conventions;
    pages(node, page);
    let CursorNames { after, before } = cursors;
    let Expansion { parameter, levels } = expand;
    let RangeNames { gt, gte, lt, lte } = range;
    let EventNames {
        data,
        object,
        previous,
    } = event;
    let names = [
        ("cursors.after", after),
        ("cursors.before", before),
        ("expand.parameter", parameter),
        ("range.gt", gt),
        ("range.gte", gte),
        ("range.lt", lt),
        ("range.lte", lte),
        ("event.data", data),
        ("event.object", object),
        ("event.previous", previous),
        ("idMember", id),
        ("sampleId", sample_id),
    ];
    for (name, value) in names {
        node.text(Aspect::Convention(name), value);
    }
    let levels = u64::try_from(*levels).ok();
    node.fact(
        Aspect::Convention("expand.levels"),
        FactValue::Count(levels),
    );
    node.fact(
        Aspect::Convention("requestIdHeaders"),
        FactValue::Lines(request_id_headers),
    );
    error_names(node, error);
}

fn pages<'a>(node: &mut Node<'a>, page: &'a PageNames) {
    let PageNames {
        items,
        more,
        url,
        total,
        tag,
        tag_value,
    } = page;
    let names = [
        ("page.items", items),
        ("page.more", more),
        ("page.url", url),
        ("page.total", total),
        ("page.tag", tag),
        ("page.tagValue", tag_value),
    ];
    for (name, value) in names {
        node.text(Aspect::Convention(name), value);
    }
}

fn error_names<'a>(node: &mut Node<'a>, error: &'a ErrorNames) {
    let ErrorNames {
        object,
        kind,
        code,
        messages,
        param,
        decline_code,
    } = error;
    let names = [
        ("error.object", object),
        ("error.kind", kind),
        ("error.code", code),
        ("error.param", param),
        ("error.declineCode", decline_code),
    ];
    for (name, value) in names {
        node.text(Aspect::Convention(name), value);
    }
    node.fact(
        Aspect::Convention("error.messages"),
        FactValue::Lines(messages),
    );
}
