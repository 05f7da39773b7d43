//! What generated crates do where the disputes have no example of it.
//!
//! In: `tests/fixtures/behaviour` and `over_loopback`, documents with a program of tests beside each. Out: nothing, if the programs pass, each as a
//! test of the crate that its document becomes, and the code in the documentation of these crates. `BEHAVIOUR=word` runs only
//! the programs whose names have that word.

use std::fs;
use std::path::Path;

use acceptance::crates::Workspace;
use acceptance::fixtures::{Fixture, crate_path, fixtures};
use form_codegen::source::SourceText;
use form_codegen::{Files, GenerateOptions, generate};

/// What the SDKs of other vendors sent, for programs that compare.
const RECORDED: &str = include_str!("../../wire/vendors.json");

/// The crate that a fixture of a folder becomes, with the program beside it.
fn with_program(folder: &str, fixture: &Fixture) -> (String, Files) {
    let package = fixture.name.replace('_', "-");
    let source = SourceText {
        name: &fixture.name,
        bytes: fixture.text.as_bytes(),
    };
    let generated = generate(source, &[], &GenerateOptions::new(&package));
    let mut files = generated.unwrap_or_else(|error| panic!("{error}")).files;
    let program = crate_path("fixtures").join(format!("{folder}/{}.rs", fixture.name));
    let program = fs::read_to_string(&program).unwrap();
    let program = program.replace("use fixture::", &format!("use {}::", fixture.name));
    files.insert("tests/behaviour.rs".to_owned(), program);
    (package, files)
}

/// The fixtures of a folder that are asked for, and whether all are. Only where a word asks for others there may be none.
fn chosen(folder: &str) -> (Vec<Fixture>, bool) {
    let word = std::env::var("BEHAVIOUR").unwrap_or_default();
    let mut chosen = fixtures(folder);
    chosen.retain(|fixture| fixture.name.contains(&word));
    assert!(!chosen.is_empty() || !word.is_empty(), "{folder} is empty");
    (chosen, word.is_empty())
}

#[test]
fn each_crate_passes_its_tests() {
    let mut workspace = Workspace::new(Path::new(env!("CARGO_TARGET_TMPDIR")), "behaviour");
    let (fixtures, is_all) = chosen("behaviour");
    if fixtures.is_empty() {
        return;
    }
    for fixture in fixtures {
        let (package, files) = with_program("behaviour", &fixture);
        workspace.add(&package, &files);
    }
    // The program, then the code in the documentation, which is that of any API in the guide's recipes.
    let all = [["--test", "behaviour"].as_slice(), &["--doc"]];
    for tests in all.into_iter().take(if is_all { 2 } else { 1 }) {
        let features = ["--no-default-features", "--features", "client"];
        let test = ["test", "--workspace", "--quiet", "--no-fail-fast"];
        let outcome = workspace.cargo(&[&test[..], &features, tests].concat());
        assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    }
}

/// Over a transport, against servers on this machine.
#[test]
fn each_client_passes_its_tests_over_loopback() {
    let mut workspace = Workspace::new(Path::new(env!("CARGO_TARGET_TMPDIR")), "over-loopback");
    let (fixtures, _) = chosen("over_loopback");
    if fixtures.is_empty() {
        return;
    }
    let server = fs::canonicalize(crate_path("loopback")).unwrap();
    for fixture in fixtures {
        let (package, mut files) = with_program("over_loopback", &fixture);
        files.insert("tests/vendors.json".to_owned(), RECORDED.to_owned());
        let manifest = files.get_mut("Cargo.toml").unwrap();
        manifest.push_str(&format!(
            "\n[dev-dependencies]\nloopback = {{ path = {server:?} }}\n"
        ));
        workspace.add(&package, &files);
    }
    let features = ["--no-default-features", "--features", "blocking"];
    let test = [
        "test",
        "--workspace",
        "--quiet",
        "--no-fail-fast",
        "--test",
        "behaviour",
    ];
    let outcome = workspace.cargo(&[&test[..], &features].concat());
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}
