//! Reference pages in a real browser: headless Chromium, driven by Playwright and judged by axe-core.
//!
//! In: the document of the disputes. Out: nothing wrong. Where there is no Node or no Chromium, a line says that this was skipped.

use std::path::{Path, PathBuf};
use std::process::Command;

use acceptance::node::Node;
use acceptance::skip::skip;
use form_codegen::emit::{CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails};
use form_codegen::guide::Guide;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::mock::{self, TestData};
use form_codegen::pages;
use form_codegen::source::{SourceText, read};

const TEST: &str = "reference pages in a browser";

/// What Chromium is called.
const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

fn from_root(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

fn browser() -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&folders).collect();
    let paths = NAMES
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    paths.into_iter().find(|path| path.is_file())
}

/// Writes the pages of the disputes.
fn write(folder: &Path) {
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
    for (path, text) in pages::pages(&api, &model, &options, None) {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

#[test]
fn pages_are_read_searched_and_accessible() {
    let Some(node) = Node::find_or_skip(TEST) else {
        return;
    };
    let Some(browser) = browser() else {
        return skip(TEST, format!("none of {} is there", NAMES.join(", ")));
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    // What another run left.
    let _ = std::fs::remove_dir_all(&folder);
    write(&folder);
    let mut command: Command = node.script("browser.mjs");
    let output = command.arg(browser).arg(&folder).output().unwrap();
    let [said, failed] =
        [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert_eq!(said, "", "{failed}");
    assert!(output.status.success(), "{failed}");
}
