//! `runtime/`: copies of the runtime's modules.
//!
//! In: the sources of the crate `form-runtime`. Out: the same text behind the head line, and a `mod.rs` with the
//! declarations of its `lib.rs`. What always holds: nothing in a copy is changed; what `lib.rs` guards by a feature that
//! the generated crate does not have is left out.

use super::context::Context;
use super::{Contents, Module, features};

const LIB: &str = include_str!("../../runtime/src/lib.rs");

/// Every other file of the runtime.
const FILES: &[(&str, &str)] = &[
    ("blocking.rs", include_str!("../../runtime/src/blocking.rs")),
    (
        "blocking_pages.rs",
        include_str!("../../runtime/src/blocking_pages.rs"),
    ),
    ("body.rs", include_str!("../../runtime/src/body.rs")),
    (
        "body_stream.rs",
        include_str!("../../runtime/src/body_stream.rs"),
    ),
    ("boundary.rs", include_str!("../../runtime/src/boundary.rs")),
    ("builder.rs", include_str!("../../runtime/src/builder.rs")),
    ("call.rs", include_str!("../../runtime/src/call.rs")),
    (
        "clearable.rs",
        include_str!("../../runtime/src/clearable.rs"),
    ),
    ("client.rs", include_str!("../../runtime/src/client.rs")),
    ("config.rs", include_str!("../../runtime/src/config.rs")),
    ("decode.rs", include_str!("../../runtime/src/decode.rs")),
    ("entries.rs", include_str!("../../runtime/src/entries.rs")),
    ("entropy.rs", include_str!("../../runtime/src/entropy.rs")),
    ("escape.rs", include_str!("../../runtime/src/escape.rs")),
    ("event.rs", include_str!("../../runtime/src/event.rs")),
    (
        "expandable.rs",
        include_str!("../../runtime/src/expandable.rs"),
    ),
    ("fault.rs", include_str!("../../runtime/src/fault.rs")),
    ("form.rs", include_str!("../../runtime/src/form.rs")),
    (
        "hyper_connector.rs",
        include_str!("../../runtime/src/hyper_connector.rs"),
    ),
    (
        "hyper_transport.rs",
        include_str!("../../runtime/src/hyper_transport.rs"),
    ),
    ("id.rs", include_str!("../../runtime/src/id.rs")),
    ("key.rs", include_str!("../../runtime/src/key.rs")),
    ("limits.rs", include_str!("../../runtime/src/limits.rs")),
    ("list.rs", include_str!("../../runtime/src/list.rs")),
    ("measure.rs", include_str!("../../runtime/src/measure.rs")),
    (
        "multipart.rs",
        include_str!("../../runtime/src/multipart.rs"),
    ),
    ("observe.rs", include_str!("../../runtime/src/observe.rs")),
    ("options.rs", include_str!("../../runtime/src/options.rs")),
    ("outcome.rs", include_str!("../../runtime/src/outcome.rs")),
    ("pager.rs", include_str!("../../runtime/src/pager.rs")),
    ("profile.rs", include_str!("../../runtime/src/profile.rs")),
    ("proxy.rs", include_str!("../../runtime/src/proxy.rs")),
    ("range.rs", include_str!("../../runtime/src/range.rs")),
    ("raw.rs", include_str!("../../runtime/src/raw.rs")),
    ("reply.rs", include_str!("../../runtime/src/reply.rs")),
    ("request.rs", include_str!("../../runtime/src/request.rs")),
    (
        "reqwest_transport.rs",
        include_str!("../../runtime/src/reqwest_transport.rs"),
    ),
    ("response.rs", include_str!("../../runtime/src/response.rs")),
    (
        "response_body.rs",
        include_str!("../../runtime/src/response_body.rs"),
    ),
    ("retry.rs", include_str!("../../runtime/src/retry.rs")),
    ("secret.rs", include_str!("../../runtime/src/secret.rs")),
    (
        "sent_headers.rs",
        include_str!("../../runtime/src/sent_headers.rs"),
    ),
    ("shown.rs", include_str!("../../runtime/src/shown.rs")),
    (
        "signature.rs",
        include_str!("../../runtime/src/signature.rs"),
    ),
    ("source.rs", include_str!("../../runtime/src/source.rs")),
    ("stream.rs", include_str!("../../runtime/src/stream.rs")),
    (
        "timestamp.rs",
        include_str!("../../runtime/src/timestamp.rs"),
    ),
    ("tls.rs", include_str!("../../runtime/src/tls.rs")),
    (
        "transport.rs",
        include_str!("../../runtime/src/transport.rs"),
    ),
    (
        "upload_file.rs",
        include_str!("../../runtime/src/upload_file.rs"),
    ),
    (
        "upload_path.rs",
        include_str!("../../runtime/src/upload_path.rs"),
    ),
    (
        "ureq_transport.rs",
        include_str!("../../runtime/src/ureq_transport.rs"),
    ),
    ("value.rs", include_str!("../../runtime/src/value.rs")),
    (
        "violations.rs",
        include_str!("../../runtime/src/violations.rs"),
    ),
];

