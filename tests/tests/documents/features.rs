//! A feature for each resource: what programs switch on is what they compile.
//!
//! In: `tests/fixtures/features/shop.yaml`, and crates that it becomes. Out: nothing, if each compiles with no feature, with each, with any
//! two and with all, without a warning. What always holds: nobody but a test switches on features that begin with `_`.

use std::path::Path;

use acceptance::crates::Workspace;
use acceptance::fixtures::fixtures;
use form_codegen::emit::FeatureChoice;
use form_codegen::source::SourceText;
use form_codegen::{Error, Files, GenerateOptions, generate};

/// What programs can ask of the shop's crate.
const RESOURCES: [&str; 4] = ["orders", "guests", "files", "time-resource"];

/// The shop's crate.
fn shop(features: FeatureChoice) -> Result<Files, Error> {
    let fixtures = fixtures("features");
    let source = SourceText {
        name: "shop.yaml",
        bytes: fixtures[0].text.as_bytes(),
    };
    let options = GenerateOptions {
        features,
        ..GenerateOptions::new("shop")
    };
    generate(source, &[], &options).map(|generated| generated.files)
}

fn divided() -> Files {
    let features = FeatureChoice {
        default: None,
        resources_from: Some(RESOURCES.len()),
    };
    shop(features).unwrap_or_else(|error| panic!("{error}"))
}

/// The table of features of a manifest.
fn table(files: &Files) -> &str {
    let (_, table) = files["Cargo.toml"].split_once("[features]\n").unwrap();
    table.split_once("\n\n").unwrap().0
}

#[test]
fn what_is_switched_on_together_stands_in_the_manifest() {
    let files = divided();
    let (default, rest) = table(&files).split_once('\n').unwrap();
    assert_eq!(default, "default = [\"hyper\", \"all-resources\"]");
    let (_, of_resources) = rest.split_once("jiff = [\"dep:jiff\"]\n").unwrap();
    let (_, read_me) = files["README.md"].split_once("jiff.\n").unwrap();
    insta::with_settings!({
        prepend_module_to_snapshot => false,
        omit_expression => true,
        snapshot_path => "../../snapshots/features",
    }, {
        insta::assert_snapshot!("manifest", of_resources);
        insta::assert_snapshot!("models", files["src/models/mod.rs"]);
        insta::assert_snapshot!("root", files["src/lib.rs"]);
        insta::assert_snapshot!("readme", read_me);
    });
}

#[test]
fn a_crate_of_few_resources_has_no_such_features() {
    for from in [None, Some(0), Some(5)] {
        let features = FeatureChoice {
            default: None,
            resources_from: from,
        };
        let files = shop(features).unwrap();
        assert!(table(&files).starts_with("default = [\"hyper\"]\n"));
        assert!(!table(&files).contains("orders"), "{}", table(&files));
        assert!(!files["src/models/mod.rs"].contains("cfg"));
    }
}

#[test]
fn what_is_on_by_default_is_a_choice_among_what_there_is() {
    let choice = |name: &str, from| FeatureChoice {
        default: Some(vec!["blocking".to_owned(), name.to_owned()]),
        resources_from: Some(from),
    };
    let files = shop(choice("guests", 4)).unwrap();
    assert!(table(&files).starts_with("default = [\"blocking\", \"guests\"]\n"));
    assert!(files["README.md"].contains("| `Guests` | `guests` On by default. |"));
    for (name, from, told) in [
        ("guets", 4, "did you mean `guests`? "),
        ("guests", 0, "come with a `resources-from` of at most that"),
        ("_types-currency", 4, "has no feature `_types-currency`"),
    ] {
        match shop(choice(name, from)) {
            Err(error @ Error::Feature(_)) => {
                assert!(error.to_string().contains(told), "{error}");
            }
            other => panic!("{name}: {other:?}"),
        }
    }
}

/// A program that uses one resource.
const PROGRAM: &str = "use shop::{Operation as _, Order, Orders, Price};

pub fn path() -> Option<String> {
    Some(Orders::retrieve(\"o\").to_request().ok()?.uri().path().to_owned())
}

pub fn price(order: &Order) -> Option<&Price> {
    order.price.as_ref()
}
";

#[test]
fn every_combination_compiles() {
    let mut workspace = Workspace::new(Path::new(env!("CARGO_TARGET_TMPDIR")), "features");
    workspace.add("shop", &divided());
    let manifest = "[package]\nname = \"program\"\nedition = \"2024\"\n[dependencies]\nshop = { path = \"../shop\", default-features = false, features = [\"orders\"] }\n";
    let mut program = Files::new();
    program.insert("Cargo.toml".to_owned(), manifest.to_owned());
    program.insert("src/lib.rs".to_owned(), PROGRAM.to_owned());
    workspace.add("program", &program);
    let runs = |command: &[&str], features: &str, rest: &[&str]| {
        let package = ["--package", "shop", "--quiet", "--no-default-features"];
        let features = ["--features", features];
        let outcome = workspace.cargo(&[command, &package, &features, rest].concat());
        assert!(outcome.is_ok(), "{features:?}: {}", outcome.unwrap_err());
    };
    let strict = ["--", "-D", "warnings"];
    let mut all = vec![
        String::new(),
        "all-resources".to_owned(),
        RESOURCES.join(","),
        "client,webhooks".to_owned(),
        "client,guests".to_owned(),
        "client,webhooks,all-resources".to_owned(),
    ];
    for (index, one) in RESOURCES.iter().enumerate() {
        all.push((*one).to_owned());
        let others = RESOURCES.iter().skip(index + 1);
        all.extend(others.map(|other| format!("{one},{other}")));
    }
    for features in all {
        runs(&["clippy"], &features, &strict);
    }
    runs(&["rustdoc"], "client,webhooks,all-resources", &strict);
    // The crate's own documentation shows the orders.
    runs(&["test", "--doc"], "files", &[]);
    runs(&["test", "--doc"], "orders", &[]);
    let outcome = workspace.cargo(&["check", "--package", "program", "--quiet"]);
    assert!(outcome.is_ok(), "{}", outcome.unwrap_err());
}
