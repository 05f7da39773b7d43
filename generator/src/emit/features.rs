//! What users of the generated crate can switch on.
//!
//! In: the model. Out: the features that make sense for it, each with the dependencies that come along. What always holds:
//! a file of the runtime that a feature guards is there only with that feature.

use super::context::Context;
use super::docs;

/// A feature.
#[derive(Debug)]
pub(super) struct Feature {
    /// Its name.
    pub(super) name: &'static str,
    /// What it adds, as sentences in Markdown.
    pub(super) about: &'static str,
    /// The optional dependencies that it switches on: names and what the manifest says about them.
    pub(super) dependencies: &'static [(&'static str, &'static str)],
}

const WEBHOOKS: Feature = Feature {
    name: "webhooks",
    about: "Proof that an event was sent by the API, from its signature. Brings no HTTP client.",
    dependencies: &[
        (
            "hmac",
            r#"{ version = "0.13", default-features = false, features = ["zeroize"], optional = true }"#,
        ),
        (
            "sha2",
            r#"{ version = "0.11", default-features = false, features = ["zeroize"], optional = true }"#,
        ),
    ],
};

/// The features of the crate, none of them on by default.
pub(super) fn of(context: &Context<'_>) -> Vec<&'static Feature> {
    let webhooks = context.api.webhooks.as_ref().map(|_| &WEBHOOKS);
    webhooks.into_iter().collect()
}

/// Adds a section that lists the features, if there are any.
pub(super) fn section(context: &Context<'_>, heading: &str, lines: &mut Vec<String>) {
    let features = of(context);
    if features.is_empty() {
        return;
    }
    docs::paragraph(lines, heading);
    lines.push(String::new());
    let item = |feature: &Feature| format!("- `{}`: {}", feature.name, feature.about);
    lines.extend(features.into_iter().map(item));
}
