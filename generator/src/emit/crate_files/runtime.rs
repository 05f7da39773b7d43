//! `runtime/`: copies of the runtime's modules.
//!
//! In: the sources of the crate `form-runtime`. Out: the same text behind the head line, and a `mod.rs` with the
//! declarations of its `lib.rs`. What always holds: nothing in a copy is changed, but that what `lib.rs` or a `mod.rs` guards
//! by a feature that the generated crate does not have is left out. One file is no copy: `conventions.rs` holds the API's
//! own names.

use std::collections::BTreeSet;

use crate::emit::base::context::Context;
use crate::render::Contents;
use crate::render::Module;

use super::conventions;

use super::features;

const LIB: &str = include_str!("../../../runtime/src/lib.rs");

/// What makes `crate::runtime` a name of `lib.rs`; a generated crate has it anyway.
const ALIAS: &str = "\
// The modules name each other as in a generated crate, which has them as its module `runtime`, and the test server as `mock`.
use crate as runtime;
#[cfg(feature = \"mock\")]
use form_mock as mock;

";

/// The file that says what an API calls things: here what most do, in a generated crate what its document says.
const CONVENTIONS: &str = "conventions.rs";

/// Paths of the runtime's files, each with its text.
macro_rules! copied {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("../../../runtime/src/", $path)))),*]
    };
}

/// Every other file of the runtime.
const FILES: &[(&str, &str)] = copied! {
    "body/body.rs"
    "body/boundary.rs"
    "body/mod.rs"
    "body/multipart.rs"
    "body/source.rs"
    "body/upload.rs"
    "call/call.rs"
    "call/error.rs"
    "call/fetched.rs"
    "call/headers.rs"
    "call/mod.rs"
    "call/outcome.rs"
    "call/request_options.rs"
    "call/response.rs"
    "call/retry.rs"
    "call/wait.rs"
    "client/blocking_client.rs"
    "client/blocking_pages.rs"
    "client/builder.rs"
    "client/client.rs"
    "client/entropy.rs"
    "client/events.rs"
    "client/hyper.rs"
    "client/mod.rs"
    "client/pager.rs"
    "client/pages.rs"
    "client/raw.rs"
    "client/reqwest.rs"
    "client/upload.rs"
    "client/ureq.rs"
    "client/wait.rs"
    "config/address.rs"
    "config/authentication.rs"
    "config/builder.rs"
    "config/config.rs"
    "config/credentials.rs"
    "config/error.rs"
    "config/error_member.rs"
    "config/given.rs"
    "config/header.rs"
    "config/mod.rs"
    "config/profile.rs"
    "config/proxy.rs"
    "config/sign.rs"
    "config/template.rs"
    "config/variables.rs"
    "conventions.rs"
    "decode/alternative.rs"
    "decode/digits.rs"
    "decode/error.rs"
    "decode/event.rs"
    "decode/fault.rs"
    "decode/json.rs"
    "decode/likeness.rs"
    "decode/mod.rs"
    "decode/name.rs"
    "decode/object.rs"
    "decode/raw.rs"
    "decode/tree.rs"
    "decode/unknown.rs"
    "form/escape.rs"
    "form/form.rs"
    "form/key.rs"
    "form/mod.rs"
    "form/paths.rs"
    "form/style.rs"
    "form/value.rs"
    "json/mod.rs"
    "json/names.rs"
    "json/reader.rs"
    "json/scan.rs"
    "json/skip.rs"
    "json/stop.rs"
    "json/values.rs"
    "json/within.rs"
    "limits/limit.rs"
    "limits/limits.rs"
    "limits/measure.rs"
    "limits/mod.rs"
    "limits/violations.rs"
    "operation/content.rs"
    "operation/contract.rs"
    "operation/error.rs"
    "operation/extra.rs"
    "operation/facts.rs"
    "operation/link.rs"
    "operation/mod.rs"
    "operation/paged.rs"
    "operation/pages.rs"
    "operation/raw.rs"
    "operation/request.rs"
    "operation/security.rs"
    "operation/styled.rs"
    "operation/undescribed.rs"
    "secret/grant.rs"
    "secret/mod.rs"
    "secret/scheme.rs"
    "secret/secret.rs"
    "secret/text.rs"
    "secret/token.rs"
    "secret/tokens.rs"
    "show/fields.rs"
    "show/mod.rs"
    "show/private.rs"
    "show/shown.rs"
    "test_server/error.rs"
    "test_server/faults.rs"
    "test_server/mocked.rs"
    "test_server/mod.rs"
    "test_server/server.rs"
    "test_server/trigger.rs"
    "testing/client.rs"
    "testing/contents.rs"
    "testing/difference.rs"
    "testing/example.rs"
    "testing/matching.rs"
    "testing/mod.rs"
    "testing/parts.rs"
    "testing/recorder.rs"
    "testing/recording.rs"
    "testing/redaction.rs"
    "testing/replay.rs"
    "testing/reply.rs"
    "testing/script.rs"
    "testing/sent.rs"
    "transport/authorize.rs"
    "transport/body_stream.rs"
    "transport/contract.rs"
    "transport/error.rs"
    "transport/hyper.rs"
    "transport/hyper_connector.rs"
    "transport/mod.rs"
    "transport/reqwest.rs"
    "transport/response_body.rs"
    "transport/tls.rs"
    "transport/ureq.rs"
    "transport/ureq_connector.rs"
    "transport/ureq_link.rs"
    "transport/ureq_socket.rs"
    "types/argument.rs"
    "types/clearable.rs"
    "types/decimal.rs"
    "types/entries.rs"
    "types/expandable.rs"
    "types/id.rs"
    "types/id_from.rs"
    "types/list.rs"
    "types/mod.rs"
    "types/nulls.rs"
    "types/point_in_time.rs"
    "types/range.rs"
    "types/time_left.rs"
    "types/timestamp.rs"
    "webhooks/mod.rs"
    "webhooks/signature.rs"
};

