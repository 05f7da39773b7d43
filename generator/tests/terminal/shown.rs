//! The command lines of the reference pages do what the pages show.

use form_codegen::emit::{CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails};
use form_codegen::guide::Guide;
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::{mock, pages};

use crate::disputes::{disputes, document};

#[test]
fn commands_of_the_pages_are_taken() {
    let document = document();
    let (api, _) = lower(&document.spec, LowerOptions { keep_going: false });
    let options = CrateOptions {
        package: Package::parse("stripe-disputes").unwrap(),
        version: CrateVersion::FIRST,
        command: String::new(),
        described_in: None,
        guide: Guide::default(),
        details: PackageDetails::default(),
        features: FeatureChoice::default(),
        test_data: mock::TestData::default(),
    };
    let model = mock::model(&api, &document.spec);
    let files = pages::pages(&api, &model, &options, None);
    let terminal = disputes();
    let own = terminal.run("disputes list -q").out.trim().to_owned();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("receipt.txt");
    std::fs::write(&file, "content").unwrap();
    let upload = format!(
        "files create --file {} --purpose dispute_evidence -q",
        file.display()
    );
    let uploaded = terminal.run(&upload).out.trim().to_owned();
    let mut count = 0;
    for (path, page) in &files {
        let Some((_, behind)) = page.split_once("\nCommand line:\n\n```sh\n") else {
            continue;
        };
        // What is given up takes no evidence: the order is that of the pages but for that.
        let (line, _) = behind.split_once("\n```").unwrap();
        let line = line.replace(" \\\n", " ");
        let line = line.trim_start_matches("stripe-disputes ");
        let line = line.replace("dp_1MtJUT2eZvKYlo2CNaw2HvEv", &own);
        let line = line.replace("file_1MtJUT2eZvKYlo2CWyZiYCiw", &uploaded);
        let line = line.replace("receipt.txt", &file.display().to_string());
        let ran = terminal.run(&line);
        assert_eq!(ran.code, 0, "{path}: {line}: {ran:?}");
        assert_eq!(ran.sent.len(), 1, "{path}: {ran:?}");
        count += 1;
    }
    assert_eq!(count, 7);
}
