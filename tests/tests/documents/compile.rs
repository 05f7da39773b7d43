//! What is generated compiles, without a warning of rustc or clippy: all fixtures together, and large real documents.

use std::fs;
use std::path::Path;

use acceptance::crates::Workspace;
use acceptance::fixtures::{Fixture, fixtures};
use acceptance::printed::is_copy;
use acceptance::skip::skip;
use form_codegen::source::SourceText;
use form_codegen::{GenerateOptions, Generated, generate};

/// Where cargo lets tests write.
fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

fn generated(name: &str, text: &[u8], package: &str) -> Generated {
    let options = GenerateOptions {
        keep_going: true,
        ..GenerateOptions::new(package)
    };
    match generate(SourceText { name, bytes: text }, &[], &options) {
        Ok(generated) => generated,
        Err(error) => panic!("{name}:\n{error}"),
    }
}

fn package(fixture: &Fixture) -> String {
    format!("fixture-{}", fixture.name.replace(['/', '_'], "-"))
}

/// Whether a feature adds more to a crate than the runtime's modules, which are the same everywhere.
fn has_clients_of_its_own(generated: &Generated) -> bool {
    let signs = [
        "impl CursorPaged for",
        "_header(\"",
        "SIGNATURE_HEADER",
        ".with_variables(",
    ];
    let mut own = generated
        .files
        .iter()
        .filter(|(path, _)| !path.starts_with("src/runtime/") && !is_copy(path));
    own.any(|(_, text)| signs.iter().any(|sign| text.contains(sign)))
}

fn has_no_warning(workspace: &Workspace, features: &str) {
    let arguments = [
        "clippy",
        "--workspace",
        "--quiet",
        "--no-default-features",
        "--features",
        features,
        "--",
        "-D",
        "warnings",
    ];
    let outcome = workspace.cargo(&arguments);
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}

#[test]
fn every_fixture_compiles() {
    let mut all = Workspace::new(scratch(), "fixtures");
    let mut with_clients = Workspace::new(scratch(), "fixtures-with-clients");
    for folder in ["accept", "hostile", "keep_going"] {
        for fixture in fixtures(folder) {
            let package = package(&fixture);
            let generated = generated(&fixture.name, fixture.text.as_bytes(), &package);
            all.add(&package, &generated.files);
            if has_clients_of_its_own(&generated) {
                with_clients.add(&package, &generated.files);
            }
        }
    }
    has_no_warning(&all, "");
    has_no_warning(&with_clients, "client,webhooks");
}

#[test]
fn large_documents_compile() {
    let mut workspace = Workspace::new(scratch(), "large");
    for name in ["stripe-full", "twilio-api-v2010"] {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../shared/specs/{name}.json"));
        let Ok(text) = fs::read(&path) else {
            let why = format_args!("../shared/specs/{name}.json is not there");
            return skip("large_documents_compile", why);
        };
        workspace.add(name, &generated(name, &text, name).files);
    }
    let outcome = workspace.cargo(&[
        "check",
        "--workspace",
        "--no-default-features",
        "--features",
        "client,all-resources",
        "--quiet",
    ]);
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}
