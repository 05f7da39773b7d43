//! The commands on reference pages do what they say.
//!
//! In: pages of documents. Out: what their command lines would send. What always holds: it is what the curl beside them sends.

use std::path::Path;

use form_codegen::lower::{LowerOptions, lower};
use form_codegen::mock;
use form_codegen::pages;
use form_codegen::source::{Document, SourceText, read};

use crate::disputes;
use crate::support::{Terminal, of_document, options, words};

/// Runs the commands of all pages, and says how many there were.
fn tried(document: &Document, name: &str) -> usize {
    let (api, found) = lower(&document.spec, LowerOptions { keep_going: false });
    assert!(!document.report_with(found).has_errors());
    let options = options(name);
    let model = mock::model(&api, &document.spec);
    let files = pages::pages(&api, &model, &options, None);
    let terminal = Terminal::of(of_document(document, name));
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("receipt.txt");
    std::fs::write(&file, "a receipt").unwrap();
    let (mut count, mut untyped) = (0, Vec::new());
    for (path, text) in &files {
        let code = |title: &str| {
            let (_, rest) = text.split_once(&format!("\n{title}:\n\n```sh\n"))?;
            let code = rest.split_once("\n```").unwrap().0;
            Some(code.replace("\\\n", " "))
        };
        let (true, Some(command)) = (path.ends_with(".md"), code("Command line")) else {
            continue;
        };
        let command = command.replace("@receipt.txt", &format!("@{}", file.display()));
        let (program, line) = command.split_once(' ').unwrap();
        assert_eq!(program, name);
        let ran = terminal.run(&format!("{line} --dry-run"));
        assert_eq!(ran.code, 0, "{path}: {command}: {ran:?}");
        let curl = words(&code("curl").unwrap());
        let (address, _) = curl[1].split_once('?').unwrap_or((&curl[1], ""));
        assert!(ran.out.contains(address), "{path}: {address}: {ran:?}");
        let sent = curl.windows(2);
        let sent = sent
            .filter(|two| ["--data-urlencode", "--form-string", "-F"].contains(&two[0].as_str()));
        for pair in sent.map(|two| &two[1]).filter(|pair| !pair.contains("=@")) {
            assert!(
                ran.out.lines().any(|line| line == pair),
                "{path}: {pair}: {ran:?}"
            );
        }
        untyped.extend(untyped_rust(&terminal, line));
        count += 1;
    }
    assert!(
        untyped.is_empty(),
        "{} of {count}: {untyped:#?}",
        untyped.len()
    );
    count
}

/// Prints the program of Rust that does the same; gives the line, if the types of the crate don't say it, or it is no Rust.
fn untyped_rust(terminal: &Terminal, line: &str) -> Option<String> {
    let ran = terminal.run(&format!("{line} --print rust"));
    assert_eq!(ran.code, 0, "{line}: {ran:?}");
    let is_typed = !ran.out.contains("raw_with") && syn::parse_file(&ran.out).is_ok();
    (!is_typed).then(|| line.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn the_commands_of_disputes() {
    assert_eq!(tried(&disputes::document(), "stripe-disputes"), 7);
}

#[test]
fn the_commands_of_large_documents() {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs");
    for (name, least) in [
        ("stripe-full", 400),
        ("twilio-api-v2010", 150),
        ("slack", 100),
    ] {
        let path = specs.join(name).with_extension("json");
        let Ok(text) = std::fs::read(&path) else {
            println!("skipped: {} is not there", path.display());
            continue;
        };
        let source = SourceText { name, bytes: &text };
        let document = read(source, &[]).unwrap_or_else(|report| panic!("{report}"));
        let count = tried(&document, name);
        assert!(count > least, "{name}: {count}");
    }
}
