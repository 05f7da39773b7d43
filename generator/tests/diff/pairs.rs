//! Pairs of real documents: the large one of the vendor and ours, and ours with and without its last overlays.
//!
//! In: `../shared/specs/stripe-full.json`, beside the repository (without it the test says so and passes), and `spec`. Out: how
//! many changes of each kind there are. What always holds: the same each time, and the mirror image on the way back.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use form_codegen::api::Api;
use form_codegen::diff::diff;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, examine_as_published, read};
use serde_json::Value;

use super::skip::skip;
use super::{mirrored, rows};

/// Name and content.
type File = (String, Vec<u8>);

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn document() -> File {
    let name = "stripe-disputes-api-openapi.yml";
    let path = repository().join("spec").join(name);
    (name.to_owned(), fs::read(path).expect("the document"))
}

fn overlays() -> Vec<File> {
    let folder = fs::read_dir(repository().join("spec/overlays")).expect("the overlays");
    let paths = folder.map(|entry| entry.expect("an overlay").path());
    let file = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy();
        (name.into_owned(), fs::read(&path).expect("an overlay"))
    };
    let mut files: Vec<File> = paths.map(file).collect();
    files.sort();
    files
}

fn source((name, bytes): &File) -> SourceText<'_> {
    SourceText { name, bytes }
}

/// The model of a document with overlays, if nothing is wrong with it.
fn model(document: &File, overlays: &[File]) -> Option<Api> {
    let overlays: Vec<_> = overlays.iter().map(source).collect();
    let document = read(source(document), &overlays).ok()?;
    let (api, found) = lower(&document.spec, LowerOptions::default());
    found.is_empty().then_some(api)
}

/// How many changes of each kind there are, those that follow from others apart.
fn counts(old: &Api, new: &Api) -> String {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for change in diff(old, new).list {
        counts.entry(change.id.as_str()).or_default()[usize::from(change.follows)] += 1;
    }
    let mut text = String::new();
    for (id, [causes, following]) in counts {
        let _ = writeln!(text, "{id}: {causes}, and {following} that follow");
    }
    text
}

/// What holds for any pair.
fn check(old: &Api, new: &Api) {
    assert_eq!(rows::told(old, new), rows::told(old, new));
    assert_eq!(mirrored(old, new, false), mirrored(new, old, true));
    for api in [old, new] {
        assert_eq!(rows::told(api, api), "");
    }
}

fn show(name: &str, old: &Api, new: &Api) {
    insta::with_settings!({
        snapshot_path => "snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
        description => "How many changes of each kind there are between two real documents.",
    }, {
        insta::assert_snapshot!(name, counts(old, new));
    });
}

#[test]
fn disputes_of_the_large_document_are_compared_with_ours() {
    let path = repository().join("../shared/specs/stripe-full.json");
    let Ok(text) = fs::read(path) else {
        crate::skip::skip(
            "disputes_of_the_large_document_are_compared_with_ours",
            "../shared/specs/stripe-full.json is not there",
        );
        return;
    };
    let mut large: Value = serde_json::from_slice(&text).unwrap();
    let paths = large["paths"].as_object_mut().unwrap();
    paths.retain(|path, _| path == "/v1/disputes" || path.starts_with("/v1/disputes/"));
    assert!(!paths.is_empty());
    let text = large.to_string();
    let source = SourceText {
        name: "stripe-full.json",
        bytes: text.as_bytes(),
    };
    let large = read(source, &[]).unwrap_or_else(|report| panic!("{report}"));
    let (large, _) = lower(&large.spec, LowerOptions { keep_going: true });
    let ours = model(&document(), &overlays()).expect("our document is lowered");
    check(&large, &ours);
    show("large_and_ours", &large, &ours);
}

/// The files of two versions of any document that is published, the old one and the new one.
const PUBLISHED: [&str; 2] = ["SPEC_DIFF_OLD", "SPEC_DIFF_NEW"];

/// Nothing is fetched for it: who has such files names them.
#[test]
fn published_versions_are_compared() {
    let [Some(old), Some(new)] = PUBLISHED.map(std::env::var_os) else {
        let [old, new] = PUBLISHED;
        let why = format!("{old} and {new} do not name two versions of a document");
        skip("published_versions_are_compared", why);
        return;
    };
    let [old, new] = [old, new].map(|path| {
        let name = path.to_string_lossy().into_owned();
        let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        // What is published has faults: the rest of it is compared all the same.
        let document = examine_as_published(source(&(name, bytes)), &[]);
        let document = document.unwrap_or_else(|report| panic!("{report}"));
        lower(&document.spec, LowerOptions { keep_going: true }).0
    });
    check(&old, &new);
    println!("{}", counts(&old, &new));
}

#[test]
fn what_the_last_overlays_change_is_told() {
    let (document, overlays) = (document(), overlays());
    let ours = model(&document, &overlays).expect("our document is lowered");
    // The vendor's document alone is not lowered: the first overlays correct it.
    let shorter = (0..overlays.len()).rev();
    let lowered = shorter.map_while(|count| Some((count, model(&document, &overlays[..count])?)));
    let (count, least) = lowered.last().expect("one overlay can be left out");
    check(&least, &ours);
    let left_out: Vec<&str> = overlays[count..]
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    println!("without {}", left_out.join(", "));
    show("without_last_overlays", &least, &ours);
}