/// All modules of the runtime.
pub(super) fn emit(context: &Context<'_>) -> Vec<Module> {
    let head = context.options.head();
    let copy = |(name, text): (&str, &str)| Module {
        path: format!("src/runtime/{name}"),
        contents: Contents::Text(format!("// {head}\n\n{text}")),
    };
    let features: Vec<&str> = features::of(context)
        .iter()
        .map(|feature| feature.name)
        .collect();
    let root = declarations(&features);
    let declared = |(name, _): &(&str, &str)| {
        let module = name.trim_end_matches(".rs");
        root.lines().any(|line| line == format!("mod {module};"))
    };
    let files = FILES.iter().copied().filter(declared).map(copy);
    [copy(("mod.rs", &root))].into_iter().chain(files).collect()
}

/// The runtime's `lib.rs` with only the first paragraph of its documentation, since what follows speaks of the crate it is
/// in, and without the declarations that only features guard that are not among these.
fn declarations(features: &[&str]) -> String {
    let docs = LIB.lines().take_while(|line| line.starts_with("//! "));
    let mut rest = LIB.lines().skip_while(|line| line.starts_with("//!"));
    let mut kept: Vec<&str> = docs.collect();
    while let Some(line) = rest.next() {
        if guards(line).is_some_and(|mut names| !names.any(|name| features.contains(&name))) {
            // The declaration may take several lines.
            let _ = rest.find(|line| line.ends_with(';'));
        } else {
            kept.push(line);
        }
    }
    kept.iter().map(|line| format!("{line}\n")).collect()
}

/// The features in a `#[cfg(…)]`, one of which has to be on.
fn guards(line: &str) -> Option<impl Iterator<Item = &str>> {
    let quoted = line.strip_prefix("#[cfg(")?.split('"');
    Some(quoted.skip(1).step_by(2))
}

#[cfg(test)]
mod tests {
    use super::{FILES, LIB};
    use crate::names::RUNTIME;

    #[test]
    fn every_module_of_the_runtime_is_copied() {
        let declared = LIB
            .lines()
            .filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';'));
        let copied = FILES
            .iter()
            .filter_map(|(name, _)| name.strip_suffix(".rs"));
        assert!(
            declared.eq(copied),
            "the runtime's modules and the table differ"
        );
    }

    #[test]
    fn the_declarations_are_all_that_is_kept() {
        let text = super::declarations(&["blocking", "client", "hyper", "reqwest", "webhooks"]);
        let mut lines = text.lines().skip_while(|line| line.starts_with("//! "));
        assert!(lines.all(|line| !line.starts_with("//")), "{text}");
        let declared = LIB.lines().skip_while(|line| line.starts_with("//!"));
        assert!(text.ends_with(&declared.map(|line| format!("{line}\n")).collect::<String>()));
    }

    #[test]
    fn what_a_missing_feature_guards_is_left_out() {
        let text = super::declarations(&[]);
        for gone in ["cfg", "signature", "Verifier"] {
            assert!(!text.contains(gone), "{text}");
        }
        assert!(
            text.contains("mod response;\nmod source;\nmod timestamp;\n"),
            "{text}"
        );
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
