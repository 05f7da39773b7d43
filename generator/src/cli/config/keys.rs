//! Every key of `form-codegen.toml`.
//!
//! In: nothing. Out: the tables, each key with its kind and what it means. What always holds: this is the one list: what reads a
//! configuration and its JSON schema follow from it, and a test reads what `init` writes.

/// What may stand behind a key.
#[derive(Clone, Copy, Debug)]
pub enum KeyKind {
    /// A text.
    Text,
    /// Three numbers with dots.
    Version,
    /// A list of texts.
    Texts,
    /// `true` or `false`.
    Flag,
    /// A whole number, not below zero.
    Count,
    /// A table.
    Table(&'static [ConfigKey]),
    /// A list of tables.
    Tables(&'static [ConfigKey]),
    /// Whatever OpenAPI or an extension says of it: a table.
    Open,
}

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct ConfigKey {
    /// How it is spelled.
    pub name: &'static str,
    /// What may stand behind it.
    pub kind: KeyKind,
    /// Whether it has to be there.
    pub required: bool,
    /// What it means, in a sentence or two.
    pub about: &'static str,
}

const fn key(name: &'static str, kind: KeyKind, about: &'static str) -> ConfigKey {
    ConfigKey {
        name,
        kind,
        required: false,
        about,
    }
}

const fn required(name: &'static str, kind: KeyKind, about: &'static str) -> ConfigKey {
    ConfigKey {
        name,
        kind,
        required: true,
        about,
    }
}

/// The file.
pub const FILE: &[ConfigKey] = &[required(
    "crate",
    KeyKind::Tables(CRATE),
    "The crates, each a table `[[crate]]`. Paths in it are relative to this file, with `/` between folders.",
)];

/// A crate.
const CRATE: &[ConfigKey] = &[
    required("name", KeyKind::Text, "What the crate is called."),
    key(
        "version",
        KeyKind::Version,
        "The version of the crate, whatever version the document has; 0.1.0 if it is not there.",
    ),
    required(
        "document",
        KeyKind::Text,
        "The OpenAPI document, YAML or JSON.",
    ),
    key(
        "overlays",
        KeyKind::Texts,
        "OpenAPI overlays, applied in this order. A folder stands for its `*.yaml`, `*.yml` and `*.json` in the order of their names; one that is written with a `/` at its end may be missing, as git keeps no empty folder.",
    ),
    key(
        "guide",
        KeyKind::Text,
        "A folder with Markdown files, which become the chapters of the crate's guide.",
    ),
    required("out", KeyKind::Text, "The folder of the crate."),
    key(
        "lock",
        KeyKind::Text,
        "Where to write which inputs the crate was made from, as JSON: the path, the origin and the SHA-256 of each.",
    ),
    key(
        "changelog",
        KeyKind::Text,
        "The changelog that `update` writes into.",
    ),
    key(
        "mentioned-in",
        KeyKind::Texts,
        "Texts besides overlays and guide in which `update` looks for what is gone.",
    ),
    key(
        "allowed-changes",
        KeyKind::Text,
        "Which changes `diff --fail-on` lets pass, as YAML.",
    ),
    key(
        "keep-going",
        KeyKind::Flag,
        "Whether operations that can't be expressed are left out with a warning, instead of being errors.",
    ),
    key(
        "package",
        KeyKind::Table(PACKAGE),
        "What the crate's manifest says besides. It counts more than the document's `x-crate`.",
    ),
    key(
        "select",
        KeyKind::Table(SELECT),
        "Which operations the crate has: without it, all. What they need comes along, and nothing else.",
    ),
    key(
        "features",
        KeyKind::Table(FEATURES),
        "The Cargo features of the crate.",
    ),
    key(
        "client",
        KeyKind::Open,
        "What `x-client` says in a document: the idioms of the API. It counts more than the document's.",
    ),
    key("lint", KeyKind::Table(LINT), "What `lint` is to pass over."),
];

/// `[crate.package]`.
const PACKAGE: &[ConfigKey] = &[
    key(
        "license",
        KeyKind::Text,
        "An SPDX expression; without it, the manifest names no licence.",
    ),
    key("authors", KeyKind::Texts, "`Name <address>` each."),
    key(
        "description",
        KeyKind::Text,
        "One sentence; otherwise, it is made from the document's title.",
    ),
    key(
        "repository",
        KeyKind::Text,
        "The URL of the crate's sources.",
    ),
    key(
        "homepage",
        KeyKind::Text,
        "The URL of a page about what the crate is for.",
    ),
    key(
        "documentation",
        KeyKind::Text,
        "The URL of the crate's documentation, where that is not on docs.rs.",
    ),
    key(
        "keywords",
        KeyKind::Texts,
        "At most five, of at most 20 letters, digits, `-`, `_` and `+` each.",
    ),
    key(
        "categories",
        KeyKind::Texts,
        "At most five slugs of categories, such as `api-bindings`.",
    ),
];

/// `[crate.select]`.
const SELECT: &[ConfigKey] = &[
    key(
        "tags",
        KeyKind::Texts,
        "Operations with one of these tags. Where nothing in a document has a tag, the first word of a path that is not common to all stands for one.",
    ),
    key(
        "paths",
        KeyKind::Texts,
        "Operations on one of these paths; `*` stands for anything within a segment, `**` for any segments.",
    ),
    key(
        "operations",
        KeyKind::Texts,
        "Operations with one of these ids, or `METHOD /path`.",
    ),
    key(
        "events",
        KeyKind::Texts,
        "Events of these names; `*` stands for anything between dots, `**` for anything. Without it, a crate for which operations are named has none but those with its tags.",
    ),
    key(
        "exclude-tags",
        KeyKind::Texts,
        "None with one of these tags.",
    ),
    key(
        "exclude-paths",
        KeyKind::Texts,
        "None on one of these paths.",
    ),
    key("exclude-operations", KeyKind::Texts, "None of these."),
    key(
        "opaque",
        KeyKind::Texts,
        "Schemas that stay untyped JSON, so that nothing else comes along with them.",
    ),
];

/// `[crate.features]`.
const FEATURES: &[ConfigKey] = &[
    key(
        "default",
        KeyKind::Texts,
        "What is on unless a program says otherwise; `[\"hyper\"]` if it is not there, and `all-resources` where each resource has a feature.",
    ),
    key(
        "resources-from",
        KeyKind::Count,
        "From how many resources on each has a feature of its own, named after it, so that programs compile what they use; 0 for never. 24 if it is not there.",
    ),
];

/// `[crate.lint]`.
const LINT: &[ConfigKey] = &[key(
    "allow",
    KeyKind::Tables(ALLOWED),
    "Kinds of findings that are known, and why they stay.",
)];

/// `[[crate.lint.allow]]`.
const ALLOWED: &[ConfigKey] = &[
    required("id", KeyKind::Text, "The kind, as `lint` shows it."),
    required("reason", KeyKind::Text, "Why it stays."),
];
