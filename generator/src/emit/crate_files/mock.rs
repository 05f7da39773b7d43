//! `mock/`: copies of the test server's modules, and the model of the API.
//!
//! In: the sources of the crate `form-mock`, and the model as JSON. Out: the same text behind the head line, a `mod.rs` with the declarations of its
//! `lib.rs`, and one file with the model. What always holds: nothing in a copy is changed; without a model there is nothing.

use quote::quote;

use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::render::{Contents, Module};

use super::testing::raw;

const LIB: &str = include_str!("../../../mock/src/lib.rs");

/// What makes `crate::mock` a name of `lib.rs`; a generated crate has it anyway.
const ALIAS: &str = "\
// The modules name each other as in a generated crate, which has them as its module `mock`.
use crate as mock;

";

/// What stands before the modules: the module is private, and what nothing outside of it names would be a warning.
const ALLOW: &str = "\
#![allow(
    dead_code,
    unused_imports,
    reason = \"it serves every API, and programs beside this crate\"
)]

";

/// Paths of the server's files, each with its text.
macro_rules! copied {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("../../../mock/src/", $path)))),*]
    };
}

/// Every other file of the server.
const FILES: &[(&str, &str)] = copied! {
    "answer/errors.rs"
    "answer/example.rs"
    "answer/expand.rs"
    "answer/ids.rs"
    "answer/mod.rs"
    "answer/pattern.rs"
    "answer/text.rs"
    "engine/act.rs"
    "engine/answers.rs"
    "engine/control.rs"
    "engine/fixtures.rs"
    "engine/keys.rs"
    "engine/mod.rs"
    "engine/objects.rs"
    "engine/references.rs"
    "engine/rules.rs"
    "events/deliver.rs"
    "events/envelope.rs"
    "events/mod.rs"
    "events/sign.rs"
    "faults/mod.rs"
    "faults/script.rs"
    "faults/twist.rs"
    "faults/words.rs"
    "model/lookup.rs"
    "model/mod.rs"
    "model/operation.rs"
    "model/rules.rs"
    "model/shape.rs"
    "read/access.rs"
    "read/body.rs"
    "read/bounds.rs"
    "read/form.rs"
    "read/given.rs"
    "read/json.rs"
    "read/mod.rs"
    "read/multipart.rs"
    "read/pairs.rs"
    "read/request.rs"
    "read/route.rs"
    "read/scalar.rs"
    "read/sorts.rs"
    "serve/body.rs"
    "serve/connection.rs"
    "serve/control.rs"
    "serve/log.rs"
    "serve/mod.rs"
    "serve/shared.rs"
    "serve/socket.rs"
    "store/classify.rs"
    "store/form.rs"
    "store/list.rs"
    "store/merge.rs"
    "store/mod.rs"
};

/// All modules of the server, if there is a model.
pub fn emit(context: &Context<'_>) -> Vec<Module> {
    let Some(model) = &context.options.test_data.model else {
        return Vec::new();
    };
    let head = context.options.head();
    let copy = |(path, text): (&str, &str)| Module {
        path: format!("src/mock/{path}"),
        contents: Contents::Text(format!("// {head}\n\n{text}")),
    };
    let title = "What the server has to know of the API.".to_owned();
    let (about, model) = (docs::line("The model, as JSON."), raw(model));
    let item = quote! {
        #about
        pub const MODEL: &str = #model;
    };
    let api = context.module("src/mock/api.rs", vec![title], vec![item]);
    let files = FILES.iter().map(|&file| copy(file));
    [copy(("mod.rs", &root())), api]
        .into_iter()
        .chain(files)
        .collect()
}

/// The server's `lib.rs` with only the first paragraph of its documentation, and the module with the model.
fn root() -> String {
    let docs = LIB.lines().take_while(|line| line.starts_with("//! "));
    let docs: String = docs.map(|line| format!("{line}\n")).collect();
    let rest = LIB.lines().skip_while(|line| line.starts_with("//!"));
    let rest: String = rest.map(|line| format!("{line}\n")).collect();
    let rest = rest.replace(ALIAS, ALLOW);
    docs + &rest.replace("pub mod answer;\n", "pub mod answer;\npub mod api;\n")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{ALIAS, FILES, LIB, root};

    fn sources() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("mock/src")
    }

    /// Paths of the files in a folder and below it, from the sources on.
    fn files(within: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(sources().join(within)).unwrap() {
            let entry = entry.unwrap();
            let path = Path::new(within).join(entry.file_name());
            let path = path.to_str().unwrap().replace('\\', "/");
            match entry.file_type().unwrap().is_dir() {
                true => files(&path, found),
                false => found.push(path),
            }
        }
    }

    #[test]
    fn every_file_of_the_server_is_copied() {
        let mut found = Vec::new();
        files("", &mut found);
        found.retain(|path| path != "lib.rs");
        found.sort_unstable();
        let copied: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(found, copied);
    }

    #[test]
    fn the_root_declares_the_model() {
        assert!(LIB.contains(ALIAS));
        let text = root();
        assert!(text.contains("pub mod api;\n"), "{text}");
        assert!(!text.contains("use crate as mock"), "{text}");
    }
}
