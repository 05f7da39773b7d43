//! What users of the generated crate can switch on.
//!
//! In: the model. Out: the features that make sense for it, each with the dependencies that come along. What always holds:
//! a file of the runtime that a feature guards is there only with that feature.

use crate::emit::base::context::Context;
use crate::emit::base::docs;

/// A feature.
#[derive(Debug)]
pub struct Feature {
    /// Its name.
    pub name: &'static str,
    /// What it adds, as sentences in Markdown.
    pub about: &'static str,
    /// Other features that it switches on, of this crate or, behind a slash, of a dependency.
    pub features: &'static [&'static str],
    /// The optional dependencies that it switches on: names and what the manifest says about them.
    pub dependencies: &'static [(&'static str, &'static str)],
}

const WEBHOOKS: Feature = Feature {
    name: "webhooks",
    about: "Proof that an event was sent by the API, from its signature. Brings no HTTP client.",
    features: &[],
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

const CLIENT: Feature = Feature {
    name: "client",
    about: "Clients that repeat what failed, read lists over their pages, and tell errors apart, for any transport.",
    features: &[],
    dependencies: &[
        (
            "futures-core",
            r#"{ version = "0.3", default-features = false, optional = true }"#,
        ),
        ("getrandom", r#"{ version = "0.4", optional = true }"#),
        ("httpdate", r#"{ version = "1", optional = true }"#),
        ("memchr", r#"{ version = "2", optional = true }"#),
        (
            "mime_guess",
            r#"{ version = "2", default-features = false, optional = true }"#,
        ),
        ("zeroize", r#"{ version = "1", optional = true }"#),
    ],
};

const TOKIO: (&str, &str) = (
    "tokio",
    r#"{ version = "1", default-features = false, features = ["time"], optional = true }"#,
);

const RUSTLS: (&str, &str) = (
    "rustls",
    r#"{ version = "0.23", default-features = false, features = ["ring", "std", "tls12"], optional = true }"#,
);

const WEBPKI_ROOTS: (&str, &str) = ("webpki-roots", r#"{ version = "1", optional = true }"#);

const HTTP_BODY: (&str, &str) = ("http-body", r#"{ version = "1", optional = true }"#);

const HYPER: Feature = Feature {
    name: "hyper",
    about: "An asynchronous client on hyper and rustls, for Tokio.",
    features: &["client", "tokio/net", "tokio/rt"],
    dependencies: &[
        HTTP_BODY,
        (
            "hyper-util",
            r#"{ version = "0.1", default-features = false, features = ["client-legacy", "http1", "tokio"], optional = true }"#,
        ),
        RUSTLS,
        TOKIO,
        (
            "tokio-rustls",
            r#"{ version = "0.26", default-features = false, features = ["ring", "tls12"], optional = true }"#,
        ),
        ("tower-service", r#"{ version = "0.3", optional = true }"#),
        WEBPKI_ROOTS,
    ],
};

const BLOCKING: Feature = Feature {
    name: "blocking",
    about: "A blocking client on ureq and rustls.",
    features: &["client"],
    dependencies: &[
        (
            "log",
            r#"{ version = "0.4", default-features = false, optional = true }"#,
        ),
        RUSTLS,
        // Its connectors may change with each minor version (`ureq::unversioned`), and the runtime has one.
        (
            "ureq",
            r#"{ version = "~3.5", default-features = false, optional = true }"#,
        ),
        WEBPKI_ROOTS,
    ],
};

const REQWEST: Feature = Feature {
    name: "reqwest",
    about: "A transport on a `reqwest::Client` that the program has, for Tokio.",
    features: &["client", "tokio/rt"],
    dependencies: &[
        HTTP_BODY,
        (
            "reqwest",
            r#"{ version = "0.13", default-features = false, optional = true }"#,
        ),
        TOKIO,
    ],
};

const TRACING: Feature = Feature {
    name: "tracing",
    about: "Events of `tracing` for what clients send and get, without secrets, ids and bodies.",
    features: &[],
    dependencies: &[(
        "tracing",
        r#"{ version = "0.1", default-features = false, features = ["std"], optional = true }"#,
    )],
};

/// What is on unless a program says otherwise: most programs that call such an API are asynchronous, and have Tokio, hyper
/// and rustls anyway.
pub const DEFAULT: &[&str] = &[HYPER.name];

/// The features of the crate.
pub fn of(context: &Context<'_>) -> Vec<&'static Feature> {
    let webhooks = context.api.webhooks.as_ref().map(|_| &WEBHOOKS);
    [&CLIENT, &HYPER, &BLOCKING, &REQWEST, &TRACING]
        .into_iter()
        .chain(webhooks)
        .collect()
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
    lines.extend(features.into_iter().map(item));
}
