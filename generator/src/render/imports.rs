//! Absolute paths -> short names and the `use` lines they need.
//!
//! In: tokens in which the emitters write every foreign name as an absolute path, `::serde::Serialize` or
//! `crate::runtime::Id`, and ask for a trait's methods by `use ::a::B as _;`. Out: the same tokens with short names, and the
//! `use` lines for exactly these. What always holds: a name that the file itself defines, or that an earlier path took,
//! is never imported a second time: the later path stays whole. A name from the document is never taken for a path,
//! because the emitters never put one behind a leading `::`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proc_macro2::{Delimiter, Group, Ident, Punct, Spacing, TokenStream, TokenTree};

/// The longest line of an import.
const WIDTH: usize = 100;

/// Modules whose items are imported; the item is the segment behind. A path of another root stays whole.
const MODULES: [&[&str]; 8] = [
    &["std", "collections"],
    &["serde", "de"],
    &["serde", "ser"],
    &["serde"],
    &["crate", "models"],
    &["crate", "resources"],
    &["crate", "webhooks"],
    &["crate", "runtime"],
];

/// The names a file imports.
pub(super) struct Imports {
    /// The module that users of the crate find the file's own items in.
    home: &'static str,
    defined: BTreeSet<String>,
    /// Short name -> the module it is imported from.
    taken: BTreeMap<String, String>,
    /// Names that are imported only for their methods.
    methods: BTreeSet<(String, String)>,
}

impl Imports {
    /// The imports of a file of these items, none so far.
    pub(super) fn new<'a>(path: &str, items: impl Iterator<Item = &'a TokenStream>) -> Self {
        let mut defined = BTreeSet::new();
        for item in items {
            definitions(item, &mut defined);
        }
        let home = match path
            .strip_prefix("src/")
            .and_then(|path| path.split(['/', '.']).next())
        {
            Some("models") => "crate::models",
            Some("resources") => "crate::resources",
            Some("webhooks") => "crate::webhooks",
            _ => "",
        };
        Self {
            home,
            defined,
            taken: BTreeMap::new(),
            methods: BTreeSet::new(),
        }
    }

    /// The tokens with every absolute path shortened.
    pub(super) fn shorten(&mut self, tokens: TokenStream) -> TokenStream {
        let trees: Vec<TokenTree> = tokens.into_iter().collect();
        let mut shortened = Vec::with_capacity(trees.len());
        let mut at = 0;
        while let Some(tree) = trees.get(at) {
            let path = Path::read(&trees, at).filter(|path| !path.continues(&shortened));
            if let Some(path) = path {
                at = self.path(&path, &trees, &mut shortened);
                continue;
            }
            shortened.push(match tree {
                TokenTree::Group(group) => self.group(group),
                other => other.clone(),
            });
            at += 1;
        }
        shortened.into_iter().collect()
    }

    fn group(&mut self, group: &Group) -> TokenTree {
        Group::new(group.delimiter(), self.shorten(group.stream())).into()
    }

    /// Writes the path that starts at `path.start` and returns where it ends.
    fn path(&mut self, path: &Path, trees: &[TokenTree], out: &mut Vec<TokenTree>) -> usize {
        if let Some(end) = self.method_import(path, trees, out) {
            return end;
        }
        let kept = match path.item() {
            Some((module, item)) if self.import(&module, &path.segments[item].to_string()) => item,
            _ => path.module_alias(&mut self.taken),
        };
        for (index, segment) in path.segments.iter().enumerate().skip(kept) {
            if index > kept {
                out.push(Punct::new(':', Spacing::Joint).into());
                out.push(Punct::new(':', Spacing::Alone).into());
            }
            out.push(segment.clone().into());
        }
        path.end
    }

    /// Whether the item can go by its short name; notes the import.
    fn import(&mut self, module: &str, name: &str) -> bool {
        if self.defined.contains(name) {
            return module == self.home;
        }
        let owner = self
            .taken
            .entry(name.to_owned())
            .or_insert_with(|| module.to_owned());
        owner == module
    }

    /// Takes `use ::a::B as _;` out, whose `use` has been written already.
    fn method_import(
        &mut self,
        path: &Path,
        trees: &[TokenTree],
        out: &mut Vec<TokenTree>,
    ) -> Option<usize> {
        let is_use = matches!(out.last(), Some(TokenTree::Ident(ident)) if ident == "use");
        let (module, item) = path.item().filter(|_| is_use)?;
        match trees.get(path.end..path.end + 3)? {
            [
                TokenTree::Ident(r#as),
                TokenTree::Ident(_),
                TokenTree::Punct(_),
            ] if r#as == "as" => {
                out.pop();
                self.methods
                    .insert((module, path.segments[item].to_string()));
                Some(path.end + 3)
            }
            _ => None,
        }
    }

    /// The `use` lines: the standard library, other crates, this crate, with a blank line between.
    pub(super) fn print(&self) -> String {
        let mut modules: BTreeMap<(u8, &str), BTreeSet<String>> = BTreeMap::new();
        for (name, module) in &self.taken {
            modules
                .entry((group(module), module))
                .or_default()
                .insert(name.clone());
        }
        for (module, name) in &self.methods {
            let free = !self.defined.contains(name)
                && self.taken.get(name).is_none_or(|owner| owner == module);
            let import = if free {
                name.clone()
            } else {
                format!("{name} as _")
            };
            modules
                .entry((group(module), module))
                .or_default()
                .insert(import);
        }
        let mut lines: Vec<(u8, String)> = modules
            .iter()
            .map(|((group, module), names)| (*group, line(module, names)))
            .collect();
        lines.sort();
        let mut text = String::new();
        let mut previous = None;
        for (group, line) in &lines {
            if previous.is_some_and(|previous| previous != group) {
                text.push('\n');
            }
            previous = Some(group);
            text.push_str(line);
        }
        text
    }
}

