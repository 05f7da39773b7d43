//! What users of the generated crate can switch on.
//!
//! In: the model. Out: the features that make sense for it, each with the dependencies that come along. What always holds:
//! a file of the runtime that a feature guards is there only with that feature.

use crate::dependencies::{self, Dependency, Feature};
use crate::emit::base::context::Context;
use crate::emit::base::docs;

/// The feature that only an API with signed events has.
const WEBHOOKS: &str = "webhooks";

/// What is on unless a program says otherwise: most programs that call such an API are asynchronous, and have Tokio, hyper
/// and rustls anyway.
pub const DEFAULT: &[&str] = &["hyper"];

/// The features of the crate.
pub fn of(context: &Context<'_>) -> Vec<Feature> {
    let mut features = dependencies::features();
    features.retain(|feature| feature.name != WEBHOOKS || context.api.signs_events());
    features
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

/// Adds a section that lists the features, if there are any.
pub fn section(context: &Context<'_>, heading: &str, lines: &mut Vec<String>) {
    let features = of(context);
    if features.is_empty() {
        return;
    }
    docs::paragraph(lines, heading);
    lines.push(String::new());
    let item = |feature: &Feature| {
        let default = match DEFAULT.contains(&feature.name) {
            true => " On by default.",
            false => "",
        };
        format!("- `{}`: {}{default}", feature.name, feature.about)
    };
    lines.extend(features.iter().map(item));
}
