//! Which rooms of a crate import which.
//!
//! In: a folder of sources. Out: its rooms, which are the modules that `lib.rs` or `mod.rs` declares, and for each what it names of the
//! others, with the file that does. What always holds: paths are found wherever they stand, in macros, too; what only tests
//! see does not count; nor does the root itself, which lists the rooms.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The rooms of a crate, and the arrows between them.
#[derive(Debug, Default)]
pub struct Rooms {
    /// For each room, the rooms that it names, and in which files.
    pub arrows: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
    /// Paths from the root that lead to no room: the file, and the first name.
    pub strays: BTreeSet<(String, String)>,
}

/// The Rust files in a folder and below it, as paths from there on with `/`, sorted.
pub fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let path = path.strip_prefix(folder).unwrap();
                let names = path.iter().map(|name| name.to_str().unwrap());
                found.insert(names.collect::<Vec<_>>().join("/"));
            }
        }
    }
    found
}

impl Rooms {
    /// The rooms of the sources in a folder, whose root is the module `root` of `crate` (empty: `crate` itself).
    pub fn of_folder(folder: &Path, root: &[&str]) -> Self {
        let texts = files(folder).into_iter().map(|file| {
            let text = fs::read_to_string(folder.join(&file)).unwrap();
            (file, text)
        });
        Self::of_texts(&texts.collect(), root)
    }

    /// The same of texts by their files.
    pub fn of_texts(texts: &BTreeMap<String, String>, root: &[&str]) -> Self {
        let mut rooms = Self::default();
        for file in texts.keys().filter(|file| !is_root(file)) {
            rooms.arrows.entry(room_of(file)).or_default();
        }
        for (file, text) in texts.iter().filter(|(file, _)| !is_root(file)) {
            let tokens: TokenStream = text.parse().unwrap_or_else(|e| panic!("{file}: {e}"));
            let mut paths = Vec::new();
            scan(tokens, &module_of(file), &mut paths);
            for path in paths {
                rooms.add(file, &path, root);
            }
        }
        rooms
    }

    fn add(&mut self, file: &str, path: &[String], root: &[&str]) {
        let below = match path.first().map(String::as_str) {
            Some("crate") => {
                let inner = &path[1..];
                if !inner.iter().zip(root).all(|(name, root)| name == root) {
                    self.strays.insert((file.to_owned(), inner[0].clone()));
                    return;
                }
                inner.get(root.len()..).unwrap_or_default()
            }
            _ => path,
        };
        let Some(target) = below.first() else { return };
        if !self.arrows.contains_key(target) {
            self.strays.insert((file.to_owned(), target.clone()));
        } else if *target != room_of(file) {
            let arrows = self.arrows.entry(room_of(file)).or_default();
            let files = arrows.entry(target.clone()).or_default();
            files.insert(file.to_owned());
        }
    }

    /// Everything that a room leads to, over any number of arrows.
    fn reachable(&self, room: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![room];
        while let Some(room) = open.pop() {
            for target in self.arrows.get(room).into_iter().flatten() {
                if reached.insert(target.0.as_str()) {
                    open.push(target.0);
                }
            }
        }
        reached
    }

    /// The arrows that are part of a circle, a line each, with the files that have to change.
    pub fn circles(&self) -> Vec<String> {
        let mut circles = Vec::new();
        for (room, arrows) in &self.arrows {
            for (target, files) in arrows {
                if self.reachable(target).contains(room.as_str()) {
                    let files: Vec<&str> = files.iter().map(String::as_str).collect();
                    circles.push(format!("{room} -> {target}: {}", files.join(", ")));
                }
            }
        }
        circles
    }
}

/// Whether a file lists the rooms.
fn is_root(file: &str) -> bool {
    matches!(file, "lib.rs" | "mod.rs")
}

/// The room that a file is in.
fn room_of(file: &str) -> String {
    module_of(file).swap_remove(0)
}

/// The path of the module that a file is.
fn module_of(file: &str) -> Vec<String> {
    let module = file.trim_end_matches(".rs").trim_end_matches("/mod");
    module.split('/').map(str::to_owned).collect()
}

/// Collects the paths that start with `crate`, which stays, or with `self` and `super`, which are resolved.
fn scan(tokens: TokenStream, module: &[String], paths: &mut Vec<Vec<String>>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        at += 1;
        match token {
            TokenTree::Group(group) if is_cfg_test(&tokens, at - 1) => {
                debug_assert_eq!(group.delimiter(), Delimiter::Bracket);
                at += item_length(&tokens[at..]);
            }
            TokenTree::Group(group) => {
                let name = name_of_module(&tokens, at - 1);
                let inner: Vec<String> = module.iter().cloned().chain(name).collect();
                scan(group.stream(), &inner, paths);
            }
            TokenTree::Ident(ident) if ident == "crate" => {
                at += path(&tokens[at..], vec![ident.to_string()], paths);
            }
            TokenTree::Ident(ident) if ident == "super" => {
                let above = module[..module.len().saturating_sub(1)].to_vec();
                at += path(&tokens[at..], above, paths);
            }
            TokenTree::Ident(ident) if ident == "self" => {
                at += path(&tokens[at..], module.to_vec(), paths);
            }
            _ => {}
        }
    }
}

/// Follows a path over its `::`, into groups of `use`; gives how many tokens it takes.
fn path(tokens: &[TokenTree], mut names: Vec<String>, paths: &mut Vec<Vec<String>>) -> usize {
    let mut at = 0;
    while let [TokenTree::Punct(one), TokenTree::Punct(two), next, ..] = &tokens[at..]
        && one.as_char() == ':'
        && two.as_char() == ':'
    {
        match next {
            TokenTree::Ident(ident) if ident == "super" => {
                names.pop();
            }
            TokenTree::Ident(ident) => names.push(ident.to_string()),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                for leaf in
                    inner.split(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == ','))
                {
                    let mut names = names.clone();
                    match leaf.first() {
                        Some(TokenTree::Ident(ident)) if ident == "self" => {}
                        Some(token) => names.push(token.to_string()),
                        None => continue,
                    }
                    path(&leaf[1..], names, paths);
                }
                return at + 3;
            }
            _ => break,
        }
        at += 3;
    }
    if names.first().is_none_or(|first| first != "crate") || names.len() > 1 {
        paths.push(names);
    }
    at
}

/// Whether the group there is that of `#[cfg(test)]`.
fn is_cfg_test(tokens: &[TokenTree], at: usize) -> bool {
    let after_hash = at.checked_sub(1).and_then(|at| tokens.get(at));
    matches!(after_hash, Some(TokenTree::Punct(punct)) if punct.as_char() == '#')
        && tokens[at].to_string().replace(' ', "") == "[cfg(test)]"
}

/// How many tokens an item takes: to its block or its semicolon.
fn item_length(tokens: &[TokenTree]) -> usize {
    let end = tokens.iter().position(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(punct) => punct.as_char() == ';',
        _ => false,
    });
    end.map_or(tokens.len(), |end| end + 1)
}

/// The name of the module whose block is the group there.
fn name_of_module(tokens: &[TokenTree], at: usize) -> Option<String> {
    let [TokenTree::Ident(keyword), TokenTree::Ident(name)] = tokens.get(at.checked_sub(2)?..at)?
    else {
        return None;
    };
    (keyword == "mod").then(|| name.to_string())
}
