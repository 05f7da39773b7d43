//! What rustc says of programs is what the classes say.
//!
//! In: rows of the table, each with a program that uses the old crate and one that uses the new one. Out: which of them compile
//! with the other crate. What always holds: each compiles with its own; all are compiled in one run, those that compile as
//! modules of one crate, and each of the others as a crate, since rustc shows some errors only where there are no others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use form_codegen::api::Api;
use form_codegen::emit::{
    self, CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails,
};
use form_codegen::guide::Guide;
use form_codegen::mock::TestData;
use form_codegen::render::{self, Files};

use super::all;
use super::crates::Workspace;

fn generated(api: &Api, package: &str) -> Files {
    let options = CrateOptions {
        package: Package::parse(package).expect("a package name"),
        version: CrateVersion::FIRST,
        command: "cargo xtask codegen".to_owned(),
        described_in: None,
        guide: Guide::default(),
        details: PackageDetails::default(),
        features: FeatureChoice::default(),
        test_data: TestData::default(),
    };
    render::render(emit::emit(api, &options)).expect("the tokens are Rust")
}

/// A crate of programs, each of which calls the package beside it `things`.
fn crate_of<'a>(name: &str, of: impl IntoIterator<Item = (&'a str, &'a str)> + Clone) -> Files {
    let packages: BTreeSet<&str> = of.clone().into_iter().map(|(things, _)| things).collect();
    let dependencies: String = packages
        .iter()
        .map(|things| {
            format!("{things} = {{ path = \"../{things}\", default-features = false }}\n")
        })
        .collect();
    let manifest =
        format!("[package]\nname = \"{name}\"\nedition = \"2024\"\n[dependencies]\n{dependencies}");
    let modules = of.into_iter().enumerate().map(|(index, (things, body))| {
        let things = things.replace('-', "_");
        format!("mod program_{index} {{ use {things} as things; pub fn program() {{ {body} }} }}\n")
    });
    let source = format!("#![allow(dead_code)]\n{}", modules.collect::<String>());
    let files = [("Cargo.toml", manifest), ("src/lib.rs", source)];
    files
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text))
        .collect()
}

#[test]
fn each_row_has_programs_or_says_why_not() {
    for row in all() {
        let is_proven = row.programs.is_some();
        assert!(is_proven != row.unproven.is_some(), "{}", row.title);
    }
}

#[test]
fn programs_compile_as_the_classes_say() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let mut workspace = Workspace::new(scratch, "diff");
    let mut expected = BTreeSet::new();
    let mut compiling = Vec::new();
    let mut titles = BTreeMap::new();
    for (index, row) in all().into_iter().enumerate() {
        let Some(programs) = &row.programs else {
            continue;
        };
        let crates = ["old", "new"].map(|age| format!("{age}-{index}"));
        for (api, name) in [&row.old, &row.new].into_iter().zip(&crates) {
            workspace.add(name, &generated(api, name));
        }
        let (there, back) = row.classes.split_once(", back ").unwrap();
        for (from, classes) in [(0, there), (1, back)] {
            for (to, things) in crates.iter().enumerate() {
                let program = programs[from].clone();
                if from == to || !classes.ends_with("major") {
                    compiling.push((things.clone(), program));
                    continue;
                }
                let name = format!("{}-on-{things}", ["old", "new"][from]);
                workspace.add(
                    &name,
                    &crate_of(&name, [(things.as_str(), program.as_str())]),
                );
                titles.insert(name.clone(), row.title.clone());
                expected.insert(name);
            }
        }
    }
    let compiling = compiling
        .iter()
        .map(|(things, program)| (things.as_str(), program.as_str()));
    workspace.add("compiling", &crate_of("compiling", compiling));
    // The programs need no client, which is most of what a crate has to compile.
    let arguments = [
        "check",
        "--workspace",
        "--no-default-features",
        "--quiet",
        "--keep-going",
    ];
    let printed = workspace
        .cargo(&arguments)
        .expect_err("some do not compile");
    let failed = printed.split("could not compile `").skip(1);
    let failed: BTreeSet<String> = failed
        .filter_map(|rest| rest.split('`').next())
        .map(str::to_owned)
        .collect();
    let wrong = failed.symmetric_difference(&expected);
    let wrong: Vec<_> = wrong.map(|name| (name, titles.get(name))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}\n{printed}");
    assert_eq!(printed.matches("use of deprecated").count(), 2, "{printed}");
}
