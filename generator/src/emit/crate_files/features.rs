//! What users of the generated crate can switch on.
//!
//! In: the model. Out: the features that make sense for it, each with what comes along. What always holds: a file of the runtime that
//! a feature guards is there only with that feature; the features of resources come behind those of the runtime.

use std::collections::BTreeSet;

use crate::api::ALL_RESOURCES;
use crate::dependencies::{self, Dependency, Feature};
use crate::diagnostic::nearest;
use crate::emit::base::context::Context;
use crate::emit::base::crate_options::UnknownFeature;
use crate::emit::base::docs;

/// The feature that only an API with signed events has.
const WEBHOOKS: &str = "webhooks";

/// The feature that only a crate with the model of the test server has.
pub const MOCK: &str = "mock";

/// The feature with a program, which checks by the test server's model.
pub const CLI: &str = "cli";

/// What is on unless somebody says otherwise: most programs that call such an API are asynchronous, and have Tokio, hyper
/// and rustls anyway.
const DEFAULT: &str = "hyper";

/// The features of the runtime that the crate has.
pub fn of(context: &Context<'_>) -> Vec<Feature> {
    let mut features = dependencies::features();
    features.retain(|feature| match feature.name {
        WEBHOOKS => context.api.signs_events(),
        MOCK | CLI => context.options.test_data.model.is_some(),
        _ => true,
    });
    features
}

/// What is on unless a program says otherwise.
pub fn default<'a>(context: &'a Context<'_>) -> Vec<&'a str> {
    match (&context.options.features.default, context.division()) {
        (Some(chosen), _) => chosen.iter().map(String::as_str).collect(),
        // A program that asks for nothing has everything.
        (None, Some(_)) => vec![DEFAULT, ALL_RESOURCES],
        (None, None) => vec![DEFAULT],
    }
}

/// A feature that is to be on by default, and that the crate lacks.
pub fn unknown(context: &Context<'_>) -> Option<UnknownFeature> {
    let of_runtime = of(context);
    let mut known: BTreeSet<&str> = of_runtime.iter().map(|feature| feature.name).collect();
    let division = context.division();
    if let Some(division) = division {
        known.insert(ALL_RESOURCES);
        known.extend(division.resources.iter().map(|one| one.name.as_str()));
    }
    let name = default(context)
        .into_iter()
        .find(|name| !known.contains(name))?;
    Some(UnknownFeature {
        name: name.to_owned(),
        meant: nearest(name, known.iter().copied()).map(str::to_owned),
        undivided: match division {
            Some(_) => None,
            None => Some(context.api.resources.len()),
        },
    })
}

/// What the crate needs in any case, and what its features bring, by name.
pub fn dependencies(context: &Context<'_>) -> Vec<Dependency> {
    let features = of(context);
    let is_needed = |dependency: &Dependency| {
        let brought = features
            .iter()
            .any(|feature| feature.brings(dependency.name));
        brought || !dependency.is_optional()
    };
    dependencies::dependencies().filter(is_needed).collect()
}

/// The features of resources as the manifest has them: what each is about, its name, and what it switches on.
pub fn of_resources<'a>(context: &'a Context<'_>) -> Vec<(String, &'a str, Vec<&'a str>)> {
    let Some(division) = context.division() else {
        return Vec::new();
    };
    let names = division.resources.iter().map(|one| one.name.as_str());
    let mut features = vec![("All resources.".to_owned(), ALL_RESOURCES, names.collect())];
    let resources = context.api.resources.iter().zip(&division.resources);
    features.extend(resources.map(|(resource, feature)| {
        let about = format!("`{}`, and the types that it needs.", resource.name);
        let groups = feature.groups.iter().map(String::as_str);
        (about, feature.name.as_str(), groups.collect())
    }));
    features.extend(division.groups.iter().map(|group| {
        let about = match group.modules.as_slice() {
            [module] => format!("Switched on by the resources that need `models::{module}`."),
            [first, others @ ..] => format!(
                "Switched on by the resources that need `models::{first}` and {} more.",
                others.len()
            ),
            [] => String::new(),
        };
        let groups = group.groups.iter().map(String::as_str);
        (about, group.name.as_str(), groups.collect())
    }));
    features
}

/// Adds a section that lists the features, if there are any.
pub fn section(context: &Context<'_>, heading: &str, lines: &mut Vec<String>) {
    let features = of(context);
    if features.is_empty() {
        return;
    }
    docs::paragraph(lines, heading);
    lines.push(String::new());
    let default = default(context);
    let on = |name: &str| match default.contains(&name) {
        true => " On by default.",
        false => "",
    };
    let item = |feature: &Feature| {
        let on = on(feature.name);
        format!("- `{}`: {}{on}", feature.name, feature.about)
    };
    lines.extend(features.iter().map(item));
    let Some(division) = context.division() else {
        return;
    };
    lines.push(format!(
        "- `{ALL_RESOURCES}`: All resources.{}",
        on(ALL_RESOURCES)
    ));
    resources(context, lines);
    let names = context.api.resources.iter().zip(&division.resources);
    docs::paragraph(lines, "| Resource | Feature |");
    lines.push("|---|---|".to_owned());
    lines.extend(names.map(|(resource, feature)| {
        let on = on(&feature.name);
        format!("| `{}` | `{}`{on} |", resource.name, feature.name)
    }));
}

/// Adds what a program does to compile less.
fn resources(context: &Context<'_>, lines: &mut Vec<String>) {
    let Some(feature) = context.division().and_then(|all| all.resources.first()) else {
        return;
    };
    let package = context.options.package.as_str();
    docs::paragraph(
        lines,
        "Each resource has a feature of its own, too, which brings its requests and the types that they need. A program that names what it",
    );
    lines.push("uses compiles that and no more:".to_owned());
    docs::paragraph(lines, "```toml");
    lines.push(format!(
        "{package} = {{ version = \"{}\", default-features = false, features = [\"{DEFAULT}\", \"{}\"] }}",
        context.options.version, feature.name
    ));
    lines.push("```".to_owned());
    docs::paragraph(
        lines,
        "What begins with `_` is switched on by other features, and may change at any time.",
    );
}
