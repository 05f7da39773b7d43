//! The setters that a module of the runtime has, as its text says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The functions of a module of the runtime that take settings and give them back.
pub fn setters(module: &str) -> BTreeSet<String> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let text = find(&source, module).unwrap();
    let names = text.lines().filter_map(|line| {
        let signature = line.trim().strip_prefix("pub fn ")?;
        let (name, parameters) = signature.split_once('(')?;
        let is_setter = parameters.starts_with("mut self") && signature.contains("-> Self");
        is_setter.then(|| name.to_owned())
    });
    names.collect()
}

/// The text of a file, in whichever folder it is.
fn find(folder: &Path, name: &str) -> Option<String> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let here = files
        .iter()
        .find(|path| path.file_name().is_some_and(|file| file == name));
    here.map(|path| fs::read_to_string(path).unwrap())
        .or_else(|| folders.iter().find_map(|folder| find(folder, name)))
}
