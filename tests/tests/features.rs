//! A feature for each resource: what programs switch on is what they compile.
//!
//! In: `tests/fixtures/features/shop.yaml`, and crates that it becomes. Out: nothing, if each compiles with no feature, with each, with any
//! two and with all, without a warning; and if no feature of large documents lacks what its modules name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use acceptance::crates::Workspace;
use acceptance::fixtures::{crate_path, fixtures};
use acceptance::skip::skip;
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
        snapshot_path => "../snapshots/features",
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

/// What stands in a gated crate: files of modules, with what they name of `models`, and what has to be on for each.
struct Gates<'a> {
    files: &'a Files,
    /// By folder and module: the feature.
    of_modules: BTreeMap<String, &'a str>,
    /// By the name of a type: its module.
    homes: BTreeMap<&'a str, String>,
    /// By feature: what is on with it, itself included.
    on: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Gates<'a> {
    fn read(files: &'a Files) -> Self {
        let mut gates = Self {
            files,
            of_modules: BTreeMap::new(),
            homes: BTreeMap::new(),
            on: BTreeMap::new(),
        };
        for line in table(files).lines().filter(|line| !line.starts_with('#')) {
            let (name, list) = line.split_once(" = ").unwrap();
            let on = list.split('"').skip(1).step_by(2).chain([name]);
            gates.on.insert(name, on.collect());
        }
        let all = gates.on["all-resources"].clone();
        let inner = all
            .iter()
            .filter_map(|one| gates.on.get(one))
            .flatten()
            .copied();
        let all = inner.collect();
        gates.on.insert("all-resources", all);
        for folder in ["models", "resources", "testing/examples"] {
            for file in ["mod", "names"] {
                if let Some(text) = files.get(&format!("src/{folder}/{file}.rs")) {
                    gates.read_index(folder, text);
                }
            }
        }
        gates
    }

    fn read_index(&mut self, folder: &str, text: &'a str) {
        let mut feature = None;
        for item in text.split_inclusive(['\n', ';']).map(str::trim) {
            if let Some(rest) = item.strip_prefix("#[cfg(feature = \"") {
                feature = rest.split('"').next();
                continue;
            }
            if let Some(module) = item.strip_prefix("mod ") {
                let module = format!("{folder}/{}", module.trim_end_matches(';'));
                self.of_modules
                    .extend(feature.map(|feature| (module, feature)));
            }
            if !item.is_empty() {
                feature = None;
            }
        }
        for list in text
            .split("pub use ")
            .skip(1)
            .filter(|_| folder == "models")
        {
            let list = list
                .split(';')
                .next()
                .unwrap()
                .trim_start_matches("super::");
            let (module, names) = list.split_once("::").unwrap();
            let names = names.split(['{', '}', ',']).map(str::trim);
            let names = names.filter(|name| !name.is_empty());
            self.homes
                .extend(names.map(|name| (name, format!("models/{module}"))));
        }
    }

    /// What is named in a file that may not be there when the file is, if one of these features is on.
    fn missing(&self, path: &str, text: &str, features: &[&str]) -> Option<String> {
        let inner = path.strip_prefix("src/")?.split(['/', '.']);
        let depth = if path.starts_with("src/testing/") {
            3
        } else {
            2
        };
        let module = inner.take(depth).collect::<Vec<_>>().join("/");
        let gate = self.of_modules.get(&module);
        let mut switches = features.iter().filter(|one| self.is_on(gate, one));
        let code = text.lines().filter(|line| !line.trim().starts_with("//"));
        let code = code.collect::<Vec<_>>().join(" ");
        let named = code.split("crate::models::").skip(1).flat_map(|rest| {
            let list = rest
                .strip_prefix('{')
                .and_then(|rest| rest.split('}').next());
            let end = |c: char| !c.is_alphanumeric() && c != '_';
            let list = list.unwrap_or_else(|| rest.split(end).next().unwrap());
            list.split(',')
                .map(str::trim)
                .map(str::to_owned)
                .collect::<Vec<_>>()
        });
        let named: BTreeSet<String> = named.filter(|name| !name.is_empty()).collect();
        switches.find_map(|feature| {
            let mut named = named.iter();
            let lost = named.find(|name| {
                let home = self.homes.get(name.as_str());
                home.is_none_or(|home| !self.is_on(self.of_modules.get(home), feature))
            })?;
            Some(format!("{feature}: {path} names {lost}"))
        })
    }

    fn is_on(&self, gate: Option<&&str>, feature: &str) -> bool {
        gate.is_none_or(|gate| self.on.get(feature).is_some_and(|on| on.contains(gate)))
    }
}

/// As what is on with several features is on with one of them, no combination lacks anything if no feature does.
#[test]
fn features_of_large_documents_bring_what_they_name() {
    for name in ["stripe-full", "digitalocean", "square"] {
        let path = crate_path("../../shared/specs").join(format!("{name}.json"));
        let Ok(bytes) = fs::read(&path) else {
            let why = format_args!("../shared/specs/{name}.json is not there");
            return skip("features_of_large_documents_bring_what_they_name", why);
        };
        let options = GenerateOptions {
            keep_going: true,
            ..GenerateOptions::new("large")
        };
        let source = SourceText {
            name,
            bytes: &bytes,
        };
        let files = generate(source, &[], &options).unwrap().files;
        let gates = Gates::read(&files);
        assert!(gates.of_modules.len() > 24, "{name}");
        let features = gates.on.keys().copied().filter(|name| *name != "default");
        let features: Vec<&str> = features.chain([""]).collect();
        let files = gates.files.iter().filter(|(path, _)| path.ends_with(".rs"));
        let files = files.filter(|(path, _)| {
            ["lib", "names", "mod", "prelude"]
                .iter()
                .all(|index| !path.ends_with(&format!("/{index}.rs")))
        });
        let missing = files.filter_map(|(path, text)| gates.missing(path, text, &features));
        assert_eq!(missing.collect::<Vec<_>>(), [""; 0], "{name}");
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
        "mock".to_owned(),
        "mock,orders".to_owned(),
        "mock,all-resources".to_owned(),
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
