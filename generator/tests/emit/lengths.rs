//! How long the files of large documents come out.
//!
//! In: the documents beside the repository, in `../shared/specs`; without them, the test says that it skipped. Out: the files that are
//! too long, none. What always holds: all operations of a document are generated, but for what it says wrongly itself.
//!
//! `FILES_OUT=FOLDER cargo test -p form-codegen --test emit lengths` writes the crates, to be read and compiled.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{env, fs};

use form_codegen::source::SourceText;
use form_codegen::{GenerateOptions, generate};

/// The most lines of a generated file.
const LINES: usize = 2_000;

/// The files below a folder.
fn below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => found.push(path),
            }
        }
    }
    found
}

#[test]
fn no_file_of_the_crate_beside_this_one_is_too_long() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated/src");
    let files = below(&source);
    assert!(files.len() > 100, "{}", source.display());
    for path in files {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= LINES, "{} has {lines} lines", path.display());
    }
}

#[test]
fn no_file_of_a_large_document_is_too_long() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/specs");
    let Ok(entries) = fs::read_dir(&folder) else {
        // Not by a macro: the harness would keep the line to itself.
        let line = "skipped: lengths of files of large documents: there are none\n";
        let _ = io::stderr().write_all(line.as_bytes());
        return;
    };
    let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut long = Vec::new();
    for path in paths {
        let bytes = fs::read(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy();
        let source = SourceText {
            name: &name,
            bytes: &bytes,
        };
        let mut options = GenerateOptions::new("large");
        options.keep_going = true;
        let files = generate(source, &[], &options).unwrap().files;
        for (file, text) in &files {
            let lines = text.lines().count();
            if lines > LINES {
                long.push(format!("{name}: {file} has {lines} lines"));
            }
            if let Some(out) = env::var_os("FILES_OUT") {
                let path = Path::new(&out).join(&*name).join(file);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, text).unwrap();
            }
        }
    }
    assert_eq!(long, Vec::<String>::new());
}
