//! Absolute paths -> short names and the `use` lines they need.
//!
//! In: tokens in which the emitters write every foreign name as an absolute path, `::serde::Serialize` or
//! `crate::runtime::Id`, and ask for a trait's methods by `use ::a::B as _;`. Out: the same tokens with short names, and the
//! `use` lines for exactly these. What always holds: a name that the file itself defines, or that an earlier path took,
//! is never imported a second time: the later path stays whole. A name from the document is never taken for a path,
//! because the emitters never put one behind a leading `::`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::tokens::{Kind, Text, Token, close_groups, is_mark};

/// The longest line of an import.
const WIDTH: usize = 100;

/// Modules whose items are imported, with their segments; the item is the segment behind. A path of another root stays
/// whole.
const MODULES: [(&str, &[&str]); 9] = [
    ("std::collections", &["std", "collections"]),
    ("serde::de", &["serde", "de"]),
    ("serde::ser", &["serde", "ser"]),
    ("serde", &["serde"]),
    ("crate::models", &["crate", "models"]),
    ("crate::resources", &["crate", "resources"]),
    ("crate::callbacks", &["crate", "callbacks"]),
    ("crate::webhooks", &["crate", "webhooks"]),
    ("crate::runtime", &["crate", "runtime"]),
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
    pub(super) fn new<'a>(
        path: &str,
        text: &Text,
        items: impl Iterator<Item = &'a [Token]>,
    ) -> Self {
        let mut defined = BTreeSet::new();
        for item in items {
            definitions(text, item, &mut defined);
        }
        let home = match path
            .strip_prefix("src/")
            .and_then(|path| path.split(['/', '.']).next())
        {
            Some("models") => "crate::models",
            Some("resources") => "crate::resources",
            Some("callbacks") => "crate::callbacks",
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
    pub(super) fn shorten(&mut self, text: &Text, tokens: &[Token]) -> Vec<Token> {
        let mut short: Vec<Token> = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let before = short.last().copied();
            let rest = tokens.get(at..).unwrap_or_default();
            let path = AbsolutePath::read(text, rest);
            match path.filter(|path| !path.continues(text, before.as_ref())) {
                Some(path) => {
                    let kept = self.path(text, &path, before.as_ref(), rest);
                    if kept.drops_use {
                        short.pop();
                    }
                    short.extend(rest.get(kept.start..kept.end).unwrap_or_default());
                    at += kept.end;
                }
                None => {
                    short.push(*token);
                    at += 1;
                }
            }
        }
        close_groups(&mut short);
        short
    }

    /// What is kept of the path that `rest` starts with.
    fn path(
        &mut self,
        text: &Text,
        path: &AbsolutePath<'_>,
        before: Option<&Token>,
        rest: &[Token],
    ) -> Kept {
        if let Some(kept) = self.method_import(text, path, before, rest) {
            return kept;
        }
        let segment = match path.item() {
            Some((module, item, name)) if self.import(&module, name) => item,
            _ => path.module_alias(&mut self.taken),
        };
        Kept {
            start: path.index(segment),
            end: path.end,
            drops_use: false,
        }
    }

    /// Whether the item can go by its short name; notes the import.
    fn import(&mut self, module: &str, name: &str) -> bool {
        if self.defined.contains(name) {
            return module == self.home;
        }
        match self.taken.get(name) {
            Some(owner) => owner == module,
            None => {
                self.taken.insert(name.to_owned(), module.to_owned());
                true
            }
        }
    }

    /// Takes `use ::a::B as _;` out, whose `use` is in front already.
    fn method_import(
        &mut self,
        text: &Text,
        path: &AbsolutePath<'_>,
        before: Option<&Token>,
        rest: &[Token],
    ) -> Option<Kept> {
        let is_use = before.is_some_and(|token| text.of(token) == "use");
        let (module, _, name) = if is_use { path.item()? } else { return None };
        let end = path.end + 3;
        if !text.is(rest, path.end, "as") || !is_mark(rest, end - 1, ';') {
            return None;
        }
        self.methods.insert((module.into_owned(), name.to_owned()));
        Some(Kept {
            start: end,
            end,
            drops_use: true,
        })
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

/// What is kept of the tokens of a path, counted from its start.
struct Kept {
    start: usize,
    end: usize,
    /// Whether the `use` before it goes, too.
    drops_use: bool,
}

/// An absolute path in a run of tokens.
struct AbsolutePath<'a> {
    segments: Vec<&'a str>,
    /// The number of tokens.
    end: usize,
}

impl<'a> AbsolutePath<'a> {
    /// The path that the tokens start with: `crate::a`, or `::` and a name.
    fn read(text: &'a Text, tokens: &[Token]) -> Option<Self> {
        let mut at = match tokens.first()?.kind {
            Kind::Word if is_separator(tokens, 1) && text.is(tokens, 0, "crate") => 1,
            Kind::Mark(':', _) => 0,
            _ => return None,
        };
        let mut segments = Vec::new();
        segments.extend(text.word(tokens, 0));
        while is_separator(tokens, at) {
            let Some(segment) = text.word(tokens, at + 2) else {
                break;
            };
            segments.push(segment);
            at += 3;
        }
        (segments.len() > 1).then_some(Self { segments, end: at })
    }

    /// The place of a segment among the tokens: `::` is two of them.
    fn index(&self, segment: usize) -> usize {
        self.end - 1 - 3 * (self.segments.len() - 1 - segment)
    }

    /// Whether the `::` behind this token goes on with a path, instead of starting one.
    fn continues(&self, text: &Text, before: Option<&Token>) -> bool {
        const KEYWORDS: [&str; 13] = [
            "as", "dyn", "else", "for", "if", "impl", "in", "let", "match", "mut", "return", "use",
            "while",
        ];
        match before.map(|token| (token.kind, token)) {
            Some((Kind::Word, word)) => !KEYWORDS.contains(&text.of(word)),
            // Behind `impl<'de>` a path starts, behind `<A as B>` one goes on with a name of `B`.
            Some((Kind::Mark('>', _), _)) => !self.has_known_root(),
            _ => false,
        }
    }

    /// Whether the path starts at a crate that every generated crate has.
    fn has_known_root(&self) -> bool {
        const ROOTS: [&str; 6] = ["crate", "std", "serde", "serde_json", "http", "bytes"];
        self.segments
            .first()
            .is_some_and(|first| ROOTS.contains(first))
    }

    /// The module that the item is imported from, the index of the item's segment, and its name.
    fn item(&self) -> Option<(Cow<'static, str>, usize, &'a str)> {
        let known = MODULES.iter().find(|(_, module)| {
            let mut segments = self.segments.iter();
            module
                .iter()
                .all(|name| segments.next().is_some_and(|segment| *segment == *name))
                && segments.next().is_some()
        });
        let (module, item) = match known {
            Some((module, segments)) => (Cow::Borrowed(*module), segments.len()),
            // An example of a generated crate's documentation names the crate's items at its root.
            None if self.has_known_root() => return None,
            None => (Cow::Owned(self.segments.first()?.to_string()), 1),
        };
        Some((module, item, *self.segments.get(item)?))
    }

    /// What is kept of a path that is not imported: `fmt::Result` of `std::fmt::Result`, else everything.
    fn module_alias(&self, taken: &mut BTreeMap<String, String>) -> usize {
        match self.segments.as_slice() {
            [std, fmt, _, ..] if *std == "std" && *fmt == "fmt" => {
                taken.insert("fmt".to_owned(), "std".to_owned());
                1
            }
            _ => 0,
        }
    }
}

fn is_separator(tokens: &[Token], at: usize) -> bool {
    is_mark(tokens, at, ':') && is_mark(tokens, at + 1, ':')
}

/// Notes the names of the types that an item defines at its top level, or exports from a child.
fn definitions(text: &Text, item: &[Token], names: &mut BTreeSet<String>) {
    let (mut defines, mut public, mut exports) = (false, false, false);
    let mut depth = 0_usize;
    for token in item {
        match token.kind {
            Kind::Open(..) => depth += 1,
            Kind::Close(_) => depth = depth.saturating_sub(1),
            Kind::Word if exports => {
                names.insert(text.of(token).to_owned());
                continue;
            }
            Kind::Word if depth == 0 => {
                let word = text.of(token);
                if defines {
                    names.insert(word.to_owned());
                }
                exports = public && word == "use";
                public = word == "pub";
                defines = !defines && ["struct", "enum", "type", "trait"].contains(&word);
                continue;
            }
            _ => {}
        }
        defines = false;
    }
}
