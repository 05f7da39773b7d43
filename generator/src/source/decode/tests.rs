//! Other readers as witnesses: what serde_yaml and serde_json read, this reads to the same value.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::{file, value};
use crate::place::Place;
use crate::source::SourceText;

#[path = "../../../../tests/src/skip.rs"]
mod skip;

/// What a text is read to, or the codes of what is wrong with it.
fn read(name: &str, text: &[u8]) -> Result<Value, Vec<&'static str>> {
    let (mut file, wrong) = file(SourceText { name, bytes: text }, 0);
    let (read, found) = match wrong {
        Some(wrong) => (None, vec![wrong]),
        None => value(&mut file, 0),
    };
    let right = read.filter(|_| found.is_empty());
    right.ok_or_else(|| found.iter().map(|one| one.code).collect())
}

fn below(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for path in entries.map(|entry| entry.path()) {
        let name = path.to_string_lossy().into_owned();
        match path.is_dir() {
            true => below(&path, found),
            false
                if [".yaml", ".yml", ".json"]
                    .iter()
                    .any(|end| name.ends_with(end)) =>
            {
                found.push(path)
            }
            false => {}
        }
    }
}

/// Every fixture, the specification, its overlays, and the large documents where they are there.
#[test]
fn every_document_is_read_as_serde_reads_it() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    for folder in [
        "tests",
        "../tests/fixtures",
        "../spec",
        "../../shared/specs",
    ] {
        if !here.join(folder).is_dir() {
            let test = "every_document_is_read_as_serde_reads_it";
            skip::skip(test, format!("there is no {folder}"));
        }
        below(&here.join(folder), &mut paths);
    }
    let mut equal = 0;
    for path in paths {
        let (name, text) = (path.to_string_lossy(), fs::read(&path).unwrap());
        let Ok(found) = read(&name, &text) else {
            continue;
        };
        let expected: Value = match name.ends_with(".json") {
            true => serde_json::from_slice(&text).unwrap(),
            false => serde_yaml::from_slice(&text).unwrap(),
        };
        assert_eq!(found, expected, "{name}");
        equal += 1;
    }
    assert!(equal > 150, "{equal} documents");
}

/// Each text of up to three of the characters that numbers and words are made of, and longer ones.
#[test]
fn every_scalar_is_read_as_serde_yaml_reads_it() {
    let alphabet = "0178+-._xobeEaf~ny:";
    let mut texts = vec![String::new()];
    for length in 0..3 {
        let shorter = texts.iter().filter(|text| text.chars().count() == length);
        let longer =
            shorter.flat_map(|text| alphabet.chars().map(move |next| format!("{text}{next}")));
        texts.extend(longer.collect::<Vec<_>>());
    }
    let words = "true True TRUE tRUE false False FALSE null Null NULL nuLL yes no on off Yes y ~ .iNF -.nan nan inf \
        infinity 0x1F 0xfg -0x1f +0o17 0b12 0b11 00 007 -00 08 1_000 1e3 1e400 -1e-3 12e03 0.10 1. .5 -.5 +.5 \
        18446744073709551615 -9223372036854775808 0.1234567890123456789 9007199254740993.5 2001-12-14 12:30 0o 0x 0b \
        -0 +0 -0.0 1e 1e+ 0e0 =";
    texts.extend(words.split_whitespace().map(str::to_owned));
    for text in texts {
        let whole = format!("a: {text}\n");
        let found = read("a.yaml", whole.as_bytes()).ok();
        assert_eq!(found, serde_yaml::from_str(&whole).ok(), "{whole}");
    }
    for (text, expected) in [
        ("18446744073709551616", 18_446_744_073_709_551_616.0),
        ("-9223372036854775809", -9_223_372_036_854_775_809.0),
        ("0x10000000000000000", 18_446_744_073_709_551_616.0),
        ("1000000000000000000000000000000000000000000", 1e42),
    ] {
        let found = read("a.yaml", format!("a: {text}\n").as_bytes());
        assert_eq!(found, Ok(json!({ "a": expected })), "{text}");
    }
    for text in [".inf", "-.Inf", "+.INF", ".nan", ".NaN", ".NAN"] {
        let found = read("a.yaml", format!("a: {text}\n").as_bytes());
        assert_eq!(found, Err(vec!["number-not-finite"]), "{text}");
    }
}

