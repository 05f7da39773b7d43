//! `cli/` and `main.rs`: copies of the command line's modules, its words, and the program.
//!
//! In: the sources of the crate `form-cli`, and what is said of the API. Out: the same text behind the head line, a `mod.rs` with the declarations of
//! its `lib.rs`, one file with the words, and a `main`. What always holds: nothing in a copy is changed; without the model of the test server there
//! is nothing.

mod names;

use quote::quote;

use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::render::{Contents, Module};
use crate::terminal;

use super::testing::raw;
pub use names::names;

const LIB: &str = include_str!("../../../cli/src/lib.rs");

/// What makes `crate::cli` and the others names of `lib.rs`; a generated crate has them anyway.
const ALIAS: &str = "\
// The modules name each other as in a generated crate, which has them as its modules `cli`, `mock` and `runtime`.
#[cfg(feature = \"program\")]
use crate as cli;
use form_mock as mock;
#[cfg(feature = \"program\")]
use form_runtime as runtime;

";

/// What guards a module there: a generated crate has all of them, or none.
const GUARD: &str = "#[cfg(feature = \"program\")]\n";

/// What stands before the modules: the module is private, and what nothing outside of it names would be a warning.
const ALLOW: &str = "\
#![allow(
    dead_code,
    unused_imports,
    reason = \"it serves every API, and programs beside this crate\"
)]

";

/// What stands behind them.
const MAIN: &str = "
/// Runs the program.
#[must_use]
pub fn main() -> std::process::ExitCode {
    let version = env!(\"CARGO_PKG_VERSION\");
    run::main::<crate::client::Api>(crate::mock::api::MODEL, api::WORDS, version)
}
";

/// Paths of the command line's files, each with its text.
macro_rules! copied {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("../../../cli/src/", $path)))),*]
    };
}

/// Every other file of the command line.
const FILES: &[(&str, &str)] = copied! {
    "ask/common.rs"
    "ask/file.rs"
    "ask/flags.rs"
    "ask/help.rs"
    "ask/irreversible.rs"
    "ask/keys.rs"
    "ask/mod.rs"
    "ask/numbered.rs"
    "ask/text.rs"
    "ask/tree.rs"
    "ask/uploads.rs"
    "ask/values.rs"
    "code/compound.rs"
    "code/expression.rs"
    "code/fold.rs"
    "code/mod.rs"
    "code/program.rs"
    "code/text.rs"
    "code/value.rs"
    "events.rs"
    "keyring.rs"
    "names.rs"
    "profile.rs"
    "request/check.rs"
    "request/escape.rs"
    "request/made.rs"
    "request/mod.rs"
    "request/pairs.rs"
    "request/print.rs"
    "run/around.rs"
    "run/confirm.rs"
    "run/events.rs"
    "run/generated.rs"
    "run/mod.rs"
    "run/operation.rs"
    "run/pages.rs"
    "run/print.rs"
    "run/program.rs"
    "run/raw.rs"
    "run/session.rs"
    "run/start.rs"
    "run/steps.rs"
    "run/uploads.rs"
    "send/client.rs"
    "send/contract.rs"
    "send/mod.rs"
    "shell.rs"
    "show/cell.rs"
    "show/columns.rs"
    "show/mod.rs"
    "show/printer.rs"
    "show/record.rs"
    "show/table.rs"
    "show/terms.rs"
    "stop.rs"
    "words.rs"
};

/// All modules of the command line, if there is a model.
pub fn emit(context: &Context<'_>) -> Vec<Module> {
    if context.options.test_data.model.is_none() {
        return Vec::new();
    }
    let head = context.options.head();
    let written = |path: String, text: &str| Module {
        path,
        contents: Contents::Text(format!("// {head}\n\n{text}")),
    };
    let package = &context.options.package;
    let library = package.crate_name();
    let mut words = terminal::words(context.api, package.as_str(), &library);
    words.names = names(context);
    let words = serde_json::to_string(&words).unwrap_or_default();
    let (about, words) = (docs::line("The words, as JSON."), raw(&words));
    let item = quote! {
        #about
        pub const WORDS: &str = #words;
    };
    let title = "What the command line says of the API.".to_owned();
    let api = context.module("src/cli/api.rs", vec![title], vec![item]);
    let main = format!(
        "//! The API at a terminal: `--help` says all that there is.\n\nfn main() -> std::process::ExitCode {{\n    \
         {library}::cli_main()\n}}\n"
    );
    let mut modules = vec![
        written("src/main.rs".to_owned(), &main),
        written("src/cli/mod.rs".to_owned(), &root()),
        api,
    ];
    let files = FILES.iter();
    modules.extend(files.map(|(path, text)| written(format!("src/cli/{path}"), text)));
    modules
}

/// The command line's `lib.rs` with only the first paragraph of its documentation, the module with the words, and what the program calls.
fn root() -> String {
    let docs = LIB.lines().take_while(|line| line.starts_with("//! "));
    let docs: String = docs.map(|line| format!("{line}\n")).collect();
    let rest = LIB.lines().skip_while(|line| line.starts_with("//!"));
    let rest: String = rest.map(|line| format!("{line}\n")).collect();
    let rest = rest.replace(ALIAS, ALLOW).replace(GUARD, "");
    docs + &rest.replacen("pub mod ask;\n", "pub mod api;\npub mod ask;\n", 1) + MAIN
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{ALIAS, FILES, LIB, root};

    fn sources() -> std::path::PathBuf {
        Path::new(env!("CARGO_MANIFEST_DIR")).join("cli/src")
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
    fn every_file_of_the_command_line_is_copied() {
        let mut found = Vec::new();
        files("", &mut found);
        found.retain(|path| path != "lib.rs");
        found.sort_unstable();
        let copied: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(found, copied);
    }

    #[test]
    fn the_root_declares_the_words_and_no_feature() {
        assert!(LIB.contains(ALIAS));
        let text = root();
        assert!(text.contains("pub mod api;\npub mod ask;\n"), "{text}");
        assert!(
            !text.contains("feature") && !text.contains("use crate as cli"),
            "{text}"
        );
    }
}
