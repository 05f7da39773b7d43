//! Large real documents: read and lowered without a panic, to a model that keeps its promises.
//!
//! They lie beside the repository, in `../shared/specs`; what is not there is skipped.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use acceptance::fixtures::crate_path;
use acceptance::invariants;
use acceptance::skip::skip;
use form_codegen::lint::{lint, overlay, sure_actions};
use form_codegen::lower::{self, lower};
use form_codegen::source::{SourceText, read};

const DOCUMENTS: [&str; 9] = [
    "digitalocean",
    "gitlab",
    "netlicensing",
    "slack",
    "square",
    "stripe-full",
    "telegram-bot",
    "twilio-api-v2010",
    "twilio-verify-v2",
];

#[test]
fn large_documents_become_models_that_keep_their_promises() {
    let mut summary = String::new();
    for name in DOCUMENTS {
        let path = crate_path(&format!("../../shared/specs/{name}.json"));
        let Ok(bytes) = fs::read(&path) else {
            let why = format_args!("../shared/specs/{name}.json is not there");
            return skip(
                "large_documents_become_models_that_keep_their_promises",
                why,
            );
        };
        summarise(name, &bytes, &mut summary);
    }
    insta::with_settings!({
        snapshot_path => "../../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
        description => "What becomes of large documents, and what is said of them, by code.",
    }, {
        insta::assert_snapshot!("large", summary);
    });
}

/// What the lint is sure of can be applied, is mended by that, and breaks nothing.
#[test]
fn large_documents_are_mended_by_what_the_lint_is_sure_of() {
    for name in DOCUMENTS {
        let path = crate_path(&format!("../../shared/specs/{name}.json"));
        let Ok(bytes) = fs::read(&path) else {
            let why = format_args!("../shared/specs/{name}.json is not there");
            return skip(
                "large_documents_are_mended_by_what_the_lint_is_sure_of",
                why,
            );
        };
        let document = SourceText {
            name,
            bytes: &bytes,
        };
        let sure = |overlays: &[SourceText<'_>]| {
            let read = read(document, overlays).unwrap_or_else(|report| panic!("{report}"));
            let (api, _) = lower(&read.spec, lower::LowerOptions { keep_going: true });
            assert_eq!(invariants::broken(&api), [""; 0], "{name}");
            sure_actions(&lint(&read, &[]))
        };
        let actions = sure(&[]);
        if actions.is_empty() {
            continue;
        }
        let mended = overlay("Mended", &actions);
        let left = sure(&[SourceText {
            name: "mended.yaml",
            bytes: mended.as_bytes(),
        }]);
        assert_eq!(left, [], "{name}");
    }
}

fn summarise(name: &str, bytes: &[u8], summary: &mut String) {
    let document = match read(SourceText { name, bytes }, &[]) {
        Ok(document) => document,
        Err(report) => {
            let counted = report.to_string().lines().last().map(str::to_owned);
            let _ = writeln!(summary, "{name}: refused, {}", counted.unwrap_or_default());
            return;
        }
    };
    let (api, found) = lower(&document.spec, lower::LowerOptions { keep_going: true });
    assert_eq!(invariants::broken(&api), [""; 0], "{name}");
    let spec = &document.spec;
    let all: usize = spec.paths.iter().map(|path| path.operations.len()).sum();
    let operations: usize = api
        .resources
        .iter()
        .map(|resource| resource.operations.len())
        .sum();
    let components = spec.components.len();
    let (types, resources) = (api.types.len(), api.resources.len());
    let _ = writeln!(
        summary,
        "{name}: {operations} of {all} operations on {resources} resources, {types} types for {components} components"
    );
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in document.warnings.iter().chain(&found) {
        *codes.entry(diagnostic.code).or_default() += 1;
    }
    for (code, count) in codes {
        let _ = writeln!(summary, "  {count} {code}");
    }
}