#[test]
fn json_is_what_serde_json_reads() {
    let seeds = [
        r#"{"a": [1, -0, 2.5, "é\u00e9\n", true, false, null], "b": {"c": {}, "d": []}}"#,
        r#"{"a":"\ud83d\ude00\"\\","b":[[],{},[{}]],"c":-12.50E+2}"#,
    ];
    let inserts = [
        "", "{", "}", "[", "]", ",", ":", "\"", "\\", "0", "-", ".", "e", "u", "\n", "\u{1}",
        "true", "é", " ",
    ];
    let mut accepted = 0;
    for seed in seeds {
        let places: Vec<usize> = seed.char_indices().map(|(at, _)| at).collect();
        for (from, removed, insert) in places.iter().flat_map(|from| {
            [0, 1, 3]
                .into_iter()
                .flat_map(move |removed| inserts.map(move |insert| (*from, removed, insert)))
        }) {
            let rest: String = seed[from..].chars().skip(removed).collect();
            let text = format!("{}{insert}{rest}", &seed[..from]);
            let expected = serde_json::from_str::<Value>(&text)
                .ok()
                .filter(Value::is_object);
            let found = read("a.json", text.as_bytes());
            if found
                .as_ref()
                .is_err_and(|codes| codes.contains(&"duplicate-key"))
            {
                continue;
            }
            let found = found.ok();
            accepted += usize::from(found.is_some());
            // Floats apart from integers: this reads -0 as YAML does.
            let same = |value: &Value| value.to_string().replace("-0.0,", "0,");
            assert_eq!(
                found.as_ref().map(same),
                expected.as_ref().map(same),
                "{text}"
            );
        }
    }
    assert!(accepted > 500, "{accepted} texts are JSON");
}

/// The code of what is wrong with a text, and the part of the text that it points at.
#[test]
fn what_is_wrong_is_pointed_at() {
    for (name, text, code, at) in [
        ("a.yaml", "é: \"\u{1}\"", "syntax", "\u{1}"),
        ("a.yaml", "é: 1\nb: \u{7f}", "syntax", "\u{7f}"),
        ("a.yaml", "é: 1\n...\nb: 2", "several-documents", "b"),
        ("a.yaml", "é: 1\n'é': 2", "duplicate-key", "'é'"),
        ("a.yaml", "é: {<<: {}}", "yaml-merge", "<<"),
        ("a.yaml", "é: {[a, b] : 1}", "key-not-text", "[a, b]"),
        ("a.yaml", "é: &k [1]\n*k : 1", "key-not-text", "*k"),
        ("a.yaml", "é: *none", "syntax", "*"),
        ("a.yaml", "é:\n  - !x\n    b: 1\nc: 2", "yaml-tag", "!x"),
        ("a.json", "{\"é\": \"\\x\"}", "syntax", "x"),
        ("a.json", "{\"é\": \"a\nb\"}", "syntax", "\n"),
        ("a.json", "{\"é\": \"a}", "syntax", "\""),
        ("a.json", "{\"é\": 01}", "syntax", "0"),
        ("a.json", "{\"é\": [1,]}", "syntax", "]"),
        ("a.json", "{\"é\": 1} {", "syntax", "{"),
        (
            "a.json",
            "{\"é\": 1, \"\\u00e9\": 2}",
            "duplicate-key",
            "\"\\u00e9\"",
        ),
    ] {
        let bytes = text.as_bytes();
        let (mut file, _) = file(SourceText { name, bytes }, 0);
        let (_, wrong) = value(&mut file, 0);
        let found = wrong.iter().map(|one| match &one.place {
            Place::Text(0, range) => (one.code, text.get(range.clone()).unwrap_or_default()),
            other => panic!("{other:?}"),
        });
        assert_eq!(found.collect::<Vec<_>>(), [(code, at)], "{text}");
    }
    // Quoted, it is a name like any other.
    assert_eq!(read("a.yaml", b"'<<': 1"), Ok(json!({"<<": 1})));
    assert_eq!(read("a.json", b"{\"<<\": 1}"), Ok(json!({"<<": 1})));
}
