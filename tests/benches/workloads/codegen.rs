//! Generating the crate of the Disputes API from `spec/`: the whole pipeline, and each stage on its own.
//!
//! In: the files as they stand in the repository; reading them from disk is not measured. The stages get what the ones
//! before them made, so that they add up to the whole.

use std::fs;
use std::path::Path;
use std::rc::Rc;

use form_codegen::emit::{self, Package};
use form_codegen::mock::TestData;
use form_codegen::source::{self, SourceText};
use form_codegen::{GenerateOptions, generate, lower, render};

use super::Workload;

/// The pipeline and its stages.
pub fn workloads() -> Vec<Workload> {
    let inputs = Rc::new(Inputs::read());
    let document = Rc::new(inputs.document());
    let (api, _) = lower::lower(&document.spec, lower::LowerOptions { keep_going: false });
    let options = emit_options(TestData::of(&api, &document.spec));
    let api = Rc::new(api);
    let modules = emit::emit(&api, &options);
    assert_eq!(render::render(modules).ok(), inputs.generate());
    let (whole, texts) = (Rc::clone(&inputs), inputs);
    vec![
        Workload::new("whole", move || whole.generate()),
        Workload::new("read", move || texts.document()),
        Workload::new("lower", move || {
            lower::lower(&document.spec, lower::LowerOptions { keep_going: false })
        }),
        Workload::new("emit", {
            let (api, options) = (Rc::clone(&api), options.clone());
            move || emit::emit(&api, &options)
        }),
        // Rendering consumes its input, so that it cannot be run twice without emitting twice.
        Workload::new("emit and render", move || {
            render::render(emit::emit(&api, &options))
        }),
    ]
}

/// Name and content of the document and of the overlays.
struct Inputs {
    document: (String, Vec<u8>),
    overlays: Vec<(String, Vec<u8>)>,
}

impl Inputs {
    fn read() -> Self {
        let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
        let mut documents = files(&spec, "yml");
        assert_eq!(documents.len(), 1, "one document in spec/");
        Self {
            document: documents.remove(0),
            overlays: files(&spec.join("overlays"), "yaml"),
        }
    }

    fn overlays(&self) -> Vec<SourceText<'_>> {
        self.overlays.iter().map(source).collect()
    }

    fn document(&self) -> source::Document {
        source::read(source(&self.document), &self.overlays())
            .unwrap_or_else(|report| panic!("{report}"))
    }

    fn generate(&self) -> Option<form_codegen::Files> {
        let options = GenerateOptions::new("stripe-disputes");
        generate(source(&self.document), &self.overlays(), &options)
            .ok()
            .map(|generated| generated.files)
    }
}

fn emit_options(test_data: TestData) -> emit::CrateOptions {
    let options = GenerateOptions::new("stripe-disputes");
    let package = Package::parse(&options.package).unwrap_or_else(|fault| panic!("{fault}"));
    emit::CrateOptions {
        package,
        version: options.version,
        command: options.command,
        described_in: options.described_in,
        guide: options.guide,
        details: options.details,
        features: options.features,
        test_data,
    }
}

fn source((name, bytes): &(String, Vec<u8>)) -> SourceText<'_> {
    SourceText { name, bytes }
}

/// The files of a folder with that ending, by name.
fn files(folder: &Path, ending: &str) -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        (name.into_owned(), fs::read(path).unwrap_or_default())
    };
    paths.iter().map(read).collect()
}
