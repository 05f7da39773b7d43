//! What differs between two models: a table of changes with their classes, and what holds for all of them.

mod compiled;
#[cfg(feature = "serialize")]
mod dropped;
// What checks that generated crates compile, for other tests, too.
#[path = "../../../tests/src/crates.rs"]
mod crates;
mod pairs;
mod rows;
mod seeded;
mod seeds;
#[path = "../../../tests/src/skip.rs"]
mod skip;

use std::fmt::Write as _;

use form_codegen::api::Api;
use form_codegen::diff::{ChangeId, ValueFlow, Way, WireClass, diff};
use peak_alloc::PeakAlloc;
use rows::{Row, classes, rows, told};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const FILES: [(&str, &str); 5] = [
    ("operations", include_str!("rows/operations.txt")),
    ("fields", include_str!("rows/fields.txt")),
    ("types", include_str!("rows/types.txt")),
    ("questions", include_str!("rows/questions.txt")),
    ("whole", include_str!("rows/whole.txt")),
];

fn all() -> Vec<Row> {
    FILES.iter().flat_map(|(_, text)| rows(text)).collect()
}

#[test]
fn each_row_has_the_classes_of_the_table() {
    let mut wrong = Vec::new();
    for row in all() {
        let (there, back) = (classes(&row.old, &row.new), classes(&row.new, &row.old));
        let found = format!("{there}, back {back}");
        if found != row.classes {
            wrong.push(format!(
                "{}: {} expected, but {found}",
                row.title, row.classes
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_row_is_told() {
    for (name, text) in FILES {
        let mut shown = String::new();
        for row in rows(text) {
            let there = told(&row.old, &row.new);
            let back = told(&row.new, &row.old);
            let _ = writeln!(
                shown,
                "{}\n{}\nthere\n{there}back\n{back}",
                row.title, row.lines
            );
        }
        insta::with_settings!({
            snapshot_path => "snapshots",
            prepend_module_to_snapshot => false,
            omit_expression => true,
            description => "Rows of the table of changes: the id, the place, old program/new program on the wire, Rust.",
        }, {
            insta::assert_snapshot!(name, shown);
        });
    }
}

#[test]
fn a_row_is_one_change() {
    for row in all() {
        for (old, new) in [(&row.old, &row.new), (&row.new, &row.old)] {
            let changes = diff(old, new).list;
            let causes = changes.iter().filter(|change| !change.follows);
            // Unless it says that it is two.
            let expected = if row.title.contains(", and a ") { 2 } else { 1 };
            assert_eq!(
                causes.count(),
                expected,
                "{}: {}",
                row.title,
                told(old, new)
            );
        }
    }
}

#[test]
fn what_is_the_same_does_not_differ() {
    for row in all() {
        for api in [&row.old, &row.new] {
            assert_eq!(told(api, api), "", "{}", row.title);
        }
    }
}

/// What is told of the way there, or of the way back in a mirror. A thing that is renamed is told by its new name. A field that is
/// read has no mirror image for the program that knows it: an old one loses it for good, a new one knows that it may be missing.
fn mirrored(old: &Api, new: &Api, back: bool) -> Vec<String> {
    let changes = diff(old, new).list.into_iter();
    let mut told: Vec<String> = changes
        .map(|one| {
            let mut wire = one.wire;
            let is_read = one.reach.iter().any(|one| one.way != Way::Request);
            match one.id {
                ChangeId::OptionalFieldAdded | ChangeId::RequiredFieldAdded if is_read => {
                    wire.new_program = WireClass::None;
                }
                ChangeId::FieldRemoved if is_read => wire.old_program = WireClass::None,
                _ => {}
            }
            let (wire, from, to) = match back {
                true => (wire.mirrored(), one.after, one.before),
                false => (wire, one.before, one.after),
            };
            format!("{wire:?} {from:?} {to:?} {}", one.follows)
        })
        .collect();
    told.sort();
    told
}

#[test]
fn the_way_back_is_the_mirror_image() {
    for row in all() {
        let there = mirrored(&row.old, &row.new, false);
        let back = mirrored(&row.new, &row.old, true);
        assert_eq!(there, back, "{}", row.title);
    }
}

/// A document, and the same in another order: members, values, operations and what is optional stand the other way round.
#[test]
fn the_order_of_a_document_does_not_matter() {
    let [one, other] = [
        include_str!("rows/order.yaml"),
        include_str!("rows/other_order.yaml"),
    ];
    let (one, other) = (rows::api("one", one), rows::api("other", other));
    assert_eq!(told(&one, &other), "");
    assert_eq!(told(&other, &one), "");
}

#[test]
fn who_holds_what_differs_is_told() {
    let rows = all();
    let row = rows
        .iter()
        .find(|row| row.title == "a type used in many places");
    let row = row.unwrap();
    let changes = diff(&row.old, &row.new).list;
    let [change] = changes.as_slice() else {
        panic!("{changes:#?}");
    };
    let reached: Vec<_> = change
        .reach
        .iter()
        .map(|one| (one.root.as_str(), one.way.as_str(), one.path.as_str()))
        .collect();
    assert_eq!(
        reached,
        [
            ("GET /a", "response", "part"),
            ("GET /b", "response", "parts")
        ]
    );
    let places = [&change.old, &change.new].map(|place| place.as_ref().map(ToString::to_string));
    let part = "/components/schemas/Part";
    assert_eq!(
        places,
        [Some(part.to_owned()), Some(format!("{part}/properties/b"))]
    );
    assert_eq!(change.advice, "There is nothing to do.");
}

#[test]
fn each_id_has_a_name_of_its_own() {
    let mut names: Vec<&str> = ChangeId::ALL.iter().map(|id| id.as_str()).collect();
    let is_kebab = |name: &&str| {
        name.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
    };
    assert!(names.iter().all(is_kebab), "{names:?}");
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    for id in ChangeId::ALL {
        let directions = [ValueFlow::Read, ValueFlow::Sent, ValueFlow::Both];
        let advice = directions.map(|direction| id.advice(direction));
        assert!(id.about().ends_with('.'), "{id}");
        assert!(advice.iter().all(|advice| advice.ends_with('.')), "{id}");
    }
}

/// Where advice depends on what programs do with a value, it speaks of nothing else.
#[test]
fn advice_fits_what_programs_do() {
    let has = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    for id in ChangeId::ALL {
        let [read, sent] = [ValueFlow::Read, ValueFlow::Sent].map(|one| id.advice(one));
        if read != sent {
            assert!(!has(read, &["iving", "Give", "setter", "clearing"]), "{id}");
            assert!(
                !has(sent, &["ead", "Expect", "expect", "atch on"]),
                "{id}: {sent}"
            );
        }
    }
    let rows = all();
    for (title, advice) in [
        ("response field removed", "Stop reading it."),
        ("request field removed", "Stop giving it."),
        (
            "response field required to optional",
            "Expect `None`: it may be missing.",
        ),
        (
            "parameter optional to required",
            "Give it as an argument of the function that makes the value or the request, no longer by its setter.",
        ),
        (
            "operation renamed",
            "Write `Things::retrieve_everything` for `Things::list`, and `RetrieveEverything` for `ListThings`.",
        ),
    ] {
        let row = rows.iter().find(|row| row.title == title).unwrap();
        let told = diff(&row.old, &row.new).list;
        assert!(told.iter().any(|one| one.advice == advice), "{told:?}");
    }
}
