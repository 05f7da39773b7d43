//! Text to document, at the boundary: what is accepted, and the whole printed text of what is refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use form_codegen::api::Pointer;
use form_codegen::diagnostic::{Diagnostic, Place, Report, Severity};
use form_codegen::source::{Document, SourceText, read};

fn read_one(name: &str, text: impl AsRef<[u8]>) -> Result<Document, Report> {
    read(
        SourceText {
            name,
            bytes: text.as_ref(),
        },
        &[],
    )
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Each fixture's name and file; what ends in `.overlay.yaml` belongs to the fixture of that name.
fn fixtures() -> BTreeMap<String, PathBuf> {
    let entries = fs::read_dir(here("tests/reject/source")).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let documents = paths.filter(|path| !path.to_string_lossy().ends_with(".overlay.yaml"));
    documents
        .map(|path| {
            (
                path.file_stem().unwrap().to_string_lossy().into_owned(),
                path,
            )
        })
        .collect()
}

/// What is printed for a fixture: the report, or the warnings of a document that can be read.
fn printed(path: &Path) -> (String, Vec<&'static str>) {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let bytes = fs::read(path).unwrap();
    let overlay = path.with_extension("overlay.yaml");
    let overlay_name = overlay.file_name().unwrap().to_string_lossy().into_owned();
    let overlay = fs::read(overlay).ok();
    let overlay = overlay.as_ref().map(|bytes| SourceText {
        name: &overlay_name,
        bytes,
    });
    let report = match read(
        SourceText {
            name: &name,
            bytes: &bytes,
        },
        overlay.as_slice(),
    ) {
        Ok(document) => document.report_with(Vec::new()),
        Err(report) => report,
    };
    let codes = report
        .diagnostics()
        .iter()
        .map(|diagnostic| diagnostic.code)
        .collect();
    (report.to_string(), codes)
}

#[test]
fn every_rejected_input_says_what_is_wrong() {
    for (name, path) in fixtures() {
        let (printed, _) = printed(&path);
        insta::with_settings!({
            snapshot_path => "snapshots/reject/source",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(name, printed) });
    }
}

#[test]
fn every_code_has_a_rejected_input() {
    let mut sources = vec![here("src/source")];
    let mut codes = BTreeMap::new();
    while let Some(path) = sources.pop() {
        if path.is_dir() {
            sources.extend(
                fs::read_dir(path)
                    .unwrap()
                    .map(|entry| entry.unwrap().path()),
            );
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let words = text.split('"').skip(1).step_by(2);
        let is_code = |word: &&str| {
            word.contains('-')
                && !word.starts_with('-')
                && !word.starts_with("x-")
                && word.chars().all(|c| c.is_ascii_lowercase() || c == '-')
        };
        codes.extend(
            words
                .filter(is_code)
                .map(|word| (word.to_owned(), path.clone())),
        );
    }
    for path in fixtures().values() {
        for code in printed(path).1 {
            codes.remove(code);
        }
    }
    assert_eq!(
        codes,
        BTreeMap::new(),
        "codes without a fixture under tests/reject/source"
    );
}

/// Without the overlays, the vendor's document has its seven dangling references and its scraped e-mail address.
#[test]
fn the_disputes_document_has_located_errors() {
    let name = "spec/stripe-disputes-api-openapi.yml";
    let report = read_one(name, fs::read(here("..").join(name)).unwrap()).unwrap_err();
    let found: Vec<String> = report
        .located()
        .map(|(diagnostic, location)| {
            format!("{location} {}: {}", diagnostic.code, diagnostic.message)
        })
        .collect();
    // In a file, which a new document lets be written anew.
    insta::with_settings!({
        snapshot_path => "snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("located_errors", found.join("\n"));
    });
}

/// An overlay's members keep their place, and the document's own, once elements have moved.
#[test]
fn a_place_is_in_the_file_it_stems_from() {
    let document = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {}\ntags:\n  - name: a\n  - name: b\n";
    let overlay = "{overlay: 1.1.0, info: {title: B, version: '1'}, actions: [\n\
        {target: '$.tags[0]', remove: true},\n\
        {target: '$.tags', update: [{name: c}]},\n\
        {target: '$', update: {x-first: null}},\n\
        {target: '$', update: {x-second: {}}},\n\
        {target: \"$['x-second']\", copy: '$.info'}]}";
    let sources = [SourceText {
        name: "overlay.yaml",
        bytes: overlay.as_bytes(),
    }];
    let document = read(
        SourceText {
            name: "document.yaml",
            bytes: document.as_bytes(),
        },
        &sources,
    );
    let document = document.unwrap_or_else(|report| panic!("{report}"));
    let at = |pointer: &str| {
        let place = Place::Document(Pointer::from_text(pointer));
        document
            .locate(&place)
            .map(|location| location.to_string())
            .unwrap_or_default()
    };
    let places = [
        "/info/title",
        "/tags/0/name",
        "/tags/1/name",
        "/x-second/title",
        "/x-second/none",
    ];
    insta::assert_snapshot!(places.map(|pointer| format!("{pointer} {}", at(pointer))).join("\n"), @r"
    /info/title document.yaml:2:15
    /tags/0/name document.yaml:6:11
    /tags/1/name overlay.yaml:3:36
    /x-second/title document.yaml:2:15
    /x-second/none overlay.yaml:5:34
    ");
    assert_eq!(document.locate(&Place::File(7, Pointer::root())), None);
    assert_eq!(
        document.value(&Pointer::from_text("/tags/1/name")).unwrap(),
        "c"
    );
}

/// No input makes the reader panic, hang or overflow its stack; each of these is refused.
#[test]
fn hostile_inputs_are_refused() {
    let prefix = "openapi: 3.0.3\nx-deep: ";
    let hostile: [(&str, Vec<u8>); 16] = [
        (
            "brackets",
            format!("{prefix}{}", "[".repeat(100_000)).into_bytes(),
        ),
        (
            "closed brackets",
            format!("{prefix}{}{}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes(),
        ),
        (
            "hidden brackets",
            format!("{prefix}{}", "[']',".repeat(100_000)).into_bytes(),
        ),
        (
            "braces",
            format!("{prefix}{}", "{a: ".repeat(100_000)).into_bytes(),
        ),
        ("json", "{\"a\":".repeat(100_000).into_bytes()),
        (
            "json brackets",
            format!("{{\"a\":{}", "[".repeat(100_000)).into_bytes(),
        ),
        (
            "dashes",
            format!("{prefix}\n{}", "- ".repeat(100_000)).into_bytes(),
        ),
        (
            "questions",
            format!("{prefix}\n{}", "? ".repeat(100_000)).into_bytes(),
        ),
        (
            "anchors",
            format!("{prefix}{}", "&a ".repeat(100_000)).into_bytes(),
        ),
        ("own alias", b"openapi: 3.0.3\nx: &a [*a, *a]\n".to_vec()),
        (
            "own key",
            b"openapi: 3.0.3\nx: &a {*a : 1, ? *a : 2}\n".to_vec(),
        ),
        (
            "repeats",
            format!(
                "x: &a [{}]\ny: [{}]\n",
                "1,".repeat(5_000),
                "*a,".repeat(5_000)
            )
            .into_bytes(),
        ),
        (
            "long repeats",
            format!(
                "x: &a '{}'\ny: [{}]\n",
                "a".repeat(1_000_000),
                "*a,".repeat(50_000)
            )
            .into_bytes(),
        ),
        (
            "long keys",
            format!(
                "x: &a '{}'\ny: [{}]\n",
                "a".repeat(1_000_000),
                "{*a : 1},".repeat(50_000)
            )
            .into_bytes(),
        ),
        (
            "junk",
            (0..100_000_u32)
                .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
                .collect(),
        ),
        ("zeros", vec![0; 100_000]),
    ];
    for (name, text) in hostile {
        let start = std::time::Instant::now();
        let report = read_one(name, text).expect_err(name);
        assert!(report.has_errors(), "{name}");
        assert!(
            report
                .to_string()
                .lines()
                .all(|line| line.chars().count() < 300),
            "{name}"
        );
        assert!(
            start.elapsed().as_secs() < 20,
            "{name} took {:?}",
            start.elapsed()
        );
    }
}

/// The parser of YAML has a limit of its own, which it may meet before it has told how deep it is.
#[test]
fn brackets_are_too_deep_however_many_there_are() {
    for brackets in [121, 200, 255, 256, 5_000] {
        for text in [
            format!("x: {}{}", "[".repeat(brackets), "]".repeat(brackets)),
            format!("x: {}", "{a: ".repeat(brackets)),
            format!("é: {}", "[\"[\", ".repeat(brackets)),
        ] {
            let report = read_one("deep.yaml", text).unwrap_err();
            let codes = report.diagnostics().iter().map(|one| one.code);
            assert_eq!(codes.collect::<Vec<_>>(), ["too-deep"], "{brackets}");
        }
    }
}

/// The deepest document that is read, in a thread of the default size.
#[test]
fn a_document_as_deep_as_allowed_is_read() {
    let open = "{\"items\":".repeat(115);
    let schema = format!("{open}{{}}{}", "}".repeat(115));
    let text = format!(
        "{{\"openapi\":\"3.0.3\",\"info\":{{\"title\":\"A\",\"version\":\"1\"}},\"paths\":{{}},\
         \"components\":{{\"schemas\":{{\"Deep\":{schema}}}}}}}"
    );
    let document = read_one("deep.json", text).unwrap_or_else(|report| panic!("{report}"));
    assert_eq!(document.spec.components.len(), 1);
}

/// A byte order mark, and JSON in a file that is named otherwise, or YAML that starts as JSON would.
#[test]
fn text_is_known_by_its_content() {
    let json =
        "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"A\", \"version\": \"1\"}, \"paths\": {}}";
    let yaml = "{openapi: 3.0.3, info: {title: A, version: '1'}, paths: {}}";
    let expected = read_one("a.json", json).unwrap().spec;
    for text in [
        json.to_owned(),
        format!("\u{FEFF}{json}"),
        yaml.to_owned(),
        format!("\u{FEFF}{yaml}"),
    ] {
        assert_eq!(read_one("a.yaml", text).unwrap().spec, expected);
    }
}

#[test]
fn a_report_is_an_error_with_colours_on_request() {
    let report = read_one("a.yaml", "openapi: 4.0.0").unwrap_err();
    let plain = report.to_string();
    let error: Box<dyn std::error::Error> = Box::new(report.clone());
    assert_eq!(error.to_string(), plain);
    assert!(!plain.contains('\u{1b}') && report.to_ansi().contains('\u{1b}'));
    assert_eq!(without_colours(&report.to_ansi()), plain);
    assert_eq!(
        report
            .diagnostics()
            .iter()
            .map(|d| d.severity)
            .collect::<Vec<_>>(),
        [Severity::Error]
    );
}

/// The text between ANSI escape codes.
fn without_colours(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let first = parts.next().unwrap_or_default();
    let rest = parts.filter_map(|part| part.split_once('m'));
    std::iter::once(first)
        .chain(rest.map(|(_, text)| text))
        .collect()
}

/// The column of a line that is cut is mended in the rendered text, in which colours stand between the words.
#[test]
fn a_cut_line_has_its_true_column_in_colours_too() {
    let long = format!(
        "{{\"x-filler\": \"{}\", \"openapi\": \"4.0.0\"}}",
        "y".repeat(300)
    );
    let report = read_one("a.json", long).unwrap_err();
    let plain = report.to_string();
    assert!(plain.contains("a.json:1:329"), "{plain}");
    assert_eq!(without_colours(&report.to_ansi()), plain);
}

/// A document may not steer the terminal.
#[test]
fn no_control_character_of_an_input_reaches_the_terminal() {
    let text = "{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"\u{9b}2J\", \"version\": \"1\"}, \"paths\": {}}";
    let document = read_one("a\u{1b}[2J\u{9b}.json", text).unwrap();
    let place = Place::Document(Pointer::root().child("info").child("title"));
    let diagnostic = Diagnostic::error("any", place, "message \u{1b}[2J\u{9b}\u{202e}")
        .label("label \u{1b}[2J\u{9b}")
        .help("help \u{1b}[2J\u{9b}");
    let report = document.report(vec![diagnostic]);
    let shown = report.to_string();
    let controls = |c: char| c.is_control() && c != '\n';
    assert!(!shown.contains(controls), "{shown:?}");
    assert_eq!(without_colours(&report.to_ansi()), shown);
    let marked = shown.lines().find(|line| line.contains("^^^^^ label"));
    assert!(marked.is_some(), "{shown}");
}
