//! The runtime and the generator are houses of rooms: modules that the root lists, each with a door, and no room depends on
//! one that depends on it.

mod homonyms;
mod imports;
mod printing;
mod reading;
mod sizes;
mod versions;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use imports::{Rooms, files};

fn runtime() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("runtime/src")
}

fn mock() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("mock/src")
}

fn terminal() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cli/src")
}

fn generator() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

#[test]
fn no_circle_of_imports_across_rooms_of_the_runtime() {
    let rooms = Rooms::of_folder(&runtime(), &["runtime"]);
    assert!(rooms.arrows.len() > 1, "{rooms:?}");
    assert_eq!(rooms.circles(), Vec::<String>::new());
}

#[test]
fn no_circle_of_imports_across_rooms_of_the_test_server() {
    let rooms = Rooms::of_folder(&mock(), &["mock"]);
    assert!(rooms.arrows.len() > 1, "{rooms:?}");
    assert_eq!(rooms.circles(), Vec::<String>::new());
    assert_eq!(rooms.arrows["model"], Default::default());
}

#[test]
fn no_circle_of_imports_across_rooms_of_the_command_line() {
    let rooms = Rooms::of_folder(&terminal(), &["cli"]);
    assert!(rooms.arrows.len() > 1, "{rooms:?}");
    assert_eq!(rooms.circles(), Vec::<String>::new());
}

#[test]
fn no_circle_of_imports_across_rooms_of_the_generator() {
    let rooms = Rooms::of_folder(&generator(), &[]);
    assert!(rooms.arrows.len() > 1, "{rooms:?}");
    assert_eq!(rooms.circles(), Vec::<String>::new());
}

#[test]
fn no_circle_of_imports_across_rooms_of_the_tools() {
    for (folder, root) in [
        ("../xtask/src", &[][..]),
        ("../tests/src", &[]),
        ("src/cli", &["cli"]),
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let rooms = Rooms::of_folder(&folder, root);
        assert!(rooms.arrows.len() > 1, "{rooms:?}");
        assert_eq!(rooms.circles(), Vec::<String>::new());
    }
}

/// Files that are one thing in two halves, each of which speaks of the other.
const HALVES: [(&str, &str, &str); 5] = [
    // A value writes itself into a form, which asks values to.
    ("form", "form", "value"),
    // A client gives pages, which ask the client for more.
    ("client", "blocking_client", "blocking_pages"),
    // An operation may have callbacks, which are paths with operations.
    ("source/structure", "operation", "paths"),
    // A transaction is prepared and cleared, each of which knows where it works.
    ("cli/output", "transaction", "prepare"),
    ("cli/output", "transaction", "clear"),
];

#[test]
fn no_circle_of_imports_within_rooms() {
    let mut circles = Vec::new();
    for (house, root) in [
        (runtime(), &["runtime"][..]),
        (generator(), &[]),
        (mock(), &["mock"]),
        (terminal(), &["cli"]),
    ] {
        let mut folders = BTreeSet::new();
        for file in files(&house) {
            let mut above = file.as_str();
            while let Some((folder, _)) = above.rsplit_once('/') {
                folders.insert(folder.to_owned());
                above = folder;
            }
        }
        for folder in folders {
            let path: Vec<&str> = root.iter().copied().chain(folder.split('/')).collect();
            let rooms = Rooms::of_folder(&house.join(&folder), &path);
            let is_half = |circle: &String| {
                HALVES.iter().any(|(place, one, other)| {
                    let ways = [format!("{one} -> {other}:"), format!("{other} -> {one}:")];
                    folder == *place && ways.iter().any(|way| circle.starts_with(way))
                })
            };
            let found = rooms
                .circles()
                .into_iter()
                .filter(|circle| !is_half(circle));
            circles.extend(found.map(|circle| format!("{folder}: {circle}")));
        }
    }
    assert_eq!(circles, Vec::<String>::new());
}

#[test]
fn no_circle_of_imports_across_rooms_of_lower() {
    let rooms = Rooms::of_folder(&generator().join("lower"), &["lower"]);
    assert!(rooms.arrows.len() > 1, "{rooms:?}");
    assert_eq!(rooms.circles(), Vec::<String>::new());
}

