//! The generation of the disputes crate as a whole: what comes out of `spec/`, and that it comes out the same.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use form_codegen::api::TypeKind;
use form_codegen::cli::config::Config;
use form_codegen::cli::input::InputFile;
use form_codegen::guide::Guide;
use form_codegen::source::SourceText;
use form_codegen::{GenerateOptions, Generated, generate};

/// A file of `spec/`, by the name that diagnostics show.
struct Input {
    name: String,
    bytes: Vec<u8>,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_path_buf()
}

fn input(path: &Path) -> Input {
    let name = path
        .strip_prefix(root())
        .unwrap()
        .to_string_lossy()
        .replace('\\', "/");
    Input {
        name,
        bytes: fs::read(path).unwrap(),
    }
}

fn document() -> Input {
    input(&root().join("spec/stripe-disputes-api-openapi.yml"))
}

fn overlays() -> Vec<Input> {
    inputs("spec/overlays")
}

/// The files of a folder, in the order of their names.
fn inputs(folder: &str) -> Vec<Input> {
    let mut paths: Vec<PathBuf> = fs::read_dir(root().join(folder))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    paths.iter().map(|path| input(path)).collect()
}

fn run(document: &Input, overlays: &[Input]) -> Generated {
    let source = |input| {
        let Input { name, bytes }: &Input = input;
        SourceText { name, bytes }
    };
    let overlays: Vec<SourceText<'_>> = overlays.iter().map(source).collect();
    let chapters = inputs("spec/guide");
    let chapters: Vec<SourceText<'_>> = chapters.iter().map(source).collect();
    let Input { name, bytes } = input(&root().join("form-codegen.toml"));
    let config = Config::read(&InputFile { name, bytes }).unwrap();
    let [decided] = config.crates.as_slice() else {
        panic!("the workspace has one generated crate");
    };
    let options = GenerateOptions {
        guide: Guide::read(&chapters).unwrap(),
        version: decided.named.version,
        details: decided.details.clone(),
        described_in: Some("form-codegen.toml".to_owned()),
        ..GenerateOptions::new(&decided.named.name)
    };
    match generate(source(document), &overlays, &options) {
        Ok(generated) => generated,
        Err(error) => panic!("{error}"),
    }
}

/// The same input in JSON.
fn as_json(input: &Input) -> Input {
    let value: serde_json::Value = serde_yaml::from_slice(&input.bytes).unwrap();
    Input {
        name: input
            .name
            .replace(".yml", ".json")
            .replace(".yaml", ".json"),
        bytes: value.to_string().into_bytes(),
    }
}

fn collect(folder: &Path, base: &Path, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, base, files);
        } else {
            let name = path
                .strip_prefix(base)
                .unwrap()
                .to_string_lossy()
                .replace('\\', "/");
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn what_is_committed_is_what_is_generated() {
    let generated = run(&document(), &overlays());
    let mut committed = BTreeMap::new();
    collect(
        &root().join("generated"),
        &root().join("generated"),
        &mut committed,
    );
    let manifest = committed.remove(".form-codegen.sha256").unwrap();
    let wanted: BTreeMap<String, String> = generated.files.into_iter().collect();
    let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(
        names(&committed),
        names(&wanted),
        "run `cargo xtask codegen` and commit what it changes"
    );
    // A SHA-256, two spaces and the name; `cargo xtask codegen --check` compares the first.
    let listed = manifest.lines().filter(|line| !line.starts_with('#'));
    let listed: Vec<String> = listed.map(|line| line[66..].to_owned()).collect();
    assert_eq!(listed, names(&wanted));
    for (name, text) in &wanted {
        assert!(
            committed[name] == *text,
            "{name} is stale: run `cargo xtask codegen` and commit what it changes"
        );
    }
}

#[test]
fn the_document_needs_no_warning() {
    let generated = run(&document(), &overlays());
    assert!(generated.warnings.is_empty(), "{}", generated.warnings);
}

#[test]
fn generating_twice_gives_the_same_bytes() {
    let (first, second) = (run(&document(), &overlays()), run(&document(), &overlays()));
    assert_eq!(first.files, second.files);
    assert!(
        first.files.keys().eq(second.files.keys()),
        "the order of the files differs"
    );
    assert_eq!(first.api, second.api);
}

#[test]
fn json_gives_the_same_bytes_as_yaml() {
    let yaml = run(&document(), &overlays());
    let overlays: Vec<Input> = overlays().iter().map(as_json).collect();
    let json = run(&as_json(&document()), &overlays);
    assert_eq!(yaml.files, json.files);
}

/// Every component is a type of the crate, but for those whose members became the inputs of an operation.
#[test]
fn schemas_in_are_types_out() {
    let generated = run(&document(), &overlays());
    let source = overlays();
    let source: Vec<SourceText<'_>> = source
        .iter()
        .map(|input| SourceText {
            name: &input.name,
            bytes: &input.bytes,
        })
        .collect();
    let vendor = document();
    let merged = form_codegen::source::read(
        SourceText {
            name: &vendor.name,
            bytes: &vendor.bytes,
        },
        &source,
    )
    .unwrap();
    let components = &merged.spec.components;
    let from_components = |def: &&form_codegen::api::TypeDef| {
        let below = def.pointer.as_str().strip_prefix("/components/schemas/");
        below.is_some_and(|key| !key.contains('/')) && !matches!(def.kind, TypeKind::ExpandPaths(_))
    };
    let types = generated.api.types.iter().filter(from_components);
    let types = types.filter_map(|def| def.pointer.as_str().strip_prefix("/components/schemas/"));
    let types: BTreeSet<&str> = types.collect();
    let forms = [
        "PostDisputesDisputeRequest",
        "PostDisputesDisputeCloseRequest",
    ];
    let without = components.keys().map(String::as_str);
    let without: Vec<&str> = without.filter(|key| !types.contains(key)).collect();
    // What is only the form of a request is the request itself.
    assert_eq!(without, forms, "schemas without a type");
}

#[test]
fn nothing_in_the_crate_tells_where_or_when_it_was_made() {
    let generated = run(&document(), &overlays());
    let here = root();
    for (name, text) in &generated.files {
        assert!(
            !text.contains(&*here.to_string_lossy()),
            "{name} names a path of this machine"
        );
        assert!(!text.contains('\r'), "{name} has a carriage return");
        assert!(
            text.ends_with('\n') && !text.ends_with("\n\n"),
            "{name} does not end with one line break"
        );
        let head = text.lines().next().unwrap();
        assert!(
            head.contains("Generated by `cargo xtask codegen`"),
            "{name} starts with {head}"
        );
    }
}
