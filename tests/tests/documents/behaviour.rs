//! What generated crates do where the disputes have no example of it.
//!
//! In: `tests/fixtures/behaviour`, documents with a program of tests beside each. Out: nothing, if the programs pass, each as a
//! test of the crate that its document becomes, and the code in the documentation of these crates. `BEHAVIOUR=word` runs only
//! the programs whose names have that word.

use std::fs;
use std::path::Path;

use acceptance::crates::Workspace;
use acceptance::fixtures::{crate_path, fixtures};
use form_codegen::source::SourceText;
use form_codegen::{GenerateOptions, generate};

#[test]
fn each_crate_passes_its_tests() {
    let mut workspace = Workspace::new(Path::new(env!("CARGO_TARGET_TMPDIR")), "behaviour");
    let word = std::env::var("BEHAVIOUR").unwrap_or_default();
    let mut chosen = fixtures("behaviour");
    chosen.retain(|fixture| fixture.name.contains(&word));
    for fixture in chosen {
        let package = fixture.name.replace('_', "-");
        let source = SourceText {
            name: &fixture.name,
            bytes: fixture.text.as_bytes(),
        };
        let generated = generate(source, &[], &GenerateOptions::new(&package));
        let mut files = generated.unwrap_or_else(|error| panic!("{error}")).files;
        let program = crate_path("fixtures/behaviour").join(format!("{}.rs", fixture.name));
        let program = fs::read_to_string(&program).unwrap();
        let program = program.replace("use fixture::", &format!("use {}::", fixture.name));
        files.insert("tests/behaviour.rs".to_owned(), program);
        workspace.add(&package, &files);
    }
    // The program, then the code in the documentation, which is that of any API in the guide's recipes.
    let all = [["--test", "behaviour"].as_slice(), &["--doc"]];
    for tests in all.into_iter().take(if word.is_empty() { 2 } else { 1 }) {
        let features = ["--no-default-features", "--features", "client"];
        let test = ["test", "--workspace", "--quiet"];
        let outcome = workspace.cargo(&[&test, &features, tests].concat());
        assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
    }
}
