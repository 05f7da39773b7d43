//! `init`: a `form-codegen.toml` for a document.
//!
//! In: a document. Out: a configuration in the current folder. What always holds: nothing that is there is
//! overwritten; what is written is read without a fault.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

use serde_json::Value;

use super::arguments::InitArgs;
use super::config::{CONFIG, Config};
use super::input::InputFile;
use super::session::Session;
use crate::names::{package_fault, package_ident};
use crate::source::{PlainText, SourceText};

/// Writes the configuration.
///
/// # Errors
///
/// If the document can't be read, or a configuration is there.
pub fn run(session: &Session, options: &InitArgs) -> Result<bool, String> {
    let path = session.config.as_deref().unwrap_or(Path::new(CONFIG));
    let document = InputFile::read(&options.document, None)?;
    let title = title(document.source()).map_err(|report| session.color.show(&report))?;
    let name = options.package.clone();
    let name = name.unwrap_or_else(|| package_ident(&title));
    if let Some(fault) = package_fault(&name) {
        let other = package_ident(&name);
        return Err(format!(
            "error: `{name}` can't be the name of the crate: {fault}\n  = help: take another, such as `{other}`"
        ));
    }
    let out = options
        .out
        .as_deref()
        .map_or_else(|| Ok(name.clone()), portable)?;
    let text = text(&portable(&options.document)?, &name, &out);
    // What is written can be read: if not, that is said here, and not by the next command.
    let file = InputFile {
        name: path.to_string_lossy().into_owned(),
        bytes: text.clone().into_bytes(),
    };
    Config::read(&file).map_err(|report| session.color.show(&report))?;
    write(path, &text)?;
    say!(
        "{} describes the crate {name}, which goes to {out}/",
        path.display()
    );
    say!(
        "next: `{}`, then `cargo check` there; `{} lint` shows what hurts in the document",
        session.names.generate,
        session.names.program
    );
    Ok(true)
}

/// The title of a document, whichever version of OpenAPI it is written in.
fn title(source: SourceText<'_>) -> Result<String, crate::diagnostic::Report> {
    let text = PlainText::read(source)?;
    let title = text.value().pointer("/info/title").and_then(Value::as_str);
    Ok(title.unwrap_or_default().to_owned())
}

/// A path as a configuration has it, with `/`.
fn portable(path: &Path) -> Result<String, String> {
    let text = path
        .to_str()
        .ok_or_else(|| format!("error: {} is not UTF-8", path.display()))?;
    Ok(match std::path::MAIN_SEPARATOR {
        '/' => text.to_owned(),
        other => text.replace(other, "/"),
    })
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => format!(
            "error: {} is there already, and is not overwritten\n  = help: add a table `[[crate]]` to it, or name another file with `--config`",
            path.display()
        ),
        _ => format!("error: can't write {}: {error}", path.display()),
    })
}

/// The configuration, with what else may stand in it.
fn text(document: &str, name: &str, out: &str) -> String {
    let (document, name, out) = (quoted(document), quoted(name), quoted(out));
    format!(
        r#"# Which crates are generated, and from what. Paths are relative to this file.

[[crate]]
name = {name}
version = "0.1.0"
document = {document}
out = {out}
# overlays = ["corrections.yaml"]         # OpenAPI overlays that correct the document
# keep-going = true                       # leave out what can't be expressed, with a warning, instead of failing
# changelog = "CHANGELOG.md"              # what `update` writes into

# What Cargo.toml says besides.
# [crate.package]
# license = "MIT OR Apache-2.0"
# repository = "https://…"
# keywords = ["api"]

# Which operations: without this, all.
# [crate.select]
# tags = ["disputes"]
# paths = ["/v1/disputes/**"]
# operations = ["GetDisputes"]
# opaque = ["account"]                    # schemas that stay untyped JSON
"#
    )
}

/// A TOML basic string.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string().trim().to_owned()
}