/// The place of a module among the imports.
fn group(module: &str) -> u8 {
    match module.split(':').next() {
        Some("std") => 0,
        Some("crate") => 2,
        _ => 1,
    }
}

/// `use module::{a, b};`, wrapped where it is too long.
fn line(module: &str, names: &BTreeSet<String>) -> String {
    let list = names
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(", ");
    let short = match names.len() {
        1 => format!("use {module}::{list};\n"),
        _ => format!("use {module}::{{{list}}};\n"),
    };
    if short.chars().count() <= WIDTH + 1 {
        return short;
    }
    let mut long = format!("use {module}::{{");
    let mut width = WIDTH;
    for name in names {
        let needed = name.chars().count() + 2;
        if width + needed > WIDTH {
            long.push_str("\n    ");
            width = 3;
        } else {
            long.push(' ');
        }
        width += needed;
        let _ = write!(long, "{name},");
    }
    long.push_str("\n};\n");
    long
}

/// An absolute path in a run of tokens.
struct Path {
    segments: Vec<Ident>,
    end: usize,
}

impl Path {
    /// The path that starts at `start`: `crate::a`, or `::` and a name.
    fn read(trees: &[TokenTree], start: usize) -> Option<Self> {
        let mut at = start;
        let mut segments = Vec::new();
        if let Some(TokenTree::Ident(ident)) = trees.get(at).filter(|_| is_crate(trees, at)) {
            segments.push(ident.clone());
            at += 1;
        }
        while is_separator(trees, at) {
            let Some(TokenTree::Ident(ident)) = trees.get(at + 2) else {
                break;
            };
            segments.push(ident.clone());
            at += 3;
        }
        (segments.len() > 1).then_some(Self { segments, end: at })
    }

    /// Whether the `::` behind these tokens goes on with a path, instead of starting one.
    fn continues(&self, before: &[TokenTree]) -> bool {
        const KEYWORDS: [&str; 9] = [
            "as", "dyn", "else", "for", "impl", "in", "mut", "return", "use",
        ];
        match before.last() {
            Some(TokenTree::Ident(ident)) => !KEYWORDS.iter().any(|keyword| ident == keyword),
            // Behind `impl<'de>` a path starts, behind `<A as B>` one goes on with a name of `B`.
            Some(TokenTree::Punct(last)) if last.as_char() == '>' => !self.has_known_root(),
            _ => false,
        }
    }

    /// Whether the path starts at a crate that every generated crate has.
    fn has_known_root(&self) -> bool {
        const ROOTS: [&str; 6] = ["crate", "std", "serde", "serde_json", "http", "bytes"];
        self.segments
            .first()
            .is_some_and(|first| ROOTS.iter().any(|root| first == root))
    }

    /// The module that the item is imported from, and the index of the item's segment.
    fn item(&self) -> Option<(String, usize)> {
        let module = MODULES.iter().find(|module| {
            module.len() < self.segments.len()
                && module
                    .iter()
                    .zip(&self.segments)
                    .all(|(name, segment)| segment == name)
        });
        if let Some(module) = module {
            return Some((module.join("::"), module.len()));
        }
        // An example of a generated crate's documentation names the crate's items at its root.
        let first = self.segments.first()?.to_string();
        (!self.has_known_root()).then_some((first, 1))
    }

    /// What is kept of a path that is not imported: `fmt::Result` of `std::fmt::Result`, else everything.
    fn module_alias(&self, taken: &mut BTreeMap<String, String>) -> usize {
        match self.segments.as_slice() {
            [std, fmt, _, ..] if std == "std" && fmt == "fmt" => {
                taken.insert("fmt".to_owned(), "std".to_owned());
                1
            }
            _ => 0,
        }
    }
}

fn is_crate(trees: &[TokenTree], at: usize) -> bool {
    let keyword = matches!(trees.get(at), Some(TokenTree::Ident(ident)) if ident == "crate");
    keyword && is_separator(trees, at + 1)
}

fn is_separator(trees: &[TokenTree], at: usize) -> bool {
    let colon = |at| matches!(trees.get(at), Some(TokenTree::Punct(p)) if p.as_char() == ':');
    colon(at) && colon(at + 1)
}

/// Notes the names of the types that an item defines at its top level.
fn definitions(item: &TokenStream, names: &mut BTreeSet<String>) {
    let mut defines = false;
    for tree in item.clone() {
        match tree {
            TokenTree::Ident(ident) if defines => {
                names.insert(ident.to_string());
                defines = false;
            }
            TokenTree::Ident(ident) => {
                defines = ["struct", "enum", "type", "trait"]
                    .iter()
                    .any(|kind| ident == kind);
            }
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => {
                definitions(&group.stream(), names);
            }
            _ => defines = false,
        }
    }
}