#[test]
fn no_circle_of_imports_across_rooms_of_emission() {
    let rooms = Rooms::of_folder(&generator().join("emit"), &["emit"]);
    assert!(rooms.arrows.len() > 1, "{rooms:?}");
    assert_eq!(rooms.circles(), Vec::<String>::new());
    assert_eq!(rooms.arrows["base"], Default::default());
}

/// What the root exports is for users; a room that named it would hide which room it means.
#[test]
fn rooms_of_the_runtime_name_each_other_by_room() {
    let mut rooms = Rooms::of_folder(&runtime(), &["runtime"]);
    // One room stands on the test server, which a generated crate has beside the runtime.
    rooms
        .strays
        .retain(|(file, name)| !(file.starts_with("test_server/") && name == "mock"));
    assert_eq!(rooms.strays, Default::default());
    for file in files(&runtime()) {
        let text = fs::read_to_string(runtime().join(&file)).unwrap();
        assert!(!text.contains("super::super::"), "{file}");
    }
}

#[test]
fn doors_say_what_enters_and_leaves() {
    let doors = [runtime(), generator(), mock(), terminal()]
        .into_iter()
        .flat_map(|folder| {
            let files = files(&folder).into_iter();
            files.map(move |file| folder.join(file))
        });
    for file in doors {
        if file.ends_with("mod.rs") {
            let text = fs::read_to_string(&file).unwrap();
            let lines = text.lines().take_while(|line| line.starts_with("//!"));
            let docs: String = lines.collect();
            let says = docs.contains(" In: ") && docs.contains(" Out: ");
            assert!(says, "{}", file.display());
        }
    }
}

fn rooms(texts: &[(&str, &str)], root: &[&str]) -> Rooms {
    let texts = texts
        .iter()
        .map(|(file, text)| ((*file).into(), (*text).into()));
    Rooms::of_texts(&texts.collect(), root)
}

#[test]
fn a_circle_is_found_however_it_is_written() {
    let there = ("two/mod.rs", "mod inner;");
    for (back, text) in [
        ("two/inner.rs", "use crate::house::one::One;"),
        ("two/inner.rs", "use super::super::one::One;"),
        (
            "two/inner.rs",
            "use super::super::{three, one::{self, One}};",
        ),
        ("two/inner.rs", "fn f(_: &crate::house::one::One<u8>) {}"),
        (
            "two/inner.rs",
            "fn f() { write(\"\", crate::house::one::ONE); }",
        ),
        (
            "two/inner.rs",
            "const X: &[u8] = &list![crate::house::one::ONE];",
        ),
        (
            "two/inner.rs",
            "mod deep { use super::super::super::one::One; }",
        ),
        ("two.rs", "use super::one::One;"),
    ] {
        let one = ("one/mod.rs", "use crate::house::two;");
        let found = rooms(&[one, there, ("three.rs", ""), (back, text)], &["house"]).circles();
        let expected = [
            "one -> two: one/mod.rs".to_owned(),
            format!("two -> one: {back}"),
        ];
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_circle_over_three_rooms_is_found() {
    let found = rooms(
        &[
            ("a.rs", "use crate::b;"),
            ("b.rs", "use crate::c;"),
            ("c.rs", "use crate::a;"),
            ("d.rs", "use crate::a;"),
        ],
        &[],
    );
    assert_eq!(
        found.circles(),
        ["a -> b: a.rs", "b -> c: b.rs", "c -> a: c.rs"]
    );
}

#[test]
fn what_makes_no_circle_is_not_found() {
    for text in [
        "use super::inner::One;",
        "use crate::house::two::Two;",
        "//! See [`One`](crate::house::one::One).",
        "#[cfg(test)]\nmod tests { use crate::house::one::One; }",
        "#[cfg(test)]\nuse crate::house::one::One;",
        "pub(crate) struct Two; impl Two { pub(super) fn f(&self) {} }",
        "use one::One;",
    ] {
        let texts = [
            ("lib.rs", "use crate::two::Two;"),
            ("one/mod.rs", "use crate::house::two;"),
            ("two/mod.rs", "mod inner;"),
            ("two/inner.rs", text),
        ];
        let found = rooms(&texts, &["house"]);
        assert_eq!(found.circles(), Vec::<String>::new(), "{text}");
        assert_eq!(found.strays, Default::default(), "{text}");
    }
}
