//! Emission and rendering: models made by hand in, files out.

mod build;
mod clashes;
mod lengths;
mod models;
mod obstacles;
mod odd_operations;

use std::collections::BTreeSet;
use std::path::Path;

use build::*;
use form_codegen::api::*;
use form_codegen::emit::{
    self, CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails, VersionFault,
};
use form_codegen::guide::Guide;
use form_codegen::mock::TestData;
use form_codegen::render::{self, Files};

fn files(api: &Api, package: &str) -> Files {
    let package = Package::parse(package).expect("a package name");
    let options = CrateOptions {
        package,
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

/// The files under `src` (and not of the runtime).
fn sources(api: &Api) -> Files {
    let mut files = files(api, "sample");
    files.retain(|path, _| path.starts_with("src/") && !path.starts_with("src/runtime/"));
    files
}

/// Compares each source with its snapshot in a folder, which has no other.
fn assert_sources(folder: &str, api: &Api) {
    let mut names = BTreeSet::new();
    for (path, file) in sources(api) {
        let name = path["src/".len()..].replace('/', ".");
        insta::with_settings!({
            snapshot_path => format!("snapshots/{folder}"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name.as_str(), file);
        });
        names.insert(format!("{name}.snap"));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/emit/snapshots");
    let found = std::fs::read_dir(path.join(folder)).expect("the folder is there");
    let found = found.map(|file| file.expect("a file").file_name().into_string());
    let found: BTreeSet<String> = found.map(|name| name.expect("Unicode")).collect();
    assert_eq!(found, names, "a snapshot without a source");
}

fn file(api: &Api, path: &str) -> String {
    files(api, "sample")
        .swap_remove(path)
        .expect("the file is there")
}

#[test]
fn disputes() {
    assert_sources("disputes", &models::disputes());
}

#[test]
fn obstacles() {
    assert_sources("obstacles", &obstacles::all());
}

/// What stands at the left margin, or names a path: where the names of a file meet.
#[test]
fn names_of_emitted_code() {
    let mut text = String::new();
    for (path, file) in sources(&clashes::names()) {
        let starts = [" ", "}", "#", "///"];
        let shown = |line: &&str| {
            let is_head = !line.is_empty() && !starts.iter().any(|start| line.starts_with(start));
            is_head || line.contains("crate::")
        };
        let lines: Vec<&str> = file.lines().skip(1).filter(shown).collect();
        if path.starts_with("src/models/") {
            text.push_str(&format!("==== {path}\n{}\n", lines.join("\n")));
        }
    }
    insta::assert_snapshot!("clashes", text);
}

#[test]
fn a_version_is_three_numbers() {
    let version: CrateVersion = "1.20.0".parse().unwrap();
    assert_eq!(version.to_string(), "1.20.0");
    for text in [
        "",
        "1",
        "1.2",
        "1.2.3.4",
        "01.2.3",
        "+1.2.3",
        "1.2.3-beta",
        "1..2",
        "99999999999999999999.0.0",
    ] {
        assert_eq!(text.parse::<CrateVersion>(), Err(VersionFault), "{text}");
    }
}

#[test]
fn manifest_and_readme() {
    let api = models::disputes();
    insta::assert_snapshot!("manifest", file(&api, "Cargo.toml"));
    insta::assert_snapshot!("readme", file(&api, "README.md"));
    insta::assert_snapshot!(
        "manifest of an odd title",
        file(&obstacles::all(), "Cargo.toml")
    );
}

/// So the runtime is tested with the names that most generated crates have.
#[test]
fn the_usual_conventions_are_those_of_the_runtime() {
    let emitted = file(&Api::default(), "src/runtime/conventions.rs");
    let (_, emitted) = emitted.split_once("\n\n").unwrap();
    assert_eq!(emitted, include_str!("../../runtime/src/conventions.rs"));
}

#[test]
fn nothing_in_little_out() {
    let paths: Vec<String> = files(&Api::default(), "sample")
        .into_keys()
        .filter(|path| !path.starts_with("src/runtime/"))
        .collect();
    let expected = [
        "Cargo.toml",
        "README.md",
        "rustfmt.toml",
        "src/lib.rs",
        "src/client.rs",
        "src/guide/mod.rs",
        "src/testing.rs",
        "src/prelude.rs",
        "src/models/mod.rs",
        "src/resources/mod.rs",
    ];
    assert_eq!(paths, expected);
}

#[test]
fn the_same_model_gives_the_same_bytes() {
    let api = obstacles::all();
    assert_eq!(files(&api, "sample"), files(&api, "sample"));
}

#[test]
fn every_type_comes_out_once() {
    for api in [models::disputes(), obstacles::all(), clashes::names()] {
        let printed = files(&api, "sample");
        let models = printed
            .iter()
            .filter(|(path, _)| path.starts_with("src/models/") && !path.ends_with("/wire.rs"));
        let defined = models.flat_map(|(_, text)| text.lines()).filter(|line| {
            ["pub struct ", "pub enum ", "pub type "]
                .iter()
                .any(|start| line.starts_with(start))
        });
        let shapes = api.types.iter().filter_map(|def| def.kind.as_struct());
        let args = shapes.filter(|shape| shape.args.is_some()).count();
        assert_eq!(defined.count(), api.types.len() + args);
    }
}

/// The names of the types that a file defines, in its order.
fn defined(file: &str) -> Vec<&str> {
    let starts = ["pub struct ", "pub enum ", "pub type "];
    let names = file.lines().filter_map(|line| {
        let name = starts.iter().find_map(|start| line.strip_prefix(start))?;
        name.split([' ', ';', '(']).next()
    });
    names.collect()
}

#[test]
fn a_file_begins_with_the_type_it_is_named_after() {
    let mut api = models::disputes();
    // As a document has them that names the parts first.
    api.types.swap(0, 4);
    let first = TypeId::new(0);
    for def in &mut api.types {
        for ty in def.kind.types_mut() {
            ty.change_id(&|id| match id.index() {
                0 => *id = TypeId::new(4),
                4 => *id = first,
                _ => {}
            });
        }
    }
    let file = file(&api, "src/models/dispute.rs");
    assert!(file.contains("//! [`Dispute`] and its parts.\n"));
    let expected = [
        "Dispute",
        "DisputeStatus",
        "Evidence",
        "EvidenceParams",
        "PriorParams",
        "DisputeExpand",
    ];
    assert_eq!(defined(&file), expected);
}

#[test]
fn a_file_without_such_a_type_begins_with_what_is_no_part() {
    let holder = structure(vec![field("parts", list(named(0)))]);
    let circle = |other| structure(vec![optional("other", Type::Boxed(Box::new(named(other))))]);
    let part = structure(vec![field("id", text())]);
    let types = [
        ("Part", "params", part),
        ("Holder", "params", holder),
        ("Left", "circle", circle(3)),
        ("Right", "circle", circle(2)),
    ];
    let types = types.map(|(name, module, shape)| def(name, module, FORM, TypeKind::Struct(shape)));
    let api = decided(Api {
        types: types.to_vec(),
        ..Api::default()
    });
    let params = file(&api, "src/models/params.rs");
    assert!(params.contains("//! [`Holder`] and its parts.\n"));
    assert_eq!(defined(&params), ["Holder", "Part"]);
    // Each is a part of the other: all are there, in the model's order.
    assert_eq!(
        defined(&file(&api, "src/models/circle.rs")),
        ["Left", "Right"]
    );
}

/// What is read first is what users name; how it is read and written stands apart.
#[test]
fn types_and_their_wire_stand_apart() {
    const WIRE: [&str; 6] = [
        "Deserialize<",
        "Serialize for",
        "FormValue for",
        "Check for",
        "Operation for",
        "fmt::Debug for",
    ];
    for api in [models::disputes(), obstacles::all(), clashes::names()] {
        for (path, text) in sources(&api) {
            let is_wire = path.ends_with("/wire.rs");
            let is_file = path.starts_with("src/models/") || path.starts_with("src/resources/");
            let mut impls = text.lines().filter(|line| line.starts_with("impl"));
            let of_wire = |line: &str| WIRE.iter().any(|name| line.contains(name));
            if is_wire {
                assert!(defined(&text).is_empty(), "{path}");
            } else if is_file {
                assert_eq!(impls.find(|line| of_wire(line)), None, "{path}");
            }
        }
    }
}

/// Paths stand in front: nobody would write them out where a name is free.
#[test]
fn names_are_imported_wherever_they_stand() {
    for api in [models::disputes(), obstacles::all()] {
        for (path, text) in sources(&api) {
            let mut whole = text.lines().filter(|line| {
                let is_import = line.starts_with("use ") || line.contains("pub use ");
                line.contains("crate::runtime::") && !is_import
            });
            assert_eq!(whole.next(), None, "{path}");
        }
    }
}

/// What is said of a field stands once: at the field that users see, else at the function that sets it.
#[test]
fn documentation_stands_once() {
    let text = file(&models::disputes(), "src/models/dispute.rs");
    assert_eq!(text.matches("/// What the customer says.").count(), 3);
    assert_eq!(text.matches(" Exactly 2 elements.").count(), 1);
    let both = file(&obstacles::all(), "src/models/one_way.rs");
    assert!(both.contains("/// Sets [`note`](#structfield.note)."));
}

/// What is called alike on the wire, and of which nothing else is known, needs no documentation.
#[test]
fn fields_say_what_their_names_do_not() {
    let locals = file(&obstacles::all(), "src/models/models.rs");
    assert!(locals.contains("\n    pub map: String,\n    pub member: String,\n"));
    assert!(
        locals.contains("    /// On the wire: `a\"b\\c{d}# */`.\n    pub odd: Option<String>,\n")
    );
    let params = file(&models::disputes(), "src/models/dispute.rs");
    assert!(params.contains("    /// Sent as `…[paid]`.\n    #[must_use]\n    pub fn paid("));
}

/// A reader of the documentation finds what each variant is on the wire.
#[test]
fn variants_say_what_they_are_on_the_wire_once() {
    let text = file(&models::disputes(), "src/models/dispute.rs");
    let rule = "/// On the wire, a variant is its name in snake case, as `lost` for `Lost`.";
    assert!(text.contains(rule));
    assert!(text.contains("pub enum DisputeStatus {\n    Lost,\n    NeedsResponse,\n"));
    let enums = file(&obstacles::all(), "src/models/enums.rs");
    assert!(enums.contains("    /// On the wire: `fine é`.\n    Fine,\n"));
    assert!(enums.contains("    /// On the wire: `-1`.\n    Minus,\n"));
}

#[test]
fn files_of_rust_start_with_what_made_them() {
    let head = "// Generated by `cargo xtask codegen` from the OpenAPI document. Do not edit";
    for (path, text) in files(&models::disputes(), "sample") {
        assert!(!path.ends_with(".rs") || text.starts_with(head), "{path}");
        assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path}");
    }
}

/// Writes the crates below the test's directory, for `cargo clippy`, `cargo test` and `cargo doc` by hand.
#[test]
#[ignore = "writes crates to compile by hand"]
fn write() {
    let all = [
        ("disputes", models::disputes()),
        ("obstacles", obstacles::all()),
        ("clashes", clashes::names()),
        ("empty", Api::default()),
    ];
    for (name, api) in all {
        let root = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = std::fs::remove_dir_all(root.join("src"));
        for (path, text) in files(&api, name) {
            let path = root.join(path);
            std::fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
            std::fs::write(path, text).expect("a file");
        }
    }
}

#[test]
fn to_decide_twice_changes_nothing() {
    for api in [models::disputes(), obstacles::all()] {
        let mut again = api.clone();
        form_codegen::lower::decide(&mut again);
        assert!(again == api);
    }
}