/// What examples in the documentation of the runtime begin with.
const THERE: &str = "use form_runtime::";

/// All modules of the runtime.
pub fn emit(context: &Context<'_>) -> Vec<Module> {
    let head = context.options.head();
    // Examples name the crate that they are in.
    let here = format!("use {}::runtime::", context.options.package.crate_name());
    let copy = |(name, text): (&str, &str)| Module {
        path: format!("src/runtime/{name}"),
        contents: Contents::Text(format!("// {head}\n\n{}", text.replace(THERE, &here))),
    };
    let features: Vec<&str> = features::of(context)
        .iter()
        .map(|feature| feature.name)
        .collect();
    let root = root(&features);
    let declared = declared(&features);
    let files = FILES
        .iter()
        .filter(|(path, _)| declared.contains(module_of(path)))
        .map(|&(path, text)| match path {
            CONVENTIONS => conventions::emit(context),
            _ if path.ends_with("/mod.rs") => copy((path, &declarations(text, &features))),
            _ => copy((path, text)),
        });
    [copy(("mod.rs", &root))].into_iter().chain(files).collect()
}

/// The runtime's `lib.rs` with only the first paragraph of its documentation, since what follows speaks of the crate it is
/// in.
fn root(features: &[&str]) -> String {
    let docs = LIB.lines().take_while(|line| line.starts_with("//! "));
    let docs: String = docs.map(|line| format!("{line}\n")).collect();
    let rest = LIB.lines().skip_while(|line| line.starts_with("//!"));
    let rest: String = rest.map(|line| format!("{line}\n")).collect();
    docs + &declarations(&rest.replace(ALIAS, ""), features)
}

/// A list of modules without the declarations that only features guard that are not among these.
fn declarations(text: &str, features: &[&str]) -> String {
    let mut kept = String::with_capacity(text.len());
    for line in kept_lines(text, features) {
        kept.push_str(line);
        kept.push('\n');
    }
    kept
}

fn kept_lines<'t>(text: &'t str, features: &[&str]) -> impl Iterator<Item = &'t str> {
    let mut rest = text.lines();
    std::iter::from_fn(move || {
        while let Some(line) = rest.next() {
            if guards(line).is_none_or(|mut names| names.any(|name| features.contains(&name))) {
                return Some(line);
            }
            // The declaration may take several lines.
            rest.find(|line| line.ends_with(';'))?;
        }
        None
    })
}

