//! Emission and rendering: models made by hand in, files out.

mod build;
mod models;

use form_codegen::api::Api;
use form_codegen::emit::{self, Options, Package};
use form_codegen::render::{self, Files};

fn files(api: &Api, package: &str) -> Files {
    let package = Package::parse(package).expect("a package name");
    let options = Options {
        package,
        command: "cargo xtask codegen".to_owned(),
    };
    render::render(&emit::emit(api, &options)).expect("the tokens are Rust")
}

/// Writes the crates below the test's directory, for `cargo clippy`, `cargo test` and `cargo doc` by hand.
#[test]
#[ignore = "writes crates to compile by hand"]
fn write() {
    let all = [
        ("disputes", models::disputes()),
        ("obstacles", models::obstacles()),
        ("empty", Api::default()),
    ];
    for (name, api) in all {
        let root = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(root.join("src"));
        for (path, text) in files(&api, name) {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
            std::fs::write(path, text).expect("a file");
        }
    }
}
