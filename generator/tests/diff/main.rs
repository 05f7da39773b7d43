//! What differs between two models: a table of changes with their classes, and what holds for all of them.

mod rows;

use std::fmt::Write as _;

use form_codegen::api::Api;
use form_codegen::diff::diff;
use rows::{Row, classes, rows, told};

const FILES: [(&str, &str); 4] = [
    ("operations", include_str!("rows/operations.txt")),
    ("fields", include_str!("rows/fields.txt")),
    ("types", include_str!("rows/types.txt")),
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
            assert_eq!(causes.count(), 1, "{}: {}", row.title, told(old, new));
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

#[test]
fn the_way_back_is_the_mirror_image() {
    // A thing that is renamed is told by its new name.
    let told = |old: &Api, new: &Api, back: bool| {
        let changes = diff(old, new).list.into_iter();
        let mut told: Vec<String> = changes
            .map(|one| {
                let (wire, from, to) = match back {
                    true => (one.wire.mirrored(), one.after, one.before),
                    false => (one.wire, one.before, one.after),
                };
                format!("{wire:?} {from:?} {to:?} {}", one.follows)
            })
            .collect();
        told.sort();
        told
    };
    for row in all() {
        let there = told(&row.old, &row.new, false);
        let back = told(&row.new, &row.old, true);
        assert_eq!(there, back, "{}", row.title);
    }
}
