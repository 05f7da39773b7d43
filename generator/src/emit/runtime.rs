//! `runtime/`: copies of the runtime's modules.
//!
//! In: the sources of the crate `form-runtime`. Out: the same text behind the head line, and a `mod.rs` with the
//! declarations of its `lib.rs`. What always holds: nothing in a copy is changed.

use super::context::Context;
use super::{Contents, Module};

const LIB: &str = include_str!("../../runtime/src/lib.rs");

/// Every other file of the runtime.
const FILES: [(&str, &str); 18] = [
    (
        "clearable.rs",
        include_str!("../../runtime/src/clearable.rs"),
    ),
    ("decode.rs", include_str!("../../runtime/src/decode.rs")),
    ("entries.rs", include_str!("../../runtime/src/entries.rs")),
    ("escape.rs", include_str!("../../runtime/src/escape.rs")),
    (
        "expandable.rs",
        include_str!("../../runtime/src/expandable.rs"),
    ),
    ("form.rs", include_str!("../../runtime/src/form.rs")),
    ("id.rs", include_str!("../../runtime/src/id.rs")),
    ("key.rs", include_str!("../../runtime/src/key.rs")),
    ("limits.rs", include_str!("../../runtime/src/limits.rs")),
    ("list.rs", include_str!("../../runtime/src/list.rs")),
    ("measure.rs", include_str!("../../runtime/src/measure.rs")),
    (
        "multipart.rs",
        include_str!("../../runtime/src/multipart.rs"),
    ),
    ("range.rs", include_str!("../../runtime/src/range.rs")),
    ("request.rs", include_str!("../../runtime/src/request.rs")),
    ("response.rs", include_str!("../../runtime/src/response.rs")),
    (
        "timestamp.rs",
        include_str!("../../runtime/src/timestamp.rs"),
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
    let root = declarations();
    let root = copy(("mod.rs", &root));
    [root]
        .into_iter()
        .chain(FILES.into_iter().map(copy))
        .collect()
}

/// The runtime's `lib.rs` with only the first paragraph of its documentation: what follows speaks of the crate it is in.
fn declarations() -> String {
    let docs = LIB.lines().take_while(|line| line.starts_with("//! "));
    let rest = LIB.lines().skip_while(|line| line.starts_with("//!"));
    docs.chain(rest).map(|line| format!("{line}\n")).collect()
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
        let text = super::declarations();
        let mut lines = text.lines().skip_while(|line| line.starts_with("//! "));
        assert!(lines.all(|line| !line.starts_with("//")), "{text}");
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
