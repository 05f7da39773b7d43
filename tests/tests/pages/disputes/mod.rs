//! The reference pages of the disputes.
//!
//! In: the document with its overlays. Out: the pages.

use std::path::{Path, PathBuf};

use form_codegen::Files;
use form_codegen::emit::{CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails};
use form_codegen::guide::Guide;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::mock::{self, TestData};
use form_codegen::pages;
use form_codegen::source::{SourceText, read};

fn from_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// The pages, by their path.
pub fn files() -> Files {
    let overlays = std::fs::read_dir(from_root("spec/overlays")).unwrap();
    let mut paths: Vec<PathBuf> = overlays.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.insert(0, from_root("spec/stripe-disputes-api-openapi.yml"));
    let texts = paths.iter().map(|path| {
        let name = path.display().to_string();
        (name, std::fs::read(path).unwrap())
    });
    let texts: Vec<(String, Vec<u8>)> = texts.collect();
    let texts = texts.iter().map(|(name, bytes)| SourceText { name, bytes });
    let texts: Vec<SourceText<'_>> = texts.collect();
    let (document, overlays) = texts.split_first().unwrap();
    let document = read(*document, overlays).unwrap_or_else(|report| panic!("{report}"));
    let (api, _) = lower(&document.spec, LowerOptions { keep_going: false });
    let options = CrateOptions {
        package: Package::parse("stripe-disputes").unwrap(),
        version: CrateVersion::FIRST,
        command: String::new(),
        described_in: None,
        guide: Guide::default(),
        details: PackageDetails::default(),
        features: FeatureChoice::default(),
        test_data: TestData::default(),
    };
    let model = mock::model(&api, &document.spec);
    pages::pages(&api, &model, &options, None)
}
