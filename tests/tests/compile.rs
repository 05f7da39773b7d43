//! What is generated compiles, without a warning of rustc or clippy: all fixtures together, and large real documents.

use std::fs;
use std::path::Path;

use acceptance::crates::Workspace;
use acceptance::fixtures::{Fixture, fixtures};
use acceptance::skip::skip;
use form_codegen::source::Source;
use form_codegen::{Generated, Options, generate};

/// Where cargo lets tests write.
fn scratch() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
}

fn generated(name: &str, text: &[u8], package: &str) -> Generated {
    let options = Options {
        keep_going: true,
        ..Options::new(package)
    };
    match generate(Source { name, bytes: text }, &[], &options) {
        Ok(generated) => generated,
        Err(error) => panic!("{name}:\n{error}"),
    }
}

fn package(fixture: &Fixture) -> String {
    format!("fixture-{}", fixture.name.replace(['/', '_'], "-"))
}

#[test]
fn every_fixture_compiles() {
    let mut workspace = Workspace::new(scratch(), "fixtures");
    for folder in ["accept", "hostile", "keep_going"] {
        for fixture in fixtures(folder) {
            let package = package(&fixture);
            workspace.add(
                &package,
                &generated(&fixture.name, fixture.text.as_bytes(), &package).files,
            );
        }
    }
    // The transports are the same in every crate: the runtime's own tests and lints look at them.
    for features in ["", "client,webhooks"] {
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
        "client",
        "--quiet",
    ]);
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}