/// The modules that the lists keep; what is in a folder only where the folder is kept.
fn declared(features: &[&str]) -> BTreeSet<String> {
    let modules = |text| {
        kept_lines(text, features).filter_map(|line| {
            let line = line.strip_prefix("pub(crate) ").unwrap_or(line);
            line.strip_prefix("mod ")?.strip_suffix(';')
        })
    };
    let mut declared: BTreeSet<String> = modules(LIB).map(str::to_owned).collect();
    for (path, text) in FILES {
        let folder = path.strip_suffix("/mod.rs");
        if let Some(folder) = folder.filter(|folder| declared.contains(*folder)) {
            declared.extend(modules(text).map(|name| format!("{folder}/{name}")));
        }
    }
    declared
}

/// The module that a file holds.
fn module_of(path: &str) -> &str {
    path.trim_end_matches(".rs").trim_end_matches("/mod")
}

/// The features in a `#[cfg(…)]`, one of which has to be on.
fn guards(line: &str) -> Option<impl Iterator<Item = &str>> {
    let quoted = line.strip_prefix("#[cfg(")?.split('"');
    Some(quoted.skip(1).step_by(2))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::{ALIAS, FILES, LIB};
    use crate::names::RUNTIME;

    const ALL: &[&str] = &[
        "blocking",
        "client",
        "hyper",
        "mock",
        "reqwest",
        "test-util",
        "webhooks",
    ];

    fn is_declared(path: &str, features: &[&str]) -> bool {
        super::declared(features).contains(super::module_of(path))
    }

    /// Paths of the files in a folder and below it, from the runtime's sources on.
    fn files(folder: &Path, within: &str, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{within}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                files(&entry.path(), &format!("{path}/"), found);
            } else {
                found.insert(path);
            }
        }
    }

    #[test]
    fn every_file_of_the_runtime_is_copied() {
        let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src");
        let mut found = BTreeSet::new();
        files(&sources, "", &mut found);
        found.remove("lib.rs");
        let copied: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        assert_eq!(found.iter().map(String::as_str).collect::<Vec<_>>(), copied);
        for path in copied {
            assert!(is_declared(path, ALL), "nothing declares {path}");
        }
    }

    #[test]
    fn the_declarations_are_all_that_is_kept() {
        let text = super::root(ALL);
        let mut lines = text.lines().skip_while(|line| line.starts_with("//! "));
        assert!(lines.all(|line| !line.starts_with("//")), "{text}");
        let (_, declared) = LIB.split_once(ALIAS).unwrap();
        assert!(text.ends_with(declared), "{text}");
    }

    #[test]
    fn what_a_missing_feature_guards_is_left_out() {
        let text = super::root(&[]);
        for gone in ["cfg", "webhooks", "Verifier"] {
            assert!(!text.contains(gone), "{text}");
        }
        assert!(text.contains("mod show;\nmod types;\n"), "{text}");

        assert!(!is_declared("webhooks/mod.rs", &["client"]));
        assert!(!is_declared("webhooks/signature.rs", &["client"]));
        assert!(!is_declared("transport/hyper.rs", &["client"]));
        assert!(is_declared("transport/contract.rs", &["client"]));
    }

    #[test]
    fn what_a_missing_feature_guards_is_left_out_of_folders() {
        let (_, text) = FILES
            .iter()
            .find(|(path, _)| *path == "transport/mod.rs")
            .unwrap();
        let text = super::declarations(text, &["blocking", "client"]);
        assert!(text.contains("pub use ureq::UreqTransport;\n"), "{text}");
        for gone in ["mod hyper", "reqwest"] {
            assert!(!text.contains(gone), "{text}");
        }
    }

    #[test]
    fn what_users_name_is_there() {
        for &name in RUNTIME {
            let found = LIB
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word == name);
            assert!(found, "{name} is not in the runtime's lib.rs");
        }
    }
}
