//! `Cargo.toml` and `rustfmt.toml`.
//!
//! In: the package's name and version, and the API's title. Out: a manifest that works on its own. What always holds: text of the document
//! is a TOML basic string.

use std::fmt::Write as _;

use crate::dependencies::{Dependency, Feature};
use crate::emit::base::context::Context;
use crate::emit::base::crate_options::PackageDetails;
use crate::render::{Contents, Module};

use super::features::{self, CLI};

/// The manifest.
pub fn emit(context: &Context<'_>) -> Module {
    let head = context.options.head();
    let package = string(context.options.package.as_str());
    let version = context.options.version;
    let (features, dependencies) = (features(context), dependencies(context));
    let facts = facts(context);
    let program = program(context);
    let text = format!(
        r#"# {head}

[package]
name = {package}
version = "{version}"
edition = "2024"
rust-version = "1.88"
{facts}
[package.metadata.docs.rs]
all-features = true
rustdoc-args = ["--cfg", "docsrs"]

{program}{features}[dependencies]
{dependencies}
[lints.rust]
missing_docs = "warn"
unsafe_code = "forbid"

# Names and numbers are the document's.
[lints.clippy]
approx_constant = "allow"
disallowed_names = "allow"
type_complexity = "allow"
"#
    );
    Module {
        path: "Cargo.toml".to_owned(),
        contents: Contents::Text(text),
    }
}

/// The program, which is there only with its feature; the library's documentation has its name.
fn program(context: &Context<'_>) -> String {
    if context.options.test_data.model.is_none() {
        return String::new();
    }
    let package = string(context.options.package.as_str());
    format!(
        "[[bin]]\nname = {package}\npath = \"src/main.rs\"\nrequired-features = [\"{CLI}\"]\ndoc = false\n\n"
    )
}

/// What the caller or the document says of the crate, a line each.
fn facts(context: &Context<'_>) -> String {
    let PackageDetails {
        license,
        authors,
        description,
        publication: ours,
    } = &context.options.details;
    let theirs = &context.api.publication;
    let made = format!("Typed requests and responses of the {}.", title(context));
    let texts = [
        ("license", license.as_ref()),
        ("description", Some(description.as_ref().unwrap_or(&made))),
        (
            "homepage",
            ours.homepage.as_ref().or(theirs.homepage.as_ref()),
        ),
        (
            "documentation",
            ours.documentation
                .as_ref()
                .or(theirs.documentation.as_ref()),
        ),
        (
            "repository",
            ours.repository.as_ref().or(theirs.repository.as_ref()),
        ),
    ];
    let texts = texts
        .into_iter()
        .filter_map(|(name, text)| Some(format!("{name} = {}\n", string(text?))));
    let first = |ours: &'_ Vec<String>, theirs: &'_ Vec<String>| match ours.is_empty() {
        true => theirs.clone(),
        false => ours.clone(),
    };
    let lists = [
        ("authors", authors.clone()),
        ("keywords", first(&ours.keywords, &theirs.keywords)),
        ("categories", first(&ours.categories, &theirs.categories)),
    ];
    let lists = lists.into_iter().filter(|(_, words)| !words.is_empty());
    let lists = lists.map(|(name, words)| {
        let words: Vec<String> = words.iter().map(|word| string(word)).collect();
        format!("{name} = [{}]\n", words.join(", "))
    });
    texts.chain(lists).collect()
}

/// The table of features, with a blank line behind it; nothing if there is none.
fn features(context: &Context<'_>) -> String {
    let features = features::of(context);
    if features.is_empty() {
        return String::new();
    }
    let mut table = format!("[features]\ndefault = {:?}\n", features::default(context));
    for Feature {
        name,
        about,
        enables,
    } in features
    {
        let _ = writeln!(table, "# {about}\n{name} = {enables:?}");
    }
    for (about, name, enables) in features::of_resources(context) {
        let _ = writeln!(table, "# {about}\n{name} = {enables:?}");
    }
    table + "\n"
}

/// The dependencies, a line each.
fn dependencies(context: &Context<'_>) -> String {
    let line = |Dependency { name, value }: &Dependency| format!("{name} = {value}\n");
    features::dependencies(context).iter().map(line).collect()
}

/// What keeps `cargo fmt` away from generated files.
pub fn emit_rustfmt(context: &Context<'_>) -> Module {
    let text = format!(
        "# {}\n\ndisable_all_formatting = true\n",
        context.options.head()
    );
    Module {
        path: "rustfmt.toml".to_owned(),
        contents: Contents::Text(text),
    }
}

/// The API's title in one line, `API` included.
pub fn title(context: &Context<'_>) -> String {
    let words: Vec<&str> = context.api.title.split_whitespace().collect();
    let title = words.join(" ");
    match title.is_empty() {
        true => "API".to_owned(),
        false if title.to_ascii_lowercase().ends_with("api") => title,
        false => format!("{title} API"),
    }
}

/// A TOML basic string.
fn string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                quoted.push('\\');
                quoted.push(c);
            }
            c if c.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
