//! What the documentation of a generated crate says of values is checked before they are sent: every limit, and no other.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use acceptance::fixtures::{crate_path, fixtures};
use acceptance::limited::places;
use acceptance::skip::skip;
use form_codegen::source::SourceText;
use form_codegen::{GenerateOptions, Generated, generate};

/// Text without the runtime, as one line, with blanks and underscores taken away where they only help to read.
fn flat(text: &str) -> String {
    let text: String = text.split_whitespace().collect();
    text.replace('_', "").replace("f64", "")
}

/// Each call that builds limits, by how often it stands somewhere.
fn emitted(generated: &Generated) -> BTreeMap<String, usize> {
    let mut found = BTreeMap::new();
    for (path, text) in &generated.files {
        if !path.starts_with("src/models/") && !path.starts_with("src/resources/") {
            continue;
        }
        let text = flat(text);
        for limits in text.split("Limits::new()").skip(1) {
            let mut rest = limits;
            while let Some((call, more)) = rest.strip_prefix('.').and_then(|it| it.split_once(')'))
            {
                *found.entry(format!("{call})")).or_default() += 1;
                rest = more;
            }
        }
    }
    found
}

fn assert_checked(name: &str, generated: &Generated) {
    let mut expected: BTreeMap<String, usize> = BTreeMap::new();
    for place in places(&generated.api) {
        let calls = place.calls();
        assert!(
            place.is_sent || calls.is_empty(),
            "{name}: {} is never sent",
            place.name
        );
        for call in calls {
            *expected.entry(flat(&call)).or_default() += 1;
        }
    }
    assert_eq!(emitted(generated), expected, "{name}");
    for (path, text) in &generated.files {
        let documented = documented(text);
        let wire = generated.files.get(&wire_of(path));
        let checked = numbers(&flat(wire.map_or("", String::as_str)));
        assert!(
            documented.is_subset(&checked),
            "{name}: {path}: {documented:?} in {checked:?}"
        );
    }
}

/// The file that checks what a file documents.
fn wire_of(path: &str) -> String {
    format!("{}/wire.rs", path.trim_end_matches(".rs"))
}

/// The sizes that the documentation of a file names.
fn documented(text: &str) -> BTreeSet<u64> {
    let lines = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("///"));
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    let sizes = words.windows(3).filter(|three| {
        matches!(three[0], "most" | "least" | "Exactly" | "exactly")
            && ["character", "element", "entr"]
                .iter()
                .any(|unit| three[2].starts_with(unit))
    });
    sizes.filter_map(|three| three[1].parse().ok()).collect()
}

/// The sizes that a file checks.
fn numbers(flat: &str) -> BTreeSet<u64> {
    let calls = ["minlength(", "maxlength(", "minitems(", "maxitems("];
    let mut found: BTreeSet<u64> = calls
        .iter()
        .flat_map(|call| flat.split(call).skip(1))
        .filter_map(|rest| rest.split(')').next()?.parse().ok())
        .collect();
    let total = flat.split("maxtotallength(key,").skip(1);
    found.extend(total.filter_map(|rest| rest.split(',').next()?.parse::<u64>().ok()));
    found
}

#[test]
fn of_every_fixture() {
    for folder in ["accept", "behaviour"] {
        for fixture in fixtures(folder) {
            assert_checked(&fixture.name, &fixture.generate(false));
        }
    }
}

/// Since which version there is something, at everything that a document says it of: once, and behind the description.
#[test]
fn since_which_version() {
    let mut all = fixtures("accept").into_iter();
    let fixture = all.find(|fixture| fixture.name == "schema/since");
    let generated = fixture.unwrap().generate(false);
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    let lines = generated.files.values().flat_map(|text| text.lines());
    for line in lines {
        if let Some((_, version)) = line.split_once("/// Since API version `") {
            *found.entry(version.trim_end_matches("`.")).or_default() += 1;
        }
    }
    // What stands inline is a member and a type of its own; an event is one, and a kind of events.
    let expected = [
        ("10", 1),
        ("11", 1),
        ("12", 2),
        ("2", 1),
        ("2024-09-30.acacia", 1),
        ("2024-10-28", 2),
        ("3", 1),
        ("4", 1),
        ("5", 1),
        ("6", 1),
        ("7", 2),
        ("8", 1),
        ("9", 1),
    ];
    assert_eq!(found, BTreeMap::from(expected));
    let model = &generated.files["src/resources/things.rs"];
    assert!(model.contains("/// Came later.\n    ///\n    /// Since API version `4`."));
}

#[test]
fn of_large_documents() {
    for name in ["stripe-full", "twilio-api-v2010"] {
        let path = crate_path("../../shared/specs").join(format!("{name}.json"));
        let Ok(bytes) = fs::read(&path) else {
            let why = format_args!("../shared/specs/{name}.json is not there");
            return skip("of_large_documents", why);
        };
        let options = GenerateOptions {
            keep_going: true,
            ..GenerateOptions::new("large")
        };
        let source = SourceText {
            name,
            bytes: &bytes,
        };
        let generated = generate(source, &[], &options).unwrap_or_else(|error| panic!("{error}"));
        assert_checked(name, &generated);
    }
}

/// The disputes, as they stand in the repository.
#[test]
fn of_the_disputes() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
    let mut documented_in = 0;
    let mut folders = ["models", "resources"]
        .map(|folder| source.join(folder))
        .to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            // What stands there is what is looked for.
            if path.ends_with("wire.rs") {
                continue;
            }
            let found = documented(&fs::read_to_string(&path).unwrap());
            let wire = fs::read_to_string(wire_of(path.to_str().unwrap())).unwrap_or_default();
            assert!(
                found.is_subset(&numbers(&flat(&wire))),
                "{}: {found:?}",
                path.display()
            );
            documented_in += usize::from(!found.is_empty());
        }
    }
    assert!(documented_in > 5, "{documented_in} files");
}

/// What is newer than the version that the crate asks for by default.
#[test]
fn disputes_say_what_came_later() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
    for (file, item) in [
        (
            "models/dispute/evidence.rs",
            "pub appeal: Option<DisputeAppeal>,",
        ),
        ("models/dispute.rs", "AppealNeedsResponse,"),
        ("models/dispute.rs", "pub intended_submission_method: "),
        ("models/dispute_params.rs", "pub fn appeal("),
        (
            "resources/disputes.rs",
            "pub fn intended_submission_method(",
        ),
    ] {
        let text = fs::read_to_string(source.join(file)).unwrap();
        let (before, _) = text.split_once(item).unwrap();
        let lines = before.lines().rev().map(str::trim);
        let mut docs = lines
            .skip_while(|line| line.is_empty() || line.starts_with("#["))
            .take_while(|line| line.starts_with("///"));
        let said = docs.any(|line| line == "/// Since API version `2026-10-28.endive`.");
        assert!(said, "{file}: {item}");
    }
}
